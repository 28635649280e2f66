"""Every rule kind that a form can declare is read into its value of the domain."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.helpers.form_content import Content, broken, codes, item, origin, share, two
from workbench.domain.forms import Form, Normalisation
from workbench.domain.rules import (
    AttributeContains,
    AttributeIn,
    AttributeSubsetOf,
    Bands,
    Bound,
    ColumnRef,
    Combine,
    Count,
    CountBand,
    Deduction,
    Gate,
    ItemGate,
    ItemMustPass,
    Linear,
    NotApplicable,
    NotApplicableRule,
    ParameterRef,
    Relation,
    RequiredLevel,
    Shortcut,
    StarBound,
    Step,
    SumOfParts,
    TableLookup,
    TargetDeduct,
)
from workbench.domain.texts import Text

SHARE = {"name": two("占比"), "unit": "%", "inputs": ["good", "every"], "expr": "good / every * 100"}


def form_with(rule: Content, **more: Any) -> Form:
    """Put a rule in the place of the second item's and read the form, which must stand."""
    read = broken(lambda c: c["groups"][0]["items"].__setitem__(1, item("A102", rule, **more)))
    assert [problem.code for problem in read.problems if problem.code != "input_unused"] == []
    assert read.form is not None
    return read.form


def read_rule(rule: Content, **more: Any) -> Any:
    return form_with(rule, **more).items[1].rule


def test_a_step_formula():
    rule = read_rule(
        {
            "kind": "formula",
            "form": "step",
            "quantity": SHARE,
            "base_at": "30",
            "base_points": "2",
            "step": "10",
            "step_points": "1",
            "cap": "10",
        }
    )
    assert isinstance(rule, Step)
    assert (rule.base_at, rule.by, rule.step, rule.cap) == (30, None, 10, 10)


def step_by(attribute: str) -> Content:
    return {
        "kind": "formula",
        "form": "step_by_region",
        "quantity": SHARE,
        "by": attribute,
        "base_at": {"large": "40", "default": "30"},
        "base_points": "2",
        "step": "10",
        "step_points": "1",
        "cap": "10",
    }


def test_a_step_formula_by_region():
    rule = read_rule(step_by("size"))
    assert isinstance(rule, Step)
    assert (rule.by, rule.base_at) == ("size", {"large": Fraction(40), "default": Fraction(30)})


def test_a_formula_by_an_attribute_nobody_declared_is_found():
    read = broken(lambda c: c["groups"][0]["items"].__setitem__(1, item("A102", step_by("climate"))))
    assert codes(read) == ["attribute_unknown"]


def test_a_linear_formula():
    rule = read_rule(
        {"kind": "formula", "form": "linear", "quantity": SHARE, "zero_at": "0", "full_at": "10", "full_points": "10"}
    )
    assert isinstance(rule, Linear)
    assert (rule.zero_at, rule.full_at, rule.full_points) == (0, 10, 10)


@pytest.mark.parametrize(
    ("target", "read"),
    [
        ({"target": "70"}, (None, Fraction(70))),
        (
            {"target_by": {"attribute": "size", "values": {"large": "80", "small": "70"}}},
            ("size", {"large": 80, "small": 70}),
        ),
    ],
)
def test_a_target_deduction(target: Content, read: tuple[object, object]):
    rule = read_rule(
        {
            "kind": "formula",
            "form": "target_deduct",
            "quantity": SHARE,
            **target,
            "full_points": "10",
            "step": "1",
            "per_step": "0.5",
            "rounding": "started",
            "floor": "0",
        }
    )
    assert isinstance(rule, TargetDeduct)
    assert (rule.by, rule.target) == read


def test_a_gate_with_its_branches():
    rule = read_rule(
        {
            "kind": "gate",
            "branches": [
                {
                    "code": "key",
                    "name": two("重点"),
                    "when": {"attribute": "size", "in": ["large"]},
                    "all": [{"code": "a", "text": two("完成"), "statement": True}],
                },
                {
                    "code": "other",
                    "name": two("其他"),
                    "all": [
                        {"code": "a", "text": two("不超过"), "quantity": "q_share", "lte": "param.mean"},
                        {"code": "b", "text": two("不超过"), "quantity": "q_share", "lte": "5"},
                    ],
                },
            ],
            "quantities": [{"key": "q_share", **SHARE, "origin": origin()}],
        }
    )
    assert isinstance(rule, Gate)
    assert rule.branches[0].when == AttributeIn("size", frozenset({"large"}))
    assert [(entry.quantity, entry.lte) for branch in rule.branches for entry in branch.every] == [
        (None, None),
        ("q_share", ParameterRef("mean")),
        ("q_share", Fraction(5)),
    ]
    assert rule.quantities[0].key == "q_share"


def test_counts_by_bands_and_by_options():
    banded = read_rule(
        {
            "kind": "count",
            "unit": "个",
            "period": "个",
            "bands": [{"gte": "3", "points": "10"}, {"gte": "1", "points": "5"}],
            "otherwise": "0",
        }
    )
    assert isinstance(banded, Count)
    assert banded.bands == (CountBand(3, Fraction(10)), CountBand(1, Fraction(5)))
    assert (banded.each, banded.otherwise, banded.period) == (None, 0, Text("个", "pcs"))


def test_a_deduction_with_caps_and_a_void_condition():
    rule = read_rule(
        {
            "kind": "deduction",
            "from": "10",
            "rules": [
                {"code": "1", "text": two("处"), "each": "0.25", "cap": "2"},
                {"code": "2", "text": two("处"), "each": "1"},
            ],
            "floor": "0",
            "void_if": two("作废"),
            "sample": {"size_input": "every", "min_size": 5, "unit": "个", "rule": "GB 1"},
        }
    )
    assert isinstance(rule, Deduction)
    assert [(entry.each, entry.cap) for entry in rule.rules] == [(Fraction(1, 4), 2), (1, None)]
    assert rule.void_if == Text("作废", "text")
    assert rule.sample is not None
    assert (rule.sample.min_size, rule.sample.unit) == (5, Text("个", "pcs"))


def test_bands_with_a_second_measure_an_alternative_and_a_shortcut():
    rule = read_rule(
        share(
            {"gte": "90", "and": [{"quantity": "good", "lt": "5"}], "points": "10"},
            {"any": [{"quantity": "good", "lte": "9"}, {"quantity": "every", "gt": "param.mean"}], "points": "5"},
            shortcut={"condition": two("证明"), "points": "4"},
        )
    )
    assert isinstance(rule, Bands)
    assert rule.bands[0].every == (
        Bound(None, Relation.GTE, Fraction(90)),
        Bound("good", Relation.LT, Fraction(5)),
    )
    assert rule.bands[1].any_of == (
        Bound("good", Relation.LTE, Fraction(9)),
        Bound("every", Relation.GT, ParameterRef("mean")),
    )
    assert rule.shortcut == Shortcut(Text("证明", "text"), Fraction(4))


def test_limits_from_a_table_row():
    def change(content: Content) -> None:
        row = {"size": ["large", "small"], "good_max": "33"}
        content["tables"].append({"key": "land", "name": two("表"), "by": ["size"], "rows": [row], "origin": origin()})
        rule = share(
            {"lte": "limit.good_max", "points": "10"}, better="lower", limits={"table": "land", "by": ["size"]}
        )
        content["groups"][0]["items"][1] = item("A102", rule)

    read = broken(change)
    assert codes(read) == []
    assert read.form is not None
    rule = read.form.items[1].rule
    assert isinstance(rule, Bands)
    assert rule.lookup == TableLookup("land", ("size",))
    assert rule.bands[0].every[0].limit == ColumnRef("good_max")
    assert read.form.tables[0].rows == ({"size": ["large", "small"], "good_max": "33"},)


def test_parts_with_conditions_policies_and_weights():
    parts = [
        {
            "code": "a",
            "name": two("甲"),
            "points": "10",
            "when": {
                "all": [{"attribute": "size", "contains": "large"}, {"attribute": "size", "subset_of": ["small"]}]
            },
            "na": {"rule": "full_points", "condition": two("没有"), "proof": two("图纸"), "without_proof": "zero"},
            "scoring": {"kind": "yes_no"},
        }
    ]
    rule = read_rule(
        {
            "kind": "sum_of_parts",
            "combine": "time_weighted",
            "parts": parts,
            "precondition": two("前提"),
            "mixed": "area_weighted",
            "weights": {"name": two("小时"), "unit": "h"},
        }
    )
    assert isinstance(rule, SumOfParts)
    assert (rule.combine, rule.mixed_by_area, rule.precondition) == (Combine.TIME_WEIGHTED, True, Text("前提", "text"))
    condition = rule.parts[0].when
    assert condition is not None
    assert condition.members == (  # type: ignore[union-attr]
        AttributeContains("size", "large"),
        AttributeSubsetOf("size", frozenset({"small"})),
    )
    assert rule.parts[0].not_applicable == NotApplicable(
        NotApplicableRule.FULL_POINTS, Text("没有", "text"), needs_proof=True
    )


@pytest.mark.parametrize(
    ("rule", "kind", "read"),
    [
        ({"kind": "item_must_pass", "item": "A101"}, "item_must_pass", ItemMustPass("A101")),
        ({"kind": "item_gate", "item": "A102", "gte": "70"}, "item_gate", ItemGate("A102", Fraction(70))),
        ({"kind": "item_gate", "item": "A102", "gte": "target"}, "item_gate", ItemGate("A102", None)),
        ({"kind": "formula", "form": "required_level"}, "provincial", RequiredLevel()),
    ],
)
def test_derived_prerequisites(rule: Content, kind: str, read: object):
    entry = {
        "code": "P2",
        "name": two("前置"),
        "type": kind,
        "check": two("查"),
        "scoring": rule,
        "derived": True,
        "origin": origin(),
    }
    form = broken(lambda c: c["prerequisites"].append(entry)).form
    assert form is not None
    assert (form.prerequisites[1].rule, form.prerequisites[1].derived) == (read, True)


def test_an_eligibility_is_met_or_not():
    rule = share(
        {"gte": "2", "result": "met"}, otherwise="not_met", shortcut={"condition": two("户籍"), "result": "met"}
    )
    entry = {
        "code": "P2",
        "name": two("资格"),
        "type": "eligibility",
        "check": two("查"),
        "scoring": rule,
        "origin": origin(),
    }
    form = broken(lambda c: c["prerequisites"].append(entry)).form
    assert form is not None
    read = form.prerequisites[1].rule
    assert isinstance(read, Bands)
    assert (read.bands[0].points, read.otherwise, read.shortcut) == (None, None, Shortcut(Text("户籍", "text"), None))


def test_what_only_buildings_have():
    star = {
        "code": "T1",
        "name": two("提高幅度"),
        "when": {"attribute": "size", "in": ["large"]},
        "measures": [{"key": "gain", "name": two("幅度"), "unit": "%", "type": "decimal", "nullable": True}],
        "stars": {
            "1": None,
            "2": {"any": [{"measure": "gain", "gte": "5"}]},
            "3": {"any": [{"measure": "gain", "eq": True}]},
        },
        "origin": origin(),
    }

    def change(content: Content) -> None:
        content["modes"] = [
            {"code": "full", "name": two("星级"), "groups": ["A"]},
            {"code": "basic", "name": two("基本级"), "groups": [], "normalisation": "none"},
        ]
        content["star_requirements"] = [star]
        content["total_formula"] = {"prerequisite_points": "400", "divisor": "10"}
        content["normalisation"] = "total"
        content["total_points"] = "43"
        content["grading"][0]["min_normalised"] = "40"

    read = broken(change)
    assert codes(read) == []
    form = read.form
    assert form is not None
    assert [mode.normalisation for mode in form.modes] == [None, Normalisation.NONE]
    assert (form.total_formula.prerequisite_points, form.total_formula.divisor) == (400, 10)
    assert form.star_requirements[0].stars == (
        None,
        (StarBound("gain", Relation.GTE, Fraction(5)),),
        (StarBound("gain", Relation.EQ, True),),
    )


def test_an_item_of_another_edition_is_kept_but_counts_nowhere():
    def change(content: Content) -> None:
        old = item("A104", {"kind": "yes_no"}, editions=["0"])
        content["groups"][0]["items"].append(old)

    read = broken(change)
    assert codes(read) == []
    assert read.form is not None
    assert read.form.item_by_code["A104"].editions == {"0"}


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "count", "unit": "个", "each": "2"},
        {"kind": "count", "unit": "个"},
        share({"points": "10"}),
        share({"gte": "90"}),
        {"kind": "formula", "form": "quadratic", "quantity": SHARE},
        {"kind": "choose_n", "min_count": 1, "options": [{"code": "a", "text": two("项")}]},
    ],
)
def test_a_rule_that_is_only_half_said_or_out_of_place_is_refused(rule: Content):
    read = broken(lambda c: c["groups"][0]["items"].__setitem__(1, item("A102", rule)))
    assert read.form is None
    assert set(codes(read)) <= {"shape_wrong", "value_not_allowed"}
