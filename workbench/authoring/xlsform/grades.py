"""Grade and verdict on the phone (scoring contract, section 7)."""

from __future__ import annotations

from fractions import Fraction

from workbench.authoring.xlsform.context import Scoring
from workbench.authoring.xlsform.logic import FALSE, TRUE, all_hold, chosen_text, negated, one_holds
from workbench.authoring.xlsform.numbers import Whole, figure
from workbench.authoring.xlsform.standing import Standing
from workbench.authoring.xlsform.sums import Adding, Amount
from workbench.domain.forms import Grade, Normalisation, Requirement
from workbench.domain.rules import ParameterRef
from workbench.scoring.groups import normalisation_of
from workbench.scoring.membership import MODE


def line_of_grade(scoring: Scoring, line: Fraction | ParameterRef) -> tuple[tuple[Whole, int], str]:
    """Give a floor or pass line as a fraction of whole numbers, and when it is known."""
    if isinstance(line, ParameterRef):
        outside = scoring.parameters[line.key]
        return (outside.whole, 10**outside.places), outside.given
    return (figure(line.numerator), line.denominator), TRUE


class GradeJudge:
    """Writes which grade is reached; `amount` and `most` are the form's total and maximum."""

    def __init__(self, scoring: Scoring, adding: Adding, parts: int, amount: Amount, most: Whole) -> None:
        self._scoring = scoring
        self._form = scoring.plan.form
        self._adding = adding
        self._parts = parts
        self._amount = amount
        self._most = most

    def meets(self, grade: Grade, standing: Standing, fulfilled: str, counted: str) -> str:
        """Say that everything a grade asks for holds."""
        found = [TRUE]
        if Requirement.PREREQUISITES in grade.requires:
            found.append(f"{fulfilled} = 1")
        if Requirement.GROUP_FLOORS in grade.requires:
            found.append(
                negated(
                    one_holds(
                        *(f"{chapter.met} = '0'" for chapter in standing.chapters if chapter.group.floor is not None)
                    )
                )
            )
        if Requirement.TOTAL in grade.requires:
            found.append(self._reaches(grade))
        if Requirement.CRITERIA_COUNT in grade.requires:
            found.append(self._criteria(grade))
        if Requirement.STAR_REQUIREMENTS in grade.requires:
            below = one_holds(
                *(
                    all_hold(f"{entry.state} != 'not_in_form'", f"{entry.level or 0} < {grade.star or 0}")
                    for entry in standing.stars
                )
            )
            found.append(negated(all_hold(counted, below)))
        return all_hold(self._in_mode(grade), *found)

    def _in_mode(self, grade: Grade) -> str:
        if grade.mode is None or not self._form.modes:
            return TRUE
        if grade.mode != self._form.modes[0].code:
            return self._scoring.subject.equals(MODE, grade.mode)
        others = (mode.code for mode in self._form.modes[1:])
        return negated(one_holds(*(self._scoring.subject.equals(MODE, code) for code in others)))

    def _reaches(self, grade: Grade) -> str:
        """Compare normalised with a line, both as whole numbers."""
        if grade.min_normalised is None:
            return FALSE
        (line, scale), given = line_of_grade(self._scoring, grade.min_normalised)
        mode = next((mode for mode in self._form.modes if mode.code == grade.mode), None)
        kind = normalisation_of(self._form, mode)
        exact = self._adding.exact
        if kind is Normalisation.NONE:
            return FALSE
        if kind is Normalisation.TOTAL:
            divisor = self._form.total_formula.divisor
            target = exact.product([line, figure(divisor.numerator * self._parts * self._scoring.unit)])
            return all_hold(given, self._adding.reaches(self._amount, figure(scale * divisor.denominator), target))
        target = exact.product([line, self._most, figure(self._parts)])
        reached = self._adding.reaches(self._amount, figure(100 * scale), target)
        return all_hold(given, f"{self._most.text} > 0" if self._most.constant is None else TRUE, reached)

    def _criteria(self, grade: Grade) -> str:
        divisor = self._form.total_formula.divisor
        found = []
        for value, number in grade.min_criteria.items():
            target = figure(number * divisor.numerator * self._parts * self._scoring.unit)
            reached = self._adding.reaches(self._amount, figure(divisor.denominator), target)
            found.append(all_hold(self._scoring.subject.equals(grade.criteria_attribute or "", value), reached))
        return one_holds(*found)

    def grade(self, meets: list[str]) -> str:
        """Give the best grade whose requirements hold."""
        text = "''"
        for at, grade in reversed(list(enumerate(self._form.grading))):
            text = chosen_text(meets[at], f"'{grade.code}'", text)
        return text

    def verdict(self, grade: str, complete: str, standing: Standing) -> str:
        """Give the verdict: the grade's, or what can be said without one."""
        passing = one_holds(*(f"{grade} = '{entry.code}'" for entry in self._form.grading if entry.passes))
        not_met = one_holds(*(f"{entry.state} = 'not_met'" for entry in standing.prerequisites))
        text = chosen_text(one_holds(not_met, f"{complete} = 1"), "'fail'", "'incomplete'")
        return chosen_text(passing, "'pass'", chosen_text(f"{grade} != ''", "'fail'", text))
