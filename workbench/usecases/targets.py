"""Each target of the plan against what is certified in this store; where a figure cannot be known, it says so."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from workbench.catalogue.plans import load_plan
from workbench.domain.plans import Action, CountRange, Coverage, Plan, Quota, RegionLevel, Target
from workbench.store import certificates
from workbench.store.rows import Certificate
from workbench.store.store import StoreConnection
from workbench.usecases.dossiers import revision_record
from workbench.usecases.session import Session

CURRENT_PLAN = "shanxi-2020-67"


class Missing(enum.Enum):
    """Why a target has no figure yet."""

    NOTHING_CERTIFIED = "nothing_certified"
    DENOMINATOR = "denominator"


@dataclass(frozen=True)
class TargetState:
    """One target: how many stand certified, the value against its line, and whether it is reached.

    `value` and `wanted` are in the target's own unit (regions for coverage, units for counts and quotas); both are None
    where `missing` says what is not known yet. `lacking` lists the regions that still have none.
    """

    action: Action
    target: Target
    certified: int
    value: int | None = None
    wanted: int | None = None
    is_reached: bool = False
    missing: Missing | None = None
    lacking: tuple[str, ...] = ()
    by_city: Mapping[str, int] = field(default_factory=dict)

    @property
    def share(self) -> Fraction | None:
        """The value as a share of what is wanted."""
        return None if self.value is None or not self.wanted else Fraction(self.value, self.wanted)


def target_states(session: Session, plan_code: str = CURRENT_PLAN) -> tuple[Plan, tuple[TargetState, ...]]:
    """Judge every target of a plan.

    Raises:
        UnknownPlan, UnusablePlan.
    """
    plan = load_plan(session.place.data, plan_code)
    with session.store.read() as connection:
        standing = certificates.listing(connection, standing_only=True)
        states = tuple(
            _state(session, connection, action, target, _of(action, standing))
            for action in plan.actions
            for target in action.targets
        )
    return plan, states


def _of(action: Action, standing: tuple[Certificate, ...]) -> tuple[Certificate, ...]:
    return tuple(one for one in standing if one.form in action.forms)


def _state(
    session: Session, connection: StoreConnection, action: Action, target: Target, certified: tuple[Certificate, ...]
) -> TargetState:
    cities = {city.code: 0 for city in session.place.regions.cities}
    for one in certified:
        city = one.region[:4] + "00"
        cities[city] = cities.get(city, 0) + 1
    known = TargetState(action, target, len(certified), by_city=cities)
    match target:
        case Coverage() if target.every is RegionLevel.CITY:
            lacking = tuple(code for code, count in cities.items() if count == 0)
            reached = len(cities) - len(lacking)
            return _counted(known, reached, len(cities), is_reached=not lacking, lacking=lacking)
        case CountRange():
            value = sum(_is_counted(connection, target, one) for one in certified)
            return _counted(known, value, target.lowest, is_reached=value >= target.lowest)
        case Quota():
            return _counted(known, len(certified), target.count, is_reached=len(certified) >= target.count)
        case _:
            return _unknown(known)


def _counted(
    known: TargetState, value: int, wanted: int, *, is_reached: bool, lacking: tuple[str, ...] = ()
) -> TargetState:
    return TargetState(
        action=known.action,
        target=known.target,
        certified=known.certified,
        value=value,
        wanted=wanted,
        is_reached=is_reached,
        missing=None if known.certified else Missing.NOTHING_CERTIFIED,
        lacking=lacking,
        by_city=known.by_city,
    )


def _unknown(known: TargetState) -> TargetState:
    missing = Missing.DENOMINATOR if known.certified else Missing.NOTHING_CERTIFIED
    return TargetState(known.action, known.target, known.certified, missing=missing, by_city=known.by_city)


def _is_counted(connection: StoreConnection, target: CountRange, one: Certificate) -> bool:
    if target.only is None:
        return True
    subject = revision_record(connection, one.revision).answers.get("subject") or {}
    return subject.get(target.only.attribute) in target.only.values
