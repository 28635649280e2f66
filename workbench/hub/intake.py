"""Takes a delivered batch in: everything proved first, then all or nothing per record, then a signed receipt."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from workbench.domain.ports import Clock, RecordSigner
from workbench.hub import records as shelf
from workbench.hub import tables as t
from workbench.hub.blobs import BlobFolder, sync_folder
from workbench.hub.database import Database
from workbench.hub.records import Arrival, Holdings
from workbench.hub.refusals import BatchNotBelieved
from workbench.hub.trust import TrustDesk
from workbench.protocol import records
from workbench.protocol.batch import BatchReader
from workbench.protocol.ingest import plan_ingest
from workbench.protocol.parking import ParkReason
from workbench.protocol.plans import Disposition, IngestPlan, PlannedRecord, plan_receipt, planned_envelope
from workbench.protocol.signatures import open_envelope, seal, sign_record
from workbench.protocol.signers import Trust
from workbench.protocol.times import moment_to_text
from workbench.signing.trust import TrustListRefused, TrustStore

TrustJudge = Callable[[TrustStore], Trust]
"""Tells the planner whom a trust list trusts."""

CURABLE: Final = frozenset(
    {ParkReason.UNKNOWN_REFERENCE, ParkReason.UNKNOWN_EDITION, ParkReason.UNKNOWN_KEY, ParkReason.MISSING_BLOB}
)
"""Reasons that a later delivery can remove; batches parked for them are kept whole and tried again."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The hub as a signer: its key, and the name under which the trust list knows it."""

    signer: RecordSigner
    person_id: str
    name: str


class Intake:
    """The one way into the hub; takes one batch at a time, so that a plan fits what is held when it is carried out."""

    def __init__(self, folder: Path, database: Database, blobs: BlobFolder, desk: TrustDesk, judge: TrustJudge) -> None:
        self._waiting = folder
        self._database = database
        self._blobs = blobs
        self._desk = desk
        self._judge = judge
        self._turn = threading.Lock()

    def take(self, file: Path, sender: Arrival, identity: Identity, clock: Clock) -> bytes:
        """Take a batch in and give the receipt; the same batch again changes nothing and gets the same receipt.

        Args:
            file: The batch in a file that nobody else changes; it is moved away where something in it waits.
            sender: Who delivered it.
            identity: Who signs the receipt.
            clock: The hub's clock.

        Raises:
            NotABatch, BatchTruncated, BatchMalformed, BatchChanged, BatchTooLarge: the container is not intact.
            BatchNotBelieved: nobody whom the hub trusts sealed it.
        """
        with self._turn:
            with file.open("rb") as opened:
                reader = BatchReader(opened)
                reader.verify()
                plan = self._carry_out(reader, sender)
                receipt = self._receipt(reader, plan, sender, identity, clock)
            self._keep_for_later(file, plan.batch)
            if plan.of(Disposition.NEW):
                self._try_again()
        return receipt

    def _carry_out(self, reader: BatchReader, sender: Arrival) -> IngestPlan:
        trust = self._judge(self._desk.current())
        with self._database.read() as connection:
            plan = plan_ingest(reader.envelope, reader.records(), Holdings(connection, self._blobs), trust)
        if plan.batch_reason is not None:
            raise BatchNotBelieved(reason=plan.batch_reason.value)
        return replace(plan, items=tuple(self._take_one(reader, one, sender) for one in plan.items))

    def _take_one(self, reader: BatchReader, planned: PlannedRecord, sender: Arrival) -> PlannedRecord:
        """Carry out one item: blobs durable first, then the record in one transaction."""
        if planned.disposition is Disposition.PARKED:
            self._park(reader, planned, sender.at)
            return planned
        if planned.disposition is Disposition.KNOWN and not planned.signatures and not planned.blobs:
            return planned
        for sha256 in planned.blobs:
            self._blobs.put(sha256, reader.blob(sha256))
        try:
            self._write(reader, planned, sender)
        except TrustListRefused:
            planned = PlannedRecord(planned.id, planned.kind, Disposition.PARKED, reason=ParkReason.INVALID_RECORD)
            self._park(reader, planned, sender.at)
        return planned

    def _write(self, reader: BatchReader, planned: PlannedRecord, sender: Arrival) -> None:
        listed = {one.sha256: one for one in reader.blobs()}
        trust = self._desk.current()  # before the transaction: it may have to write a newer list itself
        with self._database.transaction() as connection:
            for sha256 in planned.blobs:
                shelf.note_blob(connection, listed[sha256], sender.at)
            if planned.disposition is Disposition.NEW or planned.signatures:
                held = shelf.envelope_of(connection, planned.id)
                data = planned_envelope(planned, held, reader.record(planned.id))
                if planned.kind == "trust_list":
                    self._desk.adopt(connection, data, trust)
                write = shelf.put if held is None else shelf.replace_envelope
                write(connection, open_envelope(data), sender)
            connection.execute(delete(t.parked).where(t.parked.c.record_id == planned.id))

    def _park(self, reader: BatchReader, planned: PlannedRecord, at: str) -> None:
        reason = planned.reason.value if planned.reason else ""
        row = {
            "record_id": planned.id,
            "batch_id": reader.batch_id,
            "kind": planned.kind,
            "reason": reason,
            "raw": reader.record(planned.id),
            "parked_at": at,
        }
        statement = upsert(t.parked).values(row)
        with self._database.transaction() as connection:
            connection.execute(
                statement.on_conflict_do_update(index_elements=["record_id", "batch_id"], set_={"reason": reason})
            )

    def _receipt(
        self, reader: BatchReader, plan: IngestPlan, sender: Arrival, identity: Identity, clock: Clock
    ) -> bytes:
        with self._database.read() as connection:
            query = select(t.batch.c.receipt).where(t.batch.c.batch_id == plan.batch)
            given: bytes | None = connection.execute(query).scalar_one_or_none()
        if given is not None and _accepted(given) == {one.id for one in plan.items if one.reason is None}:
            return given
        moment = clock.now()
        holder = records.ActingPerson(person_id=identity.person_id, name=identity.name, role="hub")
        receipt = plan_receipt(plan, holder=holder, received_at=moment)
        envelope = seal(receipt, [sign_record(receipt, identity.signer, purpose="deliver", signed_at=moment)])
        statement = upsert(t.batch)
        with self._database.transaction() as connection:
            connection.execute(
                statement.values(
                    batch_id=plan.batch,
                    device=reader.manifest.device,
                    sequence=reader.manifest.sequence,
                    sender=sender.sender_key,
                    manifest=reader.manifest_bytes,
                    receipt=envelope,
                    received_at=moment_to_text(moment),
                ).on_conflict_do_update(index_elements=["batch_id"], set_={"receipt": envelope})
            )
        return envelope

    def _keep_for_later(self, file: Path, batch_id: str) -> None:
        """Keep the file of a batch while something in it waits for another delivery."""
        kept = self._waiting / f"{batch_id}.awb"
        if self._has_curable(batch_id) and not kept.exists():
            file.replace(kept)
            sync_folder(self._waiting)

    def _try_again(self) -> None:
        """Take up what waited, as long as one batch makes sense of another."""
        while any(self._take_again(kept) for kept in sorted(self._waiting.glob("*.awb"))):
            pass

    def _take_again(self, kept: Path) -> bool:
        with kept.open("rb") as opened:
            reader = BatchReader(opened)
            try:
                plan = self._carry_out(reader, self._sender_of(reader.batch_id))
            except BatchNotBelieved:  # its key was revoked meanwhile: it stays as it is
                return False
        if not self._has_curable(plan.batch):
            kept.unlink()
        return bool(plan.of(Disposition.NEW))

    def _sender_of(self, batch_id: str) -> Arrival:
        with self._database.read() as connection:
            row = connection.execute(select(t.batch).where(t.batch.c.batch_id == batch_id)).one()
        member = self._desk.current().member(row.sender)
        return Arrival(row.sender, member.person_id if member else "", row.received_at)

    def _has_curable(self, batch_id: str) -> bool:
        reasons = [one.value for one in CURABLE]
        query = select(t.parked.c.record_id).where(t.parked.c.batch_id == batch_id, t.parked.c.reason.in_(reasons))
        with self._database.read() as connection:
            return connection.execute(query).first() is not None


def _accepted(receipt: bytes) -> set[str]:
    """Tell which records a receipt given before says are held."""
    record = open_envelope(receipt).record
    return set(record.accepted) if isinstance(record, records.Receipt) else set()
