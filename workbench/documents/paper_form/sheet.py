"""The paper form put together: its parts in order, running lines on every page, drawn once the pages are counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import CondPageBreak, Flowable, Spacer
from reportlab.platypus.frames import Frame

from workbench.documents.dates import chinese_number
from workbench.documents.flow import Heading, Stack, headed, plain
from workbench.documents.fonts import MissingGlyph
from workbench.documents.naming import name_the_place
from workbench.documents.paper_form.asking import chapter_table, summary_row, unscored_table
from workbench.documents.paper_form.content import Chapter, Line, PaperContent
from workbench.documents.paper_form.flowing import set_blocks
from workbench.documents.paper_form.geometry import (
    BODY_HEIGHT,
    BOTTOM,
    EDITION,
    GUIDE,
    LEFT,
    LONG_TITLE,
    MEASURE,
    ORIGIN,
    SUBTITLE,
    TABLE_TITLE,
    TITLE,
)
from workbench.documents.paper_form.loose import Loose
from workbench.documents.paper_form.running import furnish
from workbench.documents.paper_form.sheets import field_table, sheet_table
from workbench.documents.pdfa import Description, archive
from workbench.documents.pen import Laid, laid
from workbench.documents.press import Press, base_font, one_document_at_a_time
from workbench.documents.styles import PAGE_HEIGHT, PAGE_WIDTH
from workbench.domain.texts import Language

_SUBHEADING = 16.0  # the space around a heading of the second level
_HEADING = 50.0  # a heading of the first level with the space around it


@dataclass(frozen=True, slots=True)
class RenderedPaper:
    """A paper form as a PDF."""

    pdf: bytes
    pages: int


def render_paper(content: PaperContent, press: Press) -> RenderedPaper:
    """Draw a paper form as an archival PDF; the same content always gives the same bytes.

    Raises:
        MissingGlyph: a character stands in no face; the refusal names the character and its field.
    """
    drawn = draw_paper(content, press)
    description = Description(
        title=f"{content.unit} {content.title}".strip(),
        author=press.say("author"),
        subject=press.say("subject", edition=content.edition, hash=content.short_hash),
        made_at=content.dated,
        language=press.language,
    )
    return RenderedPaper(archive(drawn.pdf, description), drawn.pages)


def draw_paper(content: PaperContent, press: Press) -> RenderedPaper:
    """Lay the form out twice: the first time counts the pages, the second knows how many there are.

    Raises:
        MissingGlyph: see `render_paper`.
    """
    with one_document_at_a_time():
        try:
            counted = _build(content, press, 0)
            return _build(content, press, counted.pages)
        except MissingGlyph as refusal:
            raise name_the_place(refusal, content, press, content.unit or content.title) from refusal


def _build(content: PaperContent, press: Press, pages: int) -> RenderedPaper:
    buffer = BytesIO()
    template = BaseDocTemplate(
        buffer,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        title=content.title,
        initialFontName=base_font(press),
        pageCompression=1,
    )
    frame = Frame(LEFT, BOTTOM, MEASURE, BODY_HEIGHT, 0, 0, 0, 0)

    def on_page(canvas: Canvas, _: BaseDocTemplate) -> None:
        furnish(canvas, press, content, pages)

    template.addPageTemplates([PageTemplate(frames=[frame], onPage=on_page)])
    template.build(list(_Story(content, press).all()))
    return RenderedPaper(buffer.getvalue(), template.page)


def _balanced(press: Press, title: str) -> list[Laid]:
    """Set a title on one line, or in a smaller size on lines of about the same length."""
    lines = laid(press, title, TITLE, MEASURE)
    if len(lines) < 2:
        return lines
    lines = laid(press, title, LONG_TITLE, MEASURE)
    widths = [MEASURE * share / 20 for share in range(10, 20)]
    return next((tried for width in widths if len(tried := laid(press, title, LONG_TITLE, width)) == len(lines)), lines)


@dataclass
class _Story:
    """The parts of one form in the making; sections are numbered as they come."""

    content: PaperContent
    press: Press
    _sections: int = field(default=0)

    def all(self) -> Iterator[Flowable]:
        """Give all parts in order."""
        content = self.content
        yield from self._opening()
        if content.parameters is not None:
            yield from self._whole("parameters", [sheet_table(self.press, content.parameters)])
        if content.measured is not None:
            yield from self._whole("measured", [sheet_table(self.press, content.measured)])
        if content.prerequisites:
            yield from self._section(
                "prerequisites", [unscored_table(self.press, content.prerequisites, "prerequisites")]
            )
        yield from self._chapters()
        if content.stars:
            yield from self._section("stars", [unscored_table(self.press, content.stars, "stars")])
        if content.provincial:
            yield from self._section("provincial", [unscored_table(self.press, content.provincial, "prerequisites")])
        yield from self._tables()
        yield from self._closing()

    def _opening(self) -> Iterator[Flowable]:
        press, content = self.press, self.content
        yield Stack(press, _balanced(press, content.title), "center", MEASURE)
        yield Spacer(0, 2)
        yield plain(press, content.subtitle, SUBTITLE, "center", MEASURE)
        yield plain(press, content.edition, EDITION, "center", MEASURE)
        if content.basis:
            yield plain(press, content.basis, EDITION, "center", MEASURE)
        yield Spacer(0, 6)
        for text in content.origin:
            yield plain(press, text, ORIGIN, measure=MEASURE)
        yield Spacer(0, 6)
        yield from self._section("head", [field_table(press, content.head)])
        yield Spacer(0, 6)
        for text in content.guide:
            yield plain(press, text, GUIDE, measure=MEASURE)

    def _chapters(self) -> Iterator[Flowable]:
        for number, chapter in enumerate(self.content.chapters, start=1):
            table = chapter_table(self.press, chapter.sections, summary_row(self.press, [Line(chapter.summary)]))
            above: list[Flowable] = []
            if chapter.condition:
                above.append(plain(self.press, chapter.condition, GUIDE, measure=MEASURE))
            heading = self._chapter_heading(chapter, number)
            together = CondPageBreak(
                _height([heading, *above]) + _SUBHEADING + table.opening + (_HEADING if number == 1 else 0)
            )
            story = [heading, *above, table]
            yield together
            yield from self._section("items", story) if number == 1 else story

    def _chapter_heading(self, chapter: Chapter, number: int) -> Heading:
        worded = self.press.say("subheading", number=self._ordinal(number), text=chapter.name)
        return Heading(self.press, worded, f"chapter-{chapter.code}", 2, MEASURE)

    def _tables(self) -> Iterator[Flowable]:
        story: list[Flowable] = []
        for annex in self.content.tables:
            table = sheet_table(self.press, annex.sheet)
            height = _height([table])
            needed = (height if height < BODY_HEIGHT / 2 else table.opening) + TABLE_TITLE.leading + _SUBHEADING
            yield from story
            story = [plain(self.press, annex.title, TABLE_TITLE, measure=MEASURE), Spacer(0, 2), table, Spacer(0, 8)]
            is_first = annex is self.content.tables[0]
            yield CondPageBreak(needed + (_HEADING if is_first else 0))
            story = self._section("tables", story) if is_first else story
        yield from story

    def _closing(self) -> Iterator[Flowable]:
        """Give results, conclusion and signatures: one sheet, so that what is signed stands with it."""
        press, content = self.press, self.content
        summed: list[Flowable] = []
        if content.results is not None:
            summed += [sheet_table(press, content.results), Spacer(0, 6)]
        summed += [Loose(press, set_blocks(press, content.totals, MEASURE))] if content.totals else []
        grades = [Loose(press, set_blocks(press, content.grades, MEASURE))]
        signatures = [field_table(press, content.signatures)]
        height = _height([*summed, *grades, *signatures]) + 3 * _HEADING
        yield CondPageBreak(min(height, BODY_HEIGHT))
        if summed:
            yield from self._section("results", summed)
        yield from self._whole("grades", grades)
        yield from self._whole("signatures", signatures)

    def _section(self, key: str, following: Sequence[Flowable]) -> list[Flowable]:
        self._sections += 1
        text = self.press.say("heading", number=self._ordinal(self._sections), text=self.press.say(f"sections.{key}"))
        return headed(Heading(self.press, text, f"section-{key}", 1, MEASURE), following)

    def _whole(self, key: str, following: Sequence[Flowable]) -> list[Flowable]:
        """Head a section that is not broken between pages, unless it is longer than half of one."""
        height = _height(following)
        needed = [CondPageBreak(height + _HEADING)] if height < BODY_HEIGHT / 2 else []
        return [*needed, *self._section(key, following)]

    def _ordinal(self, number: int) -> str:
        return chinese_number(number) if self.press.language is Language.ZH else str(number)


def _height(story: Sequence[Flowable]) -> float:
    """Add up the heights of what stands below one another, in points."""
    return sum(float(flowable.wrap(MEASURE, BODY_HEIGHT)[1]) for flowable in story)
