"""Parts put together, what is still open, and what does not apply, in sentences."""

from __future__ import annotations

import pytest

from tests.helpers.forms import (
    a_band,
    a_bound,
    a_count,
    a_deduction,
    a_document,
    a_form,
    a_group,
    a_part,
    a_quantity,
    an_attribute,
    an_item,
    answers_to,
    excluded,
    full_points_if_na,
    one_item_form,
    only_for,
    points,
    some_bands,
    some_levels,
    some_parts,
)
from tests.helpers.sentences import EN, INPUTS, LIGHT, WORDS, ZH, lines_of, said
from workbench.domain.forms import Parameter, Table
from workbench.domain.rules import (
    ColumnRef,
    Linear,
    Sample,
    TableLookup,
)
from workbench.domain.texts import Text
from workbench.scoring.explain import explain, explain_text

# --- parts ---------------------------------------------------------------------------------------

YES, NO, NA = {"value": True}, {"value": False}, {"na": True}


def pair(combine, **more):
    return some_parts(
        combine, a_part("a", 10, not_applicable=excluded()), a_part("b", 10, some_levels(10, 7, 0)), **more
    )


@pytest.mark.parametrize(
    ("combine", "parts", "head"),
    [
        ("sum", {"a": YES, "b": {"value": "a"}}, "各分项都得满分，合计 20 分"),
        (
            "sum",
            {"a": NO, "b": {"value": "b"}},
            "各分项合计 7 分，满分 20 分；未得满的是“分项a”（少 10 分）、“分项b”（少 3 分）",
        ),
        ("sum", {"a": NA, "b": {"value": "a"}}, "各分项都得满分，合计 10 分"),
        ("max", {"a": NO, "b": {"value": "b"}}, "取最好的一项“分项b”，得 7 分"),
        ("min", {"a": YES, "b": {"value": "b"}}, "取最差的一项“分项b”，得 7 分"),
        ("mean", {"a": YES, "b": {"value": "c"}}, "取各分项的平均（“分项a” 10 分、“分项b” 0 分），得 5 分"),
        ("all", {"a": YES, "b": {"value": "a"}}, "各分项全部满足，得 10 分"),
        ("all", {"a": YES, "b": {"value": "b"}}, "“分项b”没有满足，得 0 分；全部满足可得 10 分"),
        ("select", {"a": NO}, "适用“分项a”，得 0 分"),
        ("select", {"a": NA, "b": {"value": "b"}}, "适用“分项b”，得 7 分"),
    ],
)
def test_parts_say_how_they_make_the_points(combine, parts, head):
    assert lines_of(pair(combine), {"parts": parts})[0] == head


def test_each_part_has_its_own_line_also_deep_inside():
    inner = some_parts("sum", a_part("x", 4), a_part("y", 6))
    rule = some_parts("sum", a_part("a", 10, inner), a_part("b", 5, not_applicable=excluded()))
    value = {"parts": {"a": {"value": {"parts": {"x": YES, "y": NO}}}, "b": NA}}
    assert lines_of(rule, value) == [
        "各分项合计 4 分，满分 10 分；未得满的是“分项a”（少 6 分）",
        "    分项a：各分项合计 4 分，满分 10 分；未得满的是“分项y”（少 6 分）",
        "        分项x：符合要求，得 4 分",
        "        分项y：不符合要求，得 0 分；符合可得 6 分",
        "    分项b：不适用，不计入满分（可以不适用的情形：没有此项）",
    ]


def test_a_mean_weighted_by_time_shows_the_weights():
    value = {"parts": {"a": YES, "b": {"value": "b"}}, "weights": {"a": "1000", "b": "2000"}}
    assert lines_of(pair("time_weighted"), value, language=EN)[0] == (
        'The mean of the parts weighted by time ("分项a" 10 points × 1000, "分项b" 7 points × 2000): 8 points'
    )


MIXED = some_parts(
    "select",
    a_part("R", 10, some_levels(10, 4), when=only_for("building_type", "residential")),
    a_part("P", 10, when=only_for("building_type", "public")),
    mixed_by_area=True,
)
BUILDING = (
    an_attribute("building_type", "residential", "public", "mixed"),
    an_attribute("residential_area", kind="decimal"),
    an_attribute("public_area", kind="decimal"),
)


def test_a_mixed_building_shows_its_areas():
    subject = {"building_type": "mixed", "residential_area": "20000", "public_area": "10000"}
    value = {"parts": {"R": {"value": "b"}, "P": YES}}
    assert lines_of(MIXED, value, subject=subject, attributes=BUILDING) == [
        "居住部分和公共部分按面积加权平均（“分项R” 4 分×20000、“分项P” 10 分×10000），得 6 分",
        "    分项R：判为“档2”，得 4 分；“档1”可得 10 分",
        "    分项P：符合要求，得 10 分",
    ]


@pytest.mark.parametrize(
    ("subject", "value", "head"),
    [
        (
            {"building_type": "mixed"},
            {"R": {"value": "b"}, "P": YES},
            "对象信息“属性residential_area”、“属性public_area”还没有填写，不能判定",
        ),
        ({"building_type": "mixed"}, {"R": {"value": "b"}}, "还有分项没有填写：“分项P”"),
        ({"building_type": "public"}, {"P": NO}, "适用“分项P”，得 0 分"),
        ({}, {"P": NO}, "对象信息“属性building_type”、“属性residential_area”、“属性public_area”还没有填写，不能判定"),
    ],
)
def test_a_building_says_what_it_waits_for(subject, value, head):
    assert lines_of(MIXED, {"parts": value}, subject=subject, attributes=BUILDING)[0] == head


def test_a_mixed_building_without_a_public_variant_shows_the_other():
    only_homes = some_parts("select", MIXED.parts[0], mixed_by_area=True)
    subject = {"building_type": "mixed", "residential_area": "1", "public_area": "1"}
    lines = lines_of(only_homes, {"parts": {"R": {"value": "a"}}}, subject=subject, attributes=BUILDING)
    assert lines[0] == "居住部分和公共部分按面积加权平均（“分项R” 10 分×1），得 5 分"


def test_a_precondition_says_that_it_failed_or_waits():
    rule = some_parts("sum", a_part("a", 6), precondition=Text("雨水补水"))
    assert said(rule, {"parts": {}, "precondition": False}) == "前提“雨水补水”不具备，得 0 分"
    assert said(rule, {"parts": {"a": YES}}) == "还没有判定前提“雨水补水”"


def test_no_variant_is_said():
    rule = some_parts("select", a_part("a", 10, when=only_for("kind", "x")))
    lines = lines_of(rule, {"parts": {}}, subject={"kind": "y"}, attributes=(an_attribute("kind", "x", "y"),))
    assert lines == ["没有适合这个对象的做法，得 0 分"]


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"a": YES}, "还有分项没有填写：“分项b”"),
        ({}, "还有分项没有填写：“分项a”、“分项b”"),
        ({"a": YES, "b": {"value": {"part": 1, "whole": 0}}}, "有分项算不出来：“分项b”"),
    ],
)
def test_open_parts_are_named(parts, sentence):
    assert said(some_parts("sum", a_part("a", 6), a_part("b", 6, LIGHT)), {"parts": parts}) == sentence


def test_alternatives_of_which_none_is_entered_are_not_answered():
    assert said(some_parts("max", a_part("a", 6)), {"parts": {}}) == "还没有填写，满分 6 分"


# --- open, not applicable, not in the form -------------------------------------------------------

SAMPLED = some_bands(
    quantity=a_quantity("part / n * 100", "part", "n"), sample=Sample("n", 20, Text("个单品"), Text("随机"))
)
LAND = Table("land", Text("用地"), "m2", by=("kind",), rows=({"kind": ["a"], "most": "5"},))


@pytest.mark.parametrize(
    ("rule", "value", "sentence"),
    [
        (LIGHT, None, "还没有填写，满分 6 分"),
        (LIGHT, {"part": 3}, "还没有填完，缺“光源总数”"),
        (LIGHT, {"part": 3, "whole": 0}, "分母是 0，不能计算"),
        (SAMPLED, {"part": "19", "n": 19}, "样本只有 19 个单品，少于规定的 20 个单品，不能判定"),
        (SAMPLED, {"part": "19"}, "还没有填完，缺“n”"),
        (
            some_bands(quantity=a_quantity("mean(list)", "list", lengths={"list": 12})),
            {"list": ["1"]},
            "“量list”应有 12 个数，现在有 1 个，不能计算",
        ),
        (
            Linear(a_quantity("mean(list)", "list", lengths={"list": 2}), points(0), points(1), points(6)),
            {"list": []},
            "“量list”应有 2 个数，现在有 0 个，不能计算",
        ),
        (Linear(a_quantity("x", "x"), points(0), points(1), points(6)), {}, "还没有填完，缺“量x”"),
        (
            some_bands(quantity=a_quantity("mean(x) + mean(list)", "other", "list", lengths={"other": 1, "list": 2})),
            {"other": ["1"], "list": ["1"]},
            "“量list”应有 2 个数，现在有 1 个，不能计算",
        ),
        (
            some_parts("sum", a_part("a", 6, SAMPLED)),
            {"parts": {"a": {"value": {"part": "1", "n": 1}}}},
            "有分项算不出来：“分项a”",
        ),
        (
            a_deduction(6, (1, None), (2, None), void_if=Text("没有台账")),
            {"counts": {"1": 0}},
            "还没有填完，缺“没有台账”、“问题2”",
        ),
        (
            a_deduction(6, (1, None), sample=Sample("n", 20, Text("处"), Text("随机"))),
            {"counts": {"1": 0}},
            "还没有填完，缺“n”",
        ),
        (
            a_deduction(6, (1, None), sample=Sample("n", 20, Text("处"), Text("随机"))),
            {"counts": {"1": 0}, "n": 8, "population": 10},
            "样本只有 8 处，少于规定的 10 处，不能判定",
        ),
        (a_count(1, 6), {}, "还没有填写，满分 6 分"),
    ],
)
def test_what_is_missing_is_named(rule, value, sentence):
    assert said(rule, value) == sentence


def test_a_missing_parameter_or_table_row_is_named():
    rule = some_bands(
        quantity=a_quantity("x / param.quota", "x", parameters=("quota",)),
        bands=(a_band(6, a_bound("lte", ColumnRef("most"))),),
        lookup=TableLookup("land", ("kind",)),
    )
    form = one_item_form(
        rule,
        inputs=INPUTS,
        tables=(LAND,),
        attributes=(an_attribute("kind", "a", "b"),),
        parameters=(Parameter("quota", Text("用水定额"), "", None),),
    )
    assert said(rule, {"x": "1"}, form=form) == "缺少外部数值“用水定额”，不能计算"
    assert said(rule, {"x": "1"}, form=form, language=EN) == (
        'The outside value "用水定额" is missing; it cannot be computed'
    )
    known = {"parameters": {"quota": "1"}}
    assert said(rule, {"x": "1"}, form=form, subject={"kind": "b"}, **known) == (
        "参照表里没有适合这个对象的一行，不能判定"
    )
    assert said(rule, {"x": "1"}, form=form, **known) == "对象信息“属性kind”还没有填写，不能判定"


def entry_said(item, entry, form=None, **more):
    asked = form or a_form(a_group("A", item), attributes=(an_attribute("kind", "a", "b"),))
    document = a_document(**more)
    document["responses"] = {"A101": entry}
    return explain_text(explain(asked, answers_to(asked, document), "A101"), ZH, WORDS[ZH])


@pytest.mark.parametrize(
    ("policy", "proof", "sentence"),
    [
        (excluded(), False, "不适用，不计入满分（可以不适用的情形：没有此项）"),
        (full_points_if_na(), False, "不适用，按规定得 6 分（可以不适用的情形：没有此项）"),
        (full_points_if_na(proof=True), False, "标为不适用，但没有证明材料，得 0 分（可以不适用的情形：没有此项）"),
    ],
)
def test_a_mark_says_what_it_does(policy, proof, sentence):
    assert entry_said(an_item("A101", not_applicable=policy), {"na": True, "proof": proof}) == sentence


def test_a_policy_without_a_condition_says_only_what_it_does():
    policy = type(excluded())(excluded().rule, Text(""))
    assert entry_said(an_item("A101", not_applicable=policy), {"na": True}) == "不适用，不计入满分"


@pytest.mark.parametrize(
    ("item", "subject", "sentence"),
    [
        (an_item("A101", editions=frozenset({"2024"})), {}, "这个版本没有这一条"),
        (an_item("A101", applies_to=only_for("kind", "a")), {"kind": "b"}, "这一条不针对这类对象"),
        (an_item("A101", applies_to=only_for("kind", "a")), {}, "对象信息“属性kind”还没有填写，不能判定"),
        (an_item("A101", stages=frozenset({"built"})), {}, "对象信息“stage”还没有填写，不能判定"),
    ],
)
def test_what_is_not_in_the_form_says_why(item, subject, sentence):
    assert entry_said(item, {"value": True}, subject=subject) == sentence
