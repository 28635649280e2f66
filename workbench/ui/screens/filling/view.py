"""The filling screen: one clause open, everything by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from workbench.ui.facts import OpenAssessment
from workbench.ui.frame import Surroundings
from workbench.ui.screens.filling import hints
from workbench.ui.screens.filling.rows import Filter
from workbench.ui.screens.filling.work import FillingWork
from workbench.ui.widgets.shortcuts import bind
from workbench.ui.widgets.status_line import StatusFacts
from workbench.ui.widgets.track import TrackStop, stop_of


class FillingScreen(FillingWork):
    """One assessment, being filled or read."""

    def __init__(self, around: Surroundings, opened: OpenAssessment) -> None:
        super().__init__(around, opened)
        self._came_from_finish = False
        self._connect()
        self._make_shortcuts()
        self.setAcceptDrops(True)
        self.presenter.begin()
        self.show_list()
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
        self.why.closed.connect(self._close_side)
        self.undo_button.clicked.connect(self._on_undo)
        self.redo_button.clicked.connect(self._on_redo)
        self.search.clicked.connect(self._on_search)
        self.finish_button.clicked.connect(self._on_finish)
        self.typing.timeout.connect(presenter.settle)
        self.moving_on.timeout.connect(self._on_move_on)
        self.jump.chosen.connect(presenter.go_to)
        self.subject_button.clicked.connect(self._on_subject)
        self.subject.sent.connect(self._on_subject_sent)
        self.subject.left.connect(self._close_side)

    def _make_shortcuts(self) -> None:
        deeds = {
            "F1": self._on_text,
            "F2": self._on_why,
            "F4": self._on_subject,
            "F7": self._on_toggle_sections,
            "F8": self._on_next_open,
            "F9": self._on_finish,
            "Ctrl+J": self._on_jump_wanted,
            "Ctrl+F": self.find_field.setFocus,
            "Ctrl+Z": self._on_undo,
            "Ctrl+Y": self._on_redo,
            "Ctrl+Shift+Z": self._on_redo,
            "Ctrl+Up": self._on_section_up,
            "Ctrl+Down": self._on_section_down,
            "Ctrl+Tab": self._on_next_area,
            "Ctrl+Shift+Tab": self._on_previous_area,
        }
        bind(self, deeds)

    def _start(self) -> None:
        codes = self.presenter.book.codes
        first = next((code for code in codes if self.presenter.clause(code).is_open), codes[0] if codes else "")
        self.presenter.go_to(first)

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
        name = "report" if self.presenter.read_only else "finish"
        self.presenter.once_saved(lambda: self.wanted.emit(name, self.opened.assessment_id))

    # --- why --------------------------------------------------------------------------------------

    def _on_text(self) -> None:
        self._toggle_why(clause_first=True)

    def _on_why(self) -> None:
        self._toggle_why(clause_first=False)

    def _toggle_why(self, *, clause_first: bool) -> None:
        if self._why is clause_first:
            self._close_side()
            return
        self._why = clause_first
        self._explain()
        self.side.setCurrentWidget(self.why)
        self.fit()

    def _close_side(self) -> None:
        self._why = None
        self.side.setCurrentWidget(self.score)
        self.fit()
        self.list.setFocus()

    # --- the unit ---------------------------------------------------------------------------------

    def _on_subject(self) -> None:
        if self.shows_subject:
            self._close_side()
            return
        book = self.presenter.book
        if not book.form.attributes:
            return
        self._why = None
        self.subject.open(book.form, book.subject, book.language, read_only=self.presenter.read_only)
        self.side.setCurrentWidget(self.subject)
        self.fit()
        self.subject.focus_first()

    def _on_subject_sent(self) -> None:
        before = len(self.presenter.book.codes)
        if not self.subject.stands() or not self.presenter.change_subject(self.subject.subject()):
            return
        after = len(self.presenter.book.codes)
        self._close_side()
        words = self.tr("单位属性已改，现在要判 {0} 条（原来 {1} 条）· Ctrl+Z").format(after, before)
        self._say(words)

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
        at: TrackStop | None = TrackStop.SAVING if presenter.is_saving else stop_of(self.opened.delivery)
        if not self.opened.is_own:
            at = None
        time = "" if presenter.saved_at is None else f"{presenter.saved_at:%H:%M:%S}"
        unsaved = self.unsaved_words() if presenter.unsaved else ""
        notes = tuple(said for said in (unsaved, self._said) if said)
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
        if self.presenter.read_only:
            self.wanted.emit("back", None)
            return True
        if not self._came_from_finish:
            return False
        self._came_from_finish = False
        self.presenter.once_saved(lambda: self.wanted.emit("finish", None))
        return True

    @override
    def leave(self) -> None:
        self.presenter.leave()

    @override
    def focus_first(self) -> None:
        if self.list.editor is None or not self.list.editor.take_focus():
            self.list.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self._escape():
            super().keyPressEvent(event)

    def _escape(self) -> bool:
        if self._why is not None or self.shows_subject:
            self._close_side()
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
