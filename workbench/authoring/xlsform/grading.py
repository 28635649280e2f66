"""Chapters, total, completeness, grade and verdict on the phone (scoring contract, sections 5 to 7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from workbench.authoring.xlsform.context import Scoring
from workbench.authoring.xlsform.ledger import NOT_COMPUTED, OPEN_WORDS, Row, is_asked
from workbench.authoring.xlsform.logic import FALSE, TRUE, all_hold, chosen_text, negated, one_holds
from workbench.authoring.xlsform.numbers import ZERO, Whole, chosen, figure, plus
from workbench.authoring.xlsform.sums import Adding, Amount
from workbench.domain.forms import Form, Grade, Group, Mode, Normalisation, Requirement
from workbench.domain.rules import ParameterRef
from workbench.scoring.groups import normalisation_of
from workbench.scoring.membership import MODE


@dataclass(frozen=True, slots=True)
class Chapter:
    """One group: its amount, its maximum in units, when it is asked, and the reference that says its floor is met."""

    group: Group
    amount: Amount
    most: Whole
    asked: str
    met: str


@dataclass(frozen=True, slots=True)
class Required:
    """A prerequisite or star requirement: code, state, and the star it reaches."""

    code: str
    state: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything a grade can ask for."""

    rows: Sequence[Row]
    chapters: Sequence[Chapter]
    prerequisites: Sequence[Required]
    stars: Sequence[Required]


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
        prefix = f"g_{group.code}"
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
        line, given = self._line(group.floor)
        target = adding.exact.product([line[0], most, figure(self._parts)])
        held = chosen_text(adding.reaches(amount, figure(line[1]), target), "'1'", "'0'")
        settled = chosen_text(f"{most.text} = 0" if most.constant is None else FALSE, "'1'", held)
        return chosen_text(one_holds(negated(given), is_open), "''", settled)

    def _line(self, line: Fraction | ParameterRef) -> tuple[tuple[Whole, int], str]:
        if isinstance(line, ParameterRef):
            outside = self._scoring.parameters[line.key]
            return (outside.whole, 10**outside.places), outside.given
        return (figure(line.numerator), line.denominator), TRUE

    # --- the whole form -------------------------------------------------------------------------

    def finish(self, standing: Standing) -> None:
        """Write the total and what it means."""
        keep = self._scoring.workings.keep
        fulfilled = keep("t_fulfilled", f"if({self._fulfilled(standing)}, 1, 0)")
        amount, most = self._total(standing, fulfilled)
        counted = self._counted()
        total, normalised = self._figures(amount, most)
        meets = {grade.code + str(at): self._meets(grade, standing, amount, most, fulfilled) for at, grade in enumerate(self._form.grading)}
        self._checks += self._adding.exact.checks
        missing = self._not_computed(standing)
        known = keep("t_known", f"if({missing} = '', 1, 0)")
        is_known = f"{known} = 1"
        keep("t_total", chosen_text(all_hold(is_known, counted), total, "''"))
        keep("t_max", chosen_text(counted, self._most_text(most), "''"))
        keep("t_normalised", chosen_text(all_hold(is_known, counted), normalised, "''"))
        complete = keep("t_complete", f"if({all_hold(is_known, self._complete(standing))}, 1, 0)")
        grade = keep("t_grade", chosen_text(f"{complete} = 1", self._grade(meets), "''"))
        keep("t_verdict", chosen_text(is_known, self._verdict(grade, complete, standing), f"'{NOT_COMPUTED}'"))

    def _fulfilled(self, standing: Standing) -> str:
        return all_hold(
            *(
                one_holds(*(f"{entry.state} = '{word}'" for word in ("met", "na", "not_in_form")))
                for entry in standing.prerequisites
            )
        )

    def _total(self, standing: Standing, fulfilled: str) -> tuple[Amount, Whole]:
        """Add the groups; their own fractions stay fractions of the same denominators."""
        points = [row.points for chapter in standing.chapters if not _is_cut(chapter) for row in standing.rows if row.item.group == chapter.group.code]
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
        joined = self._adding._with(amount, cut.rest, cut.below)  # noqa: SLF001 -- a friend of the same room
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
        return total, self._by_mode({self._of(mode): texts[normalisation_of(self._form, mode)] for mode in (self._form.modes or (None,))})

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
        stars = one_holds(*(f"{entry.state} = '{word}'" for entry in standing.stars for word in ("open", "undetermined")))
        keep = self._scoring.workings.keep
        rows = keep("t_open_items", " + ".join(f"if({entry}, 1, 0)" for entry in open_rows) or "0")
        return all_hold(f"{rows} = 0", negated(one_holds(*open_asked)), negated(all_hold(self._counted(), stars)))

    # --- grade ----------------------------------------------------------------------------------

    def _meets(self, grade: Grade, standing: Standing, amount: Amount, most: Whole, fulfilled: str) -> str:
        found = [TRUE]
        if Requirement.PREREQUISITES in grade.requires:
            found.append(f"{fulfilled} = 1")
        if Requirement.GROUP_FLOORS in grade.requires:
            found.append(negated(one_holds(*(f"{chapter.met} = '0'" for chapter in standing.chapters if chapter.group.floor is not None))))
        if Requirement.TOTAL in grade.requires:
            found.append(self._reaches(grade, amount, most))
        if Requirement.CRITERIA_COUNT in grade.requires:
            found.append(self._criteria(grade, amount))
        if Requirement.STAR_REQUIREMENTS in grade.requires:
            below = one_holds(*(all_hold(f"{entry.state} != 'not_in_form'", f"{entry.level or 0} < {grade.star or 0}") for entry in standing.stars))
            found.append(negated(all_hold(self._counted(), below)))
        return all_hold(self._in_mode(grade), *found)

    def _in_mode(self, grade: Grade) -> str:
        if grade.mode is None or not self._form.modes:
            return TRUE
        if grade.mode != self._form.modes[0].code:
            return self._scoring.subject.equals(MODE, grade.mode)
        others = (mode.code for mode in self._form.modes[1:])
        return negated(one_holds(*(self._scoring.subject.equals(MODE, code) for code in others)))

    def _reaches(self, grade: Grade, amount: Amount, most: Whole) -> str:
        """Compare normalised with a line, both as whole numbers."""
        if grade.min_normalised is None:
            return FALSE
        (line, scale), given = self._line(grade.min_normalised)
        mode = next((mode for mode in self._form.modes if mode.code == grade.mode), None)
        kind = normalisation_of(self._form, mode)
        exact = self._adding.exact
        if kind is Normalisation.NONE:
            return FALSE
        if kind is Normalisation.TOTAL:
            divisor = self._form.total_formula.divisor
            target = exact.product([line, figure(divisor.numerator * self._parts * self._scoring.unit)])
            return all_hold(given, self._adding.reaches(amount, figure(scale * divisor.denominator), target))
        target = exact.product([line, most, figure(self._parts)])
        reached = self._adding.reaches(amount, figure(100 * scale), target)
        return all_hold(given, f"{most.text} > 0" if most.constant is None else TRUE, reached)

    def _criteria(self, grade: Grade, amount: Amount) -> str:
        divisor = self._form.total_formula.divisor
        found = []
        for value, number in grade.min_criteria.items():
            target = figure(number * divisor.numerator * self._parts * self._scoring.unit)
            reached = self._adding.reaches(amount, figure(divisor.denominator), target)
            found.append(all_hold(self._scoring.subject.equals(grade.criteria_attribute or "", value), reached))
        return one_holds(*found)

    def _grade(self, meets: dict[str, str]) -> str:
        text = "''"
        for at, grade in reversed(list(enumerate(self._form.grading))):
            text = chosen_text(meets[grade.code + str(at)], f"'{grade.code}'", text)
        return text

    def _verdict(self, grade: str, complete: str, standing: Standing) -> str:
        passing = one_holds(*(f"{grade} = '{entry.code}'" for entry in self._form.grading if entry.passes))
        not_met = one_holds(*(f"{entry.state} = 'not_met'" for entry in standing.prerequisites))
        text = chosen_text(one_holds(not_met, f"{complete} = 1"), "'fail'", "'incomplete'")
        return chosen_text(passing, "'pass'", chosen_text(f"{grade} != ''", "'fail'", text))

    def _not_computed(self, standing: Standing) -> str:
        """List the codes whose figures are too large for a phone; the total is then not shown."""
        listed = [(row.item.code, row.state) for row in standing.rows]
        listed += [(entry.code, entry.state) for entry in (*standing.prerequisites, *standing.stars)]
        doubtful = [(code, state) for code, state in listed if self._may_fail(state)]
        texts = [f"if({state} = '{NOT_COMPUTED}', '{code} ', '')" for code, state in doubtful]
        if self._checks:
            texts.append(f"if({all_hold(*self._checks)}, '', '∑ ')")
        if not texts:
            return self._scoring.workings.keep("t_not_computed", "''")
        return self._scoring.workings.keep("t_not_computed", f"concat({', '.join(texts)}, '')")

    def _may_fail(self, state: str) -> bool:
        name = state.removeprefix("${").removesuffix("}")
        text = next(text for known, text in self._scoring.workings.calculations if known == name)
        return NOT_COMPUTED in text


def _is_cut(chapter: Chapter) -> bool:
    return chapter.group.bonus and chapter.group.cap is not None


def parts_of(rows: Sequence[Row]) -> int:
    """Find into how many parts a unit must be split so that every item's points are whole."""
    return lcm(*(row.points.extra for row in rows)) if rows else 1


__all__ = ["Chapter", "Grading", "Required", "Standing", "parts_of"]
