"""Writes records into the hub's tables, as they were sent, and answers what the import planner asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from workbench.hub import tables as t
from workbench.hub.blobs import BlobFolder
from workbench.protocol.facts import EditionRef, RecordFacts, facts_of
from workbench.protocol.records import BlobRef, Revision
from workbench.protocol.signatures import Envelope, Signature, open_envelope


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who delivered a record, and when the hub took it."""

    sender_key: str
    sender_person: str
    at: str


class Holdings:
    """What the hub holds, in one snapshot; implements `protocol.plans.Known`."""

    def __init__(self, connection: Connection, blobs: BlobFolder) -> None:
        self._connection = connection
        self._blobs = blobs

    def has_record(self, record_id: str) -> bool:
        """Tell whether the record is held."""
        return envelope_of(self._connection, record_id) is not None

    def signatures(self, record_id: str) -> frozenset[Signature]:
        """Give the signatures held with a record."""
        held = envelope_of(self._connection, record_id)
        return frozenset(open_envelope(held).signatures) if held else frozenset()

    def facts(self, record_id: str) -> RecordFacts | None:
        """Give the facts of a held record."""
        held = envelope_of(self._connection, record_id)
        return facts_of(record_id, open_envelope(held).record) if held else None

    def has_blob(self, sha256: str) -> bool:
        """Tell whether the blob is held, durably: its row is written after its file."""
        query = select(t.blob.c.sha256).where(t.blob.c.sha256 == sha256)
        return self._connection.execute(query).first() is not None and self._blobs.has(sha256)

    def takes_blob_of(self, size: int) -> bool:  # noqa: ARG002 -- the request's own limit bounds every blob
        """Keep contents of any size."""
        return True

    def has_edition(self, edition: EditionRef) -> bool:
        """Tell whether this very edition of a form is held."""
        return _edition_record(self._connection, edition.sha256) is not None

    def heads(self, assessment: str) -> frozenset[str]:
        """Give the revisions of an assessment that none follows."""
        followed = select(t.parent.c.parent).where(t.parent.c.assessment == assessment)
        query = select(t.record.c.record_id).where(
            t.record.c.assessment == assessment, t.record.c.kind == "revision", t.record.c.record_id.not_in(followed)
        )
        return frozenset(self._connection.execute(query).scalars())

    def has_child(self, assessment: str, revision_id: str) -> bool:
        """Tell whether a held revision of the same assessment follows this one."""
        query = select(t.parent.c.record_id).where(
            t.parent.c.parent == revision_id, t.parent.c.assessment == assessment
        )
        return self._connection.execute(query).first() is not None

    def vouches_for(self, edition: EditionRef) -> bool:  # noqa: ARG002 -- the hub carries; who takes it up judges it
        """Let every edition pass on its way."""
        return True

    def result_follows(self, revision: Revision) -> bool:  # noqa: ARG002 -- the hub does not score
        """Let every result pass on its way."""
        return True

    def certificate_with(self, serial: str) -> str | None:
        """Give the certificate with a serial."""
        query = select(t.record.c.record_id).where(t.record.c.serial == serial)
        return self._connection.execute(query).scalars().first()


def envelope_of(connection: Connection, record_id: str) -> bytes | None:
    """Give the envelope of a held record."""
    query = select(t.record.c.envelope).where(t.record.c.record_id == record_id)
    return connection.execute(query).scalar_one_or_none()


def put(connection: Connection, envelope: Envelope, arrival: Arrival) -> None:
    """Write a record that is not held yet, with everything by which it is found."""
    facts = facts_of(envelope.record_id, envelope.record)
    about = _about(connection, facts)
    region, action = (facts.scope.region, facts.scope.action) if facts.scope else (None, None)
    assessment = facts.assessment or (about.assessment if about else None)
    connection.execute(
        insert(t.record).values(
            record_id=facts.id,
            kind=facts.kind,
            envelope=envelope.to_bytes(),
            region=region or (about.region if about else None),
            action=action or (about.action if about else None),
            assessment=assessment,
            serial=facts.serial,
            seq=_next_seq(connection),
            sender=arrival.sender_key,
            received_at=arrival.at,
        )
    )
    _link(connection, facts)
    if facts.kind == "revision" and facts.assessment is not None:
        for person_id in sorted({*(facts.signers or ()), arrival.sender_person}):
            connection.execute(
                upsert(t.participant).values(assessment=facts.assessment, person_id=person_id).on_conflict_do_nothing()
            )


def replace_envelope(connection: Connection, envelope: Envelope, arrival: Arrival) -> None:
    """Write the envelope of a held record that has gained signatures; it becomes new for those who fetch."""
    connection.execute(
        update(t.record)
        .where(t.record.c.record_id == envelope.record_id)
        .values(envelope=envelope.to_bytes(), seq=_next_seq(connection), sender=arrival.sender_key)
    )


def note_blob(connection: Connection, blob: BlobRef, at: str) -> None:
    """Note a blob whose file is durable."""
    row = {"sha256": blob.sha256, "size": blob.size, "mime": blob.mime, "received_at": at}
    connection.execute(upsert(t.blob).values(row).on_conflict_do_nothing())


def _link(connection: Connection, facts: RecordFacts) -> None:
    needs = {*facts.about, *([facts.approved_by] if facts.approved_by else [])}
    if facts.needs_edition is not None:
        held = _edition_record(connection, facts.needs_edition.sha256)
        needs |= {held} if held else set()
    for one in sorted(needs):
        connection.execute(insert(t.need).values(record_id=facts.id, needs=one))
    for one in facts.parents:
        connection.execute(insert(t.parent).values(record_id=facts.id, parent=one, assessment=facts.assessment))
    for sha256, _ in facts.blobs:
        row = {"record_id": facts.id, "sha256": sha256}
        connection.execute(upsert(t.record_blob).values(row).on_conflict_do_nothing())
    brings = facts.brings_edition
    if brings is not None:
        row = {"sha256": brings.sha256, "form": brings.form, "edition": brings.edition, "record_id": facts.id}
        connection.execute(upsert(t.edition).values(row).on_conflict_do_nothing())


def _about(connection: Connection, facts: RecordFacts) -> Any:
    if not facts.about:
        return None
    query = select(t.record.c.region, t.record.c.action, t.record.c.assessment)
    return connection.execute(query.where(t.record.c.record_id == facts.about[0])).one_or_none()


def _edition_record(connection: Connection, sha256: str) -> str | None:
    query = select(t.edition.c.record_id).where(t.edition.c.sha256 == sha256)
    return connection.execute(query).scalar_one_or_none()


def _next_seq(connection: Connection) -> int:
    # Safe as a cursor because there is one writer: numbers become visible in the order in which they are given.
    return int(connection.execute(select(func.coalesce(func.max(t.record.c.seq), 0))).scalar_one()) + 1
