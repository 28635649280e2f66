"""Types, column titles and language marks are understood in all the spellings that XLSForm allows."""

from __future__ import annotations

import pytest
from pyxform import aliases
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

from tests.helpers.xlsforms import asked, imported, items_of, note
from workbench.authoring.xlsform_in.source.columns import Heading, Role, heading_of
from workbench.authoring.xlsform_in.source.languages import language_called
from workbench.authoring.xlsform_in.source.question_types import Kind, QuestionType, type_of
from workbench.domain.texts import Language


@pytest.mark.parametrize("name", sorted(set(QUESTION_TYPE_DICT) | set(aliases._type_alias_map)))
def test_every_question_type_of_pyxform_is_known(name):
    assert type_of(name).kind is not Kind.UNKNOWN


@pytest.mark.parametrize("name", sorted(aliases.select))
def test_every_select_of_pyxform_is_known_with_its_list(name):
    found = type_of(f"{name} colours")
    assert found.kind in {Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK, Kind.EXTERNAL}
    assert found.list_name == "colours"


@pytest.mark.parametrize("name", sorted(aliases.control))
def test_every_group_of_pyxform_opens_and_closes(name):
    repeats = name != "group"
    for joint in (" ", "_"):
        assert type_of(f"begin{joint}{name}").kind is (Kind.BEGIN_REPEAT if repeats else Kind.BEGIN_GROUP)
        assert type_of(f"end{joint}{name}").kind is (Kind.END_REPEAT if repeats else Kind.END_GROUP)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("select_one yn", QuestionType(Kind.SELECT_ONE, "yn")),
        ("Select_One  yn or_other", QuestionType(Kind.SELECT_ONE, "yn", or_other=True)),
        ("select one from yn or specify other", QuestionType(Kind.SELECT_ONE, "yn", or_other=True)),
        ("select_multiple or_list", QuestionType(Kind.SELECT_MULTIPLE, "or_list")),
        ("select_one or_other", QuestionType(Kind.SELECT_ONE, "", or_other=True)),
        ("select_one", QuestionType(Kind.SELECT_ONE)),
        ("select_one ${rooms}", QuestionType(Kind.EXTERNAL, "${rooms}")),
        ("select_multiple_from_file a.csv", QuestionType(Kind.EXTERNAL, "a.csv")),
        ("begin loop over colours", QuestionType(Kind.BEGIN_REPEAT)),
        ("osm building", QuestionType(Kind.PLACE)),
        ("form_title", QuestionType(Kind.SETTING)),
        (" INTEGER ", QuestionType(Kind.INTEGER)),
        ("selects", QuestionType(Kind.UNKNOWN)),
        ("", QuestionType(Kind.MISSING)),
    ],
)
def test_types_are_read_with_lists_and_others(text, found):
    assert type_of(text) == found


@pytest.mark.parametrize("title", sorted(aliases.survey_header))
def test_every_survey_column_of_pyxform_is_known_but_those_of_text_messages(title):
    known = heading_of(title, "survey", double_colon=False).role is not Role.UNKNOWN
    assert known is not title.startswith(("sms_", "compact_tag", "autoplay", "rows", "noapp", "no_app", "body"))


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("label::中文 (zh)", Heading(Role.LABEL, "中文 (zh)")),
        ("Label :: English", Heading(Role.LABEL, "English")),
        ("caption:English", Heading(Role.LABEL, "English")),
        ("hint::en", Heading(Role.HINT, "en")),
        ("bind::relevant", Heading(Role.RELEVANT)),
        ("bind::jr:constraintMsg::English", Heading(Role.CONSTRAINT_MESSAGE)),
        ("jr:count", Heading(Role.REPEAT_COUNT)),
        ("media::image::English (en)", Heading(Role.MEDIA)),
        ("constraint_message::fr", Heading(Role.CONSTRAINT_MESSAGE)),
        ("Repeat Count", Heading(Role.REPEAT_COUNT)),
        ("type::zh", Heading(Role.UNKNOWN)),
        ("备注", Heading(Role.UNKNOWN)),
        ("  ", Heading(Role.UNTITLED)),
    ],
)
def test_column_titles_are_read_with_their_languages(title, heading):
    assert heading_of(title, "survey", double_colon="::" in title) == heading


@pytest.mark.parametrize(
    ("mark", "language"),
    [
        ("中文 (zh)", Language.ZH),
        ("中文（zh-CN）", Language.ZH),
        ("zh_Hans", Language.ZH),
        ("Chinese", Language.ZH),
        ("Chinese (Simplified)", Language.ZH),
        ("普通话", Language.ZH),
        ("English (en)", Language.EN),
        ("en-GB", Language.EN),
        ("英文", Language.EN),
        ("Français (fr)", None),
        ("Kazakh (kk)", None),
        ("end", None),
    ],
)
def test_language_marks_are_understood(mark, language):
    assert language_called(mark) is language


def test_unmarked_columns_speak_the_language_they_are_written_in():
    chinese = imported(survey=[["type", "name", "label"], ["integer", "a", "灯具"], ["integer", "b", "LED"]])
    english = imported(survey=[["type", "name", "label"], ["integer", "a", "Lamps"]])
    assert items_of(chinese)[0]["name"] == {"zh": "灯具"}
    assert items_of(english)[0]["name"] == {"zh": "Lamps", "en": "Lamps"}
    assert note(english.told, "english_stands_in").places == ("survey!C2",)


def test_unmarked_columns_speak_the_default_language_where_it_is_set():
    survey = [["type", "name", "label", "label::zh"], ["integer", "a", "LED 灯", "发光二极管灯"]]
    form = imported(survey=survey, settings=[["default_language"], ["English"]])
    assert items_of(form)[0]["name"] == {"zh": "发光二极管灯", "en": "LED 灯"}
    third = imported(survey=survey, settings=[["default_language"], ["Français (fr)"]])
    assert items_of(third)[0]["name"] == {"zh": "发光二极管灯"}
    assert note(third.not_carried, "third_language").places == ("survey!C1", "survey!C2")


def test_a_marked_column_goes_before_an_unmarked_one_of_the_same_language():
    survey = [["type", "name", "label", "label::zh"], ["integer", "a", "灯", "灯具"], ["integer", "b", "水表", None]]
    form = imported(survey=survey)
    assert [item["name"]["zh"] for item in items_of(form)] == ["灯具", "水表"]
    assert note(form.not_carried, "said_twice").places == ("survey!C2",)


def test_of_two_chineses_the_simplified_one_is_read():
    survey = [["type", "name", "label::繁體中文 (zh-TW)", "label::简体中文 (zh-CN)"], ["integer", "a", "燈具", "灯具"]]
    form = imported(survey=survey)
    assert items_of(form)[0]["name"] == {"zh": "灯具"}
    assert note(form.not_carried, "third_language").places == ("survey!C1", "survey!C2")


@pytest.mark.parametrize("sheet", ["survey", "Survey", "SURVEY "])
def test_sheets_are_found_in_whatever_case_they_are_named(sheet):
    assert items_of(imported(**{sheet: [["type", "name", "label"], ["integer", "a", "灯具"]]}))[0]["code"] == "a"


def test_names_become_codes_that_a_form_may_carry():
    form = asked(
        ["integer", "用水量", "用水"],
        ["integer", "a b", "甲"],
        ["integer", "A1.b-c_d", "乙"],
        ["integer", "@cmd|'/c calc'!A1", "丙"],
        ["integer", "a b", "丁"],
        ["integer", "!!", "戊"],
        ["integer", "x" * 90, "己"],
    )
    codes = [item["code"] for item in items_of(form)]
    assert codes == ["yong_shui_liang", "a-b", "A1.b-c_d", "cmd-c-calc-A1", "a-b-2", "item-1", "x" * 64]
    inputs = [entry["key"] for entry in form.content["inputs"]]
    assert inputs == ["yong_shui_liang", "a_b", "a1_b_c_d", "cmd_c_calc_a1", "a_b_2", "input_1", "x" * 64]


def test_an_input_is_never_called_like_a_function_of_expressions():
    assert asked(["decimal", "mean", "均值"]).content["inputs"][0]["key"] == "mean_2"
