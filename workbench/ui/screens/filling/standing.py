"""Where the assessment stands: grades in reach, groups against their floors, and what lifts it one grade."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from fractions import Fraction

from workbench.domain.figures import on_screen, plain
from workbench.domain.forms import Grade, Normalisation, Requirement
from workbench.domain.results import GroupResult, ItemState, PrerequisiteResult, PrerequisiteState, Result
from workbench.scoring.blocking import next_aim
from workbench.scoring.grade import FULFILLED, criteria_line, grades_of, is_below_star
from workbench.scoring.groups import figure_of, normalisation_of
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
class StarStanding:
    """The star requirements together: the star that all reach (None: not all judged), and which stand below the aim."""

    reached: int | None
    judged: int
    of: int
    below: tuple[GateStanding, ...]


@dataclass(frozen=True, slots=True)
class Lift:
    """One thing that lifts the unit to the aim: points of a group or clause, or (empty) a judgement to make."""

    code: str
    name: str
    points: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything the score panel shows.

    `needed` is the number of criteria the aim asks, "" where points are asked; `controls` counts the control items
    ("31/45") in a mode without points, "" otherwise.
    """

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
    stars: StarStanding | None = None
    needed: str = ""
    controls: str = ""


def stand(book: Book) -> Standing:
    """Draw up where an assessment stands."""
    result = book.result
    opens = _open_points(book)
    begun = _begun(book)
    groups = tuple(_group(book, group, opens, begun=group.code in begun) for group in result.groups)
    lost = (
        sum(
            (
                row.max_points - row.points
                for row in result.ledger
                if row.points is not None and row.points < row.max_points and not book.is_bonus(row.code)
            ),
            Fraction(0),
        )
        / book.form.total_formula.divisor
    )
    aim = _aim(book)
    best = _best(book, opens)
    return Standing(
        grades=_ribbon(book, best, groups),
        total=_total(book),
        most="" if result.max_points is None else plain(result.max_points),
        lost=plain(lost, 4 if book.form.total_formula.divisor == 1 else 2) if lost else "",
        open_items=sum(row.state.is_open for row in result.ledger),
        groups=groups,
        gates=tuple(_gate(book, code) for code in book.gates),
        aim=book.say(aim.name) if aim else "",
        lifts=_lifts(book, result, aim),
        is_complete=result.complete,
        share="" if not result.max_points or result.total is None
        else f"{on_screen(result.total / result.max_points * _HUNDRED)}%",
        stars=_stars(book, aim),
        needed=_needed(book, aim),
        controls=_controls(book) if result.total is None and not result.groups else "",
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
    return GateStanding(code, book.say(book.form.asked_by_code[code].name), mark)


def _total(book: Book) -> str:
    """Write the total; a quotient is shown with two places, but never as if it reached a line that it misses."""
    total = book.result.total
    if total is None:
        return "—"
    if book.form.total_formula.divisor == 1:
        return plain(total)
    lines = (grade.min_normalised for grade in book.form.grading)
    above = [line for line in lines if isinstance(line, Fraction) and line > total]
    return on_screen(total, min(above, default=None), 2)


def _needed(book: Book, aim: Grade | None) -> str:
    line = None if aim is None or Requirement.CRITERIA_COUNT not in aim.requires else criteria_line(aim, book.facts)
    return "" if line is None else plain(line)


def _controls(book: Book) -> str:
    met = sum(book.gate(code).state in FULFILLED for code in book.gates)
    return f"{met}/{len(book.gates)}"


def _stars(book: Book, aim: Grade | None) -> StarStanding | None:
    if not book.stars:
        return None
    found = [book.gate(code) for code in book.stars]
    levels = [int(entry.level) for entry in found if entry.level is not None]
    wanted = 1 if aim is None or aim.star is None else aim.star
    below = tuple(
        GateStanding(entry.code, book.say(book.form.asked_by_code[entry.code].name), _star_mark(entry, wanted))
        for entry in found
        if entry.level is None or int(entry.level) < wanted
    )
    return StarStanding(min(levels) if len(levels) == len(found) else None, len(levels), len(found), below)


def _star_mark(entry: PrerequisiteResult, wanted: int) -> Mark:
    if entry.level is None:
        return Mark.GATE_OPEN
    return Mark.GATE_FAILED if int(entry.level) < wanted else Mark.GATE_MET


def _ribbon(book: Book, best: Fraction | None, groups: tuple[GroupStanding, ...]) -> tuple[GradeCell, ...]:
    result, grades = book.result, grades_of(book.form, book.mode)
    order = [grade.code for grade in grades]
    cells = []
    for grade in reversed(grades):
        if result.grade == grade.code:
            reach = Reach.REACHED
        elif not grade.passes:
            reach = Reach.PLAIN
        elif result.complete:
            is_better = result.grade is None or order.index(grade.code) < order.index(result.grade)
            reach = Reach.OUT if is_better else Reach.PLAIN
        else:
            reach = Reach.IN_REACH if _can_reach(book, grade, best, groups) else Reach.OUT
        cells.append(GradeCell(grade.code, book.say(grade.name), reach))
    return tuple(cells)


def _best(book: Book, opens: dict[str, Fraction]) -> Fraction | None:
    """Give the most that the total can still become; None in a mode without points."""
    if book.result.total is None:
        return None
    most = Fraction(0)
    caps = {group.code: group.cap for group in book.groups if group.bonus}
    for group in book.result.groups:
        points = group.points + opens.get(group.code, Fraction(0))
        most += min(points, caps.get(group.code) or points)
    formula = book.form.total_formula
    failed = any(book.gate(code).state is PrerequisiteState.NOT_MET for code in book.gates)
    return (most + (Fraction(0) if failed else formula.prerequisite_points)) / formula.divisor


def _can_reach(book: Book, grade: Grade, best: Fraction | None, groups: tuple[GroupStanding, ...]) -> bool:
    gates = (book.gate(code).state for code in book.gates)
    if Requirement.PREREQUISITES in grade.requires and PrerequisiteState.NOT_MET in gates:
        return False
    if Requirement.GROUP_FLOORS in grade.requires and any(group.is_unreachable for group in groups):
        return False
    stars = (book.gate(code) for code in book.stars)
    judged_below = (is_below_star(entry, grade) for entry in stars if entry.level is not None)
    if Requirement.STAR_REQUIREMENTS in grade.requires and any(judged_below):
        return False
    count = criteria_line(grade, book.facts) if Requirement.CRITERIA_COUNT in grade.requires else None
    if count is not None and best is not None and best < count:
        return False
    return Requirement.TOTAL not in grade.requires or _reaches_total(book, grade, best)


def _reaches_total(book: Book, grade: Grade, best: Fraction | None) -> bool:
    values = {parameter.key: parameter.default for parameter in book.form.parameters if parameter.default is not None}
    values.update({key: Fraction(held.value) for key, held in book.parameters.items() if held.value})
    line, most = figure_of(grade.min_normalised, values), book.result.max_points
    if line is None or best is None or not most:
        return True
    is_total = normalisation_of(book.form, book.mode) is Normalisation.TOTAL
    return (best if is_total else best / most * _HUNDRED) >= line


def _aim(book: Book) -> Grade | None:
    grades = grades_of(book.form, book.mode)
    return next_aim(grades, next((grade for grade in grades if grade.code == book.result.grade), None))


def _lifts(book: Book, result: Result, aim: Grade | None) -> tuple[Lift, ...]:
    """List at most three: groups begun and short of their floor, open conditions, then groups not begun."""
    begun = _begun(book)
    floors = aim is not None and Requirement.GROUP_FLOORS in aim.requires
    listed = result.groups if floors else ()
    short = [(group.code in begun, lift) for group in listed if (lift := _group_lift(book, group)) is not None]
    short.sort(key=lambda entry: -float(entry[1].points.removeprefix("+")))
    gates = []
    for blocked in result.blocking:
        kind, _, code = blocked.partition(":")
        if kind in ("prerequisite", "requirement"):
            is_judged = kind == "requirement" and book.gate(code).level is not None
            deed = book.say(aim.name) if is_judged and aim is not None else ""
            gates.append(Lift(code, f"{code} {book.say(book.form.asked_by_code[code].name)}", deed))
    lifts = [lift for is_begun, lift in short if is_begun] + gates + [lift for is_begun, lift in short if not is_begun]
    if result.complete and "total" in result.blocking:
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
