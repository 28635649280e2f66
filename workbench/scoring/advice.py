"""What lifts a unit: the points missing to each floor, and the smallest sets of items that reach the next grade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from workbench.domain.figures import exact_sum
from workbench.domain.forms import Form, Grade, Group, Normalisation, Requirement
from workbench.domain.results import GroupResult, ItemState, LedgerRow, Result
from workbench.scoring.blocking import next_aim
from workbench.scoring.engine import Scored, groups_in
from workbench.scoring.grade import FULFILLED, UNJUDGED, criteria_line, grades_of, is_below_star
from workbench.scoring.groups import figure_of, normalisation_of
from workbench.scoring.prerequisites import watched_item
from workbench.scoring.smallest_sets import Pool, smallest_sets

MOST_SETS: Final = 3
_NOTHING: Final = Fraction(0)


@dataclass(frozen=True, slots=True)
class Missing:
    """The points a group needs for its floor on its present base, and how many of them it still lacks."""

    group: str
    needed: Fraction
    missing: Fraction


@dataclass(frozen=True, slots=True)
class LiftingSet:
    """Items that are enough when each is lifted to its full points, in file order, and what they gain together."""

    items: tuple[str, ...]
    points: Fraction


@dataclass(frozen=True, slots=True)
class Lift:
    """How to reach an aim: the smallest sets, cheapest first, or what no item can move.

    `aim` is a grade's code, `group:<code>` for a floor, None at the best grade. `obstacles` are written as in
    `blocking`; while there are any there is no set. A set without items says that nothing is missing.
    """

    aim: str | None
    sets: tuple[LiftingSet, ...] = ()
    obstacles: tuple[str, ...] = ()


def missing_points(result: Result) -> tuple[Missing, ...]:
    """Say for every group with a floor how many points it needs and lacks; an open item counts as its base only."""
    return tuple(_missing(group, group.floor) for group in result.groups if group.floor is not None)


def _missing(group: GroupResult, floor: Fraction) -> Missing:
    needed = floor * group.max_points
    return Missing(group.code, needed, max(_NOTHING, needed - group.points))


def lift(form: Form, scored: Scored) -> Lift:
    """Find the smallest sets of items that reach the next grade, at most three.

    An item is lifted to its full points; N/A marks and shared inputs stay. Open items, and the items behind derived
    prerequisites that are not met, belong to every set. Fewest items come first, then fewest points, then file order.
    """
    grades = grades_of(form, scored.mode)
    grade = next((entry for entry in grades if entry.code == scored.result.grade), None)
    aim = next_aim(grades, grade)
    if aim is None:
        return Lift(None)
    wanted = Requirement.PREREQUISITES in aim.requires
    always = _open_items(scored) | (_watched_items(form, scored) if wanted else frozenset())
    obstacles = (*_unmet_prerequisites(form, scored, aim, always), *_unmet_stars(scored, aim))
    if obstacles:
        return Lift(aim.code, (), obstacles)
    floors = Requirement.GROUP_FLOORS in aim.requires
    groups = tuple(_Part.of(group, scored, always, floor=floors) for group in groups_in(form, scored.mode))
    lines = _lines(form, scored, aim, always)
    if lines is None:
        return Lift(aim.code, (), ("total",))
    have = exact_sum(part.counted for part in groups)
    return _lifted(aim.code, scored, groups, max((line - have for line in lines), default=_NOTHING))


def lifts(form: Form, scored: Scored) -> tuple[Lift, ...]:
    """Give what leads to the next grade, then what clears each floor that is not reached, in file order."""
    below = {group.code for group in scored.result.groups if group.met is False}
    return (lift(form, scored), *(lift_group(scored, group) for group in form.groups if group.code in below))


def lift_group(scored: Scored, group: Group) -> Lift:
    """Find the smallest sets of items that clear the floor of one group."""
    part = _Part.of(group, scored, _open_items(scored), floor=True)
    return _lifted(f"group:{group.code}", scored, (part,), _NOTHING)


@dataclass(frozen=True, slots=True)
class _Part:
    """A group as it stands once the items that belong to every set are lifted."""

    code: str
    always: tuple[str, ...]
    counted: Fraction
    pool: Pool

    @classmethod
    def of(cls, group: Group, scored: Scored, lifted: frozenset[str], *, floor: bool) -> _Part:
        """See one group; `floor` says whether its floor is asked for."""
        positions = {code: at for at, code in enumerate(scored.rows)}
        rows = [scored.rows[item.code] for item in group.items]
        gained = exact_sum(row.max_points if row.code in lifted else row.points or _NOTHING for row in rows)
        result = scored.groups[group.code]
        needed = (result.floor or _NOTHING) * result.max_points if floor else _NOTHING
        room = None if group.cap is None or not group.bonus else max(_NOTHING, group.cap - gained)
        gains = tuple(
            (positions[row.code], _gain(row))
            for row in rows
            if row.code not in lifted and row.state is ItemState.SCORED and _gain(row) > 0
        )
        return cls(
            code=group.code,
            always=tuple(row.code for row in rows if row.code in lifted),
            counted=gained if room is None else min(gained, result.max_points),
            pool=Pool(gains, max(_NOTHING, needed - gained), room),
        )


def _gain(row: LedgerRow) -> Fraction:
    return row.max_points - (row.points or _NOTHING)


def _lifted(aim: str, scored: Scored, parts: Sequence[_Part], total: Fraction) -> Lift:
    """Find the sets, or name the groups, or the total, that all items together cannot fill."""
    short = tuple(
        f"group:{part.code}" for part in parts if exact_sum((gain for _at, gain in part.pool.gains)) < part.pool.least
    )
    if short:
        return Lift(aim, (), short)
    codes = tuple(scored.rows)
    always = {code for part in parts for code in part.always}
    found = smallest_sets([part.pool for part in parts], total, MOST_SETS)
    sets = tuple(_set(always | {codes[at] for at in chosen}, scored) for chosen in found)
    return Lift(aim, sets, () if sets else ("total",))


def _set(chosen: set[str], scored: Scored) -> LiftingSet:
    rows = [row for code, row in scored.rows.items() if code in chosen]
    return LiftingSet(tuple(row.code for row in rows), exact_sum(_gain(row) for row in rows))


def _open_items(scored: Scored) -> frozenset[str]:
    return frozenset(code for code, row in scored.rows.items() if row.state.is_open)


def _watched_items(form: Form, scored: Scored) -> frozenset[str]:
    """List the items whose full points fulfil a derived prerequisite that is not fulfilled."""
    unmet = (entry for entry in form.prerequisites if scored.states[entry.code].state not in FULFILLED)
    watched = (scored.rows.get(watched_item(entry) or "") for entry in unmet)
    return frozenset(row.code for row in watched if row is not None and _gain(row) > 0)


def _unmet_prerequisites(form: Form, scored: Scored, aim: Grade, always: frozenset[str]) -> Iterator[str]:
    wanted = Requirement.PREREQUISITES in aim.requires
    for code in _unmet_after(form, scored, always):
        if wanted or scored.states[code].state in UNJUDGED:
            yield f"prerequisite:{code}"


def _unmet_stars(scored: Scored, aim: Grade) -> Iterator[str]:
    wanted = Requirement.STAR_REQUIREMENTS in aim.requires
    for entry in scored.standing.stars:
        if entry.state in UNJUDGED or (wanted and is_below_star(entry, aim)):
            yield f"requirement:{entry.code}"


def _lines(form: Form, scored: Scored, aim: Grade, always: frozenset[str]) -> tuple[Fraction, ...] | None:
    """Give what the groups must make together for the aim's total and count; None when no points can reach it."""
    asked: list[Fraction | None] = []
    if Requirement.TOTAL in aim.requires:
        asked.append(_total_line(form, scored, aim))
    if Requirement.CRITERIA_COUNT in aim.requires:
        asked.append(criteria_line(aim, scored.standing.subject))
    formula = form.total_formula
    granted = _NOTHING if any(_unmet_after(form, scored, always)) else formula.prerequisite_points
    known = tuple(line * formula.divisor - granted for line in asked if line is not None)
    return known if len(known) == len(asked) else None


def _unmet_after(form: Form, scored: Scored, always: frozenset[str]) -> Iterator[str]:
    """List the prerequisites that stay unfulfilled when the items of every set are lifted."""
    for entry in form.prerequisites:
        if scored.states[entry.code].state not in FULFILLED and watched_item(entry) not in always:
            yield entry.code


def _total_line(form: Form, scored: Scored, aim: Grade) -> Fraction | None:
    line = figure_of(aim.min_normalised, scored.standing.parameters)
    most = scored.standing.totals.max_points
    chosen = normalisation_of(form, scored.mode)
    if line is None or not most or chosen is Normalisation.NONE:
        return None
    return line if chosen is Normalisation.TOTAL else line * most / 100
