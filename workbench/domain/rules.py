"""The scoring rules a form can declare, as plain values; `workbench.scoring` gives them their meaning.

Shapes follow the published scoring contract: points and limits are exact rationals, every list keeps file order because
order decides (the first matching band wins).
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from workbench.domain.conditions import AllOf, AttributeContains, AttributeIn, AttributeSubsetOf, Condition
from workbench.domain.quantities import (
    Band,
    Better,
    Bound,
    ColumnRef,
    Limit,
    ParameterRef,
    Quantity,
    ReadingsPlan,
    Relation,
    Sample,
    Shortcut,
    TableLookup,
)
from workbench.domain.texts import Text

# --- the kinds ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class YesNo:
    """`true` gives full points, `false` 0; `limits` are information for the screen only."""

    limits: Text | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a graded item."""

    code: str
    label: Text
    points: Fraction


@dataclass(frozen=True, slots=True)
class Graded:
    """The points of the level chosen."""

    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Bands:
    """Points by the first band that the measured quantity matches; `otherwise` when none does."""

    quantity: Quantity
    better: Better
    bands: tuple[Band, ...]
    otherwise: Fraction | None
    shortcut: Shortcut | None = None
    sample: Sample | None = None
    readings: ReadingsPlan | None = None
    lookup: TableLookup | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One countable thing of a list; `related_items` are scored items that repeat it (for cross-checking)."""

    code: str
    text: Text
    related_items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountBand:
    """`at_least` counted things give `points`."""

    at_least: int
    points: Fraction


@dataclass(frozen=True, slots=True)
class Count:
    """min(cap, each x n), or the first of `bands`; with `options`, n is the number of distinct codes."""

    unit: Text
    each: Fraction | None
    cap: Fraction | None
    bands: tuple[CountBand, ...] = ()
    otherwise: Fraction | None = None
    options: tuple[Option, ...] = ()
    note: Text | None = None
    period: Text | None = None


@dataclass(frozen=True, slots=True)
class DeductionRule:
    """`each` is lost per occurrence, at most `cap` (None: no limit)."""

    code: str
    text: Text
    each: Fraction
    cap: Fraction | None


@dataclass(frozen=True, slots=True)
class Deduction:
    """max(floor, start - lost); `void_if` empties the item at once."""

    start: Fraction
    rules: tuple[DeductionRule, ...]
    floor: Fraction
    void_if: Text | None = None
    sample: Sample | None = None


class Combine(enum.Enum):
    """How the parts of an item make its points."""

    SUM = "sum"
    MAX = "max"
    MIN = "min"
    MEAN = "mean"
    SELECT = "select"
    TIME_WEIGHTED = "time_weighted"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class SumOfParts:
    """Points put together from parts, which nest."""

    combine: Combine
    parts: tuple[Part, ...]
    precondition: Text | None = None
    mixed_by_area: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """Below `base_at` 0; else min(cap, base_points + whole steps x step_points); `by` makes `base_at` regional."""

    quantity: Quantity
    base_at: Fraction | Mapping[str, Fraction]
    by: str | None
    base_points: Fraction
    step: Fraction
    step_points: Fraction
    cap: Fraction


@dataclass(frozen=True, slots=True)
class Linear:
    """full_points x (x - zero_at) / (full_at - zero_at), limited to 0..full_points."""

    quantity: Quantity
    zero_at: Fraction
    full_at: Fraction
    full_points: Fraction


@dataclass(frozen=True, slots=True)
class TargetDeduct:
    """Full points at the target; every started step below it costs; `target` may depend on an attribute."""

    quantity: Quantity
    target: Fraction | Mapping[str, Fraction]
    by: str | None
    full_points: Fraction
    step: Fraction
    per_step: Fraction
    floor: Fraction
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class RequiredLevel:
    """The provincial required level of a building (contract section 8)."""

    note: Text | None = None


@dataclass(frozen=True, slots=True)
class GateCondition:
    """A statement, or `quantity <= param`."""

    code: str
    text: Text
    quantity: str | None = None
    lte: ParameterRef | Fraction | None = None


@dataclass(frozen=True, slots=True)
class GateBranch:
    """Conditions that must all hold for the subjects `when` names."""

    code: str
    name: Text
    when: Condition | None
    every: tuple[GateCondition, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """The first fitting branch decides: all true gives full points, any known false gives 0."""

    branches: tuple[GateBranch, ...]
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class ChooseN:
    """Met when at least `min_count` options are true."""

    min_count: int
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ItemMustPass:
    """Met when the item has its full points."""

    item: str


@dataclass(frozen=True, slots=True)
class ItemGate:
    """Met when the measured quantity of the item reaches a figure, or (None) the item's own target."""

    item: str
    gte: Fraction | None


ItemRule = YesNo | Graded | Bands | Count | Deduction | SumOfParts | Step | Linear | TargetDeduct | Gate
PrerequisiteRule = YesNo | Bands | SumOfParts | ChooseN | ItemMustPass | ItemGate | RequiredLevel

_KINDS: dict[type, str] = {
    YesNo: "yes_no",
    Graded: "graded",
    Bands: "bands",
    Count: "count",
    Deduction: "deduction",
    SumOfParts: "sum_of_parts",
    Step: "formula",
    Linear: "formula",
    TargetDeduct: "formula",
    RequiredLevel: "formula",
    Gate: "gate",
    ChooseN: "choose_n",
    ItemMustPass: "item_must_pass",
    ItemGate: "item_gate",
}


def kind_of(rule: ItemRule | PrerequisiteRule) -> str:
    """Name the scoring kind as the contract and the form files do."""
    return _KINDS[type(rule)]


# --- star requirements of a building ------------------------------------------------------------


class MeasureKind(enum.Enum):
    """The type of one measure of a star requirement."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class StarMeasure:
    """One thing a star requirement asks; a `nullable` one may be null, which claims nothing."""

    key: str
    name: Text
    unit: str
    kind: MeasureKind
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class StarBound:
    """One measure against one limit."""

    measure: str
    relation: Relation
    limit: Fraction | bool


# --- not applicable -----------------------------------------------------------------------------


class NotApplicableRule(enum.Enum):
    """What the inspector's N/A mark does (contract section 5)."""

    EXCLUDED = "excluded"
    FULL_POINTS = "full_points"
    ZERO = "zero"
    PASS = "pass"  # noqa: S105 -- a rule's name in the contract, no secret


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The N/A policy of an item, part or control item; `condition` says when the mark is allowed."""

    rule: NotApplicableRule
    condition: Text
    needs_proof: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a `sum_of_parts`."""

    code: str
    name: Text
    points: Fraction
    rule: ItemRule
    when: Condition | None = None
    not_applicable: NotApplicable | None = None
    note: Text | None = None


__all__ = [
    "AllOf",
    "AttributeContains",
    "AttributeIn",
    "AttributeSubsetOf",
    "Band",
    "Bands",
    "Better",
    "Bound",
    "ChooseN",
    "ColumnRef",
    "Combine",
    "Condition",
    "Count",
    "CountBand",
    "Deduction",
    "DeductionRule",
    "Gate",
    "GateBranch",
    "GateCondition",
    "Graded",
    "ItemGate",
    "ItemMustPass",
    "ItemRule",
    "Level",
    "Limit",
    "Linear",
    "MeasureKind",
    "NotApplicable",
    "NotApplicableRule",
    "Option",
    "ParameterRef",
    "Part",
    "PrerequisiteRule",
    "Quantity",
    "ReadingsPlan",
    "Relation",
    "RequiredLevel",
    "Sample",
    "Shortcut",
    "StarBound",
    "StarMeasure",
    "Step",
    "SumOfParts",
    "TableLookup",
    "TargetDeduct",
    "YesNo",
    "kind_of",
]
