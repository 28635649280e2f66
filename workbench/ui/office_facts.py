"""Plain frozen values of the desk: batches, what comes in, reviews, certificates, the plan's targets; no Qt."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

from workbench.domain.results import Verdict
from workbench.domain.states import AssessmentState, Delivery

# --- batches ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """An assessment in lists; `verdict` and `grade_name` are empty while nothing can be said."""

    assessment_id: str
    unit_name: str
    form_name: str
    visit: date
    state: AssessmentState
    judged: int
    items: int
    saved_at: datetime | None
    total: Fraction | None = None
    max_points: Fraction | None = None
    verdict: Verdict | None = None
    grade_name: str = ""
    team: tuple[str, ...] = ()
    region_name: str = ""
    reason: str = ""
    state_name: str = ""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch and how far it got; `delivery` None: finished work that has not been sealed yet."""

    batch_id: str
    number: str
    made_on: date
    assessments: int
    files: int
    size: int
    delivery: Delivery | None
    remark: str = ""


class Arrival(enum.Enum):
    """What importing would do with a record."""

    NEW = "new"
    NEWER = "newer"
    CONFLICT = "conflict"
    KNOWN = "known"
    PARKED = "parked"


TAKEN = (Arrival.NEW, Arrival.NEWER, Arrival.CONFLICT)


@dataclass(frozen=True, slots=True)
class ParkedRow:
    """Records that came and were kept aside here for one reason, in words, and since when."""

    count: int
    reason: str
    since: date


class ParcelKind(enum.Enum):
    """What a file that comes in is."""

    BATCH = "batch"
    RECEIPT = "receipt"
    TRUST_LIST = "trust_list"


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do; nothing has been changed yet.

    Receipts and trust lists are told in sentences: `says` what stands, `warns` what is to be looked at.
    """

    path: Path
    sender: str
    fingerprint: str
    number: str
    files: int
    counts: Mapping[Arrival, int]
    parked_because: tuple[str, ...] = ()
    kind: ParcelKind = ParcelKind.BATCH
    says: tuple[str, ...] = ()
    warns: tuple[str, ...] = ()

    @property
    def taken(self) -> int:
        """How many records would be taken in."""
        return sum(self.counts.get(kind, 0) for kind in TAKEN)


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did, and where the signed receipt for the sender lies (None: nothing to acknowledge).

    `says` tells it in words where the counts do not (receipts, trust lists, what was parked and why).
    """

    counts: Mapping[Arrival, int]
    receipt: Path | None
    says: str = ""

    @property
    def taken(self) -> int:
        """How many records were taken in."""
        return sum(self.counts.get(kind, 0) for kind in TAKEN)


@dataclass(frozen=True, slots=True)
class SyncOutcome:
    """What one meeting with the hub moved; `troubles` are sentences about what did not go well."""

    sent: int
    acknowledged: int
    received: int
    troubles: tuple[str, ...] = ()


# --- review, certificates, plan ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReviewReason:
    """Why a submission deserves a look: an icon's name, a tag of a few words, and a sentence."""

    icon: str
    tag: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One submission in the supervisor's queue."""

    assessment: AssessmentRow
    days: int
    reasons: tuple[ReviewReason, ...] = ()


class ReviewOutcome(enum.Enum):
    """What a reviewer can decide."""

    APPROVED = "approved"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class ReviewDecision:
    """A decision with its reason and comments by item code."""

    assessment_id: str
    outcome: ReviewOutcome
    reason: str = ""
    comments: Mapping[str, str] = field(default_factory=dict)


class CertificateState(enum.Enum):
    """Whether a certificate stands."""

    READY = "ready"
    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A certificate, or (state READY, no serial) an approved assessment that may get one."""

    assessment_id: str
    serial: str
    unit_name: str
    region_name: str
    form_name: str
    grade_name: str
    state: CertificateState
    valid_until: date | None = None
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One action of the plan against what is certified; `value` None: no data yet. Shares lie in 0..1."""

    action: str
    action_name: str
    department: str
    target: str
    value: str | None
    share: float | None
    goal_share: float | None
    detail: str = ""
    gap: str = ""
    is_reached: bool = False
    by_city: Mapping[str, int] = field(default_factory=dict)
