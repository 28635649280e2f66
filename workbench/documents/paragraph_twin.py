"""The same report with plain `Paragraph` cells, drawn only to be measured against (`workbench bench report`)."""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Image, LongTable, Paragraph, SimpleDocTemplate, Spacer, TableStyle
from reportlab.platypus.flowables import Flowable

from workbench.documents.content import ReportContent
from workbench.documents.press import Press, base_font, one_document_at_a_time
from workbench.documents.styles import LEFT, MEASURE, PAGE_HEIGHT, PAGE_WIDTH

_WIDTHS = (0.08, 0.34, 0.28, 0.1, 0.2)
_PHOTO_HEIGHT = 88.0


def draw_paragraph_report(content: ReportContent, press: Press) -> bytes:
    """Draw groups, items with photos, prerequisites, lost points and evidence as tables of `Paragraph` cells."""
    style = ParagraphStyle("cell", fontName=base_font(press), fontSize=9, leading=13, wordWrap="CJK")
    buffer = BytesIO()
    with one_document_at_a_time():
        document = SimpleDocTemplate(
            buffer,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            leftMargin=LEFT,
            rightMargin=LEFT,
            initialFontName=base_font(press),
        )
        document.build(_story(content, style))
    return buffer.getvalue()


def _story(content: ReportContent, style: ParagraphStyle) -> list[Flowable]:
    story: list[Flowable] = [Paragraph(escape(content.unit.name), style), Paragraph(escape(content.title), style)]
    story.append(
        _table([[one.text, one.found, one.standing.value, "", ""] for one in content.conclusion.conditions], style)
    )
    for group in content.groups:
        story.append(Paragraph(escape(f"{group.code} {group.name} {group.points}/{group.max_points}"), style))
        for subgroup in group.subgroups:
            rows = [
                [
                    item.code,
                    f"{item.name} {item.check} {item.clause}",
                    item.answer,
                    item.points,
                    f"{item.reason} {item.note}",
                ]
                for item in subgroup.items
            ]
            story.append(_table(rows, style))
            pictures = [picture for item in subgroup.items for picture in item.pictures]
            story += [_photo(picture.jpeg) for picture in pictures]
            story += [Paragraph(escape(f"{picture.caption} {picture.sha256}"), style) for picture in pictures]
    story.append(
        _table([[one.code, one.name, one.answer, one.state, one.note] for one in content.prerequisites], style)
    )
    story.append(_table([[one.code, one.name, one.reason, one.lost, one.due] for one in content.lost_points], style))
    story.append(_table([[one.number, one.name, one.sha256, one.item, one.kind] for one in content.evidence], style))
    return story


def _table(rows: list[list[str]], style: ParagraphStyle) -> Flowable:
    if not rows:
        return Spacer(1, 1)
    cells = [[Paragraph(escape(cell), style) for cell in row] for row in rows]
    grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.4, (0.6, 0.6, 0.6)), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return LongTable(cells, colWidths=[share * MEASURE for share in _WIDTHS], style=grid)


def _photo(jpeg: bytes) -> Flowable:
    width, height = ImageReader(BytesIO(jpeg)).getSize()
    return Image(BytesIO(jpeg), width=_PHOTO_HEIGHT * width / height, height=_PHOTO_HEIGHT)
