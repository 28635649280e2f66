"""What a document says, already worded by the use cases; the pages only lay it out."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction


class Standing(enum.Enum):
    """How something stands, drawn as a sign as well as said in words."""

    MET = "met"
    NOT_MET = "not_met"
    OPEN = "open"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what is known under it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo beside its item: a reduced JPEG (grey or RGB), named by the SHA-256 of the original it was made from."""

    number: str
    jpeg: bytes
    caption: str
    sha256: str
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One measured place of an item (decision 14): its values, the limit they meet or miss."""

    place: str
    kind: str
    values: str
    limit: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """Who is assessed."""

    name: str
    region: str
    address: str
    credit_code: str = ""
    attributes: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What was asked; `provenance` is the line "工作台自拟" says in full, empty when every item is official."""

    title: str
    standard: str
    edition: str
    sha256: str
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """When the place was visited and by whom; the first of the team leads it."""

    visited_on: date | None
    team: tuple[str, ...]
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of the conclusion: what is asked, what was found."""

    text: str
    found: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The outcome: `verdict` in a word or two, `sentence` in full, `grade` where the form grades."""

    verdict: str
    sentence: str
    standing: Standing
    conditions: tuple[Condition, ...]
    grade: str = ""


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """One item with everything recorded for it; figures are worded.

    `standing`: met at full points, not met below them, open while not judged, not applicable when excluded.
    """

    code: str
    name: str
    check: str
    clause: str
    answer: str
    points: str
    max_points: str
    state: str
    reason: str
    note: str = ""
    standing: Standing = Standing.MET
    readings: tuple[Reading, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class SubgroupEntry:
    """A named run of items; with an empty name its items follow without a heading of their own."""

    code: str
    name: str
    points: str
    items: tuple[ItemEntry, ...]


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """A chapter: its worded figures, the same as exact shares for the bar (1 is full), and its items.

    `floor` and `floor_share` are empty and None where the chapter has no floor; `standing` None means nothing to meet.
    """

    code: str
    name: str
    points: str
    max_points: str
    ratio: str
    share: Fraction | None
    floor: str
    floor_share: Fraction | None
    standing: Standing | None
    subgroups: tuple[SubgroupEntry, ...]


@dataclass(frozen=True, slots=True)
class TotalLine:
    """The form's declared combination of its groups, worded."""

    points: str
    max_points: str
    ratio: str = ""


@dataclass(frozen=True, slots=True)
class PrerequisiteEntry:
    """A condition without points; `kind` is its sort in words, `state` how it stands in words."""

    code: str
    name: str
    kind: str
    check: str
    answer: str
    state: str
    standing: Standing
    note: str = ""
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class LostPoints:
    """An item below its full points: what it lost, why, what lifts it, and until when (empty: to be agreed by hand)."""

    code: str
    name: str
    lost: str
    reason: str
    remedy: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item or condition not yet judged, and what it waits for."""

    code: str
    name: str
    waits_for: str


@dataclass(frozen=True, slots=True)
class ParameterLine:
    """An outside value used in scoring, with where it comes from and who entered it."""

    name: str
    value: str
    source: str
    author: str


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece of evidence in the index; `item` is the code of the item it belongs to."""

    number: str
    item: str
    name: str
    kind: str
    sha256: str
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What the unit's representative did with the result (decision 4); `mark` pictures the written signature."""

    outcome: str
    name: str
    statement: str = ""
    witness: str = ""
    acknowledged_at: datetime | None = None
    mark: Picture | None = None


@dataclass(frozen=True, slots=True)
class SignatureField:
    """A signature to come: the name of its PDF field, the role and the person in words."""

    field: str
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class ReportContent:
    """One report. `revision_id` is the record's SHA-256 (64 hex digits), empty for a draft.

    `number` is the office's number, empty until there is one; the first 8 digits of the hash stand in for it.
    """

    title: str
    unit: UnitFacts
    form: FormFacts
    visit: Visit
    header: tuple[Fact, ...]
    conclusion: Conclusion
    groups: tuple[GroupEntry, ...]
    prerequisites: tuple[PrerequisiteEntry, ...]
    lost_points: tuple[LostPoints, ...]
    parameters: tuple[ParameterLine, ...]
    evidence: tuple[EvidenceLine, ...]
    signatures: tuple[SignatureField, ...]
    generated_at: datetime
    revision_id: str
    engine: str = ""
    number: str = ""
    total: TotalLine | None = None
    is_draft: bool = False
    open_items: tuple[OpenItem, ...] = ()
    warnings: tuple[str, ...] = ()
    acknowledgement: Acknowledgement | None = None

    @property
    def report_number(self) -> str:
        """The office's number, or the first 8 digits of the record's hash (decision 16)."""
        return self.number or self.revision_id[:8].upper()


@dataclass(frozen=True, slots=True)
class CertificateContent:
    """One certificate (decisions 16, 17). `valid_until` None prints `validity`, for example 长期 or 未定.

    `title` stands large on top ("绿色商场证书"), `body` is the sentence that awards, `qr` the text of the signed code.
    """

    title: str
    unit_name: str
    body: str
    grade: str
    action: str
    standard: str
    edition: str
    serial: str
    issuer: str
    issued_on: date
    valid_until: date | None
    validity: str
    qr: str
    made_at: datetime
    provenance: str = ""
    credit_code: str = ""
    score: str = ""


@dataclass(frozen=True, slots=True)
class AppearanceContent:
    """What a visible signature shows: who, in which role, when by this machine's clock, with which key."""

    role: str
    name: str
    signed_at: datetime
    key_id: str


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands: page from 0, lower left and upper right corner in points from the page's lower left."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.x1 - self.x0, self.y1 - self.y0
