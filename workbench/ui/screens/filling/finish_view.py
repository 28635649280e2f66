"""The finish page: what is still open at the left, each line jumps; the conclusion and the next steps at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.results import ItemState
from workbench.ui import lettering, paint, theme
from workbench.ui.facts import Finished, FinishReport, OpenAssessment
from workbench.ui.frame import Screen, Surroundings, sentence_of
from workbench.ui.lettering import Hand
from workbench.ui.marks import Fullness, Mark
from workbench.ui.messages import Message, Tone
from workbench.ui.screens.filling.book import Book
from workbench.ui.screens.filling.finish_presenter import Chapter, FinishLine, FinishPresenter, lines
from workbench.ui.screens.filling.score_sheet import paint_ribbon
from workbench.ui.screens.filling.standing import Reach, Standing, stand
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Button, Rank
from workbench.ui.widgets.labels import Label, Panel, Rule
from workbench.ui.widgets.status_line import KeyHint, StatusFacts
from workbench.ui.widgets.table import Cell, Column, Line, Table
from workbench.ui.widgets.track import StepFacts, Steps, TrackStop

_COLUMNS = (Column("", 18), Column("", 48), Column(""), Column("", 150, is_right=True))
_MARKS = {
    Chapter.OPEN: Mark.OPEN,
    Chapter.GATES: Mark.GATE_OPEN,
    Chapter.EVIDENCE: Mark.EVIDENCE_MISSING,
    Chapter.CONTRADICTIONS: Mark.CHANGED,
    Chapter.LOST: Mark.LOST,
}


class Conclusion(QWidget):
    """Ribbon, total and share in 106 px."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: Standing | None = None
        self.setFixedHeight(106)

    def show_standing(self, facts: Standing) -> None:
        """Show where the assessment stands."""
        self._facts = facts
        self.setAccessibleName(self.tr("得分 {0}，满分 {1}，得分率 {2}").format(facts.total, facts.most, facts.share))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(308, 106)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._facts is None:
            return
        painter = QPainter(self)
        facts, right = self._facts, self.width() - 16.0
        heading = Hand(Role.NOTE, 500, "ink2")
        room = QRectF(16, 8, right - 16, 20)
        lettering.write(painter, room, self.tr("结论"), heading)
        if facts.open_items:
            lettering.write(painter, room, self.tr("未判 {0} 条").format(facts.open_items), heading, lettering.RIGHT)
        words = {Reach.IN_REACH: self.tr("还可达到")}
        paint_ribbon(painter, QRectF(16, 30, right - 16, 24), facts.grades, words)
        used = lettering.write(painter, QRectF(16, 60, 200, 42), facts.total, Hand(Role.DISPLAY, 700))
        lettering.write(painter, QRectF(16 + used + 7, 67, 90, 34), f"/ {facts.most}", Hand(Role.TEXT, 400, "ink2"))
        share = self.tr("得分率 {0}").format(facts.share)
        lettering.write(painter, QRectF(16, 67, right - 16, 34), share, Hand(Role.TEXT, 500), lettering.RIGHT)
        paint.hline(painter, 0, self.width(), 105, theme.colour("line"))


class FinishScreen(Screen):
    """What is left to do, and the way to the signed report."""

    def __init__(self, around: Surroundings, assessment_id: str) -> None:
        super().__init__(around)
        self.presenter = FinishPresenter(self, around.workspace.assessments, around.tasks, assessment_id)
        self._book: Book | None = None
        self.table = Table(self.tr("还没有完成的事"), _COLUMNS)
        self.table.say_empty(self.tr("没有要处理的了，可以签名出报告。"))
        self.conclusion = Conclusion()
        self._nearest = Label("", Hand(Role.TEXT), wrap=True)
        self.steps = Steps()
        self.sign = Button(self.tr("冻结并签名"), rank=Rank.MAIN, key="Ctrl Enter")
        self._why_not = Label("", Hand(Role.TEXT, 400, "ink2"), wrap=True)
        self.draft = Button(self.tr("看草稿报告"), icon="file-text")
        self.later = Button(self.tr("先存着，以后继续"))
        self.back = Button(self.tr("回到条文"), key="Esc")
        self._lay_out()
        self.table.opened.connect(self._on_opened)
        self.sign.clicked.connect(self.presenter.finish)
        self.draft.clicked.connect(self._on_draft)
        self.later.clicked.connect(self._on_later)
        self.back.clicked.connect(self.go_back)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.activated.connect(self.presenter.finish)

    def _lay_out(self) -> None:
        self.head.add(self.back)
        holder = QWidget()
        left = QVBoxLayout(holder)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        self.add_messages(left)
        left.addWidget(self.table, 1)
        self.divide(holder, self._make_side())

    def _make_side(self) -> QWidget:
        side = Panel("panel", "l")
        side.setFixedWidth(340)
        column = QVBoxLayout(side)
        column.setContentsMargins(1, 0, 0, 16)
        column.setSpacing(0)
        column.addWidget(self.conclusion)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 0)
        inner.setSpacing(8)
        inner.addWidget(self._nearest)
        inner.addWidget(Rule())
        inner.addWidget(Label(self.tr("接下来"), Hand(Role.NOTE, 500, "ink2")))
        inner.addWidget(self.steps)
        inner.addWidget(self._why_not)
        for button in (self.sign, self.draft, self.later):
            inner.addWidget(button)
        inner.addStretch(1)
        column.addLayout(inner, 1)
        return side

    # --- what the presenter tells -----------------------------------------------------------------

    def show_check(self, opened: OpenAssessment, report: FinishReport) -> None:
        """Show what is open."""
        book = Book(opened, self.around.services.keep_score(opened), self.around.language)
        self._book = book
        team = self.tr("、").join(opened.team)
        facts = self.tr("现场核验 {0} · {1}").format(opened.visit.isoformat(), team)
        self.head.say(opened.unit_name, facts, self.tr("完成"))
        lost = tuple(
            row.code
            for row in book.result.ledger
            if row.state is ItemState.SCORED and row.points is not None and row.points < row.max_points
        )
        self.table.show_lines(self._table_lines(lines(report, lost)))
        standing = stand(book)
        self.conclusion.show_standing(standing)
        self._nearest.set_text(self._nearest_words(standing))
        self._show_steps(opened, report)
        self.status_changed.emit()
        self.table.setFocus()

    def _table_lines(self, found: tuple[FinishLine, ...]) -> tuple[Line, ...]:
        out: list[Line] = []
        for chapter in Chapter:
            own = [line for line in found if line.chapter is chapter]
            if own:
                name, remark = self._chapter_words(chapter)
                out.append(Line(f"head-{chapter.value}", head=f"{name}\t{len(own)}", remark=remark, height=30))
                out += [self._line(line) for line in own]
        return tuple(out)

    def _line(self, line: FinishLine) -> Line:
        book = self._book
        name = book.say(book.node(line.code).name) if book and line.code in book.codes else ""
        cells = (
            Cell(mark=_MARKS[line.chapter]),
            Cell(line.code, Hand(Role.TEXT, 400, "ink3")),
            Cell(name or line.sentence, Hand(Role.BODY), rest=line.sentence if name else ""),
            Cell(self._deed(line), Hand(Role.TEXT, 400, "ink2")),
        )
        return Line(f"{line.chapter.value}/{line.code}", cells, height=33, data=line.code)

    def _chapter_words(self, chapter: Chapter) -> tuple[str, str]:
        return {
            Chapter.OPEN: (self.tr("未判"), self.tr("不是零分；有未判就不能得出结论")),
            Chapter.GATES: (self.tr("前置条件"), ""),
            Chapter.EVIDENCE: (self.tr("缺佐证"), self.tr("不拦你，报告里会照录")),
            Chapter.CONTRADICTIONS: (self.tr("前后不一"), self.tr("不拦你，报告里会照录")),
            Chapter.LOST: (self.tr("失分项"), self.tr("随报告送达")),
        }[chapter]

    def _deed(self, line: FinishLine) -> str:
        if line.chapter is Chapter.LOST and self._book is not None:
            row = self._book.row(line.code)
            lost = row.max_points - (row.points or 0)
            return f"−{float(lost):g}"
        return {
            Chapter.OPEN: self.tr("判定"),
            Chapter.GATES: self.tr("判定"),
            Chapter.EVIDENCE: self.tr("添加"),
            Chapter.CONTRADICTIONS: self.tr("对照"),
        }.get(line.chapter, "")

    def _nearest_words(self, standing: Standing) -> str:
        with_floor = [group for group in standing.groups if group.tick is not None]
        below = [group for group in with_floor if group.is_short or group.earned < (group.tick or 0)]
        if below:
            names = self.tr("、").join(f"{group.code} {group.name}" for group in below)
            return self.tr("还在下限之下：{0}").format(names)
        if not with_floor:
            return ""
        nearest = min(with_floor, key=lambda group: group.earned - (group.tick or 0))
        words = self.tr("各模块都在下限之上。最近的一个：{0} {1}，得分率 {2}，下限 {3}。")
        return words.format(nearest.code, nearest.name, nearest.share, nearest.floor.removeprefix("≥"))

    def _show_steps(self, opened: OpenAssessment, report: FinishReport) -> None:
        ready = report.can_finish
        left = self.presenter.must_settle
        remark = self.tr("必须项都判完了") if ready else self.tr("还有 {0} 处").format(left)
        self.steps.show_steps((
            StepFacts(self.tr("核对"), remark, Fullness.FULL if ready else Fullness.HALF, is_current=not ready),
            StepFacts(self.tr("冻结并签名"), self.tr("、").join(opened.team), Fullness.HOLLOW, is_current=ready),
            StepFacts(self.tr("出报告"), self.tr("不用联网"), Fullness.HOLLOW),
            StepFacts(self.tr("单位代表签收"), self.tr("纸上签，纸上印有本次哈希"), Fullness.HOLLOW),
        ))  # fmt: skip
        self.sign.setEnabled(ready)
        self._why_not.set_text("" if ready else self.tr("先处理左边 {0} 处必须项，再签名").format(left))
        self._why_not.setVisible(not ready)

    def show_finished(self, finished: Finished) -> None:
        """Go on to the report."""
        words = self.tr("已冻结并签名，哈希 {0}").format(finished.revision[:8].upper())
        self.wanted.emit("frozen", self.presenter.assessment_id)
        self.around.messages.show(Message(words, Tone.FINE, "finished"))

    def show_refused(self, error: Exception) -> None:
        """Say why not."""
        sentence = sentence_of(self.around.services, error)
        self.around.messages.show(Message(sentence, Tone.REFUSED, "finish"))

    # --- what the user does -----------------------------------------------------------------------

    def _on_opened(self, key: str) -> None:
        self.wanted.emit("clause", key.partition("/")[2])

    def _on_draft(self) -> None:
        self.wanted.emit("report", self.presenter.assessment_id)

    def _on_later(self) -> None:
        self.wanted.emit("today", None)

    @override
    def refresh(self) -> None:
        self.presenter.refresh()

    @override
    def focus_first(self) -> None:
        self.table.setFocus()

    @override
    def go_back(self) -> bool:
        self.wanted.emit("fill", None)
        return True

    @override
    def status(self) -> StatusFacts:
        keys = (
            KeyHint("↑ ↓", self.tr("换行")),
            KeyHint("Enter", self.tr("跳到这一条")),
            KeyHint("Esc", self.tr("回到条文")),
        )
        return StatusFacts(track=TrackStop.SAVED, keys=keys)
