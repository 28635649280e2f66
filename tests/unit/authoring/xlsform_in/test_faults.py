"""A broken or hostile XLSForm is read as far as it makes sense, faults told with their cells, or refused."""

from __future__ import annotations

import io
import time

import pytest

from tests.helpers.xlsforms import asked, codes, imported, items_of, note, xlsform, xlsform_bytes
from workbench.authoring.xlsform_in.importing import import_xlsform, is_xlsform
from workbench.authoring.xlsform_in.refusals import (
    XlsformEmpty,
    XlsformTooLong,
    XlsformTooManyChoices,
    XlsformTooManyGroups,
    XlsformTooManyItems,
    XlsformWithoutItems,
    XlsformWithoutSurvey,
)
from workbench.domain.refusals import Refusal
from workbench.spreadsheets.reading import read_workbook
from workbench.spreadsheets.refusals import WorkbookTooLarge

CHOICES = [["list_name", "name", "label::中文(zh)"], ["state", "good", "好"], ["state", "bad", "坏"]]


def test_a_group_that_never_ends_reaches_to_the_end_of_the_sheet():
    form = asked(
        ["begin group", "g", "组"], ["integer", "a", "甲"], ["begin group", "h", "小组"], ["integer", "b", "乙"]
    )
    assert [place for one in form.told if one.code == "group_not_closed" for place in one.places] == [
        "survey!A4",
        "survey!A2",
    ]
    assert [one["code"] for one in form.content["groups"][0]["subgroups"]] == ["g-2", "h"]


def test_an_end_without_a_begin_is_listed():
    form = asked(["integer", "a", "甲"], ["end group", "g"])
    assert note(form.not_carried, "end_without_begin").places == ("survey!A3", "survey!B3")


def test_an_end_of_another_kind_closes_all_the_same_and_is_told():
    form = asked(["begin repeat", "g", "组"], ["integer", "a", "甲"], ["end group"], ["integer", "b", "乙"])
    assert note(form.told, "end_of_another_kind").places == ("survey!A4",)
    assert [group["code"] for group in form.content["groups"]] == ["g", "main"]


def test_a_missing_list_leaves_the_levels_to_be_written():
    form = asked(["select_one gone", "a", "甲"], ["select_multiple", "b", "乙"])
    assert items_of(form)[0]["scoring"] == {"kind": "graded"}
    assert items_of(form)[1]["scoring"] == {"kind": "count", "unit": "项"}
    told = [one for one in form.not_carried if one.code == "list_missing"]
    assert [(one.places, one.facts["list"]) for one in told] == [(("survey!A2",), "gone"), (("survey!A3",), "")]


def test_a_row_without_a_type_or_of_an_unknown_one_is_listed():
    form = asked(["", "a", "甲"], ["colour", "b", "乙"], ["", "", "", ""], ["integer", "c", "丙"])
    assert note(form.not_carried, "row_without_type").places == ("survey!B2", "survey!C2")
    assert note(form.not_carried, "row_unknown").facts == {"type": "colour"}
    assert [item["code"] for item in items_of(form)] == ["c"]


def test_a_question_without_a_name_gets_a_code_and_is_told():
    form = asked(["integer", None, "甲"])
    assert items_of(form)[0]["code"] == "item-1"
    assert note(form.told, "name_missing").places == ("survey!A2",)


def test_names_used_twice_get_codes_of_their_own():
    form = asked(["integer", "a", "甲"], ["begin group", "g", "组"], ["integer", "a", "乙"], ["end group"])
    assert [item["code"] for item in items_of(form)] == ["a", "a-2"]
    assert note(form.told, "name_spelt").facts == {"name": "a", "code": "a-2"}


def test_choices_without_list_or_name_or_twice_are_listed():
    choices = [*CHOICES, [None, "x", "无表"], ["state", None, "无名"], ["state", "good", "又好"]]
    form = asked(["select_one state", "a", "甲"], choices=choices)
    assert note(form.not_carried, "choice_without_list").places == ("choices!B4", "choices!C4")
    assert note(form.not_carried, "choice_without_name").places == ("choices!A5", "choices!C5")
    assert note(form.not_carried, "choice_repeated").places == ("choices!A6", "choices!B6", "choices!C6")
    assert [level["code"] for level in items_of(form)[0]["scoring"]["levels"]] == ["good", "bad"]


def test_a_formula_counts_as_the_result_that_is_stored_and_as_nothing_without_one():
    form = asked(["integer", "a", '="甲"&"乙"'])
    assert note(form.not_carried, "formula_without_value").places == ("survey!C2",)
    assert items_of(form)[0]["name"] == {"zh": "a", "en": "a"}


def test_a_stored_result_of_a_formula_is_read_and_told():
    data = xlsform_bytes(survey=[["type", "name", "label"], ["integer", "a", "=1"]])
    book = read_workbook(_with_stored_result(data), "survey.xlsx")
    form = import_xlsform(book)
    assert items_of(form)[0]["name"] == {"zh": "甲"}
    assert note(form.told, "formula_value").places == ("survey!C2",)


def _with_stored_result(data):
    """Do what a spreadsheet program does on saving: put the result beside the formula."""
    import zipfile

    old, stream = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        for entry in old.namelist():
            text = old.read(entry)
            if entry.endswith("sheet1.xml"):
                text = text.replace(
                    b'<c r="C2"><f>1</f><v></v></c>', '<c r="C2" t="str"><f>1</f><v>甲</v></c>'.encode()
                )
                text = text.replace(b'<c r="C2"><f>1</f><v /></c>', '<c r="C2" t="str"><f>1</f><v>甲</v></c>'.encode())
            new.writestr(entry, text)
    return stream.getvalue()


def test_texts_that_are_too_long_are_listed():
    form = asked(["integer", "a", "长" * 2001, "Long"], ["note", "n", "明" * 1500], ["note", "m", "白" * 1500])
    assert items_of(form)[0]["name"] == {"zh": "Long", "en": "Long"}
    assert note(form.not_carried, "text_too_long").places == ("survey!C2", "survey!C4")
    assert note(form.not_carried, "row_says_nothing").places == ("survey!A4", "survey!B4")
    assert len(items_of(form)[0]["note"]["zh"]) == 1500


def test_sheets_that_are_no_part_of_the_survey_are_listed_as_a_whole():
    form = imported(
        survey=[["type", "name", "label"], ["integer", "a", "甲"]],
        entities=[["list_name", "label"], ["trees", "${a}"]],
        说明=[["随便"], ["写写"]],
        空=[],
    )
    assert [(one.code, one.place) for one in form.not_carried if one.code.startswith("sheet")] == [
        ("sheet_not_carried", "entities!A1:B2"),
        ("sheet_ignored", "说明!A1:A2"),
    ]


def test_notes_draw_neighbouring_cells_together():
    rows = [["text", f"t{number}", "文字"] for number in range(3)]
    form = asked(["integer", "a", "甲"], ["start", "s"], ["start", "t"], *rows)
    assert note(form.not_carried, "row_meta").place == "survey!A3:B4"
    assert note(form.not_carried, "row_text").place == "survey!A5:C7"


# --- refused ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheets", "refusal"),
    [
        ({"条目": [["type", "name"]]}, XlsformWithoutSurvey),
        ({"survey": [["name", "label"], ["a", "甲"]]}, XlsformWithoutSurvey),
        ({"survey": []}, XlsformWithoutSurvey),
        ({"survey": [["type", "name", "label"]]}, XlsformEmpty),
        ({"survey": [["type", "name", "label"], ["begin group", "g", "组"], ["end group"]]}, XlsformEmpty),
        ({"survey": [["type", "name", "label"], ["text", "a", "甲"]]}, XlsformWithoutItems),
        ({"survey": [["type", "name"], *[["text", f"t{one}"] for one in range(5001)]]}, XlsformTooLong),
        (
            {
                "survey": [
                    ["type", "name"],
                    *[
                        row
                        for one in range(51)
                        for row in (["begin group", f"g{one}"], ["integer", f"i{one}"], ["end group"])
                    ],
                ]
            },
            XlsformTooManyGroups,
        ),
        ({"survey": [["type", "name"], *[["integer", f"i{one}"] for one in range(1001)]]}, XlsformTooManyItems),
    ],
)
def test_what_gives_no_form_is_refused(sheets, refusal):
    with pytest.raises(refusal):
        import_xlsform(xlsform(**sheets))


def test_our_own_workbooks_are_no_xlsform():
    assert not is_xlsform(xlsform(条目=[["编号", "名称"], ["A1", "甲"]]))
    assert not is_xlsform(xlsform(survey=[["编号", "名称"]]))


# --- hostile ---------------------------------------------------------------------------------------


def test_groups_nested_without_end_are_read_in_good_time():
    rows = [["begin group", f"g{one}", "组"] for one in range(2400)]
    started = time.monotonic()
    form = asked(*rows, ["integer", "a", "甲"], *[["end group"]] * 2400)
    assert time.monotonic() - started < 10
    assert [one["code"] for one in form.content["groups"][0]["subgroups"]] == ["g1"]
    assert len(note(form.not_carried, "group_too_deep").places) == 2398 * 4


def test_a_full_survey_is_read_in_good_time():
    rows = [["begin group", "g", "组"]]
    for number in range(900):
        rows.append(["select_one state", f"q{number}", f"第{number}问"])
        rows.append(["image", f"p{number}", "照片"])
        rows.append(["note", f"n{number}", "说明"])
        rows.append(["text", f"t{number}", "文字"])
    started = time.monotonic()
    form = asked(*rows, choices=CHOICES)
    assert time.monotonic() - started < 15
    assert len(items_of(form)) == 900


def test_ten_thousand_columns_are_refused():
    with pytest.raises(WorkbookTooLarge):
        xlsform(survey=[["type", "name", *(f"c{one}" for one in range(10_000))]])


def test_a_thousand_columns_are_listed():
    form = imported(survey=[["type", "name", *(f"c{one}" for one in range(900))], ["integer", "a", *["x"] * 900]])
    assert codes(form.not_carried).count("column_unknown") == 900


def test_a_sheet_with_an_entity_bomb_is_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">'
    for number in range(1, 12):
        inside = (b"&a;" if number == 1 else b"&a%d;" % (number - 1)) * 10
        bomb += b'<!ENTITY a%d "%s">' % (number, inside)
    bomb += b"]><worksheet>&a11;</worksheet>"
    with pytest.raises(Refusal):
        import_xlsform(
            read_workbook(_with_part(xlsform_bytes(survey=[["type", "name"]]), "sheet1.xml", bomb), "f.xlsx")
        )


def _with_part(data, ending, text):
    import zipfile

    old, stream = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, text if entry.endswith(ending) else old.read(entry))
    return stream.getvalue()


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "𠀀", "e\u0301"])
def test_odd_signs_stay_in_texts_and_out_of_codes(sign):
    form = asked(["integer", f"a{sign}b", f"甲{sign}乙"])
    assert items_of(form)[0]["code"].isascii()
    assert items_of(form)[0]["name"]["zh"].startswith("甲")


def test_a_sheet_with_two_far_cells_is_refused_before_the_room_between_them_is_filled():
    with pytest.raises(WorkbookTooLarge):
        xlsform(survey=[["type", "name"], *[[]] * 4000, [None] * 900 + ["x"]])


def test_one_long_list_asked_again_and_again_is_refused():
    villages = [["list_name", "name"], *[["village", f"v{one}"] for one in range(3000)]]
    rows = [["select_one village", f"q{one}", "村"] for one in range(20)]
    with pytest.raises(XlsformTooManyChoices):
        asked(["integer", "a", "甲"], *rows, choices=villages)
    form = asked(["integer", "a", "甲"], rows[0], choices=villages)
    assert len(form.content["attributes"][0]["values"]) == 3000


def test_a_condition_of_everything_but_one_of_very_many_is_listed():
    villages = [["list_name", "name"], *[["village", f"v{one}"] for one in range(101)]]
    rows = [
        ["select_one village", "v", "村"],
        ["integer", "a", "甲", "${v} != 'v1'"],
        ["integer", "b", "乙", "${v} = 'v1'"],
    ]
    form = asked(*rows, titles="type name label::中文(zh) relevant", choices=villages)
    assert note(form.not_carried, "condition_not_said").places == ("survey!D3",)
    assert items_of(form)[1]["applies_to"] == {"attribute": "v", "in": ["v1"]}


@pytest.mark.parametrize("label", ["(" + " " * 1900 + "x", "（" * 1900, " " * 1000 + "(吨"])
def test_labels_full_of_blanks_and_brackets_take_no_time(label):
    rows = [["decimal", f"q{one}", f"面{label}"] for one in range(200)]
    titles = ["type", "name", "label::zh", f"label::({' ' * 20_000}x"]
    started = time.monotonic()
    imported(survey=[titles, *rows])
    assert time.monotonic() - started < 5


def test_a_very_long_calculation_is_not_cut_short():
    titles = "type name label::中文(zh) calculation"
    form = asked(["integer", "a", "甲"], ["calculate", "c", "乙", "${a}" + " + 1" * 300], titles=titles)
    assert [item["code"] for item in items_of(form)] == ["a"]


def test_names_without_labels_stand_in_shortened_and_in_one_form():
    form = asked(["integer", "e\u0301" * 3000, None])
    assert items_of(form)[0]["name"]["zh"] == "\u00e9" * 100


def test_facts_of_notes_are_one_short_line():
    form = asked(["integer", "a", "甲"], ["text", "t", "第一行\n第二行" * 60])
    assert "\n" not in note(form.not_carried, "row_text").facts["name"]
    form = asked(["integer", "a", "甲"], ["colour\n" * 500, "b"])
    assert len(note(form.not_carried, "row_unknown").facts["type"]) <= 120
