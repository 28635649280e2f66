"""Differences between editions are said in the terms of the field, one a line, in both languages."""

from __future__ import annotations

import copy
import json

import pytest

from tests.conftest import ROOT
from tests.helpers.editions import edition, first_content, second_content
from tests.helpers.form_content import item, two
from workbench.authoring.comparison import SECTIONS, compare
from workbench.authoring.differences import Kind
from workbench.authoring.transfer import Section, Why
from workbench.domain.texts import Language
from workbench.usecases.edition_words import comparison_lines, difference_lines, value_said
from workbench.usecases.words import load_words

SCHEMA = json.loads((ROOT / "resources" / "schemas" / "form.schema.json").read_text("utf-8"))
NUMBERS = {"1", "2", "3"}
FIXED = {"format", "language", "star", "computed", "statement"}


def spoken(language):
    return load_words(ROOT / "resources" / "words", language)


ZH, EN = spoken(Language.ZH), spoken(Language.EN)


def properties(node):
    """Every named field of the schema with what it may hold."""
    if isinstance(node, dict):
        yield from (node.get("properties") or {}).items()
        for below in node.values():
            yield from properties(below)
    elif isinstance(node, list):
        for below in node:
            yield from properties(below)


def lines(change, words=ZH):
    content = copy.deepcopy(first_content())
    change(content)
    return list(difference_lines(compare(first_content(), content).differences, words))


def first_item(content):
    return content["groups"][0]["items"][0]


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
def test_every_field_and_every_fixed_value_of_the_published_schema_has_a_name(words):
    fields = dict.fromkeys(key for key, _ in properties(SCHEMA) if key not in NUMBERS)
    assert [key for key in fields if not words.knows("editions", f"field.{key}")] == []
    values = {
        (key, value)
        for key, node in properties(SCHEMA)
        for value in (*node.get("enum", ()), *([node["const"]] if "const" in node else ()))
        if key not in FIXED
    }
    assert [one for one in sorted(values) if not words.knows("editions", f"value.{one[0]}.{one[1]}")] == []


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
def test_every_section_fate_and_reason_has_a_name(words):
    wanted = [f"section.{section}" for section in SECTIONS]
    wanted += [f"count_{kind.value}" for kind in Kind]
    wanted += [f"move.section.{section.value}" for section in Section] + [f"move.why.{why.value}" for why in Why]
    assert [key for key in wanted if not words.knows("editions", key)] == []


def test_points_are_told_in_one_short_line():
    def change(content):
        first_item(content)["points"] = "6"
        first_item(content)["scoring"]["levels"][0]["points"] = "6"

    assert lines(change) == ["A101 分值 5 → 6", "A101 档次 a 分值 5 → 6"]
    assert lines(change, EN) == ["A101 points 5 → 6", "A101 levels a points 5 → 6"]


def test_rules_policies_and_provenance_are_said_in_words():
    def change(content):
        first_item(content)["na"]["rule"] = "full_points"
        first_item(content)["origin"]["provenance"] = "found"
        first_item(content)["must_pass"] = True
        content["groups"][0]["items"][2]["scoring"]["kind"] = "graded"

    assert lines(change) == [
        "A101 必须满分 新增：是",
        "A101 不适用 规则 不计入满分 → 按满分计",
        "A101 出处 查得或自拟 工作台自拟 → 查得",
        "A103 计分方式 是否 → 分级",
    ]


def test_a_text_is_told_once_in_the_language_asked_for_and_the_other_one_by_name():
    def both(content):
        first_item(content)["check"] = two("看账本", "See the books")

    def english(content):
        first_item(content)["check"] = two("检查", "Check")

    assert lines(both) == ["A101 检查内容 “检查” → “看账本”"]
    assert lines(both, EN) == ["A101 check “text” → “See the books”"]
    assert lines(english) == ["A101 检查内容（英文） “text” → “Check”"]


def test_bands_are_counted_from_one_and_structures_are_told_whole():
    def change(content):
        bands = content["groups"][0]["items"][1]["scoring"]["bands"]
        bands[1]["gte"] = "70"
        bands.append({"gte": "50", "points": "1", "any": [{"quantity": "good", "lte": "3"}]})

    assert lines(change) == [
        "A102 分档 第2个 不小于 60 → 70",
        "A102 分档 第3个 新增：[分值 1；任一满足 [不大于 3；量 good]；不小于 50]",
    ]


def test_entries_that_come_go_and_move_are_told_by_name():
    def change(content):
        group = content["groups"][0]
        group["items"].insert(1, item("A109", {"kind": "yes_no"}, "5"))
        del group["items"][3]
        content["grading"].reverse()

    assert lines(change) == [
        "－ A103 条目A103（5 分）",
        "＋ A109 条目A109（5 分），排在 A101 之后",
        "unqualified 不达标 移到最前",
    ]


def test_an_item_of_another_group_is_told_as_moved():
    old, new = first_content(), first_content()
    old["groups"].append({**old["groups"][0], "code": "B", "name": two("乙组"), "items": []})
    new["groups"].append({**old["groups"][1], "items": [new["groups"][0]["items"].pop()]})
    assert list(difference_lines(compare(old, new).differences, ZH)) == ["A106 条目A106 由 A 移到 B"]


def test_a_whole_comparison_counts_first_and_then_tells_group_by_group():
    told = list(comparison_lines(compare(first_content(), second_content()), ZH))
    assert told[:2] == ["小评价表（small 1） → 小评价表（small 2）", "共 17 处不同。"]
    assert "条目：新增 1、删除 1、改动 4" in told
    at = told.index("条目")
    assert told[at + 1 : at + 7] == [
        "  A 甲组",
        "    － A105 条目A105（5 分）",
        "    A101 档次 b 删除：[代码 b；分值 3；说明 “一般”]",
        "    A102 分档 第1个 不小于 90 → 95",
        "    A103 分值 5 → 10",
        "    ＋ A107 条目A107（5 分），排在 A104 之后",
    ]
    assert told[-1].endswith("--json。")


def test_the_same_content_and_another_form_are_said_plainly():
    assert "没有差异" in list(comparison_lines(compare(first_content(), first_content()), ZH))[-1]
    other = first_content() | {"form": "other"}
    assert "两张不同的评价表" in list(comparison_lines(compare(first_content(), other), ZH))[1]


def test_values_without_words_are_shown_as_they_are():
    assert value_said(None, "floor", ZH) == "无"
    assert value_said([], "refs", ZH) == "无"
    assert value_said(["total", "group_floors"], "requires", EN) == "total, group floors"
    assert value_said("unheard_of", "kind", ZH) == "unheard_of"


def test_the_two_sample_editions_are_faultless():
    assert [edition(content).form.edition for content in (first_content(), second_content())] == ["1", "2"]
