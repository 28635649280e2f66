"""Batches: one row each with its track, a field that takes what comes in, its preview at the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.ui.facts import BatchRow, ImportOutcome, ImportPreview, ParkedRow, SyncOutcome
from workbench.ui.frame import Screen, Surroundings, sentence_of
from workbench.ui.messages import Message, Tone
from workbench.ui.screens.batches.hub_ask import HubAsk
from workbench.ui.screens.batches.incoming import DropField, PreviewSheet
from workbench.ui.screens.batches.lines import table_lines
from workbench.ui.screens.batches.presenter import BatchesPresenter
from workbench.ui.widgets.buttons import Button, Rank
from workbench.ui.widgets.shortcuts import bind
from workbench.ui.widgets.status_line import KeyHint, StatusFacts
from workbench.ui.widgets.table import Column, Table, TableHead
from workbench.ui.widgets.track import track_width


class BatchesScreen(Screen):
    """Sealed, sent, acknowledged."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._columns = (
            Column(self.tr("批次"), 48),
            Column(self.tr("日期"), 48),
            Column(self.tr("内容"), 130, is_spare=True),
            Column(self.tr("佐证"), 120, is_right=True, is_spare=True),
            Column(self.tr("到哪一步"), track_width() + 6),
            Column(self.tr("说明")),
        )
        self.presenter = BatchesPresenter(self, around.workspace.batches, around.tasks)
        self.table = Table(self.tr("批次"), self._columns)
        self.table.say_empty(self.tr("还没有批次。完成并签名的评价会在这里封包。"))
        self.seal = Button(self.tr("封包"), rank=Rank.MAIN, icon="package-export", key="Ctrl B")
        self.stick = Button(self.tr("写到 U 盘"), icon="usb", key="Ctrl U")
        self.sync = Button(self.tr("联网同步"), icon="refresh", key="Ctrl R")
        self.hub = Button(self.tr("中心地址"), rank=Rank.QUIET)
        self.hub_ask = HubAsk()
        self.hub_ask.hide()
        self.drop = DropField()
        self.sheet = PreviewSheet()
        self.sheet.hide()
        self.head.say(self.tr("批次"), self.tr("封好、送出、收到回执，才算送达"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for button in (self.hub, self.stick, self.sync, self.seal):
            self.head.add(button)
        column = QWidget()
        left = QVBoxLayout(column)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        self.add_messages(left)
        left.addWidget(self.hub_ask)
        left.addWidget(TableHead(self._columns))
        left.addWidget(self.table, 1)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(16, 8, 16, 16)
        inner.addWidget(self.drop)
        left.addWidget(holder)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(column, 1)
        row.addWidget(self.sheet)
        self._list_column = column
        self.column.addLayout(row, 1)

    def _connect(self) -> None:
        self.seal.clicked.connect(self._on_seal)
        self.stick.clicked.connect(self._on_stick)
        self.sync.clicked.connect(self._on_sync)
        self.hub.clicked.connect(self.presenter.change_hub)
        self.hub_ask.told.connect(self._on_hub)
        self.hub_ask.left.connect(self._leave_hub)
        self.drop.dropped.connect(self._on_dropped)
        self.drop.asked.connect(self._on_ask)
        self.sheet.taken.connect(self._on_take)
        self.sheet.left.connect(self.go_back)
        self.table.chosen.connect(self._on_chosen)
        deeds = {
            "Ctrl+B": self._on_seal,
            "Ctrl+U": self._on_stick,
            "Ctrl+R": self._on_sync,
            "Ctrl+O": self._on_ask,
        }
        bind(self, deeds)

    # --- what the presenter tells -----------------------------------------------------------------

    def show_batches(self, rows: tuple[BatchRow, ...], parked: tuple[ParkedRow, ...]) -> None:
        """Show the list, and under it what was kept aside."""
        self.table.show_lines(table_lines(rows, parked))
        self.seal.setEnabled(self.presenter.can_seal())
        self._on_chosen(self.table.key)
        self.status_changed.emit()

    def show_preview(self, preview: ImportPreview | None) -> None:
        """Open or close the preview."""
        self.sheet.setVisible(preview is not None)
        self._list_column.setVisible(preview is None or not self.is_narrow)
        if preview is not None:
            self.sheet.show_preview(preview)
        self.status_changed.emit()

    def show_sealed(self, row: BatchRow) -> None:
        """Say that it is sealed."""
        self._say(self.tr("批次 {0} 已封好，可以写到 U 盘或联网送出").format(row.number), Tone.FINE)

    def show_written(self, path: Path) -> None:
        """Say where it lies."""
        self._say(self.tr("已写到 {0}，可以拔下 U 盘").format(path.name), Tone.FINE)

    def show_taken(self, outcome: ImportOutcome) -> None:
        """Say what was taken in and where the receipt is."""
        words = outcome.says
        if not words or outcome.receipt is not None:
            words = self.tr("收入 {0} 件").format(outcome.taken)
            if outcome.receipt is not None:
                words = self.tr("收入 {0} 件；回执 {1} 请带回给送出的人").format(outcome.taken, outcome.receipt.name)
            words = self.tr("；").join(part for part in (words, outcome.says) if part)
        self._say(words, Tone.FINE)
        self.table.setFocus()

    def ask_hub(self, address: str) -> None:
        """Ask for the hub's address in place."""
        self.hub_ask.ask(address)

    def show_synced(self, outcome: SyncOutcome) -> None:
        """Say what moved, and what did not go well."""
        self._leave_hub()
        words = self.tr("送出 {0} 个批次，收到 {1} 份回执，取回 {2} 件")
        words = words.format(outcome.sent, outcome.acknowledged, outcome.received)
        said = self.tr("；").join((words, *outcome.troubles))
        self._say(said, Tone.LOOK if outcome.troubles else Tone.FINE)

    def show_not_synced(self, error: Exception) -> None:
        """Say why the hub was not met: beside its address while that is asked for."""
        if self.hub_ask.isVisible():
            self.hub_ask.refuse(sentence_of(self.around.services, error))
        else:
            self.show_refused(error)

    def show_refused(self, error: Exception) -> None:
        """Say why not."""
        self._say(sentence_of(self.around.services, error), Tone.REFUSED)

    def _say(self, sentence: str, tone: Tone) -> None:
        self.around.messages.show(Message(sentence, tone, "batches"))

    # --- what the user does -----------------------------------------------------------------------

    def _on_chosen(self, key: str) -> None:
        self.stick.setEnabled(self.presenter.can_write(key))

    def _on_seal(self) -> None:
        self.presenter.seal(self.tr("封包"))

    def _on_sync(self) -> None:
        self.presenter.sync(self.tr("联网同步"))

    def _on_hub(self, address: str) -> None:
        self.presenter.sync_with(self.tr("联网同步"), address)

    def _leave_hub(self) -> None:
        if self.hub_ask.isVisible():
            self.hub_ask.hide()
            self.table.setFocus()

    def _on_stick(self) -> None:
        key = self.table.key
        if not self.presenter.can_write(key):
            return
        dialog = QFileDialog(self, self.tr("写到哪个 U 盘或文件夹"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_folder(self, folder: str) -> None:
        self.presenter.write(self.tr("写到 U 盘"), self.table.key, Path(folder))

    def _on_ask(self) -> None:
        kinds = self.tr("批次、回执、信任名单 (*.awb *.awr *.json)")
        dialog = QFileDialog(self, self.tr("收入批次、回执或信任名单"), "", kinds)
        dialog.fileSelected.connect(self._on_dropped)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_dropped(self, path: str) -> None:
        self.presenter.look(self.tr("核对"), Path(path))

    def _on_take(self) -> None:
        self.presenter.take_in(self.tr("收入"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.presenter.preview is not None:
            self._on_take()
        else:
            super().keyPressEvent(event)

    @override
    def refresh(self) -> None:
        self.presenter.refresh()

    @override
    def take(self, argument: object) -> None:
        if isinstance(argument, str) and argument:
            self._on_dropped(argument)

    @override
    def focus_first(self) -> None:
        self.table.setFocus()

    @override
    def go_back(self) -> bool:
        if not self.presenter.leave_preview():
            return False
        self.table.setFocus()
        return True

    @override
    def status(self) -> StatusFacts:
        keys = (
            KeyHint("Ctrl B", self.tr("封包")),
            KeyHint("Ctrl U", self.tr("写 U 盘")),
            KeyHint("Ctrl O", self.tr("收入")),
            KeyHint("Ctrl R", self.tr("同步")),
        )
        return StatusFacts(notes=(self.tr("回执在手的批次才算送达"),), keys=keys)
