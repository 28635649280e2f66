"""The two school forms carry everything of their sources: counts, sums, floors, kinds, provenance and who is asked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from workbench.catalogue.library import Library
from workbench.domain.forms import Form, Normalisation
from workbench.domain.resources import DataFolders
from workbench.domain.rules import AttributeIn, Bands, Count, Deduction, Graded, SumOfParts, kind_of

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = Library.open(DataFolders(forms=ROOT / "forms", resources=ROOT / "resources"))
FLOOR = "3/5"


@pytest.fixture(scope="module")
def school() -> Form:
    return LIBRARY.form("green-school", "1")


@pytest.fixture(scope="module")
def university() -> Form:
    return LIBRARY.form("green-school-university", "1")


def groups_of(form: Form) -> list[tuple[str, int, str, int]]:
    return [(group.code, int(group.points), str(group.floor), len(group.items)) for group in form.groups]


def provenances_of(form: Form) -> list[dict[str, int]]:
    origins = [item.origin for item in form.items]
    return [
        dict(Counter(origin.provenance.value for origin in origins)),
        dict(Counter(origin.content.value for origin in origins if origin.content)),
        dict(Counter(origin.points.value for origin in origins if origin.points)),
    ]


def sizes_of(form: Form) -> dict[str, int]:
    rules = [item.rule for item in form.items]
    return {
        "levels": sum(len(rule.levels) for rule in rules if isinstance(rule, Graded)),
        "parts": sum(len(rule.parts) for rule in rules if isinstance(rule, SumOfParts)),
        "bands": sum(len(rule.bands) for rule in rules if isinstance(rule, Bands)),
        "options": sum(len(rule.options) for rule in rules if isinstance(rule, Count)),
        "deductions": sum(len(rule.rules) for rule in rules if isinstance(rule, Deduction)),
        "samples": sum(bool(rule.sample) for rule in rules if isinstance(rule, Bands | Deduction)),
        "evidence": sum(len(item.evidence) for item in form.items),
        "inputs": len(form.inputs),
    }


def test_47_items_of_the_school_form_make_100_points(school):
    assert groups_of(school) == [("A", 55, FLOOR, 17), ("B", 25, FLOOR, 16), ("C", 15, FLOOR, 12), ("D", 5, "None", 2)]
    assert sum(item.points for item in school.items) == school.total_points == 100


def test_53_items_of_the_university_form_make_100_points(university):
    assert groups_of(university) == [
        ("A", 45, FLOOR, 18),
        ("B", 25, FLOOR, 17),
        ("C", 20, FLOOR, 13),
        ("D", 10, "None", 5),
    ]
    assert sum(item.points for item in university.items) == university.total_points == 100


def test_the_groups_are_the_four_first_level_indicators(school, university):
    for form in (school, university):
        assert [group.name.zh for group in form.groups] == ["精神文化", "物质条件", "行为管理", "特色创新"]
        assert [group.origin.provenance.value for group in form.groups] == ["found", *["constructed"] * 3]
        assert form.normalisation is Normalisation.SHARE_OF_HUNDRED


def test_both_forms_belong_to_the_action_of_schools(school, university):
    assert (school.action, university.action) == ("green-school", "green-school")


def test_provenance_counts_of_the_school_form_are_those_of_the_notes(school):
    assert provenances_of(school) == [
        {"found": 6, "constructed": 41},
        {"found": 20, "seed": 20, "recalled": 4, "own": 3},
        {"found": 6, "own": 41},
    ]
    found = [item.code for item in school.items if item.origin.provenance.value == "found"]
    assert found == ["A101", "A102", "A103", "A104", "A201", "A202"]


def test_provenance_counts_of_the_university_form_are_those_of_the_notes(university):
    assert provenances_of(university) == [
        {"found": 7, "constructed": 46},
        {"found": 24, "seed": 21, "recalled": 5, "own": 3},
        {"found": 7, "own": 46},
    ]
    found = [item.code for item in university.items if item.origin.provenance.value == "found"]
    assert found == ["A101", "A102", "A103", "A104", "A201", "A202", "A301"]


def test_nothing_inside_the_rules_of_the_school_form_is_lost(school):
    assert Counter(kind_of(item.rule) for item in school.items) == {
        "bands": 16,
        "graded": 4,
        "count": 9,
        "sum_of_parts": 5,
        "deduction": 9,
        "yes_no": 4,
    }
    assert sizes_of(school) == {
        "levels": 15,
        "parts": 12,
        "bands": 42,
        "options": 15,
        "deductions": 9,
        "samples": 7,
        "evidence": 76,
        "inputs": 25,
    }


def test_nothing_inside_the_rules_of_the_university_form_is_lost(university):
    assert Counter(kind_of(item.rule) for item in university.items) == {
        "bands": 14,
        "sum_of_parts": 6,
        "count": 10,
        "deduction": 7,
        "graded": 8,
        "yes_no": 8,
    }
    assert sizes_of(university) == {
        "levels": 27,
        "parts": 14,
        "bands": 29,
        "options": 27,
        "deductions": 8,
        "samples": 4,
        "evidence": 82,
        "inputs": 23,
    }


def test_kindergartens_are_not_asked_for_social_practice_and_clubs(school):
    older = AttributeIn("school_type", frozenset({"primary", "junior", "senior", "vocational"}))
    assert {item.code: item.applies_to for item in school.items if item.applies_to} == {"A403": older, "A404": older}


def test_only_universities_with_undergraduates_are_asked_for_majors(university):
    wanted = AttributeIn("university_type", frozenset({"undergraduate"}))
    assert {item.code: item.applies_to for item in university.items if item.applies_to} == {"A401": wanted}


def test_items_that_may_be_marked_not_applicable(school, university):
    assert [item.code for item in school.items if item.not_applicable] == ["B203", "B204", "C203", "C302"]
    assert [item.code for item in university.items if item.not_applicable] == ["A401", "B201", "B502", "C302"]


def test_shortcuts_bridge_missing_figures(school, university):
    def shortcuts(form: Form) -> list[str]:
        return [item.code for item in form.items if isinstance(item.rule, Bands) and item.rule.shortcut]

    assert shortcuts(school) == ["B101", "C203", "C204"]
    assert shortcuts(university) == ["C202", "C203"]


def test_classroom_light_is_read_against_desks_and_blackboards(school):
    plan = school.item_by_code["B202"].rule.readings
    assert (plan.rule, plan.table, plan.points_per_area) == ("gte", "desk_and_board_lux", 9)
    assert plan.note.zh == "课桌面 >= 300; 黑板面 >= 500"
    assert [(value.name.zh, value.value) for value in school.tables[0].values] == [("课桌面", 300), ("黑板面", 500)]


def test_vetoes_grades_and_the_quota_to_be_entered(school, university):
    for form in (school, university):
        assert [entry.origin.provenance.value for entry in form.prerequisites] == [*["found"] * 3, "constructed"]
        assert [(grade.code, grade.passes, grade.min_normalised) for grade in form.grading] == [
            ("excellent", True, 90),
            ("qualified", True, 80),
            ("unqualified", False, None),
        ]
    assert [(entry.key, entry.default) for entry in school.parameters] == [("school_water_quota", None)]
    assert [(entry.key, entry.default) for entry in university.parameters] == [("university_water_quota", None)]


def test_facts_that_are_not_scored_are_carried_too():
    school = LIBRARY.content("green-school", "1")
    university = LIBRARY.content("green-school-university", "1")
    assert (len(school["seed_coverage"]), len(university["seed_coverage"])) == (8, 9)
    assert (len(school["meta"]["base_documents"]), len(university["meta"]["base_documents"])) == (5, 6)
    assert len(school["related_tables"]) == 6
    assert university["meta"]["scope"]["multi_campus"].startswith("多校区按学校整体评")
