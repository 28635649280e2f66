"""A form goes into a workbook and comes back as the very same content, whatever it holds."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.helpers.form_content import form_schema, small_content
from tests.helpers.form_workbooks import opened, read_back, read_plans, spoken
from tests.helpers.schema_content import some_content
from workbench.authoring.form_file import form_file
from workbench.authoring.workbook.layout import FACT_COLUMNS, FACT_SHEET, MORE, OWNER
from workbench.authoring.workbook.reading import read_sheets
from workbench.authoring.workbook.tables import TABLES
from workbench.authoring.workbook.trees import same
from workbench.authoring.workbook.vocabulary import folded
from workbench.authoring.workbook.writing import content_onto_workbook, content_to_workbook, sheet_plans
from workbench.catalogue.source.content import content_sha256
from workbench.catalogue.source.yaml_source import Source, read_source
from workbench.domain.texts import Language
from workbench.spreadsheets.reading import read_workbook

FORMS = sorted(Path(__file__).resolve().parents[3].glob("forms/green-*/*.yaml")) + sorted(
    Path(__file__).resolve().parents[3].glob("forms/conserving-*/*.yaml")
)
# a form is large: making a failing one smaller would take minutes
slow = settings(
    deadline=None, suppress_health_check=list(HealthCheck), phases=set(Phase) - {Phase.shrink, Phase.explain}
)


def content_of(file):
    return read_source(file.read_bytes(), str(file))[0].content


@pytest.mark.parametrize("file", FORMS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_edition_comes_back_with_its_hash_and_without_a_cell_for_leftovers(file):
    content = content_of(file)
    read = read_back(content, Language.EN if file.stem == "2019" else Language.ZH)
    assert read.problems == ()
    assert content_sha256(read.content) == content_sha256(content)
    titles = [column.title for plan in sheet_plans(content, spoken()) for column in plan.columns]
    assert [title for title in titles if title.startswith("其他内容")] == []


def comes_back(content, language):
    assert form_schema().problems(Source("", content)) == []
    read = read_plans(content, language)
    assert read.problems == ()
    assert same(read.content, content)
    assert same(read_source(form_file(read.content, form_schema()), "")[0].content, content)


@settings(slow, max_examples=25)
@given(some_content(), st.sampled_from(Language))
def test_whatever_the_schema_allows_comes_back_from_plain_cells_and_from_a_form_file(content, language):
    comes_back(content, language)


@pytest.mark.drill
@settings(slow, max_examples=1000)
@given(some_content(), st.sampled_from(Language))
def test_a_thousand_forms_come_back(content, language):
    comes_back(content, language)


@settings(slow, max_examples=5)
@given(some_content(), st.sampled_from(Language))
def test_whatever_the_schema_allows_comes_back_from_the_bytes_of_a_workbook(content, language):
    read = read_back(content, language)
    assert read.problems == ()
    assert same(read.content, content)


AWKWARD = [
    "=SUM(A1)", "+1", "@x", "007", "1e3",
    " 甲 ", "　乙", "\n丙", "甲\n\n乙", '"', '"甲"', "_x000D_", "a\tb", "a\rb", "\x07",
    "\x85a", "\ufffe", "TRUE", "#REF!", "2026-10-01",
]  # fmt: skip


def test_awkward_texts_come_back_to_the_letter():
    content = small_content()
    content["words"] = [{"zh": text, "en": text} for text in [*AWKWARD, ""]]
    content["meta"] = {"a": AWKWARD, "b.c": [{"": "x"}], "n": [1, True, None, {}, [], "1", "true", ""]}
    assert same(read_back(content).content, content)


def test_absent_null_empty_and_default_values_stay_apart():
    group = small_content()["groups"][0]
    for change in (
        {"floor": None},
        {"floor": {"parameter": "mean"}},
        {"bonus": False},
        {"bonus": True},
        {"symbol": ""},
    ):
        content = {**small_content(), "groups": [{**group, **change}]}
        assert same(read_plans(content).content, content), change
    for more in ({}, {"star_requirements": []}, {"meta": {}}, {"related_tables": []}, {"total_formula": {}}):
        assert same(read_plans({**small_content(), **more}).content, {**small_content(), **more}), more


def test_figures_keep_their_spelling():
    figures = ["0", "10", "0.10", "-0", "007", "0.5", "123456789012.123456789012", "999999999999", "0.000001", "-2.5"]
    content = small_content()
    content["tables"] = [{"key": "t", "values": [{"name": {"zh": "甲"}, "value": figure} for figure in figures]}]
    assert [value["value"] for value in read_back(content).content["tables"][0]["values"]] == figures


def test_what_no_column_can_say_is_kept_beside_them_even_if_it_is_long():
    content = small_content()
    content["groups"][0]["items"][0]["seed"] = "长" * 70_000
    content["meta"] = {"long": "\n文" * 40_000}
    assert same(read_back(content).content, content)


def test_what_no_column_could_say_before_is_cleared_when_it_is_gone():
    content = small_content()
    awkward = {**content, "inputs": [{**content["inputs"][0], "name": {"zh": "长" * 33_000}}, content["inputs"][1]]}
    once = content_to_workbook(awkward, spoken())
    assert any(cell.value == "其他内容 2" for cell in opened(once)["原始量"][1])
    twice = content_onto_workbook(content, once, "f.xlsx", spoken())
    assert same(read_sheets(read_workbook(twice, "f.xlsx"), spoken()).content, content)


def test_a_code_shared_by_an_item_and_a_prerequisite_is_told_apart():
    content = small_content()
    parts = content["groups"][0]["items"][2]["scoring"]
    content["prerequisites"].append({**content["prerequisites"][0], "code": "A103", "scoring": parts})
    owners = {row[0] for plan in sheet_plans(content, spoken()) if plan.name == "分项" for row in plan.rows}
    assert owners == {"条目!A103", "前置条件!A103"}
    assert same(read_plans(content).content, content)


def test_content_without_scoring_becomes_a_workbook_to_be_completed():
    content = small_content()
    for key in ("scoring", "points", "origin"):
        del content["groups"][0]["items"][1][key]
    for key in ("parameters", "grading", "certificate"):
        del content[key]
    read = read_back(content)
    assert read.problems == ()
    assert read.content["groups"][0]["items"][1].keys() == content["groups"][0]["items"][1].keys()
    assert read.content["parameters"] == []


@pytest.mark.parametrize("language", list(Language))
def test_a_sheet_has_no_title_twice_and_every_column_is_explained(language):
    words = spoken(language)
    for table in TABLES:
        own = [OWNER] if table.has_owner else []
        keys = [*own, *(field.key for field in table.fields), MORE]
        titles = [folded(title) for key in keys for title in set(words.titles(table.key, key))]
        assert len(set(titles)) == len(titles), table.key
        assert all(words.hint(table.key, key) for key in keys)
    assert all(words.hint(FACT_SHEET, key) for key in FACT_COLUMNS)
    names = [folded(name) for table in TABLES for name in set(words.sheet_names(table.key))]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", list(Language))
def test_a_choice_has_one_meaning_in_both_languages(language):
    words = spoken(language)
    for name in ("kind", "method", "na", "provenance", "content_source", "verdict", "requirement", "outcome"):
        said = [words.word(name, code) for code in words.codes(name)]
        assert [words.code(name, word) for word in said] == list(words.codes(name))
        assert not set("、，,;；").intersection(itertools.chain(*said))


def test_an_author_finds_lists_frozen_titles_and_a_guide():
    book = opened(content_to_workbook(small_content(), spoken()))
    assert book.sheetnames[0] == "说明"
    assert book["条目"].freeze_panes == "E2"
    offered = {str(rule.sqref): rule.formula1 for rule in book["条目"].data_validations.dataValidation}
    groups = book.defined_names[offered["A2:A504"]].attr_text
    assert groups == "OFFSET('分组'!$A$2,0,0,MAX(1,COUNTA('分组'!$A$2:$A$2000)),1)"
    assert book["条目"].column_dimensions["B"].number_format == "@"
    points = book["条目"].cell(2, [cell.value for cell in book["条目"][1]].index("分值") + 1)
    assert (points.value, points.data_type) == (10, "n")
    guide = "\n".join(str(cell.value) for row in book["说明"].iter_rows() for cell in row if cell.value)
    assert all(word in guide for word in ("计分规则", "不适用", "自拟", "--onto", "分项按时间加权"))
