"""Prerequisites, star requirements and provincial checks on the phone: states in words, no points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workbench.authoring.xlsform.context import Scoring, any_given, marked
from workbench.authoring.xlsform.fields import ROLE_NA, ROLE_SHORTCUT, ROLE_VALUE, Asked, Field, Node
from workbench.authoring.xlsform.judged import FINE, NOT_ANSWERED, TOO_LARGE
from workbench.authoring.xlsform.kinds import line_of, placed
from workbench.authoring.xlsform.logic import FALSE, TRUE, all_hold, chosen_text, is_blank, negated, one_holds
from workbench.authoring.xlsform.measuring import Limits, Measuring
from workbench.authoring.xlsform.numbers import Whole
from workbench.domain.forms import Prerequisite, StarRequirement
from workbench.domain.rules import (
    Bands,
    ChooseN,
    Combine,
    ItemGate,
    ItemMustPass,
    Linear,
    Relation,
    RequiredLevel,
    StarBound,
    Step,
    SumOfParts,
    TargetDeduct,
    YesNo,
)

MET: Final = "'met'"
NOT_MET: Final = "'not_met'"
OPEN: Final = "'open'"
UNKNOWN: Final = "'undetermined'"
NA: Final = "'na'"
NOT_IN_FORM: Final = "'not_in_form'"
NOT_COMPUTED: Final = "'not_computed'"


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """What a derived prerequisite needs of an item: its state in words, and when it has its full points."""

    node: Node
    state: str
    is_full: str


class RequirementJudge:
    """Writes the state of everything that must be met."""

    def __init__(self, scoring: Scoring, items: Mapping[str, ItemOutcome]) -> None:
        self._scoring = scoring
        self._items = items
        self.levels: dict[str, str] = {}

    def state(self, asked: Asked) -> str:
        """Write the state of one entry and give the reference to it."""
        node, of = asked.node, asked.of
        if isinstance(of, StarRequirement):
            text = self._star(node, of)
        elif isinstance(of, Prerequisite):
            text = self._prerequisite(node, of)
        else:
            raise TypeError(f"{node.code} is no requirement")
        return self._scoring.workings.keep(f"{node.prefix}_state", text)

    def _prerequisite(self, node: Node, of: Prerequisite) -> str:
        if self._is_elsewhere(of.editions):
            return NOT_IN_FORM
        if isinstance(of.rule, ItemMustPass | ItemGate):
            return self._derived(node, of.rule)
        if isinstance(of.rule, RequiredLevel):
            return UNKNOWN  # compared with the grade at the end, see grading
        return chosen_text(marked(node.field(ROLE_NA)), NA, self._answered(node))

    def _is_elsewhere(self, editions: frozenset[str] | None) -> bool:
        return editions is not None and self._scoring.plan.form.edition not in editions

    def _answered(self, node: Node) -> str:
        match node.rule:
            case YesNo():
                return self._known(node.fields[ROLE_VALUE])
            case Bands():
                return self._eligibility(node, node.rule)
            case ChooseN():
                return self._choose(node, node.rule)
            case SumOfParts():
                return self._logic(node, node.rule)
            case _:
                raise TypeError(f"{node.code} cannot be judged as a prerequisite")

    def _known(self, asked: Field) -> str:
        return chosen_text(is_blank(asked.reference), OPEN, chosen_text(marked(asked), MET, NOT_MET))

    def _eligibility(self, node: Node, rule: Bands) -> str:
        fault, matches, _measuring = placed(self._scoring, node, rule, self._scoring.subject, node.prefix)
        found = _faulty(fault, chosen_text(one_holds(*matches), MET, NOT_MET))
        return chosen_text(marked(node.field(ROLE_SHORTCUT)), MET, found)

    def _choose(self, node: Node, rule: ChooseN) -> str:
        options = [entry.reference for _code, entry in node.of_kind("option")]
        present = self._counted(f"{node.prefix}_yes", options, "1")
        absent = self._counted(f"{node.prefix}_no", options, "0")
        lost = f"{absent} > {len(options) - rule.min_count}"
        nothing = negated(one_holds(*any_given(node.answers())))
        found = chosen_text(f"{present} >= {rule.min_count}", MET, chosen_text(lost, NOT_MET, OPEN))
        return chosen_text(nothing, OPEN, found)

    def _counted(self, name: str, references: Sequence[str], value: str) -> str:
        each = " + ".join(f"if({reference} = '{value}', 1, 0)" for reference in references)
        return self._scoring.workings.keep(name, each or "0")

    def _logic(self, node: Node, rule: SumOfParts) -> str:
        """Judge parts as logic: `max` needs one alternative that was entered, everything else all parts."""
        states, entered = [], []
        for part in node.parts:
            own = chosen_text(marked(part.field(ROLE_NA)), NA, self._answered(part))
            states.append(self._scoring.workings.keep(f"{part.prefix}_state", own))
            entered.append(one_holds(*any_given(part.answers())))
        if rule.combine is not Combine.MAX:
            nothing = negated(one_holds(*entered))
            return chosen_text(nothing, OPEN, _all_of(states))
        return _any_of(states, entered)

    # --- derived --------------------------------------------------------------------------------

    def _derived(self, node: Node, rule: ItemMustPass | ItemGate) -> str:
        item = self._items.get(rule.item)
        if item is None:
            return NOT_IN_FORM
        if isinstance(rule, ItemMustPass):
            scored = chosen_text(item.is_full, MET, NOT_MET)
        else:
            scored = self._measured_line(node, rule, item)
        return chosen_text(f"{item.state} = 'scored'", scored, item.state)

    def _measured_line(self, node: Node, rule: ItemGate, item: ItemOutcome) -> str:
        """Compare the measured quantity of an item, not its points, with the line."""
        prefix, watched = f"{node.prefix}_g", item.node
        match watched.rule:
            case Bands() as bands:
                fault, _matches, measuring = placed(self._scoring, watched, bands, self._scoring.subject, prefix)
                reached = UNKNOWN if rule.gte is None else self._reached(measuring.reaches(rule.gte))
                return _faulty(fault, chosen_text(measuring.is_none, OPEN, reached))
            case Step() | Linear() | TargetDeduct() as formula:
                measuring = Measuring(self._scoring, watched, formula.quantity, prefix)
                line, unknown = line_of(formula, self._scoring.subject)
                if rule.gte is not None:
                    reached = measuring.reaches(rule.gte)
                else:
                    reached = measuring.compared(
                        measuring.above, measuring.below, Relation.GTE, Limits(line.above, line.below)
                    )
                fault = measuring.fault(missing_fact=unknown, none_is_open=True)
                return _faulty(fault, self._reached(reached))
            case _:
                raise TypeError(f"{watched.code} measures nothing that a gate could look at")

    @staticmethod
    def _reached(condition: str) -> str:
        return chosen_text(condition, MET, NOT_MET)

    # --- stars ----------------------------------------------------------------------------------

    def _star(self, node: Node, of: StarRequirement) -> str:
        if self._is_elsewhere(of.editions):
            return NOT_IN_FORM
        truth = self._scoring.subject.holds(of.when)
        missing = one_holds(*(self._unclaimed(node, measure.key) for measure in of.measures))
        level = self._scoring.workings.keep(f"{node.prefix}_stars", self._highest(node, of))
        judged = chosen_text(missing, OPEN, chosen_text(f"{level} >= 1", MET, NOT_MET))
        self.levels[node.code] = level
        return chosen_text(truth.unknown, UNKNOWN, chosen_text(truth.no, NOT_IN_FORM, judged))

    def _unclaimed(self, node: Node, key: str) -> str:
        entry = node.fields["measure", key]
        return all_hold(negated(marked(node.field(("none", key)))), is_blank(entry.reference))

    def _highest(self, node: Node, of: StarRequirement) -> str:
        text = "3" if len(of.stars) == 3 else str(len(of.stars))
        for at in range(len(of.stars), 0, -1):
            demand = of.stars[at - 1]
            holds = TRUE if demand is None else one_holds(*(self._claims(node, bound) for bound in demand))
            text = chosen_text(holds, text, str(at - 1))
        return text

    def _claims(self, node: Node, bound: StarBound) -> str:
        entry = node.fields["measure", bound.measure]
        if isinstance(bound.limit, bool):
            return f"{entry.reference} = '{1 if bound.limit else 0}'"
        if entry.kind.value == "yes_no":
            return FALSE
        whole: Whole = self._scoring.whole(entry)
        limit = bound.limit * 10**entry.places
        sign = {"gte": ">=", "gt": ">", "lte": "<=", "lt": "<", "eq": "="}[bound.relation.value]
        claimed = all_hold(negated(marked(node.field(("none", bound.measure)))), negated(is_blank(entry.reference)))
        return all_hold(claimed, f"{whole.text} * {limit.denominator} {sign} {limit.numerator}")


def _faulty(fault: str, otherwise: str) -> str:
    """Turn the reason why a quantity cannot be judged into a state of a prerequisite."""
    if fault == FINE:
        return otherwise
    rest = chosen_text(f"{fault} = {TOO_LARGE}", NOT_COMPUTED, UNKNOWN)
    return chosen_text(f"{fault} = ''", otherwise, chosen_text(f"{fault} = {NOT_ANSWERED}", OPEN, rest))


def _all_of(states: Sequence[str]) -> str:
    text = chosen_text(one_holds(*(f"{state} != {NA}" for state in states)), MET, NA)
    for word in (UNKNOWN, NOT_COMPUTED, OPEN, NOT_MET):
        text = chosen_text(one_holds(*(f"{state} = {word}" for state in states)), word, text)
    return text


def _any_of(states: Sequence[str], entered: Sequence[str]) -> str:
    listed = list(zip(states, entered, strict=True))

    def some(word: str) -> str:
        return one_holds(*(all_hold(given, f"{state} = {word}") for state, given in listed))

    judged = one_holds(*(all_hold(given, f"{state} != {NA}") for state, given in listed))
    text = chosen_text(judged, NOT_MET, chosen_text(one_holds(*entered), NA, OPEN))
    for word in (UNKNOWN, NOT_COMPUTED, OPEN, MET):
        text = chosen_text(some(word), word, text)
    return text


__all__ = ["ItemOutcome", "RequirementJudge"]
