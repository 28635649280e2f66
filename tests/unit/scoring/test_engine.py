"""Rescoring touches only what depends on a change, and gives what scoring from the start gives."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.helpers.forms import (
    a_band,
    a_bound,
    a_document,
    a_form,
    a_group,
    a_part,
    a_prerequisite,
    a_quantity,
    an_attribute,
    an_input,
    an_item,
    answers_to,
    only_for,
    points,
    some_bands,
    some_parts,
)
from workbench.domain.forms import Mode, Parameter, Table
from workbench.domain.rules import (
    AllOf,
    ColumnRef,
    Gate,
    GateBranch,
    GateCondition,
    ItemGate,
    ItemMustPass,
    ParameterRef,
    Step,
    TableLookup,
)
from workbench.domain.texts import Text
from workbench.scoring import ledger
from workbench.scoring.answers import Response
from workbench.scoring.dependencies import OnAttribute, OnItem, OnParameter, of_asked, of_item, of_rule
from workbench.scoring.engine import Scorer

X = a_quantity("x", "x")
ABOVE_LINE = some_bands(quantity=X, bands=(a_band(6, a_bound("gte", ParameterRef("line"))),))
FORM = a_form(
    a_group("A", an_item("A1"), an_item("A2", rule=ABOVE_LINE), floor="0.5"),
    a_group("B", an_item("B1", applies_to=only_for("kind", "a")), an_item("B2"), line=ParameterRef("floor")),
    prerequisites=(
        a_prerequisite("P1"),
        a_prerequisite("P2", ItemMustPass("A1"), derived=True),
        a_prerequisite("P3", ItemGate("A2", points(3)), derived=True),
    ),
    attributes=(an_attribute("kind", "a", "b"), an_attribute("mode", "full", "part")),
    parameters=(Parameter("line", Text("线"), "", None), Parameter("floor", Text("下限"), "", points(1))),
    inputs=(an_input("x"),),
    modes=(Mode("full", Text("全"), ("A", "B")), Mode("part", Text("部分"), ("B",))),
)
START = a_document(
    {"A1": True, "A2": {"x": "5"}, "B1": True, "B2": False}, subject={"kind": "a"}, parameters={"line": "4"}
)


@pytest.fixture
def judged_items(monkeypatch):
    seen = []
    judge = ledger.row

    def noted(item, *around):
        seen.append(item.code)
        return judge(item, *around)

    monkeypatch.setattr(ledger, "row", noted)
    return seen


def changed(answers, **changes):
    return replace(answers, **{key: {**getattr(answers, key), **change} for key, change in changes.items()})


@pytest.mark.parametrize(
    ("changes", "items"),
    [
        ({"responses": {"A1": Response(False)}}, ["A1"]),
        ({"responses": {"A1": Response(True)}}, []),
        ({"parameters": {"line": points(6)}}, ["A2"]),
        ({"subject": {"kind": "b"}}, ["B1"]),
        ({"prerequisites": {"P1": Response(True)}}, []),
        ({"subject": {"mode": "part"}}, ["B1", "B2"]),
        ({}, []),
    ],
)
def test_only_what_depends_on_a_change_is_judged_again(judged_items, changes, items):
    scorer, before = Scorer(FORM), answers_to(FORM, START)
    scored = scorer.rescore(before)
    after = changed(before, **changes)
    judged_items.clear()
    again = scorer.rescore(after, scored)
    assert judged_items == items
    assert again.result == scorer.score(after)


def test_a_parameter_of_a_floor_changes_the_group_alone():
    scorer, before = Scorer(FORM), answers_to(FORM, START)
    after = changed(before, parameters={"floor": points("0.5")})
    scored = scorer.rescore(before)
    assert (scored.groups["B"].met, scorer.rescore(after, scored).groups["B"].met) == (False, True)


def test_a_derived_prerequisite_follows_its_item():
    scorer, before = Scorer(FORM), answers_to(FORM, START)
    scored = scorer.rescore(before)
    assert [entry.state.value for entry in scored.result.prerequisites] == ["open", "met", "met"]
    worse = changed(before, responses={"A1": Response(False), "A2": Response(None)})
    again = scorer.rescore(worse, scored).result
    assert [entry.state.value for entry in again.prerequisites] == ["open", "not_met", "open"]


def test_an_answer_taken_back_leaves_no_trace():
    scorer, before = Scorer(FORM), answers_to(FORM, START)
    empty = answers_to(FORM, a_document(subject={"kind": "a"}))
    scored = scorer.rescore(empty, scorer.rescore(before))
    assert scored == scorer.rescore(empty)


# --- what depends on what ------------------------------------------------------------------------

KIND = only_for("kind", "a")
GATE = Gate(
    (
        GateBranch(
            "b",
            Text("分支"),
            KIND,
            (GateCondition("c", Text("量"), "q", ParameterRef("line")), GateCondition("d", Text("说"))),
        ),
    ),
    (a_quantity("x / param.quota", "x", parameters=("quota",)),),
)
TABLE = some_bands(
    quantity=X, bands=(a_band(6, any_of=(a_bound("lte", ColumnRef("most")),)),), lookup=TableLookup("land", ("zone",))
)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (GATE, [OnParameter("quota"), OnAttribute("kind"), OnParameter("line")]),
        (TABLE, [OnAttribute("zone")]),
        (Step(X, {"a": points(1)}, "region", *map(points, (1, 1, 1, 6))), [OnAttribute("region")]),
        (Step(X, points(1), None, *map(points, (1, 1, 1, 6))), []),
        (some_parts("sum", a_part("a", 1, TABLE, when=KIND)), [OnAttribute("kind"), OnAttribute("zone")]),
        (
            some_parts("select", mixed_by_area=True),
            [OnAttribute("building_type"), OnAttribute("residential_area"), OnAttribute("public_area")],
        ),
    ],
)
def test_a_rule_names_what_it_looks_at(rule, expected):
    assert list(of_rule(rule)) == expected


def test_an_item_depends_on_its_stage_and_its_condition():
    item = an_item("A1", stages=frozenset({"built"}), applies_to=AllOf((KIND, only_for("zone", "I"))))
    assert of_item(item) == {OnAttribute("stage"), OnAttribute("kind"), OnAttribute("zone")}


def test_a_derived_prerequisite_depends_on_its_item_and_all_that_it_depends_on():
    items = (an_item("A1"), an_item("A2", rule=ABOVE_LINE))
    gate = a_prerequisite("P1", ItemGate("A2", None), derived=True)
    assert of_asked(gate, items) == {OnItem("A2"), OnParameter("line")}
    assert of_asked(a_prerequisite("P2", ABOVE_LINE), items) == {OnParameter("line")}
    assert of_asked(a_prerequisite("P3"), items) == frozenset()


def test_a_row_of_a_table_is_found_by_the_engine():
    table = Table("land", Text("用地"), "", by=("zone",), rows=({"zone": ["I"], "most": "5"},))
    form = a_form(
        a_group("A", an_item("A1", rule=TABLE)),
        tables=(table,),
        attributes=(an_attribute("zone", "I", "II"),),
        inputs=(an_input("x"),),
    )
    answers = answers_to(form, a_document({"A1": {"x": "5"}}, subject={"zone": "I"}))
    assert Scorer(form).score(answers).total == 6
