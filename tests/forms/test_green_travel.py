"""The travel form carries everything of its source: 40 + 60 points, targets by city, two indicators that decide."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from workbench.catalogue.library import Library
from workbench.domain.forms import Form, Normalisation
from workbench.domain.resources import DataFolders
from workbench.domain.rules import Count, Graded, ItemGate, TargetDeduct, kind_of

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = Library.open(DataFolders(forms=ROOT / "forms", resources=ROOT / "resources"))


@pytest.fixture(scope="module")
def form() -> Form:
    return LIBRARY.form("green-travel", "1")


@pytest.fixture(scope="module")
def content():
    return LIBRARY.content("green-travel", "1")


def test_28_items_make_40_and_60_points(form: Form):
    assert [(group.code, group.points, len(group.items)) for group in form.groups] == [
        ("1.1", 10, 4),
        ("1.2", 12, 6),
        ("1.3", 10, 5),
        ("1.4", 8, 3),
        ("2", 60, 10),
    ]
    assert sum(item.points for item in form.items) == form.total_points == 100
    assert all(group.floor is None for group in form.groups)
    assert form.normalisation is Normalisation.TOTAL


def test_provenance_counts_are_those_of_the_notes(form: Form):
    assert Counter(item.origin.provenance.value for item in form.items) == {"found": 5, "constructed": 23}
    contents = Counter(item.origin.content.value for item in form.items if item.origin.content)
    assert contents == {"found": 16, "seed": 11, "own": 1}
    assert Counter(item.origin.points.value for item in form.items if item.origin.points) == {"found": 5, "own": 23}
    assert [item.code for item in form.items if item.origin.provenance.value == "found"] == [
        *("1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.2.1")
    ]


def test_items_are_of_the_kinds_of_the_source(form: Form):
    assert Counter(kind_of(item.rule) for item in form.items) == {
        "graded": 12,
        "formula": 9,
        "count": 3,
        "sum_of_parts": 3,
        "bands": 1,
    }
    assert sum(len(item.rule.levels) for item in form.items if isinstance(item.rule, Graded)) == 48
    assert sum(len(item.evidence) for item in form.items) == 44
    assert len(form.inputs) == 23


def test_targets_follow_city_class_and_key_region(form: Form):
    rules = {item.code: item.rule for item in form.items if isinstance(item.rule, TargetDeduct)}
    assert {code: rule.target for code, rule in rules.items() if rule.by is None} == {
        "2.1": 70,
        "2.2": 80,
        "2.5": 80,
        "2.6": 15,
        "2.8": 90,
        "2.9": 90,
    }
    large = {"super": 50, "mega": 50, "large_I": 40, "large_II": 40, "medium": 30, "small": 30}
    assert (rules["2.3"].by, rules["2.3"].target) == ("city_class", large)
    assert (rules["2.4"].by, rules["2.4"].target) == ("key_region", {"key_region": 60, "other": 50})
    low_floor = {"super": 80, "mega": 80, "large_I": 50, "large_II": 30, "medium": 20, "small": 20}
    assert (rules["2.7"].by, rules["2.7"].target) == ("city_class", low_floor)
    assert [(code, rule.per_step) for code, rule in rules.items() if rule.per_step != Fraction(1, 4)] == [
        *(("2.1", Fraction(1, 2)), ("2.2", Fraction(1, 2)), ("2.6", 1)),
        *(("2.7", Fraction(1, 10)), ("2.8", Fraction(1, 5)), ("2.9", Fraction(1, 5))),
    ]


def test_a_measured_ratio_is_called_and_counted_as_its_indicator(form: Form):
    for item in form.items:
        if isinstance(item.rule, TargetDeduct):
            assert (item.rule.quantity.name, item.rule.quantity.unit) == (item.name, item.unit)
            assert item.unit == ("km/h" if item.code == "2.6" else "%")


def test_two_indicators_decide_beside_the_total(form: Form):
    gates = {entry.code: entry.rule for entry in form.prerequisites if isinstance(entry.rule, ItemGate)}
    assert {code: (gate.item, gate.gte) for code, gate in gates.items()} == {"G1": ("2.1", None), "G2": ("2.2", None)}
    assert [(grade.code, grade.min_normalised, grade.passes) for grade in form.grading] == [
        ("qualified", 80, True),
        ("unqualified", None, False),
    ]


def test_only_buses_not_bought_may_be_not_applicable(form: Form):
    assert [item.code for item in form.items if item.not_applicable is not None] == ["2.5", "2.7"]
    own = form.item_by_code["2.10"].rule
    assert isinstance(own, Count)
    assert len(own.options) == 7


def test_the_outcome_is_a_published_list(form: Form, content):
    assert form.certificate.from_published_list_only
    assert len(content["certificate"]["process"]) == 4
    assert len(content["meta"]["sources"]) == 13
    assert len(content["meta"]["supplementary_indicators"]) == 7
    assert content["meta"]["area_indicator"]["target_2022"] == 60
    assert len(content["seed_coverage"]) == 11
