"""Columns drawn from a RESULT document."""

from __future__ import annotations

import copy

import pytest

from tests.helpers.stores import RESULT, foreign_revision
from workbench.domain.results import ItemState
from workbench.protocol.refusals import RecordInvalid
from workbench.store.refusals import WrongFigure
from workbench.store.score_vectors import unpack_scores, unpack_states
from workbench.store.summaries import result_columns, revision_columns


def changed(**fields):
    return {**copy.deepcopy(RESULT), **fields}


def test_figures_verdict_and_grade_are_drawn():
    drawn = result_columns(RESULT)
    assert (drawn["total"], drawn["max_points"], drawn["normalised"]) == (875_000, 1_000_000, 875_000)
    assert (drawn["verdict"], drawn["grade"], drawn["grade_name"]) == ("pass", "qualified", "达标")


def test_the_score_vector_follows_the_ledger():
    drawn = result_columns(RESULT)
    assert unpack_scores(drawn["scores"]) == (49_950, None)
    assert unpack_states(drawn["states"]) == (ItemState.SCORED, ItemState.NA)


def test_a_result_without_a_grade_has_none():
    drawn = result_columns(changed(grade=None, verdict="incomplete", normalised=None))
    assert (drawn["grade"], drawn["grade_name"], drawn["normalised"]) == (None, None, None)


@pytest.mark.parametrize(
    "fields",
    [{"verdict": "perhaps"}, {"ledger": [{"points": "1"}]}, {"ledger": None}, {"grade": "达标"}],
)
def test_what_is_no_result_is_refused_as_a_record(fields):
    with pytest.raises(RecordInvalid):
        result_columns(changed(**fields))


def test_a_missing_field_is_refused_as_a_record():
    with pytest.raises(RecordInvalid):
        result_columns({"total": "87.5"})


def test_a_wrong_figure_is_refused_with_its_place_in_the_record():
    with pytest.raises(WrongFigure) as refused:
        result_columns(changed(max="100.00001"))
    assert refused.value.place == "$.result.max"


def test_the_first_of_the_team_counts_as_the_assessor():
    drawn = revision_columns(foreign_revision())
    assert drawn["assessor"] == "insp-001"
    assert drawn["visit"] == {"date": "2026-11-20", "team": [{"person_id": "insp-001", "name": "评审员甲"}]}
