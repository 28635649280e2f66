"""The cover: number, title, the sheet header of the form, the provenance line and the hash of the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus.flowables import Flowable, Spacer
from typing_extensions import override

from workbench.documents.content import Fact, ReportContent
from workbench.documents.flow import paragraph, plain
from workbench.documents.pages.composition import Composition
from workbench.documents.pen import Pen, height_of, laid
from workbench.documents.press import Press
from workbench.documents.styles import (
    BODY_HEIGHT,
    COVER_LABEL,
    COVER_PROSE,
    COVER_VALUE,
    FINE,
    INK,
    MEASURE,
    SMALL,
    SUBTITLE,
    TITLE,
)

_LABEL_WIDTH = 118.0
_PADDING = 8.0
_BREATH, _LEAST_BREATH = 5.2, 1.2  # above and below the text of a row


class FactGrid(Flowable):  # type: ignore[misc]  # reportlab carries no types
    """Labels and values in a ruled grid, as on the cover of an assessment form; breaks between rows."""

    def __init__(self, press: Press, facts: Sequence[Fact], breath: float = _BREATH) -> None:
        super().__init__()
        self._press = press
        self._facts = facts
        self._breath = breath
        room = MEASURE - _LABEL_WIDTH - 2 * _PADDING
        self._rows = [
            (
                laid(press, fact.label, COVER_LABEL, _LABEL_WIDTH - 2 * _PADDING),
                laid(press, fact.value or "—", COVER_VALUE, room),
            )
            for fact in facts
        ]
        self._heights = [max(height_of(label), height_of(value)) + 2 * breath for label, value in self._rows]

    @override
    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        return MEASURE, sum(self._heights)

    @override
    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        used, count = 0.0, 0
        while count < len(self._facts) and used + self._heights[count] <= availHeight:
            used += self._heights[count]
            count += 1
        parts = (self._facts[:count], self._facts[count:])
        return [FactGrid(self._press, part, self._breath) for part in parts if part] if count else []

    @override
    def draw(self) -> None:
        pen = Pen(self.canv, self._press)
        top = whole = sum(self._heights)
        for (label, value), height in zip(self._rows, self._heights, strict=True):
            pen.rule((0, top), (MEASURE, top), 0.5, INK)
            room = MEASURE - _LABEL_WIDTH - 2 * _PADDING
            pen.stack(label, _PADDING, top - (height - height_of(label)) / 2, _LABEL_WIDTH)
            pen.stack(value, _LABEL_WIDTH + _PADDING, top - (height - height_of(value)) / 2, room)
            top -= height
        pen.rule((_LABEL_WIDTH, 0), (_LABEL_WIDTH, whole), 0.5, INK)
        pen.frame((0, 0), (MEASURE, whole), 1.0, INK)
        pen.lift()


def cover(composition: Composition) -> list[Flowable]:
    """Lay out the cover page; with many facts their rows stand closer, so that it stays one page."""
    press, content = composition.press, composition.content
    facts = list(_facts(press, content))
    above, below, foot = _above(press, content), _below(press, content), _foot(press, content)
    free = BODY_HEIGHT - _height([*above, FactGrid(press, facts, 0), *below, *foot]) - 1
    breath = min(_BREATH, max(_LEAST_BREATH, free / (2 * len(facts))))
    rest = free - 2 * breath * len(facts)
    return [*above, FactGrid(press, facts, breath), *below, Spacer(0, max(0.0, rest)), *foot]


def _height(story: Sequence[Flowable]) -> float:
    return sum(float(flowable.wrap(MEASURE, BODY_HEIGHT)[1]) for flowable in story)


def _above(press: Press, content: ReportContent) -> list[Flowable]:
    number = press.say("report.draft" if content.is_draft else "report.number", number=content.report_number)
    edition = press.say("report.edition", standard=content.form.standard, edition=content.form.edition)
    return [
        plain(press, number, COVER_VALUE, "right"),
        Spacer(0, 34),
        plain(press, content.title, TITLE, "center"),
        Spacer(0, 4),
        plain(press, edition, SUBTITLE, "center"),
        Spacer(0, 26),
    ]


def _below(press: Press, content: ReportContent) -> list[Flowable]:
    story: list[Flowable] = [Spacer(0, 14)]
    if content.is_draft:
        story.append(paragraph(press, press.say("report.cover.draft_line"), COVER_PROSE))
    if content.form.provenance:
        story.append(paragraph(press, content.form.provenance, COVER_PROSE))
    return [*story, Spacer(0, 10)]


def _foot(press: Press, content: ReportContent) -> list[Flowable]:
    made = press.say("report.cover.generated", moment=press.moment(content.generated_at))
    story: list[Flowable] = [plain(press, made, SMALL)]
    if content.revision_id:
        story.append(plain(press, press.say("report.cover.record", hash=content.revision_id), FINE))
    return story


def _facts(press: Press, content: ReportContent) -> Iterator[Fact]:
    unit, visit, conclusion = content.unit, content.visit, content.conclusion
    yield Fact(press.say("report.cover.unit"), unit.name)
    if unit.credit_code:
        yield Fact(press.say("report.cover.credit_code"), unit.credit_code)
    yield Fact(press.say("report.cover.region"), unit.region)
    if unit.address:
        yield Fact(press.say("report.cover.address"), unit.address)
    yield from unit.attributes
    yield Fact(press.say("report.cover.visited_on"), press.day(visit.visited_on))
    yield Fact(press.say("report.cover.team"), press.say("report.cover.team_separator").join(visit.team))
    yield from content.header
    verdict = conclusion.verdict
    if conclusion.grade and conclusion.grade != verdict:
        verdict = press.say("report.cover.verdict_graded", verdict=verdict, grade=conclusion.grade)
    yield Fact(press.say("report.cover.verdict"), verdict)
