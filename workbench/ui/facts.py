"""Plain frozen values that cross the ports between the window and the rooms below; no Qt, no store objects."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from workbench.domain.forms import Form
from workbench.domain.people import Role
from workbench.domain.refusals import Refusal
from workbench.domain.results import PrerequisiteState
from workbench.domain.states import AssessmentState, Delivery
from workbench.domain.texts import Text
from workbench.ui.office_facts import (
    Arrival,
    AssessmentRow,
    BatchRow,
    CertificateRow,
    CertificateState,
    ImportOutcome,
    ImportPreview,
    ParcelKind,
    ParkedRow,
    ReviewDecision,
    ReviewOutcome,
    ReviewReason,
    ReviewRow,
    SyncOutcome,
    TargetRow,
)

__all__ = [
    "Arrival",
    "AssessmentRow",
    "AssessmentsFound",
    "BatchRow",
    "CertificateRow",
    "CertificateState",
    "CheckLine",
    "Entry",
    "EvidenceRow",
    "FinishReport",
    "FinishWarning",
    "Finished",
    "FirstRun",
    "FormRow",
    "ImportOutcome",
    "ImportPreview",
    "NewAssessment",
    "OpenAssessment",
    "ParameterValue",
    "ParcelKind",
    "ParkedRow",
    "PersonRow",
    "RegionRow",
    "ReportFile",
    "Resting",
    "ReviewDecision",
    "ReviewOutcome",
    "ReviewReason",
    "ReviewRow",
    "Saved",
    "SignatureLine",
    "StoreState",
    "SyncOutcome",
    "TargetRow",
    "Today",
    "UnitRefused",
    "UnitRow",
    "UnitValues",
    "UnitsFound",
    "WarningKind",
]

Entry = Mapping[str, object]
"""One response as the ANSWERS document has it: `value`, `na`, `proof`, `note` (scoring contract, section 3)."""


# --- the door ---------------------------------------------------------------------------------------


class StoreState(enum.Enum):
    """What lies at the place of the store when the program starts."""

    ABSENT = "absent"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who may open the store; `region` is the name of the region the key is certified for."""

    person_id: str
    name: str
    roles: frozenset[Role] = frozenset()
    region: str = ""


@dataclass(frozen=True, slots=True)
class FirstRun:
    """What the first run asks."""

    person_id: str
    name: str
    password: str
    role: Role
    region: str


@dataclass(frozen=True, slots=True)
class Resting:
    """What the lock page may say without opening anything; it names no unit."""

    drafts: int
    saved_at: datetime | None
    batches_waiting: int


# --- units and regions ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A city (four digits and 00) or a county of one; `initials` are pinyin initials for typing ahead."""

    code: str
    name: str
    city: str | None = None
    initials: str = ""


@dataclass(frozen=True, slots=True)
class UnitValues:
    """What the register asks of a new unit; texts exactly as typed."""

    name: str
    action: str
    region: str
    credit_code: str = ""
    address: str = ""


class UnitRefused(Refusal):
    """Some fields of a new unit cannot stand; `fields` maps the names of `UnitValues` to their refusals."""

    code = "unit_refused"

    def __init__(self, fields: Mapping[str, Refusal]) -> None:
        self.fields = dict(fields)
        super().__init__(fields=sorted(fields))


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in lists; `last` is the last visit's date, `last_grade` its result where there is one."""

    unit_id: str
    name: str
    action: str
    action_name: str
    region_name: str
    credit_code: str = ""
    address: str = ""
    last: date | None = None
    last_grade: str = ""
    draft: str | None = None


@dataclass(frozen=True, slots=True)
class UnitsFound:
    """Some of the units that were found, the best first, and how many there are in all."""

    rows: tuple[UnitRow, ...]
    total: int


# --- assessments ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FormRow:
    """An edition that can be started; `action` is the form family it belongs to."""

    code: str
    edition: str
    title: Text
    short_name: Text
    action: str
    items: int
    has_constructed_items: bool


@dataclass(frozen=True, slots=True)
class NewAssessment:
    """What starting a visit asks; `subject` holds attribute values as the ANSWERS document wants them."""

    unit_id: str
    form: str
    edition: str
    visit: date
    team: tuple[str, ...]
    subject: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One file bound to an item; `taken_at` and the position come from the picture itself."""

    evidence_id: str
    item: str
    name: str
    mime: str
    size: int
    sha256: str
    added_at: datetime
    taken_at: datetime | None = None
    note: str = ""

    @property
    def is_picture(self) -> bool:
        """Whether a thumbnail can be expected."""
        return self.mime.startswith("image/")


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """An outside value entered for one assessment or brought by a parameter set, with where it comes from."""

    key: str
    value: str
    source: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class OpenAssessment:
    """Everything the filling screen needs at once; afterwards it keeps its own copy up to date."""

    assessment_id: str
    form: Form
    unit_name: str
    visit: date
    team: tuple[str, ...]
    state: AssessmentState
    subject: Mapping[str, object]
    responses: Mapping[str, Entry]
    prerequisites: Mapping[str, Entry]
    parameters: Mapping[str, ParameterValue]
    evidence: tuple[EvidenceRow, ...]
    flags: frozenset[str]
    saved_at: datetime | None
    read_only: bool = False
    delivery: Delivery | None = None
    is_own: bool = True
    comments: Mapping[str, str] = field(default_factory=dict)
    revision: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """The durable acknowledgement of one change: nothing said before it is safe, everything after it is."""

    at: datetime


class WarningKind(enum.Enum):
    """What is printed with a warning but does not stop finishing (decision 6)."""

    EVIDENCE_MISSING = "evidence_missing"
    CONTRADICTION = "contradiction"
    NOTE_MISSING = "note_missing"
    CHECK_OPEN = "check_open"


@dataclass(frozen=True, slots=True)
class FinishWarning:
    """One warning, in words, with the clause it jumps to."""

    kind: WarningKind
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FinishReport:
    """What stands between a draft and its freezing; finishing is possible when both open lists are empty."""

    open_items: tuple[str, ...]
    open_prerequisites: tuple[tuple[str, PrerequisiteState], ...]
    warnings: tuple[FinishWarning, ...]

    @property
    def can_finish(self) -> bool:
        """Whether nothing is open any more."""
        return not self.open_items and not self.open_prerequisites


@dataclass(frozen=True, slots=True)
class Finished:
    """A frozen, signed revision and its name (sha256 hex)."""

    revision: str
    finished_at: datetime
    signers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One signature of a report: who, when (None: still wanted) and the first digits of the key."""

    name: str
    signed_at: datetime | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report on disk; a draft carries 草稿 on every page, somebody else's work is a copy: neither has signatures."""

    path: Path
    pages: int
    photos: int
    size: int
    seconds: float
    is_draft: bool
    signatures: tuple[SignatureLine, ...] = ()
    revision: str = ""


@dataclass(frozen=True, slots=True)
class AssessmentsFound:
    """Some of the assessments, the latest first, and how many there are in all."""

    rows: tuple[AssessmentRow, ...]
    total: int


# --- the start page ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the departure check: what, how it stands, whether it is all right, and what to do when not."""

    name: str
    value: str
    is_fine: bool = True
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    """The start page: work by what it waits for; `totals` says by a list's name how many there are in all."""

    day: date
    drafts: tuple[AssessmentRow, ...]
    finished: tuple[AssessmentRow, ...]
    returned: tuple[AssessmentRow, ...]
    batches: tuple[BatchRow, ...]
    checks: tuple[CheckLine, ...] = ()
    sent: tuple[AssessmentRow, ...] = ()
    totals: Mapping[str, int] = field(default_factory=dict)
