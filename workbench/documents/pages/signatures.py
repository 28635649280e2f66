"""The last page: what the unit's representative did with the result, and a box for each signature to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus.flowables import CondPageBreak, Flowable, Spacer
from typing_extensions import override

from workbench.documents.content import Acknowledgement, Box, Fact, SignatureField
from workbench.documents.flow import paragraph
from workbench.documents.pages.composition import Composition
from workbench.documents.pages.cover import FactGrid
from workbench.documents.pen import Pen, fitted, laid
from workbench.documents.pictures import draw_picture
from workbench.documents.press import Press
from workbench.documents.styles import CELL, CELL_GREY, CELL_STRONG, COVER_PROSE, GREY, HEADING_1, MEASURE

SIGNATURE_WIDTH, SIGNATURE_HEIGHT = 206.0, 84.0
_GUTTER = MEASURE - 2 * SIGNATURE_WIDTH
_LABEL_HEIGHT = 18.0
_MARK_HEIGHT = 64.0


class SignaturePair(Flowable):  # type: ignore[misc]  # reportlab carries no types
    """One or two signature boxes abreast; where they come to stand is noted for the signing room."""

    def __init__(self, composition: Composition, fields: Sequence[SignatureField]) -> None:
        super().__init__()
        self._composition = composition
        self._fields = fields

    @override
    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        return MEASURE, SIGNATURE_HEIGHT + _LABEL_HEIGHT

    @override
    def draw(self) -> None:
        press = self._composition.press
        pen = Pen(self.canv, press)
        for index, field in enumerate(self._fields):
            left = index * (SIGNATURE_WIDTH + _GUTTER)
            role = fitted(press, field.role, CELL_GREY, SIGNATURE_WIDTH / 2)
            name = fitted(press, field.name, CELL_STRONG, SIGNATURE_WIDTH - role.width - 10)
            baseline = SIGNATURE_HEIGHT + 6
            pen.write(role, left, baseline)
            pen.write(name, left + SIGNATURE_WIDTH - name.width, baseline)
            self.canv.setDash(2, 2)  # inside the box, so that the signature's own page covers it
            pen.frame((left + 1.5, 1.5), (SIGNATURE_WIDTH - 3, SIGNATURE_HEIGHT - 3), 0.5, GREY)
            self.canv.setDash()
            x, y = self.canv.absolutePosition(left, 0)
            page = self.canv.getPageNumber() - 1
            self._composition.boxes[field.field] = Box(page, x, y, x + SIGNATURE_WIDTH, y + SIGNATURE_HEIGHT)
        pen.lift()


class WrittenMark(Flowable):  # type: ignore[misc]  # reportlab carries no types
    """The picture of the representative's written signature, bound to the record by its hash."""

    def __init__(self, press: Press, acknowledgement: Acknowledgement) -> None:
        super().__init__()
        self._press = press
        self._acknowledgement = acknowledgement

    @override
    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        return MEASURE, _MARK_HEIGHT + 14

    @override
    def draw(self) -> None:
        mark = self._acknowledgement.mark
        assert mark is not None
        pen = Pen(self.canv, self._press)
        label = laid(self._press, self._press.say("report.signatures.mark"), CELL, MEASURE)
        pen.stack(label, 0, _MARK_HEIGHT + 14, MEASURE)
        draw_picture(pen, mark, (118, 6), (MEASURE - 118, _MARK_HEIGHT))
        pen.lift()


def signatures(composition: Composition) -> list[Flowable]:
    """Lay out the acknowledgement and the signature boxes; a draft has none."""
    press, content = composition.press, composition.content
    story: list[Flowable] = []
    if content.acknowledgement is not None:
        story += _acknowledgement(press, content.acknowledgement)
    if content.is_draft:
        story.append(paragraph(press, press.say("report.signatures.draft"), COVER_PROSE))
        return composition.section("report.signatures.title", story)
    pairs = [content.signatures[start : start + 2] for start in range(0, len(content.signatures), 2)]
    needed = HEADING_1.leading + 2 * COVER_PROSE.leading + SIGNATURE_HEIGHT + _LABEL_HEIGHT + 44
    story += [CondPageBreak(needed), paragraph(press, press.say("report.signatures.intro"), COVER_PROSE)]
    for pair in pairs:
        story += [Spacer(0, 14), SignaturePair(composition, pair)]
    return [CondPageBreak(needed), *composition.section("report.signatures.title", story)]


def _acknowledgement(press: Press, acknowledgement: Acknowledgement) -> list[Flowable]:
    facts = FactGrid(press, list(_acknowledged(press, acknowledgement)))
    mark = [Spacer(0, 8), WrittenMark(press, acknowledgement)] if acknowledgement.mark else []
    return [facts, *mark, Spacer(0, 16)]


def _acknowledged(press: Press, acknowledgement: Acknowledgement) -> Iterator[Fact]:
    yield Fact(press.say("report.signatures.outcome"), acknowledgement.outcome)
    yield Fact(press.say("report.signatures.name"), acknowledgement.name)
    if acknowledgement.statement:
        yield Fact(press.say("report.signatures.statement"), acknowledgement.statement)
    if acknowledgement.witness:
        yield Fact(press.say("report.signatures.witness"), acknowledgement.witness)
    yield Fact(press.say("report.signatures.at"), press.moment(acknowledgement.acknowledged_at))
