"""Answer areas of measured rules: the figures to take, their formula, and the scale they are held against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from workbench.documents.paper_form.content import Blank, Block, Line, Piece, Room, Say, Scale
from workbench.domain.figures import plain
from workbench.domain.results import Reason
from workbench.domain.rules import Bands, Gate, GateBranch, GateCondition, Linear, Quantity, Step, TargetDeduct
from workbench.scoring.answers import GateAnswers, Measured
from workbench.scoring.conditions import holds
from workbench.scoring.rules import bands as bands_rule
from workbench.scoring.rules import formula as formula_rule
from workbench.scoring.rules import gate as gate_rule
from workbench.usecases.paper.copy import Given
from workbench.usecases.paper.shared import Shared
from workbench.usecases.paper.wording import Wording, tick

_DEFAULT = "default"


@dataclass(frozen=True)
class MeasuredAreas:
    """Words the answer areas of rules that measure."""

    wording: Wording
    shared: Shared

    # --- raw quantities -----------------------------------------------------------------------------

    def input(self, key: str, given: Given, *, is_sample: bool = False, may_lack: bool = False) -> tuple[Piece, ...]:
        """Give the blank of a raw quantity, or the number under which a shared one is written down."""
        wording, declared = self.wording, self.wording.copy.form.input_by_key.get(key)
        name, unit = wording.input_name(key), wording.unit(declared.unit if declared else "")
        is_there = key in given.members
        lacks = [tick(wording.say("there_is_none"), is_so=is_there and given.members[key] is None)] if may_lack else []
        number = None if is_sample else self.shared.number(key)
        if number is not None:
            return (Say(self.see(key, name, unit, given)), *lacks)
        value = given.members.get(key)
        return (Blank(name, unit, "" if value is None else str(value)), *lacks)

    def see(self, key: str, name: str, unit: str, given: Given) -> str:
        """Name the number of a shared quantity, with what was recorded here."""
        value, number = given.members.get(key), self.shared.number(key)
        if value is None:
            return self.wording.say("see_measured", name=name, number=number)
        return self.wording.say("see_measured_value", name=name, number=number, value=f"{value} {unit}".strip())

    def _inputs(
        self, keys: Sequence[str], quantity: Quantity | None, given: Given, *, is_sample: bool = False
    ) -> Iterator[Block]:
        lengths = quantity.lengths if quantity else {}
        nullable = quantity.nullable if quantity else frozenset()
        plain_keys = [key for key in keys if key not in lengths]
        pieces = [
            piece
            for key in plain_keys
            for piece in self.input(key, given, is_sample=is_sample, may_lack=key in nullable)
        ]
        if pieces:
            yield Line(tuple(pieces))
        for key in (key for key in keys if key in lengths):
            yield from self._series(key, lengths[key], given)

    def _series(self, key: str, length: int, given: Given) -> Iterator[Block]:
        """Give as many short blanks as the list has to have figures."""
        values = given.members.get(key)
        listed = [str(value) for value in values] if isinstance(values, list | tuple) else []
        declared = self.wording.copy.form.input_by_key[key]
        unit = self.wording.unit(declared.unit)
        facts = {"name": self.wording.input_name(key), "length": length, "unit": unit}
        yield Line((Say(self.wording.say("series_with_unit" if unit else "series", **facts)),))
        count = max(length, len(listed))
        yield Line(
            tuple(
                Blank(str(place + 1), "", listed[place] if place < len(listed) else "", Room.DIGITS)
                for place in range(count)
            )
        )

    def _computed(self, quantity: Quantity, value: Fraction | None) -> Iterator[Block]:
        formula = self.wording.formula(quantity)
        if formula:
            figure = "" if value is None else plain(value)
            yield Line((Say(formula), Blank("=", self.wording.unit(quantity.unit), figure)))

    # --- bands --------------------------------------------------------------------------------------

    def bands(self, rule: Bands, given: Given) -> Iterator[Block]:
        """Give blanks, formula and scale of a banded rule, with its shortcut."""
        wording, quantity = self.wording, rule.quantity
        placed = self._placed(rule, given)
        keys = list(quantity.inputs)
        if rule.sample is not None and rule.sample.size_input not in keys:
            keys.append(rule.sample.size_input)
        yield from self._inputs(keys, quantity, given, is_sample=rule.sample is not None)
        yield from self._computed(quantity, None if placed is None else placed.reading.value)
        reached = None if placed is None else placed.band
        yield Scale(wording.steps(rule, reached, is_placed=placed is not None))
        if rule.lookup is not None:
            yield Line((wording.fine(wording.say("see_table", number=wording.table_number(rule.lookup.table))),))
        if rule.shortcut is not None:
            points = "" if rule.shortcut.points is None else wording.points(rule.shortcut.points)
            key = "shortcut" if points else "shortcut_full"
            label = wording.say(key, condition=wording.text(rule.shortcut.condition), points=points)
            yield Line((tick(label, is_so=given.members.get("shortcut") is True),))
        if rule.note is not None:
            yield Line((wording.fine(wording.text(rule.note)),))

    def _placed(self, rule: Bands, given: Given) -> bands_rule.Placed | None:
        circumstances = self.wording.copy.circumstances
        value = given.response.value if given.response is not None else None
        if circumstances is None or not isinstance(value, Measured) or given.is_na:
            return None
        placed = bands_rule.place(rule, value, circumstances)
        return None if isinstance(placed, Reason) else placed

    # --- formulas -----------------------------------------------------------------------------------

    def formula(self, rule: Step | Linear | TargetDeduct, given: Given) -> Iterator[Block]:
        """Give blanks and formula of a rule that computes points, and the rule in words."""
        yield from self._inputs(rule.quantity.inputs, rule.quantity, given)
        yield from self._computed(rule.quantity, self._figure(rule, given))
        yield from (Line((Say(text),)) for text in self._rule_in_words(rule))

    def _figure(self, rule: Step | Linear | TargetDeduct, given: Given) -> Fraction | None:
        circumstances = self.wording.copy.circumstances
        value = given.response.value if given.response is not None else None
        if circumstances is None or not isinstance(value, Measured) or given.is_na:
            return None
        measured = formula_rule.measure(rule, value, circumstances)
        return None if isinstance(measured, Reason) else measured[0]

    def _rule_in_words(self, rule: Step | Linear | TargetDeduct) -> Iterator[str]:
        wording = self.wording
        unit, points, limit = rule.quantity.unit, wording.points, wording.speaker.limit
        match rule:
            case Step():
                yield from self._line_by_subject(rule.base_at, rule.by, unit, "base")
                key = "formula_step_by" if isinstance(rule.base_at, Mapping) else "formula_step"
                base_at = "" if isinstance(rule.base_at, Mapping) else limit(rule.base_at, unit)
                yield wording.say(
                    key,
                    base_at=base_at,
                    base=points(rule.base_points),
                    step=limit(rule.step, unit),
                    gain=points(rule.step_points),
                    cap=points(rule.cap),
                )
            case Linear():
                zero_at, full_at = limit(rule.zero_at, unit), limit(rule.full_at, unit)
                full = points(rule.full_points)
                yield wording.say("formula_linear", zero_at=zero_at, full_at=full_at, full=full)
            case TargetDeduct():
                yield from self._line_by_subject(rule.target, rule.by, unit, "target")
                yield from self._target_in_words(rule, unit)

    def _target_in_words(self, rule: TargetDeduct, unit: str) -> Iterator[str]:
        wording = self.wording
        key = "formula_target_by" if isinstance(rule.target, Mapping) else "formula_target"
        target = "" if isinstance(rule.target, Mapping) else wording.speaker.limit(rule.target, unit)
        yield wording.say(
            key,
            target=target,
            full=wording.points(rule.full_points),
            step=wording.speaker.limit(rule.step, unit),
            loss=wording.points(rule.per_step),
            floor=wording.points(rule.floor),
        )

    def _line_by_subject(
        self, line: Fraction | Mapping[str, Fraction], by: str | None, unit: str, kind: str
    ) -> Iterator[str]:
        """List the lines of all subjects, or the one line of a subject that is known."""
        if isinstance(line, Fraction):
            return
        wording = self.wording
        known = wording.copy.facts.get(by or "")
        shown = {str(known): line.get(str(known), line.get(_DEFAULT))} if known is not None else line
        listed = [
            wording.say(
                "line_of_subject",
                subject=wording.say("all_others") if code == _DEFAULT else wording.choice(by or "", code),
                line=wording.speaker.limit(figure, unit),
            )
            for code, figure in shown.items()
            if figure is not None
        ]
        attribute = wording.attribute(by or "")
        name = wording.text(attribute.name) if attribute else ""
        yield wording.say(f"{kind}_by_subject", name=name, lines=wording.say("joined.list").join(listed))

    # --- gates --------------------------------------------------------------------------------------

    def gate(self, rule: Gate, given: Given) -> Iterator[Block]:
        """Give the branches of a gate that may fit the subject, each with its figures and statements."""
        wording = self.wording
        branches = [branch for branch in rule.branches if holds(branch.when, wording.copy.facts) is not False]
        for branch in branches:
            yield Line((Say(wording.say("gate.branch", name=wording.text(branch.name))),))
            quantities = [one for one in rule.quantities if one.key in {cond.quantity for cond in branch.every}]
            keys = list(dict.fromkeys(key for quantity in quantities for key in quantity.inputs))
            yield from self._inputs(keys, None, given)
            yield from self._branch(branch, rule, given)

    def _branch(self, branch: GateBranch, rule: Gate, given: Given) -> Iterator[Block]:
        wording = self.wording
        for condition in branch.every:
            if condition.quantity is not None:
                quantity = gate_rule.quantity_of(condition, rule)
                yield from self._computed(quantity, self._measured(quantity, given))
            yield Line((Say(self._asks(condition, rule)), wording.yes_no(self._is_met(condition, rule, given))))

    def _asks(self, condition: GateCondition, rule: Gate) -> str:
        wording = self.wording
        text = wording.text(condition.text)
        if condition.lte is None:
            return wording.say("option", code=condition.code, text=text)
        unit = gate_rule.quantity_of(condition, rule).unit
        limit = wording.limit(condition.lte, unit)
        return wording.say("gate.condition", code=condition.code, text=text, limit=limit)

    def _answers(self, given: Given) -> GateAnswers | None:
        value = given.response.value if given.response is not None else None
        return value if isinstance(value, GateAnswers) else None

    def _measured(self, quantity: Quantity, given: Given) -> Fraction | None:
        answers, circumstances = self._answers(given), self.wording.copy.circumstances
        if answers is None or circumstances is None:
            return None
        found = gate_rule.measured(quantity, answers, circumstances)
        return found if isinstance(found, Fraction) else None

    def _is_met(self, condition: GateCondition, rule: Gate, given: Given) -> bool | None:
        answers, circumstances = self._answers(given), self.wording.copy.circumstances
        if answers is None or circumstances is None:
            return None
        met = gate_rule.is_met(condition, rule, answers, circumstances)
        return met if isinstance(met, bool) else None
