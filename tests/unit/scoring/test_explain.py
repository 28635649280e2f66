"""Explanations read as an inspector would write them, and no figure seems to reach what it misses."""

from __future__ import annotations

import pytest

from tests.helpers.forms import (
    a_band,
    a_bound,
    a_count,
    a_deduction,
    a_document,
    a_quantity,
    an_attribute,
    an_input,
    answers_to,
    one_item_form,
    only_for,
    points,
    shipped_form,
    some_bands,
    some_levels,
)
from tests.helpers.sentences import EN, INPUTS, LAMPS, LIGHT, WORDS, ZH, said
from workbench.domain.forms import Parameter
from workbench.domain.results import ItemState, Reason
from workbench.domain.rules import (
    Better,
    Count,
    CountBand,
    Gate,
    GateBranch,
    GateCondition,
    Linear,
    ParameterRef,
    Quantity,
    Shortcut,
    Step,
    TargetDeduct,
    YesNo,
)
from workbench.domain.texts import Language, Text
from workbench.scoring.explain import explain, explain_all, explain_text
from workbench.scoring.explain.facts import Explanation, YesNoFact

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
    form = one_item_form(rule, inputs=INPUTS, words=(Text("倍", "times"),))
    assert said(rule, {"x": "0.87"}, language=EN, form=form).startswith("占比 0.87 times reaches the band ≤0.9 times")


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
        (
            STEP,
            {"x": "39.99"},
            "提高幅度 39.99 %，30 % 起得 2 分，每再提高 10 % 加 1 分，最多 6 分，得 2 分；达到 40 % 可得 3 分",
        ),
        (STEP, {"x": "29"}, "提高幅度 29.0 %，没有达到 30 %，得 0 分；达到 30 % 可得 2 分"),
        (STEP, {"x": "90"}, "提高幅度 90.0 %，30 % 起得 2 分，每再提高 10 % 加 1 分，最多 6 分，得 6 分"),
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
    assert rooms[ZH] == rooms[EN]
