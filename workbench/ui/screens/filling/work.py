"""The filling screen at work: what the presenter tells is shown, what is entered is handed to the presenter."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from shiboken6 import isValid
from typing_extensions import override

from workbench.ui.facts import OpenAssessment, ParameterValue
from workbench.ui.frame import Surroundings, sentence_of
from workbench.ui.messages import Message, Tone
from workbench.ui.screens.filling import incoming
from workbench.ui.screens.filling.book import Book
from workbench.ui.screens.filling.clause_editor import ClauseEditor
from workbench.ui.screens.filling.delegate import ROW_HEIGHT, columns
from workbench.ui.screens.filling.desk import FillingDesk
from workbench.ui.screens.filling.evidence_desk import EvidenceDesk
from workbench.ui.screens.filling.presenter import FillingPresenter
from workbench.ui.screens.filling.rows import HeadRow, head_of
from workbench.ui.screens.filling.words import context_of, shown


class FillingWork(FillingDesk):
    """Shows and edits one assessment."""

    def __init__(self, around: Surroundings, opened: OpenAssessment) -> None:
        book = Book(opened, around.services.keep_score(opened), around.language)
        super().__init__(around, opened, book)
        workspace = around.workspace
        self.presenter = FillingPresenter(self, book, workspace.assessments, workspace.evidence, around.tasks)
        self.evidence = EvidenceDesk(self, self.presenter, self._say)
        self._why: bool | None = None
        self._said = ""

    # --- what the presenter tells -----------------------------------------------------------------

    def show_list(self) -> None:
        """Lay the list out anew."""
        self.list.forget_editor()
        rows = [row if isinstance(row, HeadRow) else shown(self.presenter, row) for row in self.presenter.layout()]
        self.model.show_rows(rows)
        if self.tabs.current != self.presenter.filter:
            self.tabs.tabs[self.presenter.filter].setChecked(True)
        self.say_head(self.presenter.book)
        self._show_counts()

    def show_clause(self, code: str) -> None:
        """Repaint what a change of one clause touched."""
        book = self.presenter.book
        for other in self.presenter.touched:
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
        """Say what is safe, and what is not."""
        is_here = isValid(self)  # the disk may answer after the page is gone
        if self.presenter.unsaved and is_here:
            self.around.messages.show(Message(self.unsaved_words(), Tone.REFUSED, "unsaved"))
        else:
            self.around.messages.withdraw("unsaved")
        if not is_here:
            return
        self.undo_button.setEnabled(self.presenter.can_undo)
        self.redo_button.setEnabled(self.presenter.can_redo)
        self.status_changed.emit()

    def unsaved_words(self) -> str:
        """Name what could not be written."""
        subject = QCoreApplication.translate("FillingWork", "单位属性")
        named = (code or subject for code in self.presenter.unsaved)
        codes = QCoreApplication.translate("FillingWork", "、").join(named)
        return QCoreApplication.translate("FillingWork", "没有存住：{0}。下次保存时再试").format(codes)

    def show_refused(self, code: str, error: Exception) -> None:
        """Say beside the clause (or, when it is not open, as a banner) why something was declined."""
        if not isValid(self):
            sentence = f"{code} {sentence_of(self.around.services, error)}"
            self.around.messages.show(Message(sentence, Tone.REFUSED, "failed"))
        elif self.list.editor is not None and self.list.editor.code == code:
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
            self.list.editor.editor.renew(context_of(self.presenter.book, self.presenter.focus))
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
            self._say(self.tr("已撤销 {0} · Ctrl+Y 重做").format(change.code or self.tr("单位属性")))

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

    def _explain(self) -> None:
        code, book = self.presenter.focus, self.presenter.book
        if self._why is None or not code:
            return
        now = replace(
            self.opened,
            responses=dict(book.responses),
            prerequisites=dict(book.prerequisites),
            parameters=dict(book.parameters),
            subject=dict(book.subject),
        )
        sentences = self.around.services.speech.explain(now, book.result, code)
        self.why.explain(book, code, sentences, clause_first=self._why)
