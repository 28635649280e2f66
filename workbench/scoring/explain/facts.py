"""What there is to say about one judged item, as values: band, bounds, losses, parts, what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from workbench.domain.results import ItemState, Reason
from workbench.domain.rules import Combine, Relation
from workbench.domain.texts import Text
from workbench.scoring.answers import InputValue


@dataclass(frozen=True, slots=True)
class NamedValue:
    """One raw quantity as it was entered; a value of None says "there is none"."""

    name: Text
    unit: str
    value: InputValue


@dataclass(frozen=True, slots=True)
class BoundFact:
    """One bound of a band with what stands against it; `name` None means the value of the quantity itself."""

    name: Text | None
    unit: str
    relation: Relation
    limit: Fraction | None
    actual: Fraction | None
    held: bool


@dataclass(frozen=True, slots=True)
class BandFact:
    """A band: all of `every`, and one of `any_of` where there are any."""

    points: Fraction
    every: tuple[BoundFact, ...]
    any_of: tuple[BoundFact, ...]


@dataclass(frozen=True, slots=True)
class YesNoFact:
    """The requirement is fulfilled, or not."""

    fulfilled: bool


@dataclass(frozen=True, slots=True)
class LevelFact:
    """The level chosen, and the next better one."""

    label: Text
    better: tuple[Text, Fraction] | None


@dataclass(frozen=True, slots=True)
class BandsFact:
    """The measured value, the band it lies in, and the cheapest better band.

    `value` None with inputs means that the quantity has no single figure. `measured` are the points of the band alone;
    they differ from the item's points where the shortcut decided, and are None where nothing could be computed.
    """

    name: Text
    unit: str
    value: Fraction | None
    inputs: tuple[NamedValue, ...]
    matched: BandFact | None
    better: BandFact | None
    measured: Fraction | None
    shortcut: Text | None = None


@dataclass(frozen=True, slots=True)
class CountFact:
    """How many were counted, what each gives, and the next number that gives more (number, points)."""

    number: int
    unit: Text
    each: Fraction | None
    cap: Fraction | None
    options: tuple[Text, ...]
    better: tuple[int, Fraction] | None


@dataclass(frozen=True, slots=True)
class LossFact:
    """One deduction rule that applied."""

    text: Text
    count: int
    each: Fraction
    lost: Fraction
    capped: bool


@dataclass(frozen=True, slots=True)
class DeductionFact:
    """What was lost from `start`; `void` is the condition that emptied the item, `floored` that the floor held."""

    start: Fraction
    losses: tuple[LossFact, ...]
    void: Text | None
    floored: bool


@dataclass(frozen=True, slots=True)
class StepFact:
    """Whole steps up from a base; `better` is the figure that gives the next step, with its points."""

    name: Text
    unit: str
    value: Fraction
    base_at: Fraction
    base_points: Fraction
    step: Fraction
    step_points: Fraction
    cap: Fraction
    better: tuple[Fraction, Fraction] | None


@dataclass(frozen=True, slots=True)
class LinearFact:
    """A straight line between two figures."""

    name: Text
    unit: str
    value: Fraction
    zero_at: Fraction
    full_at: Fraction
    full_points: Fraction


@dataclass(frozen=True, slots=True)
class TargetFact:
    """Started steps down from a target; `steps` 0 means the target is reached."""

    name: Text
    unit: str
    value: Fraction
    target: Fraction
    steps: int
    step: Fraction
    per_step: Fraction
    full_points: Fraction


@dataclass(frozen=True, slots=True)
class ConditionFact:
    """One condition of a gate; `value` and `limit` only where it is measured."""

    text: Text
    met: bool | Reason
    unit: str = ""
    value: Fraction | None = None
    limit: Fraction | None = None


@dataclass(frozen=True, slots=True)
class GateFact:
    """The branch that fits the subject, with its conditions."""

    branch: Text
    conditions: tuple[ConditionFact, ...]


@dataclass(frozen=True, slots=True)
class PartsFact:
    """The parts that count, each explained; `weights` are hours or areas by part code, `lacking` the precondition."""

    combine: Combine
    parts: tuple[Explanation, ...]
    weights: Mapping[str, Fraction]
    lacking: Text | None = None
    by_area: bool = False


Measured = BandsFact | StepFact | LinearFact | TargetFact
Fact = YesNoFact | LevelFact | CountFact | DeductionFact | Measured | GateFact | PartsFact


@dataclass(frozen=True, slots=True)
class OpenFact:
    """What is missing before it can be judged: names of inputs, parameters or attributes, or too small a number."""

    missing: tuple[Text, ...] = ()
    wanted: int | None = None
    found: int | None = None
    unit: Text | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one item or part is what it is; `full` are its declared points, `condition` when N/A is allowed.

    `terms` are the form's own translations of units.
    """

    code: str
    name: Text
    state: ItemState
    reason: Reason
    points: Fraction | None
    max_points: Fraction
    full: Fraction
    fact: Fact | None = None
    still_open: OpenFact | None = None
    condition: Text | None = None
    terms: Mapping[str, Text] = field(default_factory=dict, compare=False, repr=False)
