"""What a question becomes: the kind that fits its choices, the type of its figure, its evidence and its guidance."""

from __future__ import annotations

import pytest

from tests.helpers.xlsforms import asked, codes, items_of, note

CHOICES = [["list_name", "name", "label::中文(zh)", "label::English(en)"]]


def listed(*choices):
    return [*CHOICES, *(["list", *choice] for choice in choices)]


def first(*rows, titles="type name label::中文(zh) label::English(en)", **sheets):
    return items_of(asked(*rows, titles=titles, **sheets))[0]


@pytest.mark.parametrize(
    "choices",
    [
        (["yes", "是", "Yes"], ["no", "否", "No"]),
        (["0", "否"], ["1", "是"]),
        (["1"], ["0"]),
        (["a", "Yes"], ["b", "No"]),
        (["yes", "是"], ["no", "否"], ["x", "不适用"]),
    ],
)
def test_a_list_of_yes_and_no_becomes_a_yes_no_item(choices):
    item = first(["select_one list", "q", "问"], choices=listed(*choices))
    assert item["scoring"] == {"kind": "yes_no"}
    assert item.get("na") == ({"rule": "excluded"} if len(choices) == 3 else None)


@pytest.mark.parametrize(
    "choices",
    [
        (["yes", "达标"], ["no", "不达标"]),
        (["yes", "是", "Yes, always"], ["no", "否", "No"]),
        (["yes", "是"], ["no", "否"], ["part", "部分"]),
        (["yes"], ["ja"]),
    ],
)
def test_other_words_for_yes_and_no_stay_levels_so_that_they_are_not_lost(choices):
    item = first(["select_one list", "q", "问"], choices=listed(*choices))
    assert [level["code"] for level in item["scoring"]["levels"]] == [choice[0] for choice in choices]
    assert all("points" not in level for level in item["scoring"]["levels"])


def test_a_list_of_one_choice_is_yes_or_no_with_the_choice_as_its_note():
    item = first(["select_one list", "q", "问"], choices=listed(["done", "已完成", "Done"]))
    assert (item["scoring"], item["note"]) == ({"kind": "yes_no"}, {"zh": "已完成", "en": "Done"})


def test_a_list_of_nothing_but_not_applicable_stays_what_it_is():
    item = first(["select_one list", "q", "问"], choices=listed(["na", "不适用"]))
    assert "na" not in item


def test_a_list_of_more_than_twenty_choices_is_a_fact_about_the_subject():
    many = [[f"c{one}", f"第{one}"] for one in range(21)]
    form = asked(["select_one list", "q", "问"], ["integer", "n", "数"], choices=listed(*many))
    assert [item["code"] for item in items_of(form)] == ["n"]
    assert form.content["attributes"][0]["used_in_scoring"] is False
    assert len(form.content["attributes"][0]["values"]) == 21
    assert len(first(["select_one list", "q", "问"], choices=listed(*many[:20]))["scoring"]["levels"]) == 20


def test_choices_counted_leave_out_the_choice_of_nothing():
    form = asked(["select_multiple list", "q", "问"], choices=listed(["a", "甲"], ["no", "以上都没有"]))
    assert [one["code"] for one in items_of(form)[0]["scoring"]["options"]] == ["a"]
    assert note(form.not_carried, "choice_of_nothing").places == ("choices!A3", "choices!B3", "choices!C3")


def test_not_applicable_is_the_mark_of_a_count_too():
    form = asked(["select_multiple list", "q", "问"], choices=listed(["a", "甲"], ["na", "不适用"]))
    (item,) = items_of(form)
    assert [one["code"] for one in item["scoring"]["options"]] == ["a"]
    assert item["na"] == {"rule": "excluded"}
    assert note(form.carried, "not_applicable").places == ("choices!A3", "choices!B3", "choices!C3")


def test_which_answer_is_the_good_one_is_told_for_a_person_to_check():
    form = asked(["select_one list", "q", "有裸露垃圾"], choices=listed(["yes", "是"], ["no", "否"]))
    assert note(form.told, "yes_is_full").places == ("survey!A2",)


@pytest.mark.parametrize(
    ("kind", "parameters", "found"),
    [
        ("integer", None, "integer"),
        ("decimal", None, "decimal"),
        ("range", None, "integer"),
        ("range", "start=0 end=10 step=1", "integer"),
        ("range", "start=0;end=1;step=0.1", "decimal"),
    ],
)
def test_figures_become_inputs_of_their_type(kind, parameters, found):
    form = asked([kind, "q", "问", None, parameters], titles="type name label::中文(zh) label::English(en) parameters")
    assert [entry["type"] for entry in form.content["inputs"]] == [found]


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("用水量（吨）", "吨"),
        ("占比(%)", "%"),
        ("占比（％）：", "%"),
        ("面积 [m2]", "m2"),
        ("人数（含临时）", None),
        ("用水量", None),
    ],
)
def test_a_unit_at_the_end_of_a_label_is_proposed(label, unit):
    item = first(["decimal", "q", label])
    assert (item.get("unit"), item["scoring"]["quantity"].get("unit")) == (unit, unit)


@pytest.mark.parametrize(
    ("kind", "constraint", "code"),
    [
        ("integer", ". >= 0", "never_negative"),
        ("integer", ".>=0", "never_negative"),
        ("integer", ".>-1", "never_negative"),
        ("integer", ". >= 0 and . < 5", None),
        ("integer", ". > 0", None),
        ("decimal", ". >= 0", None),
    ],
)
def test_only_a_limit_that_is_law_anyway_is_carried(kind, constraint, code):
    titles = "type name label::中文(zh) constraint constraint_message"
    form = asked([kind, "q", "问", constraint, "不能为负"], titles=titles)
    place = ("survey!D2",)
    if code:
        assert note(form.carried, code).places == place
    else:
        assert note(form.not_carried, "constraint").places == place
        assert note(form.not_carried, "constraint").facts == {"expression": constraint}
    assert note(form.not_carried, "constraint_message").places == ("survey!E1", "survey!E2")


def test_what_is_required_is_carried_by_law_and_said_once():
    rows = [["integer", f"q{one}", "问", text] for one, text in enumerate(["yes", "TRUE", True, "no", "${q0} = 'a'"])]
    form = asked(*rows, titles="type name label::中文(zh) required")
    assert note(form.carried, "required").places == ("survey!D2", "survey!D3", "survey!D4")
    assert note(form.not_carried, "optional_is_asked").places == ("survey!D5",)
    assert note(form.not_carried, "required_condition").places == ("survey!D6",)
    assert note(form.told, "all_are_asked").places == ("survey!D1",)


def test_a_photo_belongs_to_the_item_it_follows_or_to_the_next_one():
    form = asked(
        ["begin group", "g", "组"],
        ["image", "p1", "总览"],
        ["integer", "a", "甲"],
        ["integer", "b", "乙"],
        ["file", "f1", "记录"],
        ["begin group", "h", "小组"],
        ["video", "v1", "走一圈"],
        ["end group"],
        ["end group"],
        ["image", "p2", "门口"],
    )
    found = {item["code"]: [one["object"]["zh"] for one in item.get("evidence", [])] for item in items_of(form)}
    assert found == {"a": ["总览"], "b": ["记录", "走一圈"]}
    assert note(form.not_carried, "evidence_without_item").facts == {"name": "门口"}


def test_a_note_belongs_to_the_item_it_introduces_or_to_the_last_one():
    form = asked(["note", "n1", "先看"], ["integer", "a", "甲"], ["integer", "b", "乙"], ["note", "n2", "后看"])
    assert [item["note"]["zh"] for item in items_of(form)] == ["先看", "后看"]


def test_several_notes_stand_below_each_other():
    form = asked(["note", None, "一", "One"], ["note", None, "二"], ["integer", "a", "甲"])
    assert items_of(form)[0]["note"] == {"zh": "一\n二", "en": "One\n二"}


def test_a_signature_and_a_rank_are_listed():
    titles = "type name label::中文(zh) appearance"
    form = asked(["integer", "a", "甲"], ["image", "s", "签名", "signature"], ["rank x", "r", "排序"], titles=titles)
    assert {"row_signature", "row_rank"} <= set(codes(form.not_carried))
    assert "evidence" not in items_of(form)[0]


def test_a_row_that_is_switched_off_is_listed_and_asks_nothing():
    rows = [["integer", "a", "甲", "yes"], ["integer", "b", "乙", "no"]]
    form = asked(*rows, titles="type name label::中文(zh) disabled")
    assert [item["code"] for item in items_of(form)] == ["b"]
    assert note(form.not_carried, "row_disabled").places == ("survey!A2", "survey!B2", "survey!C2", "survey!D2")


def test_groups_keep_their_order_and_items_outside_share_one():
    form = asked(
        ["integer", "a", "甲"],
        ["begin group", "g", "组"],
        ["integer", "b", "乙"],
        ["end group"],
        ["integer", "c", "丙"],
        settings=[["form_title", "form_id", "version"], ["我的表", "我的表", "v 1"]],
    )
    told = [(one["code"], one["name"]["zh"], [item["code"] for item in one["items"]]) for one in form.content["groups"]]
    assert told == [("main", "我的表", ["a", "c"]), ("g", "组", ["b"])]
    assert (form.form, form.edition) == ("wo_de_biao", "v-1")
    assert note(form.told, "form_code_spelt").facts == {"name": "我的表", "code": "wo_de_biao"}
    assert note(form.told, "edition_spelt").facts == {"name": "v 1", "code": "v-1"}


def test_a_repeat_is_asked_once():
    titles = "type name label::中文(zh) repeat_count"
    form = asked(["begin repeat", "r", "教室", 3], ["integer", "a", "甲"], ["end repeat"], titles=titles)
    assert form.content["groups"][0]["name"] == {"zh": "教室"}
    assert note(form.not_carried, "repeat_asked_once").places == ("survey!A2", "survey!D2", "survey!A4")
