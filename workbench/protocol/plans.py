"""What an import is planned with, and what the plan says: values only, the decisions are made in `ingest`."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from workbench.protocol import records, signatures
from workbench.protocol.facts import EditionRef, RecordFacts
from workbench.protocol.parking import ParkReason
from workbench.protocol.signatures import Signature
from workbench.protocol.times import moment_to_text


class Known(Protocol):
    """What the importing store holds; parked records do not count as held."""

    def has_record(self, record_id: str) -> bool:
        """Tell whether the record is held."""
        ...

    def signatures(self, record_id: str) -> frozenset[Signature]:
        """Give the signatures held with a held record."""
        ...

    def facts(self, record_id: str) -> RecordFacts | None:
        """Give the facts of a held record (`facts.facts_of`); None when it is not held."""
        ...

    def has_blob(self, sha256: str) -> bool:
        """Tell whether the blob is held, durably."""
        ...

    def takes_blob_of(self, size: int) -> bool:
        """Tell whether a blob of so many bytes can be kept; by its size alone, before anything of it is read."""
        ...

    def has_edition(self, edition: EditionRef) -> bool:
        """Tell whether this very edition of a form is held."""
        ...

    def vouches_for(self, edition: EditionRef) -> bool:
        """Tell whether an edition that a batch brings is what its name says; who only carries it says yes."""
        ...

    def result_follows(self, revision: records.Revision) -> bool:
        """Tell whether a result follows from its answers; yes where the edition is not known or nobody can score."""
        ...

    def heads(self, assessment: str) -> frozenset[str]:
        """Give the held revisions of an assessment that no held revision of the same assessment follows."""
        ...

    def has_child(self, assessment: str, revision_id: str) -> bool:
        """Tell whether a held revision of the same assessment names this one as its parent; it need not be held."""
        ...

    def certificate_with(self, serial: str) -> str | None:
        """Give the id of the held certificate with a serial."""
        ...


class Disposition(enum.Enum):
    """What an import would do with a record."""

    NEW = "new"
    KNOWN = "known"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class PlannedRecord:
    """What would be done with one record.

    Attributes:
        id: Record id, as the manifest says.
        kind: Kind, as the manifest says.
        disposition: What would be done.
        reason: Why it would be parked.
        signatures: Good signatures that are not held yet, to be written with the record.
        blobs: SHA-256 of blobs to be taken from the batch; durable before a new record is written. For a known record
            they replace blobs that the store has lost.
    """

    id: str
    kind: str
    disposition: Disposition
    reason: ParkReason | None = None
    signatures: tuple[Signature, ...] = ()
    blobs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """An assessment with more than one head; all are kept, a person decides."""

    assessment: str
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IngestPlan:
    """What an import would do.

    Attributes:
        batch: Id of the batch.
        batch_reason: Why the batch as a whole is not believed; then every record is parked for this reason.
        items: One entry per listed record, in the order of application.
        conflicts: Assessments of the batch that would have several heads.
    """

    batch: str
    batch_reason: ParkReason | None
    items: tuple[PlannedRecord, ...]
    conflicts: tuple[Conflict, ...]

    def of(self, disposition: Disposition) -> tuple[PlannedRecord, ...]:
        """Give the records of one disposition."""
        return tuple(one for one in self.items if one.disposition is disposition)

    @property
    def changes_nothing(self) -> bool:
        """Whether an import would add nothing: no record, no signature, no blob, nothing parked."""
        return all(one.disposition is Disposition.KNOWN and not one.signatures and not one.blobs for one in self.items)


def plan_receipt(plan: IngestPlan, *, holder: records.ActingPerson, received_at: datetime) -> records.Receipt:
    """Write the receipt for a planned import; the store keeps it and gives it again when the batch comes again."""
    parked = sorted((one.id, one.reason.value) for one in plan.items if one.reason is not None)
    return records.Receipt(
        batch=plan.batch,
        accepted=tuple(sorted(one.id for one in plan.items if one.reason is None)),
        parked=tuple(records.ParkedRef(id=one, reason=reason) for one, reason in parked),
        holder=holder,
        received_at=moment_to_text(received_at),
    )


def planned_envelope(planned: PlannedRecord, held: bytes | None, offered: bytes) -> bytes:
    """Give the envelope to store: the record with the signatures held and the good ones offered, no others.

    Args:
        planned: A new or known record of a plan.
        held: The envelope in the store; None for a new record.
        offered: The envelope in the batch.
    """
    envelope = signatures.open_envelope(offered)
    ours = signatures.open_envelope(held).signatures if held is not None else ()
    return signatures.seal(envelope.record, (*ours, *planned.signatures))
