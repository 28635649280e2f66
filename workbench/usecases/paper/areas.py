"""Where an answer is written: boxes, blanks and scales by the kind of the rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.documents.paper_form.content import (
    Blank,
    Block,
    Choices,
    Line,
    Piece,
    Room,
    Say,
    Scale,
    Step,
    Tick,
)
from workbench.domain.figures import plain
from workbench.domain.rules import (
    Bands,
    ChooseN,
    Combine,
    Count,
    Deduction,
    Gate,
    Graded,
    ItemGate,
    ItemMustPass,
    ItemRule,
    Linear,
    NotApplicable,
    Option,
    PrerequisiteRule,
    RequiredLevel,
    Sample,
    SumOfParts,
    TargetDeduct,
    YesNo,
)
from workbench.domain.rules import Step as StepRule
from workbench.usecases.paper.copy import Given
from workbench.usecases.paper.measured import MeasuredAreas
from workbench.usecases.paper.wording import Wording, mark_of, tick

Rule = ItemRule | PrerequisiteRule


@dataclass(frozen=True)
class Areas:
    """Words the answer areas of one copy."""

    wording: Wording
    measured: MeasuredAreas

    def blocks(self, rule: Rule, given: Given) -> Iterator[Block]:  # noqa: C901 -- one case per kind
        """Give the answer area of a rule; the parts of a sum stand apart."""
        match rule:
            case YesNo():
                yield from self._yes_no(rule, given)
            case Graded():
                yield self._graded(rule, given)
            case Bands():
                yield from self.measured.bands(rule, given)
                yield from self._sample(rule.sample, given)
            case StepRule() | Linear() | TargetDeduct():
                yield from self.measured.formula(rule, given)
            case Count():
                yield from self._count(rule, given)
            case Deduction():
                yield from self._deduction(rule, given)
            case SumOfParts():
                yield from self._combined(rule, given)
            case Gate():
                yield from self.measured.gate(rule, given)
            case ChooseN():
                yield from self._choose_n(rule, given)
            case ItemMustPass():
                yield self._said("item_must_pass", item=rule.item)
            case ItemGate():
                yield self._item_gate(rule)
            case RequiredLevel():
                yield Line((self.wording.fine(self.wording.text(rule.note)),))

    def _said(self, key: str, **facts: object) -> Line:
        return Line((Say(self.wording.say(key, **facts)),))

    def _note(self, text: str) -> Iterator[Line]:
        if text:
            yield Line((self.wording.fine(text),))

    def _yes_no(self, rule: YesNo, given: Given) -> Iterator[Block]:
        yield Line((self.wording.yes_no(given.value),))
        yield from self._note(self.wording.text(rule.limits))

    def _graded(self, rule: Graded, given: Given) -> Choices:
        wording = self.wording
        return Choices(
            tuple(
                tick(
                    wording.say("level", label=wording.text(level.label), points=wording.points(level.points)),
                    is_so=given.value == level.code,
                )
                for level in rule.levels
            )
        )

    def _item_gate(self, rule: ItemGate) -> Line:
        if rule.gte is None:
            return self._said("item_gate_target", item=rule.item)
        return self._said("item_gate", item=rule.item, line=plain(rule.gte))

    def _sample(self, sample: Sample | None, given: Given) -> Iterator[Block]:
        if sample is None:
            return
        wording = self.wording
        rule = wording.say(
            "sample", least=sample.min_size, unit=wording.text(sample.unit), rule=wording.text(sample.rule)
        )
        population = given.members.get("population")
        whole = Blank(wording.say("population"), "", "" if population is None else str(population), Room.DIGITS)
        yield Line((wording.fine(rule), whole))

    # --- counting -----------------------------------------------------------------------------------

    def _count(self, rule: Count, given: Given) -> Iterator[Block]:
        wording = self.wording
        unit, period = wording.text(rule.unit), wording.text(rule.period)
        worth = self._worth(rule)
        if rule.options:
            codes = given.members.get("options")
            yield Choices(tuple(self._option(option, codes) for option in rule.options))
        count = given.members.get("count")
        label = wording.say("count.options" if rule.options else "count.tally")
        number = len(set(given.members["options"])) if given.members.get("options") is not None else count
        room = Room.DIGITS if rule.options else Room.TALLY
        blank = Blank(label, unit, "" if number is None else str(number), room)
        yield Line((blank, *([Say(worth)] if worth else [])))
        if rule.bands:
            yield self._count_scale(rule, number)
        yield from self._note(wording.say("count.period", period=period) if period else "")
        yield from self._note(wording.text(rule.note))

    def _option(self, option: Option, codes: object) -> Tick:
        chosen = isinstance(codes, list | tuple) and option.code in codes
        return tick(self.wording.say("option", code=option.code, text=self.wording.text(option.text)), is_so=chosen)

    def _worth(self, rule: Count) -> str:
        if rule.each is None:
            return ""
        key = "count.each" if rule.cap is None else "count.each_capped"
        cap = "" if rule.cap is None else self.wording.points(rule.cap)
        return self.wording.say(key, each=self.wording.points(rule.each), cap=cap)

    def _count_scale(self, rule: Count, number: object) -> Scale:
        wording = self.wording
        reached = None
        if number is not None:
            reached = next((band for band in rule.bands if int(str(number)) >= band.at_least), None)
        steps = [
            Step(
                wording.speaker.say("relations", "gte", limit=band.at_least),
                wording.points(band.points),
                band is reached,
            )
            for band in rule.bands
        ]
        if rule.otherwise is not None:
            is_rest = number is not None and reached is None
            steps.append(Step(wording.say("otherwise"), wording.points(rule.otherwise), is_rest))
        return Scale(tuple(steps))

    def _deduction(self, rule: Deduction, given: Given) -> Iterator[Block]:
        wording = self.wording
        key = "deduct.start" if rule.floor == 0 else "deduct.start_floor"
        yield self._said(key, start=wording.points(rule.start), floor=wording.points(rule.floor))
        counts = given.members.get("counts") or {}
        for one in rule.rules:
            key = "deduct.each" if one.cap is None else "deduct.each_capped"
            cap = "" if one.cap is None else wording.points(one.cap)
            number = counts.get(one.code)
            blank = Blank("", wording.say("deduct.times"), "" if number is None else str(number), Room.DIGITS)
            each = Say(wording.say(key, each=wording.points(one.each), cap=cap))
            yield Line((Say(wording.say("option", code=one.code, text=wording.text(one.text))), blank, each))
        if rule.void_if is not None:
            text = wording.say("deduct.void", text=wording.text(rule.void_if))
            yield Line((Say(text), wording.yes_no(given.members.get("void"))))
        if rule.sample is not None:
            yield Line(self.measured.input(rule.sample.size_input, given, is_sample=True))
            yield from self._sample(rule.sample, given)

    # --- choosing and combining ---------------------------------------------------------------------

    def _choose_n(self, rule: ChooseN, given: Given) -> Iterator[Block]:
        wording = self.wording
        yield self._said("choose_n", least=rule.min_count, of=len(rule.options))
        yield Choices(
            tuple(
                Tick(
                    wording.say("option", code=option.code, text=wording.text(option.text)),
                    mark_of(given.members.get(option.code)),
                )
                for option in rule.options
            )
        )
        found = sum(value is True for value in given.members.values())
        blank = Blank(wording.say("count.options"), "", str(found) if given.members else "", Room.DIGITS)
        yield Line((blank,))

    def _combined(self, rule: SumOfParts, given: Given) -> Iterator[Block]:
        wording = self.wording
        if rule.precondition is not None:
            text = wording.say("precondition", text=wording.text(rule.precondition))
            yield Line((Say(text), wording.yes_no(given.members.get("precondition"))))
        key = "mixed" if rule.mixed_by_area else rule.combine.value
        yield from self._note(wording.say(f"combine.{key}"))

    def weight(self, rule: SumOfParts, code: str, given: Given) -> Iterator[Block]:
        """Give the blank for the running hours of a part that counts by its time."""
        if rule.combine is Combine.TIME_WEIGHTED:
            hours = (given.members.get("weights") or {}).get(code)
            yield Line((Blank(self.wording.say("hours"), "h", "" if hours is None else str(hours)),))

    def set_aside(self, policy: NotApplicable | None, given: Given) -> Iterator[Block]:
        """Give the box of not applicable, where it is allowed, with when and to what effect."""
        if policy is None:
            return
        wording = self.wording
        effect = wording.say(f"na_effect.{policy.rule.value}")
        condition = wording.text(policy.condition)
        told = wording.say("na_condition", condition=condition, effect=effect) if condition else effect
        pieces: list[Piece] = [tick(wording.say("not_applicable"), is_so=given.is_na)]
        if policy.needs_proof:
            pieces.append(tick(wording.say("proof"), is_so=given.has_proof))
        yield Line((*pieces, wording.fine(told)))
