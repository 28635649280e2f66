"""Conditions become conditions on the subject where a form can say them, and are listed with a reason where not."""

from __future__ import annotations

import pytest

from tests.helpers.xlsforms import asked, codes, items_of, note

CHOICES = [
    ["list_name", "name", "label::中文(zh)"],
    ["kind", "a", "甲"],
    ["kind", "b", "乙"],
    ["kind", "c", "丙"],
    ["parts", "x", "子"],
    ["parts", "y", "丑"],
    ["parts", "1", "寅"],
]
TITLES = "type name label::中文(zh) label::English(en) relevant"
KIND, MORE, PARTS = (
    ["select_one kind", "kind", "类别", "Kind"],
    ["select_one kind", "more", "别类", "Other kind"],
    ["select_multiple parts", "parts", "组成", "Parts"],
)


def conditional(relevant, *before):
    rows = [*(before or (KIND, MORE, PARTS)), ["acknowledge", "done", "完成", "Done", relevant]]
    return asked(*rows, titles=TITLES, choices=CHOICES)


def one_of(attribute, *values):
    return {"attribute": attribute, "in": list(values)}


@pytest.mark.parametrize(
    ("relevant", "condition"),
    [
        ("${kind} = 'a'", one_of("kind", "a")),
        ('"a"=${kind}', one_of("kind", "a")),
        ("${kind}=‘a’", one_of("kind", "a")),
        ("selected(${kind}, 'a')", one_of("kind", "a")),
        ("${kind} != 'a'", one_of("kind", "b", "c")),
        ("not(${kind} = 'a')", one_of("kind", "b", "c")),
        ("${kind} = 'a' or ${kind} = 'b'", one_of("kind", "a", "b")),
        ("not(${kind} = 'a' or ${kind} = 'b')", one_of("kind", "c")),
        ("not(${kind} != 'a' and ${kind} != 'b')", one_of("kind", "a", "b")),
        ("${kind} != 'a' and ${kind} != 'b'", one_of("kind", "c")),
        ("(${kind} = 'a') and (${more} = 'b')", {"all": [one_of("kind", "a"), one_of("more", "b")]}),
        (
            "(${kind} = 'a' and ${more} = 'b') or (${more} = 'c' and ${kind} = 'a')",
            {"all": [one_of("kind", "a"), one_of("more", "b", "c")]},
        ),
        ("selected(${parts}, 'x')", {"attribute": "parts", "contains": "x"}),
        ("selected(${parts}, 1)", {"attribute": "parts", "contains": "1"}),
        (
            "selected(${parts}, 'x') and selected(${parts}, 'y')",
            {"all": [{"attribute": "parts", "contains": "x"}, {"attribute": "parts", "contains": "y"}]},
        ),
        ("not(selected(${parts}, 'x'))", {"attribute": "parts", "subset_of": ["1", "y"]}),
        (
            "${parts} = 'x'",
            {"all": [{"attribute": "parts", "contains": "x"}, {"attribute": "parts", "subset_of": ["x"]}]},
        ),
    ],
)
def test_what_a_form_can_say_becomes_its_condition(relevant, condition):
    form = conditional(relevant)
    assert items_of(form)[-1]["applies_to"] == condition
    assert note(form.carried, "condition").places == ("survey!E5",)


@pytest.mark.parametrize(
    ("relevant", "code"),
    [
        ("${kind} = 'a' or ${more} = 'b'", "condition_not_said"),
        ("selected(${parts}, 'x') or selected(${parts}, 'y')", "condition_not_said"),
        ("${parts} != 'x'", "condition_not_said"),
        ("${kind} = ''", "condition_not_said"),
        ("count-selected(${parts}) > 1", "condition_not_said"),
        ("${kind} = ${more}", "condition_not_said"),
        ("${kind} = 'a' and", "condition_not_said"),
        ("true()", "condition_not_said"),
        ("1", "condition_not_said"),
        ("(" * 60 + "${kind} = 'a'" + ")" * 60, "condition_not_said"),
        ("${kind} = 'a' or " * 200 + "${kind} = 'b'", "condition_not_said"),
        ("${kind} = 'a' and ${kind} = 'b'", "condition_never"),
        ("${kind} = 'z'", "condition_unknown_value"),
        ("${nobody} = 'a'", "condition_unknown_question"),
        ("${done} = 'a'", "condition_on_no_choice"),
        ("not(selected(${parts}, 'x')) and selected(${parts}, 'x')", "condition_never"),
    ],
)
def test_what_a_form_cannot_say_is_listed_and_everybody_is_asked(relevant, code):
    form = conditional(relevant)
    assert "applies_to" not in items_of(form)[-1]
    assert form.content["attributes"] == []
    assert note(form.not_carried, code).places == ("survey!E5",)


def test_a_condition_on_a_later_question_is_listed_so_that_there_is_no_circle():
    rows = [[*KIND, "${more} = 'a'"], [*MORE, "${kind} = 'a'"]]
    form = asked(*rows, titles=TITLES, choices=CHOICES)
    assert note(form.not_carried, "condition_refers_ahead").places == ("survey!E2",)
    assert items_of(form)[0]["applies_to"] == one_of("kind", "a")


def test_a_condition_on_a_name_used_twice_is_listed():
    form = conditional("${kind} = 'a'", KIND, KIND)
    assert note(form.not_carried, "condition_ambiguous").places == ("survey!E4",)


def test_an_item_carries_the_conditions_of_the_questions_it_depends_on():
    form = conditional("${more} = 'b'", KIND, [*MORE, "${kind} = 'a'"])
    assert items_of(form)[0]["applies_to"] == {"all": [one_of("more", "b"), one_of("kind", "a")]}
    assert note(form.not_carried, "condition_on_attribute").places == ("survey!E3",)


def test_conditions_of_groups_hold_for_everything_inside():
    form = asked(
        KIND,
        MORE,
        ["begin group", "g", "组", "Group", "${kind} = 'a'"],
        ["begin group", "h", "小组", "Subgroup", "${more} = 'b'"],
        ["acknowledge", "done", "完成", "Done"],
        ["end group"],
        ["end group"],
        titles=TITLES,
        choices=CHOICES,
    )
    assert items_of(form)[0]["applies_to"] == {"all": [one_of("kind", "a"), one_of("more", "b")]}
    assert note(form.carried, "condition").places == ("survey!E4", "survey!E5")


def test_a_condition_that_contradicts_its_group_is_listed():
    form = asked(
        KIND,
        ["begin group", "g", "组", "Group", "${kind} = 'a'"],
        ["acknowledge", "done", "完成", "Done", "${kind} = 'b'"],
        ["end group"],
        titles=TITLES,
        choices=CHOICES,
    )
    assert note(form.not_carried, "condition_never").places == ("survey!E4",)
    assert items_of(form)[0]["applies_to"] == one_of("kind", "a")


def test_a_free_text_that_depends_on_an_item_does_not_make_it_an_attribute():
    form = asked(KIND, ["text", "why", "为什么", "Why", "${kind} = 'c'"], titles=TITLES, choices=CHOICES)
    assert form.content["attributes"] == []
    assert items_of(form)[0]["note"] == {"zh": "为什么", "en": "Why"}
    assert "condition_of_guidance" in codes(form.not_carried)


def test_a_chain_of_many_conditions_neither_grows_without_end_nor_recurses():
    rows = [["select_one kind", "k0", "类", "Kind"]]
    rows += [["select_one kind", f"k{one}", "类", "Kind", f"${{k{one - 1}}} = 'a'"] for one in range(1, 1500)]
    form = asked(*rows, titles=TITLES, choices=CHOICES)
    (item,) = items_of(form)
    assert len(item.get("applies_to", {}).get("all", [])) <= 20
    assert "conditions_not_joined" in codes(form.told)


def test_a_calculation_holds_where_all_its_figures_are_asked():
    form = asked(
        KIND,
        ["integer", "part", "部分（个）", "Part", "${kind} = 'a'"],
        ["integer", "whole", "全部（个）", "Whole"],
        ["calculate", "share", "占比（%）", "Share (%)", None, "(${part} + 1) div ${whole} * 100"],
        titles=f"{TITLES} calculation",
        choices=CHOICES,
    )
    (item,) = items_of(form)
    assert item["applies_to"] == one_of("kind", "a")
    assert item["scoring"]["quantity"]["expr"] == "( part + 1 ) / whole * 100"
    assert item["unit"] == "%"


@pytest.mark.parametrize(
    "text", ["${part}", "round(${part}, 1)", "${part} div", "1 + 1", "${nobody} + 1", "${part} divx 2"]
)
def test_a_calculation_that_a_form_cannot_say_is_listed(text):
    titles = "type name label::中文(zh) calculation"
    form = asked(["integer", "part", "部分"], ["calculate", "c", None, text], titles=titles)
    assert [item["code"] for item in items_of(form)] == ["part"]
    assert "survey!D3" in note(form.not_carried, "row_calculate").places
