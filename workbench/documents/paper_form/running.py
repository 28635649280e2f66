"""What every page carries, so that loose sheets can be put together again: unit, form, hash, page of how many."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from workbench.documents.paper_form.content import PaperContent
from workbench.documents.paper_form.geometry import BOTTOM, LEFT, LINE, MEASURE, RUNNING, TOP, WRITTEN
from workbench.documents.pen import Pen, laid_whole, shortened
from workbench.documents.press import Press
from workbench.documents.styles import MM, PAGE_HEIGHT, PAGE_NUMBER
from workbench.documents.watermark import write_across

_HEAD = PAGE_HEIGHT - TOP + 5 * MM
_FOOT = BOTTOM - 8 * MM
_SIGN_ROOM = 150.0


def furnish(canvas: Canvas, press: Press, content: PaperContent, pages: int) -> None:
    """Draw the running lines of one page; pages after the first also ask for the unit and a signature."""
    pen = Pen(canvas, press)
    if content.is_draft:
        write_across(canvas, press, press.say("draft"))
    page = canvas.getPageNumber()
    if page == 1:
        canvas.showOutline()
    else:
        _head(pen, content)
    _foot(pen, content, page, pages)
    pen.lift()


def _head(pen: Pen, content: PaperContent) -> None:
    press, right = pen.press, LEFT + MEASURE
    unit = laid_whole(press, press.say("running.unit"), RUNNING)
    pen.write(unit, LEFT, _HEAD)
    sign = laid_whole(press, press.say("running.signed"), RUNNING)
    signs_at = right - _SIGN_ROOM
    start, end = LEFT + unit.width + 4, signs_at - sign.width - 14
    pen.rule((start, _HEAD - 2.6), (end, _HEAD - 2.6), 0.5, LINE)
    if content.unit:
        pen.write(shortened(press, content.unit, WRITTEN, end - start - 4), start + 2, _HEAD)
    pen.write(sign, signs_at - sign.width - 4, _HEAD)
    pen.rule((signs_at, _HEAD - 2.6), (right, _HEAD - 2.6), 0.5, LINE)


def _foot(pen: Pen, content: PaperContent, page: int, pages: int) -> None:
    press, right = pen.press, LEFT + MEASURE
    number = laid_whole(press, press.say("running.number", page=page), PAGE_NUMBER)
    told = press.say("running.of", page=page, pages=pages, hash=content.short_hash)
    of_pages = laid_whole(press, told, RUNNING)
    room = MEASURE - number.width - of_pages.width - 3 * PAGE_NUMBER.size
    key = "running.title_draft" if content.is_draft else "running.title"
    title = shortened(press, press.say(key, title=content.title), RUNNING, room)
    odd = page % 2 == 1  # 单页码居右空一字, 双页码居左空一字
    left = LEFT if odd else LEFT + number.width + 2 * PAGE_NUMBER.size
    pen.write(title, left, _FOOT)
    pen.write(of_pages, left + title.width + PAGE_NUMBER.size, _FOOT)
    pen.write(number, right - number.width - PAGE_NUMBER.size if odd else LEFT + PAGE_NUMBER.size, _FOOT)
