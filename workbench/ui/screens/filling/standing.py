"""Where the assessment stands: grades in reach, groups against their floors, and what lifts it one grade."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from fractions import Fraction

from workbench.domain.figures import on_screen, plain
from workbench.domain.forms import Form, Grade, Normalisation, Requirement
from workbench.domain.results import GroupResult, ItemState, PrerequisiteState, Result
from workbench.domain.rules import ParameterRef
from workbench.ui.marks import Mark
from workbench.ui.screens.filling.book import Book

_HUNDRED = Fraction(100)


class Reach(enum.Enum):
    """How a grade stands to what is known."""

    REACHED = "reached"
    IN_REACH = "in_reach"
    OUT = "out"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class GradeCell:
    """One cell of the ribbon, worst first."""

    code: str
    name: str
    reach: Reach


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """One group's bar; shares are of the group's own base."""

    code: str
    name: str
    share: str
    floor: str
    earned: float
    still_open: float
    tick: float | None
    is_unreachable: bool
    is_short: bool


@dataclass(frozen=True, slots=True)
class GateStanding:
    """One prerequisite's diamond."""

    code: str
    name: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Lift:
    """One thing that lifts the unit to the aim: points of a group or clause, or (empty) a judgement to make."""

    code: str
    name: str
    points: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything the score panel shows."""

    grades: tuple[GradeCell, ...]
    total: str
    most: str
    lost: str
    open_items: int
    groups: tuple[GroupStanding, ...]
    gates: tuple[GateStanding, ...]
    aim: str
    lifts: tuple[Lift, ...]
    is_complete: bool
    share: str


def stand(book: Book) -> Standing:
    """Draw up where an assessment stands."""
    result = book.result
    opens = _open_points(book)
    begun = _begun(book)
    groups = tuple(_group(book, group, opens, begun=group.code in begun) for group in result.groups)
    lost = sum(
        (
            row.max_points - row.points
            for row in result.ledger
            if row.points is not None and row.points < row.max_points
        ),
        Fraction(0),
    )
    aim = _aim(book.form, result)
    return Standing(
        grades=_ribbon(book, result, opens, groups),
        total="—" if result.total is None else plain(result.total),
        most="" if result.max_points is None else plain(result.max_points),
        lost=plain(lost) if lost else "",
        open_items=sum(row.state.is_open for row in result.ledger),
        groups=groups,
        gates=tuple(_gate(book, code) for code in book.prerequisite_by_code),
        aim=book.say(aim.name) if aim else "",
        lifts=_lifts(book, result),
        is_complete=result.complete,
        share="" if not result.max_points or result.total is None
        else f"{on_screen(result.total / result.max_points * _HUNDRED)}%",
    )  # fmt: skip


def unreachable_groups(standing: Standing) -> frozenset[str]:
    """Name the groups whose floor can no longer be reached."""
    return frozenset(group.code for group in standing.groups if group.is_unreachable)


def _open_points(book: Book) -> dict[str, Fraction]:
    opens: dict[str, Fraction] = {}
    for row in book.result.ledger:
        if row.state.is_open:
            group = book.form.item_by_code[row.code].group
            opens[group] = opens.get(group, Fraction(0)) + row.max_points
    return opens


def _begun(book: Book) -> frozenset[str]:
    """Name the groups in which something is judged."""
    settled = (row.code for row in book.result.ledger if row.state in (ItemState.SCORED, ItemState.NA))
    return frozenset(book.form.item_by_code[code].group for code in settled)


def _group(book: Book, group: GroupResult, opens: dict[str, Fraction], *, begun: bool) -> GroupStanding:
    name = next(book.say(entry.name) for entry in book.form.groups if entry.code == group.code)
    most = group.max_points
    still_open = opens.get(group.code, Fraction(0))
    unreachable = bool(group.floor and most and (group.points + still_open) / most < group.floor)
    percent = None if group.ratio is None else group.ratio * _HUNDRED
    line = None if group.floor is None else group.floor * _HUNDRED
    return GroupStanding(
        code=group.code,
        name=name,
        share="—" if percent is None or not begun else f"{on_screen(percent, line)}%",
        floor="" if line is None else f"≥{plain(line)}%",
        earned=float(group.points / most) if most else 0.0,
        still_open=float(still_open / most) if most else 0.0,
        tick=None if group.floor is None else float(group.floor),
        is_unreachable=unreachable,
        is_short=group.met is False,
    )


def _gate(book: Book, code: str) -> GateStanding:
    state = book.gate(code).state
    marks = {PrerequisiteState.MET: Mark.GATE_MET, PrerequisiteState.NOT_MET: Mark.GATE_FAILED}
    settled = (PrerequisiteState.NA, PrerequisiteState.NOT_IN_FORM)
    mark = marks.get(state, Mark.GATE_MET if state in settled else Mark.GATE_OPEN)
    return GateStanding(code, book.say(book.prerequisite_by_code[code].name), mark)


def _ribbon(
    book: Book, result: Result, opens: dict[str, Fraction], groups: tuple[GroupStanding, ...]
) -> tuple[GradeCell, ...]:
    cells = []
    for grade in reversed(book.form.grading):
        if result.grade == grade.code:
            reach = Reach.REACHED
        elif not grade.passes:
            reach = Reach.PLAIN
        elif result.complete:
            reach = Reach.OUT if _is_better(book.form, grade.code, result.grade) else Reach.PLAIN
        else:
            reach = Reach.IN_REACH if _can_reach(grade, result, opens, groups) else Reach.OUT
        cells.append(GradeCell(grade.code, book.say(grade.name), reach))
    return tuple(cells)


def _is_better(form: Form, code: str, than: str | None) -> bool:
    order = [grade.code for grade in form.grading]
    return than is None or order.index(code) < order.index(than)


def _can_reach(grade: Grade, result: Result, opens: dict[str, Fraction], groups: tuple[GroupStanding, ...]) -> bool:
    if Requirement.PREREQUISITES in grade.requires and any(
        entry.state is PrerequisiteState.NOT_MET for entry in result.prerequisites
    ):
        return False
    if Requirement.GROUP_FLOORS in grade.requires and any(group.is_unreachable for group in groups):
        return False
    least = grade.min_normalised
    if Requirement.TOTAL not in grade.requires or least is None or isinstance(least, ParameterRef):
        return True
    if result.total is None or not result.max_points:
        return True
    best = result.total + sum(opens.values(), Fraction(0))
    return best / result.max_points * _HUNDRED >= least


def _aim(form: Form, result: Result) -> Grade | None:
    passing = [grade for grade in form.grading if grade.passes]
    if result.grade is None or all(grade.code != result.grade for grade in passing):
        return passing[-1] if passing else None
    place = next(number for number, grade in enumerate(passing) if grade.code == result.grade)
    return passing[place - 1] if place else None


def _lifts(book: Book, result: Result) -> tuple[Lift, ...]:
    """List at most three: groups begun and short of their floor, open prerequisites, then groups not begun."""
    begun = _begun(book)
    short = [(group.code in begun, lift) for group in result.groups if (lift := _group_lift(book, group)) is not None]
    short.sort(key=lambda entry: -float(entry[1].points.removeprefix("+")))
    gates = []
    for blocked in result.blocking:
        kind, _, code = blocked.partition(":")
        if kind == "prerequisite":
            gates.append(Lift(code, f"{code} {book.say(book.prerequisite_by_code[code].name)}", ""))
    lifts = [lift for is_begun, lift in short if is_begun] + gates + [lift for is_begun, lift in short if not is_begun]
    if result.complete and book.form.normalisation is not Normalisation.NONE and "total" in result.blocking:
        lifts.append(Lift("", "", ""))
    return tuple(lifts[:3])


def _group_lift(book: Book, group: GroupResult) -> Lift | None:
    if group.floor is None or not group.max_points:
        return None
    needed = group.floor * group.max_points - group.points
    if needed <= 0:
        return None
    name = next(book.say(entry.name) for entry in book.form.groups if entry.code == group.code)
    return Lift(group.code, f"{group.code} {name}", f"+{plain(needed)}")
