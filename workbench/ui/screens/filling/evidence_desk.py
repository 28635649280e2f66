"""Evidence at work: the pane beneath the clause, files that come by drag, paste and dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtWidgets import QApplication

from workbench.ui.screens.filling import incoming
from workbench.ui.screens.filling.desk import FillingDesk
from workbench.ui.screens.filling.evidence_strip import EvidenceFacts
from workbench.ui.screens.filling.presenter import FillingPresenter


class EvidenceDesk(QObject):
    """Binds files to the clause in focus."""

    def __init__(self, desk: FillingDesk, presenter: FillingPresenter, tell: Callable[[str], None]) -> None:
        super().__init__(desk)
        self._desk, self._presenter, self._tell = desk, presenter, tell
        desk.list.paste_wanted.connect(self.paste)
        desk.score.evidence_wanted.connect(self.toggle)
        desk.score.add_wanted.connect(self.ask)
        desk.pane.closed.connect(self.close)
        desk.pane.add_wanted.connect(self.ask)
        desk.pane.paste_wanted.connect(self.paste)
        desk.pane.remove_wanted.connect(self.remove)

    @property
    def is_open(self) -> bool:
        """Whether the pane is open."""
        return self._desk.pane.isVisible()

    def show_focus(self) -> None:
        """Show the files of the clause in focus."""
        code, book = self._presenter.focus, self._presenter.book
        if not code:
            return
        row = self._presenter.clause(code)
        facts = EvidenceFacts(
            book.evidence.get(code, ()),
            book.demands(code),
            is_judged=not row.is_open and not row.is_aside,
            read_only=self._presenter.read_only,
        )
        self._desk.score.show_evidence(self.tr("{0} 的佐证").format(code), facts)
        if self.is_open:
            self._desk.pane.show_files(facts)

    def toggle(self) -> None:
        """Open the pane (Space), or close it."""
        if self.is_open:
            self.close()
            return
        self._desk.pane.show()
        self.show_focus()
        QTimer.singleShot(0, self._settle)
        self._desk.status_changed.emit()

    def _settle(self) -> None:
        self._desk.list.keep_focus_visible()
        self._desk.pane.strip.setFocus()

    def close(self) -> None:
        """Close the pane; the list has the keyboard again."""
        self._desk.pane.hide()
        self._desk.list.setFocus()
        self._desk.status_changed.emit()

    def paste(self) -> None:
        """Take what the clipboard holds."""
        self.take(QApplication.clipboard().mimeData())

    def take(self, mime: QMimeData | None) -> bool:
        """Take what was pasted or dropped; False when it holds nothing of use."""
        files = incoming.from_mime(mime)
        if files and self._presenter.focus:
            self._presenter.add_evidence(self._presenter.focus, files)
        return bool(files)

    def ask(self) -> None:
        """Let the user choose files."""
        if not self._presenter.read_only:
            incoming.ask(self._desk, self._on_files)

    def _on_files(self, paths: list[str]) -> None:
        self._presenter.add_evidence(self._presenter.focus, incoming.from_paths(paths))

    def remove(self, evidence_id: str) -> None:
        """Take a file off; it can be taken back."""
        self._presenter.remove_evidence(self._presenter.focus, evidence_id)
        self._tell(self.tr("已移除 1 份 · Ctrl+Z"))
