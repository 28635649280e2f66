"""Records and what is drawn from them: what never changes."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.domain.people import Person
from workbench.domain.results import ItemState
from workbench.store.rows.drafts import Origin, Visit


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as it lies in the store; `protocol.signatures.open_envelope` reads the envelope."""

    record_id: str
    kind: str
    envelope: bytes
    received_at: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Applied:
    """What taking a record in has done: `is_new` False for one already held, `is_changed` when it gained signatures."""

    record_id: str
    kind: str
    is_new: bool
    is_changed: bool
    conflicts: tuple[Conflict, ...] = ()


class ConflictKind(enum.Enum):
    """What a person has to look at and decide; nothing is ever dropped for it."""

    HEADS = "heads"
    DECISIONS = "decisions"
    DEVICE_FORK = "device_fork"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Records that contradict each other; `subject` is an assessment id, or `device/sequence` for a fork."""

    kind: ConflictKind
    subject: str
    records: tuple[str, ...]
    noticed_at: str


@dataclass(frozen=True, slots=True)
class Parked:
    """Bytes that could not be taken up, kept as they came, with the reason's code."""

    parked_id: str
    raw: bytes
    reason: str
    batch_id: str | None
    parked_at: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A frozen revision in short: figures in ten-thousandths, `scores` and `states` in the ledger's order."""

    record_id: str
    assessment_id: str
    parents: tuple[str, ...]
    unit_id: str
    unit_name: str
    region: str
    action: str
    form: str
    edition: str
    edition_sha256: str
    total: int | None
    max_points: int | None
    normalised: int | None
    verdict: str
    grade: str | None
    grade_name: str | None
    assessor: str
    visit: Visit
    finished_at: str
    device_id: str
    device_sequence: int
    origin: Origin
    withdrawn: bool
    scores: tuple[int | None, ...]
    states: tuple[ItemState, ...]


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What the unit's representative said about a revision."""

    record_id: str
    revision: str
    outcome: str
    name: str
    statement: str
    witness: str | None
    acknowledged_at: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer decided about exact revisions; the comments stand in the record."""

    record_id: str
    assessment_id: str
    revisions: tuple[str, ...]
    outcome: str
    reason: str
    reviewer: Person
    role: str
    decided_at: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate; `revoked_at` and `revoked_reason` are of its revocation where there is one."""

    record_id: str
    serial: str
    issuer: str
    unit_id: str
    unit_name: str
    region: str
    action: str
    form: str
    edition: str
    grade: str
    grade_name: str
    score: str | None
    issued_on: str
    valid_until: str | None
    revision: str
    decision: str
    revoked_at: str | None = None
    revoked_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Revocation:
    """A certificate or key taken back."""

    record_id: str
    target_kind: str
    target: str
    reason: str
    revoked_at: str


@dataclass(frozen=True, slots=True)
class TrustListRow:
    """A trust list held."""

    number: int
    record_id: str
    envelope: bytes


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a form as canonical JSON, whoever brought it."""

    sha256: str
    form: str
    edition: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ParameterSet:
    """A region's parameters for a form, valid from a day on."""

    record_id: str
    form: str
    region: str
    valid_from: str
    values: Mapping[str, str]
    source: str
    author: Person
