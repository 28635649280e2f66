"""The furniture of the filling screen: what stands where, at every width of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.ui.facts import OpenAssessment
from workbench.ui.frame import NARROW, Screen, Surroundings
from workbench.ui.screens.filling.book import Book
from workbench.ui.screens.filling.clause_list import ClauseList
from workbench.ui.screens.filling.delegate import section_names
from workbench.ui.screens.filling.evidence_pane import EvidencePane
from workbench.ui.screens.filling.go_to import GoTo
from workbench.ui.screens.filling.model import ClauseModel
from workbench.ui.screens.filling.rows import SectionRow
from workbench.ui.screens.filling.score_sheet import ScoreStrip
from workbench.ui.screens.filling.sections import Sections
from workbench.ui.screens.filling.side import ScorePanel
from workbench.ui.screens.filling.subject_panel import SubjectPanel
from workbench.ui.screens.filling.why_panel import WhyPanel
from workbench.ui.thumbnails import Thumbnails
from workbench.ui.widgets.buttons import Button, IconButton, SearchButton
from workbench.ui.widgets.fields import ChoiceBox, FindField
from workbench.ui.widgets.tabs import TabBar

TYPING_MS = 400
MOVE_ON_MS = 150
_WIDE = 1180
_FOLDED = 44


class FillingDesk(Screen):
    """Sections, list and score; a narrow window keeps the list, a strip for the score and a box for the sections."""

    def __init__(self, around: Surroundings, opened: OpenAssessment, book: Book) -> None:
        super().__init__(around)
        self.opened = opened
        self.thumbnails = Thumbnails(around.workspace.evidence, around.tasks, self)
        self._create_tools(read_only=opened.read_only)
        self._create_columns()
        self._lay_out()
        self.say_head(book)

    def say_head(self, book: Book) -> None:
        """Say who is assessed by what, when, by whom, and in which mode."""
        opened = self.opened
        tag = book.say(book.form.short_name) or book.say(book.form.title)
        if book.form.has_constructed_items:
            tag = self.tr("{0} · 工作台自拟").format(tag)
        facts = self.tr("现场核验 {0} · {1}").format(opened.visit.isoformat(), self.tr("、").join(opened.team))
        if book.mode is not None:
            facts = f"{facts} · {book.say(book.mode.name)}"
        if opened.read_only:
            facts = self.tr("{0} · 已冻结，只能看").format(facts)
        self.head.say(opened.unit_name, facts, tag)

    def _create_tools(self, *, read_only: bool) -> None:
        self.undo_button = IconButton("arrow-back-up", self.tr("撤销 Ctrl+Z"))
        self.redo_button = IconButton("arrow-forward-up", self.tr("重做 Ctrl+Y"))
        self.search = SearchButton(self.tr("找单位或条文"), "Ctrl K")
        self._subject_words = self.tr("单位属性")
        self._finish_words = self.tr("报告") if read_only else self.tr("完成")
        self.finish_button = Button(self._finish_words, key="F9")
        self.subject_button = Button(self._subject_words, key="F4")
        self.section_box = ChoiceBox(self.tr("章节"))
        self.section_box.setFixedWidth(132)
        self.section_box.hide()
        self.jump = GoTo(self)
        self.jump.hide()
        self.typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self.moving_on = QTimer(self, singleShot=True, interval=MOVE_ON_MS)

    def _create_columns(self) -> None:
        self.sections = Sections()
        names = (self.tr("全部"), self.tr("未判"), self.tr("失分"), self.tr("标记"), self.tr("缺佐证"))
        self.tabs = TabBar(names)
        self.find_field = FindField(self.tr("在条文中查找"), "Ctrl F")
        self.tabs.add_right(self.find_field)
        self.model = ClauseModel(self)
        self.list = ClauseList(self.model)
        self.pane = EvidencePane(self.thumbnails)
        self.pane.hide()
        self.score = ScorePanel(self.thumbnails)
        self.why = WhyPanel()
        self.subject = SubjectPanel()
        self.strip = ScoreStrip()
        self.strip.hide()

    def _lay_out(self) -> None:
        for tool in (
            self.undo_button,
            self.redo_button,
            self.search,
            self.section_box,
            self.subject_button,
            self.finish_button,
        ):
            self.head.add(tool)
        self.column.addWidget(self.strip)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        self.add_messages(column)
        column.addWidget(self.list, 2)
        column.addWidget(self.pane, 3)
        self.middle = middle
        self.side = QStackedWidget()
        self.side.addWidget(self.score)
        self.side.addWidget(self.why)
        self.side.addWidget(self.subject)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for widget in (self.sections, middle, self.side):
            self.splitter.addWidget(widget)
        self.splitter.setStretchFactor(1, 1)
        self.sections.setMinimumWidth(_FOLDED)
        self.sections.setMaximumWidth(280)
        self.side.setMinimumWidth(260)
        self.side.setMaximumWidth(400)
        self.column.addWidget(self.splitter, 1)
        self.splitter.splitterMoved.connect(self._on_splitter_moved)
        self._set_widths()

    def _set_widths(self) -> None:
        settings = self.around.settings
        sections, score = settings.width_of("sections", 212), settings.width_of("score", 300)
        self.splitter.setSizes([sections, max(self.width() - sections - score, 300), score])

    def _on_splitter_moved(self, _position: int, _index: int) -> None:
        if self.sections.width() > _FOLDED:
            self.around.settings.keep_width("sections", self.sections.width())
        self.around.settings.keep_width("score", self.side.width())

    def show_sections(self, rows: tuple[SectionRow, ...]) -> None:
        """Draw the sections line, and the box that takes its place in a narrow window."""
        names = section_names()
        self.sections.show_rows(rows, names)
        if not self.is_narrow:
            return
        self.section_box.blockSignals(True)
        self.section_box.clear()
        for row in rows:
            name = names.get(row.code) or f"{row.code} {row.name}"
            self.section_box.addItem(name, row.code)
            if row.is_current:
                self.section_box.setCurrentIndex(self.section_box.count() - 1)
        self.section_box.blockSignals(False)

    @property
    def shows_why(self) -> bool:
        """Whether F1 or F2 has taken the score's place."""
        return self.side.currentWidget() is self.why

    @property
    def shows_subject(self) -> bool:
        """Whether the facts about the unit have taken the score's place."""
        return self.side.currentWidget() is self.subject

    @override
    def swap_side(self) -> None:
        self.side.setVisible(not self.side.isVisible())
        if self.is_narrow:
            self.middle.setVisible(not self.side.isVisible())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show what there is room for."""
        width = self.window().width()
        narrow = width < NARROW
        self.strip.setVisible(narrow)
        self.sections.setVisible(not narrow)
        self.section_box.setVisible(narrow)
        self.tabs.setVisible(not narrow)
        self.undo_button.setVisible(not narrow)
        self.redo_button.setVisible(not narrow)
        self.search.setMaximumWidth(38 if narrow else 16777215)
        self.finish_button.set_words("" if narrow else self._finish_words, self._finish_words)
        instead = self.shows_why or self.shows_subject
        self.subject_button.set_words("" if narrow else self._subject_words, self._subject_words)
        self.side.setVisible(not narrow or instead)
        self.side.setMaximumWidth(16777215 if narrow else 400)
        self.middle.setVisible(not narrow or not instead)
        folded = not narrow and width < _WIDE
        self.sections.setMaximumWidth(_FOLDED if folded else 280)
        if not folded and not narrow:
            self._set_widths()
