"""A plan: its actions, who leads them and what they want by when, as immutable values drawn from `forms/plans/`."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from workbench.domain.rules import AttributeIn
from workbench.domain.texts import Text


class Comparison(enum.Enum):
    """How a plan puts a line; `about` is read as reached from the line upwards."""

    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"


@dataclass(frozen=True, slots=True)
class Line:
    """A wanted share (0 to 1) and how it is meant."""

    share: Fraction
    comparison: Comparison

    def is_reached_by(self, share: Fraction) -> bool:
        """Tell whether an achieved share reaches the line, unrounded."""
        return share > self.share if self.comparison is Comparison.MORE_THAN else share >= self.share


@dataclass(frozen=True, slots=True)
class RegistryShare:
    """A share of the units on a registry."""

    code: str
    text: Text
    of: Text
    line: Line
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Quota:
    """A number of units to be chosen."""

    code: str
    text: Text
    of: Text
    count: int
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class EstimateShare:
    """A share of a number that is only estimated and has to be entered with its source."""

    code: str
    text: Text
    of: Text
    line: Line
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A measured value of a city and the line it has to reach; `item` of `form` measures it."""

    key: str
    name: Text
    unit: str
    gte: Fraction
    form: str
    item: str


@dataclass(frozen=True, slots=True)
class CompoundShare:
    """A share of the cities whose measured values all reach their lines."""

    code: str
    text: Text
    of: Text
    line: Line
    measures: tuple[Measure, ...]
    note: Text | None = None


class RegionLevel(enum.Enum):
    """The level of a division."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every region of a level has at least one."""

    code: str
    text: Text
    of: Text
    every: RegionLevel
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class PlanParameter:
    """A border that the plan leaves open."""

    key: str
    name: Text
    unit: str
    default: Fraction | None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class CountRange:
    """Between `lowest` and `highest` units, both included, counting only those that `only` names."""

    code: str
    text: Text
    of: Text
    lowest: int
    highest: int
    only: AttributeIn | None = None
    parameter: PlanParameter | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class AreaShare:
    """A share weighted by floor area; `weight` is the attribute that carries the area in m2."""

    code: str
    text: Text
    of: Text
    line: Line
    weight: str
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class RequiredLevelRule:
    """The level that one type of building has to reach."""

    subject: Text
    level: str


@dataclass(frozen=True, slots=True)
class RequiredLevels:
    """Every subject reaches the level its type requires, from a year on; judged building by building."""

    code: str
    text: Text
    since: int
    rules: tuple[RequiredLevelRule, ...]
    note: Text | None = None


Target = RegistryShare | Quota | EstimateShare | CompoundShare | Coverage | CountRange | AreaShare | RequiredLevels

_KINDS: dict[type, str] = {
    RegistryShare: "registry_share",
    Quota: "quota",
    EstimateShare: "estimate_share",
    CompoundShare: "compound_share",
    Coverage: "coverage",
    CountRange: "count_range",
    AreaShare: "area_share",
    RequiredLevels: "required_level",
}


def target_kind(target: Target) -> str:
    """Name the kind of a target as plan files do."""
    return _KINDS[type(target)]


@dataclass(frozen=True, slots=True)
class NamedRegion:
    """A region that the plan names for an action."""

    region: str
    note: Text


@dataclass(frozen=True, slots=True)
class Action:
    """One creation action (创建行动); `forms` are the codes of the forms it is assessed with."""

    code: str
    number: int
    name: Text
    subject: Text
    lead: Text
    forms: tuple[str, ...]
    targets: tuple[Target, ...]
    named_regions: tuple[NamedRegion, ...] = ()
    aspects: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A plan with its actions in the plan's own order; `horizon` is the year by whose end the targets are due."""

    code: str
    title: Text
    number: Text
    issuer: Text
    issued: date
    printed: date | None
    horizon: int
    province: str
    principles: tuple[Text, ...]
    coordination: Text
    publication: Text
    actions: tuple[Action, ...]
    sha256: str

    @cached_property
    def action_by_code(self) -> dict[str, Action]:
        """Actions by their code."""
        return {action.code: action for action in self.actions}

    def action_of_form(self, form: str) -> Action | None:
        """Give the action that is assessed with a form."""
        return next((action for action in self.actions if form in action.forms), None)
