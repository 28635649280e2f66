"""Prerequisites: only judged things pass, and derived ones look at their item."""

from __future__ import annotations

import pytest

from tests.helpers.forms import (
    a_band,
    a_bound,
    a_choice,
    a_document,
    a_form,
    a_group,
    a_part,
    a_prerequisite,
    a_quantity,
    an_attribute,
    an_input,
    an_item,
    answers_to,
    circumstances,
    excluded,
    only_for,
    points,
    some_bands,
    some_parts,
)
from workbench.domain.forms import Mode
from workbench.domain.results import PrerequisiteState
from workbench.domain.rules import (
    ItemGate,
    ItemMustPass,
    Linear,
    NotApplicable,
    NotApplicableRule,
    Shortcut,
    TargetDeduct,
    YesNo,
)
from workbench.domain.texts import Text
from workbench.scoring import prerequisites
from workbench.scoring.answers import Response
from workbench.scoring.engine import score

PASS_IF_NA = NotApplicable(NotApplicableRule.PASS, Text("没有"))


def state_of(prerequisite, entry=None, *items, subject=None, responses=None):
    form = a_form(
        a_group("A", *items),
        prerequisites=(prerequisite,),
        attributes=(an_attribute("kind", "a", "b"),),
        inputs=(an_input("part"), an_input("whole"), an_input("years")),
    )
    entries = {} if entry is None else {prerequisite.code: entry}
    document = a_document(subject=subject, prerequisites=entries)
    document["responses"] = responses or {}
    return score(form, answers_to(form, document)).prerequisites[0].state.value


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (None, "open"),
        ({"value": None}, "open"),
        ({"value": True}, "met"),
        ({"value": False}, "not_met"),
        ({"na": True}, "na"),
    ],
)
def test_a_control_is_met_or_not_and_open_until_it_is_judged(entry, state):
    assert state_of(a_prerequisite("P1", not_applicable=PASS_IF_NA), entry) == state


def test_a_control_of_another_edition_does_not_count():
    control = a_prerequisite("P1", editions=frozenset({"2024"}))
    assert state_of(control, {"value": False}) == "not_in_form"
    assert state_of(a_prerequisite("P1", editions=frozenset({"1"})), {"value": False}) == "not_met"


@pytest.mark.parametrize(
    ("marks", "state"),
    [
        ({}, "open"),
        ({"a": True, "b": True}, "met"),
        ({"a": True, "b": False}, "open"),
        ({"a": True, "b": False, "c": False}, "open"),
        ({"a": True, "b": False, "c": False, "d": False}, "not_met"),
        ({"a": False, "b": False, "c": False}, "not_met"),
    ],
)
def test_choose_n_is_open_as_long_as_the_number_can_be_reached(marks, state):
    prerequisite = a_prerequisite("P1", a_choice(2, "a", "b", "c", "d"), "choose_n")
    assert state_of(prerequisite, {"value": marks}) == state


ELIGIBLE = some_bands(
    quantity=a_quantity("10 / years", "years"),
    bands=(a_band(None, a_bound("lte", 5)),),
    otherwise=None,
    shortcut=Shortcut(Text("本地户籍"), None),
)


@pytest.mark.parametrize(
    ("value", "state"),
    [
        ({"years": "2"}, "met"),
        ({"years": "1.99"}, "not_met"),
        ({"years": "0"}, "undetermined"),
        ({}, "open"),
        ({"shortcut": True}, "met"),
        ({"shortcut": True, "years": "1"}, "met"),
    ],
)
def test_eligibility_is_the_result_of_a_band_or_a_shortcut(value, state):
    assert state_of(a_prerequisite("P1", ELIGIBLE, "eligibility"), {"value": value}) == state


# --- parts as logic ------------------------------------------------------------------------------

EITHER = some_parts("max", a_part("a", 0), a_part("b", 0, not_applicable=PASS_IF_NA))
BOTH = some_parts("all", a_part("ab", 0, EITHER), a_part("c", 0, ELIGIBLE), a_part("d", 0, not_applicable=PASS_IF_NA))
YES, NO, NA = {"value": True}, {"value": False}, {"na": True}


@pytest.mark.parametrize(
    ("parts", "state"),
    [
        ({}, "open"),
        ({"a": {"value": None}}, "open"),
        ({"a": NO}, "not_met"),
        ({"a": NO, "b": YES}, "met"),
        ({"b": NA}, "na"),
        ({"a": NO, "b": NA}, "not_met"),
    ],
)
def test_one_alternative_is_enough(parts, state):
    assert state_of(a_prerequisite("P1", EITHER, "provincial"), {"value": {"parts": parts}}) == state


@pytest.mark.parametrize(
    ("either", "years", "d", "state"),
    [
        (YES, "2", YES, "met"),
        (YES, "2", NA, "met"),
        (NO, None, None, "not_met"),
        (YES, "0", YES, "undetermined"),
        (YES, "0", None, "open"),
        (YES, "2", NO, "not_met"),
    ],
)
def test_every_part_of_a_whole_is_needed(either, years, d, state):
    parts = {"ab": {"value": {"parts": {"a": either}}}, "c": {"value": {} if years is None else {"years": years}}}
    parts |= {} if d is None else {"d": d}
    assert state_of(a_prerequisite("P1", BOTH, "provincial"), {"value": {"parts": parts}}) == state


def test_nothing_but_parts_that_do_not_apply_does_not_apply():
    rule = some_parts("all", a_part("a", 0, not_applicable=PASS_IF_NA))
    assert state_of(a_prerequisite("P1", rule, "provincial"), {"value": {"parts": {"a": NA}}}) == "na"


# --- derived from items --------------------------------------------------------------------------

MUST_PASS = a_prerequisite("P1", ItemMustPass("A101"), "item_must_pass", derived=True)


@pytest.mark.parametrize(
    ("rule", "entry", "state"),
    [
        (YesNo(), YES, "met"),
        (YesNo(), NO, "not_met"),
        (YesNo(), None, "open"),
        (some_bands(), {"value": {"part": "95", "whole": "100"}}, "met"),
        (some_bands(), {"value": {"part": "85", "whole": "100"}}, "not_met"),
        (some_bands(), {"value": {"part": "85", "whole": "0"}}, "undetermined"),
        (YesNo(), NA, "na"),
    ],
)
def test_an_item_must_have_its_full_points(rule, entry, state):
    responses = {} if entry is None else {"A101": entry}
    assert (
        state_of(MUST_PASS, None, an_item("A101", rule=rule, not_applicable=excluded()), responses=responses) == state
    )


def test_the_state_of_an_item_that_is_not_in_the_form_is_taken_over():
    item = an_item("A101", applies_to=only_for("kind", "a"))
    assert state_of(MUST_PASS, None, item, subject={"kind": "b"}) == "not_in_form"
    assert state_of(MUST_PASS, None, item) == "undetermined"


def test_an_item_that_the_mode_does_not_ask_is_not_in_the_form():
    modes = (Mode("full", Text("全"), ("A",)), Mode("basic", Text("基本"), ()))
    attributes = (an_attribute("mode", "full", "basic"),)
    form = a_form(a_group("A", an_item("A101")), prerequisites=(MUST_PASS,), modes=modes, attributes=attributes)
    result = score(form, answers_to(form, a_document(subject={"mode": "basic"})))
    assert result.prerequisites[0].state is PrerequisiteState.NOT_IN_FORM


TARGET = TargetDeduct(a_quantity("part / whole"), points(70), None, *map(points, (10, 1, 1, 0)))


@pytest.mark.parametrize(
    ("rule", "line", "part", "state"),
    [
        (some_bands(quantity=a_quantity("part / whole")), 70, "70", "met"),
        (some_bands(quantity=a_quantity("part / whole")), 70, "69.99", "not_met"),
        (some_bands(quantity=a_quantity("part / whole")), None, "70", "undetermined"),
        (TARGET, None, "70", "met"),
        (TARGET, None, "69.99", "not_met"),
        (TARGET, 60, "69.99", "met"),
        (Linear(a_quantity("part / whole"), *map(points, (50, 80, 6))), None, "49.99", "not_met"),
    ],
)
def test_a_gate_looks_at_what_was_measured_not_at_points(rule, line, part, state):
    gate = ItemGate("A101", None if line is None else points(line))
    prerequisite = a_prerequisite("P1", gate, "item_gate", derived=True)
    responses = {"A101": {"value": {"part": part, "whole": "1"}}}
    assert state_of(prerequisite, None, an_item("A101", rule=rule), responses=responses) == state


def test_a_gate_stays_open_with_its_item():
    gate = a_prerequisite("P1", ItemGate("A101", points(70)), "item_gate", derived=True)
    item = an_item("A101", rule=some_bands())
    assert state_of(gate, None, item) == "open"
    assert state_of(gate, None, item, responses={"A101": {"value": {"part": "1", "whole": "0"}}}) == "undetermined"


def test_a_gate_over_a_shortcut_has_nothing_to_look_at():
    gate = a_prerequisite("P1", ItemGate("A101", points(70)), "item_gate", derived=True)
    item = an_item("A101", rule=some_bands(shortcut=Shortcut(Text("称号"), points(6))))
    assert state_of(gate, None, item, responses={"A101": {"value": {"shortcut": True}}}) == "open"


def test_a_gate_over_a_quantity_without_a_figure_is_open():
    gate = a_prerequisite("P1", ItemGate("A101", points(70)), "item_gate", derived=True)
    quantity = a_quantity("part", "part", nullable=frozenset({"part"}))
    item = an_item("A101", rule=some_bands(quantity=quantity))
    assert state_of(gate, None, item, responses={"A101": {"value": {"part": None}}}) == "open"


def test_a_gate_over_an_item_that_measures_nothing_is_a_broken_form():
    gate = a_prerequisite("P1", ItemGate("A101", points(70)), "item_gate", derived=True)
    with pytest.raises(TypeError, match="A101 measures nothing"):
        state_of(gate, None, an_item("A101"), responses={"A101": YES})


def test_an_answer_of_another_kind_is_a_broken_promise():
    with pytest.raises(TypeError, match="str cannot answer YesNo"):
        prerequisites.judge(a_prerequisite("P1"), Response("a"), None, "1", circumstances())
