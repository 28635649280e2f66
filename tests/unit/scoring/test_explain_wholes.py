"""Groups, totals, prerequisites and advice in sentences."""

from __future__ import annotations

import tomllib

import pytest

from tests.helpers.forms import (
    ROOT,
    a_band,
    a_bound,
    a_choice,
    a_document,
    a_form,
    a_grade,
    a_group,
    a_prerequisite,
    a_quantity,
    an_input,
    an_item,
    answers_to,
    excluded,
    points,
    some_bands,
    some_levels,
)
from tests.helpers.small_building import BEST, BUILDING, PUBLIC
from workbench.domain.forms import Normalisation
from workbench.domain.rules import ItemGate, ItemMustPass, NotApplicable, NotApplicableRule, Shortcut, TargetDeduct
from workbench.domain.texts import Language, Text
from workbench.scoring.advice import lift, lift_group
from workbench.scoring.engine import Scorer
from workbench.scoring.explain import (
    advice_lines,
    explain_prerequisites,
    group_text,
    prerequisite_text,
    total_text,
)

WORDS = {
    language: tomllib.loads((ROOT / "resources" / "words" / f"explain.{language.value}.toml").read_text("utf-8"))
    for language in Language
}
ZH, EN = Language.ZH, Language.EN
TEN = some_levels(*range(10, -1, -1))
NA = {"na": True}


def level(worth):
    return {"value": chr(97 + 10 - worth)}


def scored_of(form, responses, **more):
    document = a_document(**more)
    document["responses"] = responses
    return Scorer(form).rescore(answers_to(form, document))


TWO_GROUPS = a_form(
    a_group("A", *(an_item(f"A{at}", 10, TEN, not_applicable=excluded()) for at in (1, 2)), floor="0.8"),
    a_group("B", an_item("B1", 10, TEN)),
)


@pytest.mark.parametrize(
    ("responses", "zh", "en"),
    [
        (
            {"A1": level(8), "A2": level(8)},
            "组A：16 分，满分 20 分，得分率 80.0 %，达到下限 80 %",
            "组A: 16 of 20 points, 80.0 %, reaches its floor of 80 %",
        ),
        (
            {"A1": level(8), "A2": level(7)},
            "组A：15 分，满分 20 分，得分率 75.0 %，低于下限 80 %，还差 1 分",
            "组A: 15 of 20 points, 75.0 %, below its floor of 80 %, 1 point missing",
        ),
        (
            {"A1": level(8)},
            "组A：已得 8 分，满分 20 分，下限 80 %，还有条目没有判定",
            "组A: 8 of 20 points so far, floor 80 %, some items are not judged yet",
        ),
        ({"A1": NA, "A2": NA}, "组A：没有适用的条目", "组A: no item applies"),
    ],
)
def test_a_group_is_held_against_its_floor_in_words(responses, zh, en):
    group = scored_of(TWO_GROUPS, responses).groups["A"]
    assert group_text(TWO_GROUPS, group, ZH, WORDS[ZH]) == zh
    assert group_text(TWO_GROUPS, group, EN, WORDS[EN]) == en


def test_a_ratio_just_below_its_floor_never_seems_to_reach_it():
    nearly = some_levels("7.9996")
    form = a_form(a_group("A", an_item("A1", 10, nearly), floor="0.8"))
    group = scored_of(form, {"A1": {"value": "a"}}).groups["A"]
    assert group_text(form, group, ZH, WORDS[ZH]).startswith(
        "组A：7.9996 分，满分 10 分，得分率 79.996 %，低于下限 80 %"
    )


def test_a_group_without_a_floor_is_only_counted():
    group = scored_of(TWO_GROUPS, {"B1": level(5)}).groups["B"]
    assert group_text(TWO_GROUPS, group, ZH, WORDS[ZH]) == "组B：5 分，满分 10 分，得分率 50.0 %"


def test_the_total_shows_every_step():
    result = scored_of(TWO_GROUPS, {"A1": level(8), "A2": level(7), "B1": level(5)}).result
    assert total_text(TWO_GROUPS, result, ZH, WORDS[ZH]) == (
        "各组合计 15 + 5 = 20 分，满分 30 分；20 ÷ 30 × 100 = 66.6667"
    )


def test_a_total_of_one_group_is_no_sum_and_one_out_of_itself_is_not_converted():
    form = a_form(a_group("B", an_item("B1", 10, TEN)), normalisation=Normalisation.TOTAL)
    result = scored_of(form, {"B1": level(5)}).result
    assert total_text(form, result, EN, WORDS[EN]) == "5 of 10 points"


def building(**subject):
    entries = {code: {"value": value} for code, value in (BEST | {"C1": True}).items()}
    answered = {"A101": {"value": True}, "Q101": {"value": True}, "Q102": {"value": True}}
    return scored_of(BUILDING, answered, subject={**PUBLIC, **subject}, prerequisites=entries)


def test_the_index_of_a_building_shows_its_controls():
    assert total_text(BUILDING, building().result, ZH, WORDS[ZH]) == "（控制项 400 + 各组 300 + 100）÷ 10 = 80，最高 80"
    assert total_text(BUILDING, building(mode="basic").result, ZH, WORDS[ZH]) == ""


# --- prerequisites -------------------------------------------------------------------------------

ELIGIBLE = some_bands(
    quantity=a_quantity("10 / years", "years", unit="年"),
    bands=(a_band(None, a_bound("lte", 5)),),
    otherwise=None,
    shortcut=Shortcut(Text("本地户籍"), None),
)
TARGET = TargetDeduct(a_quantity("part"), points(70), None, *map(points, (10, 1, 1, 0)))
PASS_IF_NA = NotApplicable(NotApplicableRule.PASS, Text("没有"))


def told(prerequisite, entry=None, language=ZH, **more):
    form = a_form(
        a_group("A", an_item("A1", 10, TARGET), an_item("A2", 10, TEN, not_applicable=excluded())),
        prerequisites=(prerequisite,),
        inputs=(an_input("part"), an_input("whole"), an_input("years")),
    )
    entries = {} if entry is None else {"P1": entry}
    scored = scored_of(form, more.pop("responses", {}), prerequisites=entries, **more)
    explained = explain_prerequisites(form, scored.answers, scored.result)
    return prerequisite_text(explained[0], language, WORDS[language])


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (None, "还没有判定"),
        ({"value": True}, "满足"),
        ({"value": False}, "不满足"),
        ({"na": True}, "不适用"),
    ],
)
def test_a_control_says_how_it_stands(entry, sentence):
    assert told(a_prerequisite("P1", not_applicable=PASS_IF_NA), entry) == sentence


@pytest.mark.parametrize(
    ("marks", "sentence"),
    [
        (None, "还没有判定；3 项里有 0 项，至少要 2 项；还有 3 项没有判定"),
        ({"a": True, "b": False}, "还没有判定；3 项里有 1 项，至少要 2 项；还有 1 项没有判定；已有“选项a”"),
        ({"a": True, "b": True, "c": False}, "满足；3 项里有 2 项，至少要 2 项；已有“选项a”、“选项b”"),
    ],
)
def test_choose_n_says_how_many_are_there(marks, sentence):
    prerequisite = a_prerequisite("P1", a_choice(2, "a", "b", "c"), "choose_n")
    assert told(prerequisite, None if marks is None else {"value": marks}) == sentence


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ({"years": "1.99"}, "不满足；占比 5.03 年，要求 ≤5 年"),
        ({"years": "2"}, "满足；占比 5 年，要求 ≤5 年"),
        ({"years": "0"}, "还不能判定"),
        ({"shortcut": True}, "满足；因“本地户籍”"),
    ],
)
def test_eligibility_says_what_is_asked(value, sentence):
    assert told(a_prerequisite("P1", ELIGIBLE, "eligibility"), {"value": value}) == sentence


def test_a_derived_prerequisite_says_what_its_item_has():
    gate = a_prerequisite("P1", ItemGate("A1", None), "item_gate", derived=True)
    low = {"A1": {"value": {"part": "69.96", "whole": "1"}}}
    assert told(gate, responses=low) == "不满足；条目A1 69.96 %，要求不低于 70 %"
    assert told(gate) == "还没有判定"
    assert told(gate, responses={"A1": {"value": {}}}) == "还没有判定"
    must = a_prerequisite("P1", ItemMustPass("A2"), "item_must_pass", derived=True)
    assert told(must, responses={"A2": level(9)}, language=EN) == "Not met; A2 条目A2 has 9 points, 10 points are asked"
    assert told(must, responses={"A2": NA}) == "不适用"


def test_a_gate_without_a_line_says_only_how_it_stands():
    gate = a_prerequisite("P1", ItemGate("A2", None), "item_gate", derived=True)
    form = a_form(a_group("A", an_item("A2", 10, some_bands())), prerequisites=(gate,))
    scored = scored_of(form, {"A2": {"value": {"part": "1", "whole": "2"}}})
    explained = explain_prerequisites(form, scored.answers, scored.result)[0]
    assert prerequisite_text(explained, ZH, WORDS[ZH]) == "还不能判定"


def test_stars_and_required_levels_say_their_level():
    scored = building()
    explained = explain_prerequisites(BUILDING, scored.answers, scored.result)
    told = {entry.code: prerequisite_text(entry, ZH, WORDS[ZH]) for entry in explained}
    assert (told["T1"], told["T9"], told["P2"]) == ("满足（三星）", "不属于本次评价", "满足（一星级）")


# --- advice --------------------------------------------------------------------------------------


def advice_of(form, scored, group=None, language=ZH):
    advice = lift(form, scored) if group is None else lift_group(scored, group)
    return advice_lines(form, advice, language, WORDS[language])


def test_advice_lists_the_sets():
    scored = scored_of(TWO_GROUPS, {"A1": level(8), "A2": level(7), "B1": level(5)})
    assert advice_of(TWO_GROUPS, scored) == (
        "要达到“等级pass”，最少还要把 1 条做到满分，任选一组：",
        "A1 条目A1（共增加 2 分）",
        "A2 条目A2（共增加 3 分）",
    )
    assert advice_of(TWO_GROUPS, scored, TWO_GROUPS.groups[0], EN) == (
        'To clear the floor of "组A", the fewest items to lift to full points are 1; any one of these sets:',
        "A1 条目A1 (2 points more)",
        "A2 条目A2 (3 points more)",
    )


def test_advice_says_when_nothing_is_missing():
    scored = scored_of(TWO_GROUPS, {"A1": level(8), "A2": level(8), "B1": level(5)})
    assert advice_of(TWO_GROUPS, scored) == ("已经是最高等级",)
    assert advice_of(TWO_GROUPS, scored, TWO_GROUPS.groups[0]) == ("已经让“组A”达到下限",)


@pytest.mark.parametrize(
    ("form", "more", "line"),
    [
        (
            a_form(a_group("A", an_item("A1", 10, TEN)), prerequisites=(a_prerequisite("P1"),)),
            {},
            "只靠提高条目得分不能达到“等级pass”：前置条件“前提P1”没有满足",
        ),
        (
            a_form(
                a_group("A", an_item("A1", 10, TEN)),
                grading=(a_grade("pass", "total", min_normalised=points(101)), a_grade("fail", passes=False)),
            ),
            {},
            "只靠提高条目得分不能达到“等级pass”：全部得满分，总分也不够",
        ),
        (
            a_form(
                a_group("A", an_item("A1", 10, TEN), floor="1.1"),
            ),
            {},
            "只靠提高条目得分不能达到“等级pass”：“组A”全部得满分也达不到下限",
        ),
    ],
)
def test_advice_says_plainly_when_no_set_can(form, more, line):
    assert advice_of(form, scored_of(form, {"A1": level(5)}, **more)) == (line,)


def test_advice_names_the_star_requirement_in_the_way():
    entries = {"C1": {"value": True}, "T8": {"value": BEST["T8"]}, "T1": {"value": {"window": None, "load": None}}}
    answered = {"A101": {"value": True}, "Q101": {"value": True}, "Q102": {"value": True}}
    scored = scored_of(BUILDING, answered, subject=PUBLIC, prerequisites=entries)
    assert advice_of(BUILDING, scored) == ("只靠提高条目得分不能达到“等级star2”：星级要求“围护或负荷”没有达到",)
