"""States of prerequisites: controls, vetoes, choose-n, eligibility, and those derived from items."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from workbench.domain.forms import Item, Prerequisite
from workbench.domain.results import ItemState, LedgerRow, PrerequisiteResult, PrerequisiteState, Reason
from workbench.domain.rules import (
    Bands,
    ChooseN,
    Combine,
    ItemGate,
    ItemMustPass,
    ItemRule,
    Linear,
    PrerequisiteRule,
    Step,
    SumOfParts,
    TargetDeduct,
    YesNo,
)
from workbench.scoring.answers import Chosen, Measured, PartAnswers, Response
from workbench.scoring.judgement import Circumstances
from workbench.scoring.rules import bands, formula
from workbench.scoring.rules.sum_of_parts import is_entered

State = PrerequisiteState


@dataclass(frozen=True, slots=True)
class JudgedItem:
    """An item with what was answered and what the ledger says of it; derived prerequisites look at these."""

    item: Item
    row: LedgerRow
    response: Response | None


def judge(
    prerequisite: Prerequisite,
    response: Response | None,
    watched: JudgedItem | None,
    edition: str,
    circumstances: Circumstances,
) -> PrerequisiteResult:
    """Judge one prerequisite; only judged things pass. `watched` is the item a derived one looks at, if it is asked."""
    if prerequisite.editions is not None and edition not in prerequisite.editions:
        return PrerequisiteResult(prerequisite.code, State.NOT_IN_FORM)
    if response is not None and response.not_applicable:
        return PrerequisiteResult(prerequisite.code, State.NA)
    if isinstance(prerequisite.rule, ItemMustPass | ItemGate):
        state = _derived(prerequisite.rule, watched, circumstances)
    else:
        state = _answered(prerequisite.rule, response, circumstances)
    return PrerequisiteResult(prerequisite.code, state)


def watched_item(prerequisite: Prerequisite) -> str | None:
    """Name the item that a derived prerequisite looks at."""
    return prerequisite.rule.item if isinstance(prerequisite.rule, ItemMustPass | ItemGate) else None


def _derived(rule: ItemMustPass | ItemGate, watched: JudgedItem | None, circumstances: Circumstances) -> State:
    if watched is None:
        return State.NOT_IN_FORM
    return _full_points(watched) if isinstance(rule, ItemMustPass) else _measured_line(rule, watched, circumstances)


def _answered(rule: PrerequisiteRule | ItemRule, response: Response | None, circumstances: Circumstances) -> State:
    value = None if response is None else response.value
    match rule, value:
        case _, None:
            return State.OPEN
        case YesNo(), bool():
            return _known(value)
        case Bands(), Measured():
            return _eligibility(rule, value, circumstances)
        case ChooseN(), Chosen():
            return _choose(rule, value)
        case SumOfParts(), PartAnswers():
            return _logic(rule, value, circumstances)
        case _:
            raise TypeError(f"{type(value).__name__} cannot answer {type(rule).__name__}")


def _known(is_met: bool) -> State:  # noqa: FBT001 -- converts one two-valued answer
    return State.MET if is_met else State.NOT_MET


def _open(reason: Reason) -> State:
    return State.OPEN if reason is Reason.NOT_ANSWERED else State.UNDETERMINED


def _eligibility(rule: Bands, value: Measured, circumstances: Circumstances) -> State:
    """Judge by the result of the band; a shortcut is enough."""
    if value.shortcut:
        return State.MET
    placed = bands.place(rule, value, circumstances)
    return _open(placed) if isinstance(placed, Reason) else _known(placed.band is not None)


def _choose(rule: ChooseN, value: Chosen) -> State:
    """Met when enough options are true; not met when true plus unjudged ones cannot reach the number."""
    present = sum(value.options.get(option.code) is True for option in rule.options)
    absent = sum(value.options.get(option.code) is False for option in rule.options)
    if present >= rule.min_count:
        return State.MET
    return State.NOT_MET if len(rule.options) - absent < rule.min_count else State.OPEN


def _logic(rule: SumOfParts, value: PartAnswers, circumstances: Circumstances) -> State:
    """Judge parts as logic, without points: `max` needs one alternative, everything else all parts (contract 10.1)."""
    if rule.combine is Combine.MAX:
        entered = [part for part in rule.parts if is_entered(value, part)]
        return any_of([_part(value.parts[part.code], part.rule, circumstances) for part in entered])
    return all_of([_part(value.parts.get(part.code), part.rule, circumstances) for part in rule.parts])


def _part(response: Response | None, rule: ItemRule, circumstances: Circumstances) -> State:
    if response is not None and response.not_applicable:
        return State.NA
    return _answered(rule, response, circumstances)


def all_of(states: list[State]) -> State:
    """Three-valued AND of states; N/A parts do not count, and nothing but N/A is N/A."""
    judged = [state for state in states if state is not State.NA]
    for state in (State.NOT_MET, State.OPEN, State.UNDETERMINED):
        if state in judged:
            return state
    return State.MET if judged else State.NA


def any_of(states: list[State]) -> State:
    """Three-valued OR of states; nothing entered is open."""
    judged = [state for state in states if state is not State.NA]
    for state in (State.MET, State.OPEN, State.UNDETERMINED):
        if state in judged:
            return state
    return State.NOT_MET if judged else State.NA if states else State.OPEN


def _taken_over(row: LedgerRow) -> State | None:
    """Take over the state of an item that is open, N/A or not in the form (contract 10.10)."""
    return {
        ItemState.NOT_ANSWERED: State.OPEN,
        ItemState.UNDETERMINED: State.UNDETERMINED,
        ItemState.NA: State.NA,
        ItemState.NOT_IN_FORM: State.NOT_IN_FORM,
    }.get(row.state)


def _full_points(judged: JudgedItem) -> State:
    row = judged.row
    return _taken_over(row) or _known(row.points is not None and row.points >= row.max_points)


def _measured_line(rule: ItemGate, judged: JudgedItem, circumstances: Circumstances) -> State:
    """Compare the measured quantity of an item, not its points, with the line."""
    taken_over = _taken_over(judged.row)
    if taken_over is not None:
        return taken_over
    measured = gate_figures(rule, judged, circumstances)
    if isinstance(measured, Reason):
        return _open(measured)
    figure, line = measured
    return State.UNDETERMINED if line is None else _known(figure >= line)


def gate_figures(
    rule: ItemGate, judged: JudgedItem, circumstances: Circumstances
) -> tuple[Fraction, Fraction | None] | Reason:
    """Give the measured figure of an item and the line of the gate, which may be the item's own target."""
    value = None if judged.response is None else judged.response.value
    match judged.item.rule, value:
        case _, None:
            return Reason.NOT_ANSWERED
        case Bands() as measured, Measured():
            placed = bands.place(measured, value, circumstances)
            if isinstance(placed, Reason):
                return placed
            return Reason.NOT_ANSWERED if placed.reading.value is None else (placed.reading.value, rule.gte)
        case (Step() | Linear() | TargetDeduct()) as measured, Measured():
            figures = formula.measure(measured, value, circumstances)
            if isinstance(figures, Reason):
                return figures
            figure, target = figures
            return figure, target if rule.gte is None else rule.gte
        case _:
            raise TypeError(f"{judged.item.code} measures nothing that a gate could look at")
