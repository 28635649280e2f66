"""A school inspection of sixty rows comes in whole: nothing lost, the form usable once its scoring is added."""

from __future__ import annotations

import io

import pytest
from pyxform.xls2xform import convert

from tests.helpers.form_content import form_schema
from tests.helpers.school_survey import SHEETS
from tests.helpers.xlsforms import best_answers, cells_of, codes, completed, items_of, xlsform, xlsform_bytes
from workbench.authoring.xlsform_in.importing import import_xlsform, is_xlsform
from workbench.catalogue.form_reader import read_form_content
from workbench.scoring.decoding import decode
from workbench.scoring.engine import score


@pytest.fixture(scope="module")
def form():
    return import_xlsform(xlsform(**SHEETS))


def test_the_survey_is_a_valid_xlsform():
    found = convert(xlsform=io.BytesIO(xlsform_bytes(**SHEETS)), file_type=".xlsx")
    assert "绿色学校自查表" in found.xform
    assert len(SHEETS["survey"]) == 58


def test_it_is_known_as_an_xlsform():
    assert is_xlsform(xlsform(**SHEETS))


def test_every_cell_is_carried_or_listed_and_none_twice(form):
    counted = [place for note in (*form.carried, *form.not_carried) for place in note.places]
    assert sorted(counted) == sorted(cells_of(xlsform(**SHEETS)))
    assert "cell_without_use" not in codes(form.not_carried)


def test_the_head_comes_from_the_settings(form):
    content = form.content
    assert (form.form, form.edition, content["title"]) == (
        "green_school_check",
        "2026112301",
        {"zh": "绿色学校自查表"},
    )


def test_groups_become_groups_and_subgroups(form):
    told = [
        (group["code"], group["name"]["zh"], [one["code"] for one in group.get("subgroups", ())])
        for group in form.content["groups"]
    ]
    assert told == [
        ("energy", "节能", ["energy-2", "boiler"]),
        ("waste", "垃圾分类", []),
        ("water", "节水", []),
        ("rooms", "抽查教室", []),
    ]


def test_questions_become_items_of_the_kind_that_fits(form):
    kinds = {item["code"]: item["scoring"]["kind"] for item in items_of(form)}
    assert kinds == {
        "led_share": "bands",
        "power": "bands",
        "lamp_state": "graded",
        "solar": "yes_no",
        "boiler_tuned": "yes_no",
        "boiler_share": "bands",
        "bins": "count",
        "bin_state": "graded",
        "canteen": "yes_no",
        "told": "yes_no",
        "taps": "graded",
        "showers": "graded",
        "water_use": "bands",
        "leaks": "graded",
        "room_state": "graded",
    }


def test_a_calculation_over_figures_is_one_item_over_plain_inputs(form):
    quantity = next(item for item in items_of(form) if item["code"] == "led_share")["scoring"]["quantity"]
    assert (quantity["inputs"], quantity["expr"]) == (["led", "lamps"], "led / lamps * 100")


def test_conditions_become_conditions_on_the_subject(form):
    conditions = {item["code"]: item.get("applies_to") for item in items_of(form)}
    not_online = {"attribute": "kind", "in": ["middle", "primary"]}
    assert conditions["boiler_tuned"] == {"attribute": "heating", "contains": "boiler"}
    assert conditions["taps"] == not_online
    assert conditions["canteen"] == {"all": [not_online, {"attribute": "boards", "in": ["yes"]}]}
    assert conditions["showers"] == {
        "all": [
            {"attribute": "boards", "in": ["yes"]},
            {"attribute": "heating", "subset_of": ["boiler", "district"]},
        ]
    }
    assert conditions["led_share"] is None
    assert conditions["leaks"] is None


def test_what_others_depend_on_becomes_an_attribute(form):
    told = [(one["key"], one["type"], one["used_in_scoring"]) for one in form.content["attributes"]]
    assert told == [
        ("county", "enum", False),
        ("kind", "enum", True),
        ("boards", "enum", True),
        ("heating", "set", True),
    ]


def test_photos_notes_and_remarks_stand_with_their_items(form):
    items = {item["code"]: item for item in items_of(form)}
    assert items["lamp_state"]["evidence"] == [
        {"method": "site", "object": {"zh": "灯具照片", "en": "Photo of the lamps"}},
    ]
    assert [one["method"] for one in items["canteen"]["evidence"]] == ["site", "interview"]
    assert items["boiler_tuned"]["evidence"][0]["method"] == "document"
    assert items["led_share"]["note"] == {"zh": "先看电表，再看灯具。", "en": "Meters first, then lamps."}
    assert items["bin_state"]["note"]["zh"] == "请说明容器问题"
    assert items["lamp_state"]["note"] == {"zh": "抽查三间教室"}
    assert items["power"]["check"] == {"zh": "上一自然年"}


def test_choices_that_are_no_grade_do_not_become_one(form):
    items = {item["code"]: item for item in items_of(form)}
    assert items["solar"]["na"] == {"rule": "excluded"}
    assert [one["code"] for one in items["bins"]["scoring"]["options"]] == ["paper", "plastic", "harmful"]
    assert [one["code"] for one in items["bin_state"]["scoring"]["levels"]] == ["good", "fair", "poor", "other"]


def test_units_are_read_from_the_labels(form):
    units = {entry["key"]: (entry.get("unit"), entry["type"]) for entry in form.content["inputs"]}
    assert units == {
        "lamps": ("盏", "integer"),
        "led": ("盏", "integer"),
        "power": ("千瓦时", "decimal"),
        "boiler_share": ("%", "integer"),
        "water_use": ("吨", "decimal"),
    }


def test_nothing_is_called_official(form):
    origins = [item["origin"] for item in items_of(form)] + [group["origin"] for group in form.content["groups"]]
    assert {origin["provenance"] for origin in origins} == {"constructed"}
    assert {item["origin"]["content_source"] for item in items_of(form)} == {"own"}


def test_with_its_scoring_filled_in_it_is_a_form_without_faults_that_scores(form):
    content = completed(form)
    read = read_form_content(content, form_schema())
    assert {problem.code for problem in read.problems} == {"text_without_english"}
    decoding = decode(read.form, best_answers(content))
    assert decoding.faults == ()
    result = score(read.form, decoding.answers)
    assert (result.complete, result.grade) == (True, "pass")
    states = {row.code: row.state.value for row in result.ledger}
    assert states["boiler_tuned"] == "scored"
    assert states["showers"] == "not_in_form"
