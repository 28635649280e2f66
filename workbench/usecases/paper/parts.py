"""The parts of an item, each on a line of its own below it; parts nest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from workbench.documents.content import Standing
from workbench.documents.paper_form.content import Asked, Blank, Block, Line, Room
from workbench.domain.figures import plain
from workbench.domain.results import ItemState
from workbench.domain.rules import Part, SumOfParts
from workbench.scoring.answers import SubjectValue
from workbench.scoring.conditions import holds
from workbench.scoring.judgement import Circumstances, Judgement
from workbench.scoring.rules import judge_entry
from workbench.scoring.rules.sum_of_parts import BUILDING_TYPE, MIXED, SHARES
from workbench.usecases.paper.areas import Areas
from workbench.usecases.paper.copy import Copy, Given
from workbench.usecases.paper.wording import Wording


@dataclass(frozen=True)
class Situation:
    """Under which facts parts are asked and judged; a mixed building is seen as either kind in turn."""

    facts: Mapping[str, SubjectValue]
    circumstances: Circumstances | None

    @classmethod
    def of(cls, copy: Copy) -> Situation:
        """Give the situation of a copy."""
        return cls(copy.facts, copy.circumstances)

    def for_part(self, rule: SumOfParts, part: Part) -> Situation | None:
        """Give the situation in which a part is asked; None where it is known not to fit."""
        if not (rule.mixed_by_area and self.facts.get(BUILDING_TYPE) == MIXED):
            return None if holds(part.when, self.facts) is False else self
        kinds = (self._as_building(kind) for kind, _ in SHARES)
        return next((seen for seen in kinds if holds(part.when, seen.facts) is not False), None)

    def _as_building(self, kind: str) -> Situation:
        facts = {**self.facts, BUILDING_TYPE: kind}
        circumstances = self.circumstances
        return Situation(facts, None if circumstances is None else replace(circumstances, subject=facts))


@dataclass(frozen=True)
class Whole:
    """What a part belongs to: its item's code, the codes of the parts above it, its rule, what was recorded."""

    item: str
    above: str
    rule: SumOfParts
    given: Given
    depth: int

    def code_of(self, part: Part) -> str:
        """Give the code of a part within its item; one that begins with its whole's code already tells it."""
        is_told = not self.above or part.code.startswith(self.above)
        return part.code if is_told else f"{self.above}-{part.code}"


@dataclass(frozen=True)
class PartLines:
    """Words the parts of one copy."""

    wording: Wording
    areas: Areas

    def of(self, item: str, rule: object, given: Given) -> tuple[Asked, ...]:
        """Give the lines of an item's parts; a rule without parts has none."""
        if not isinstance(rule, SumOfParts):
            return ()
        whole = Whole(item, "", rule, given, 1)
        return tuple(self._lines(whole, Situation.of(self.wording.copy)))

    def _lines(self, whole: Whole, situation: Situation) -> Iterator[Asked]:
        for part in whole.rule.parts:
            own = situation.for_part(whole.rule, part)
            if own is not None:
                yield self._line(part, whole, own)

    def _line(self, part: Part, whole: Whole, situation: Situation) -> Asked:
        wording, given = self.wording, whole.given.part(part.code)
        judged = None
        if situation.circumstances is not None:
            judged = judge_entry(part, given.response, situation.circumstances)
        code = whole.code_of(part)
        fine = (wording.only_for(part.when), wording.text(part.note))
        inner: tuple[Asked, ...] = ()
        if isinstance(part.rule, SumOfParts):
            inner = tuple(self._lines(Whole(whole.item, code, part.rule, given, whole.depth + 1), situation))
        return Asked(
            code=f"{whole.item}-{code}",
            name=wording.text(part.name),
            fine=tuple(text for text in fine if text),
            depth=whole.depth,
            blocks=tuple(self._blocks(part, whole, given)),
            max_points=plain(part.points) if part.points else "",
            points="" if judged is None else self._points(judged),
            standing=_standing(judged, given),
            parts=inner,
        )

    def _blocks(self, part: Part, whole: Whole, given: Given) -> Iterator[Block]:
        yield from self.areas.blocks(part.rule, given)
        yield from self.areas.weight(whole.rule, part.code, whole.given)
        yield from self.areas.set_aside(part.not_applicable, given)
        if given.note:
            yield Line((Blank(self.wording.say("remark"), "", given.note, Room.REST),))

    def _points(self, judged: Judgement) -> str:
        if judged.points is None:
            return self.wording.say("na_short") if judged.state is ItemState.NA else ""
        return plain(judged.points)


def _standing(judged: Judgement | None, given: Given) -> Standing | None:
    """An alternative that nobody entered is not open by itself; whether the item is, its own row says."""
    if judged is None or given.entry is None or not judged.state.is_open:
        return None
    return Standing.OPEN
