"""What a phone computed against what the engine says of the same answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from workbench.authoring.xlsform.plan import PhonePlan
from workbench.domain.figures import half_up
from workbench.domain.results import PrerequisiteState, Result

_PLACES = 4


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure or state on which phone and engine differ; `what` is a field's name."""

    what: str
    on_phone: str
    here: str


def differences(plan: PhonePlan, values: Mapping[str, str], result: Result) -> Iterator[Difference]:
    """Compare everything that was computed; a phone that computed nothing, or not the total, is not held to it."""
    if "t_complete" not in values or values.get("t_not_computed"):
        return
    yield from _whole(plan, values, result)
    for row in result.ledger:
        prefix = plan.items[row.code].node.prefix
        yield from _text(f"{prefix}_state", values, row.state.value)
        yield from _figure(f"{prefix}_points", values, row.points)
        yield from _figure(f"{prefix}_max", values, row.max_points)
    nodes = {asked.node.code: asked.node.prefix for asked in plan.prerequisites}
    for entry in result.prerequisites:
        prefix = nodes[entry.code]
        yield from _text(f"{prefix}_state", values, entry.state.value)
        if entry.level is not None and entry.state is not PrerequisiteState.OPEN:
            ending = "level" if f"{prefix}_level" in values else "stars"
            yield from _text(f"{prefix}_{ending}", values, entry.level)


def _whole(plan: PhonePlan, values: Mapping[str, str], result: Result) -> Iterator[Difference]:
    yield from _figure("t_total", values, result.total)
    yield from _figure("t_max", values, result.max_points)
    yield from _figure("t_normalised", values, result.normalised)
    yield from _text("t_complete", values, "1" if result.complete else "0")
    yield from _text("t_grade", values, result.grade or "")
    yield from _text("t_verdict", values, result.verdict.value)
    for group in result.groups:
        prefix = plan.chapters[group.code]
        yield from _figure(f"{prefix}_points", values, group.points)
        yield from _figure(f"{prefix}_max", values, group.max_points)
        met = "" if group.met is None else "1" if group.met else "0"
        yield from _text(f"{prefix}_met", values, met)


def _text(name: str, values: Mapping[str, str], here: str) -> Iterator[Difference]:
    if values.get(name, "") != here:
        yield Difference(name, values.get(name, ""), here)


def _figure(name: str, values: Mapping[str, str], here: Fraction | None) -> Iterator[Difference]:
    told = values.get(name, "")
    rounded = None if here is None else half_up(here, _PLACES)
    try:
        on_phone = Fraction(told) if told else None
    except (ValueError, ZeroDivisionError):
        on_phone = Fraction(-1)
    if on_phone is not None and rounded is not None:
        on_phone = half_up(on_phone, _PLACES)
    if on_phone != rounded:
        yield Difference(name, told, "" if rounded is None else str(float(rounded)))
