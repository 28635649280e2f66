"""The household form carries everything of its source: 25 items for 100 points, and twelve criteria to be counted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from workbench.catalogue.library import Library
from workbench.domain.forms import Form, Group, Normalisation
from workbench.domain.resources import DataFolders
from workbench.domain.rules import AttributeIn, Bands, Combine, Graded, SumOfParts, kind_of

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = Library.open(DataFolders(forms=ROOT / "forms", resources=ROOT / "resources"))


@pytest.fixture(scope="module")
def form() -> Form:
    return LIBRARY.form("green-household", "1")


@pytest.fixture(scope="module")
def criteria(form: Form) -> Group:
    return form.groups[-1]


@pytest.fixture(scope="module")
def content():
    return LIBRARY.content("green-household", "1")


def test_25_items_in_five_groups_make_100_points(form: Form):
    assert [(group.code, group.points, len(group.items)) for group in form.groups[:5]] == [
        ("1", 20, 4),
        ("2", 30, 7),
        ("3", 20, 5),
        ("4", 20, 5),
        ("5", 10, 4),
    ]
    assert sum(item.points for group in form.groups[:5] for item in group.items) == form.total_points == 100


def test_each_mode_has_its_groups_and_criteria_are_not_shared_out_over_100(form: Form):
    assert [(mode.code, mode.groups, mode.normalisation) for mode in form.modes] == [
        ("points", ("1", "2", "3", "4", "5"), None),
        ("criteria", ("M",), Normalisation.NONE),
    ]
    assert form.normalisation is Normalisation.SHARE_OF_HUNDRED
    assert form.attributes[0].default == "points"


def test_twelve_criteria_of_which_one_is_for_rural_households(criteria: Group):
    assert (criteria.mode, criteria.points, len(criteria.items)) == ("criteria", 12, 12)
    assert {kind_of(item.rule) for item in criteria.items} == {"yes_no"}
    assert {item.points for item in criteria.items} == {1}
    rural = {item.code: item.applies_to for item in criteria.items if item.applies_to is not None}
    assert rural == {"M6": AttributeIn("residence", frozenset({"rural"}))}


def test_grades_of_both_modes(form: Form):
    assert [(grade.code, grade.mode, grade.min_normalised, dict(grade.min_criteria)) for grade in form.grading] == [
        ("exemplary", "points", 85, {}),
        ("qualified", "points", 60, {}),
        ("qualified", "criteria", None, {"urban": 8, "rural": 7}),
        ("unqualified", None, None, {}),
    ]


def test_provenance_counts_are_those_of_the_notes(form: Form, criteria: Group):
    scored = [item for group in form.groups[:5] for item in group.items]
    assert {item.origin.provenance.value for item in form.items} == {"constructed"}
    contents = Counter(item.origin.content.value for item in scored if item.origin.content)
    assert contents == {"found": 12, "seed": 13}
    assert {item.origin.content.value for item in criteria.items if item.origin.content} == {"found"}
    assert {item.origin.points.value for item in form.items if item.origin.points} == {"own"}


def test_nothing_inside_the_rules_is_lost(form: Form):
    rules = [item.rule for item in form.items]
    assert Counter(kind_of(rule) for rule in rules) == {
        "yes_no": 12,
        "graded": 9,
        "count": 6,
        "bands": 5,
        "sum_of_parts": 4,
        "deduction": 1,
    }
    assert sum(len(rule.levels) for rule in rules if isinstance(rule, Graded)) == 28
    assert sum(len(rule.bands) for rule in rules if isinstance(rule, Bands)) == 12
    assert [rule.combine for rule in rules if isinstance(rule, SumOfParts)] == [
        *(Combine.SUM, Combine.MAX, Combine.MAX, Combine.SELECT)
    ]
    assert [item.code for item in form.items if item.not_applicable is not None] == ["2.5", "2.6"]
    assert sum(len(item.evidence) for item in form.items) == 36
    assert len(form.inputs) == 15


def test_local_registration_stands_in_for_two_years_of_residence(form: Form):
    rule = form.prerequisites[0].rule
    assert isinstance(rule, Bands)
    assert rule.shortcut is not None
    assert [entry.code for entry in form.prerequisites] == ["G1", "G2", "G3", "G4"]


def test_facts_that_are_not_scored_are_carried_too(content):
    assert len(content["meta"]["sources"]) == 9
    assert content["meta"]["area_indicator"]["typical_households"] == 200
    assert len(content["certificate"]["process"]) == 4
    assert len(content["seed_coverage"]) == 9
