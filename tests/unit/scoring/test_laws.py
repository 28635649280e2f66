"""The laws of scoring, on random forms and random answers."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.helpers.forms import ROOT, answers_to, points
from tests.helpers.random_forms import some_answers, some_case, some_form
from workbench.domain.figures import plain
from workbench.domain.results import ItemState, Verdict
from workbench.domain.rules import (
    Bands,
    Combine,
    Count,
    Deduction,
    Gate,
    Graded,
    Linear,
    Step,
    SumOfParts,
    TargetDeduct,
    YesNo,
)
from workbench.domain.texts import Language
from workbench.scoring.decoding import decode
from workbench.scoring.engine import Scorer, score
from workbench.scoring.explain import explain_all, explain_lines
from workbench.scoring.result_document import from_document, to_document

WORDS = {
    language: tomllib.loads((ROOT / "resources" / "words" / f"explain.{language.value}.toml").read_text("utf-8"))
    for language in Language
}

USUAL = 100
laws = settings(max_examples=50 if settings().max_examples == USUAL else settings().max_examples)
"""Forms are slow to draw: half of the usual examples, but all of a search."""


def result_of(form, document):
    return score(form, answers_to(form, document))


@laws
@given(some_case())
def test_no_item_is_above_its_maximum_or_below_nothing(case):
    form, document = case
    for row in result_of(form, document).ledger:
        assert 0 <= row.max_points <= form.item_by_code[row.code].points
        assert row.points is None or 0 <= row.points <= row.max_points
        assert (row.points is None) == (row.state not in (ItemState.SCORED, ItemState.NA) or row.max_points == 0)


@laws
@given(some_case())
def test_groups_and_total_follow_from_the_rows_alone(case):
    form, document = case
    result = result_of(form, document)
    rows = {row.code: row for row in result.ledger}
    for group, found in zip(form.groups, result.groups, strict=True):
        gained = sum((rows[item.code].points or Fraction(0) for item in group.items), start=Fraction(0))
        base = sum((rows[item.code].max_points for item in group.items), start=Fraction(0))
        assert (found.points, found.max_points) == ((min(gained, 2), 2) if group.bonus else (gained, base))
        assert found.ratio == (found.points / found.max_points if found.max_points else None)
    assert result.total == sum(group.points for group in result.groups)
    assert result.max_points == sum(group.max_points for group in result.groups)
    assert result.normalised == (result.total / result.max_points * 100 if result.max_points else None)


@laws
@given(some_case(), st.randoms(use_true_random=False))
def test_the_order_of_answers_is_irrelevant(case, random):
    form, document = case
    shuffled = deepcopy(document)
    for key in ("responses", "prerequisites", "parameters"):
        entries = list(shuffled[key].items())
        random.shuffle(entries)
        shuffled[key] = dict(entries)
    assert result_of(form, shuffled) == result_of(form, document)


@laws
@given(some_case())
def test_what_is_not_judged_never_passes(case):
    form, document = case
    result = result_of(form, document)
    is_open = any(row.state.is_open for row in result.ledger)
    unjudged = any(entry.state.value in ("open", "undetermined") for entry in result.prerequisites)
    assert result.complete is not (is_open or unjudged)
    if not result.complete:
        assert (result.grade, result.verdict is Verdict.PASS) == (None, False)
    assert bool(result.blocking) or result.grade == "good"


@laws
@given(some_form(), st.sampled_from(["a", "b", None]))
def test_an_empty_document_gets_no_points_and_no_grade(form, kind):
    result = result_of(form, {"form": form.code, "subject": {"kind": kind}})
    assert (result.total, result.grade, result.complete) == (0, None, False)


@laws
@given(st.data(), some_form())
def test_rescoring_after_changes_gives_what_scoring_afresh_gives(data, form):
    scorer, scored = Scorer(form), None
    for _ in range(3):
        answers = answers_to(form, data.draw(some_answers(form)))
        scored = scorer.rescore(answers, scored)
        assert scored.result == scorer.score(answers)
        code = data.draw(st.sampled_from(form.items)).code
        taken_back = replace(answers, responses={key: value for key, value in answers.responses.items() if key != code})
        scored = scorer.rescore(taken_back, scored)
        assert scored.result == scorer.score(taken_back)


@laws
@given(some_case())
def test_a_result_document_says_everything_and_is_read_back(case):
    form, document = case
    written = to_document(result_of(form, document))
    assert to_document(from_document(written)) == written


@laws
@given(some_case())
def test_every_answer_can_be_explained_in_whole_sentences(case):
    form, document = case
    answers = answers_to(form, document)
    for explained in explain_all(form, answers):
        for language in Language:
            for line in explain_lines(explained, language, WORDS[language]):
                assert line.text
                assert "None" not in line.text
                assert "{" not in line.text


# --- better answers ------------------------------------------------------------------------------


def improved(rule, value):  # noqa: C901, PLR0911 -- one case per kind of rule
    """Make an answer better without answering more of it."""
    match rule:
        case YesNo():
            return True
        case Graded():
            return max(rule.levels, key=lambda level: level.points).code
        case Bands() | Step() | Linear() | TargetDeduct():
            return {**value, "part": plain(Fraction(value["part"]) + 100)} if "part" in value else value
        case Count() if rule.options:
            return {"options": [*value["options"], "c"]}
        case Count():
            return value if value["count"] is None else {"count": value["count"] + 1}
        case Deduction():
            counts = {key: count and count - 1 for key, count in value["counts"].items()}
            return {**value, "counts": counts}
        case Gate():
            statements = {key: said is not None or None for key, said in value["statements"].items()}
            return {**value, "statements": statements, **({"part": "0"} if "part" in value else {})}
        case SumOfParts():
            rules = {part.code: part.rule for part in rule.parts}
            parts = {key: _improved_entry(rules[key], entry) for key, entry in value["parts"].items()}
            return {**value, "parts": parts}


def _improved_entry(rule, entry):
    return {"value": improved(rule, entry["value"])} if "value" in entry else entry


@laws
@given(some_case())
def test_a_better_answer_never_lowers_the_total(case):
    form, document = case
    before = result_of(form, document)
    for code, entry in document["responses"].items():
        better = deepcopy(document)
        better["responses"][code] = _improved_entry(form.item_by_code[code].rule, entry)
        assert result_of(form, better).total >= before.total


# --- full marks ----------------------------------------------------------------------------------


def unconditional(rule):
    """Take away every condition on the subject, so that nothing is dropped."""
    match rule:
        case SumOfParts():
            parts = tuple(replace(part, when=None, rule=unconditional(part.rule)) for part in rule.parts)
            return replace(rule, parts=parts)
        case Gate():
            return replace(rule, branches=tuple(replace(branch, when=None) for branch in rule.branches))
        case _:
            return rule


def best(rule):  # noqa: C901, PLR0911 -- one case per kind of rule
    """Give the best answer to a rule."""
    match rule:
        case YesNo():
            return True
        case Graded():
            return max(rule.levels, key=lambda level: level.points).code
        case Bands():
            return {"part": "240", "whole": "100"} | ({"n": 9} if rule.sample else {})
        case Step() | Linear() | TargetDeduct():
            return {"part": "240", "whole": "1"}
        case Count():
            return {"options": ["a", "b", "c"]} if rule.options else {"count": 9}
        case Deduction():
            value = {"counts": {entry.code: 0 for entry in rule.rules}}
            return value | ({"n": 9} if rule.sample else {}) | ({"void": False} if rule.void_if else {})
        case Gate():
            return {"part": "0", "whole": "1", "statements": {"s": True}}
        case SumOfParts():
            value = {"parts": {part.code: {"value": best(part.rule)} for part in rule.parts}}
            value |= {"precondition": True} if rule.precondition else {}
            if rule.combine is Combine.TIME_WEIGHTED:
                value |= {"weights": {part.code: "1" for part in rule.parts}}
            return value


@laws
@given(some_form())
def test_full_marks_give_the_full_total(form):
    groups = tuple(
        replace(group, items=tuple(replace(item, rule=unconditional(item.rule)) for item in group.items))
        for group in form.groups
    )
    whole = replace(form, groups=groups)
    document = {
        "form": form.code,
        "subject": {"kind": "a"},
        "parameters": {"quota": "1"},
        "responses": {item.code: {"value": best(item.rule)} for item in whole.items},
        "prerequisites": {"P1": {"value": True}, "P2": {"value": {"a": True}}},
    }
    result = result_of(whole, document)
    assert (result.total, result.normalised, result.grade) == (result.max_points, 100, "good")


# --- documents that are not answers --------------------------------------------------------------

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


@laws
@given(st.data(), some_case(), json_values)
def test_rubbish_anywhere_is_a_fault_or_a_warning_and_never_an_accident(data, case, rubbish):
    form, document = case
    assume(document["responses"])
    broken = deepcopy(document)
    node, key = broken, data.draw(st.sampled_from(sorted(broken)))
    while isinstance(node[key], dict) and node[key] and data.draw(st.booleans()):
        node = node[key]
        key = data.draw(st.sampled_from(sorted(node)))
    node[key] = rubbish
    decoding = decode(form, broken)
    assert (decoding.answers is None) is bool(decoding.faults)
    if decoding.answers is not None:
        assert points(0) <= score(form, decoding.answers).total
