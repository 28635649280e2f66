"""The filling screen: sections, clauses and score side by side, one clause open, everything by keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.ui.editors.measuring import EditorContext
from workbench.ui.facts import OpenAssessment, ParameterValue
from workbench.ui.frame import KeyHint, Screen, StatusFacts, Surroundings, sentence_of
from workbench.ui.screens.filling import answers, incoming
from workbench.ui.screens.filling.book import Book
from workbench.ui.screens.filling.clause_editor import ClauseEditor
from workbench.ui.screens.filling.clause_list import ClauseList
from workbench.ui.screens.filling.delegate import ROW_HEIGHT, columns
from workbench.ui.screens.filling.evidence_pane import EvidencePane
from workbench.ui.screens.filling.evidence_strip import EvidenceFacts
from workbench.ui.screens.filling.go_to import GoTo
from workbench.ui.screens.filling.model import ClauseModel, Shown
from workbench.ui.screens.filling.presenter import FillingPresenter
from workbench.ui.screens.filling.rows import Filter, HeadRow, head
from workbench.ui.screens.filling.score_sheet import ScoreStrip
from workbench.ui.screens.filling.sections import Sections
from workbench.ui.screens.filling.shared_inputs import shared_inputs
from workbench.ui.screens.filling.side import ScorePanel
from workbench.ui.screens.filling.why_panel import WhyPanel
from workbench.ui.thumbnails import Thumbnails
from workbench.ui.widgets.buttons import Button, IconButton, SearchButton
from workbench.ui.widgets.fields import FindField
from workbench.ui.widgets.tabs import TabBar
from workbench.ui.widgets.track import TrackStop, stop_of

_TYPING_MS = 400
_MOVE_ON_MS = 150
_WIDE, _MIDDLE = 1180, 900
_FOLDED = 44


class FillingScreen(Screen):
    """One assessment, being filled or read."""

    def __init__(self, around: Surroundings, opened: OpenAssessment) -> None:
        super().__init__(around)
        self._opened = opened
        keeper = around.services.keep_score(opened)
        book = Book(opened, keeper, around.language)
        self.presenter = FillingPresenter(
            self, book, around.workspace.assessments, around.workspace.evidence, around.tasks
        )
        self._thumbnails = Thumbnails(around.workspace.evidence, around.tasks, self)
        self._why: bool | None = None
        self._undone = ""
        self._came_from_finish = False
        self._create_widgets()
        self._lay_out()
        self._connect()
        self._make_shortcuts()
        self.setAcceptDrops(True)
        self.show_list()
        self._show_counts()
        self.show_saving()
        self._start()

    # --- building ---------------------------------------------------------------------------------

    def _create_widgets(self) -> None:
        form = self.presenter.book.form
        self.undo_button = IconButton("arrow-back-up", self.tr("撤销 Ctrl+Z"))
        self.redo_button = IconButton("arrow-forward-up", self.tr("重做 Ctrl+Y"))
        self.search = SearchButton(self.tr("找单位或条文"), "Ctrl K")
        read_only = self.presenter.read_only
        self.finish_button = Button(self.tr("报告") if read_only else self.tr("完成"), key="F9")
        self.sections = Sections()
        names = (self.tr("全部"), self.tr("未判"), self.tr("失分"), self.tr("标记"), self.tr("缺佐证"))
        self.tabs = TabBar(names)
        self.find_field = FindField(self.tr("在条文中查找"), "Ctrl F")
        self.tabs.add_right(self.find_field)
        self.model = ClauseModel(self)
        self.list = ClauseList(self.model)
        self.pane = EvidencePane(self._thumbnails)
        self.pane.hide()
        self.score = ScorePanel(self._thumbnails)
        self.why = WhyPanel()
        self.strip = ScoreStrip()
        self.strip.hide()
        self.jump = GoTo(self)
        self.jump.hide()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._moving_on = QTimer(self, singleShot=True, interval=_MOVE_ON_MS)
        tag = self.presenter.book.say(form.short_name) or self.presenter.book.say(form.title)
        if form.has_constructed_items:
            tag = self.tr("{0} · 工作台自拟").format(tag)
        team = self.tr("、").join(self._opened.team)
        self.head.say(
            self._opened.unit_name,
            self.tr("现场核验 {0} · {1}").format(self._opened.visit.isoformat(), team),
            tag,
        )

    def _lay_out(self) -> None:
        for tool in (self.undo_button, self.redo_button, self.search, self.finish_button):
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
        self.side = QStackedWidget()
        self.side.addWidget(self.score)
        self.side.addWidget(self.why)
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
        self._set_widths()

    def _set_widths(self) -> None:
        settings = self.around.settings
        sections, score = settings.width_of("sections", 212), settings.width_of("score", 300)
        self.splitter.setSizes([sections, max(self.width() - sections - score, 300), score])

    def _connect(self) -> None:
        presenter = self.presenter
        self.list.focus_wanted.connect(presenter.go_to)
        self.list.move_wanted.connect(presenter.move)
        self.list.key_wanted.connect(self._on_key)
        self.list.paste_wanted.connect(self._on_paste)
        self.tabs.chosen.connect(self._on_narrowed)
        self.find_field.textChanged.connect(self._on_narrowed)
        self.find_field.returnPressed.connect(self.list.setFocus)
        self.sections.section_wanted.connect(presenter.go_to_section)
        self.score.sheet.code_wanted.connect(self._on_code_wanted)
        self.score.sheet.why_wanted.connect(self._on_why)
        self.score.evidence_wanted.connect(self._open_pane)
        self.score.add_wanted.connect(self._on_add)
        self.why.closed.connect(self._close_why)
        self.pane.closed.connect(self._close_pane)
        self.pane.add_wanted.connect(self._on_add)
        self.pane.paste_wanted.connect(self._on_paste)
        self.pane.remove_wanted.connect(self._on_remove)
        self.undo_button.clicked.connect(self._on_undo)
        self.redo_button.clicked.connect(self._on_redo)
        self.search.clicked.connect(self._on_search)
        self.finish_button.clicked.connect(self._on_finish)
        self.splitter.splitterMoved.connect(self._on_splitter_moved)
        self._typing.timeout.connect(presenter.settle)
        self._moving_on.timeout.connect(self._on_move_on)
        self.jump.chosen.connect(self._on_jump)

    def _make_shortcuts(self) -> None:
        pairs: tuple[tuple[str, Callable[[], object]], ...] = (
            ("F1", self._on_text),
            ("F2", self._on_why),
            ("F6", self._on_toggle_score),
            ("F7", self._on_toggle_sections),
            ("F8", self._on_next_open),
            ("F9", self._on_finish),
            ("Ctrl+J", self._on_jump_wanted),
            ("Ctrl+F", self.find_field.setFocus),
            ("Ctrl+Z", self._on_undo),
            ("Ctrl+Y", self._on_redo),
            ("Ctrl+Shift+Z", self._on_redo),
            ("Ctrl+Up", self._on_section_up),
            ("Ctrl+Down", self._on_section_down),
            ("Ctrl+Tab", self._on_next_area),
            ("Ctrl+Shift+Tab", self._on_previous_area),
        )
        for keys, slot in pairs:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _start(self) -> None:
        codes = self.presenter.book.codes
        first = next((code for code in codes if self.presenter.clause(code).is_open), codes[0] if codes else "")
        self.presenter.go_to(first)

    # --- what the presenter tells -----------------------------------------------------------------

    def show_list(self) -> None:
        """Lay the list out anew."""
        self.list.forget_editor()
        rows = [row if isinstance(row, HeadRow) else self._shown(row) for row in self.presenter.layout()]
        self.model.show_rows(rows)
        if self.tabs.current != self.presenter.filter:
            self.tabs.tabs[self.presenter.filter].setChecked(True)

    def _shown(self, code: str) -> Shown:
        book = self.presenter.book
        row, entry = self.presenter.clause(code), book.entry(code)
        if entry.get("na") is True:
            return Shown(row, row.note)
        return Shown(row, answers.in_words(book.node(code).rule, entry.get("value"), self._context()))

    def _context(self, code: str = "") -> EditorContext:
        book = self.presenter.book
        shared = shared_inputs(book.node(code), book.responses, book.form.items) if code else {}
        parameters = {key: value.value for key, value in book.parameters.items()}
        sources = {key: value.source for key, value in book.parameters.items()}
        return EditorContext(book.form, book.language, parameters, sources, shared)

    def show_clause(self, code: str) -> None:
        """Repaint what a change of one clause touched."""
        book = self.presenter.book
        if code not in book.codes:
            for other in book.codes:
                self.model.replace(self._shown(other))
        else:
            self.model.replace(self._shown(code))
            if not book.is_gate(code):
                item = book.form.item_by_code[code]
                group = next(entry for entry in book.form.groups if entry.code == item.group)
                self.model.replace_head(head(book, group, item.subgroup))
            for gate in book.prerequisite_by_code:
                self.model.replace(self._shown(gate))
        if self.list.editor is not None and self.list.editor.code == code:
            self.list.editor.show_entry(book.entry(code), read_only=self.presenter.read_only)
        self._show_counts()
        self._show_evidence()
        if self._why is not None:
            self._explain()

    def _show_counts(self) -> None:
        standing = self.presenter.standing()
        self.score.sheet.show_standing(standing)
        self.strip.show_standing(standing)
        self.tabs.show_counts(self.presenter.counts())
        self.sections.show_rows(self.presenter.sections(), self.tr("前置条件"))

    def show_focus(self, code: str) -> None:
        """Open another clause."""
        self._moving_on.stop()
        if not code:
            self.list.open_row("", None)
            return
        editor = self._make_editor(code)
        self.list.open_row(code, editor)
        self.sections.show_rows(self.presenter.sections(), self.tr("前置条件"))
        self._show_evidence()
        if self._why is not None:
            self._explain()
        if not self.pane.isVisible() and not self.find_field.hasFocus() and not editor.take_focus():
            self.list.setFocus()
        self.status_changed.emit()

    def _make_editor(self, code: str) -> ClauseEditor:
        at = columns(max(self.list.viewport().width(), 300))
        left = int(at.name if at.answer_width else at.code)
        editor = ClauseEditor(self.presenter.book.node(code), self._context(code), top=ROW_HEIGHT, left=left)
        editor.show_entry(self.presenter.book.entry(code), read_only=self.presenter.read_only)
        editor.answered.connect(self._on_answered)
        editor.aside_told.connect(self._on_aside)
        editor.taken_up.connect(self._on_taken_up)
        editor.note_edited.connect(self._on_note)
        editor.parameter_edited.connect(self._on_parameter)
        editor.settled.connect(self._on_settled)
        editor.left.connect(self._on_left)
        return editor

    def show_saving(self) -> None:
        """Say what is safe."""
        self.undo_button.setEnabled(self.presenter.can_undo)
        self.redo_button.setEnabled(self.presenter.can_redo)
        self.status_changed.emit()

    def show_refused(self, code: str, error: Exception) -> None:
        """Say beside the clause (or, when it is not open, as a banner) why something was declined."""
        if self.list.editor is not None and self.list.editor.code == code:
            self.list.editor.refuse(sentence_of(self.around.services, error))
        else:
            self.around.refuse(error, f"clause-{code}")

    def _show_evidence(self) -> None:
        code, book = self.presenter.focus, self.presenter.book
        if not code:
            return
        rows, demands = book.evidence.get(code, ()), book.demands(code)
        row = self.presenter.clause(code)
        judged, read_only = not row.is_open and not row.is_aside, self.presenter.read_only
        title = self.tr("{0} 的佐证").format(code)
        facts = EvidenceFacts(rows, demands, is_judged=judged, read_only=read_only)
        self.score.show_evidence(title, facts)
        if self.pane.isVisible():
            self.pane.show_files(facts)

    # --- editing ----------------------------------------------------------------------------------

    def _on_answered(self, value: object, typing: bool) -> None:  # noqa: FBT001 -- a signal's second argument
        self._undone = ""
        self.presenter.answer(self.presenter.focus, value, typing=typing)
        if typing:
            self._typing.start()

    def _on_aside(self, reason: str, proof: bool) -> None:  # noqa: FBT001 -- a signal's second argument
        self.presenter.set_aside(self.presenter.focus, reason, proof=proof)
        self.list.setFocus()

    def _on_taken_up(self) -> None:
        self.presenter.take_up(self.presenter.focus)
        self.list.setFocus()

    def _on_note(self, note: str, typing: bool) -> None:  # noqa: FBT001 -- a signal's second argument
        if note != str(self.presenter.book.entry(self.presenter.focus).get("note") or ""):
            self.presenter.write_note(self.presenter.focus, note, typing=typing)
        if typing:
            self._typing.start()
        else:
            self.presenter.settle()

    def _on_parameter(self, value: object) -> None:
        if isinstance(value, ParameterValue):
            self.presenter.enter_parameter(value, typing=True)
            self._typing.start()
            if self.list.editor is not None:
                self.list.editor.editor.context = self._context(self.presenter.focus)
                self.list.editor.editor.show_value(self.presenter.book.entry(self.presenter.focus).get("value"))

    def _on_settled(self) -> None:
        if self.around.settings.moves_on:
            self._moving_on.start()

    def _on_move_on(self) -> None:
        self.presenter.move(1)

    def _on_left(self, step: int) -> None:
        self.presenter.settle()
        if step:
            self.presenter.move(step)
        else:
            self.list.setFocus()

    def _on_key(self, name: str) -> None:
        code = self.presenter.focus
        if not code:
            return
        if name == "space":
            self._open_pane()
        elif name == "f":
            self.presenter.toggle_flag(code)
        elif name == "c" and self.list.editor is not None and not self.presenter.read_only:
            self.list.editor.open_note()
        elif name == "delete" and self.presenter.book.entry(code):
            self.presenter.answer(code, None)

    def _on_undo(self) -> None:
        change = self.presenter.undo()
        if change is not None:
            self._undone = self.tr("已撤销 {0} · Ctrl+Y 重做").format(change.code)
            self.status_changed.emit()

    def _on_redo(self) -> None:
        self.presenter.redo()
        self._undone = ""
        self.status_changed.emit()

    # --- evidence ---------------------------------------------------------------------------------

    def _open_pane(self) -> None:
        if self.pane.isVisible():
            self._close_pane()
            return
        self.pane.show()
        self._show_evidence()
        QTimer.singleShot(0, self._settle_pane)
        self.status_changed.emit()

    def _settle_pane(self) -> None:
        self.list.keep_focus_visible()
        self.pane.strip.setFocus()

    def _close_pane(self) -> None:
        self.pane.hide()
        self.list.setFocus()
        self.status_changed.emit()

    def _on_paste(self) -> None:
        files = incoming.from_mime(QApplication.clipboard().mimeData())
        if files:
            self.presenter.add_evidence(self.presenter.focus, files)

    def _on_add(self) -> None:
        incoming.ask(self, self._on_files)

    def _on_files(self, paths: list[str]) -> None:
        self.presenter.add_evidence(self.presenter.focus, incoming.from_paths(paths))

    def _on_remove(self, evidence_id: str) -> None:
        self.presenter.remove_evidence(self.presenter.focus, evidence_id)
        self._undone = self.tr("已移除 1 份 · Ctrl+Z")
        self.status_changed.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.presenter.read_only and incoming.holds_files(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        files = incoming.from_mime(event.mimeData())
        if files and self.presenter.focus:
            self.presenter.add_evidence(self.presenter.focus, files)
            event.acceptProposedAction()

    # --- moving about -----------------------------------------------------------------------------

    def _on_narrowed(self, _what: object = None) -> None:
        self.presenter.narrow(Filter(self.tabs.current), self.find_field.text())

    def _on_code_wanted(self, code: str) -> None:
        if code in self.presenter.book.codes:
            self.presenter.go_to(code)
        else:
            self.presenter.go_to_section(code)

    def _on_next_open(self) -> None:
        if not self.presenter.next_open():
            self._undone = self.tr("全都判完了")
            self.status_changed.emit()

    def _on_jump_wanted(self) -> None:
        self.jump.open(self.presenter.matching, self.presenter.clause)

    def _on_jump(self, code: str) -> None:
        self.presenter.go_to(code)

    def _on_section_up(self) -> None:
        self.presenter.move_section(-1)

    def _on_section_down(self) -> None:
        self.presenter.move_section(1)

    def _on_search(self) -> None:
        self.wanted.emit("search", None)

    def _on_finish(self) -> None:
        self.presenter.settle()
        name = "report" if self.presenter.read_only else "finish"
        self.wanted.emit(name, self._opened.assessment_id)

    def _on_text(self) -> None:
        self._toggle_why(clause_first=True)

    def _on_why(self) -> None:
        self._toggle_why(clause_first=False)

    def _toggle_why(self, *, clause_first: bool) -> None:
        if self._why is clause_first:
            self._close_why()
            return
        self._why = clause_first
        self.side.show()
        self._explain()
        self.side.setCurrentWidget(self.why)

    def _explain(self) -> None:
        if not self.presenter.focus:
            return
        book, code = self.presenter.book, self.presenter.focus
        sentences = self.around.services.speech.explain(self._now(), book.result, code)
        self.why.explain(book, code, sentences, clause_first=bool(self._why))

    def _now(self) -> OpenAssessment:
        from dataclasses import replace

        book = self.presenter.book
        return replace(
            self._opened,
            responses=dict(book.responses),
            prerequisites=dict(book.prerequisites),
            parameters=dict(book.parameters),
        )

    def _close_why(self) -> None:
        self._why = None
        self.side.setCurrentWidget(self.score)
        self.side.setVisible(self.width() >= _MIDDLE)
        self.list.setFocus()

    def _on_toggle_score(self) -> None:
        self.side.setVisible(not self.side.isVisible())

    def _on_toggle_sections(self) -> None:
        self.sections.setVisible(not self.sections.isVisible())

    def _areas(self) -> list[QWidget]:
        areas: list[QWidget] = [self.finish_button, self.sections, self.list, self.pane.strip, self.tabs.tabs[0]]
        return [area for area in areas if area.isVisible()]

    def _walk(self, step: int) -> None:
        areas = self._areas()
        focused = QApplication.focusWidget()
        here = next((n for n, area in enumerate(areas) if _holds(area, focused)), 0)
        areas[(here + step) % len(areas)].setFocus()

    def _on_next_area(self) -> None:
        self._walk(1)

    def _on_previous_area(self) -> None:
        self._walk(-1)

    # --- frame ------------------------------------------------------------------------------------

    @override
    def status(self) -> StatusFacts:
        presenter = self.presenter
        at = TrackStop.SAVING if presenter.is_saving else stop_of(self._opened.delivery)
        keys: tuple[KeyHint, ...]
        if self.pane.isVisible():
            keys = (
                KeyHint("Esc", self.tr("回到列表")),
                KeyHint("← →", self.tr("换图")),
                KeyHint("Del", self.tr("移除")),
                KeyHint("Ctrl V", self.tr("粘贴")),
            )
        elif presenter.read_only:
            keys = (
                KeyHint("Enter", self.tr("下一条")),
                KeyHint("F2", self.tr("为什么")),
                KeyHint("F9", self.tr("报告")),
            )
        else:
            keys = (
                KeyHint("1–9", self.tr("选择")),
                KeyHint("N", self.tr("不适用")),
                KeyHint("Enter", self.tr("下一条")),
                KeyHint("F8", self.tr("下一未判")),
                KeyHint("F1", self.tr("条文")),
                KeyHint("Ctrl Z", self.tr("撤销")),
            )
        time = "" if presenter.saved_at is None else f"{presenter.saved_at:%H:%M:%S}"
        notes = (self._undone,) if self._undone else ()
        return StatusFacts(notes=notes, track=at, keys=keys, time=time)

    @override
    def take(self, argument: object) -> None:
        """Go to a clause the finish page named; Esc leads back there."""
        if isinstance(argument, str):
            self._came_from_finish = True
            self.presenter.go_to(argument)

    @override
    def go_back(self) -> bool:
        if self._came_from_finish:
            self._came_from_finish = False
            self.presenter.settle()
            self.wanted.emit("finish", None)
            return True
        return False

    @override
    def leave(self) -> None:
        self.presenter.settle()

    @override
    def focus_first(self) -> None:
        if self.list.editor is None or not self.list.editor.take_focus():
            self.list.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._escape():
            return
        super().keyPressEvent(event)

    def _escape(self) -> bool:
        if self._why is not None:
            self._close_why()
        elif self.find_field.hasFocus() or self.find_field.text():
            self.find_field.clear()
            self.list.setFocus()
        elif not self.list.hasFocus():
            self.list.setFocus()
        else:
            return False
        return True

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.width()
        narrow = width < _MIDDLE - 60
        self.strip.setVisible(narrow)
        self.side.setVisible(not narrow or self._why is not None)
        self.sections.setVisible(not narrow)
        self.head.tag.setVisible(not narrow)
        self.head.facts.setVisible(not narrow)
        self.tabs.setVisible(not narrow)
        folded = not narrow and width < _WIDE - 60
        self.sections.setMaximumWidth(_FOLDED if folded else 280)
        if not folded and not narrow:
            self._set_widths()

    def _on_splitter_moved(self, _position: int, _index: int) -> None:
        if self.sections.width() > _FOLDED:
            self.around.settings.keep_width("sections", self.sections.width())
        self.around.settings.keep_width("score", self.side.width())


def _holds(area: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (focused is area or area.isAncestorOf(focused))
