"""Tables of very many lines: lines that are made when they are painted, and lists that fetch their next page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from workbench.ui.widgets.table import Column, Index, Line, Table, TableModel

Row = TypeVar("Row")


class MadeLines(Sequence[Line], Generic[Row]):
    """Lines made of rows one by one, when they are asked for."""

    def __init__(self, rows: Sequence[Row], make: Callable[[Row], Line]) -> None:
        self._rows, self._make = rows, make

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Line, ...]: ...
    def __getitem__(self, place: int | slice) -> Line | tuple[Line, ...]:
        if isinstance(place, slice):
            return tuple(map(self._make, self._rows[place]))
        return self._make(self._rows[place])

    @override
    def __iter__(self) -> Iterator[Line]:
        return map(self._make, self._rows)


class LongTable(Table):
    """A table of lines of one height, however many there are."""

    def __init__(self, name: str, columns: tuple[Column, ...], parent: QWidget | None = None) -> None:
        super().__init__(name, columns, parent)
        self.setUniformItemSizes(True)

    def show_rows(self, rows: Sequence[Row], make: Callable[[Row], Line]) -> None:
        """Show lines made of rows; the first one gets the focus."""
        self.lines.show_lines(MadeLines(rows, make))
        self.setAccessibleDescription("" if rows else self.empty_sentence)
        if rows:
            self.setCurrentIndex(self.lines.index(0))
        else:
            self.chosen.emit("")


class PagedModel(TableModel):
    """Lines that are not all there yet.

    Signals:
        more_wanted: the list was scrolled or walked to its end, and there is more.
    """

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._has_more = False

    def show_page(self, lines: tuple[Line, ...], *, has_more: bool) -> None:
        """Show the first page."""
        self._has_more = has_more
        self.show_lines(lines)

    def add_page(self, lines: tuple[Line, ...], *, has_more: bool) -> None:
        """Add the next page; what is shown and chosen stays."""
        self._has_more = has_more
        if not lines:
            return
        before = tuple(self.lines)
        self.beginInsertRows(QModelIndex(), len(before), len(before) + len(lines) - 1)
        self._lines = (*before, *lines)
        self.endInsertRows()

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._has_more

    @override
    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._has_more = False  # until the page is here
            self.more_wanted.emit()


class PagedTable(Table):
    """A list that fetches its next page when its end comes in sight.

    Signals:
        more_wanted: the next page is wanted.
    """

    more_wanted = Signal()

    def __init__(self, name: str, columns: tuple[Column, ...], parent: QWidget | None = None) -> None:
        self._paged = PagedModel()
        super().__init__(name, columns, parent, model=self._paged)
        self._paged.setParent(self)
        self.setUniformItemSizes(True)
        self._paged.more_wanted.connect(self.more_wanted)
        self.selectionModel().currentChanged.connect(self._on_moved)

    def show_page(self, lines: tuple[Line, ...], *, has_more: bool) -> None:
        """Show the first page; the line that had the focus keeps it where it is still there."""
        before = self.key
        self._paged.show_page(lines, has_more=has_more)
        self.settle_focus(before)

    def _on_moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        """Fetch the next page when the last line has the focus; Qt itself does so at the end of scrolling only."""
        if current.isValid() and current.row() == self._paged.rowCount() - 1:
            self._paged.fetchMore(QModelIndex())

    def add_page(self, lines: tuple[Line, ...], *, has_more: bool) -> None:
        """Add the next page."""
        self._paged.add_page(lines, has_more=has_more)
