"""What stands in the way of the next aim (contract section 7)."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.domain.forms import Grade, Requirement
from workbench.scoring.grade import FULFILLED, UNJUDGED, Standing, is_below_star, is_complete, meets


def next_aim(grades: tuple[Grade, ...], grade: Grade | None) -> Grade | None:
    """Give the lowest passing grade while none is reached, otherwise the next better one; None at the best."""
    passing = tuple(entry for entry in grades if entry.passes)
    if grade is None or not grade.passes:
        return passing[-1] if passing else None
    at = passing.index(grade)
    return passing[at - 1] if at else None


def blocking(aim: Grade | None, standing: Standing) -> tuple[str, ...]:
    """List what stands in the way of an aim, in the contract's order; nothing does when there is no aim."""
    return () if aim is None else tuple(_obstacles(aim, standing))


def _obstacles(aim: Grade, standing: Standing) -> Iterator[str]:
    yield from (f"prerequisite:{entry.code}" for entry in standing.prerequisites if entry.state not in FULFILLED)
    wants_stars = Requirement.STAR_REQUIREMENTS in aim.requires
    for entry in standing.stars:
        if entry.state in UNJUDGED or (wants_stars and is_below_star(entry, aim)):
            yield f"requirement:{entry.code}"
    yield from (f"item:{row.code}" for row in standing.rows if row.state.is_open)
    if Requirement.GROUP_FLOORS in aim.requires:
        yield from (f"group:{group.code}" for group in standing.groups if group.met is False)
    if is_complete(standing) and not all(_is_reached(line, aim, standing) for line in aim.requires):
        yield "total"


def _is_reached(requirement: Requirement, aim: Grade, standing: Standing) -> bool:
    return requirement not in (Requirement.TOTAL, Requirement.CRITERIA_COUNT) or meets(requirement, aim, standing)
