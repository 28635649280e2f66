"""The scoring rules a form can declare, as plain values; `workbench.scoring` gives them their meaning.

Shapes follow the published scoring contract: points and limits are exact rationals, every list keeps file order because
order decides (the first matching band wins).
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from workbench.domain.texts import Text

# --- conditions on the subject ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AttributeIn:
    """True when the attribute's value is one of `values`."""

    attribute: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class AttributeContains:
    """True when the set attribute contains `value`."""

    attribute: str
    value: str


@dataclass(frozen=True, slots=True)
class AttributeSubsetOf:
    """True when every member of the set attribute is one of `values`."""

    attribute: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Three-valued AND of conditions: one false member makes it false, otherwise one unknown makes it unknown."""

    members: tuple[Condition, ...]


Condition = AttributeIn | AttributeContains | AttributeSubsetOf | AllOf


# --- measured quantities ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure computed by an expression of `+ - * / ( )`, input keys, `param.<key>` and `mean(<list>)`."""

    key: str
    name: Text
    unit: str
    inputs: tuple[str, ...]
    expression: str
    parameters: tuple[str, ...] = ()
    lengths: Mapping[str, int] = field(default_factory=dict)
    nullable: frozenset[str] = frozenset()
    definition: Text | None = None


class Relation(enum.Enum):
    """How a value is compared with a limit; `gte` and `lte` include it."""

    GTE = "gte"
    GT = "gt"
    LTE = "lte"
    LT = "lt"
    EQ = "eq"


@dataclass(frozen=True, slots=True)
class ParameterRef:
    """A limit that is a parameter of the form (`param.<key>`)."""

    key: str


@dataclass(frozen=True, slots=True)
class ColumnRef:
    """A limit that is a column of the rule's look-up table row (`limit.<column>`)."""

    column: str


Limit = Fraction | ParameterRef | ColumnRef


@dataclass(frozen=True, slots=True)
class Bound:
    """One comparison; `quantity` names a raw input, None means the value of the expression."""

    quantity: str | None
    relation: Relation
    limit: Limit


@dataclass(frozen=True, slots=True)
class Band:
    """Matches when all of `every` hold and, where given, at least one of `any_of`; `points` None means result `met`."""

    every: tuple[Bound, ...]
    any_of: tuple[Bound, ...]
    points: Fraction | None


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A condition that gives at least `points` without the measurement."""

    condition: Text
    points: Fraction | None


@dataclass(frozen=True, slots=True)
class Sample:
    """The smallest sample that may be judged; a whole small `population` is enough."""

    size_input: str
    min_size: int
    unit: Text
    rule: Text


@dataclass(frozen=True, slots=True)
class TableLookup:
    """The limits of a rule stand in a look-up table, found by subject attributes."""

    table: str
    by: tuple[str, ...]


class Better(enum.Enum):
    """Which way the ruler is drawn; never used for scoring."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class ReadingsPlan:
    """How single readings are judged (contract section 4), for the recorder; the engine scores only the counts.

    `rule` is `lte` or `gte` (against `limit`, or the fitting value of `table`), `within` (the table's value give or
    take `tolerance`), or `season` (at least `cooling_gte` while cooling, at most `heating_lte` while heating).
    """

    rule: str
    table: str | None = None
    note: Text | None = None
    quantity: Text | None = None
    unit: str = ""
    limit: Fraction | None = None
    tolerance: Fraction | None = None
    cooling_gte: Fraction | None = None
    heating_lte: Fraction | None = None
    points_per_area: int | None = None


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
