"""The import and the export of registers on the units' screen: its two halves, its files, and what is said of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QObject, Signal
from PySide6.QtWidgets import QFileDialog

from workbench.ui.frame import Surroundings, sentence_of
from workbench.ui.messages import Message, Tone
from workbench.ui.register_facts import RegisterChoices, RegisterLook, RegisterOutcome, RegisterRow
from workbench.ui.screens.units.import_page import ImportPage
from workbench.ui.screens.units.import_presenter import FATES, ImportPresenter, Sum
from workbench.ui.screens.units.import_sheet import ImportSheet
from workbench.ui.sizes import grouped
from workbench.ui.widgets.buttons import Button
from workbench.ui.widgets.shortcuts import bind

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent
    from PySide6.QtWidgets import QWidget

_CAUSE = "register"
_ENDINGS = (".xlsx", ".csv", ".txt", ".xls")


class Importing(QObject):
    """One register at a time.

    Signals:
        opened: a register is looked at; the screen shows the two halves.
        closed: none is looked at any more; carries whether units were written.
        stop_wanted: Esc was pressed while it is written.
        changed: what the status line says may have changed.
    """

    opened = Signal()
    closed = Signal(bool)
    stop_wanted = Signal()
    changed = Signal()

    def __init__(self, screen: QWidget, around: Surroundings) -> None:
        super().__init__(screen)
        self._screen, self._around = screen, around
        self.page, self.sheet = ImportPage(), ImportSheet()
        self.presenter = ImportPresenter(self, around.workspace.registers, around.tasks)
        self._rows: dict[str, RegisterRow] = {}
        presenter = self.presenter
        self.page.row_chosen.connect(presenter.choose_row)
        self.page.grid.meaning_chosen.connect(presenter.choose_meaning)
        self.page.narrowed.connect(self._on_narrowed)
        self.page.focused.connect(self._on_focused)
        self.page.table.opened.connect(self._on_row_opened)
        self.sheet.action_chosen.connect(presenter.choose_action)
        self.sheet.region_chosen.connect(presenter.choose_region)
        self.sheet.choices_changed.connect(self._on_choices)
        self.sheet.sent.connect(self.write)
        self.sheet.left.connect(self.close)
        give = Button(self.tr("导出…"), icon="download", key="Ctrl E")
        take = Button(self.tr("导入台账…"), icon="database-import", key="Ctrl O")
        take.clicked.connect(self.ask_file)
        give.clicked.connect(self.ask_target)
        self.buttons = (give, take)
        bind(screen, {"Ctrl+O": self.ask_file, "Ctrl+E": self.ask_target})
        bind(self.page, {"Ctrl+Return": self.write, "Ctrl+Enter": self.write})

    @property
    def is_open(self) -> bool:
        """Whether a register is looked at."""
        return self.presenter.look is not None

    # --- what the presenter tells -----------------------------------------------------------------

    def show_look(self, look: RegisterLook) -> None:
        """Show what an import would do."""
        self._around.messages.withdraw(_CAUSE)
        self.page.show_look(look)
        self.sheet.show_look(look, self.presenter.choices)
        self.opened.emit()

    def show_rows(self, rows: tuple[RegisterRow, ...]) -> None:
        """Show the rows of the filter."""
        self._rows = {str(row.number): row for row in rows}
        self.page.show_rows(rows, self.presenter.fate)

    def show_sum(self, total: Sum) -> None:
        """Say what the button would do."""
        self.sheet.show_sum(total)

    def show_writing(self, *, writing: bool) -> None:
        """Hold everything while it is written."""
        self.page.set_enabled(not writing)
        self.sheet.set_writing(writing)
        if writing:
            self.page.table.setFocus()
        else:
            self.sheet.show_sum(self.presenter.sum)
        self.changed.emit()

    def show_taken(self, outcome: RegisterOutcome) -> None:
        """Say what was written."""
        words = self.tr("已写入 {0} 个单位：新增 {1}，更新 {2}").format(
            grouped(outcome.new + outcome.updated), grouped(outcome.new), grouped(outcome.updated)
        )
        if outcome.skipped:
            words += self.tr("；略过有误的 {0} 行").format(grouped(outcome.skipped))
        self._say(words, Tone.FINE)
        self.closed.emit(True)

    def show_stopped(self) -> None:
        """Say that nothing was written."""
        self._say(self.tr("已停下，什么都没有写入。"), Tone.INFORMATION)

    def show_given(self, path: Path, units: int) -> None:
        """Say where the register lies."""
        self._say(self.tr("已把 {0} 个单位写到 {1}").format(grouped(units), path.name), Tone.FINE)

    def show_refused(self, error: Exception) -> None:
        """Say why not; a preview that does not hold any more can be made again in place."""
        sentence = sentence_of(self._around.services, error)
        again = self.tr("再看一遍") if getattr(error, "code", "") == "register_changed" else ""
        deed = self.presenter.look_again if again else None
        self._around.messages.show(Message(sentence, Tone.REFUSED, _CAUSE, again, deed))

    def leave(self) -> None:
        """Forget the file."""
        self._rows = {}
        self.page.table.show_lines(())
        self.sheet.row.show_row(None)
        self.closed.emit(False)

    def _say(self, sentence: str, tone: Tone) -> None:
        self._around.messages.show(Message(sentence, tone, _CAUSE))

    # --- what the user does -----------------------------------------------------------------------

    def ask_file(self) -> None:
        """Let a file be chosen and look at it."""
        if self.presenter.is_writing:
            return
        kinds = self.tr("台账 (*.xlsx *.csv)")
        dialog = QFileDialog(self._screen, self.tr("导入台账"), "", kinds)
        dialog.fileSelected.connect(self.look)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def look(self, path: str) -> None:
        """Look at a file."""
        self.presenter.open(self.tr("核对台账"), Path(path))

    def ask_target(self) -> None:
        """Let a place be chosen and write the register there."""
        name = self.tr("台账 {0}").format(QDate.currentDate().toString("yyyy-MM-dd"))
        dialog = QFileDialog(self._screen, self.tr("导出台账"), f"{name}.xlsx")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("工作簿 (*.xlsx)"), self.tr("文本 (*.csv)")])
        dialog.setDefaultSuffix("xlsx")
        dialog.filterSelected.connect(self._on_kind)
        dialog.fileSelected.connect(self._on_target)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_kind(self, kind: str) -> None:
        dialog = self.sender()
        if isinstance(dialog, QFileDialog):
            dialog.setDefaultSuffix("csv" if "csv" in kind else "xlsx")

    def _on_target(self, path: str) -> None:
        self.presenter.give_out(self.tr("导出台账"), Path(path))

    def write(self) -> None:
        """Write what is looked at."""
        if self.is_open:
            self.presenter.take_in(self.tr("写入台账"))

    def close(self) -> None:
        """Leave the file, or stop the writing."""
        if self.presenter.is_writing:
            self.stop_wanted.emit()
        else:
            self.presenter.close()

    def walk(self) -> None:
        """Put the keyboard into the next area: columns, rows, choices."""
        page, sheet = self.page, self.sheet
        areas: tuple[tuple[QWidget, QWidget], ...] = (
            (page.grid, page.grid.boxes[0] if page.grid.boxes else page.title_box),
            (page.table, page.table),
            (sheet, sheet.send if sheet.send.isEnabled() else sheet.action),
        )
        here = next((n for n, (area, _) in enumerate(areas) if area.hasFocus() or _holds_focus(area)), -1)
        areas[(here + 1) % len(areas)][1].setFocus()

    def _on_narrowed(self, place: int) -> None:
        self.presenter.narrow(FATES[place])

    def _on_focused(self, key: str) -> None:
        self.sheet.row.show_row(self._rows.get(key))

    def _on_row_opened(self, _key: str) -> None:
        (self.sheet.send if self.sheet.send.isEnabled() else self.sheet.skip_faulty).setFocus()

    def _on_choices(self, choices: RegisterChoices) -> None:
        self.presenter.choose(choices)


def register_in(event: QDropEvent) -> str:
    """Give the path of a register that is dragged, or ""."""
    paths = (url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in paths if path.lower().endswith(_ENDINGS)), "")


def _holds_focus(area: QWidget) -> bool:
    focused = area.window().focusWidget()
    return focused is not None and area.isAncestorOf(focused)
