"""The rows of the clause list, and which of them a filter shows."""

from __future__ import annotations

import enum
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from workbench.domain.figures import plain
from workbench.domain.forms import Group, Item, Prerequisite, StarRequirement
from workbench.domain.results import ItemState, PrerequisiteState, Reason
from workbench.domain.rules import RequiredLevel
from workbench.domain.texts import Text
from workbench.ui.marks import Fullness, Mark
from workbench.ui.screens.filling.book import Book

GATES = "gates"
STARS = "stars"
CHECKS = "checks"


class Filter(enum.IntEnum):
    """What the list is narrowed to; the order of the tabs."""

    ALL = 0
    OPEN = 1
    LOST = 2
    FLAGGED = 3
    NO_EVIDENCE = 4


@dataclass(frozen=True, slots=True)
class HeadRow:
    """A subgroup's head with its points so far."""

    code: str
    name: str
    earned: str
    most: str


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause as the list shows it."""

    code: str
    name: str
    check: str
    mark: Mark
    points: str
    most: str
    is_gate: bool
    is_open: bool
    is_lost: bool
    is_aside: bool
    evidence: int
    lacks_evidence: bool
    is_flagged: bool
    note: str
    reason: Reason
    stars: int | None = None
    """The star reached, for a star requirement that is judged."""


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One stop of the sections line; `level` 0 conditions without points, 1 group, 2 subgroup."""

    code: str
    name: str
    level: int
    done: int
    total: int
    how: Fullness
    is_lost: bool
    is_current: bool


_GATE_MARKS = {
    PrerequisiteState.MET: Mark.GATE_MET,
    PrerequisiteState.NOT_MET: Mark.GATE_FAILED,
    PrerequisiteState.NA: Mark.NOT_APPLICABLE,
    PrerequisiteState.NOT_IN_FORM: Mark.NOT_APPLICABLE,
}


def clause(book: Book, code: str) -> ClauseRow:
    """Draw up the row of a clause."""
    return _gate_row(book, code) if book.is_gate(code) else _item_row(book, code)


def _item_row(book: Book, code: str) -> ClauseRow:
    item, row = book.form.item_by_code[code], book.row(code)
    aside = row.state in (ItemState.NA, ItemState.NOT_IN_FORM)
    below = row.state is ItemState.SCORED and row.points is not None and row.points < row.max_points
    lost = below and not book.is_bonus(code)
    mark = Mark.NOT_APPLICABLE if aside else Mark.OPEN if row.state.is_open else Mark.LOST if lost else Mark.MET
    demands = () if aside or row.state.is_open else book.demands(code)
    return ClauseRow(
        code=code,
        name=book.say(item.name),
        check=book.say(item.check),
        mark=mark,
        points="" if row.points is None else plain(row.points),
        most=plain(row.max_points if not aside else item.points),
        is_gate=False,
        is_open=row.state.is_open,
        is_lost=lost,
        is_aside=aside,
        evidence=len(book.evidence.get(code, ())),
        lacks_evidence=any(not demand.is_met for demand in demands),
        is_flagged=code in book.flags,
        note=str(book.entry(code).get("note") or ""),
        reason=row.reason,
    )


def _gate_row(book: Book, code: str) -> ClauseRow:
    entry, found = book.form.asked_by_code[code], book.gate(code)
    state, is_star = found.state, isinstance(entry, StarRequirement)
    waits = isinstance(entry, Prerequisite) and isinstance(entry.rule, RequiredLevel)
    lacks = state is PrerequisiteState.UNDETERMINED and (is_star or waits)
    is_open = lacks or (state in (PrerequisiteState.OPEN, PrerequisiteState.UNDETERMINED) and not waits)
    aside = state in (PrerequisiteState.NA, PrerequisiteState.NOT_IN_FORM)
    demands = () if is_open or aside else book.demands(code)
    return ClauseRow(
        code=code,
        name=book.say(entry.name),
        check=book.say(entry.guidance if isinstance(entry, StarRequirement) else entry.check),
        mark=_GATE_MARKS.get(state, Mark.GATE_OPEN),
        points="",
        most="",
        is_gate=True,
        is_open=is_open,
        is_lost=state is PrerequisiteState.NOT_MET,
        is_aside=aside,
        evidence=len(book.evidence.get(code, ())),
        lacks_evidence=any(not demand.is_met for demand in demands),
        is_flagged=code in book.flags,
        note=str(book.entry(code).get("note") or ""),
        reason=Reason.MISSING_ATTRIBUTE if lacks else Reason.OK,
        stars=int(found.level) if is_star and found.level is not None else None,
    )


def passes(row: ClauseRow, wanted: Filter, text: str) -> bool:
    """Tell whether a row belongs into a filter and matches what was typed."""
    kept = _is_in(row, wanted)
    needle = unicodedata.normalize("NFKC", text).strip().casefold()
    return kept and (not needle or any(needle in part.casefold() for part in (row.code, row.name, row.check, row.note)))


def _is_in(row: ClauseRow, wanted: Filter) -> bool:
    return {
        Filter.ALL: True,
        Filter.OPEN: row.is_open,
        Filter.LOST: row.is_lost,
        Filter.FLAGGED: row.is_flagged,
        Filter.NO_EVIDENCE: row.lacks_evidence,
    }[wanted]


def counts(rows: tuple[ClauseRow, ...]) -> tuple[int, ...]:
    """Count what is behind each filter; under `ALL` conditions do not count as clauses where there are clauses."""
    clauses = sum(not row.is_gate for row in rows) or len(rows)
    narrowed = (wanted for wanted in Filter if wanted is not Filter.ALL)
    return (clauses, *(sum(_is_in(row, wanted) for row in rows) for wanted in narrowed))


def layout(book: Book, shown: frozenset[str]) -> tuple[HeadRow | str, ...]:
    """Lay out heads and codes in the order of the form; heads without a shown clause fall away."""
    out: list[HeadRow | str] = []
    for section, codes in ((GATES, book.gates), (STARS, book.stars)):
        out += _asked(section, codes, shown)
    for group in book.groups:
        for chapter in chapters(group):
            listed = [item.code for item in chapter.items if item.code in shown]
            if listed:
                out += [_head(book, chapter), *listed]
    return (*out, *_asked(CHECKS, book.checks, shown))


def _asked(section: str, codes: tuple[str, ...], shown: frozenset[str]) -> list[HeadRow | str]:
    listed = [code for code in codes if code in shown]
    return [HeadRow(section, "", "", ""), *listed] if listed else []


@dataclass(frozen=True, slots=True)
class Chapter:
    """A run of items under one head: a subgroup, or a group's items that belong to none."""

    code: str
    name: Text
    items: tuple[Item, ...]


def chapters(group: Group) -> tuple[Chapter, ...]:
    """Divide a group into its subgroups; what belongs to none stands under the group's own name."""
    declared = {entry.code for entry in group.subgroups}
    found = [
        Chapter(entry.code, entry.name, tuple(item for item in group.items if item.subgroup == entry.code))
        for entry in group.subgroups
    ]
    rest = tuple(item for item in group.items if item.subgroup not in declared)
    if rest:
        found.append(Chapter(group.code, group.name, rest))
    return tuple(found)


def head_of(book: Book, code: str) -> HeadRow:
    """Draw up the head above an item."""
    item = book.form.item_by_code[code]
    group = next(entry for entry in book.groups if entry.code == item.group)
    return _head(book, next(chapter for chapter in chapters(group) if item in chapter.items))


def _head(book: Book, chapter: Chapter) -> HeadRow:
    rows = [book.row(item.code) for item in chapter.items]
    judged = [row.points for row in rows if row.points is not None]
    return HeadRow(
        chapter.code,
        book.say(chapter.name),
        plain(sum(judged, Fraction(0))) if judged else "",
        plain(sum((row.max_points for row in rows), Fraction(0))),
    )


def sections(
    book: Book, drawn: Mapping[str, ClauseRow], focus: str, lost_groups: frozenset[str]
) -> tuple[SectionRow, ...]:
    """Draw up the sections line from the rows as drawn; the subgroups of the group in focus are unfolded."""
    out = [*_asked_section(drawn, GATES, book.gates, focus), *_asked_section(drawn, STARS, book.stars, focus)]
    here = None if book.is_gate(focus) or not focus else book.form.item_by_code[focus]
    for group in book.groups:
        is_here = here is not None and here.group == group.code
        codes = [item.code for item in group.items]
        unfolds = is_here and len(group.subgroups) > 1
        stop = _section(book, (group.code, book.say(group.name), 1), codes, is_lost=group.code in lost_groups)
        out.append(replace(stop, is_current=is_here and not unfolds))
        for subgroup in group.subgroups if unfolds else ():
            codes = [item.code for item in group.items if item.subgroup == subgroup.code]
            current = here is not None and here.subgroup == subgroup.code
            out.append(_section(book, (subgroup.code, book.say(subgroup.name), 2), codes, is_current=current))
    return (*out, *_asked_section(drawn, CHECKS, book.checks, focus))


def _asked_section(
    drawn: Mapping[str, ClauseRow], section: str, codes: tuple[str, ...], focus: str
) -> tuple[SectionRow, ...]:
    if not codes:
        return ()
    found = [drawn[code] for code in codes]
    done = sum(not row.is_open for row in found)
    failed = any(row.mark is Mark.GATE_FAILED for row in found)
    return (SectionRow(section, "", 0, done, len(found), _fullness(done, len(found)), failed, focus in codes),)


def _section(
    book: Book, what: tuple[str, str, int], codes: list[str], *, is_lost: bool = False, is_current: bool = False
) -> SectionRow:
    rows = [book.row(code) for code in codes]
    counted = [row for row in rows if row.state is not ItemState.NOT_IN_FORM]
    done = sum(not row.state.is_open for row in counted)
    code, name, level = what
    return SectionRow(code, name, level, done, len(counted), _fullness(done, len(counted)), is_lost, is_current)


def _fullness(done: int, total: int) -> Fullness:
    return Fullness.FULL if done == total else Fullness.HALF if done else Fullness.HOLLOW
