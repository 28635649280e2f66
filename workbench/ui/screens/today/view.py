"""The start page: what came back, what is begun, what is finished; at the right the departure check and the batches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.figures import plain
from workbench.domain.results import Verdict
from workbench.domain.states import AssessmentState
from workbench.ui import lettering, paint, theme
from workbench.ui.facts import AssessmentRow, BatchRow, CheckLine, Today
from workbench.ui.frame import Screen, Surroundings
from workbench.ui.lettering import Hand
from workbench.ui.marks import Mark
from workbench.ui.messages import Message, Tone
from workbench.ui.screens.today.presenter import TodayPresenter
from workbench.ui.sizes import file_size, grouped
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Button, Rank, SearchButton
from workbench.ui.widgets.labels import Label, Panel, Rule
from workbench.ui.widgets.status_line import KeyHint, StatusFacts
from workbench.ui.widgets.table import Cell, Column, Line, Table
from workbench.ui.widgets.track import TrackStyle, paint_track, stop_of, track_width

_COLUMNS = (
    Column("", 62),
    Column(""),
    Column("", 96, is_spare=True),
    Column("", 150, is_spare=True),
    Column("", 170),
    Column("", 96, is_spare=True),
    Column("", 52),
)
_NOTE = Hand(Role.TEXT, 400, "ink2")
_MORE = "more-"


class Checks(QWidget):
    """The departure check, a line each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[CheckLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: tuple[CheckLine, ...]) -> None:
        """Show these."""
        self._lines = lines
        self.setAccessibleName("; ".join(f"{line.name} {line.value}" for line in lines))
        self.setFixedHeight(28 * len(lines))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, line in enumerate(self._lines):
            top = 28.0 * number
            mark = Mark.MET if line.is_fine else Mark.LOST
            paint.mark(painter, QPointF(8, top + 14), mark, size=15)
            lettering.write(painter, QRectF(24, top, 120, 28), line.name, Hand(Role.TEXT))
            hand = _NOTE if line.is_fine else Hand(Role.TEXT, 500, "lost")
            lettering.write(painter, QRectF(110, top, self.width() - 110, 28), line.value, hand, lettering.RIGHT)


class BatchCards(QWidget):
    """The latest batches with their tracks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[BatchRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: tuple[BatchRow, ...]) -> None:
        """Show these."""
        self._rows = rows
        self.setAccessibleName("; ".join(row.number for row in rows))
        self.setFixedHeight(57 * len(rows))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(track_width(), 57 * len(self._rows))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, row in enumerate(self._rows):
            top = 57.0 * number
            name = self.tr("批次 {0}").format(row.number) if row.delivery is not None else self.tr("等封包")
            lettering.write(painter, QRectF(0, top + 4, 120, 24), name, Hand(Role.TEXT, 500))
            words = self.tr("{0} 次核验").format(row.assessments)
            if row.delivery is not None:
                words = f"{words} · {file_size(row.size)}"
            lettering.write(painter, QRectF(100, top + 4, self.width() - 100, 24), words, _NOTE, lettering.RIGHT)
            paint_track(painter, 0, top + 40, stop_of(row.delivery), TrackStyle("panel", 12))
            paint.hline(painter, 0, self.width(), top + 56, theme.colour("line"))


class TodayScreen(Screen):
    """The start page."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.presenter = TodayPresenter(self, around.workspace, around.tasks)
        self._today: Today | None = None
        self._go_on_at: int | None = None
        self.table = Table(self.tr("今日"), _COLUMNS)
        self.table.say_empty(self.tr("还没有评价。按 Ctrl+N 登记单位、开始一次核验。"))
        self.search = SearchButton(self.tr("找单位：名称、代码、拼音首字母"), "Ctrl K")
        self.new = Button(self.tr("新建"), rank=Rank.MAIN, icon="plus", key="Ctrl N")
        self.to_batches = Button(self.tr("封包与送出"), icon="package-export")
        self._checks, self._cards = Checks(), BatchCards()
        self._no_batches = Label(self.tr("还没有封过包。"), _NOTE)
        self._lay_out()
        self.table.opened.connect(self._on_opened)
        self.search.clicked.connect(self._on_search)
        self.new.clicked.connect(self._on_new)
        self.to_batches.clicked.connect(self._on_batches)

    def _lay_out(self) -> None:
        self.head.add(self.search)
        self.head.add(self.new)
        holder = QWidget()
        left = QVBoxLayout(holder)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        self.add_messages(left)
        left.addWidget(self.table, 1)
        side = Panel("panel", "l")
        side.setFixedWidth(300)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 10, 16, 16)
        column.setSpacing(6)
        column.addWidget(Label(self.tr("出发检查"), Hand(Role.NOTE, 500, "ink2")))
        column.addWidget(self._checks)
        column.addWidget(Rule())
        column.addWidget(Label(self.tr("批次"), Hand(Role.NOTE, 500, "ink2")))
        column.addWidget(self._no_batches)
        column.addWidget(self._cards)
        column.addSpacing(6)
        column.addWidget(self.to_batches)
        column.addStretch(1)
        self.divide(holder, side)

    def show_today(self, today: Today) -> None:
        """Show the day."""
        self._today = today
        person = self.around.workspace.person
        facts = [self._day(today.day), person.region, person.name]
        self.head.say(self.tr("今日"), " · ".join(part for part in facts if part))
        lines: list[Line] = []
        for name, key, rows in (
            (self.tr("退回"), "returned", today.returned),
            (self.tr("草稿"), "drafts", today.drafts),
            (self.tr("已完成"), "finished", today.finished),
            (self.tr("已封包、送出"), "sent", today.sent),
        ):
            if rows:
                lines += self._list(key, name, rows, max(today.totals.get(key, 0), len(rows)))
        self.table.show_lines(tuple(lines))
        if self._go_on_at is not None:  # the rest of a list begins where the line stood that asked for it
            self.table.setCurrentIndex(self.table.lines.index(self._go_on_at))
            self._go_on_at = None
        self._checks.show_lines(today.checks)
        self._cards.show_rows(today.batches)
        self._no_batches.setVisible(not today.batches)
        if today.returned:
            words = self.tr("退回 {0} 件：{1}").format(len(today.returned), today.returned[0].unit_name)
            reason = today.returned[0].reason
            sentence = f"{words}，{reason}" if reason else words
            self.around.messages.show(Message(sentence, Tone.LOOK, "returned"))
        else:
            self.around.messages.withdraw("returned")
        self._say_remedy(today.checks)
        self.status_changed.emit()

    def _list(self, key: str, name: str, rows: tuple[AssessmentRow, ...], total: int) -> Iterator[Line]:
        """Lay out one list; where it stops before its end, it says so and offers the rest."""
        is_whole = len(rows) == total
        words = self.tr("{0} 份") if is_whole else self.tr("前 {0} 份，共 {1} 份")
        yield Line(f"head-{key}", head=f"{name}\t{words.format(grouped(len(rows)), grouped(total))}", height=30)
        yield from map(self._line, rows)
        if not is_whole:
            more = self.tr("全部列出，还有 {0} 份").format(grouped(total - len(rows)))
            cells = [Cell() for _ in _COLUMNS]
            cells[1], cells[-1] = Cell(more, Hand(Role.TEXT, 500, "accent")), Cell(key="Enter")
            yield Line(f"{_MORE}{key}", tuple(cells), height=36)

    def _say_remedy(self, checks: tuple[CheckLine, ...]) -> None:
        remedy = next((line.remedy for line in checks if line.remedy and not line.is_fine), "")
        if remedy:
            self.around.messages.show(Message(remedy, Tone.LOOK, "check"))
        else:
            self.around.messages.withdraw("check")

    def _day(self, day: date) -> str:
        names = (
            self.tr("星期一"),
            self.tr("星期二"),
            self.tr("星期三"),
            self.tr("星期四"),
            self.tr("星期五"),
            self.tr("星期六"),
            self.tr("星期日"),
        )
        return self.tr("{0}年{1}月{2}日 {3}").format(day.year, day.month, day.day, names[day.weekday()])

    def _line(self, row: AssessmentRow) -> Line:
        mark, words = self._progress(row)
        saved = self.tr("{0} 存").format(f"{row.saved_at:%H:%M}") if row.saved_at else ""
        if row.state is not AssessmentState.DRAFT and row.state_name:
            saved = row.state_name
        cells = (
            Cell(f"{row.visit:%m-%d}", Hand(Role.BODY, 700)),
            Cell(row.unit_name, Hand(Role.BODY)),
            Cell(row.form_name, _NOTE),
            Cell(self.tr("现场核验 · {0} 人").format(len(row.team)), _NOTE),
            Cell(words, Hand(Role.TEXT), mark=mark),
            Cell(saved, _NOTE),
            Cell(key="Enter"),
        )
        return Line(row.assessment_id, cells, height=44)

    def _progress(self, row: AssessmentRow) -> tuple[Mark, str]:
        if row.verdict is not None and row.total is not None and row.judged == row.items:
            mark = Mark.MET if row.verdict is Verdict.PASS else Mark.FAILED
            return mark, f"{row.grade_name} {plain(row.total)}"
        if not row.judged:
            return Mark.OPEN, self.tr("未开始")
        return Mark.BEGUN, self.tr("填写中 {0}/{1}").format(row.judged, row.items)

    def _on_opened(self, key: str) -> None:
        if key.startswith(_MORE):
            self._go_on_at = self.table.currentIndex().row()
            self.presenter.list_all(key.removeprefix(_MORE))
        else:
            self.wanted.emit(self.presenter.room_for(key), key)

    def _on_search(self) -> None:
        self.wanted.emit("search", None)

    def _on_new(self) -> None:
        self.wanted.emit("units", "new")

    def _on_batches(self) -> None:
        self.wanted.emit("batches", None)

    @override
    def refresh(self) -> None:
        self.presenter.refresh()

    @override
    def focus_first(self) -> None:
        self.table.setFocus()

    @override
    def status(self) -> StatusFacts:
        keys = (
            KeyHint("Enter", self.tr("继续")),
            KeyHint("Ctrl N", self.tr("新建")),
            KeyHint("Ctrl K", self.tr("找单位")),
            KeyHint("Ctrl L", self.tr("锁上")),
        )
        waiting = (
            0 if self._today is None else sum(stop_of(row.delivery) < stop_of(None) + 3 for row in self._today.batches)
        )
        notes = (self.tr("全部已存本机"), self.tr("{0} 个批次待送达").format(waiting) if waiting else "")
        return StatusFacts(notes=tuple(note for note in notes if note), keys=keys)
