"""Whatever is wrong in a workbook is told at its cell, with what is wrong and how to mend it, in both languages."""

from __future__ import annotations

import copy
import datetime as dt
import io
import re
import zipfile
from string import Formatter

import pytest

from tests.helpers.form_content import RESOURCES, problem_wordings, small_content
from tests.helpers.form_workbooks import PlainBook, Uncomputed, changed, checked, column_of, put, spoken
from workbench.authoring.workbook.writing import content_to_workbook
from workbench.catalogue.problems import Problem
from workbench.domain.texts import Language
from workbench.usecases.words import load_words

LEVELS, BANDS, PARTS = 2, 3, 4  # the rows of the three items, by their rules


@pytest.fixture
def small() -> PlainBook:
    return PlainBook(small_content())


def sentences(problem: Problem, language: Language) -> tuple[str, str]:
    own = load_words(RESOURCES / "words", language).room("authoring")["faults"]
    wording = (own | problem_wordings()[language is Language.EN]).get(problem.code)
    assert wording, problem.code
    return wording["says"].format(**problem.facts), wording["remedy"].format(**problem.facts)


def found(book: bytes | PlainBook) -> list[tuple[str, str]]:
    problems = checked(book).problems
    for problem in problems:
        for language in Language:
            assert all(sentences(problem, language))
    return [(problem.code, problem.path) for problem in problems]


def setting(sheet, row, title, value):
    return lambda book: book.put(sheet, row, title, value)


def covering(*places):
    return lambda book: book.covered.update(places)


FAULTS = [
    # figures
    (setting("条目", LEVELS, "分值", "十分"), "no_figure", "条目!H2"),
    (setting("条目", LEVELS, "分值", "10分"), "no_figure", "条目!H2"),
    (setting("条目", LEVELS, "分值", "１０"), "wide_figure", "条目!H2"),
    (setting("条目", LEVELS, "分值", 0.1 + 0.2), "binary_figure", "条目!H2"),
    (setting("条目", LEVELS, "分值", dt.date(2026, 10, 1)), "day_for_figure", "条目!H2"),
    (setting("条目", LEVELS, "分值", Uncomputed()), "formula_not_computed", "条目!H2"),
    (setting("分档", 2, "得分", "1,000"), "no_figure", "分档!I2"),
    (setting("分组", 2, "得分率下限", "60%"), "no_figure", "分组!E2"),
    (setting("证书", 12, "内容", "三"), "no_figure", "证书!B12"),
    (setting("证书", 12, "内容", 2.5), "no_whole", "证书!B12"),
    # choices, codes, days
    (setting("条目", BANDS, "规则", "分当"), "no_choice", "条目!I3"),
    (setting("条目", BANDS, "规则", "若干选若干"), "no_choice", "条目!I3"),
    (setting("条目", BANDS, "出处性质", "官方"), "no_choice", "条目!R3"),
    (setting("属性", 2, "用于计分", "对"), "no_choice", "属性!G2"),
    (setting("等级结论", 2, "须符合", "前置条件、总分"), "no_choice", "等级结论!E2"),
    (setting("条目", LEVELS, "佐证", "查资料：台账"), "no_choice", "条目!J2"),
    (setting("条目", LEVELS, "代码", dt.date(2026, 1, 2)), "day_for_text", "条目!B2"),
    # notations
    (setting("条目", LEVELS, "适用对象", "规模大"), "no_condition", "条目!X2"),
    (setting("分档", 2, "同时满足", "every > = 3"), "no_bound", "分档!G2"),
    (setting("分档规则", 2, "列表长度", "good 12"), "no_pair", "分档规则!J2"),
    (setting("等级结论", 2, "条件说明", "甲 | a | b"), "too_many_bars", "等级结论!L2"),
    (lambda book: book.add("其他资料", "meta..x", "1"), "no_path", "其他资料!A2"),
    (lambda book: book.add("其他资料", "别的", "1"), "no_path", "其他资料!A2"),
    # what belongs to what
    (setting("档次", 2, "所属", "A109"), "owner_unknown", "档次!A2"),
    (setting("档次", 2, "所属", None), "owner_missing", "档次!A2"),
    (setting("分项", 2, "所属", "A103/z"), "owner_unknown", "分项!A2"),
    (setting("条目", LEVELS, "分组", "甲"), "owner_unknown", "条目!A2"),
    (setting("档次", 2, "所属", "A102"), "row_unfit", "档次!A2"),
    (lambda book: book.double("分档规则", 2), "detail_twice", "分档规则!A3"),
    (lambda book: book.double("条目", BANDS), "owner_twice", "分档!A2"),
    # sheets, columns, cells
    (lambda book: book.sheets.pop("条目"), "sheet_missing", "条目"),
    (lambda book: book.sheets.update(Grades=book.sheets["等级结论"]), "sheet_twice", "Grades!A1"),
    (lambda book: book.drop_column("条目", "代码"), "column_missing", "条目!A1"),
    (lambda book: book.drop_column("档次", "所属"), "column_missing", "档次!A1"),
    (setting("条目", 1, "单位", "分值"), "title_twice", "条目!P1"),
    (lambda book: book.drop("表单", 2), "name_missing", "表单!A1"),
    (covering("条目!A3", "条目!A4"), "cell_merged", "条目!A3"),
    (covering("条目!I2"), "cell_merged", "条目!I2"),
    # the checks of form files, at the cell
    (setting("条目", LEVELS, "代码", "甲-1"), "value_misspelt", "条目!B2"),
    (setting("条目", BANDS, "代码", None), "key_missing", "条目!B3"),
    (setting("条目", PARTS, "规则", None), "key_missing", "条目!I4"),
    (setting("条目", PARTS, "分值", 11), "group_sum", "分组!D2"),
    (lambda book: book.double("档次", 2), "code_repeated", "档次!B4"),
    (setting("条目", BANDS, "小组", "A9"), "subgroup_unknown", "条目!C3"),
    (setting("条目", BANDS, "适用对象", "age = old"), "attribute_unknown", "条目!X3"),
    (setting("分档规则", 2, "算式", "good / all"), "name_undeclared", "分档规则!F2"),
    (setting("分档", 2, "得分", 9), "points_unreachable", "条目!I3"),
    (setting("条目", BANDS, "检查内容（英文）", None), "text_without_english", "条目!F3"),
    (lambda book: book.drop("分档规则", 2), "key_missing", "条目!I3"),
    (lambda book: book.drop("档次", 2, 3), "key_missing", "条目!I2"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "code", "place"), FAULTS, ids=range(len(FAULTS)))
def test_a_fault_is_told_at_its_cell(small, change, code, place):
    change(small)
    assert (code, place) in found(small)


def test_the_small_form_has_no_fault(small):
    assert found(small) == []


@pytest.mark.parametrize(
    ("language", "says", "remedy"),
    [
        (Language.ZH, "“１０”是全角数字。", "改成 10。"),
        (Language.EN, "“１０” is in full-width digits.", "Write 10."),
    ],
)
def test_a_fault_says_what_is_wrong_and_how_to_mend_it(small, language, says, remedy):
    small.put("条目", LEVELS, "分值", "１０")
    assert sentences(checked(small, language).problems[0], language) == (says, remedy)


def test_a_missing_cell_is_told_by_the_title_of_its_column(small):
    small.put("条目", PARTS, "检查内容", None)
    (problem,) = (one for one in checked(small).problems if one.code == "key_missing")
    assert (problem.path, problem.facts["key"]) == ("条目!F4", "检查内容")


def test_a_missing_detail_is_told_at_the_rule_that_needs_it(small):
    small.drop("分档规则", 2)
    told = {problem.path: problem.facts["key"] for problem in checked(small).problems}
    assert told.keys() == {"条目!I3"}
    assert told["条目!I3"].startswith("分档规则!")


def test_the_details_of_a_rule_whose_kind_cannot_be_read_are_no_further_faults(small):
    small.put("条目", LEVELS, "规则", "分当")
    assert found(small) == [("no_choice", "条目!I2")]


def test_content_without_scoring_names_every_cell_that_is_still_missing():
    content = copy.deepcopy(small_content())
    for item in content["groups"][0]["items"]:
        del item["scoring"], item["points"]
    problems = checked(PlainBook(content)).problems
    assert [(one.path, one.facts["key"]) for one in problems] == [
        (f"条目!{column}{row}", title) for row in (2, 3, 4) for column, title in (("H", "分值"), ("I", "规则"))
    ]


def test_problems_come_sheet_by_sheet_from_top_to_bottom(small):
    for sheet, row, title in (("档次", 2, "分值"), ("条目", 4, "分值"), ("条目", 2, "分值"), ("属性", 2, "类型")):
        small.put(sheet, row, title, "x")
    told = [place for code, place in found(small) if code in {"no_figure", "no_choice"}]
    assert told == ["属性!D2", "条目!H2", "条目!H4", "档次!E2"]


def test_a_title_nobody_knows_is_noted_only_while_one_of_ours_is_missing(small):
    small.sheets["条目"][0].append("我的备注")
    assert checked(small).notes == ()
    small.put("条目", 1, "单位", "单位名")
    assert [(note.path, note.facts["missing"]) for note in checked(small).notes if note.facts["title"] == "单位名"] == [
        ("条目!P1", "单位")
    ]


def test_titles_and_choices_of_either_language_stand_side_by_side(small):
    small.rename("条目", "items")
    small.put("items", LEVELS, "规则", "graded")
    small.put("items", BANDS, "规则", " Bands ")
    small.put("items", 1, "分值", "POINTS")
    assert found(small) == []
    assert checked(small).content == small_content()


def test_rows_that_say_nothing_in_our_columns_are_passed_over(small):
    small.sheets["条目"][0].append("我的备注")
    small.add("条目", *[None] * (len(small.sheets["条目"][0]) - 1), "合计见上")
    assert found(small) == []


def test_every_fault_has_its_sentence_and_no_sentence_is_left_over():
    sources = (RESOURCES.parent / "workbench" / "authoring" / "workbook").rglob("*.py")
    made = re.compile(r"(?:MisreadError|_fault)\(\s*\"([a-z_]+)\"|\"(owner_[a-z]+)\"")
    codes = {code for source in sources for pair in made.findall(source.read_text("utf-8")) for code in pair if code}
    for language in Language:
        assert set(load_words(RESOURCES / "words", language).room("authoring")["faults"]) == codes


# --- the same from the bytes of a file ------------------------------------------------------------


def test_days_errors_long_fractions_merged_cells_and_formulas_are_seen_in_a_file():
    def change(book):
        sheet = book["条目"]
        at = column_of(sheet, "分值")
        sheet.cell(2, at).value = 0.123
        sheet.cell(3, at).value = dt.date(2026, 10, 1)
        sheet.cell(4, at).value = "=5+5"
        sheet.cell(4, column_of(sheet, "检查内容")).value = "#REF!"
        sheet.merge_cells("A2:A3")

    data = changed(content_to_workbook(small_content(), spoken()), change)
    told = found(replaced_in(data, b"<v>0.123</v>", b"<v>0.30000000000000004</v>"))
    assert [one for one in told if one[1][:2] == "条目"][:5] == [
        ("binary_figure", "条目!H2"),
        ("cell_merged", "条目!A3"),
        ("day_for_figure", "条目!H3"),
        ("formula_failed", "条目!F4"),
        ("formula_not_computed", "条目!H4"),
    ]


def test_a_figure_from_a_formula_counts_if_its_value_is_stored():
    data = changed(
        content_to_workbook(small_content(), spoken()), lambda book: put(book, "条目", LEVELS, "分值", "=5+5")
    )
    with_value = replaced_in(data, b"<f>5+5</f><v></v>", b"<f>5+5</f><v>10</v>")
    assert found(with_value) == []
    assert checked(with_value).content == small_content()


def replaced_in(data: bytes, old: bytes, new: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(stream, "w") as copied:
        members = {name: archive.read(name) for name in archive.namelist()}
        assert sum(old in member for member in members.values()) == 1
        for name, member in members.items():
            copied.writestr(name, member.replace(old, new))
    return stream.getvalue()


@pytest.mark.parametrize("language", list(Language))
def test_what_form_files_can_have_wrong_too_is_said_with_names_of_sheets(language):
    words = load_words(RESOURCES / "words", language)
    for code, wording in words.room("authoring")["shared"].items():
        theirs = words.room("problems")[code]
        for part in ("says", "remedy"):
            asked = {name for _, name, _, _ in Formatter().parse(wording[part]) if name}
            assert asked <= {
                name for key in ("says", "remedy") for _, name, _, _ in Formatter().parse(theirs[key]) if name
            }
            assert "inputs" not in wording[part]
