"""The strip of small pages beside the preview."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from workbench.ui import lettering, paint, theme
from workbench.ui.lettering import Hand
from workbench.ui.typography import Role

_WIDTH, _HEIGHT, _STEP = 108, 152, 183


class PageStrip(QWidget):
    """All pages one under the other; each is rendered when it is first seen.

    Signals:
        page_wanted: carries a page's number from 0.
    """

    page_wanted = Signal(int)

    def __init__(self, document: QPdfDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._images: dict[int, QImage] = {}
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedWidth(144)
        self.setAccessibleName(self.tr("页"))

    def renew(self) -> None:
        """Look at the document again."""
        self._images.clear()
        self.setFixedHeight(12 + _STEP * max(self._document.pageCount(), 1))
        self.update()

    def mark(self, page: int) -> None:
        """Show which page is in view."""
        if page != self._current:
            self._current = page
            self.update()

    def _box(self, page: int) -> QRectF:
        return QRectF((self.width() - _WIDTH) / 2, 12 + page * _STEP, _WIDTH, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("panel"))
        for page in range(self._document.pageCount()):
            box = self._box(page)
            if not box.adjusted(0, 0, 0, 30).intersects(QRectF(event.rect())):
                continue
            painter.drawImage(box, self._image(page))
            if page == self._current:
                paint.outline(painter, box.adjusted(-2, -2, 2, 2), theme.colour("accent"), width=2)
            else:
                paint.outline(painter, box, theme.colour("line2"))
            under = QRectF(box.left(), box.bottom() + 2, box.width(), 20)
            lettering.write(painter, under, str(page + 1), Hand(Role.NOTE, 400, "ink2"), lettering.CENTRE)

    def _image(self, page: int) -> QImage:
        found = self._images.get(page)
        if found is None:
            ratio = self.devicePixelRatioF()
            found = self._document.render(page, QSize(round(_WIDTH * ratio), round(_HEIGHT * ratio)))
            self._images[page] = found
        return found

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        page = int((event.position().y() - 12) // _STEP)
        if 0 <= page < self._document.pageCount():
            self.page_wanted.emit(page)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            page = min(max(self._current + steps[Qt.Key(event.key())], 0), self._document.pageCount() - 1)
            self.page_wanted.emit(page)
        else:
            super().keyPressEvent(event)
