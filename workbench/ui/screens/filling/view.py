"""The filling screen: one clause open, everything by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from workbench.ui.facts import OpenAssessment, ParameterValue
from workbench.ui.frame import StatusFacts, Surroundings, sentence_of
from workbench.ui.screens.filling import hints, incoming
from workbench.ui.screens.filling.book import Book
from workbench.ui.screens.filling.clause_editor import ClauseEditor
from workbench.ui.screens.filling.delegate import ROW_HEIGHT, columns
from workbench.ui.screens.filling.desk import FillingDesk
from workbench.ui.screens.filling.evidence_desk import EvidenceDesk
from workbench.ui.screens.filling.presenter import FillingPresenter
from workbench.ui.screens.filling.rows import Filter, HeadRow, head_of
from workbench.ui.screens.filling.words import context_of, shown
from workbench.ui.widgets.track import TrackStop, stop_of


class FillingScreen(FillingDesk):
    """One assessment, being filled or read."""

    def __init__(self, around: Surroundings, opened: OpenAssessment) -> None:
        book = Book(opened, around.services.keep_score(opened), around.language)
        super().__init__(around, opened, book)
        workspace = around.workspace
        self.presenter = FillingPresenter(self, book, workspace.assessments, workspace.evidence, around.tasks)
        self.evidence = EvidenceDesk(self, self.presenter, self._say)
        self._why: bool | None = None
        self._said = ""
        self._came_from_finish = False
        self._connect()
        self._make_shortcuts()
        self.setAcceptDrops(True)
        self.show_list()
        self._show_counts()
        self.show_saving()
        self._start()

    def _connect(self) -> None:
        presenter = self.presenter
        self.list.focus_wanted.connect(presenter.go_to)
        self.list.move_wanted.connect(presenter.move)
        self.list.key_wanted.connect(self._on_key)
        self.tabs.chosen.connect(self._on_narrowed)
        self.find_field.textChanged.connect(self._on_narrowed)
        self.find_field.returnPressed.connect(self.list.setFocus)
        self.sections.section_wanted.connect(presenter.go_to_section)
        self.section_box.activated.connect(self._on_section_box)
        self.score.sheet.code_wanted.connect(self._on_code_wanted)
        self.score.sheet.why_wanted.connect(self._on_why)
        self.why.closed.connect(self._close_why)
        self.undo_button.clicked.connect(self._on_undo)
        self.redo_button.clicked.connect(self._on_redo)
        self.search.clicked.connect(self._on_search)
        self.finish_button.clicked.connect(self._on_finish)
        self.typing.timeout.connect(presenter.settle)
        self.moving_on.timeout.connect(self._on_move_on)
        self.jump.chosen.connect(presenter.go_to)

    def _make_shortcuts(self) -> None:
        pairs: tuple[tuple[str, Callable[[], object]], ...] = (
            ("F1", self._on_text),
            ("F2", self._on_why),
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
        rows = [row if isinstance(row, HeadRow) else shown(self.presenter, row) for row in self.presenter.layout()]
        self.model.show_rows(rows)
        if self.tabs.current != self.presenter.filter:
            self.tabs.tabs[self.presenter.filter].setChecked(True)

    def show_clause(self, code: str) -> None:
        """Repaint what a change of one clause touched."""
        book = self.presenter.book
        touched = (code, *book.prerequisite_by_code) if code in book.codes else book.codes
        for other in touched:
            self.model.replace(shown(self.presenter, other))
        if code in book.form.item_by_code:
            self.model.replace_head(head_of(book, code))
        if self.list.editor is not None and self.list.editor.code == code:
            self.list.editor.show_entry(book.entry(code), read_only=self.presenter.read_only)
        self._show_counts()
        self.evidence.show_focus()
        self._explain()

    def _show_counts(self) -> None:
        standing = self.presenter.standing()
        self.score.sheet.show_standing(standing)
        self.strip.show_standing(standing)
        self.tabs.show_counts(self.presenter.counts())
        self.show_sections(self.presenter.sections())

    def show_focus(self, code: str) -> None:
        """Open another clause."""
        self.moving_on.stop()
        if not code:
            self.list.open_row("", None)
            return
        editor = self._make_editor(code)
        self.list.open_row(code, editor)
        self.show_sections(self.presenter.sections())
        self.evidence.show_focus()
        self._explain()
        if not self.evidence.is_open and not self.find_field.hasFocus() and not editor.take_focus():
            self.list.setFocus()
        self.status_changed.emit()

    def _make_editor(self, code: str) -> ClauseEditor:
        at = columns(max(self.list.viewport().width(), 300))
        left = int(at.name if at.answer_width else at.code)
        editor = ClauseEditor(
            self.presenter.book.node(code), context_of(self.presenter.book, code), top=ROW_HEIGHT, left=left
        )
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

    # --- editing ----------------------------------------------------------------------------------

    def _on_answered(self, value: object, typing: bool) -> None:  # noqa: FBT001 -- a signal's second argument
        self._said = ""
        self.presenter.answer(self.presenter.focus, value, typing=typing)
        if typing:
            self.typing.start()

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
            self.typing.start()
        else:
            self.presenter.settle()

    def _on_parameter(self, value: object) -> None:
        if not isinstance(value, ParameterValue):
            return
        self.presenter.enter_parameter(value, typing=True)
        self.typing.start()
        if self.list.editor is not None:
            self.list.editor.editor.context = context_of(self.presenter.book, self.presenter.focus)
            self.list.editor.editor.show_value(self.presenter.book.entry(self.presenter.focus).get("value"))

    def _on_settled(self) -> None:
        if self.around.settings.moves_on:
            self.moving_on.start()

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
            self.evidence.toggle()
        elif name == "f":
            self.presenter.toggle_flag(code)
        elif name == "c" and self.list.editor is not None and not self.presenter.read_only:
            self.list.editor.open_note()
        elif name == "delete" and self.presenter.book.entry(code):
            self.presenter.answer(code, None)

    def _on_undo(self) -> None:
        change = self.presenter.undo()
        if change is not None:
            self._say(self.tr("已撤销 {0} · Ctrl+Y 重做").format(change.code))

    def _on_redo(self) -> None:
        self.presenter.redo()
        self._say("")

    def _say(self, words: str) -> None:
        self._said = words
        self.status_changed.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.presenter.read_only and incoming.holds_files(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if self.evidence.take(event.mimeData()):
            event.acceptProposedAction()

    # --- moving about -----------------------------------------------------------------------------

    def _on_narrowed(self, _what: object = None) -> None:
        self.presenter.narrow(Filter(self.tabs.current), self.find_field.text())

    def _on_code_wanted(self, code: str) -> None:
        if code in self.presenter.book.codes:
            self.presenter.go_to(code)
        else:
            self.presenter.go_to_section(code)

    def _on_section_box(self, _place: int) -> None:
        self.presenter.go_to_section(str(self.section_box.currentData()))

    def _on_next_open(self) -> None:
        if not self.presenter.next_open():
            self._say(self.tr("没有别的未判了"))

    def _on_jump_wanted(self) -> None:
        self.jump.open(self.presenter.matching, self.presenter.clause)

    def _on_section_up(self) -> None:
        self.presenter.move_section(-1)

    def _on_section_down(self) -> None:
        self.presenter.move_section(1)

    def _on_search(self) -> None:
        self.wanted.emit("search", None)

    def _on_finish(self) -> None:
        self.presenter.settle()
        name = "report" if self.presenter.read_only else "finish"
        self.wanted.emit(name, self.opened.assessment_id)

    # --- why --------------------------------------------------------------------------------------

    def _on_text(self) -> None:
        self._toggle_why(clause_first=True)

    def _on_why(self) -> None:
        self._toggle_why(clause_first=False)

    def _toggle_why(self, *, clause_first: bool) -> None:
        if self._why is clause_first:
            self._close_why()
            return
        self._why = clause_first
        self._explain()
        self.side.setCurrentWidget(self.why)
        self.fit()

    def _explain(self) -> None:
        code, book = self.presenter.focus, self.presenter.book
        if self._why is None or not code:
            return
        now = replace(
            self.opened,
            responses=dict(book.responses),
            prerequisites=dict(book.prerequisites),
            parameters=dict(book.parameters),
        )
        sentences = self.around.services.speech.explain(now, book.result, code)
        self.why.explain(book, code, sentences, clause_first=self._why)

    def _close_why(self) -> None:
        self._why = None
        self.side.setCurrentWidget(self.score)
        self.fit()
        self.list.setFocus()

    def _on_toggle_sections(self) -> None:
        self.sections.setVisible(not self.sections.isVisible())

    def _areas(self) -> list[QWidget]:
        areas: list[QWidget] = [self.finish_button, self.sections, self.list, self.pane.strip, self.tabs.tabs[0]]
        return [area for area in areas if area.isVisible()]

    def _walk(self, step: int) -> None:
        areas, focused = self._areas(), QApplication.focusWidget()
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
        at = TrackStop.SAVING if presenter.is_saving else stop_of(self.opened.delivery)
        time = "" if presenter.saved_at is None else f"{presenter.saved_at:%H:%M:%S}"
        notes = (self._said,) if self._said else ()
        return StatusFacts(
            notes=notes,
            track=at,
            keys=hints.keys(is_open=self.evidence.is_open, read_only=presenter.read_only, is_narrow=self.is_narrow),
            time=time,
        )

    @override
    def take(self, argument: object) -> None:
        """Go to a clause the finish page named; Esc leads back there."""
        if isinstance(argument, str):
            self._came_from_finish = True
            self.presenter.go_to(argument)

    @override
    def go_back(self) -> bool:
        if not self._came_from_finish:
            return False
        self._came_from_finish = False
        self.presenter.settle()
        self.wanted.emit("finish", None)
        return True

    @override
    def leave(self) -> None:
        self.presenter.settle()

    @override
    def focus_first(self) -> None:
        if self.list.editor is None or not self.list.editor.take_focus():
            self.list.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self._escape():
            super().keyPressEvent(event)

    def _escape(self) -> bool:
        if self._why is not None:
            self._close_why()
        elif self.find_field.hasFocus() or self.find_field.text():
            self.find_field.clear()
            self.list.setFocus()
        elif not self.list.hasFocus() and not self._came_from_finish:
            self.list.setFocus()
        else:
            return False
        return True


def _holds(area: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (focused is area or area.isAncestorOf(focused))
