"""Measured quantities, the bands they are held against, and how samples and readings are judged."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from workbench.domain.texts import Text


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
