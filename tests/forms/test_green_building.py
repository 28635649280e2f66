"""The building form carries both editions whole: control, scored and bonus items, table 3.2.8, the second verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from workbench.catalogue.library import Library
from workbench.domain.forms import Form, Item, Normalisation
from workbench.domain.resources import DataFolders
from workbench.domain.rules import Bands, Count, Graded, ItemRule, Linear, SumOfParts, kind_of

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = Library.open(DataFolders(forms=ROOT / "forms", resources=ROOT / "resources"))


@pytest.fixture(scope="module")
def form() -> Form:
    return LIBRARY.form("green-building", "2024")


@pytest.fixture(scope="module")
def old() -> Form:
    return LIBRARY.form("green-building", "2019")


def current(form: Form) -> list[Item]:
    return [item for item in form.items if item.editions is None or form.edition in item.editions]


def rules_within(rule: ItemRule) -> Iterator[ItemRule]:
    yield rule
    if isinstance(rule, SumOfParts):
        for part in rule.parts:
            yield from rules_within(part.rule)


def test_the_newest_edition_is_taken_when_none_is_named(form: Form):
    assert LIBRARY.form("green-building") is form


@pytest.mark.parametrize(("edition", "bonus", "nominal"), [("2024", 10, 230), ("2019", 9, 180)])
def test_60_scored_items_and_the_bonus_items_make_a_full_score_of_110(edition, bonus, nominal):
    form = LIBRARY.form("green-building", edition)
    assert [(group.code, group.points, group.floor) for group in form.groups] == [
        ("A", 100, Fraction(3, 10)),
        ("B", 100, Fraction(3, 10)),
        ("C", 100, Fraction(3, 10)),
        ("D", 200, Fraction(3, 10)),
        ("E", 100, Fraction(3, 10)),
        ("Q", 100, None),
    ]
    assert [len(group.items) for group in form.groups] == [9, 11, 13, 18, 9, 10]
    scored = [item for item in current(form) if item.group != "Q"]
    assert (len(scored), sum(item.points for item in scored)) == (60, 600)
    extra = [item for item in current(form) if item.group == "Q"]
    assert (len(extra), sum(item.points for item in extra)) == (bonus, nominal)
    assert (form.groups[-1].bonus, form.groups[-1].cap) == (True, 100)
    assert (form.total_points, form.total_formula.prerequisite_points, form.total_formula.divisor) == (110, 400, 10)
    assert form.normalisation is Normalisation.TOTAL


def test_45_control_items_of_which_40_stood_in_2019(form: Form, old: Form):
    for edition in (form, old):
        assert {entry.kind.value for entry in edition.prerequisites} == {"control"}
        assert len(edition.prerequisites) == 45
        added = [entry.code for entry in edition.prerequisites if entry.editions == frozenset({"2024"})]
        assert added == ["4.1.9", "5.1.10", "6.1.7", "7.1.11", "8.1.8"]
        assert sum(entry.not_applicable is not None for entry in edition.prerequisites) == 13


def test_provenance_counts_are_those_of_the_notes(form: Form, old: Form):
    assert {item.origin.provenance.value for item in form.items} == {"found"}
    assert {item.origin.points.value for item in form.items if item.origin.points} == {"found"}
    assert {entry.origin.provenance.value for entry in form.prerequisites} == {"found"}
    assert {entry.origin.provenance.value for entry in form.provincial_checks} == {"constructed"}
    assert [item.code for item in old.items if item.origin.provenance.value != "found"] == ["8.2.7A"]
    assert [entry.code for entry in old.prerequisites if entry.origin.provenance.value != "found"] == ["5.1.4A"]


@pytest.mark.parametrize(("edition", "parts", "bands"), [("2024", 170, 111), ("2019", 158, 104)])
def test_nothing_inside_the_rules_is_lost(edition, parts, bands):
    rules = [rule for item in current(LIBRARY.form("green-building", edition)) for rule in rules_within(item.rule)]
    assert sum(len(rule.parts) for rule in rules if isinstance(rule, SumOfParts)) == parts
    assert sum(len(rule.bands) for rule in rules if isinstance(rule, Bands)) == bands


def test_items_are_of_the_kinds_of_the_source(form: Form):
    assert Counter(kind_of(item.rule) for item in form.items) == {
        "sum_of_parts": 49,
        "yes_no": 7,
        "bands": 7,
        "formula": 4,
        "count": 2,
        "graded": 1,
    }
    assert sum(len(item.evidence) for item in form.items) == 131
    services = [rule for item in form.items for rule in rules_within(item.rule) if isinstance(rule, Count)]
    assert [len(rule.options) for rule in services] == [7, 5, 0, 0]


def test_operation_is_asked_only_at_evaluation(form: Form):
    late = [item.code for item in form.items if item.stages == frozenset({"evaluation"})]
    assert late == ["6.2.10", "6.2.11", "6.2.12", "6.2.13", "9.2.8"]


def test_land_per_person_is_looked_up_by_zone_and_storeys(form: Form):
    assert [(table.key, table.by, len(table.rows)) for table in form.tables] == [
        ("land_per_capita", ("climate_zone", "average_floors"), 15)
    ]
    assert [(parameter.key, parameter.default) for parameter in form.parameters] == [
        *((f"quota_{name}", None) for name in ("lower", "mean", "upper")),
        *(("noise_class2_day", 60), ("noise_class2_night", 50)),
        *(("noise_class3_day", 65), ("noise_class3_night", 55)),
    ]


def test_table_3_2_8_asks_less_of_the_envelope_since_2024(form: Form, old: Form):
    assert [entry.code for entry in form.star_requirements] == [f"T{number}" for number in range(10)]
    assert [entry.code for entry in old.star_requirements if entry.editions is not None] == ["T7", "T8"]

    def asked(edition: Form) -> list[list[Fraction] | None]:
        stars = edition.star_requirements[1].stars
        return [None if star is None else [bound.limit for bound in star] for star in stars]

    assert asked(form) == [None, [5, 3], [10, 5]]
    assert asked(old) == [[5, 5], [10, 10], [20, 15]]


def test_the_second_verdict_is_among_six_provincial_checks(form: Form):
    assert [(entry.code, kind_of(entry.rule)) for entry in form.provincial_checks] == [
        ("P1", "sum_of_parts"),
        ("P2", "formula"),
        ("P3", "yes_no"),
        ("P4", "yes_no"),
        ("P5", "bands"),
        ("P6", "sum_of_parts"),
    ]
    assert [(grade.code, grade.min_normalised, grade.star) for grade in form.grading] == [
        ("star3", 85, 3),
        ("star2", 70, 2),
        ("star1", 60, 1),
        ("basic", None, None),
        ("none", None, None),
    ]


def test_the_2019_edition_keeps_codes_and_says_the_printed_number():
    content = LIBRARY.content("green-building", "2019")
    items = [item for group in content["groups"] for item in group["items"]]
    assert {item["code"]: item["display_code"] for item in items if "display_code" in item} == {
        "8.2.7A": "8.2.7",
        "9.2.2A": "9.2.2-9.2.3",
        "9.2.4A": "9.2.4",
        "9.2.7A": "9.2.7",
    }
    assert [item["code"] for item in items if "editions" in item] == ["9.2.3A"]


def test_points_moved_between_items_while_groups_stayed(form: Form, old: Form):
    new_points = {item.code: item.points for item in form.items}
    moved = {item.code: (item.points, new_points[item.code]) for item in current(old)}
    assert {code: pair for code, pair in moved.items() if pair[0] != pair[1]} == {
        "6.2.12": (12, 10),
        "6.2.13": (8, 10),
        "7.2.4": (15, 10),
        "7.2.9": (10, 15),
        "9.2.2A": (28, 30),
        "9.2.7A": (12, 30),
        "9.2.9": (20, 30),
    }
    assert isinstance(form.item_by_code["7.2.9"].rule, Linear)
    assert isinstance(old.item_by_code["5.2.6"].rule, Graded)


def test_facts_that_are_not_scored_are_carried_too(form: Form):
    content = LIBRARY.content("green-building", "2024")
    assert len(content["meta"]["sources"]) == 6
    assert content["meta"]["min_group_scores"]["pre_evaluation"]["C"] == 21
    assert sum(entry.get("revised_2024", False) for group in content["groups"] for entry in group["items"]) == 34
    assert len(content["seed_coverage"]) == 10
    assert not form.has_constructed_items
