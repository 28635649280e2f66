"""Every published case of every form comes out exactly, scored at once and answer by answer."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.forms import shipped_form
from workbench.domain.forms import Form
from workbench.scoring.decoding import Decoder
from workbench.scoring.engine import Scorer, score
from workbench.scoring.result_document import from_document, to_document

Case = dict[str, Any]

FILES = sorted((Path(__file__).parents[2] / "vectors").glob("*.json"))
CASES: list[Case] = [case for file in FILES for case in json.loads(file.read_text("utf-8"))["cases"]]


def edition_named(case: Case) -> tuple[str, str]:
    return case["answers"]["form"], case["answers"]["edition"]


def form_of(case: Case) -> Form:
    return shipped_form(*edition_named(case))


@pytest.fixture(params=CASES, ids=lambda case: case["id"])
def case(request) -> Case:
    return request.param


def test_every_form_of_the_vectors_has_twelve_cases():
    assert {form: len(list(found)) for form, found in groupby(CASES, lambda case: case["answers"]["form"])} == {
        file.stem: 12 for file in FILES
    }


def test_a_case_scored_at_once_gives_the_whole_document(case):
    form = form_of(case)
    decoding = Decoder(form).decode(case["answers"])
    assert (decoding.faults, decoding.warnings) == ((), ())
    assert to_document(score(form, decoding.answers)) == case["expected"]


def test_a_case_entered_answer_by_answer_gives_the_same_document(case):
    form = form_of(case)
    scorer = Scorer(form)
    answers = Decoder(form).decode(case["answers"]).answers
    entered = replace(answers, responses={}, prerequisites={}, parameters={})
    scored = scorer.rescore(entered)
    for code in reversed(answers.responses):
        entered = replace(entered, responses={**entered.responses, code: answers.responses[code]})
        scored = scorer.rescore(entered, scored)
    for code, response in answers.prerequisites.items():
        entered = replace(entered, prerequisites={**entered.prerequisites, code: response})
        scored = scorer.rescore(entered, scored)
    scored = scorer.rescore(replace(entered, parameters=answers.parameters), scored)
    assert to_document(scored.result) == case["expected"]


@pytest.mark.parametrize("edition", sorted({edition_named(case) for case in CASES}), ids="-".join)
def test_one_case_turns_into_the_next_without_a_trace(edition):
    form = shipped_form(*edition)
    scorer, decoder = Scorer(form), Decoder(form)
    cases = [case for case in CASES if edition_named(case) == edition]
    scored = None
    for case in [*cases, *reversed(cases)]:
        scored = scorer.rescore(decoder.decode(case["answers"]).answers, scored)
        assert to_document(scored.result) == case["expected"]


def test_a_result_document_is_read_back(case):
    assert to_document(from_document(case["expected"])) == case["expected"]
