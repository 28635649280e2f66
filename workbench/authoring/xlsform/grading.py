"""Chapters, total, completeness, grade and verdict on the phone (scoring contract, sections 5 to 7)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import Final

from workbench.authoring.xlsform.context import Scoring
from workbench.authoring.xlsform.grades import GradeJudge, line_of_grade
from workbench.authoring.xlsform.ledger import NOT_COMPUTED, OPEN_WORDS, Row, is_asked
from workbench.authoring.xlsform.logic import FALSE, all_hold, chosen_text, negated, one_holds
from workbench.authoring.xlsform.numbers import ZERO, Whole, chosen, figure, plus
from workbench.authoring.xlsform.standing import Chapter, Standing
from workbench.authoring.xlsform.sums import Adding, Amount
from workbench.domain.forms import Form, Group, Mode, Normalisation
from workbench.scoring.groups import normalisation_of
from workbench.scoring.membership import MODE

_PORTION: Final = 60


class Grading:
    """Writes what follows from the ledger."""

    def __init__(self, scoring: Scoring, parts: int) -> None:
        self._scoring = scoring
        self._form: Form = scoring.plan.form
        self._parts = parts
        self._adding = Adding(scoring.workings, "t")
        self._checks: list[str] = []

    def chapter(self, group: Group, rows: Sequence[Row]) -> Chapter:
        """Add up a group; a bonus group is cut at its cap."""
        prefix = self._scoring.plan.chapters[group.code]
        adding = Adding(self._scoring.workings, prefix)
        amount = adding.amount((row.points for row in rows), self._parts)
        most = ZERO
        for row in rows:
            most = plus(most, row.most)
        most = adding.kept("most", most)
        asked = is_asked(self._scoring, group)
        if group.bonus and group.cap is not None:
            amount, most = self._cut(adding, amount, group.cap, asked)
        is_open = one_holds(*(f"{row.state} = '{word}'" for row in rows for word in OPEN_WORDS))
        met = self._floor(adding, group, amount, most, is_open)
        keep = self._scoring.workings.keep
        printed = adding.rounded(amount, 1, figure(self._parts * self._scoring.unit))
        keep(f"{prefix}_points", chosen_text(asked, printed, "''"))
        keep(f"{prefix}_max", chosen_text(asked, f"({most.text} div {self._scoring.unit})", "''"))
        met = keep(f"{prefix}_met", chosen_text(asked, met, "''"))
        self._checks += adding.exact.checks
        return Chapter(group, amount, most, asked, met)

    def _cut(self, adding: Adding, amount: Amount, cap: Fraction, asked: str) -> tuple[Amount, Whole]:
        top = figure(int(cap * self._scoring.unit) * self._parts)
        over = f"{amount.whole.text} >= {top.text}"
        whole = adding.kept("i", chosen(over, top, amount.whole))
        rest = adding.kept("r", chosen(over, ZERO, amount.rest))
        return Amount(whole, rest, amount.below), chosen(asked, self._scoring.points(cap), ZERO)

    def _floor(self, adding: Adding, group: Group, amount: Amount, most: Whole, is_open: str) -> str:
        if group.floor is None:
            return "''"
        line, given = line_of_grade(self._scoring, group.floor)
        target = adding.exact.product([line[0], most, figure(self._parts)])
        held = chosen_text(adding.reaches(amount, figure(line[1]), target), "'1'", "'0'")
        settled = chosen_text(f"{most.text} = 0" if most.constant is None else FALSE, "'1'", held)
        return chosen_text(one_holds(negated(given), is_open), "''", settled)

    # --- the whole form -------------------------------------------------------------------------

    def finish(self, standing: Standing) -> None:
        """Write the total and what it means."""
        keep = self._scoring.workings.keep
        fulfilled = keep("t_fulfilled", f"if({self._fulfilled(standing)}, 1, 0)")
        amount, most = self._total(standing, fulfilled)
        counted = self._counted()
        total, normalised = self._figures(amount, most)
        judge = GradeJudge(self._scoring, self._adding, self._parts, amount, most)
        meets = [judge.meets(grade, standing, fulfilled, counted) for grade in self._form.grading]
        self._checks += self._adding.exact.checks
        missing = self._not_computed(standing)
        known = keep("t_known", f"if({missing} = '', 1, 0)")
        is_known = f"{known} = 1"
        keep("t_total", chosen_text(all_hold(is_known, counted), total, "''"))
        keep("t_max", chosen_text(counted, self._most_text(most), "''"))
        keep("t_normalised", chosen_text(all_hold(is_known, counted), normalised, "''"))
        complete = keep("t_complete", f"if({all_hold(is_known, self._complete(standing))}, 1, 0)")
        grade = keep("t_grade", chosen_text(f"{complete} = 1", judge.grade(meets), "''"))
        keep("t_verdict", chosen_text(is_known, judge.verdict(grade, complete, standing), f"'{NOT_COMPUTED}'"))

    def _fulfilled(self, standing: Standing) -> str:
        return all_hold(
            *(
                one_holds(*(f"{entry.state} = '{word}'" for word in ("met", "na", "not_in_form")))
                for entry in standing.prerequisites
            )
        )

    def _total(self, standing: Standing, fulfilled: str) -> tuple[Amount, Whole]:
        """Add the groups; their own fractions stay fractions of the same denominators."""
        points = [
            row.points
            for chapter in standing.chapters
            if not _is_cut(chapter)
            for row in standing.rows
            if row.item.group == chapter.group.code
        ]
        amount = self._adding.amount(points, self._parts)
        most = ZERO
        for chapter in standing.chapters:
            most = plus(most, chapter.most)
            if _is_cut(chapter):
                amount = self._with_cut(amount, chapter)
        granted = self._form.total_formula.prerequisite_points
        if granted:
            units = figure(int(granted * self._scoring.unit))
            gift = chosen(f"{fulfilled} = 1", figure(int(granted * self._scoring.unit) * self._parts), ZERO)
            amount, most = self._adding.plus(amount, gift), plus(most, units)
        whole = self._adding.kept("i", amount.whole)
        return Amount(whole, amount.rest, amount.below), self._adding.kept("most", most)

    def _with_cut(self, amount: Amount, chapter: Chapter) -> Amount:
        cut = chapter.amount
        if cut.below.constant == 1:
            return self._adding.plus(amount, cut.whole)
        joined = self._adding.joined(amount, cut.rest, cut.below)
        return self._adding.plus(joined, cut.whole)

    def _counted(self) -> str:
        """Say that the mode counts points at all."""
        modes = [mode for mode in self._form.modes if not mode.groups]
        return negated(one_holds(*(self._scoring.subject.equals(MODE, mode.code) for mode in modes)))

    def _figures(self, amount: Amount, most: Whole) -> tuple[str, str]:
        divisor = self._form.total_formula.divisor
        by, below = divisor.denominator, divisor.numerator * self._parts * self._scoring.unit
        total = self._adding.rounded(amount, by, figure(below))
        kinds = {normalisation_of(self._form, mode) for mode in (self._form.modes or (None,))}
        texts = {kind: self._normalised(kind, amount, most, total) for kind in kinds}
        return total, self._by_mode(
            {self._of(mode): texts[normalisation_of(self._form, mode)] for mode in (self._form.modes or (None,))}
        )

    @staticmethod
    def _of(mode: Mode | None) -> str:
        return "" if mode is None else mode.code

    def _by_mode(self, texts: dict[str, str]) -> str:
        codes = list(texts)
        text = texts[codes[0]]
        for code in codes[1:]:
            text = chosen_text(self._scoring.subject.equals(MODE, code), texts[code], text)
        return text

    def _normalised(self, kind: Normalisation, amount: Amount, most: Whole, total: str) -> str:
        if kind is Normalisation.TOTAL:
            return total
        if kind is Normalisation.NONE:
            return "''"
        below = self._adding.kept("base", self._adding.exact.product([most, figure(self._parts)]))
        share = self._adding.rounded(amount, 100, below)
        return chosen_text(f"{most.text} = 0", "''", share) if most.constant is None else share

    def _most_text(self, most: Whole) -> str:
        divisor = self._form.total_formula.divisor
        return f"({most.text} * {divisor.denominator} div {divisor.numerator * self._scoring.unit})"

    def _complete(self, standing: Standing) -> str:
        open_rows = [f"{row.state} = '{word}'" for row in standing.rows for word in OPEN_WORDS]
        asked = [*standing.prerequisites]
        open_asked = [f"{entry.state} = '{word}'" for entry in asked for word in ("open", "undetermined")]
        stars = one_holds(
            *(f"{entry.state} = '{word}'" for entry in standing.stars for word in ("open", "undetermined"))
        )
        keep = self._scoring.workings.keep
        sums = [keep("t_open", " + ".join(f"if({entry}, 1, 0)" for entry in some)) for some in _in_portions(open_rows)]
        rows = keep("t_open_items", " + ".join(sums) or "0")
        return all_hold(f"{rows} = 0", negated(one_holds(*open_asked)), negated(all_hold(self._counted(), stars)))

    def _not_computed(self, standing: Standing) -> str:
        """List the codes whose figures are too large for a phone; the total is then not shown."""
        listed = [(row.item.code, row.state) for row in standing.rows]
        listed += [(entry.code, entry.state) for entry in (*standing.prerequisites, *standing.stars)]
        doubtful = [(code, state) for code, state in listed if self._may_fail(state)]
        texts = [f"if({state} = '{NOT_COMPUTED}', '{code} ', '')" for code, state in doubtful]
        if self._checks:
            texts.append(f"if({all_hold(*self._checks)}, '', '∑ ')")
        keep = self._scoring.workings.keep
        told = [keep("t_named", f"concat({', '.join(some)}, '')") for some in _in_portions(texts)]
        return keep("t_not_computed", f"concat({', '.join(told)}, '')" if told else "''")

    def _may_fail(self, state: str) -> bool:
        name = state.removeprefix("${").removesuffix("}")
        text = next(text for known, text in self._scoring.workings.calculations if known == name)
        return NOT_COMPUTED in text


def _is_cut(chapter: Chapter) -> bool:
    return chapter.group.bonus and chapter.group.cap is not None


def _in_portions(texts: Sequence[str]) -> list[Sequence[str]]:
    """Cut a long list, so that no expression outgrows a cell of a workbook."""
    return [texts[at : at + _PORTION] for at in range(0, len(texts), _PORTION)]


def parts_of(rows: Sequence[Row]) -> int:
    """Find into how many parts a unit must be split so that every item's points are whole."""
    return lcm(*(row.points.extra for row in rows)) if rows else 1
