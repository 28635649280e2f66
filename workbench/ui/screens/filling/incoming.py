"""Files that arrive by drag, paste or dialog, as names and bytes or paths."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

Files = tuple[tuple[str, bytes | Path], ...]


def holds_files(mime: QMimeData) -> bool:
    """Tell whether something that can be evidence is carried."""
    return mime.hasImage() or any(url.isLocalFile() for url in mime.urls())


def from_mime(mime: QMimeData | None) -> Files:
    """Take files out of a drop or the clipboard; a bare picture becomes a PNG."""
    if mime is None:
        return ()
    paths = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
    if paths:
        return from_paths(paths)
    image = mime.imageData() if mime.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return ()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs of 6.9 want bytes, Qt itself takes str
    return ((QCoreApplication.translate("Incoming", "粘贴.png"), bytes(content.data())),)


def from_paths(paths: list[str]) -> Files:
    """Take files by their paths; folders are left aside."""
    return tuple((Path(path).name, Path(path)) for path in paths if Path(path).is_file())


def ask(parent: QWidget, take: Callable[[list[str]], None]) -> None:
    """Let the user choose files without stopping the window."""
    dialog = QFileDialog(parent, QCoreApplication.translate("Incoming", "添加佐证"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(take)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
