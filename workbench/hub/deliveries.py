"""Puts what is new for a caller into a batch sealed by the hub, so that stick and network share one importer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Final, cast

from sqlalchemy import Connection, Row, func, select, update

from workbench.domain.ports import Clock, RecordSigner
from workbench.hub import tables as t
from workbench.hub.blobs import BlobFolder
from workbench.hub.database import Database
from workbench.hub.routing import Caller, read_cursor, visible, write_cursor
from workbench.protocol import records
from workbench.protocol.batch import BlobSource, write_batch
from workbench.protocol.signatures import seal, sign_record
from workbench.protocol.times import moment_to_text

PAGE_RECORDS: Final = 500
PAGE_BYTES: Final = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is new for a caller: a batch file (None where nothing is), its size, and the cursor to ask with next."""

    cursor: str
    has_more: bool
    file: IO[bytes] | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class _Page:
    rows: tuple[Row[Any], ...]
    last: int
    has_more: bool


class Dispatch:
    """Writes deliveries; each is a batch of its own with the hub's next number."""

    def __init__(self, folder: Path, database: Database, blobs: BlobFolder, clock: Clock) -> None:
        self._folder = folder
        self._database = database
        self._blobs = blobs
        self._clock = clock

    def changes(self, caller: Caller, cursor: str, signer: RecordSigner, trust_number: int) -> Delivery:
        """Give what is new for a caller since a cursor (empty: everything), without what he delivered himself."""
        with self._database.read() as connection:
            newest = int(connection.execute(select(func.coalesce(func.max(t.record.c.seq), 0))).scalar_one())
            start = read_cursor(cursor, _hub_id(connection), caller, newest)
            page = self._page(connection, caller, start, newest)
            rows = _with_needs(connection, page)
            blobs = self._blobs_of(connection, rows)
            following = write_cursor(_hub_id(connection), caller, page.last)
        if not rows:
            return Delivery(following, page.has_more)
        file = cast("IO[bytes]", TemporaryFile(dir=self._folder))  # noqa: SIM115 -- the answer closes it
        size = self._write(file, rows, blobs, (signer, trust_number))
        file.seek(0)
        return Delivery(following, page.has_more, file, size)

    def may_see_blob(self, caller: Caller, sha256: str) -> bool:
        """Tell whether a record that a caller may see needs this blob."""
        query = (
            select(t.record.c.record_id)
            .join(t.record_blob, t.record_blob.c.record_id == t.record.c.record_id)
            .where(t.record_blob.c.sha256 == sha256, visible(caller))
        )
        with self._database.read() as connection:
            return connection.execute(query.limit(1)).first() is not None

    def _page(self, connection: Connection, caller: Caller, start: int, newest: int) -> _Page:
        size = (
            select(func.coalesce(func.sum(t.blob.c.size), 0))
            .select_from(t.record_blob.join(t.blob, t.blob.c.sha256 == t.record_blob.c.sha256))
            .where(t.record_blob.c.record_id == t.record.c.record_id)
            .scalar_subquery()
        )
        query = select(t.record, size.label("blob_bytes")).where(
            t.record.c.seq > start, t.record.c.sender != caller.key_id, visible(caller)
        )
        found: list[Row[Any]] = []
        total = 0
        for row in connection.execute(query.order_by(t.record.c.seq).limit(PAGE_RECORDS + 1)):
            total += row.blob_bytes
            if found and (total > PAGE_BYTES or len(found) == PAGE_RECORDS):
                return _Page(tuple(found), found[-1].seq, has_more=True)
            found.append(row)
        return _Page(tuple(found), newest, has_more=False)

    def _blobs_of(self, connection: Connection, rows: Iterable[Row[Any]]) -> tuple[records.BlobRef, ...]:
        wanted = [row.record_id for row in rows]
        query = (
            select(t.blob)
            .distinct()
            .join(t.record_blob, t.record_blob.c.sha256 == t.blob.c.sha256)
            .where(t.record_blob.c.record_id.in_(wanted))
            .order_by(t.blob.c.sha256)
        )
        return tuple(
            records.BlobRef(sha256=row.sha256, size=row.size, mime=row.mime)
            for row in connection.execute(query)
            if self._blobs.has(row.sha256)
        )

    def _write(
        self,
        file: IO[bytes],
        rows: tuple[Row[Any], ...],
        blobs: tuple[records.BlobRef, ...],
        told: tuple[RecordSigner, int],
    ) -> int:
        signer, trust_number = told
        moment = self._clock.now()
        device, sequence = self._next_number()
        manifest = records.Manifest(
            device=device,
            sequence=sequence,
            made_at=moment_to_text(moment),
            recipients=(),
            trust_list_number=trust_number,
            records=tuple(_reference(row) for row in rows),
            blobs=blobs,
        )
        envelope = seal(manifest, [sign_record(manifest, signer, purpose="deliver", signed_at=moment)])
        sources = [
            BlobSource(one.sha256, one.size, lambda sha256=one.sha256: self._blobs.open(sha256))  # type: ignore[misc]
            for one in blobs
        ]
        return write_batch(cast("Any", file), envelope, [(row.record_id, row.envelope) for row in rows], sources)

    def _next_number(self) -> tuple[str, int]:
        with self._database.transaction() as connection:
            sequence = int(_meta(connection, "batch_sequence")) + 1
            connection.execute(update(t.meta).where(t.meta.c.name == "batch_sequence").values(value=str(sequence)))
            return _meta(connection, "device_id"), sequence


def introduce_device(database: Database, device_id: str) -> None:
    """Give a new hub the UUID under which it counts its batches; a hub that has one keeps it."""
    with database.transaction() as connection:
        if connection.execute(select(t.meta).where(t.meta.c.name == "device_id")).first() is None:
            connection.execute(t.meta.insert().values(name="device_id", value=device_id))
            connection.execute(t.meta.insert().values(name="batch_sequence", value="0"))


def _with_needs(connection: Connection, page: _Page) -> tuple[Row[Any], ...]:
    """Add what the page's records rest on and a later page would bring; without it they could not be taken up."""
    chosen = {row.record_id: row for row in page.rows}
    waiting = list(chosen)
    while waiting:
        query = (
            select(t.record)
            .join(t.need, t.need.c.needs == t.record.c.record_id)
            .where(t.need.c.record_id.in_(waiting), t.record.c.seq > page.last)
        )
        missing = {row.record_id: row for row in connection.execute(query) if row.record_id not in chosen}
        chosen.update(missing)
        waiting = list(missing)
    return tuple(chosen[one] for one in sorted(chosen))


def _reference(row: Row[Any]) -> records.RecordRef:
    digest = hashlib.sha256(row.envelope).hexdigest()
    return records.RecordRef(id=row.record_id, kind=row.kind, sha256=digest, size=len(row.envelope))


def _hub_id(connection: Connection) -> str:
    return _meta(connection, "device_id")


def _meta(connection: Connection, name: str) -> str:
    return str(connection.execute(select(t.meta.c.value).where(t.meta.c.name == name)).scalar_one())
