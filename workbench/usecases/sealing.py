"""Seal finished work into signed batches that travel by stick or by network (design, section 3.4)."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from workbench.domain.refusals import Refusal
from workbench.domain.states import Delivery
from workbench.protocol import records
from workbench.protocol.batch import BlobSource, Parcel, PlannedBatch, plan_batches, write_batch
from workbench.protocol.facts import facts_of
from workbench.protocol.signatures import open_envelope, seal, sign_record
from workbench.store import batches, evidence, trust, units
from workbench.store import records as record_table
from workbench.store.durable_files import make_folder, refusal_for, sync_file, sync_folder
from workbench.store.rows import Batch, Origin, StoredRecord
from workbench.store.store import StoreConnection
from workbench.usecases.media import media_type
from workbench.usecases.progress import Progress, silent
from workbench.usecases.session import Session


class NothingToSeal(Refusal):
    """No finished work waits."""

    code = "nothing_to_seal"


@dataclass(frozen=True)
class Sealed:
    """A batch on disk: its id (the manifest's record id), number, file, and what it holds."""

    batch_id: str
    sequence: int
    path: Path
    records: int
    blobs: int
    size: int


def seal_batches(session: Session, folder: Path, progress: Progress = silent) -> tuple[Sealed, ...]:
    """Seal everything that waits; more than one batch only where one would grow beyond what a stick can take.

    Raises:
        NothingToSeal, NoCertificate, DiskFull, ReadOnlyFolder.
    """
    session.require_certificate()
    with session.store.read() as connection:
        waiting = _with_companions(connection, batches.waiting(connection))
        parcels = [_parcel(connection, held) for held in waiting]
    if not parcels:
        raise NothingToSeal
    return tuple(_seal(session, planned, folder, progress) for planned in list(plan_batches(parcels)))


def write_out(session: Session, batch_id: str, path: Path) -> Path:
    """Copy a sealed batch to a stick or folder, durably, and note that it went out.

    Raises:
        UnknownBatch, BatchFileLost, DiskFull, ReadOnlyFolder.
    """
    with session.store.read() as connection:
        held = batches.get(connection, batch_id)
    if held is None:
        raise UnknownBatch(batch=batch_id)
    source = Path(held.path)
    if not source.is_file():
        raise BatchFileLost(batch=batch_id, file=source)
    target = _name_on_stick(path, source, batch_id) if path.is_dir() else path
    if target.resolve() != source.resolve():
        _copy_durably(source, target)
    with session.store.transaction() as connection:
        batches.mark_offered(connection, batch_id, session.place.now_text())
    return target


def _name_on_stick(folder: Path, source: Path, batch_id: str) -> Path:
    """Another device of the same person numbers its batches alike: its file is not overwritten."""
    usual = folder / source.name
    if not usual.exists() or _digest(usual) == _digest(source):
        return usual
    return folder / f"{source.stem}-{batch_id[:8]}.awb"


class UnknownBatch(Refusal):
    """No batch of this store has this id; facts: `batch`."""

    code = "unknown_batch"


class BatchFileLost(Refusal):
    """The sealed file is no longer where it was written; facts: `batch`, `file`."""

    code = "batch_file_lost"


def _with_companions(connection: StoreConnection, waiting: Iterable[str]) -> list[StoredRecord]:
    """Add what a receiver needs to understand what waits: trust list, editions, units."""
    chosen: dict[str, StoredRecord] = {}
    for record_id in waiting:
        _choose(connection, chosen, record_id)
    held = list(chosen.values())
    editions = {
        edition.sha256: one.record_id
        for one in record_table.listing(connection, "form_edition")
        if isinstance(edition := open_envelope(one.envelope).record, records.FormEdition)
    }
    for one in held:
        record = open_envelope(one.envelope).record
        if isinstance(record, records.Revision):
            _choose(connection, chosen, editions.get(record.form.sha256))
            unit = units.get(connection, record.unit.unit_id)
            _choose(connection, chosen, unit.record_id if unit else None)
    current = trust.current(connection)
    _choose(connection, chosen, current.record_id if current and chosen else None)
    return list(chosen.values())


def _choose(connection: StoreConnection, chosen: dict[str, StoredRecord], record_id: str | None) -> None:
    if record_id is None or record_id in chosen:
        return
    held = record_table.get(connection, record_id)
    if held is not None:
        chosen[record_id] = held


def _parcel(connection: StoreConnection, held: StoredRecord) -> Parcel:
    blobs = []
    for sha256, size in facts_of(held.record_id, open_envelope(held.envelope).record).blobs:
        blob = evidence.held_blob(connection, sha256)
        blobs.append(records.BlobRef(sha256=sha256, size=size, mime=media_type(blob.mime if blob else "")))
    reference = records.RecordRef(
        id=held.record_id,
        kind=held.kind,
        sha256=hashlib.sha256(held.envelope).hexdigest(),
        size=len(held.envelope),
    )
    return Parcel(reference, tuple(blobs))


def _seal(session: Session, planned: PlannedBatch, folder: Path, progress: Progress) -> Sealed:
    moment = session.place.now()
    with session.store.read() as connection:
        device = batches.this_device(connection)
        current = trust.current(connection)
    manifest = records.Manifest(
        device=device.device_id,
        sequence=device.batch_sequence + 1,
        made_at=session.place.now_text(),
        recipients=(),
        trust_list_number=current.number if current else 0,
        records=planned.records,
        blobs=planned.blobs,
    )
    envelope = seal(manifest, [sign_record(manifest, session.require_key(), purpose="deliver", signed_at=moment)])
    path = _free_path(folder, session.person.person_id, manifest)
    size = _write(session, path, envelope, manifest, progress)
    batch_id = records.record_id(manifest)
    with session.store.transaction() as connection:
        # The manifest is kept: a receipt is checked against it, wherever the file has gone by then.
        record_table.apply(connection, envelope, at=manifest.made_at, origin=Origin.OWN)
        batches.add(
            connection,
            Batch(
                batch_id=batch_id,
                sequence=manifest.sequence,
                path=str(path.resolve()),
                made_at=manifest.made_at,
                records=tuple(one.id for one in manifest.records),
                delivery=Delivery.READY,
            ),
        )
    return Sealed(batch_id, manifest.sequence, path, len(manifest.records), len(manifest.blobs), size)


def _free_path(folder: Path, person_id: str, manifest: records.Manifest) -> Path:
    """Name the file; one of the same number from another device of the same person is not overwritten."""
    stem = f"batch-{person_id}-{manifest.sequence:04d}"
    usual = folder / f"{stem}.awb"
    return usual if not usual.exists() else folder / f"{stem}-{records.record_id(manifest)[:8]}.awb"


def _write(session: Session, path: Path, envelope: bytes, manifest: records.Manifest, progress: Progress) -> int:
    temporary = path.with_name(f".{path.name}.part")
    total = len(manifest.records) + len(manifest.blobs)

    def held_records() -> Iterable[tuple[str, bytes]]:
        with session.store.read() as connection:
            for number, one in enumerate(manifest.records):
                progress(number, total, path.name)
                held = record_table.get(connection, one.id)
                if held is None:
                    raise LookupError(f"record {one.id} vanished")
                yield one.id, held.envelope

    def held_blobs() -> Iterable[BlobSource]:
        for number, one in enumerate(manifest.blobs, start=len(manifest.records)):
            progress(number, total, path.name)
            yield BlobSource(one.sha256, one.size, lambda sha256=one.sha256: _open_blob(session, sha256))  # type: ignore[misc]

    try:
        make_folder(path.parent)
        with temporary.open("w+b") as file:
            size = write_batch(file, envelope, held_records(), held_blobs())
        sync_file(temporary)
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as fault:
        raise refusal_for(fault, path) from fault
    finally:
        temporary.unlink(missing_ok=True)
    return size


def _open_blob(session: Session, sha256: str) -> BinaryIO:
    return io.BytesIO(session.store.blobs.get(sha256))


def _copy_durably(source: Path, target: Path) -> None:
    temporary = target.with_name(f".{target.name}.part")
    try:
        make_folder(target.parent)
        with source.open("rb") as original, temporary.open("wb") as copy:
            while chunk := original.read(1 << 20):
                copy.write(chunk)
        sync_file(temporary)
        if _digest(temporary) != _digest(source):
            raise CopyDamaged(file=target)
        temporary.replace(target)
        sync_folder(target.parent)
    except OSError as fault:
        raise refusal_for(fault, target) from fault
    finally:
        temporary.unlink(missing_ok=True)


class CopyDamaged(Refusal):
    """What was written reads back differently: the stick is failing; facts: `file`."""

    code = "copy_damaged"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
