"""Paper forms: ticks at the right boxes, points of the ledger, only what is asked of the subject."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from io import BytesIO

import pikepdf
import pytest

from tests.conftest import ROOT
from tests.helpers.paper_forms import (
    CROSS,
    TICK,
    all_asked,
    answers,
    blank,
    boxes_on,
    drawn_text,
    filled,
    pages_of,
    the_place,
    ticks_of,
)
from tests.helpers.pdf_structure import archival_faults
from workbench.documents.content import Standing
from workbench.documents.paper_form.content import Mark, PaperContent
from workbench.domain.figures import plain
from workbench.domain.results import ItemState
from workbench.domain.texts import Language
from workbench.usecases.judging import AnswersRejected, judge
from workbench.usecases.paper.assemble import paper_content
from workbench.usecases.paper.copy import Copy, Filled
from workbench.usecases.paper.printing import print_answers, print_blank
from workbench.usecases.paper.subject import NotKeyValue, UnknownFact, UnknownFactValue, facts_of

CASES = [
    one["id"]
    for file in sorted((ROOT / "tests/vectors").glob("*.json"))
    for one in json.loads(file.read_text("utf-8"))["cases"]
]
MALL = ("green-mall", "1")


def content_of(case: str, language: Language = Language.ZH) -> tuple[PaperContent, Filled]:
    document, place = answers(case), the_place()
    form = place.library.form(document["form"], document.get("edition"))
    judged = judge(form, document, place.words())
    told = Filled(document, judged.answers, judged.result, "", is_draft=not judged.result.complete)
    return paper_content(Copy(form, judged.answers.subject, told), place.words(language)), told


# --- points and states ------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
def test_points_and_open_items_are_those_of_the_ledger(case):
    content, told = content_of(case)
    shown = {asked.code: asked for asked in all_asked(content)}
    asked_for = [row for row in told.result.ledger if row.state is not ItemState.NOT_IN_FORM]
    assert len(asked_for) == sum(len(section.asked) for one in content.chapters for section in one.sections)
    for row in asked_for:
        asked = shown[row.code]
        assert (asked.standing is Standing.OPEN) is row.state.is_open, row.code
        if row.state.is_open:
            assert asked.points == ""
        else:
            assert asked.points == ("不适用" if row.points is None else plain(row.points)), row.code


@pytest.mark.parametrize("case", CASES)
def test_what_belongs_to_another_subject_is_left_out(case):
    content, told = content_of(case)
    shown = {asked.code for asked in all_asked(content)}
    assert shown.isdisjoint(row.code for row in told.result.ledger if row.state is ItemState.NOT_IN_FORM)


def test_parts_carry_their_own_points_and_an_unused_alternative_is_not_open():
    content, told = content_of("green-household-04")
    parts = {asked.code: asked for asked in all_asked(content) if asked.code.startswith("2.5")}
    assert (parts["2.5"].points, parts["2.5-a"].points) == ("3", "3")
    assert [parts["2.5-b"].points, parts["2.5-b"].standing] == ["", None]
    assert told.result.complete


def test_a_mixed_building_is_asked_for_both_its_parts():
    content, _ = content_of("green-building-07")
    codes = {asked.code: asked.points for asked in all_asked(content)}
    assert (codes["7.2.1-R"], codes["7.2.1-P"], codes["7.2.1"]) == ("15", "12", "14")
    assert "7.2.1-P1" not in codes


def test_totals_and_grade_are_those_of_the_result():
    text = drawn_text(filled("green-mall-04").pdf)
    assert "√" in text
    _, told = content_of("green-mall-04")
    for group in told.result.groups:
        assert f"{group.code}小计适用满分{plain(group.max_points)}得分{plain(group.points)}" in text
    assert f"得分合计{plain(told.result.total or Fraction(0))}" in text


def test_a_share_below_its_floor_never_seems_to_reach_it():
    content, told = content_of("green-school-03")
    assert told.result.normalised is not None
    assert told.result.normalised < 80
    boxes = [tick for tick in ticks_of(content.grades) if tick.mark is Mark.YES]
    assert [tick.label.split("：")[0] for tick in boxes] == ["不达标"]


def test_no_grade_is_ticked_while_something_is_open():
    content, told = content_of("green-mall-12")
    assert not told.result.complete
    assert all(tick.mark is Mark.EMPTY for tick in ticks_of(content.grades))
    assert "尚未判定3处：B202、B301、C107" in drawn_text(filled("green-mall-12").pdf)


# --- ticks ------------------------------------------------------------------------------------------


def boxes_of(case: str) -> list[tuple[str, str]]:
    return [(box.sign, box.label) for runs in pages_of(filled(case).pdf) for box in boxes_on(runs)]


@pytest.mark.parametrize("case", ["green-mall-08", "green-building-10", "conserving-organ-04", "green-household-12"])
def test_as_many_boxes_are_ticked_on_the_page_as_were_answered(case):
    content, _ = content_of(case)
    said = [tick for asked in all_asked(content) for tick in ticks_of(asked.blocks)]
    found = Counter(sign for sign, _ in boxes_of(case))
    assert found[CROSS] == sum(tick.mark is Mark.NO for tick in said)
    told = [tick for asked in all_asked(content) for tick in ticks_of(asked.blocks) if tick.mark is Mark.YES]
    assert 0 < len(told) <= found[TICK]


def test_the_tick_stands_in_the_box_of_the_level_chosen():
    page = next(runs for runs in pages_of(filled("green-mall-01").pdf) if any(run.text == "A101" for run in runs))
    code = next(run for run in page if run.text == "A101")
    near = [box for box in boxes_on(page) if code.y - 50 < box.run.y <= code.y + 2]
    assert [(box.sign, box.label) for box in near] == [
        ("√", "签发、公开且员工知晓（6 分）"),
        ("", "签发并公开，员工知晓不足（4 分）"),
        ("", "仅有文件（2 分）"),
        ("", "没有（0 分）"),
    ]


def test_choose_n_tells_yes_from_no_from_not_looked_at():
    content, _ = content_of("green-mall-08")
    (p4,) = [asked for asked in content.prerequisites if asked.code == "P4"]
    given = answers("green-mall-08")["prerequisites"]["P4"]["value"]
    marks = {tick.label[0]: tick.mark for tick in ticks_of(p4.blocks) if "．" in tick.label}
    assert {code: marks[code] is Mark.YES for code in given} == given
    assert {code for code, mark in marks.items() if mark is Mark.EMPTY} == set(marks) - set(given)
    assert p4.standing is Standing.OPEN


def test_the_band_that_was_reached_is_marked():
    runs = [run.text for runs in pages_of(filled("green-mall-06").pdf) for run in runs]
    assert any(text.startswith("√ ") and text.endswith("分") for text in runs)


def test_a_mark_of_not_applicable_wins_over_a_value():
    content, _ = content_of("green-mall-04")
    (item,) = [asked for asked in all_asked(content) if asked.code == "F107"]
    assert item.points == "不适用"
    assert [tick.label for tick in ticks_of(item.blocks) if tick.mark is Mark.YES] == ["不适用"]


# --- blank sheets for a subject ---------------------------------------------------------------------


def codes_of(form: str, edition: str, *facts: str) -> set[str]:
    place = the_place()
    read = place.library.form(form, edition)
    content = paper_content(Copy(read, facts_of(read, facts, place.words())), place.words())
    return {asked.code for asked in all_asked(content)}


def test_a_blank_sheet_asks_for_everything_and_names_the_condition():
    assert {"6.2.11", "7.2.8-1", "7.2.8-2"} <= codes_of("green-building", "2024")
    assert "仅限：评价阶段为评价" in drawn_text(blank("green-building", "2024").pdf)


def test_what_is_told_of_the_subject_leaves_out_what_is_not_asked_of_it():
    codes = codes_of("green-building", "2024", "stage=pre_evaluation", "building_type=public")
    assert codes.isdisjoint({"6.2.11", "9.2.8", "7.2.8-2", "7.2.1-R", "T2", "T4"})
    assert {"7.2.8-1", "7.2.1-P", "7.2.1-P1", "T1"} <= codes


def test_names_serve_as_well_as_codes():
    by_name = codes_of("green-building", "2024", "评价阶段=预评价", "Structure=混凝土结构、钢结构", "保障性住房=是")
    by_code = codes_of(
        "green-building", "2024", "stage=pre_evaluation", "structure=concrete,steel", "social_housing=yes"
    )
    assert by_name == by_code
    assert "6.2.11" not in by_name


def test_a_mode_leaves_out_the_groups_of_the_other():
    assert codes_of("green-building", "2024", "mode=basic").isdisjoint({"4.2.1", "T1"})
    criteria = codes_of("green-household", "1", "mode=criteria", "residence=urban")
    assert "2.1" not in criteria
    assert "M1" in criteria
    assert "M6" not in criteria


def test_a_mixed_building_keeps_both_variants():
    codes = codes_of("green-building", "2024", "building_type=mixed")
    assert {"7.2.1-R", "7.2.1-P"} <= codes


@pytest.mark.parametrize(
    ("word", "refusal"),
    [
        ("stage", NotKeyValue),
        ("=x", NotKeyValue),
        ("colour=green", UnknownFact),
        ("stage=later", UnknownFactValue),
        ("structure=concrete,wood", UnknownFactValue),
        ("social_housing=perhaps", UnknownFactValue),
        ("floor_area=large", AnswersRejected),
    ],
)
def test_a_fact_that_cannot_be_read_is_refused(word, refusal):
    place = the_place()
    with pytest.raises(refusal):
        print_blank(place, place.library.form("green-building", "2024"), (word,))


def test_a_measurement_that_two_items_ask_for_is_written_once():
    text = drawn_text(blank(*MALL).pdf)
    assert text.count("建筑面积：见实测2") == 2
    assert "实测2建筑面积m2A601、A604" in text


def test_two_figures_for_one_measurement_are_both_shown():
    document = json.loads(json.dumps(answers("green-mall-01")))
    document["responses"]["A604"]["value"]["floor_area"] = "10001"
    text = drawn_text(print_answers(the_place(), the_place().library.form(*MALL), document).pdf)
    assert "A60110000m2A60410001m2" in text


def test_readings_beside_the_answers_are_printed_and_junk_is_left_out():
    document = json.loads(json.dumps(answers("green-mall-01")))
    good = {"place": "一层中庭", "values": ["8.6"], "passed": True}
    bad = {"place": "负一层", "values": ["15.1", "15.3"], "passed": False}
    document["readings"] = {"B303": [good, 7, {"values": 9}, bad], "B304": "none"}
    form = the_place().library.form(*MALL)
    text = drawn_text(print_answers(the_place(), form, document).pdf)
    assert "1一层中庭8.6W/m2□√合格2负一层15.1、15.3W/m2□×合格" in text
    assert text.count("一层中庭") == 1


# --- the file ---------------------------------------------------------------------------------------


def test_the_same_input_gives_the_same_bytes():
    place = the_place()
    form = place.library.form("green-travel", "1")
    assert print_blank(place, form).pdf == print_blank(place, form).pdf
    assert filled("green-travel-06").pdf == print_answers(place, form, answers("green-travel-06")).pdf


def test_the_file_is_archival_undated_and_named():
    pdf = blank("green-travel", "1").pdf
    assert archival_faults(pdf) == []
    with pikepdf.open(BytesIO(pdf)) as document:
        information = document.trailer.Info
        assert "/CreationDate" not in information
        assert str(information.Title) == "绿色出行创建考核评价表"
        assert "第 1 版" in str(information.Subject)


def test_every_group_has_a_bookmark():
    printed = blank(*MALL)
    with pikepdf.open(BytesIO(printed.pdf)) as document, document.open_outline() as outline:
        (items,) = [entry for entry in outline.root if "逐项评价" in entry.title]
        titles = [entry.title for entry in items.children]
    assert len(titles) == len(printed.form.groups)
    for group, title in zip(printed.form.groups, titles, strict=True):
        assert f"{group.code} {group.name.zh}" in title


def test_a_document_of_another_form_is_refused():
    with pytest.raises(AnswersRejected):
        print_answers(the_place(), the_place().library.form("green-travel", "1"), answers("green-mall-01"))
