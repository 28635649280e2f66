"""Puts a report on paper, page by page, beside the window's own thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from workbench.ui.ports import Progress
from workbench.ui.work import Stopped


def print_pages(path: Path, printer: QPrinter, progress: Progress) -> int:
    """Print a PDF and give its number of pages; whoever cancels gets no paper where the printer still allows it.

    Raises:
        OSError: the file cannot be read, or the printer takes nothing.
    """
    document = QPdfDocument()
    if document.load(str(path)) is not QPdfDocument.Error.None_:
        raise OSError(5, "PDF", str(path))
    painter = QPainter()
    if not painter.begin(printer):
        raise OSError(5, printer.printerName() or "QPrinter", str(path))
    try:
        pages = document.pageCount()
        for page in range(pages):
            progress(page, pages, "")
            if page:
                printer.newPage()
            area = painter.viewport()
            size = document.pagePointSize(page).toSize().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(0, 0, document.render(page, size))
    except Stopped:
        printer.abort()
        raise
    finally:
        painter.end()
        document.close()
    return pages
