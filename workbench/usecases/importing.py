"""Take a batch or receipt in: check everything first, say what would happen, then all or nothing per record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.domain.refusals import Refusal
from workbench.protocol import records
from workbench.protocol.batch import BatchReader
from workbench.protocol.ingest import plan_ingest
from workbench.protocol.parking import ParkReason
from workbench.protocol.plans import Disposition, IngestPlan, PlannedRecord, plan_receipt, planned_envelope
from workbench.protocol.receipts import check_receipt, read_receipt, receipt_of
from workbench.protocol.signatures import Envelope, open_envelope, seal, sign_record
from workbench.signing.trust import Trusted, TrustListRefused, TrustStore, require_successor
from workbench.store import batches, parked
from workbench.store import records as record_table
from workbench.store.durable_files import write_durably
from workbench.store.refusals import DuplicateSerial, TrustListFork, WrongFigure
from workbench.store.rows import Origin
from workbench.usecases.files import FileUnreadable, read_file
from workbench.usecases.holdings import Holdings, trust_for
from workbench.usecases.keyring import adopt_certificates
from workbench.usecases.progress import Progress, silent
from workbench.usecases.session import Session
from workbench.usecases.trusting import trust_store_of


class BatchNotBelieved(Refusal):
    """The batch as a whole is not believed; facts: `reason` (a ParkReason's value), `file`."""

    code = "batch_not_believed"


class NotOurBatch(Refusal):
    """The receipt is for a batch this store never sealed; facts: `batch`."""

    code = "not_our_batch"


@dataclass(frozen=True)
class Preview:
    """What an import would do; nothing has been changed."""

    path: Path
    batch_id: str
    sequence: int
    made_at: str
    sender: str
    sender_key: str
    plan: IngestPlan
    blobs: int


@dataclass(frozen=True)
class Imported:
    """What an import did; `receipt` is the file to carry back."""

    plan: IngestPlan
    taken: int
    receipt: Path | None


@contextmanager
def open_batch(path: Path) -> Iterator[BatchReader]:
    """Open a batch file, its container checked in full.

    Raises:
        FileUnreadable, NotABatch, BatchTruncated, BatchMalformed, BatchChanged, ...
    """
    try:
        file = path.open("rb")
    except OSError as fault:
        raise FileUnreadable(file=path, reason=fault.strerror or str(fault)) from fault
    with file:
        try:
            yield BatchReader(file)
        except Refusal as refusal:
            refusal.place = f"{path}{f' {refusal.place}' if refusal.place else ''}"
            raise


def inspect_batch(session: Session, path: Path) -> Preview:
    """Say what importing a batch would do.

    Raises:
        BatchNotBelieved: unknown, revoked or expired key, or a forged signature; and what `open_batch` refuses.
    """
    with open_batch(path) as reader:
        return _preview(session, path, reader)


def import_batch(session: Session, path: Path, progress: Progress = silent) -> Imported:
    """Import a batch: every content proved, blobs durable before the record that needs them, then a signed receipt.

    Importing the same batch again changes nothing and gives the same receipt; where records that were kept aside the
    first time can be taken now, a new receipt says so.

    Raises:
        what `inspect_batch` refuses; NoCertificate.
    """
    with open_batch(path) as reader:
        reader.verify()
        preview = _preview(session, path, reader)
        done = []
        for number, planned in enumerate(preview.plan.items):
            progress(number, len(preview.plan.items), path.name)
            done.append(_take(session, reader, planned))
        plan = replace(preview.plan, items=tuple(done))
        envelope = _receipt(session, plan)
    receipt = path.with_suffix(".awr") if envelope else None
    if receipt is not None and envelope is not None:
        write_durably(receipt, envelope)
    return Imported(plan, len(plan.of(Disposition.NEW)), receipt)


def import_receipt(session: Session, path: Path) -> str:
    """Take a receipt in; only then is its batch shown as delivered; gives the batch id.

    Raises:
        ReceiptRefused, NotOurBatch, and what the file's reader refuses.
    """
    return take_receipt(session, read_file(path))


def take_receipt(session: Session, data: bytes) -> str:
    """Take the bytes of a receipt in; see `import_receipt`."""
    envelope = read_receipt(data)
    manifest = _manifest_for(session, envelope)
    receipt = check_receipt(envelope, manifest, trust_for(session.trust()))
    with session.store.transaction() as connection:
        now = session.place.now_text()
        record_table.apply(connection, envelope.to_bytes(), at=now, origin=Origin.IMPORTED)
    return receipt.batch


def _manifest_for(session: Session, envelope: Envelope) -> records.Manifest:
    receipt = envelope.record
    batch_id = receipt.batch if isinstance(receipt, records.Receipt) else ""
    with session.store.read() as connection:
        held = record_table.get(connection, batch_id) if batches.get(connection, batch_id) else None
    manifest = open_envelope(held.envelope).record if held else None
    if not isinstance(manifest, records.Manifest):
        raise NotOurBatch(batch=batch_id)
    return manifest


def _preview(session: Session, path: Path, reader: BatchReader) -> Preview:
    store = session.trust()
    with session.store.read() as connection:
        known = Holdings(connection, session.store, session.place)
        plan = plan_ingest(reader.envelope, reader.records(), known, trust_for(store))
    if plan.batch_reason is not None:
        raise BatchNotBelieved(reason=plan.batch_reason.value, file=path)
    manifest = reader.manifest
    key_id = reader.envelope.signatures[0].key
    member = next((one for one in store.members if one.key_id == key_id), None)
    return Preview(
        path=path,
        batch_id=reader.batch_id,
        sequence=manifest.sequence,
        made_at=manifest.made_at,
        sender=member.name if member else "",
        sender_key=key_id,
        plan=plan,
        blobs=len(manifest.blobs),
    )


def _take(session: Session, reader: BatchReader, planned: PlannedRecord) -> PlannedRecord:
    """Carry out one item of the plan and say what became of it; blobs are durable before the record's transaction."""
    if planned.disposition is Disposition.PARKED:
        _park(session, reader, planned)
        return planned
    mimes = {one.sha256: one.mime for one in reader.blobs()} if planned.blobs else {}
    for sha256 in planned.blobs:
        session.store.keep_blob(b"".join(reader.blob(sha256)), mimes[sha256], session.place.now_text())
    if planned.disposition is Disposition.KNOWN and not planned.signatures:
        return planned
    try:
        _apply(session, reader, planned)
    except (DuplicateSerial, TrustListFork, TrustListRefused, WrongFigure) as refusal:
        # It contradicts what is held here: kept aside with a reason, and the rest of the batch goes on.
        reason = ParkReason.SERIAL_TAKEN if isinstance(refusal, DuplicateSerial) else ParkReason.INVALID_RECORD
        planned = replace(planned, disposition=Disposition.PARKED, reason=reason, signatures=(), blobs=())
        _park(session, reader, planned)
    return planned


def _apply(session: Session, reader: BatchReader, planned: PlannedRecord) -> None:
    with session.store.transaction() as connection:
        held = record_table.get(connection, planned.id)
        envelope = planned_envelope(planned, held.envelope if held else None, reader.record(planned.id))
        if planned.kind == "trust_list":
            held_list, offered = session.trust(), trust_store_of(envelope)
            _require_fitting(held_list, offered)
            if offered.number > held_list.number:
                adopt_certificates(session, connection, offered)
        record_table.apply(connection, envelope, at=session.place.now_text(), origin=Origin.IMPORTED)


def _require_fitting(held: TrustStore, offered: TrustStore) -> None:
    """Let a list through that follows the one held, or an older one of the same root, which changes nothing."""
    if offered.root != held.root or offered.number >= held.number:
        require_successor(held, offered)


def _park(session: Session, reader: BatchReader, planned: PlannedRecord) -> None:
    reason = planned.reason.value if planned.reason else ""
    with session.store.transaction() as connection:
        now = session.place.now_text()
        parked.park(connection, reader.record(planned.id), reason, batch_id=reader.batch_id, at=now)


def _accepted(receipt: bytes) -> set[str]:
    return set(receipt_of(open_envelope(receipt)).accepted)


def _receipt(session: Session, plan: IngestPlan) -> bytes | None:
    """Sign a receipt for the batch, or give the one given before; only hub and supervisor may acknowledge."""
    with session.store.read() as connection:
        given = batches.receipt_given(connection, plan.batch)
        held = record_table.get(connection, given) if given else None
    if held is not None and _accepted(held.envelope) == {one.id for one in plan.items if one.reason is None}:
        return held.envelope
    moment = session.place.now()
    standing = session.trust().status(session.require_key().key_id, moment)
    if not isinstance(standing, Trusted) or standing.member.role.value not in {"hub", "supervisor"}:
        return None
    holder = records.ActingPerson(
        person_id=session.person.person_id, name=session.person.name, role=standing.member.role.value
    )
    receipt = plan_receipt(plan, holder=holder, received_at=moment)
    envelope = seal(receipt, [sign_record(receipt, session.require_key(), purpose="deliver", signed_at=moment)])
    with session.store.transaction() as connection:
        now = session.place.now_text()
        applied = record_table.apply(connection, envelope, at=now, origin=Origin.OWN)
        batches.note_import(connection, plan.batch, applied.record_id, now)
    return envelope
