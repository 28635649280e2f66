"""The lines of a paper form: items with their parts, prerequisites, star requirements, provincial checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.documents.content import Standing
from workbench.documents.paper_form.content import (
    Asked,
    Blank,
    Block,
    Line,
    Piece,
    Readings,
    Room,
    Say,
    Scale,
    Step,
    Tick,
    Together,
)
from workbench.domain.figures import plain
from workbench.domain.forms import EvidenceDemand, Item, Prerequisite, StarRequirement
from workbench.domain.results import ItemState, LedgerRow, PrerequisiteState
from workbench.domain.rules import (
    Bands,
    ChooseN,
    MeasureKind,
    ReadingsPlan,
    RequiredLevel,
    StarBound,
    StarMeasure,
    YesNo,
)
from workbench.usecases.paper.areas import Areas
from workbench.usecases.paper.copy import Given
from workbench.usecases.paper.parts import PartLines
from workbench.usecases.paper.wording import Wording, mark_of, tick
from workbench.usecases.standings import standing_of

_OPEN = (PrerequisiteState.OPEN, PrerequisiteState.UNDETERMINED)
_MOST_PLACES = 12


@dataclass(frozen=True)
class Lines:
    """Words the lines of one copy."""

    wording: Wording
    areas: Areas
    parts: PartLines

    # --- items --------------------------------------------------------------------------------------

    def item(self, item: Item) -> Asked:
        """Word one item with everything asked for it."""
        wording, filled = self.wording, self.wording.copy.filled
        given = wording.copy.given("responses", item.code)
        row = None if filled is None else filled.rows.get(item.code)
        blocks: list[Block] = list(self.areas.blocks(item.rule, given))
        blocks += self.areas.set_aside(item.not_applicable, given)
        blocks.append(self._closing(item.evidence, item.code, given))
        return Asked(
            code=item.code,
            name=wording.text(item.name),
            check=wording.text(item.check) if item.check != item.name else "",
            fine=tuple(text for text in self._fine(item) if text),
            blocks=tuple(blocks),
            max_points=plain(item.points),
            points="" if row is None else self._points(row),
            standing=None if row is None else standing_of(row),
            parts=self.parts.of(item.code, item.rule, given),
            readings=self._readings(item),
        )

    def _fine(self, item: Item) -> Iterator[str]:
        wording = self.wording
        yield wording.only_in_stages(item.stages)
        yield wording.only_for(item.applies_to)
        yield wording.say("must_pass") if item.must_pass else ""
        words = [self.wording.text(wording.copy.form.word(word)) for word in (item.nature, item.audited_at) if word]
        yield wording.say("joined.middle").join(words)
        yield wording.say("fallback", text=wording.text(item.fallback)) if item.fallback else ""
        clause = wording.text(item.clause)
        yield wording.say("clause", clause=clause) if clause else ""

    def _points(self, row: LedgerRow) -> str:
        if row.points is None:
            return self.wording.say("na_short") if row.state is ItemState.NA else ""
        return plain(row.points)

    def _closing(self, demands: tuple[EvidenceDemand, ...], code: str, given: Given) -> Line:
        """Give the boxes of the evidence demanded and the line for remarks."""
        remark = Blank(self.wording.say("remark"), "", given.note, Room.REST)
        return Line((*self._evidence(demands, code), remark))

    def _evidence(self, demands: tuple[EvidenceDemand, ...], code: str) -> Iterator[Piece]:
        if not demands:
            return
        wording, filled = self.wording, self.wording.copy.filled
        lacking = filled.lacking.get(code, ()) if filled else ()
        is_there = filled is not None and code in filled.attached
        yield wording.fine(wording.say("evidence"))
        for demand in demands:
            method = wording.say(f"method.{demand.method.value}")
            subject = wording.text(demand.subject)
            label = wording.say("evidence_of", method=method, subject=subject) if subject else method
            yield tick(label, is_so=is_there and demand.method not in lacking)

    # --- readings -----------------------------------------------------------------------------------

    def _readings(self, item: Item) -> Readings | None:
        rule = item.rule
        if not isinstance(rule, Bands) or rule.readings is None:
            return None
        filled = self.wording.copy.filled
        recorded = filled.readings.get(item.code, ()) if filled else ()
        places = [self._place(rule.readings, number, reading) for number, reading in enumerate(recorded, start=1)]
        least = rule.sample.min_size if rule.sample else 4
        wanted = min(_MOST_PLACES, least + least % 2)
        places += [self._place(rule.readings, number, {}) for number in range(len(places) + 1, wanted + 1)]
        return Readings(self._readings_rule(rule.readings), tuple(places))

    def _place(self, plan: ReadingsPlan, number: int, reading: Mapping[str, Any]) -> tuple[Piece, ...]:
        wording = self.wording
        values = wording.say("joined.list").join(str(value) for value in reading.get("values", ()))
        return (
            Blank(str(number), "", str(reading.get("place", "")), Room.WORDS),
            Blank("", wording.unit(plan.unit), values, Room.DIGITS),
            Tick(wording.say("readings.passed"), mark_of(reading.get("passed"))),
        )

    def _readings_rule(self, plan: ReadingsPlan) -> str:
        wording = self.wording
        limit = "" if plan.limit is None else wording.speaker.limit(plan.limit, plan.unit)
        facts: dict[str, object] = {
            "quantity": wording.text(plan.quantity),
            "limit": limit or wording.say("readings.of_table", number=wording.table_number(plan.table or "")),
            "tolerance": "" if plan.tolerance is None else f"{plain(plan.tolerance * 100)} %",
            "cooling": "" if plan.cooling_gte is None else wording.speaker.limit(plan.cooling_gte, plan.unit),
            "heating": "" if plan.heating_lte is None else wording.speaker.limit(plan.heating_lte, plan.unit),
        }
        told = wording.say(f"readings.{plan.rule}", **facts)
        each = wording.say("readings.points", points=plan.points_per_area) if plan.points_per_area else ""
        return " ".join(text for text in (told, each, wording.text(plan.note)) if text)

    # --- prerequisites ------------------------------------------------------------------------------

    def prerequisite(self, entry: Prerequisite) -> Asked:
        """Word one condition without points."""
        wording, filled = self.wording, self.wording.copy.filled
        given = wording.copy.given("prerequisites", entry.code)
        state = None if filled is None else filled.states[entry.code].state
        blocks: list[Block] = list(self.areas.blocks(entry.rule, given))
        if not isinstance(entry.rule, YesNo):
            blocks.append(self._required(entry, state))
        blocks += self.areas.set_aside(entry.not_applicable, given)
        if entry.evidence or not entry.derived:
            blocks.append(self._closing(entry.evidence, entry.code, given))
        name = wording.say("kind_of", name=wording.text(entry.name), kind=wording.say(f"kind.{entry.kind.value}"))
        return Asked(
            code=entry.code,
            name=name,
            check=wording.text(entry.check),
            blocks=tuple(blocks),
            standing=_standing_of(state),
            parts=self.parts.of(entry.code, entry.rule, given),
        )

    def _required(self, entry: Prerequisite, state: PrerequisiteState | None) -> Line:
        """Give the boxes of the outcome, for conditions whose answer is more than yes or no."""
        wording, filled = self.wording, self.wording.copy.filled
        pieces: list[Piece] = []
        if isinstance(entry.rule, RequiredLevel):
            level = filled.states[entry.code].level if filled else None
            value = wording.speaker.say("levels", level) if level else ""
            pieces.append(Blank(wording.say("required_level"), "", value, Room.WORDS))
        outcome = wording.say("outcome_of_n" if isinstance(entry.rule, ChooseN) else "outcome")
        return Line(
            (
                *pieces,
                Say(outcome),
                Together(
                    (
                        tick(wording.say("met"), is_so=state is PrerequisiteState.MET),
                        tick(wording.say("not_met"), is_so=state is PrerequisiteState.NOT_MET),
                    )
                ),
            )
        )

    # --- star requirements --------------------------------------------------------------------------

    def star(self, entry: StarRequirement) -> Asked:
        """Word what a building must show for its stars."""
        wording, filled = self.wording, self.wording.copy.filled
        given = wording.copy.given("prerequisites", entry.code)
        found = None if filled is None else filled.states[entry.code]
        level = None if found is None else found.level
        reached = tuple(tick(wording.speaker.say("levels", str(star)), is_so=level == str(star)) for star in range(4))
        fine = (wording.only_for(entry.when), wording.text(entry.guidance))
        scale = Scale(tuple(self._star_step(entry, star, demand) for star, demand in enumerate(entry.stars, start=1)))
        blocks: list[Block] = [
            *(self._measure(measure, given) for measure in entry.measures),
            scale,
            Line((Say(wording.say("star_reached")), *reached)),
            self._closing((), entry.code, given),
        ]
        return Asked(
            code=entry.code,
            name=wording.text(entry.name),
            fine=tuple(text for text in fine if text),
            blocks=tuple(blocks),
            standing=_standing_of(None if found is None else found.state),
        )

    def _measure(self, measure: StarMeasure, given: Given) -> Line:
        wording = self.wording
        value = given.members.get(measure.key)
        lacks: list[Tick] = []
        if measure.nullable:
            is_null = measure.key in given.members and value is None
            lacks = [tick(wording.say("not_claimed"), is_so=is_null)]
        if measure.kind is MeasureKind.BOOLEAN:
            return Line((Say(wording.text(measure.name)), wording.yes_no(value), *lacks))
        number = self.areas.measured.shared.number(measure.key)
        unit = wording.unit(measure.unit)
        if number is not None:
            told = self.areas.measured.see(measure.key, wording.text(measure.name), unit, given)
            return Line((Say(told), *lacks))
        return Line((Blank(wording.text(measure.name), unit, "" if value is None else str(value)), *lacks))

    def _star_step(self, entry: StarRequirement, star: int, demand: tuple[StarBound, ...] | None) -> Step:
        wording = self.wording
        gives = wording.speaker.say("levels", str(star))
        if demand is None:
            return Step(wording.say("no_demand"), gives)
        names = {measure.key: wording.text(measure.name) for measure in entry.measures}
        units = {measure.key: measure.unit for measure in entry.measures}
        told = []
        for bound in demand:
            if isinstance(bound.limit, bool):
                told.append(wording.say("yes" if bound.limit else "no"))
                continue
            limit = wording.speaker.limit(bound.limit, units[bound.measure])
            held = wording.speaker.say("relations", bound.relation.value, limit=limit)
            told.append(held if len(entry.measures) == 1 else f"{names[bound.measure]} {held}")
        return Step(wording.say("joined.or").join(told), gives)


def _standing_of(state: PrerequisiteState | None) -> Standing | None:
    if state is None:
        return None
    if state in _OPEN:
        return Standing.OPEN
    return Standing.MET if state is PrerequisiteState.MET else Standing.NOT_MET
