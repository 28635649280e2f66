"""Every published case of the mall form comes out exactly, scored at once and answer by answer."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers.forms import shipped_form
from workbench.scoring.decoding import Decoder
from workbench.scoring.engine import Scorer, score
from workbench.scoring.result_document import from_document, to_document

CASES = json.loads((Path(__file__).parents[2] / "vectors" / "green-mall.json").read_text("utf-8"))["cases"]


@pytest.fixture(scope="module")
def mall():
    return shipped_form("green-mall", "1")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_scored_at_once_gives_the_whole_document(mall, case):
    decoding = Decoder(mall).decode(case["answers"])
    assert (decoding.faults, decoding.warnings) == ((), ())
    assert to_document(score(mall, decoding.answers)) == case["expected"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_entered_answer_by_answer_gives_the_same_document(mall, case):
    scorer = Scorer(mall)
    answers = Decoder(mall).decode(case["answers"]).answers
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


def test_one_case_turns_into_the_next_without_a_trace(mall):
    scorer, decoder = Scorer(mall), Decoder(mall)
    scored = None
    for case in [*CASES, *reversed(CASES)]:
        scored = scorer.rescore(decoder.decode(case["answers"]).answers, scored)
        assert to_document(scored.result) == case["expected"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_result_document_is_read_back(case):
    assert to_document(from_document(case["expected"])) == case["expected"]
