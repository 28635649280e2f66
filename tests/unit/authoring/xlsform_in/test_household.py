"""A short household form in plain Chinese, as an office would write it without any language mark."""

from __future__ import annotations

import io

import pytest
from pyxform.xls2xform import convert

from tests.helpers.form_content import form_schema
from tests.helpers.xlsforms import best_answers, cells_of, completed, items_of, xlsform, xlsform_bytes
from workbench.authoring.xlsform_in.importing import import_xlsform
from workbench.catalogue.form_reader import read_form_content
from workbench.catalogue.problems import faults
from workbench.scoring.decoding import decode
from workbench.scoring.engine import score

SHEETS = {
    "survey": [
        ["type", "name", "label", "hint", "required", "relevant", "appearance"],
        ["today", "today"],
        ["select_one 住房", "zhufang", "住房类型", None, "yes", None, "minimal"],
        ["integer", "renkou", "家庭人口（人）", None, "yes"],
        ["begin group", "jieneng", "节能节水"],
        ["select_one 是否", "led", "全部使用节能灯", "看每一个房间", "yes"],
        ["select_one 程度", "jieshui", "使用节水器具", None, "yes"],
        ["image", "jieshui_zhaopian", "节水器具照片"],
        ["decimal", "yongshui", "月用水量（吨）", "看水表或账单", "yes"],
        ["select_one 是否", "guolu", "不烧散煤", None, "yes", "${zhufang} = '平房' or ${zhufang} = '窑洞'"],
        ["end group"],
        ["begin group", "fenlei", "垃圾分类"],
        ["select_multiple 分类", "leibie", "在家分开放的垃圾", None, "yes"],
        ["note", "tishi", "只数当场看到的。"],
        ["end group"],
    ],
    "choices": [
        ["list_name", "name", "label"],
        ["是否", "1", "是"],
        ["是否", "0", "否"],
        ["程度", "a", "全部"],
        ["程度", "b", "一部分"],
        ["程度", "c", "没有"],
        ["程度", "d", "不适用"],
        ["住房", "楼房", "楼房"],
        ["住房", "平房", "平房"],
        ["住房", "窑洞", "窑洞"],
        ["分类", "kehuishou", "可回收物"],
        ["分类", "chuyu", "厨余垃圾"],
        ["分类", "wu", "都没有"],
    ],
    "settings": [["form_title", "form_id", "version"], ["绿色家庭自评", "lvse_jiating", "2026"]],
}


@pytest.fixture(scope="module")
def form():
    return import_xlsform(xlsform(**SHEETS))


def test_the_form_is_a_valid_xlsform():
    assert "绿色家庭自评" in convert(xlsform=io.BytesIO(xlsform_bytes(**SHEETS)), file_type=".xlsx").xform


def test_items_come_out_in_their_kinds(form):
    assert [(item["code"], item["scoring"]["kind"], item.get("na")) for item in items_of(form)] == [
        ("renkou", "bands", None),
        ("led", "yes_no", None),
        ("jieshui", "graded", {"rule": "excluded"}),
        ("yongshui", "bands", None),
        ("guolu", "yes_no", None),
        ("leibie", "count", None),
    ]


def test_chinese_choices_get_codes_of_their_sounds_in_attributes_and_conditions(form):
    (attribute,) = form.content["attributes"]
    assert [value["code"] for value in attribute["values"]] == ["lou_fang", "ping_fang", "yao_dong"]
    conditions = [item.get("applies_to") for item in items_of(form)]
    assert conditions[4] == {"attribute": "zhufang", "in": ["ping_fang", "yao_dong"]}


def test_every_cell_is_counted(form):
    counted = [place for note in (*form.carried, *form.not_carried) for place in note.places]
    assert sorted(counted) == sorted(cells_of(xlsform(**SHEETS)))


def test_the_completed_form_scores_a_household(form):
    content = completed(form)
    read = read_form_content(content, form_schema())
    assert faults(read.problems) == ()
    answers = {**best_answers(content), "subject": {"zhufang": "yao_dong"}}
    answers["responses"]["jieshui"] = {"na": True}
    result = score(read.form, decode(read.form, answers).answers)
    assert (result.complete, result.grade) == (True, "pass")
    states = {row.code: row.state.value for row in result.ledger}
    assert (states["guolu"], states["jieshui"]) == ("scored", "na")
