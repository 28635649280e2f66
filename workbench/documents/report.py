"""The report: its parts in order, on pages after GB/T 9704, drawn once and ready for the archival pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import BaseDocTemplate, PageBreak, PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from workbench.documents.content import Box, ReportContent
from workbench.documents.fonts import MissingGlyph
from workbench.documents.naming import name_the_place
from workbench.documents.pages import annexes, cover, items, scores, signatures
from workbench.documents.pages.composition import Composition
from workbench.documents.pdfa import Attachment, Description, archive
from workbench.documents.pen import Pen, laid_whole, shortened
from workbench.documents.press import Press, base_font, one_document_at_a_time
from workbench.documents.styles import (
    BODY_HEIGHT,
    BOTTOM,
    FOOTER,
    LEFT,
    MEASURE,
    MM,
    PAGE_HEIGHT,
    PAGE_NUMBER,
    PAGE_WIDTH,
)
from workbench.documents.watermark import write_across

_FOOT = BOTTOM - 7 * MM  # 页码在版心下边缘之下 7 mm (GB/T 9704, 7.5)


@dataclass(frozen=True, slots=True)
class RenderedReport:
    """A report's bytes, and where each signature field is to stand."""

    pdf: bytes
    signature_boxes: Mapping[str, Box]
    pages: int


def draw_report(content: ReportContent, press: Press) -> RenderedReport:
    """Lay out and draw a report; the result still needs the archival pass before it may be signed.

    Raises:
        MissingGlyph: a character stands in no face; the refusal names the character, its field and the unit.
        UnusablePicture: a photo is no grey or RGB JPEG.
    """
    composition = Composition(press, content)
    buffer = BytesIO()
    with one_document_at_a_time():
        try:
            template = _template(composition, buffer)
            template.build(_story(composition))
        except MissingGlyph as refusal:
            raise name_the_place(refusal, content, press, content.unit.name) from refusal
    return RenderedReport(buffer.getvalue(), composition.boxes, template.page)


def render_report(content: ReportContent, press: Press, attachments: Sequence[Attachment] = ()) -> RenderedReport:
    """Draw a report and make it archival (PDF/A-3b) with its data attached: ready to be signed.

    Raises:
        MissingGlyph: a character stands in no face; the refusal names the character, its field and the unit.
        UnusablePicture: a photo is no grey or RGB JPEG.
    """
    drawn = draw_report(content, press)
    description = Description(
        title=f"{content.unit.name} {content.title}",
        author=press.say("report.cover.team_separator").join(content.visit.team),
        subject=press.say("report.subject"),
        made_at=content.generated_at,
        language=press.language,
    )
    return replace(drawn, pdf=archive(drawn.pdf, description, attachments))


def _story(composition: Composition) -> list[Flowable]:
    return [
        *cover.cover(composition),
        PageBreak(),
        *scores.conclusion(composition),
        *annexes.open_items(composition),
        *scores.groups(composition),
        *scores.prerequisites(composition),
        *items.items(composition),
        *annexes.lost_points(composition),
        *annexes.warnings(composition),
        *annexes.parameters(composition),
        *annexes.evidence(composition),
        *annexes.statement(composition),
        *signatures.signatures(composition),
    ]


def _template(composition: Composition, buffer: BytesIO) -> BaseDocTemplate:
    content, press = composition.content, composition.press
    template = BaseDocTemplate(
        buffer,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        title=content.title,
        initialFontName=base_font(press),
        pageCompression=1,
    )
    frame = Frame(LEFT, BOTTOM, MEASURE, BODY_HEIGHT, 0, 0, 0, 0)

    def furnish(canvas: Canvas, _: BaseDocTemplate) -> None:
        _furnish(canvas, composition)

    template.addPageTemplates([PageTemplate(frames=[frame], onPage=furnish)])
    return template


def _furnish(canvas: Canvas, composition: Composition) -> None:
    """Draw what every page has: its number at the outer edge, the report it belongs to, 草稿 where it is one."""
    press, content = composition.press, composition.content
    pen = Pen(canvas, press)
    if content.is_draft:
        write_across(canvas, press, press.say("report.draft"))
    page = canvas.getPageNumber()
    if page == 1:
        canvas.showOutline()
    number = laid_whole(press, press.say("report.page", page=page), PAGE_NUMBER)
    key = "report.footer_draft" if content.is_draft else "report.footer"
    unit = shortened(press, content.unit.name, FOOTER, MEASURE / 2)
    name = laid_whole(press, press.say(key, unit=unit.text, number=content.report_number), FOOTER)
    right = LEFT + MEASURE
    if page % 2:  # 单页码居右空一字, 双页码居左空一字
        pen.write(name, LEFT, _FOOT)
        pen.write(number, right - number.width - PAGE_NUMBER.size, _FOOT)
    else:
        pen.write(number, LEFT + PAGE_NUMBER.size, _FOOT)
        pen.write(name, right - name.width, _FOOT)
    pen.lift()
