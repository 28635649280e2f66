"""The community form carries everything of its source: counts, sums, lines as parameters, provenance and nesting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from workbench.catalogue.library import Library
from workbench.domain.forms import Form, Normalisation
from workbench.domain.resources import DataFolders
from workbench.domain.rules import (
    Bands,
    Deduction,
    Graded,
    ItemGate,
    ItemRule,
    ParameterRef,
    SumOfParts,
    kind_of,
)

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = Library.open(DataFolders(forms=ROOT / "forms", resources=ROOT / "resources"))


@pytest.fixture(scope="module")
def form() -> Form:
    return LIBRARY.form("green-community", "1")


@pytest.fixture(scope="module")
def content():
    return LIBRARY.content("green-community", "1")


def with_parts(rule: ItemRule) -> Iterator[ItemRule]:
    yield rule
    if isinstance(rule, SumOfParts):
        for part in rule.parts:
            yield from with_parts(part.rule)


def test_28_items_in_five_groups_make_100_points(form: Form):
    assert [(group.code, group.points, len(group.items)) for group in form.groups] == [
        ("A", 15, 4),
        ("B", 30, 8),
        ("C", 28, 7),
        ("D", 12, 3),
        ("E", 15, 6),
    ]
    assert sum(item.points for item in form.items) == form.total_points == 100
    assert form.normalisation is Normalisation.SHARE_OF_HUNDRED


def test_the_groups_are_the_five_areas_of_the_national_standard(form: Form):
    assert [group.name.zh for group in form.groups] == [
        *("人居环境建设和整治机制", "社区基础设施绿色化", "社区宜居环境", "信息化智能化水平", "社区绿色文化")
    ]


def test_floors_and_pass_line_are_parameters_with_defaults(form: Form):
    assert {group.floor for group in form.groups} == {ParameterRef("group_floor")}
    assert form.grading[0].min_normalised == ParameterRef("pass_total")
    assert [(parameter.key, parameter.default) for parameter in form.parameters] == [
        ("pass_total", 70),
        ("group_floor", Fraction(1, 2)),
    ]


def test_provenance_counts_are_those_of_the_notes(form: Form):
    origins = [item.origin for item in form.items]
    assert Counter(origin.provenance.value for origin in origins) == {"constructed": 28}
    assert Counter(origin.content.value for origin in origins if origin.content) == {
        "found": 1,
        "seed": 16,
        "recalled": 11,
    }
    assert Counter(origin.points.value for origin in origins if origin.points) == {"own": 28}


def test_nothing_inside_the_rules_is_lost(form: Form):
    assert Counter(kind_of(item.rule) for item in form.items) == {
        "sum_of_parts": 10,
        "deduction": 6,
        "count": 3,
        "bands": 4,
        "graded": 5,
    }
    rules = [rule for item in form.items for rule in with_parts(item.rule)]
    assert sum(len(rule.levels) for rule in rules if isinstance(rule, Graded)) == 18
    assert sum(len(rule.parts) for rule in rules if isinstance(rule, SumOfParts)) == 33
    assert sum(len(rule.bands) for rule in rules if isinstance(rule, Bands)) == 30
    assert sum(len(rule.rules) for rule in rules if isinstance(rule, Deduction)) == 11
    assert (sum(len(item.evidence) for item in form.items), len(form.inputs)) == (49, 17)


def test_parts_and_items_that_may_be_marked_not_applicable(form: Form):
    assert [item.code for item in form.items if item.not_applicable] == ["A4", "B8", "E5"]
    parts = [
        f"{item.code}.{part.code}"
        for item in form.items
        if isinstance(item.rule, SumOfParts)
        for part in item.rule.parts
        if part.not_applicable
    ]
    assert parts == ["B1.2", "B1.3", "C5.4"]


def test_satisfaction_is_a_line_drawn_from_what_was_measured(form: Form):
    gate = form.prerequisites[2]
    assert (gate.code, gate.derived, gate.rule) == ("G3", True, ItemGate("E6", Fraction(80)))
    assert [(entry.code, kind_of(entry.rule)) for entry in form.prerequisites] == [
        ("G1", "yes_no"),
        ("G2", "yes_no"),
        ("G3", "item_gate"),
        ("G4", "yes_no"),
    ]


def test_what_the_evidence_is_about_is_said(form: Form):
    named = [demand.subject.zh for item in form.items for demand in item.evidence if demand.subject]
    assert (len(named), named[0]) == (33, "制度文件")


def test_the_outcome_is_a_published_list(form: Form):
    assert form.certificate.from_published_list_only
    assert form.certificate.publicity.zh == "公示(约7日)"


def test_facts_that_are_not_scored_are_carried_too(content):
    assert len(content["meta"]["sources"]) == 11
    assert [entry["code"] for entry in content["meta"]["national_items"]] == [f"N{number}" for number in range(1, 16)]
    assert content["meta"]["area_indicator"]["target_2022"] == 60
    assert len(content["seed_coverage"]) == 13
    named = {
        entry["national_item"] for group in content["groups"] for entry in group["items"] if "national_item" in entry
    }
    assert named == {entry["code"] for entry in content["meta"]["national_items"]}
