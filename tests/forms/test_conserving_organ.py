"""The organ form carries everything of its source: counts, sums, the gate of targets, provenance and quotas."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from workbench.catalogue.library import Library
from workbench.domain.forms import Form, Normalisation
from workbench.domain.resources import DataFolders
from workbench.domain.rules import (
    Bands,
    Count,
    Deduction,
    Gate,
    Graded,
    ItemMustPass,
    ParameterRef,
    SumOfParts,
    kind_of,
)

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = Library.open(DataFolders(forms=ROOT / "forms", resources=ROOT / "resources"))


@pytest.fixture(scope="module")
def form() -> Form:
    return LIBRARY.form("conserving-organ", "1")


@pytest.fixture(scope="module")
def content():
    return LIBRARY.content("conserving-organ", "1")


def test_53_items_in_five_groups_make_100_points(form: Form):
    assert [(group.code, group.points, group.floor, len(group.items)) for group in form.groups] == [
        ("A", 5, 1, 1),
        ("B", 25, None, 16),
        ("C", 40, None, 21),
        ("D", 15, None, 7),
        ("E", 15, None, 8),
    ]
    assert [subgroup.points for subgroup in form.groups[1].subgroups] == [5, 10, 10]
    assert sum(item.points for item in form.items) == form.total_points == 100
    assert form.normalisation is Normalisation.SHARE_OF_HUNDRED


def test_provenance_counts_are_those_of_the_notes(form: Form):
    origins = [item.origin for item in form.items]
    assert Counter(origin.provenance.value for origin in origins) == {"found": 13, "constructed": 40}
    assert Counter(origin.content.value for origin in origins if origin.content) == {
        "found": 22,
        "seed": 27,
        "recalled": 3,
        "own": 1,
    }
    assert Counter(origin.points.value for origin in origins if origin.points) == {"found": 13, "own": 40}
    assert [group.origin.provenance.value for group in form.groups] == [*["found"] * 2, *["constructed"] * 3]


def test_the_thirteen_found_items_are_the_first_rows_of_the_table(form: Form):
    found = [item.code for item in form.items if item.origin.provenance.value == "found"]
    assert found == ["A101", *(f"B10{number}" for number in range(1, 5)), *(f"B20{n}" for n in range(1, 8)), "B301"]


def test_nothing_inside_the_rules_is_lost(form: Form):
    rules = [item.rule for item in form.items]
    assert Counter(kind_of(rule) for rule in rules) == {
        "gate": 1,
        "yes_no": 16,
        "graded": 3,
        "count": 6,
        "sum_of_parts": 6,
        "bands": 16,
        "deduction": 5,
    }
    assert sum(len(rule.levels) for rule in rules if isinstance(rule, Graded)) == 9
    assert sum(len(rule.parts) for rule in rules if isinstance(rule, SumOfParts)) == 17
    assert sum(len(rule.bands) for rule in rules if isinstance(rule, Bands)) == 38
    assert sum(len(rule.options) for rule in rules if isinstance(rule, Count)) == 12
    assert sum(len(rule.rules) for rule in rules if isinstance(rule, Deduction)) == 5
    assert sum(bool(rule.sample) for rule in rules if isinstance(rule, Bands | Deduction)) == 7
    assert (sum(len(item.evidence) for item in form.items), len(form.inputs)) == (91, 25)


def test_the_targets_are_a_gate_with_a_branch_for_each_class_of_user(form: Form):
    gate = form.item_by_code["A101"].rule
    assert isinstance(gate, Gate)
    assert [(branch.code, len(branch.every)) for branch in gate.branches] == [("key", 1), ("other", 3)]
    assert [condition.lte for condition in gate.branches[1].every] == [
        ParameterRef("target_energy_per_area"),
        ParameterRef("target_energy_per_head"),
        ParameterRef("target_water_per_head"),
    ]
    assert [quantity.key for quantity in gate.quantities] == [
        "q_energy_per_area",
        "q_energy_per_head",
        "q_water_per_head",
    ]
    assert gate.quantities[0].expression == "(annual_energy - official_car_fuel) / floor_area"


def test_the_targets_must_be_passed(form: Form):
    assert [item.code for item in form.items if item.must_pass] == ["A101"]
    assert [(entry.code, kind_of(entry.rule), entry.derived) for entry in form.prerequisites] == [
        ("P1", "item_must_pass", True),
        ("P2", "yes_no", False),
        ("P3", "yes_no", False),
    ]
    assert form.prerequisites[0].rule == ItemMustPass("A101")


def test_quotas_and_targets_have_no_default_and_say_why(form: Form):
    assert [parameter.key for parameter in form.parameters] == [
        "organ_energy_quota_area",
        "organ_energy_quota_person",
        "organ_water_quota",
        "target_energy_per_area",
        "target_energy_per_head",
        "target_water_per_head",
    ]
    assert {parameter.default for parameter in form.parameters} == {None}
    assert all(parameter.note for parameter in form.parameters)


def test_an_organ_without_a_canteen_is_not_asked_for_it(form: Form):
    assert [item.code for item in form.items if item.not_applicable] == [
        *("B301", "B304", "C203", "C301"),
        *(f"C40{number}" for number in range(1, 7)),
    ]


def test_room_temperatures_are_judged_by_season(form: Form):
    item = form.item_by_code["C303"]
    assert isinstance(item.rule, Bands)
    plan = item.rule.readings
    assert plan is not None
    assert (plan.rule, plan.cooling_gte, plan.heating_lte) == ("season", 26, 20)
    assert item.fallback is not None


def test_two_grades_and_a_published_list_in_place_of_certificates(form: Form):
    assert [(grade.code, grade.passes, grade.min_normalised) for grade in form.grading] == [
        ("qualified", True, 80),
        ("unqualified", False, None),
    ]
    assert form.certificate.from_published_list_only


def test_facts_that_are_not_scored_are_carried_too(content):
    assert len(content["meta"]["base_documents"]) == 8
    assert len(content["seed_coverage"]) == 14
    assert len(content["related_tables"]) == 5
    assert len(content["tables"][0]["values"]) == 6
    assert content["meta"]["evaluation_period"].startswith("能源资源消耗取评价前12个月")
