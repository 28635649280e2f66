"""What Ctrl+K lists: units, clauses of the assessment that is open, commands; each with where it leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from workbench.catalogue.sounding import SoundedTexts
from workbench.ui.facts import UnitRow, UnitsFound
from workbench.ui.lettering import Hand
from workbench.ui.sizes import grouped
from workbench.ui.typography import Role
from workbench.ui.widgets.table import Cell, Line

translate = QCoreApplication.translate
AT_MOST, UNITS_AT_MOST, CLAUSES_AT_MOST = 9, 5, 3
LINE_HEIGHT, HEAD_HEIGHT = 40, 26
_BODY, _NOTE = Hand(Role.BODY), Hand(Role.TEXT, 400, "ink2")


@dataclass(frozen=True, slots=True)
class Deed:
    """Where a result leads: a wish as `Screen.wanted` carries it; `again` is what Ctrl+Enter wishes instead."""

    wish: str
    argument: object = None
    again: tuple[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """A command that can be found by its name, its sounds and first letters."""

    name: str
    icon: str
    deed: Deed
    key: str = ""
    is_answer: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the assessment that is open."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Results:
    """The lines of the list, and what each does by its key."""

    lines: tuple[Line, ...]
    deeds: dict[str, Deed]

    @property
    def height(self) -> int:
        """How tall the list is."""
        return sum(line.height for line in self.lines)


def commands(text: str) -> tuple[Command, ...]:
    """Name everything that can be done from anywhere, what answers to the text first."""
    found = (
        Command(translate("Palette", "新单位"), "plus", Deed("units", "new"), "Ctrl N"),
        Command(translate("Palette", "今日"), "sun-high", Deed("today")),
        Command(translate("Palette", "单位台账"), "building-store", Deed("units")),
        Command(translate("Palette", "导入台账…"), "database-import", Deed("units", "import")),
        Command(translate("Palette", "导出台账…"), "download", Deed("units", "export")),
        Command(translate("Palette", "批次：封包与送出"), "package-export", Deed("batches")),
        Command(translate("Palette", "计划"), "layout-board", Deed("plan")),
        Command(translate("Palette", "设置"), "settings", Deed("settings")),
        Command(translate("Palette", "锁上"), "lock", Deed("lock"), "Ctrl L"),
    )
    if not text:
        return found
    answer = translate("Palette", "在台账里找“{0}”").format(text)
    return (Command(answer, "search", Deed("units", text), is_answer=True), *found)


def results(text: str, found: UnitsFound, clauses: Sequence[Clause]) -> Results:
    """Lay out what answers to a text: at most nine results, the units first."""
    lines: list[Line] = []
    deeds: dict[str, Deed] = {}
    units = found.rows[:UNITS_AT_MOST]
    if units:
        lines.append(_head("units", translate("Palette", "单位"), len(units), found.total))
    for unit in units:
        deeds[f"unit-{unit.unit_id}"] = _deed_of(unit)
        lines.append(_unit_line(unit))
    fitting = list(_fitting(text, clauses))
    shown = fitting[:CLAUSES_AT_MOST]
    if shown:
        lines.append(_head("clauses", translate("Palette", "条文"), len(shown), len(fitting)))
    for clause in shown:
        deeds[f"clause-{clause.code}"] = Deed("item", clause.code)
        cells = (Cell(clause.code, _BODY, icon="clipboard-list", rest=clause.name), Cell(), Cell(key="Enter"))
        lines.append(Line(f"clause-{clause.code}", cells, height=LINE_HEIGHT))
    kept = [one for one in commands(text) if one.is_answer or not text or _fits(text, one.name)]
    kept = kept[: AT_MOST - len(units) - len(shown)]
    if kept:
        lines.append(_head("commands", translate("Palette", "命令"), len(kept), len(kept)))
    for command in kept:
        deeds[command.name] = command.deed
        cells = (Cell(command.name, _BODY, icon=command.icon), Cell(command.key, _NOTE), Cell(key="Enter"))
        lines.append(Line(command.name, cells, height=LINE_HEIGHT))
    return Results(tuple(lines), deeds)


def _deed_of(unit: UnitRow) -> Deed:
    """Go on with a unit's draft, else start a visit of it; Ctrl+Enter starts one in any case."""
    start = ("units", unit)
    return Deed("fill", unit.draft, start) if unit.draft else Deed(*start, start)


def _unit_line(unit: UnitRow) -> Line:
    last = f"{unit.last:%Y-%m} {unit.last_grade}".strip() if unit.last else translate("Palette", "未评")
    hand = Hand(Role.TEXT, 500, "accent") if unit.draft else _NOTE
    rest = " · ".join(part for part in (unit.action_name, unit.region_name) if part)
    cells = (
        Cell(unit.name, _BODY, icon="building-store", rest=rest),
        Cell(translate("Palette", "有草稿") if unit.draft else last, hand),
        Cell(key="Enter"),
    )
    return Line(f"unit-{unit.unit_id}", cells, height=LINE_HEIGHT)


def _head(key: str, name: str, shown: int, total: int) -> Line:
    count = grouped(total)
    if shown < total:
        count = translate("Palette", "前 {0} 个，共 {1} 个").format(shown, grouped(total))
    return Line(f"head-{key}", head=f"{name}\t{count}", height=HEAD_HEIGHT)


def _fitting(text: str, clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Find clauses by code or name; nothing typed lists none."""
    words = text.split()
    if not words or not clauses:
        return
    texts = SoundedTexts((clause.code, clause.name) for clause in clauses)
    left = texts.every
    for word in words:
        left &= texts.fit(word).anywhere
    yield from reversed([clauses[number] for number in texts.numbers(left)])


def _fits(text: str, name: str) -> bool:
    texts = SoundedTexts([(name,)])
    return all(texts.fit(word).anywhere for word in text.split())
