"""The mall form carries everything of its source: counts, sums, floors, kinds and provenance."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from workbench.catalogue.library import Library
from workbench.domain.forms import EvidenceMethod, Form, Normalisation
from workbench.domain.resources import DataFolders
from workbench.domain.rules import Bands, ChooseN, Count, Deduction, Graded, SumOfParts, kind_of

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = Library.open(DataFolders(forms=ROOT / "forms", resources=ROOT / "resources"))


@pytest.fixture(scope="module")
def form() -> Form:
    return LIBRARY.form("green-mall", "1")


@pytest.fixture(scope="module")
def content():
    return LIBRARY.content("green-mall", "1")


def test_110_items_in_six_groups_make_600_points(form: Form):
    assert len(form.items) == 110
    assert [(group.code, group.points, group.floor) for group in form.groups] == [
        ("A", 180, Fraction(85, 100)),
        ("B", 180, Fraction(85, 100)),
        ("C", 80, Fraction(8, 10)),
        ("D", 70, Fraction(8, 10)),
        ("E", 50, Fraction(8, 10)),
        ("F", 40, Fraction(85, 100)),
    ]
    assert sum(item.points for item in form.items) == form.total_points == 600
    assert sum(group.points * group.floor for group in form.groups) == 500
    assert form.normalisation is Normalisation.SHARE_OF_HUNDRED


def test_the_groups_are_the_six_aspects_of_the_plan(form: Form):
    assert [group.name.zh for group in form.groups] == [
        *("基础管理", "设备设施", "绿色供应链建设", "实施绿色服务", "引导绿色消费", "资源循环利用与环境保护")
    ]


def test_items_per_group_and_kinds_are_those_of_the_source(form: Form):
    assert [len(group.items) for group in form.groups] == [29, 38, 12, 12, 9, 10]
    assert Counter(kind_of(item.rule) for item in form.items) == {
        "graded": 16,
        "bands": 43,
        "sum_of_parts": 22,
        "count": 13,
        "deduction": 14,
        "yes_no": 2,
    }


def test_provenance_counts_are_those_of_the_notes(form: Form):
    assert Counter(item.origin.provenance.value for item in form.items) == {"constructed": 110}
    assert Counter(item.origin.content.value for item in form.items if item.origin.content) == {
        "found": 32,
        "seed": 44,
        "recalled": 7,
        "own": 27,
    }
    assert Counter(item.origin.points.value for item in form.items if item.origin.points) == {"own": 110}
    assert {group.origin.provenance.value for group in form.groups} == {"found"}


def test_nothing_inside_the_rules_is_lost(form: Form):
    rules = [item.rule for item in form.items]
    assert sum(len(rule.levels) for rule in rules if isinstance(rule, Graded)) == 57
    assert sum(len(rule.parts) for rule in rules if isinstance(rule, SumOfParts)) == 81
    assert sum(len(rule.bands) for rule in rules if isinstance(rule, Bands)) == 132
    assert sum(len(rule.options) for rule in rules if isinstance(rule, Count)) == 31
    assert sum(len(rule.rules) for rule in rules if isinstance(rule, Deduction)) == 15
    samples = [rule.sample for rule in rules if isinstance(rule, Bands | Deduction) and rule.sample]
    assert len(samples) == 16
    assert sum(item.not_applicable is not None for item in form.items) == 23


def test_evidence_inputs_tables_and_parameters_are_all_there(form: Form):
    assert sum(len(item.evidence) for item in form.items) == 209
    assert {demand.method for item in form.items for demand in item.evidence} == {
        EvidenceMethod.DOCUMENT,
        EvidenceMethod.SITE,
        EvidenceMethod.INTERVIEW,
        EvidenceMethod.SAMPLING,
        EvidenceMethod.SYSTEM_DATA,
        EvidenceMethod.MEASUREMENT,
    }
    assert len(form.inputs) == 62
    assert [(table.key, len(table.values)) for table in form.tables] == [
        ("lpd_limit", 4),
        ("lux_standard", 4),
        ("coal_equivalent", 6),
    ]
    assert [(parameter.key, parameter.default) for parameter in form.parameters] == [
        ("mall_elec_per_area", None),
        ("retail_water_quota", None),
    ]


def test_five_prerequisites_with_three_of_fifteen(form: Form):
    assert [(entry.code, kind_of(entry.rule)) for entry in form.prerequisites] == [
        ("P1", "yes_no"),
        ("P2", "yes_no"),
        ("P3", "yes_no"),
        ("P4", "choose_n"),
        ("P5", "yes_no"),
    ]
    choice = form.prerequisites[3].rule
    assert isinstance(choice, ChooseN)
    assert (choice.min_count, len(choice.options)) == (3, 15)
    assert choice.options[0].related_items == ("B701", "B702")
    assert [entry.origin.provenance.value for entry in form.prerequisites] == [
        *("found", "found", "constructed", "found", "constructed")
    ]


def test_four_items_are_judged_from_readings(form: Form):
    plans = {
        item.code: item.rule.readings for item in form.items if isinstance(item.rule, Bands) and item.rule.readings
    }
    assert {code: plan.rule for code, plan in plans.items()} == {
        "B303": "lte",
        "B304": "within",
        "B403": "season",
        "B405": "lte",
    }
    assert (plans["B403"].cooling_gte, plans["B403"].heating_lte) == (26, 20)
    assert (plans["B304"].tolerance, plans["B304"].points_per_area) == (Fraction(1, 10), 5)
    assert plans["B405"].limit == Fraction(15, 100)
    assert form.item_by_code["B403"].fallback is not None


def test_two_grades_and_a_certificate_without_laid_down_validity(form: Form):
    assert [(grade.code, grade.passes) for grade in form.grading] == [("qualified", True), ("unqualified", False)]
    assert (form.certificate.name.zh, form.certificate.validity_years) == ("绿色商场", None)


def test_facts_that_are_not_scored_are_carried_too(content):
    assert len(content["meta"]["base_documents"]) == 7
    assert len(content["meta"]["fields_on_cover"]["fields"]) == 6
    assert len(content["seed_coverage"]) == 15
    assert len(content["related_tables"]) == 3
    assert [entry["code"] for entry in content["further_outcomes"]] == ["rectified", "ranking_hint"]
    assert Counter(entry["nature"] for group in content["groups"] for entry in group["items"]) == {
        "约束性": 91,
        "引导性": 19,
    }
