"""Explanations read as an inspector would write them, and no figure seems to reach what it misses."""

from __future__ import annotations

import tomllib

import pytest

from tests.helpers.forms import (
    ROOT,
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
    an_input,
    an_item,
    answers_to,
    excluded,
    full_points_if_na,
    one_item_form,
    only_for,
    points,
    shipped_form,
    some_bands,
    some_levels,
    some_parts,
)
from workbench.domain.forms import Input, InputKind, Parameter, Table
from workbench.domain.results import ItemState, Reason
from workbench.domain.rules import (
    Better,
    ColumnRef,
    Count,
    CountBand,
    Gate,
    GateBranch,
    GateCondition,
    Linear,
    ParameterRef,
    Quantity,
    Sample,
    Shortcut,
    Step,
    TableLookup,
    TargetDeduct,
    YesNo,
)
from workbench.domain.texts import Language, Text
from workbench.scoring.explain import explain, explain_all, explain_lines, explain_text
from workbench.scoring.explain.facts import Explanation, YesNoFact

WORDS = {
    language: tomllib.loads((ROOT / "resources" / "words" / f"explain.{language.value}.toml").read_text("utf-8"))
    for language in Language
}
ZH, EN = Language.ZH, Language.EN
LAMPS = Quantity(
    "",
    Text("公共区域高效光源占比", "Share of efficient lamps"),
    "%",
    ("part", "whole"),
    "part / whole * 100",
)
LIGHT = some_bands(quantity=LAMPS)
INPUTS = (
    Input("part", Text("高效光源数量", "Efficient lamps"), "个", InputKind.INTEGER),
    Input("whole", Text("光源总数", "Lamps"), "个", InputKind.INTEGER),
    an_input("x", unit="m"),
    an_input("y", unit="m"),
    an_input("list", "decimal_list"),
    an_input("other", "decimal_list"),
)


def said(rule, value, given=6, language=ZH, form=None, **more):
    asked = form or one_item_form(rule, given, inputs=INPUTS)
    document = a_document(**more)
    document["responses"] = {"A101": {"value": value}}
    return explain_text(explain(asked, answers_to(asked, document), "A101"), language, WORDS[language])


def lines_of(rule, value, given=10, language=ZH, **more):
    form = one_item_form(rule, given, inputs=INPUTS, attributes=more.pop("attributes", ()))
    document = a_document({"A101": value}, **more)
    lines = explain_lines(explain(form, answers_to(form, document), "A101"), language, WORDS[language])
    return [("    " * line.depth) + line.text for line in lines]


# --- bands ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "language", "sentence"),
    [
        (82, ZH, "公共区域高效光源占比 82.0 %，达到 ≥80 % 档得 4 分；≥90 % 可得 6 分"),
        (82, EN, "Share of efficient lamps 82.0 % reaches the band ≥80 %: 4 points; ≥90 % gives 6 points"),
        (95, ZH, "公共区域高效光源占比 95.0 %，达到 ≥90 % 档得 6 分"),
        (70, ZH, "公共区域高效光源占比 70.0 %，一档也没有达到，得 0 分；≥80 % 可得 4 分"),
        (70, EN, "Share of efficient lamps 70.0 % reaches no band: 0 points; ≥80 % gives 4 points"),
    ],
)
def test_a_band_says_what_was_reached_and_what_the_next_one_asks(part, language, sentence):
    assert said(LIGHT, {"part": part, "whole": 100}, language=language) == sentence


@pytest.mark.parametrize(
    ("part", "shown"), [(8999, "89.99 %"), (8995, "89.95 %"), (8994, "89.9 %"), (9000, "90.0 %"), (7999, "79.99 %")]
)
def test_a_value_below_a_line_never_seems_to_reach_it(part, shown):
    assert said(LIGHT, {"part": part, "whole": 10000}).startswith(f"公共区域高效光源占比 {shown}，")


def test_a_value_above_a_line_that_must_not_be_passed_never_seems_to_keep_it():
    quantity = a_quantity("x", "x", unit="倍")
    lower = (a_band(6, a_bound("lte", "0.8")), a_band(4, a_bound("lte", "0.9")))
    rule = some_bands(quantity=quantity, better=Better.LOWER, bands=lower)
    assert said(rule, {"x": "0.8004"}) == "占比 0.8004 倍，达到 ≤0.9 倍 档得 4 分；≤0.8 倍 可得 6 分"
    assert said(rule, {"x": "0.87"}, language=EN).startswith("占比 0.87 times reaches the band ≤0.9 times")


def test_a_strict_line_that_is_just_passed_is_shown_as_passed():
    rule = some_bands(quantity=a_quantity("x", "x"), bands=(a_band(6, a_bound("gt", 0)),))
    assert said(rule, {"x": "0.04"}) == "占比 0.04 %，达到 >0 % 档得 6 分"


def test_a_pure_number_has_no_unit():
    rule = some_bands(quantity=a_quantity("x", "x", unit="1"), bands=(a_band(6, a_bound("gte", "0.95")),))
    assert said(rule, {"x": "0.953"}) == "占比 0.95，达到 ≥0.95 档得 6 分"


def test_a_range_is_written_as_a_range_and_the_cheapest_better_band_is_named():
    bands = (
        a_band(6, a_bound("gte", 40), a_bound("lte", 75)),
        a_band(4, a_bound("gte", 30), a_bound("lt", 85)),
        a_band(2, a_bound("eq", 20)),
    )
    rule = some_bands(quantity=a_quantity("x", "x"), better=Better.RANGE, bands=bands)
    assert said(rule, {"x": "75.04"}) == "占比 75.04 %，达到 ≥30 % 且 <85 % 档得 4 分；40–75 % 可得 6 分"
    assert said(rule, {"x": "20"}) == "占比 20.0 %，达到 =20 % 档得 2 分；≥30 % 且 <85 % 可得 4 分"


TWO_MEASURES = some_bands(
    quantity=a_quantity("x", "x", "y", unit="m"),
    bands=(a_band(6, a_bound("gte", 35), a_bound("lt", 60, "y")), a_band(4, a_bound("gte", 20))),
)


def test_a_second_measure_that_is_not_yet_so_is_named():
    assert said(TWO_MEASURES, {"x": "35", "y": "60"}) == (
        "占比 35 m，达到 ≥20 m 档得 4 分；“≥35 m 且 量y <60 m”可得 6 分（现在量y是 60 m）"
    )
    assert said(TWO_MEASURES, {"x": "30", "y": "59"}) == (
        "占比 30 m，达到 ≥20 m 档得 4 分；“≥35 m 且 量y <60 m”可得 6 分"
    )


def test_a_second_measure_that_is_not_there_is_named():
    quantity = a_quantity("x", "x", "y", unit="m", nullable=frozenset({"y"}))
    rule = some_bands(quantity=quantity, bands=TWO_MEASURES.bands)
    assert said(rule, {"x": "35", "y": None}, language=EN).endswith(
        '"≥35 m and 量y <60 m" gives 6 points (now 量y is none)'
    )


def test_alternatives_name_every_measure():
    bands = (
        a_band(6, any_of=(a_bound("lte", 300, "x"), a_bound("lte", 500, "y"))),
        a_band(4, any_of=(a_bound("lte", 500, "x"), a_bound("lte", 800, "y"))),
    )
    quantity = a_quantity("", "x", "y", "z", nullable=frozenset({"x", "y"}))
    form = one_item_form(some_bands(quantity=quantity, bands=bands), inputs=(*INPUTS, an_input("z", unit="m")))
    assert said(None, {"x": None, "y": "500.001", "z": "1"}, form=form) == (
        "量x 没有、量y 500.001 m、量z 1 m，达到“量x ≤500 m 或 量y ≤800 m”档得 4 分；“量x ≤300 m 或 量y ≤500 m”可得 6 分"
    )


def test_an_input_that_is_declared_nowhere_is_called_by_its_key():
    assert said(some_bands(quantity=a_quantity("", "z"), bands=(a_band(6, a_bound("gte", 1, "z")),)), {"z": "2"}) == (
        "z 2，达到“z ≥1”档得 6 分"
    )


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ({"shortcut": True}, "因“已获称号”，得 5 分"),
        (
            {"shortcut": True, "part": 85, "whole": 100},
            "公共区域高效光源占比 85.0 %，按测得值得 4 分；因“已获称号”，得 5 分；≥90 % 可得 6 分",
        ),
        ({"shortcut": True, "part": 95, "whole": 100}, "公共区域高效光源占比 95.0 %，达到 ≥90 % 档得 6 分"),
    ],
)
def test_a_shortcut_says_that_it_decided(value, sentence):
    assert said(some_bands(quantity=LAMPS, shortcut=Shortcut(Text("已获称号"), points(5))), value) == sentence


def test_a_limit_that_is_a_parameter_is_shown_as_its_figure():
    rule = some_bands(quantity=a_quantity("x", "x"), bands=(a_band(6, a_bound("lte", ParameterRef("line"))),))
    form = one_item_form(rule, inputs=INPUTS, parameters=(Parameter("line", Text("线"), "%", None),))
    assert said(rule, {"x": "9"}, form=form, parameters={"line": "9.5"}) == "占比 9.0 %，达到 ≤9.5 % 档得 6 分"
    assert said(rule, {"x": "9"}, form=form) == "占比 9.0 %，一档也没有达到，得 0 分；≤? 可得 6 分"


# --- other kinds ---------------------------------------------------------------------------------

X = Quantity("", Text("提高幅度"), "%", ("x",), "x")
STEP = Step(X, points(30), None, points(2), points(10), points(1), points(6))


@pytest.mark.parametrize(
    ("rule", "value", "sentence"),
    [
        (YesNo(), True, "符合要求，得 6 分"),
        (YesNo(), False, "不符合要求，得 0 分；符合可得 6 分"),
        (some_levels(6, 4, 0), "a", "判为“档1”，得 6 分"),
        (some_levels(6, 4, 0), "c", "判为“档3”，得 0 分；“档2”可得 4 分"),
        (a_count(2, 6), {"count": 2}, "计 2 次，每次得 2 分，共得 4 分；达到 3 可得 6 分"),
        (a_count(2, 6), {"count": 3}, "计 3 次，每次得 2 分，共得 6 分"),
        (a_count(2, 6), {"count": 4}, "计 4 次，每次得 2 分，最多 6 分，得 6 分"),
        (a_count(3, 6, "a", "b"), {"options": ["b"]}, "计 1 次，每次得 3 分，共得 3 分（选项b）；达到 2 可得 6 分"),
        (a_deduction(6, (1, None)), {"counts": {"1": 0}}, "没有扣分，得 6 分"),
        (a_deduction(6, (2, None)), {"counts": {"1": 1}}, "从 6 分起，“问题1”1 个，扣 2 分；得 4 分"),
        (
            a_deduction(6, (1, 2), ("0.5", None)),
            {"counts": {"1": 5, "2": 3}},
            "从 6 分起，“问题1”5 个，每个扣 1 分，最多扣 2 分；“问题2”3 个，每个扣 0.5 分，共扣 1.5 分；得 2.5 分",
        ),
        (
            a_deduction(6, (1, None)),
            {"counts": {"1": 7}},
            "从 6 分起，“问题1”7 个，每个扣 1 分，共扣 7 分；扣完为止，得 0 分",
        ),
        (a_deduction(6, void_if=Text("全年没有台账")), {"counts": {}, "void": True}, "全年没有台账，不得分"),
        (STEP, {"x": "39.99"}, "提高幅度 39.99 %，30 % 起得 2 分，每再提高 10 % 加 1 分，得 2 分；达到 40 % 可得 3 分"),
        (STEP, {"x": "29"}, "提高幅度 29.0 %，没有达到 30 %，得 0 分；达到 30 % 可得 2 分"),
        (STEP, {"x": "90"}, "提高幅度 90.0 %，30 % 起得 2 分，每再提高 10 % 加 1 分，得 6 分"),
        (
            Linear(X, points(0), points(10), points(6)),
            {"x": "3.33"},
            "提高幅度 3.3 %，在 0 % 到 10 % 之间按比例得 1.998 分；达到 10 % 可得 6 分",
        ),
        (
            Linear(X, points(0), points(10), points(6)),
            {"x": "12"},
            "提高幅度 12.0 %，在 0 % 到 10 % 之间按比例得 6 分",
        ),
        (
            TargetDeduct(X, points(70), None, points(6), points(1), points("0.5"), points(0)),
            {"x": "69.96"},
            "提高幅度 69.96 %，没有达到目标 70 %；每低 1 % 扣 0.5 分，不足 1 % 也算，计 1 次，得 5.5 分；达到目标可得 6 分",  # noqa: E501 -- one sentence
        ),
        (
            TargetDeduct(X, points(70), None, points(6), points(1), points("0.5"), points(0)),
            {"x": "70"},
            "提高幅度 70.0 %，达到目标 70 %，得 6 分",
        ),
    ],
)
def test_every_kind_says_why(rule, value, sentence):
    assert said(rule, value) == sentence


def test_one_point_is_singular_in_english():
    assert said(YesNo(), True, given=1, language=EN) == "Fulfilled: 1 point"
    assert said(a_count(1, 6), {"count": 1}, language=EN) == "1 counted (次), 1 point each: 1 point; 2 give 2 points"


def test_a_unit_in_brackets_is_said_once():
    rule = Count(Text("次(有整改闭环的季度检查)"), points(2), points(6))
    assert said(rule, {"count": 3}) == "计 3 次(有整改闭环的季度检查)，每次得 2 分，共得 6 分"


def test_a_count_with_bands_names_the_next_number():
    rule = Count(Text("项"), None, None, bands=(CountBand(7, points(6)), CountBand(4, points(3))), otherwise=points(0))
    assert said(rule, {"count": 2}) == "计 2 项，得 0 分；达到 4 可得 3 分"
    assert said(rule, {"count": 9}) == "计 9 项，得 6 分"


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
        "    分项b：不适用，不计入满分（适用条件：没有此项）",
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


# --- gates ---------------------------------------------------------------------------------------

GATE = Gate(
    (
        GateBranch(
            "b",
            Text("其他机关"),
            only_for("kind", "a"),
            (GateCondition("a", Text("单位能耗"), "q", ParameterRef("line")), GateCondition("s", Text("完成考核"))),
        ),
        GateBranch("c", Text("其他"), only_for("kind", "c"), (GateCondition("m", Text("平均"), "m", points(5)),)),
    ),
    (
        Quantity("q", Text("单位能耗"), "kgce/m2", ("x", "y"), "x / y"),
        Quantity("m", Text("平均"), "t", ("list",), "mean(list)", lengths={"list": 2}),
    ),
)
GATE_FORM = one_item_form(
    GATE,
    inputs=INPUTS,
    attributes=(an_attribute("kind", "a", "b", "c"),),
    parameters=(Parameter("line", Text("年度目标"), "kgce/m2", None),),
)


@pytest.mark.parametrize(
    ("value", "line", "kind", "sentence"),
    [
        (
            {"x": "18", "y": "1", "statements": {"s": True}},
            "18",
            "a",
            "适用“其他机关”：单位能耗（实际 18 kgce/m2，限值 18 kgce/m2），满足；完成考核，满足；得 6 分",
        ),
        (
            {"x": "18.0005", "y": "1", "statements": {"s": False}},
            "18",
            "a",
            "适用“其他机关”：单位能耗（实际 18.001 kgce/m2，限值 18 kgce/m2），不满足；完成考核，不满足；得 0 分",
        ),
        (
            {"x": "18", "y": "1", "statements": {"s": True}},
            None,
            "a",
            "适用“其他机关”：单位能耗，还不能判定；完成考核，满足；缺少外部数值“年度目标”，不能计算",
        ),
        (
            {"x": "18"},
            "18",
            "a",
            "适用“其他机关”：单位能耗，还不能判定；完成考核，还不能判定；还没有填完，缺“量y”、“完成考核”",
        ),
        (
            {"x": "18", "statements": {"s": True}},
            "18",
            "a",
            "适用“其他机关”：单位能耗，还不能判定；完成考核，满足；还没有填完，缺“量y”",
        ),
        (
            {"x": "18", "y": "1", "list": ["1"], "statements": {"s": True}},
            "18",
            "c",
            "适用“其他”：平均，还不能判定；“量list”应有 2 个数，现在有 1 个，不能计算",
        ),
        ({}, "18", None, "对象信息“属性kind”还没有填写，不能判定"),
        ({}, "18", "b", "没有适合这个对象的做法，得 0 分"),
    ],
)
def test_a_gate_says_how_each_condition_stands(value, line, kind, sentence):
    more = {"parameters": {"line": line}, "subject": {"kind": kind}}
    assert said(GATE, value, form=GATE_FORM, **more) == sentence


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
        (STEP, {}, "还没有填完，缺“量x”"),
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
        (excluded(), False, "不适用，不计入满分（适用条件：没有此项）"),
        (full_points_if_na(), False, "不适用，按规定得 6 分（适用条件：没有此项）"),
        (full_points_if_na(proof=True), False, "标为不适用，但没有证明材料，得 0 分（适用条件：没有此项）"),
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


# --- as values -----------------------------------------------------------------------------------


def test_an_explanation_is_a_value_first():
    form = one_item_form(YesNo())
    assert explain(form, answers_to(form, a_document({"A101": False})), "A101") == Explanation(
        code="A101",
        name=Text("条目A101"),
        state=ItemState.SCORED,
        reason=Reason.OK,
        points=points(0),
        max_points=points(6),
        full=points(6),
        fact=YesNoFact(fulfilled=False),
    )


def test_an_unknown_item_cannot_be_explained():
    form = one_item_form(YesNo())
    with pytest.raises(KeyError):
        explain(form, answers_to(form, a_document()), "Z9")


def test_every_item_of_a_shipped_form_can_be_explained_in_both_languages():
    mall = shipped_form("green-mall", "1")
    for explained in explain_all(mall, answers_to(mall, {"form": "green-mall"})):
        assert explain_text(explained, ZH, WORDS[ZH]).startswith("还没有填写，满分 ")
        assert explain_text(explained, EN, WORDS[EN]).startswith("Not answered yet, worth ")


def test_both_languages_have_the_same_sentences():
    rooms = {language: {room: set(keys) for room, keys in WORDS[language].items()} for language in Language}
    rooms[ZH]["units"] = rooms[EN]["units"]
    assert rooms[ZH] == rooms[EN]
