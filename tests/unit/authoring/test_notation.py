"""Conditions, bounds and figures by value are read as people type them, and refused where they cannot be meant."""

from __future__ import annotations

import pytest

from tests.helpers.form_workbooks import spoken
from workbench.authoring.workbook.codecs import Choices, Codes, MisreadError, UnsayableError, YesNo
from workbench.authoring.workbook.conditions import Condition
from workbench.authoring.workbook.facts import Facts, meant_fact, meant_path, written_path
from workbench.authoring.workbook.lines import Evidence, TextLines
from workbench.authoring.workbook.notation import COUNTS, FIGURES, LOOSE, Bounds, FigureOr, OneOrSeveral, Stars
from workbench.domain.texts import Language
from workbench.spreadsheets.reading import Cell

X, Y = {"attribute": "size", "in": ["large", "medium"]}, {"attribute": "structure", "contains": "steel"}
Z = {"attribute": "structure", "subset_of": ["steel", "timber"]}


def mean(codec, text):
    return codec.mean(Cell(text, "s!A1"), spoken())


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("size = large, medium", X),
        ("size=large，medium", X),
        ("size ＝ large、medium", X),
        ("structure 含 steel", Y),
        ("structure has steel", Y),
        ("structure 只含 steel, timber", Z),
        ("structure only steel timber", Z),
        ("size = large, medium 且 structure 含 steel", {"all": [X, Y]}),
        ("size = large, medium and structure has steel", {"all": [X, Y]}),
        ("(size = large, medium)", {"all": [X]}),
        ("（size = large, medium）", {"all": [X]}),
        ("(size = large, medium 且 structure 含 steel) 且 structure 含 steel", {"all": [{"all": [X, Y]}, Y]}),
        ("(size = large, medium) 且 structure 含 steel", {"all": [{"all": [X]}, Y]}),
    ],
)
def test_conditions_are_read_as_they_are_typed(text, meaning):
    assert mean(Condition(), text) == meaning


@pytest.mark.parametrize(
    "text", ["size", "大小 = large", "structure 含 a, b", "(size = a", "size = a 且", "(" * 40 + ")" * 40]
)
def test_what_is_no_condition_is_refused(text):
    with pytest.raises(MisreadError):
        mean(Condition(), text)


@pytest.mark.parametrize(
    ("codec", "text", "meaning"),
    [
        (
            Bounds("quantity", "and"),
            "a >= 3 < 5 且 b ≤ param.x",
            [{"quantity": "a", "gte": "3", "lt": "5"}, {"quantity": "b", "lte": "param.x"}],
        ),
        (Bounds("quantity", "or"), "a<=300; b=1", [{"quantity": "a", "lte": "300"}, {"quantity": "b", "eq": "1"}]),
        (Stars(), "done = 是", {"any": [{"measure": "done", "eq": True}]}),
        (Stars(), "u >= 5 or load >= 3", {"any": [{"measure": "u", "gte": "5"}, {"measure": "load", "gte": "3"}]}),
        (FIGURES, "small = 30；large＝0.10", {"small": "30", "large": "0.10"}),
        (COUNTS, "urban = 8\nrural = 7", {"urban": 8, "rural": 7}),
        (
            LOOSE,
            "zone = I, II; floors_min = -; floors_max = 3; kind = [a]",
            {"zone": ["I", "II"], "floors_min": None, "floors_max": 3, "kind": ["a"]},
        ),
        (FigureOr(as_reference=True), "param.line", {"parameter": "line"}),
        (FigureOr(), "limit.p20", "limit.p20"),
        (OneOrSeveral(), "[a, b]", ["a", "b"]),
        (OneOrSeveral(), "否", False),
        (Codes(), "A101、A102；A103", ["A101", "A102", "A103"]),
        (Choices("requirement"), "前置条件、总分线", ["prerequisites", "total"]),
        (YesNo(), "TRUE", True),
        (
            Evidence(),
            "查阅资料：台账 | Records\nsite visit",
            [{"method": "document", "object": {"zh": "台账", "en": "Records"}}, {"method": "site"}],
        ),
        (TextLines(), "甲 ｜ a\n乙", [{"zh": "甲", "en": "a"}, {"zh": "乙"}]),
    ],
)
def test_notations_are_read_as_they_are_typed(codec, text, meaning):
    assert mean(codec, text) == meaning


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        (FIGURES, "a = b"),
        (FIGURES, "a = 1; a = 2"),
        (COUNTS, "a = 1.5"),
        (Bounds("quantity", "and"), "a 3"),
        (YesNo(), "也许"),
    ],
)
def test_what_cannot_be_meant_is_refused(codec, text):
    with pytest.raises(MisreadError):
        mean(codec, text)


@pytest.mark.parametrize("value", [{"all": []}, {"attribute": "a"}, "a", {"all": "x"}])
def test_what_is_no_condition_is_not_written_as_one(value):
    with pytest.raises(UnsayableError):
        Condition().say(value, spoken(Language.EN))


@pytest.mark.parametrize("path", [("meta", "a", 0, "b.c"), ("related_tables", 3), ("meta", '"', "[1]", "")])
def test_paths_of_facts_are_read_back_whatever_their_keys_are(path):
    assert meant_path(written_path(path)) == path


@pytest.mark.parametrize("text", ["", "other.x", "meta..a", "meta[0]", "meta.中"])
def test_what_is_no_path_is_refused(text):
    with pytest.raises(MisreadError):
        meant_path(text)


def test_rows_of_a_list_may_be_deleted_and_their_numbers_need_not_follow():
    facts = Facts()
    for number, value in ((7, "c"), (1, "a"), (3, "b")):
        facts.add(("meta", "x", number), value)
    assert facts.content() == {"meta": {"x": ["a", "b", "c"]}}


@pytest.mark.parametrize("second", [("meta", "a"), ("meta", "a", "b"), ("meta", 0)])
def test_facts_that_clash_are_refused(second):
    facts = Facts()
    facts.add(("meta", "a"), "1")
    with pytest.raises(MisreadError):
        facts.add(second, "2")


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), ('"12"', "12"), ("true", True), ("null", None), ("{}", {}), ('"甲', '"甲')]
)
def test_values_of_facts_keep_their_type(text, value):
    assert meant_fact(text) == value
