"""sum_of_parts on the phone: points put together from parts, in seven ways."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import lcm

from workbench.authoring.xlsform.context import Scoring, any_given
from workbench.authoring.xlsform.fields import ROLE_PRECONDITION, Node
from workbench.authoring.xlsform.judged import (
    EXCLUDED,
    NO_POINTS,
    NOT_ANSWERED,
    SCORED,
    TOO_LARGE,
    UNDETERMINED,
    Judged,
    Points,
    picked,
    together,
)
from workbench.authoring.xlsform.logic import (
    FALSE,
    TRUE,
    Subject,
    all_hold,
    chosen_text,
    is_blank,
    negated,
    one_holds,
)
from workbench.authoring.xlsform.numbers import ONE, ZERO, Exactly, Whole, chosen, figure, plus
from workbench.domain.rules import Combine, SumOfParts
from workbench.scoring.rules.sum_of_parts import BUILDING_TYPE, MIXED, SHARES

JudgePart = Callable[[Node, Subject], Judged]


@dataclass(frozen=True, slots=True)
class Kept:
    """A part with its judgement, and when it counts: it fits the subject and is not excluded."""

    node: Node
    judged: Judged
    counts: str

    def counts_in(self, *states: str) -> str:
        """Say that it counts and is in one of these states."""
        return all_hold(self.counts, self.judged.is_in(*states))


class PartsJudge:
    """Judges one node's parts for one view of the subject."""

    def __init__(self, scoring: Scoring, node: Node, subject: Subject, judge: JudgePart, prefix: str) -> None:
        self._scoring = scoring
        self._node = node
        self._subject = subject
        self._judge = judge
        self._prefix = prefix
        self._full = scoring.points(node.points)
        self._exact = Exactly(scoring.workings, prefix)

    def judged(self, rule: SumOfParts) -> Judged:
        """Judge the parts and put them together; a precondition comes first."""
        found = self._selected(rule) if rule.combine is Combine.SELECT else self._put_together(rule)
        found = self._watched(found)
        asked = self._node.field(ROLE_PRECONDITION)
        if asked is None:
            return found
        open_yet = Judged(NOT_ANSWERED, NO_POINTS, found.most)
        refused = Judged(SCORED, NO_POINTS, self._full)
        answered = picked(is_blank(asked.reference), open_yet, found, self._exact)
        return picked(f"{asked.reference} = '0'", refused, answered, self._exact)

    def _watched(self, judged: Judged) -> Judged:
        if not self._exact.checks:
            return judged
        fits = all_hold(*self._exact.checks)
        state = chosen_text(all_hold(judged.is_in(SCORED), negated(fits)), TOO_LARGE, judged.state)
        return Judged(self._scoring.workings.keep(f"{self._prefix}_v", state), judged.points, judged.most)

    # --- all but select -------------------------------------------------------------------------

    def _kept(self) -> list[Kept]:
        kept = []
        for part in self._node.parts:
            judged = self._judge(part, self._subject)
            never = self._subject.holds(part.when).no
            kept.append(Kept(part, judged, all_hold(negated(never), negated(judged.is_in(EXCLUDED)))))
        return kept

    def _put_together(self, rule: SumOfParts) -> Judged:
        kept = self._kept()
        unsure = one_holds(*(self._subject.holds(part.when).unknown for part in self._node.parts))
        base = self._base(kept) if rule.combine is Combine.SUM else self._full
        found = self._combined(rule.combine, kept, base)
        return picked(unsure, Judged(UNDETERMINED, NO_POINTS, base), found, self._exact)

    def _base(self, kept: Sequence[Kept]) -> Whole:
        total = ZERO
        for entry in kept:
            total = plus(
                total, chosen(entry.counts, entry.judged.most, ZERO) if entry.counts != TRUE else entry.judged.most
            )
        return self._scoring.workings.kept(f"{self._prefix}_base", total)

    def _combined(self, combine: Combine, kept: Sequence[Kept], base: Whole) -> Judged:
        none_left = negated(one_holds(*(entry.counts for entry in kept)))
        if combine is Combine.SUM:
            state = chosen_text(none_left, EXCLUDED, self._open_or(kept, SCORED))
            return Judged(state, self._sum(kept), base)
        if combine is Combine.MAX:
            return self._best(kept)
        found = self._all(kept) if combine is Combine.ALL else self._weighed(combine, kept)
        return picked(none_left, Judged(SCORED, NO_POINTS, self._full), found, self._exact)

    def _open_or(self, kept: Sequence[Kept], otherwise: str) -> str:
        """Leave the whole open while a part that counts is: not answered wins."""
        state = otherwise
        for letter in (TOO_LARGE, UNDETERMINED, NOT_ANSWERED):
            state = chosen_text(one_holds(*(entry.counts_in(letter) for entry in kept)), letter, state)
        return state

    def _numbers(self, kept: Sequence[Kept]) -> tuple[list[Whole], int, tuple[Whole, ...]]:
        return together((entry.judged.points for entry in kept), self._exact)

    def _sum(self, kept: Sequence[Kept]) -> Points:
        numbers, extra, over = self._numbers(kept)
        counted = [chosen(entry.counts_in(SCORED), number, ZERO) for entry, number in zip(kept, numbers, strict=True)]
        return Points(self._exact.total(counted), extra, over)

    def _best(self, kept: Sequence[Kept]) -> Judged:
        entered = [
            Kept(entry.node, entry.judged, all_hold(entry.counts, one_holds(*any_given(entry.node.answers()))))
            for entry in kept
        ]
        numbers, extra, over = self._numbers(entered)
        top = self._exact.product([self._full, figure(extra), *over])
        full = one_holds(
            *(
                all_hold(entry.counts_in(SCORED), f"{number.text} >= {top.text}")
                for entry, number in zip(entered, numbers, strict=True)
                if number.high >= self._full.high
            )
        )
        state = self._open_or(entered, SCORED)
        state = chosen_text(negated(one_holds(*(entry.counts for entry in entered))), NOT_ANSWERED, state)
        best = ZERO
        for entry, number in zip(entered, numbers, strict=True):
            kept_best = self._scoring.workings.kept(f"{self._prefix}_best", best)
            better = all_hold(entry.counts_in(SCORED), f"{number.text} > {kept_best.text}")
            best = chosen(better, number, kept_best)
        return Judged(chosen_text(full, SCORED, state), Points(chosen(full, top, best), extra, over), self._full)

    def _all(self, kept: Sequence[Kept]) -> Judged:
        short = one_holds(*(all_hold(entry.counts_in(SCORED), self._is_short(entry)) for entry in kept))
        state = chosen_text(short, SCORED, self._open_or(kept, SCORED))
        return Judged(state, Points(chosen(short, ZERO, self._full)), self._full)

    def _is_short(self, entry: Kept) -> str:
        points = entry.judged.points
        top = self._exact.product([entry.judged.most, figure(points.extra), *points.over])
        return f"{points.number.text} < {top.text}"

    def _weighed(self, combine: Combine, kept: Sequence[Kept]) -> Judged:
        state = self._open_or(kept, SCORED)
        if combine is Combine.MIN:
            return Judged(state, self._worst(kept), self._full)
        if combine is Combine.MEAN:
            return Judged(state, self._mean(kept), self._full)
        return self._by_time(kept, state)

    def _worst(self, kept: Sequence[Kept]) -> Points:
        numbers, extra, over = self._numbers(kept)
        worst = self._exact.product([self._full, figure(extra), *over])
        for entry, number in zip(kept, numbers, strict=True):
            kept_worst = self._scoring.workings.kept(f"{self._prefix}_worst", worst)
            worse = all_hold(entry.counts, f"{number.text} < {kept_worst.text}")
            worst = chosen(worse, number, kept_worst)
        return Points(worst, extra, over)

    def _how_many(self, kept: Sequence[Kept]) -> Whole:
        number = ZERO
        for entry in kept:
            number = plus(number, chosen(entry.counts, ONE, ZERO) if entry.counts not in (TRUE, FALSE) else ONE)
        return self._scoring.workings.kept(f"{self._prefix}_count", number)

    def _mean(self, kept: Sequence[Kept]) -> Points:
        """Divide by the number of parts through their least common multiple, so that nothing is cut off."""
        common = lcm(*range(1, len(kept) + 1))
        total = self._sum(kept)
        number = self._how_many(kept)
        share = ZERO
        for size in range(1, len(kept) + 1):
            share = chosen(f"{number.text} = {size}", figure(common // size), share)
        share = self._scoring.workings.kept(f"{self._prefix}_share", share)
        return Points(self._exact.product([total.number, share]), total.extra * common, total.over)

    def _by_time(self, kept: Sequence[Kept], state: str) -> Judged:
        """Weigh by time; a single part needs no weight, a missing weight is an unanswered part."""
        weights = [self._node.fields["weight", entry.node.code] for entry in kept]
        number = self._how_many(kept)
        several = f"{number.text} > 1"
        unweighted = one_holds(
            *(all_hold(entry.counts, is_blank(weight.reference)) for entry, weight in zip(kept, weights, strict=True))
        )
        wholes = [
            chosen(entry.counts, chosen(several, self._scoring.whole(weight), ONE), ZERO)
            for entry, weight in zip(kept, weights, strict=True)
        ]
        total = self._scoring.workings.kept(f"{self._prefix}_time", self._exact.total(wholes))
        state = chosen_text(all_hold(f"{state} = {SCORED}", f"{total.text} = 0"), UNDETERMINED, state)
        state = chosen_text(all_hold(several, unweighted), NOT_ANSWERED, state)
        state = self._scoring.workings.keep(f"{self._prefix}_k1", state)
        safe = self._scoring.workings.keep(f"{self._prefix}_over", f"if({state} = {SCORED}, {total.text}, 1)")
        numbers, extra, over = self._numbers(kept)
        terms = [
            chosen(entry.counts_in(SCORED), self._exact.product([points, whole]), ZERO)
            for entry, points, whole in zip(kept, numbers, wholes, strict=True)
        ]
        points = Points(self._exact.total(terms), extra, (*over, Whole(safe, 1, max(total.high, 1))))
        return Judged(state, points, self._full)

    # --- select ---------------------------------------------------------------------------------

    def _selected(self, rule: SumOfParts) -> Judged:
        plain = self._first_fitting(self._subject)
        if not rule.mixed_by_area:
            return plain
        is_mixed = self._subject.equals(BUILDING_TYPE, MIXED)
        if is_mixed == FALSE:
            return plain
        return picked(is_mixed, self._by_area(is_mixed), plain, self._exact)

    def _first_fitting(self, subject: Subject) -> Judged:
        found = Judged(SCORED, NO_POINTS, self._full)
        for part in reversed(self._node.parts):
            judged = self._judge(part, subject)
            truth = subject.holds(part.when)
            taken = Judged(judged.state, judged.points, self._full)
            found = picked(all_hold(truth.yes, negated(judged.is_in(EXCLUDED))), taken, found, self._exact)
            found = picked(truth.unknown, Judged(UNDETERMINED, NO_POINTS, self._full), found, self._exact)
        return found

    def _by_area(self, is_mixed: str) -> Judged:
        """Judge a mixed building as residential and as public, and weigh both by area."""
        workings = self._scoring.workings
        kinds = [self._first_fitting(self._subject.assuming(BUILDING_TYPE, kind)) for kind, _area in SHARES]
        entries = [self._scoring.plan.attributes[area] for _kind, area in SHARES]
        areas = [self._scoring.whole(entry) for entry in entries]
        missing = one_holds(*(is_blank(entry.reference) for entry in entries))
        both = self._exact.total(areas)
        states = [workings.keep(f"{self._prefix}_{kind}", entry.state) for entry, kind in zip(kinds, "rc", strict=True)]
        state = chosen_text(one_holds(missing, f"{both.text} = 0"), UNDETERMINED, SCORED)
        for letter in (TOO_LARGE, UNDETERMINED, NOT_ANSWERED):
            state = chosen_text(one_holds(*(f"{entry} = {letter}" for entry in states)), letter, state)
        numbers, extra, over = together((entry.points for entry in kinds), self._exact)
        number = self._exact.total(
            self._exact.product([points, area]) for points, area in zip(numbers, areas, strict=True)
        )
        return Judged(state, Points(number, extra, (*over, self._all_area(is_mixed, missing, both))), self._full)

    def _all_area(self, is_mixed: str, missing: str, both: Whole) -> Whole:
        """Give both areas together, the same for every item of the form; 1 where they are of no use."""
        if "area" not in self._scoring.once:
            useful = all_hold(is_mixed, negated(missing), f"{both.text} > 0")
            safe = self._scoring.workings.keep("t_area", f"if({useful}, {both.text}, 1)")
            self._scoring.once["area"] = Whole(safe, 1, both.high)
        return self._scoring.once["area"]
