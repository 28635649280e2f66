"""The list of clauses: keys work here and in the editor of the clause in focus, never where words are typed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from workbench.ui.screens.filling.clause_editor import ClauseEditor
from workbench.ui.screens.filling.delegate import ROW_HEIGHT, ClauseDelegate, columns
from workbench.ui.screens.filling.model import ROW, ClauseModel, Shown

_EDITOR_KEYS = "0123456789+-="


class ClauseList(QListView):
    """One line per clause; only the clause in focus opens.

    Signals:
        focus_wanted: a clause was clicked; carries its code.
        move_wanted: Enter, Shift+Enter, arrows, Page keys; carries the step.
        key_wanted: one of "space", "c", "f", "delete" was pressed.
        paste_wanted: Ctrl+V was pressed.
    """

    focus_wanted = Signal(str)
    move_wanted = Signal(int)
    key_wanted = Signal(str)
    paste_wanted = Signal()

    def __init__(self, model: ClauseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = ClauseDelegate(self)
        self._editor: ClauseEditor | None = None
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("条文"))

    @property
    def editor(self) -> ClauseEditor | None:
        """The editor that is open."""
        return self._editor

    def open_row(self, code: str, editor: ClauseEditor | None) -> None:
        """Open a clause with its editor, closing the one before; nothing above it is scrolled unless it must."""
        self._close()
        self._delegate.focus_code = code
        index = self._model.index_of(code)
        if not index.isValid():
            self.doItemsLayout()
            return
        self.setCurrentIndex(index)
        if editor is not None:
            self._editor = editor
            editor.setParent(self.viewport())
            self._measure()
            self.setIndexWidget(index, editor)
            editor.height_changed.connect(self._on_height_changed)
        self.doItemsLayout()
        self._bring_into_view(index)

    def _close(self) -> None:
        if self._editor is not None:
            index = self._model.index_of(self._editor.code)
            editor, self._editor = self._editor, None
            editor.height_changed.disconnect(self._on_height_changed)
            editor.hide()
            if index.isValid():
                self.setIndexWidget(index, None)  # type: ignore[arg-type] # Qt takes null to remove the widget
            else:
                editor.deleteLater()
        self._delegate.focus_height = ROW_HEIGHT

    def forget_editor(self) -> None:
        """Drop the editor before the model is reset."""
        self._close()

    def _measure(self) -> bool:
        if self._editor is None:
            return False
        height = self._editor.height_for(self.viewport().width())
        changed = height != self._delegate.focus_height
        self._delegate.focus_height = height
        return changed

    def _on_height_changed(self) -> None:
        if self._measure() and self._editor is not None:
            place = self.verticalScrollBar().value()
            self._delegate.sizeHintChanged.emit(self._model.index_of(self._editor.code))
            self.doItemsLayout()
            self.verticalScrollBar().setValue(place)
            self._bring_into_view(self._model.index_of(self._editor.code))

    def _bring_into_view(self, index: QModelIndex) -> None:
        box = self.visualRect(index)
        head = self.visualRect(self._model.index(self._model.head_place(index)))
        bar, room = self.verticalScrollBar(), self.viewport().height()
        lookahead = min(2 * ROW_HEIGHT, max(room - box.height(), 0))
        if box.top() > room + ROW_HEIGHT or box.bottom() < -ROW_HEIGHT:
            bar.setValue(bar.value() + box.top() - max((room - box.height()) // 3, 0))
        elif box.bottom() + lookahead >= room:
            bar.setValue(bar.value() + min(box.bottom() + lookahead - room + 1, box.top()))
        elif head.top() < 0:
            bar.setValue(bar.value() + min(head.top(), box.top()))

    def keep_focus_visible(self) -> None:
        """Bring the clause in focus back into view after the list changed its height."""
        index = self._model.index_of(self._delegate.focus_code)
        if index.isValid():
            self._bring_into_view(index)

    def whole_rows(self) -> int:
        """Count the clauses that are wholly visible."""
        room = self.viewport().rect()
        rows = (self._model.index(place) for place in range(self._model.rowCount()))
        return sum(isinstance(index.data(ROW), Shown) and room.contains(self.visualRect(index)) for index in rows)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._editor is not None:
            at = columns(self.viewport().width())
            left = int(at.name if at.answer_width else at.code)
            self._editor.indent(left)
            self._on_height_changed()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._take(event.position().toPoint())
        super().mousePressEvent(event)

    def _take(self, point: QPoint) -> None:
        row = self.indexAt(point).data(ROW)
        if isinstance(row, Shown):
            self.setFocus()
            if row.row.code != self._delegate.focus_code:
                self.focus_wanted.emit(row.row.code)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        chorded = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if chorded:
            self._chord(event)
        elif not (self._walk(event) or self._type(event)):
            event.ignore()

    def _chord(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_V:
            self.paste_wanted.emit()
        else:
            event.ignore()

    def _walk(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.move_wanted.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            name = "up" if key == Qt.Key.Key_Up else "down"
            if self._editor is None or not self._editor.press(name):
                self.move_wanted.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            step = max(self.viewport().height() // ROW_HEIGHT - 4, 1)
            self.move_wanted.emit(-step if key == Qt.Key.Key_PageUp else step)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.move_wanted.emit(-100000 if key == Qt.Key.Key_Home else 100000)
        else:
            return False
        return True

    def _type(self, event: QKeyEvent) -> bool:
        names = {
            Qt.Key.Key_Space: "space",
            Qt.Key.Key_C: "c",
            Qt.Key.Key_F: "f",
            Qt.Key.Key_Delete: "delete",
        }
        if event.key() in names:
            self.key_wanted.emit(names[Qt.Key(event.key())])
            return True
        typed = "N" if event.key() == Qt.Key.Key_N else event.text()
        if typed and (typed in _EDITOR_KEYS or typed == "N") and self._editor is not None:
            return self._editor.press(typed)
        return False

    @override
    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Keep Qt from scrolling by itself; the list keeps its place."""
        self.viewport().update()
