"""Scores a form: all at once, or only what a changed answer touches; both give the same result."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.domain.forms import Form, Grade, Group, Mode, Prerequisite, StarRequirement
from workbench.domain.results import GroupResult, LedgerRow, PrerequisiteResult, Result
from workbench.domain.rules import RequiredLevel
from workbench.scoring import ledger, prerequisites, provincial, stars
from workbench.scoring.answers import DecodedAnswers
from workbench.scoring.blocking import blocking, next_aim
from workbench.scoring.dependencies import Dependency, OnAttribute, OnItem, OnParameter, of_asked, of_item
from workbench.scoring.grade import Standing, grades_of, is_complete, is_fulfilled, reached, verdict_of
from workbench.scoring.groups import group_result, totals
from workbench.scoring.judgement import Circumstances
from workbench.scoring.membership import active_mode
from workbench.scoring.prerequisites import JudgedItem

Asked = Prerequisite | StarRequirement


@dataclass(frozen=True, slots=True)
class Scored:
    """A result together with the answers and judgements it was made from, so that the next can start from it."""

    answers: DecodedAnswers
    mode: Mode | None
    rows: Mapping[str, LedgerRow]
    groups: Mapping[str, GroupResult]
    states: Mapping[str, PrerequisiteResult]
    standing: Standing
    result: Result


@dataclass(frozen=True, slots=True)
class _Touched:
    """The items, groups and prerequisites that must be judged anew."""

    items: frozenset[str]
    groups: frozenset[str]
    asked: frozenset[str]


class Scorer:
    """Scores answers to one form; keep it, for it knows what depends on what."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._tables = {table.key: table for table in form.tables}
        self._asked: tuple[Asked, ...] = (*form.prerequisites, *form.star_requirements, *form.provincial_checks)
        self._items_on = _inverted({item.code: of_item(item) for item in form.items})
        self._asked_on = _inverted({asked.code: of_asked(asked, form.items) for asked in self._asked})
        self._everything = _Touched(
            items=frozenset(form.item_by_code),
            groups=frozenset(group.code for group in form.groups),
            asked=frozenset(asked.code for asked in self._asked),
        )

    def score(self, answers: DecodedAnswers) -> Result:
        """Score all answers."""
        return self.rescore(answers).result

    def rescore(self, answers: DecodedAnswers, previous: Scored | None = None) -> Scored:
        """Score answers, judging anew only what differs from the previous answers and what depends on it.

        What differs is found here, so that a caller can forget nothing; hand the unchanged `Response` objects in again
        and the comparison costs next to nothing.
        """
        mode = active_mode(self.form, answers.subject)
        if previous is not None and previous.mode != mode:
            previous = None
        touched = self._everything if previous is None else self._touched(answers, previous.answers)
        circumstances = Circumstances(answers.subject, answers.parameters, self._tables)
        rows = dict(previous.rows) if previous else {}
        groups = dict(previous.groups) if previous else {}
        states = dict(previous.states) if previous else {}
        for group in groups_in(self.form, mode):
            for item in group.items:
                if item.code in touched.items:
                    response = answers.responses.get(item.code)
                    rows[item.code] = ledger.row(item, response, self.form.edition, circumstances)
            if group.code in touched.groups:
                groups[group.code] = group_result(group, (rows[item.code] for item in group.items), answers.parameters)
        for asked in self._asked:
            if asked.code in touched.asked:
                states[asked.code] = self._state(asked, answers, rows, circumstances)
        standing = self._standing(answers, mode, rows, groups, states)
        result = self._result(mode, standing, states)
        return Scored(answers, mode, rows, groups, states, standing, result)

    def _touched(self, answers: DecodedAnswers, before: DecodedAnswers) -> _Touched:
        facts: list[Dependency] = [OnAttribute(key) for key in _differing(answers.subject, before.subject)]
        figures: list[Dependency] = [OnParameter(key) for key in _differing(answers.parameters, before.parameters)]
        items = {*_differing(answers.responses, before.responses), *_of(self._items_on, (*facts, *figures))}
        watched = [OnItem(code) for code in items]
        asked = {
            *_differing(answers.prerequisites, before.prerequisites),
            *_of(self._asked_on, (*facts, *figures, *watched)),
        }
        groups = {item.group for item in self.form.items if item.code in items}
        return _Touched(
            items=frozenset(items),
            groups=self._everything.groups if figures else frozenset(groups),
            asked=frozenset(asked),
        )

    def _state(
        self,
        asked: Asked,
        answers: DecodedAnswers,
        rows: Mapping[str, LedgerRow],
        circumstances: Circumstances,
    ) -> PrerequisiteResult:
        response = answers.prerequisites.get(asked.code)
        if isinstance(asked, StarRequirement):
            return stars.judge(asked, response, self.form.edition, circumstances)
        watched = prerequisites.watched_item(asked)
        judged = None
        if watched is not None and watched in rows:
            judged = JudgedItem(self.form.item_by_code[watched], rows[watched], answers.responses.get(watched))
        return prerequisites.judge(asked, response, judged, self.form.edition, circumstances)

    def _standing(
        self,
        answers: DecodedAnswers,
        mode: Mode | None,
        rows: Mapping[str, LedgerRow],
        groups: Mapping[str, GroupResult],
        states: Mapping[str, PrerequisiteResult],
    ) -> Standing:
        controls = tuple(states[entry.code] for entry in self.form.prerequisites)
        listed = tuple(groups.values())
        return Standing(
            rows=tuple(rows.values()),
            groups=listed,
            totals=totals(self.form, mode, listed, fulfilled=is_fulfilled(controls)),
            prerequisites=controls,
            stars=self._stars(mode, states),
            subject=answers.subject,
            parameters=answers.parameters,
        )

    def _result(self, mode: Mode | None, standing: Standing, states: Mapping[str, PrerequisiteResult]) -> Result:
        grades = grades_of(self.form, mode)
        complete = is_complete(standing)
        grade = reached(grades, standing) if complete else None
        return Result(
            form=self.form.code,
            edition=self.form.edition,
            complete=complete,
            groups=standing.groups,
            total=standing.totals.total,
            max_points=standing.totals.max_points,
            normalised=standing.totals.normalised,
            prerequisites=(*standing.prerequisites, *standing.stars, *self._checks(standing, grade, states)),
            grade=None if grade is None else grade.code,
            grade_name=None if grade is None else grade.name.zh,
            verdict=verdict_of(grade, standing),
            blocking=blocking(next_aim(grades, grade), standing),
            ledger=standing.rows,
        )

    def _stars(self, mode: Mode | None, states: Mapping[str, PrerequisiteResult]) -> tuple[PrerequisiteResult, ...]:
        if mode is not None and not mode.groups:
            return ()
        return tuple(states[entry.code] for entry in self.form.star_requirements)

    def _checks(
        self, standing: Standing, grade: Grade | None, states: Mapping[str, PrerequisiteResult]
    ) -> tuple[PrerequisiteResult, ...]:
        """Judge the provincial checks; the required level is compared with the grade, so it comes last."""
        return tuple(
            provincial.judge(check.code, standing.subject, grade, self.form.grading)
            if isinstance(check.rule, RequiredLevel)
            else states[check.code]
            for check in self.form.provincial_checks
        )


def score(form: Form, answers: DecodedAnswers) -> Result:
    """Score one set of answers; keep a `Scorer` for many."""
    return Scorer(form).score(answers)


def groups_in(form: Form, mode: Mode | None) -> tuple[Group, ...]:
    """List the groups that are asked in a mode, in file order."""
    return tuple(group for group in form.groups if mode is None or group.code in mode.groups)


def _inverted(needs: Mapping[str, Iterable[Dependency]]) -> Mapping[Dependency, frozenset[str]]:
    found: defaultdict[Dependency, set[str]] = defaultdict(set)
    for code, dependencies in needs.items():
        for dependency in dependencies:
            found[dependency].add(code)
    return {dependency: frozenset(codes) for dependency, codes in found.items()}


def _of(index: Mapping[Dependency, frozenset[str]], changed: Iterable[Dependency]) -> frozenset[str]:
    return frozenset().union(*(index.get(dependency, frozenset()) for dependency in changed))


def _differing(now: Mapping[str, object], before: Mapping[str, object]) -> set[str]:
    if now is before:
        return set()
    return {
        key
        for key in now.keys() | before.keys()
        if (entry := now.get(key)) is not (old := before.get(key)) and entry != old
    }
