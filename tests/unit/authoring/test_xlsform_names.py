"""Names on the phone: made from codes in one way, each once, whatever case a server folds them to."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.forms import a_form, a_group, an_item, shipped_form
from tests.helpers.phones import EDITIONS, drawn_form, sayings
from workbench.authoring.xlsform.naming import NameBook
from workbench.authoring.xlsform.plan import plan_of

codes = st.text("ABab12._-", min_size=1, max_size=5)


@given(st.lists(codes, max_size=30))
def test_every_code_gets_a_name_of_its_own(given_codes):
    names = NameBook()
    taken = [names.take("i", code) for code in given_codes]
    assert len({name.lower() for name in taken}) == len(taken)
    assert all(re.fullmatch(r"[a-z][A-Za-z0-9_]*", name) for name in taken)


def test_a_name_is_made_from_the_codes_it_stands_for():
    assert NameBook().take("i", "5.2.7", "R", "R4") == "i_5_2_7_R_R4"


def test_codes_that_fold_to_one_name_are_told_apart_in_file_order():
    plan = plan_of(a_form(a_group("A", an_item("A1.1"), an_item("A1-1"), an_item("a1_1"))), sayings())
    assert [asked.node.prefix for asked in plan.items.values()] == ["i_A1_1", "i_A1_1_2", "i_a1_1_3"]


@pytest.mark.parametrize(("code", "edition"), EDITIONS)
def test_the_names_of_an_edition_are_the_same_every_time(code, edition):
    again = plan_of(shipped_form(code, edition), sayings())
    assert [entry.name for entry in again.fields()] == [entry.name for entry in drawn_form(code, edition).plan.fields()]


@pytest.mark.parametrize(("code", "edition"), EDITIONS)
def test_every_row_of_a_survey_has_a_name_of_its_own(code, edition):
    names = [row.name.lower() for row in drawn_form(code, edition).survey.rows if row.name]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 64


def test_a_figure_that_several_items_use_is_asked_once():
    rows = drawn_form("green-mall", "1").survey.rows
    assert sum(row.name == "m_floor_area" for row in rows) == 1
    assert {"i_B303_passed_count", "i_B304_passed_count"} <= {row.name for row in rows}


def test_a_constructed_form_says_so_in_its_title_and_on_top():
    rows = drawn_form("green-mall", "1").survey.rows
    assert "自拟" in next(row for row in rows if row.name == "provenance").label.zh
