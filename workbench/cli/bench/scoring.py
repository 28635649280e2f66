"""How fast the engine is: one changed answer, advice, many assessments, and how the time grows with the form."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from workbench.catalogue.sample_answers import sample_answers
from workbench.cli.bench.figures import Figure, median, seconds
from workbench.domain.forms import Form
from workbench.domain.rules import Graded
from workbench.scoring.advice import lifts
from workbench.scoring.answers import DecodedAnswers, PartAnswers, Response
from workbench.scoring.decoding.document import decode
from workbench.scoring.engine import Scorer
from workbench.usecases.workplace import Workplace

_ROUNDS = 400
_VISITS = 40
_MANY = 10_000
_LONGER = 8

Lowered = Mapping[str, Response]


@dataclass(frozen=True)
class _Case:
    """A form with a whole set of answers to it."""

    form: Form
    document: Mapping[str, Any]
    answers: DecodedAnswers

    @property
    def name(self) -> str:
        return f"{self.form.code} {self.form.edition}"


def _cases(place: Workplace) -> list[_Case]:
    """Give every form with its sample answers, the form with the most items first."""
    cases = []
    for code, document in sample_answers(place.data).items():
        form = place.library.form(code, document.get("edition"))
        answers = decode(form, document).answers
        if answers is None:
            raise ValueError(f"the sample answers for {code} do not fit its form")
        cases.append(_Case(form, document, answers))
    return sorted(cases, key=lambda case: len(case.form.items), reverse=True)


def score_one_answer(place: Workplace) -> Figure:
    """Change one answer after another and time each rescoring, answers already decoded (decision 28)."""
    cases = _cases(place)
    times = {case.name: _one_answer(case) for case in cases}
    slowest = max(times, key=times.__getitem__)
    whole = {case.name: median([seconds(lambda case=case: _whole(case)) for _ in range(20)]) for case in cases}  # type: ignore[misc]
    building = next(case.name for case in cases if case.form.code == "green-building")
    return Figure(
        name="score_one_answer",
        value=times[slowest] * 1_000,
        unit="ms",
        ceiling=1.0,
        work=f"{slowest}, the slowest of {len(cases)} forms, one answer taken away, median of {_ROUNDS}",
        note=f"{building} {times[building] * 1_000:.2f} ms; whole forms {_told(whole)} ms",
    )


def _one_answer(case: _Case) -> float:
    scorer = Scorer(case.form)
    scored = scorer.rescore(case.answers)
    codes = [code for code, response in case.answers.responses.items() if response.is_entered]
    times = []
    for number in range(_ROUNDS):
        code = codes[number % len(codes)]
        changed = replace(case.answers, responses={**case.answers.responses, code: Response()})
        times.append(seconds(lambda changed=changed: scorer.rescore(changed, scored)))  # type: ignore[misc]
    return median(times)


def _whole(case: _Case) -> object:
    return Scorer(case.form).rescore(case.answers)


def _told(times: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {time * 1_000:.1f}" for name, time in times.items())


def advise(place: Workplace) -> Figure:
    """Look for what lifts a unit, on many visits that lost points here and there; the slowest counts."""
    slowest, where = 0.0, ""
    for case in _cases(place):
        scorer = Scorer(case.form)
        for answers in _visits(case):
            scored = scorer.rescore(answers)
            time = seconds(lambda scored=scored, case=case: lifts(case.form, scored))  # type: ignore[misc]
            if time > slowest:
                slowest, where = time, case.name
    return Figure(
        name="advise",
        value=slowest * 1_000,
        unit="ms",
        ceiling=50.0,
        work=f"next grade and every floor, the slowest of {_VISITS} visits of each form",
        note=f"slowest on {where}",
    )


def _visits(case: _Case) -> Iterator[DecodedAnswers]:
    """Give the answers with ever other items at their worst; the same ones in every run."""
    lowered = _lowered(case)
    chance = random.Random(20_200_817)  # noqa: S311 -- repeatable, nothing secret
    for _ in range(_VISITS):
        chosen = chance.sample(sorted(lowered), chance.randint(1, len(lowered)))
        yield replace(case.answers, responses={**case.answers.responses, **{code: lowered[code] for code in chosen}})


def _lowered(case: _Case) -> Lowered:
    """Give the worst answer to each item that has a plainly worst one."""
    found = {}
    for code, response in case.answers.responses.items():
        rule = case.form.item_by_code[code].rule
        match response.value:
            case True:
                found[code] = Response(value=False)
            case str() if isinstance(rule, Graded):
                found[code] = Response(value=min(rule.levels, key=lambda level: level.points).code)
            case PartAnswers() as value:
                parts = {key: _denied(part) for key, part in value.parts.items()}
                found[code] = Response(value=replace(value, parts=parts))
            case _:
                continue
    return found


def _denied(part: Response) -> Response:
    return Response(value=False) if part.value is True else part


def rescore_many(place: Workplace) -> Figure:
    """Score ten thousand decoded assessments of the building form anew, as a check of a province does."""
    case = next(case for case in _cases(place) if case.form.code == "green-building")
    scorer = Scorer(case.form)
    visits = list(_visits(case))

    def rescore() -> None:
        for number in range(_MANY):
            scorer.score(visits[number % _VISITS])

    decoding = median([seconds(lambda: decode(case.form, case.document)) for _ in range(50)])
    each = seconds(rescore) / _MANY
    return Figure(
        name="rescore_many",
        value=each * 1_000,
        unit="ms",
        ceiling=5.0,
        work=f"{_MANY:,} assessments, {case.name}, whole form each, answers decoded, on one core",
        note=f"{1 / each:,.0f} a second and core; {1 / (each + decoding):,.0f} with decoding the document",
    )


def score_growth(place: Workplace) -> Figure:
    """Score the largest form and one with eight times its items: the time an item takes must stay the same."""
    case = _cases(place)[0]
    long = _lengthened(case, _LONGER)
    short_times, long_times = [], []
    short_scorer, long_scorer = Scorer(case.form), Scorer(long.form)
    for _ in range(15):
        short_times.append(seconds(lambda: short_scorer.rescore(case.answers)))
        long_times.append(seconds(lambda: long_scorer.rescore(long.answers)))
    return Figure(
        name="score_growth",
        value=median(long_times) / median(short_times) / _LONGER,
        unit="x",
        ceiling=1.5,
        work=f"time an item takes, {len(long.form.items)} items against {len(case.form.items)} of {case.form.code}",
        note=f"{median(long_times) * 1_000:.1f} ms against {median(short_times) * 1_000:.1f} ms",
    )


def _lengthened(case: _Case, times: int) -> _Case:
    """Repeat every item of a form under further codes, with the same answers."""

    def code_of(code: str, number: int) -> str:
        return f"{code}x{number}" if number else code

    groups = tuple(
        replace(
            group,
            items=tuple(replace(item, code=code_of(item.code, at)) for at in range(times) for item in group.items),
        )
        for group in case.form.groups
    )
    responses = {
        code_of(code, at): response for code, response in case.answers.responses.items() for at in range(times)
    }
    return replace(case, form=replace(case.form, groups=groups), answers=replace(case.answers, responses=responses))
