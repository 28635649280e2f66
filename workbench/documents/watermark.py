"""The word that is written across every page of what is no conclusion yet (草稿)."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from workbench.documents.pen import Pen, laid_whole
from workbench.documents.press import Press
from workbench.documents.styles import PAGE_HEIGHT, PAGE_WIDTH, WATERMARK_STYLE


def write_across(canvas: Canvas, press: Press, word: str) -> None:
    """Write a word across the page, below everything else."""
    line = laid_whole(press, word, WATERMARK_STYLE)
    pen = Pen(canvas, press)
    canvas.saveState()
    canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
    canvas.rotate(45)
    pen.write(line, -line.width / 2, -WATERMARK_STYLE.size * 0.36)
    pen.lift()
    canvas.restoreState()
