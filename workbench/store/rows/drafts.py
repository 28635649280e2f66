"""Units, assessments and their drafts: what changes until it is frozen."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.domain.people import Person
from workbench.domain.states import AssessmentState


class Origin(enum.Enum):
    """Whether something was made in this store or came in a batch."""

    OWN = "own"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as its latest record tells; `recorded_at` is empty while only a revision has named it."""

    unit_id: str
    name: str
    action: str
    region: str
    credit_code: str | None
    address: str
    attributes: Mapping[str, object]
    recorded_at: str
    record_id: str
    initials: str


@dataclass(frozen=True, slots=True)
class UnitsFound:
    """Some of the units that were found, the best first, and how many there are in all."""

    units: tuple[Unit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Visit:
    """The day on the spot and everybody who assessed; the first one leads."""

    date: str
    team: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class ParameterSource:
    """Where a value entered for one assessment comes from."""

    source: str
    author: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """One assessment: a draft of this store, or what came in about somebody else's."""

    assessment_id: str
    unit_id: str
    form: str
    edition: str
    edition_sha256: str
    assessor: str
    started_at: str
    state: AssessmentState = AssessmentState.DRAFT
    origin: Origin = Origin.OWN
    updated_at: str = ""
    subject: Mapping[str, object] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    parameter_sources: Mapping[str, ParameterSource] = field(default_factory=dict)
    visit: Visit | None = None
    head: str | None = None
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """An assessment in lists: with its unit, its head's figures (ten-thousandths) and how far a draft has got.

    `answered` counts the responses with a value or N/A of all assessors, `saved_at` is the moment of the last one.
    """

    assessment: Assessment
    unit_name: str
    region: str
    action: str
    total: int | None
    max_points: int | None
    normalised: int | None
    verdict: str | None
    grade_name: str | None
    answered: int
    saved_at: str | None


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the last page of a listing ended."""

    updated_at: str
    assessment_id: str


@dataclass(frozen=True, slots=True)
class DraftKey:
    """Whose draft of which assessment."""

    assessment_id: str
    assessor: str


class Part(enum.Enum):
    """Which half of the ANSWERS document a response belongs to."""

    ITEM = "item"
    PREREQUISITE = "prerequisite"


@dataclass(frozen=True, slots=True)
class Response:
    """What was recorded for one item or prerequisite; `value` is JSON without floats, None is not answered."""

    code: str
    value: object = None
    na: bool = False
    proof: bool = False
    note: str = ""
    readings: tuple[Mapping[str, object], ...] = ()
    flagged: bool = False
    updated_at: str = ""
    part: Part = Part.ITEM


@dataclass(frozen=True, slots=True)
class DraftContent:
    """Everything of a draft that belongs to its edition; day, team and evidence belong to the visit."""

    edition: str
    edition_sha256: str
    updated_at: str
    subject: Mapping[str, object]
    parameters: Mapping[str, str]
    parameter_sources: Mapping[str, ParameterSource]
    responses: tuple[Response, ...]


@dataclass(frozen=True, slots=True)
class ReplacedDraft:
    """A content that was put away, and when; the one with the highest number was put away last."""

    number: int
    replaced_at: str
    content: DraftContent


@dataclass(frozen=True, slots=True)
class Blob:
    """Content held in the evidence folder: SHA-256 and length of the original bytes."""

    sha256: str
    size: int
    mime: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class EvidenceRef:
    """A photo or file bound to an item of a draft; coordinates are WGS-84 in 1e-7 degrees."""

    item: str
    sha256: str
    name: str
    mime: str
    size: int
    note: str = ""
    taken_at: str | None = None
    lat_e7: int | None = None
    lon_e7: int | None = None
    sort: int = 0
    added_at: str = ""
