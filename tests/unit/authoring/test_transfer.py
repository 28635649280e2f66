"""What becomes of each answer in another edition: mapped, changed and to be looked at, or lost, and why."""

from __future__ import annotations

import copy
import json

import pytest

from tests.conftest import ROOT
from tests.helpers.editions import edition, first_content, second_content
from tests.helpers.form_content import share, two
from tests.helpers.offices import a_place
from workbench.authoring.differences import written
from workbench.authoring.transfer import Edition, Fate, Holding, Section, Why, plan

FOR_LARGE = {"attribute": "size", "in": ["large"]}
YES = {"value": True, "na": False, "proof": False, "note": ""}


def moved(change, code="A103", entry=YES, *, section=Section.ITEM):
    """Give what becomes of one answer when one thing of the content changes."""
    content = copy.deepcopy(first_content())
    change(content)
    (one,) = plan(edition(first_content()), edition(content), Holding({(section, code): entry}))
    return one


def items(content):
    return {one["code"]: one for one in content["groups"][0]["items"]}


def places(carried):
    return [(one.section, written(one.path)) for one in carried.differences]


def set_points(content):
    items(content)["A103"]["points"] = "6"
    items(content)["A104"]["points"] = "4"


# --- items ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.update(edition="2"),
        lambda content: items(content)["A103"]["check"].update(en="worded otherwise"),
        lambda content: items(content)["A103"]["origin"].update(source="GB 2"),
        lambda content: items(content)["A103"].update(clause="第3条"),
        lambda content: items(content)["A104"]["check"].update(zh="另一条的检查"),
    ],
)
def test_an_item_of_which_the_same_is_asked_is_mapped(change):
    assert (moved(change).fate, moved(change).differences) == (Fate.MAPPED, ())


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (set_points, "points"),
        (lambda content: items(content)["A103"]["check"].update(zh="改了"), "check.zh"),
        (lambda content: items(content)["A103"].update(must_pass=True), "must_pass"),
        (lambda content: items(content)["A103"]["scoring"].update(limits=two("不少于3处")), "scoring.limits"),
        (
            lambda content: items(content)["A103"].update(applies_to={"attribute": "size", "in": ["large"]}),
            "applies_to",
        ),
        (lambda content: items(content)["A103"].update(evidence=[{"method": "site"}]), "evidence[0].method"),
    ],
)
def test_an_item_of_which_something_else_is_asked_is_to_be_looked_at(change, place):
    one = moved(change)
    assert (one.fate, places(one)) == (Fate.CHANGED, [("items", place)])


def test_a_text_is_told_in_both_languages_once_its_chinese_has_changed():
    def change(content):
        items(content)["A103"]["check"] = two("改了", "changed")

    assert places(moved(change)) == [("items", "check.en"), ("items", "check.zh")]


def test_an_answer_that_the_new_rule_does_not_know_is_lost_with_the_reason():
    def without_b(content):
        del items(content)["A101"]["scoring"]["levels"][1]

    one = moved(without_b, "A101", {**YES, "value": "b"})
    assert (one.fate, one.why, one.is_known) == (Fate.LOST, Why.DOES_NOT_FIT, True)
    assert [(fault.path, fault.code) for fault in one.faults] == [("responses.A101.value", "unknown_level")]
    assert moved(without_b, "A101", {**YES, "value": "a"}).fate is Fate.CHANGED


def test_a_mark_that_the_new_policy_does_not_allow_is_lost():
    entry = {**YES, "value": None, "na": True}
    one = moved(lambda content: items(content)["A101"].pop("na"), "A101", entry)
    assert (one.fate, one.why, one.faults[0].code) == (Fate.LOST, Why.DOES_NOT_FIT, "na_not_allowed")


def test_an_item_that_is_gone_is_lost_under_its_old_name():
    def without(content):
        group = content["groups"][0]
        group["items"] = [one for one in group["items"] if one["code"] != "A103"]
        items(content)["A104"]["points"] = "10"

    one = moved(without)
    assert (one.fate, one.why, one.is_known, one.name.zh) == (Fate.LOST, Why.GONE, False, "条目A103")


def test_an_item_kept_for_comparison_only_takes_no_answer():
    def keep(content):
        items(content)["A103"]["editions"] = ["0"]
        items(content)["A104"]["points"] = "10"

    one = moved(keep)
    assert (one.fate, one.why, one.is_known) == (Fate.LOST, Why.NOT_ASKED, False)


def test_an_answer_to_something_only_kept_for_comparison_is_looked_at_once_it_is_asked():
    old, new = first_content(), copy.deepcopy(first_content())
    new["edition"] = "2"
    for content in (old, new):
        items(content)["A103"]["editions"] = ["2"]
        items(content)["A104"]["points"] = "10" if content is old else "5"
    (one,) = plan(edition(old), edition(new), Holding({(Section.ITEM, "A103"): YES}))
    assert (one.fate, places(one)) == (Fate.CHANGED, [("items", "asked")])


def test_figures_of_which_the_new_rule_reads_none_are_lost():
    def ask_otherwise(content):
        items(content)["A102"]["scoring"] = {"kind": "deduction", "from": "5", "floor": "0", "rules": []}
        items(content)["A102"]["scoring"]["rules"] = [{"code": "1", "text": two("缺"), "each": "1"}]
        content["inputs"] = []

    one = moved(ask_otherwise, "A102", {**YES, "value": {"good": 9, "every": 10}})
    assert (one.fate, one.why) == (Fate.LOST, Why.NOT_READ)
    assert {fault.path for fault in one.faults} == {"responses.A102.value.good", "responses.A102.value.every"}


def test_figures_of_which_the_new_rule_reads_some_come_along_and_the_rest_is_told():
    def rename(content):
        content["inputs"][1]["key"] = "all_of_them"
        quantity = items(content)["A102"]["scoring"]["quantity"]
        quantity |= {"inputs": ["good", "all_of_them"], "expr": "good / all_of_them * 100"}

    one = moved(rename, "A102", {**YES, "value": {"good": 9, "every": 10}})
    assert (one.fate, [fault.path for fault in one.faults]) == (Fate.CHANGED, ["responses.A102.value.every"])


def test_a_measured_thing_declared_otherwise_is_to_be_looked_at_wherever_it_is_used():
    def in_thousands(content):
        content["inputs"][0]["unit"] = "千个"

    entry = {**YES, "value": {"good": 9, "every": 10}}
    assert places(moved(in_thousands, "A102", entry)) == [("inputs", "unit")]
    assert moved(in_thousands, "A103").fate is Fate.MAPPED


def test_a_note_without_an_answer_comes_along():
    entry = {**YES, "value": None, "note": "下次再看"}
    assert moved(lambda content: content.update(edition="2"), entry=entry).fate is Fate.MAPPED


# --- conditions, facts, outside values --------------------------------------------------------------------


def test_a_veto_worded_otherwise_is_to_be_looked_at():
    def reword(content):
        content["prerequisites"][0]["check"]["zh"] = "近三年守法"

    one = moved(reword, "P1", section=Section.PREREQUISITE)
    assert (one.fate, places(one)) == (Fate.CHANGED, [("prerequisites", "check.zh")])


def test_a_veto_that_is_derived_now_takes_no_answer_of_its_own():
    def derive(content):
        content["prerequisites"][0] |= {
            "derived": True,
            "type": "item_must_pass",
            "scoring": {"kind": "item_must_pass", "item": "A103"},
        }

    one = moved(derive, "P1", section=Section.PREREQUISITE)
    assert (one.fate, one.why) == (Fate.LOST, Why.NOT_ANSWERED)


def test_facts_and_outside_values_are_planned_like_answers():
    holding = Holding({}, {"size": "large", "moon": "1"}, {"mean": "3"})
    found = plan(edition(first_content()), edition(second_content()), holding)
    assert [(one.section, one.code, one.fate, one.why) for one in found] == [
        (Section.ATTRIBUTE, "size", Fate.CHANGED, None),
        (Section.ATTRIBUTE, "moon", Fate.LOST, Why.GONE),
        (Section.PARAMETER, "mean", Fate.LOST, Why.GONE),
    ]


def test_a_fact_whose_choice_is_gone_does_not_fit():
    new = first_content()
    new["attributes"][0]["values"] = [{"code": "small", "name": two("小")}]
    (one,) = plan(edition(first_content()), edition(new), Holding({}, {"size": "large"}))
    assert (one.fate, one.why, one.faults[0].path) == (Fate.LOST, Why.DOES_NOT_FIT, "subject.size")


def test_an_outside_value_with_another_default_is_to_be_looked_at():
    new = first_content()
    new["parameters"][0]["default"] = "2"
    (one,) = plan(edition(first_content()), edition(new), Holding({}, {}, {"mean": "3"}))
    assert (one.fate, places(one)) == (Fate.CHANGED, [("parameters", "default")])


# --- the building form ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def building():
    library = a_place().library
    return {
        code: Edition(library.form("green-building", code), library.content("green-building", code))
        for code in ("2019", "2024")
    }


@pytest.fixture(scope="module")
def answered():
    cases = json.loads((ROOT / "tests" / "vectors" / "green-building.json").read_text("utf-8"))["cases"]
    return {case["answers"]["edition"]: _holding(case["answers"]) for case in reversed(cases[:3])}


def _holding(document):
    halves = {Section.ITEM: "responses", Section.PREREQUISITE: "prerequisites"}
    answers = {(section, code): entry for section, half in halves.items() for code, entry in document[half].items()}
    return Holding(answers, document["subject"], document.get("parameters", {}))


def test_in_its_own_edition_everything_is_mapped(building, answered):
    for code, holding in answered.items():
        assert {one.fate for one in plan(building[code], building[code], holding)} == {Fate.MAPPED}


def test_star_requirements_and_provincial_checks_are_planned_too(building, answered):
    found = {one.code: one for one in plan(building["2019"], building["2024"], answered["2019"])}
    assert (found["T1"].fate, found["P1"].fate) == (Fate.CHANGED, Fate.MAPPED)
    assert ("star_requirements", "stars.2.any[0].gte") in places(found["T1"])
    assert {one.code for one in found.values() if one.fate is Fate.LOST} == {
        *("5.2.6", "5.2.7", "5.2.8", "6.2.2", "6.2.12", "7.2.5", "7.2.8", "7.2.9", "7.2.11", "9.2.7A"),
    }


def test_back_in_the_older_edition_what_only_the_newer_one_asks_is_lost(building, answered):
    found = {one.code: one for one in plan(building["2024"], building["2019"], answered["2024"])}
    assert (found["9.2.3A"].fate, found["9.2.3A"].why) == (Fate.LOST, Why.NOT_ASKED)
    assert found["4.1.9"].why is Why.NOT_ASKED


def test_answers_stand_in_the_order_in_which_the_newer_edition_asks():
    holding = Holding({(Section.ITEM, code): YES for code in ("A105", "A107", "A104")})
    found = plan(edition(second_content()), edition(second_content()), holding)
    assert [one.code for one in found] == ["A104", "A107", "A105"]


def test_a_share_where_yes_and_no_was_asked_does_not_take_a_yes():
    one = moved(lambda content: items(content)["A103"].update(scoring=share({"gte": "1", "points": "5"})))
    assert (one.why, one.faults[0].code) == (Why.DOES_NOT_FIT, "expected_object")
