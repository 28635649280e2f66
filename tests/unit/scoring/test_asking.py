"""What a form asks of one subject: fitting parts, lacking facts, wanted values, and what stands by itself."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.helpers.forms import a_part, an_item, only_for, some_parts
from tests.helpers.vectors import library
from workbench.domain.rules import Gate, GateBranch, SumOfParts
from workbench.domain.texts import Text
from workbench.scoring.asking import empty_value, fitting_parts, lacking_facts, wanted_parameters

HOUSE = {"building_type": "residential", "stage": "evaluation"}
MIXED = {**HOUSE, "building_type": "mixed"}


def building(code):
    return library().form("green-building", "2024").item_by_code[code]


def codes(rule: SumOfParts, subject, aside=frozenset()):
    return [part.code for part in fitting_parts(rule, subject, aside)]


@pytest.mark.parametrize(
    ("subject", "expected"),
    [(HOUSE, ["R"]), ({"building_type": "public"}, ["P"]), (MIXED, ["R", "P"]), ({}, ["R", "P"])],
)
def test_a_selection_asks_the_fitting_part_both_of_a_mixed_building_and_all_while_nothing_is_known(subject, expected):
    assert codes(building("7.2.1").rule, subject) == expected


def test_a_selection_goes_on_when_the_first_part_left_the_base():
    rule = building("7.2.1").rule
    anywhere = SumOfParts(rule.combine, tuple(_unbound(part) for part in rule.parts))
    assert codes(anywhere, {}) == ["R"]
    assert codes(anywhere, {}, frozenset({"R"})) == ["R", "P"]


def _unbound(part):
    return replace(part, when=None)


def test_where_nothing_is_asked_the_empty_answer_stands_at_every_depth():
    rule = building("7.2.15").rule
    assert empty_value(rule, {"structure": frozenset({"timber"}), **HOUSE}) is not None
    assert empty_value(rule, {"structure": frozenset({"steel"}), **HOUSE}) is None
    assert empty_value(rule, HOUSE) is None


def test_facts_are_lacking_only_as_far_as_they_decide():
    assert lacking_facts(building("7.2.1"), {}) == ("building_type",)
    assert lacking_facts(building("7.2.1"), {"building_type": "residential"}) == ("climate_zone", "average_floors")
    assert lacking_facts(building("7.2.1"), {"building_type": "public"}) == ("public_use",)
    areas = {"residential_area": Fraction(1), "public_area": Fraction(1)}
    known = {"climate_zone": "II", "average_floors": Fraction(9), "public_use": "education_culture_health_welfare"}
    assert lacking_facts(building("7.2.1"), {**MIXED, **known}) == ("residential_area", "public_area")
    assert lacking_facts(building("7.2.1"), {**MIXED, **known, **areas}) == ()


def test_a_star_requirement_lacks_what_its_condition_waits_for():
    requirement = library().form("green-building", "2024").asked_by_code["T2"]
    assert lacking_facts(requirement, {}) == ("building_type", "thermal_region")
    assert lacking_facts(requirement, {"building_type": "public"}) == ()


def test_a_gate_wants_the_values_of_its_fitting_branch_alone():
    rule = library().form("conserving-organ").item_by_code["A101"].rule
    assert wanted_parameters(rule, {"energy_unit_kind": "key"}) == ()
    targets = ("target_energy_per_area", "target_energy_per_head", "target_water_per_head")
    assert wanted_parameters(rule, {"energy_unit_kind": "other"}) == targets


def test_a_measured_item_wants_its_own_values():
    wanted = wanted_parameters(building("6.2.11").rule, HOUSE)
    assert wanted == ("quota_lower", "quota_mean", "quota_upper")


def test_a_gate_without_a_fitting_branch_is_answered_by_nothing():
    gate = Gate((GateBranch("x", Text("分支"), only_for("size", "big"), ()),), ())
    assert empty_value(gate, {"size": "small"}) == {"statements": {}}
    assert empty_value(gate, {"size": "big"}) is None
    assert lacking_facts(an_item("A1", rule=gate), {}) == ("size",)


def test_every_part_that_fits_wants_its_values():
    rule = some_parts("sum", a_part("a", 3, building("6.2.11").rule), a_part("b", 3, building("6.2.11").rule))
    assert wanted_parameters(rule, HOUSE) == ("quota_lower", "quota_mean", "quota_upper")
    assert empty_value(rule, HOUSE) is None


def test_a_line_that_depends_on_a_fact_waits_for_it():
    step = library().form("green-building", "2024").item_by_code["9.2.1"].rule
    by_kind = replace(step, by="size", base_at={"big": Fraction(1), "default": Fraction(2)})
    assert lacking_facts(an_item("A1", rule=by_kind), {}) == ("size",)
    assert lacking_facts(an_item("A1", rule=by_kind), {"size": "big"}) == ()


def test_the_required_level_waits_for_the_kind_of_building():
    check = library().form("green-building", "2024").asked_by_code["P2"]
    assert "building_type" in lacking_facts(check, {})


def test_an_item_of_one_stage_waits_for_the_stage():
    assert lacking_facts(building("6.2.10"), {})[:1] == ("stage",)
