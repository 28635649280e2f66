"""The form: what one edition of a standard asks, as immutable values drawn from `forms/<form>/<edition>.yaml`."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from workbench.domain.rules import (
    Condition,
    ItemRule,
    NotApplicable,
    ParameterRef,
    PrerequisiteRule,
    StarBound,
    StarMeasure,
)
from workbench.domain.texts import Text


class Provenance(enum.Enum):
    """Where an item comes from; constructed items are this project's own design and are always shown as such."""

    FOUND = "found"
    CONSTRUCTED = "constructed"


class ContentSource(enum.Enum):
    """Where an item's content was taken from."""

    SEED = "seed"
    FOUND = "found"
    RECALLED = "recalled"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Origin:
    """Provenance of one item, group or prerequisite, with its source in words."""

    provenance: Provenance
    content: ContentSource | None
    points: ContentSource | None
    source: Text


class AttributeKind(enum.Enum):
    """The type of a fact about the subject."""

    ENUM = "enum"
    SET = "set"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value of an enum or set attribute."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class Attribute:
    """A fact about the subject, asked once at the start of an assessment."""

    key: str
    name: Text
    kind: AttributeKind
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    default: object = None
    used_in_scoring: bool = True


@dataclass(frozen=True, slots=True)
class Parameter:
    """An outside value (a quota, a provincial mean); `default` None means it must be entered with its source."""

    key: str
    name: Text
    unit: str
    default: Fraction | None
    source: Text | None = None
    note: Text | None = None


class InputKind(enum.Enum):
    """The type of a raw quantity."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    DECIMAL_LIST = "decimal_list"


@dataclass(frozen=True, slots=True)
class Input:
    """A raw quantity an inspector enters, declared once and shared by every item that uses it."""

    key: str
    name: Text
    unit: str
    kind: InputKind


@dataclass(frozen=True, slots=True)
class ReferenceValue:
    """One line of a reference table."""

    name: Text
    value: Fraction


@dataclass(frozen=True, slots=True)
class Table:
    """Reference values for people (`values`), or rows looked up by attributes (`by`, `rows`)."""

    key: str
    name: Text
    unit: str
    values: tuple[ReferenceValue, ...] = ()
    by: tuple[str, ...] = ()
    rows: tuple[Mapping[str, object], ...] = ()
    source: Text | None = None


class EvidenceMethod(enum.Enum):
    """How a clause is checked; decides what evidence it demands (decision 15)."""

    DOCUMENT = "document"
    SITE = "site"
    MEASUREMENT = "measurement"
    INTERVIEW = "interview"
    SAMPLING = "sampling"
    SYSTEM_DATA = "system_data"
    QUESTIONNAIRE = "questionnaire"
    TEST = "test"
    CALCULATION = "calculation"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class EvidenceDemand:
    """One demanded kind of evidence, with its object where the form names it."""

    method: EvidenceMethod
    subject: Text | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One scored line of a form."""

    code: str
    name: Text
    group: str
    subgroup: str
    check: Text
    points: Fraction
    rule: ItemRule
    origin: Origin
    not_applicable: NotApplicable | None = None
    must_pass: bool = False
    applies_to: Condition | None = None
    stages: frozenset[str] | None = None
    evidence: tuple[EvidenceDemand, ...] = ()
    clause: Text = field(default_factory=lambda: Text(""))
    nature: str = ""
    audited_at: str = ""
    guidance: Text | None = None
    unit: str = ""
    fallback: Text | None = None
    """What is judged instead when the readings cannot be taken on the day."""
    editions: frozenset[str] | None = None
    """The editions it belongs to; an item kept only for comparison is `not_in_form` elsewhere (None: every edition)."""


@dataclass(frozen=True, slots=True)
class Subgroup:
    """A named run of items inside a group."""

    code: str
    name: Text
    points: Fraction


@dataclass(frozen=True, slots=True)
class Group:
    """A chapter of the form with its own floor, or a bonus group with its cap."""

    code: str
    name: Text
    points: Fraction
    floor: Fraction | ParameterRef | None
    subgroups: tuple[Subgroup, ...]
    items: tuple[Item, ...]
    origin: Origin
    bonus: bool = False
    cap: Fraction | None = None
    mode: str | None = None


class PrerequisiteKind(enum.Enum):
    """What sort of condition a prerequisite is."""

    CONTROL = "control"
    VETO = "veto"
    CHOOSE_N = "choose_n"
    ITEM_MUST_PASS = "item_must_pass"  # noqa: S105 -- a kind's name, no secret
    ITEM_GATE = "item_gate"
    ELIGIBILITY = "eligibility"
    PROVINCIAL = "provincial"


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """A condition that must be met and gives no points; `derived` ones need no answer of their own."""

    code: str
    name: Text
    kind: PrerequisiteKind
    check: Text
    rule: PrerequisiteRule
    origin: Origin
    derived: bool = False
    not_applicable: NotApplicable | None = None
    evidence: tuple[EvidenceDemand, ...] = ()
    group: str | None = None
    editions: frozenset[str] | None = None
    guidance: Text | None = None


@dataclass(frozen=True, slots=True)
class StarRequirement:
    """What a building must show for one, two or three stars beside its points (contract section 8, table 3.2.8).

    `stars` holds the demands of star 1, 2 and 3; each is a list of bounds of which one is enough, None means no demand.
    """

    code: str
    name: Text
    measures: tuple[StarMeasure, ...]
    stars: tuple[tuple[StarBound, ...] | None, ...]
    origin: Origin
    when: Condition | None = None
    editions: frozenset[str] | None = None
    guidance: Text | None = None


Asked = Prerequisite | StarRequirement
"""What the `prerequisites` of an ANSWERS document are keyed by (contract section 3)."""


class Requirement(enum.Enum):
    """What a grade can ask for."""

    PREREQUISITES = "prerequisites"
    GROUP_FLOORS = "group_floors"
    TOTAL = "total"
    CRITERIA_COUNT = "criteria_count"
    STAR_REQUIREMENTS = "star_requirements"


@dataclass(frozen=True, slots=True)
class Grade:
    """A result that an assessment can reach; grades stand best first."""

    code: str
    name: Text
    passes: bool
    requires: frozenset[Requirement]
    min_normalised: Fraction | ParameterRef | None = None
    mode: str | None = None
    star: int | None = None
    min_criteria: Mapping[str, int] = field(default_factory=dict)
    rule: Text | None = None
    criteria_attribute: str | None = None
    """The attribute whose value picks the number in `min_criteria`."""


class Normalisation(enum.Enum):
    """How `normalised` follows from the total (contract section 5)."""

    SHARE_OF_HUNDRED = "share_of_hundred"
    TOTAL = "total"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Mode:
    """A way of judging by the same form: only its groups are asked; `normalisation` None means the form's."""

    code: str
    name: Text
    groups: tuple[str, ...]
    normalisation: Normalisation | None = None


@dataclass(frozen=True, slots=True)
class TotalFormula:
    """total = (points of the groups + `prerequisite_points` while every prerequisite is fulfilled) / `divisor`."""

    prerequisite_points: Fraction = Fraction(0)
    divisor: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class CertificateTerms:
    """What the certificate of this form says, and how long it holds (None: not laid down)."""

    name: Text
    issuer: Text
    validity_years: int | None
    validity_note: Text
    publicity: Text
    from_published_list_only: bool = False


@dataclass(frozen=True)
class Form:
    """One edition of a form, complete."""

    code: str
    edition: str
    title: Text
    standard: Text
    status: Text
    action: str
    total_points: Fraction
    normalisation: Normalisation
    attributes: tuple[Attribute, ...]
    parameters: tuple[Parameter, ...]
    inputs: tuple[Input, ...]
    tables: tuple[Table, ...]
    prerequisites: tuple[Prerequisite, ...]
    groups: tuple[Group, ...]
    grading: tuple[Grade, ...]
    certificate: CertificateTerms
    sha256: str
    short_name: Text = field(default_factory=lambda: Text(""))
    modes: tuple[Mode, ...] = ()
    star_requirements: tuple[StarRequirement, ...] = ()
    provincial_checks: tuple[Prerequisite, ...] = ()
    total_formula: TotalFormula = field(default_factory=TotalFormula)
    words: tuple[Text, ...] = ()
    """Units and other short words used again and again, with their translation."""

    def has(self, entry: Item | Prerequisite | StarRequirement) -> bool:
        """Tell whether something written in the file belongs to this edition; some is kept only for comparison."""
        return entry.editions is None or self.edition in entry.editions

    def word(self, zh: str) -> Text:
        """Give a unit, nature or other short word of this form in both languages."""
        return self.word_by_zh.get(zh, Text(zh))

    @cached_property
    def word_by_zh(self) -> Mapping[str, Text]:
        """The form's short words by their Chinese wording."""
        return {word.zh: word for word in self.words}

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in file order."""
        return tuple(item for group in self.groups for item in group.items)

    @cached_property
    def item_by_code(self) -> Mapping[str, Item]:
        """Items by their stable code."""
        return {item.code: item for item in self.items}

    @cached_property
    def asked_by_code(self) -> Mapping[str, Asked]:
        """Prerequisites, star requirements and provincial checks by code, in file order."""
        listed: tuple[Asked, ...] = (*self.prerequisites, *self.star_requirements, *self.provincial_checks)
        return {entry.code: entry for entry in listed}

    @cached_property
    def input_by_key(self) -> Mapping[str, Input]:
        """Raw quantities by key."""
        return {entry.key: entry for entry in self.inputs}

    @cached_property
    def has_constructed_items(self) -> bool:
        """Whether anything asked here is this project's own design and must be called so."""
        origins = [item.origin for item in self.items] + [entry.origin for entry in self.prerequisites]
        return any(origin.provenance is Provenance.CONSTRUCTED for origin in origins)
