"""Conditions on the subject are three-valued; membership is decided in the contract's order."""

from __future__ import annotations

import pytest

from tests.helpers.forms import a_form, a_group, an_item, only_for
from workbench.domain.forms import Mode
from workbench.domain.results import Reason
from workbench.domain.rules import AllOf, AttributeContains, AttributeSubsetOf
from workbench.domain.texts import Text
from workbench.scoring.conditions import conjunction, holds
from workbench.scoring.membership import absence, active_mode, is_outside

STEEL_AND_TIMBER = {"structure": frozenset({"steel", "timber"}), "kind": "a"}


@pytest.mark.parametrize(
    ("condition", "subject", "expected"),
    [
        (None, {}, True),
        (only_for("kind", "a", "b"), {"kind": "a"}, True),
        (only_for("kind", "a", "b"), {"kind": "c"}, False),
        (only_for("kind", "a", "b"), {}, None),
        (AttributeContains("structure", "steel"), STEEL_AND_TIMBER, True),
        (AttributeContains("structure", "concrete"), STEEL_AND_TIMBER, False),
        (AttributeContains("structure", "concrete"), {}, None),
        (AttributeSubsetOf("structure", frozenset({"steel", "timber", "x"})), STEEL_AND_TIMBER, True),
        (AttributeSubsetOf("structure", frozenset({"steel"})), STEEL_AND_TIMBER, False),
        (AttributeContains("kind", "a"), STEEL_AND_TIMBER, True),
        (AllOf((only_for("kind", "a"), AttributeContains("structure", "steel"))), STEEL_AND_TIMBER, True),
        (AllOf((only_for("kind", "b"), only_for("region", "x"))), STEEL_AND_TIMBER, False),
        (AllOf((only_for("region", "x"), only_for("kind", "b"))), STEEL_AND_TIMBER, False),
        (AllOf((only_for("region", "x"), only_for("kind", "a"))), STEEL_AND_TIMBER, None),
    ],
)
def test_a_condition_is_true_false_or_unknown(condition, subject, expected):
    assert holds(condition, subject) is expected


def test_an_empty_conjunction_is_true():
    assert conjunction([]) is True


ITEM = an_item("A101", editions=frozenset({"2024"}), stages=frozenset({"built"}), applies_to=only_for("kind", "a"))


@pytest.mark.parametrize(
    ("edition", "subject", "expected"),
    [
        ("2019", {}, Reason.NOT_IN_EDITION),
        ("2024", {}, Reason.MISSING_ATTRIBUTE),
        ("2024", {"stage": "planned"}, Reason.NOT_IN_STAGE),
        ("2024", {"stage": "built"}, Reason.MISSING_ATTRIBUTE),
        ("2024", {"stage": "built", "kind": "b"}, Reason.NOT_APPLICABLE_TO_SUBJECT),
        ("2024", {"stage": "built", "kind": "a"}, None),
    ],
)
def test_edition_comes_before_stage_and_stage_before_subject(edition, subject, expected):
    assert absence(ITEM, edition, subject) is expected


def test_only_what_is_known_to_be_outside_is_ignored():
    assert is_outside(ITEM, "2019", {})
    assert not is_outside(ITEM, "2024", {})
    assert not is_outside(ITEM, "2024", {"stage": "built", "kind": "a"})


def test_a_subject_that_names_no_mode_is_judged_by_the_first():
    full, basic = Mode("full", Text("星级"), ("A",)), Mode("basic", Text("基本"), ())
    form = a_form(a_group("A", an_item("A101")), modes=(full, basic))
    assert active_mode(form, {}) == full
    assert active_mode(form, {"mode": "basic"}) == basic
    assert active_mode(a_form(), {"mode": "basic"}) is None
