"""Draw the program's own icon from `resources/icons/workbench.svg` as PNG 16 to 256 and as a Windows .ico.

Run: `.venv/bin/python packaging/icons.py`, after the drawing has changed.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIZES = (16, 24, 32, 48, 64, 128, 256)


def draw(renderer: QSvgRenderer, size: int) -> Image.Image:
    """Paint the drawing on a transparent square of `size` pixels."""
    canvas = QImage(size, size, QImage.Format.Format_ARGB32)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    canvas.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, the function text
    return Image.open(io.BytesIO(bytes(buffer.data().data())))


def main() -> int:
    """Write every size and the .ico."""
    application = QGuiApplication(sys.argv[:1])
    renderer = QSvgRenderer(str(ICONS / "workbench.svg"))
    pictures = [draw(renderer, size) for size in SIZES]
    for size, picture in zip(SIZES, pictures, strict=True):
        picture.save(ICONS / f"workbench-{size}.png", optimize=True)
    pictures[-1].save(
        ICONS / "workbench.ico",
        sizes=[(size, size) for size in SIZES],
        append_images=pictures[:-1],
        bitmap_format="png",
    )
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
