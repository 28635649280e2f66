"""The supervisor's desk: submissions oldest first, reasons to look, approve or return with a reason."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.figures import plain
from workbench.domain.results import Verdict
from workbench.domain.states import AssessmentState
from workbench.ui import typography
from workbench.ui.facts import ReviewOutcome, ReviewRow
from workbench.ui.frame import Screen, Surroundings, sentence_of
from workbench.ui.lettering import Hand
from workbench.ui.marks import Mark
from workbench.ui.messages import Message, Tone
from workbench.ui.places import city_of
from workbench.ui.screens.review.presenter import Pile, ReviewPresenter
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Button, Rank
from workbench.ui.widgets.fields import FindField
from workbench.ui.widgets.labels import Label, Notice, Panel, Rule
from workbench.ui.widgets.shortcuts import bind
from workbench.ui.widgets.status_line import KeyHint, StatusFacts
from workbench.ui.widgets.table import Cell, Column, Line, Table, TableHead
from workbench.ui.widgets.tabs import TabBar

_NOTE = Hand(Role.TEXT, 400, "ink2")


class ReviewScreen(Screen):
    """The queue."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._columns = (
            Column(self.tr("天数"), 34, is_right=True),
            Column(self.tr("单位")),
            Column(self.tr("表"), 84, is_spare=True),
            Column(self.tr("市"), 56, is_spare=True),
            Column(self.tr("结论"), 92),
            Column(self.tr("得分"), 96, is_right=True),
            Column(self.tr("值得看的理由"), 220, is_spare=True),
        )
        self.presenter = ReviewPresenter(self, around.workspace.reviews, around.tasks)
        self.tabs = TabBar((self.tr("待复核"), self.tr("值得看"), self.tr("退回待回"), self.tr("已通过")))
        self.find_field = FindField(self.tr("筛选单位、市、表"), "Ctrl F")
        self.table = Table(self.tr("待复核"), self._columns)
        self.table.say_empty(self.tr("这里没有要看的。收入批次以后，新到的评价会排在这里。"))
        self.take_in = Button(self.tr("收入批次"), icon="database-import")
        self._create_side()
        self.head.say(self.tr("复核"), self.tr("最久的在最上面"))
        self._lay_out()
        self._connect()

    def _create_side(self) -> None:
        self._name = Label("", Hand(Role.BODY, 700), wrap=True)
        self._facts = Label("", _NOTE, wrap=True)
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(4)
        self.reason = QPlainTextEdit()
        self.reason.setFont(typography.font(Role.TEXT))
        self.reason.setPlaceholderText(self.tr("退回的理由，评审员会看到"))
        self.reason.setAccessibleName(self.tr("退回的理由"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(84)
        self._notice = Notice()
        self.open = Button(self.tr("打开看"), key="Enter")
        self.approve = Button(self.tr("通过"), rank=Rank.MAIN, key="A")
        self.send_back = Button(self.tr("退回"), key="R")

    def _lay_out(self) -> None:
        self.head.add(self.take_in)
        self.tabs.add_right(self.find_field)
        holder = QWidget()
        left = QVBoxLayout(holder)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.tabs)
        self.add_messages(left)
        left.addWidget(TableHead(self._columns))
        left.addWidget(self.table, 1)
        self.divide(holder, self._make_side())

    def _make_side(self) -> QWidget:
        side = Panel("panel", "l")
        side.setFixedWidth(344)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(6)
        column.addWidget(self._name)
        column.addWidget(self._facts)
        column.addWidget(Rule())
        self._why = Label(self.tr("为什么值得看"), Hand(Role.NOTE, 500, "ink2"))
        column.addWidget(self._why)
        column.addLayout(self._reasons)
        column.addStretch(1)
        column.addWidget(self._notice)
        column.addWidget(self.reason)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.approve, self.send_back, self.open):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return side

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._on_narrowed)
        self.find_field.textChanged.connect(self._on_narrowed)
        self.find_field.returnPressed.connect(self.table.setFocus)
        self.table.chosen.connect(self.presenter.choose)
        self.table.opened.connect(self._on_opened)
        self.table.typed.connect(self._on_typed)
        self.open.clicked.connect(self._on_open)
        self.approve.clicked.connect(self.presenter.approve)
        self.send_back.clicked.connect(self._on_send_back)
        self.take_in.clicked.connect(self._on_take_in)
        bind(self, {"Ctrl+F": self.find_field.setFocus, "Ctrl+Return": self._on_reason_written})

    # --- what the presenter tells -----------------------------------------------------------------

    def show_queue(self, rows: tuple[ReviewRow, ...], counts: tuple[int, ...]) -> None:
        """Show a pile."""
        self.tabs.show_counts(counts)
        self.table.show_lines(tuple(self._line(row) for row in rows))
        if not rows:
            self.presenter.choose("")
        self.status_changed.emit()

    def _line(self, row: ReviewRow) -> Line:
        found = row.assessment
        passed = found.verdict is Verdict.PASS
        mark = Mark.MET if passed else Mark.FAILED if found.verdict is Verdict.FAIL else Mark.OPEN
        verdict = Hand(Role.TEXT, 400 if passed else 700, "ink" if passed else "fail")
        total = "—" if found.total is None else plain(found.total)
        most = "" if found.max_points is None else f"/ {plain(found.max_points)}"
        cells = (
            Cell(str(row.days), Hand(Role.TEXT, 700)),
            Cell(found.unit_name, Hand(Role.BODY)),
            Cell(found.form_name, _NOTE),
            Cell(city_of(found.region_name), _NOTE),
            Cell(found.grade_name or "—", verdict, mark=mark),
            Cell(total, Hand(Role.BODY, 500), rest=most),
            Cell("" if row.reasons else "—", _NOTE, tags=tuple((reason.icon, reason.tag) for reason in row.reasons)),
        )
        return Line(found.assessment_id, cells, height=36)

    def show_row(self, row: ReviewRow | None) -> None:
        """Show what is known of a submission."""
        while self._reasons.count():
            widget = self._reasons.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        can = self.presenter.can_decide
        for widget in (self.approve, self.send_back, self.reason):
            widget.setVisible(can)
        self.open.setVisible(row is not None)
        self._notice.say(None, "")
        self._why.setVisible(bool(row and row.reasons))
        if row is None:
            self._name.set_text(self.tr("没有选中"))
            self._facts.set_text("")
            return
        found = row.assessment
        self._name.set_text(found.unit_name)
        team = self.tr("、").join(found.team)
        visit = self.tr("{0} 现场").format(f"{found.visit:%m-%d}")
        self._facts.set_text(f"{found.form_name} · {visit} · {team}")
        for reason in row.reasons:
            self._reasons.addWidget(Label(reason.sentence, Hand(Role.TEXT), wrap=True))
        if not can:
            self._notice.say(*self._decided(found.state, found.reason))

    def _decided(self, state: AssessmentState, reason: str) -> tuple[Mark, str]:
        if state is AssessmentState.RETURNED:
            return Mark.LOST, self.tr("已退回：{0}").format(reason) if reason else self.tr("已退回")
        return Mark.MET, self.tr("已通过")

    def show_decided(self, outcome: ReviewOutcome) -> None:
        """Say that it is signed."""
        words = self.tr("已通过并签名") if outcome is ReviewOutcome.APPROVED else self.tr("已退回并签名")
        self.around.messages.show(Message(words, Tone.FINE, "review"))
        self.reason.clear()
        self.table.setFocus()

    def show_refused(self, error: Exception) -> None:
        """Say why not."""
        self._notice.refuse(sentence_of(self.around.services, error))

    def ask_reason(self) -> None:
        """Ask for the reason beside its field."""
        self.prefer_side(True)
        self._notice.refuse(self.tr("先写退回的理由，写好按 Ctrl+Enter 退回"))
        self.reason.setFocus()

    # --- what the user does -----------------------------------------------------------------------

    def _on_narrowed(self, _what: object = None) -> None:
        self.presenter.narrow(Pile(self.tabs.current), self.find_field.text().strip())

    def _on_opened(self, key: str) -> None:
        self.wanted.emit("open", key)

    def _on_open(self) -> None:
        if self.table.key:
            self.wanted.emit("open", self.table.key)

    def _on_typed(self, key: str) -> None:
        if key == "A":
            self.presenter.approve()
        elif key == "R":
            self._on_send_back()

    def _on_send_back(self) -> None:
        self.presenter.send_back(self.reason.toPlainText())

    def _on_reason_written(self) -> None:
        if self.reason.hasFocus():
            self._on_send_back()

    def _on_take_in(self) -> None:
        self.wanted.emit("batches", None)

    @override
    def refresh(self) -> None:
        self.presenter.refresh()

    @override
    def focus_first(self) -> None:
        self.table.setFocus()

    @override
    def go_back(self) -> bool:
        if self.table.hasFocus():
            return False
        self.table.setFocus()
        return True

    @override
    def status(self) -> StatusFacts:
        keys = (
            KeyHint("J K", self.tr("上下")),
            KeyHint("Enter", self.tr("打开")),
            KeyHint("A", self.tr("通过")),
            KeyHint("R", self.tr("退回")),
            KeyHint("Ctrl F", self.tr("筛选")),
        )
        return StatusFacts(notes=(self.tr("{0} 件，按天数").format(len(self.table.lines.lines)),), keys=keys)
