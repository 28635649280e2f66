"""Small pictures of evidence, decoded in the background to the size they are shown at and kept by hash."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QPixmapCache

from workbench.ui.facts import EvidenceRow
from workbench.ui.ports import EvidenceShelf
from workbench.ui.work import Tasks


class Thumbnails(QObject):
    """Gives a picture when it is there and fetches it when it is not.

    Signals:
        arrived: a picture that was asked for is there now; carries its hash.
    """

    arrived = Signal(str)

    def __init__(self, shelf: EvidenceShelf, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf, self._tasks = shelf, tasks
        self._asked: set[str] = set()
        self._unshowable: set[str] = set()

    def get(self, row: EvidenceRow, size: QSize, *, cover: bool = True) -> QPixmap | None:
        """Give a picture that covers (or fits into) a size in device pixels; None until it has arrived."""
        if not row.is_picture or row.sha256 in self._unshowable:
            return None
        key = f"{row.sha256}/{size.width()}x{size.height()}/{int(cover)}"
        pixmap = QPixmap()
        if QPixmapCache.find(key, pixmap):
            return pixmap
        if key not in self._asked:
            self._asked.add(key)
            self._tasks.submit(self._work(row.sha256, size, cover=cover), on_success=self._taker(row.sha256, key))
        return None

    def _work(self, sha256: str, size: QSize, *, cover: bool) -> Callable[[], QImage | None]:
        def work() -> QImage | None:
            content = self._shelf.picture(sha256, max(size.width(), size.height()))
            image = QImage.fromData(content) if content else QImage()
            return None if image.isNull() else _fit(image, size, cover=cover)

        return work

    def _taker(self, sha256: str, key: str) -> Callable[[QImage | None], None]:
        def take(image: QImage | None) -> None:
            self._asked.discard(key)
            if image is None:
                self._unshowable.add(sha256)
            else:
                QPixmapCache.insert(key, QPixmap.fromImage(image))
            self.arrived.emit(sha256)

        return take


def _fit(image: QImage, size: QSize, *, cover: bool) -> QImage:
    how = Qt.AspectRatioMode.KeepAspectRatioByExpanding if cover else Qt.AspectRatioMode.KeepAspectRatio
    scaled = image.scaled(size, how, Qt.TransformationMode.SmoothTransformation)
    if not cover:
        return scaled
    left, top = (scaled.width() - size.width()) // 2, (scaled.height() - size.height()) // 2
    return scaled.copy(left, top, size.width(), size.height())
