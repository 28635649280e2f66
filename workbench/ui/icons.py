"""Tabler outline icons drawn in any colour at any scale, from the SVG files in `resources/icons`."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from typing_extensions import override

from workbench.ui import theme


class _Shelf:
    """Where the files lie, and the drawings read so far."""

    folder = Path()
    sources: dict[str, str] = {}  # noqa: RUF012 -- one cache per program
    pixmaps: dict[tuple[str, str, int, int], QPixmap] = {}  # noqa: RUF012 -- one cache per program


def use(folder: Path) -> None:
    """Tell where the icons lie."""
    _Shelf.folder = folder
    _Shelf.sources.clear()
    _Shelf.pixmaps.clear()


def paint(painter: QPainter, box: QRectF, name: str, ink: QColor | None = None) -> None:
    """Draw an icon into a square box; a missing file draws nothing."""
    shade = (ink or theme.colour("ink")).name()
    ratio = painter.device().devicePixelRatioF() if painter.device() else 1.0
    side = round(min(box.width(), box.height()) * ratio)
    pixmap = _pixmap(name, shade, side, thick=box.width() < 17)
    if not pixmap.isNull():
        painter.drawPixmap(box, pixmap, QRectF(pixmap.rect()))


def _pixmap(name: str, shade: str, side: int, *, thick: bool) -> QPixmap:
    key = (name, shade, side, int(thick))
    found = _Shelf.pixmaps.get(key)
    if found is None:
        found = _Shelf.pixmaps[key] = _render(name, shade, side, "2" if thick else "1.75")
    return found


def _render(name: str, shade: str, side: int, stroke: str) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    source = _source(name)
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    if not source:
        return pixmap
    drawing = source.replace("currentColor", shade).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


def _source(name: str) -> str:
    if name not in _Shelf.sources:
        path = _Shelf.folder / f"{name}.svg"
        _Shelf.sources[name] = path.read_text(encoding="utf-8") if path.is_file() else ""
    return _Shelf.sources[name]


class _Engine(QIconEngine):
    """Draws one icon in the text colour of the scheme in use."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ink = theme.colour("ink3" if mode is QIcon.Mode.Disabled else "ink2")
        paint(painter, QRectF(rect), self._name, ink)

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    @override
    def clone(self) -> QIconEngine:
        return _Engine(self._name)


def icon(name: str) -> QIcon:
    """Give an icon for widgets of Qt's own."""
    return QIcon(_Engine(name))
