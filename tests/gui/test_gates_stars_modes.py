"""Gates, star requirements, parts that fit and the facts about the unit, by keys alone on the shipped forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from tests.helpers.fake_workspace import Desk, FakeServices, FakeWorkspace, a_desk, open_form
from tests.helpers.vectors import library
from workbench.domain.states import AssessmentState
from workbench.ui.editors.gate import GateEditor
from workbench.ui.screens.filling.model import ROW
from workbench.ui.screens.filling.rows import HeadRow

K = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def press(*keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        QApplication.processEvents()


def type_text(text):
    QTest.keyClicks(QApplication.focusWidget(), text)
    QApplication.processEvents()


@pytest.fixture
def visit(window) -> Callable[..., tuple[object, Desk]]:
    """Open an empty draft of a form for a subject, with the keyboard on a clause."""

    def opener(form: str, code: str, **subject: object):
        desk = a_desk(library().form(form))
        desk.opened["a1"] = open_form(desk.form, subject=subject)
        window.arrive(FakeServices(desk))
        window.open_workspace(FakeWorkspace(desk))
        window.enter("fill", "a1")
        screen = window.shown_screen
        screen.presenter.go_to(code)
        QApplication.processEvents()
        return screen, desk

    return opener


def heads(screen) -> list[str]:
    return [row.code for row in screen.presenter.layout() if isinstance(row, HeadRow)]


# --- gates ------------------------------------------------------------------------------------------


def test_a_gate_of_targets_is_typed_through_and_asks_its_targets_with_their_source(visit):
    screen, desk = visit("conserving-organ", "A101", energy_unit_kind="other")
    for figure in ("40000", "4000", "2000", "100", "2200", "100"):
        type_text(figure)
        press(K.Key_Return)
    assert screen.presenter.clause("A101").reason.value == "missing_parameter"
    for target in ("18", "400", "22"):
        type_text(target)
        press(K.Key_Return)
        type_text("2026 target")
        press(K.Key_Return)
    screen.presenter.settle()
    assert screen.presenter.clause("A101").points == "5"
    assert desk.opened["a1"].parameters["target_water_per_head"].source == "2026 target"


def test_one_target_missed_gives_nothing_and_is_said_in_words(visit):
    screen, _desk = visit("conserving-organ", "A101", energy_unit_kind="other")
    for key, value in (
        ("target_energy_per_area", "18"),
        ("target_energy_per_head", "1"),
        ("target_water_per_head", "9"),
    ):
        from workbench.ui.facts import ParameterValue

        screen.presenter.enter_parameter(ParameterValue(key, value, "x"))
    value = {"annual_energy": "40000", "official_car_fuel": "3999", "floor_area": "2000"}
    screen.presenter.answer("A101", value)
    assert screen.presenter.clause("A101").points == "0"
    screen.presenter.go_to("B101")
    screen.presenter.go_to("A101")
    states = [row._state.text for row in screen.list.editor.editor.rows]
    assert states == ["未达到", "未填", "未填"]


def test_the_branch_follows_the_unit_and_a_statement_takes_a_digit(visit):
    screen, desk = visit("conserving-organ", "A101", energy_unit_kind="key")
    editor = screen.list.editor.editor
    assert isinstance(editor, GateEditor)
    assert [row.condition.code for row in editor.rows] == ["a"]
    assert screen.list.editor.asks == []
    press(K.Key_1)
    assert desk.opened["a1"].responses["A101"] == {"value": {"statements": {"a": True}}}
    assert screen.presenter.clause("A101").points == "5"
    press(K.Key_2)
    assert screen.presenter.clause("A101").points == "0"
    press(K.Key_2)
    assert "A101" not in desk.opened["a1"].responses


# --- stars ------------------------------------------------------------------------------------------

HOUSE = {
    "mode": "full",
    "stage": "evaluation",
    "building_type": "residential",
    "thermal_region": "cold",
    "structure": ["concrete"],
}


def test_a_star_requirement_tells_the_star_reached_and_what_the_next_asks(visit):
    screen, desk = visit("green-building", "T1", **HOUSE)
    type_text("7")
    press(K.Key_Return, K.Key_N)
    entry = desk.opened["a1"].prerequisites["T1"]
    assert entry == {"value": {"envelope_improvement": "7", "load_reduction": None}}
    assert screen.presenter.clause("T1").stars == 2
    assert "再上一星要" in screen.list.editor.editor._next.text
    press(K.Key_Return)
    assert screen.presenter.focus == "T2"


def test_a_star_requirement_of_yes_and_no_takes_a_digit(visit):
    screen, desk = visit("green-building", "T0", **HOUSE)
    press(K.Key_1)
    assert desk.opened["a1"].prerequisites["T0"] == {"value": {"done": True}}
    assert screen.presenter.clause("T0").stars == 3


def test_star_requirements_and_checks_have_sections_of_their_own(visit):
    screen, _desk = visit("green-building", "4.1.1", **HOUSE)
    assert heads(screen)[:2] == ["gates", "stars"]
    assert heads(screen)[-1] == "checks"
    assert [row.code for row in screen.presenter.sections() if row.level == 0] == ["gates", "stars", "checks"]


def test_the_required_level_is_shown_and_never_asked(visit):
    screen, _desk = visit("green-building", "P2", **HOUSE, government_public_welfare=True)
    index = screen.model.index_of("P2")
    assert index.data(ROW).answer == "应达到一星级"
    assert not screen.presenter.clause("P2").is_open


# --- parts ------------------------------------------------------------------------------------------


def test_only_the_parts_that_fit_are_walked_and_nested_ones_take_the_arrows(visit):
    _screen, desk = visit("green-building", "P6", **HOUSE)
    press(K.Key_1, K.Key_Down, K.Key_Down, K.Key_1)
    value = desk.opened["a1"].prerequisites["P6"]["value"]["parts"]
    assert value["ab"]["value"]["parts"] == {"a": {"value": True}}
    assert value["c"] == {"value": True}


def test_weights_are_typed_after_the_figure_of_their_part(visit):
    screen, desk = visit("green-building", "5.2.9", **HOUSE)
    for figure in ("59.9", "1000", "80", "2000"):
        type_text(figure)
        press(K.Key_Return)
    value = desk.opened["a1"].responses["5.2.9"]["value"]
    assert value["weights"] == {"1": "1000", "2": "2000"}
    assert screen.presenter.clause("5.2.9").points == "6"


def test_what_this_subject_is_not_asked_stands_by_itself(visit):
    screen, desk = visit("green-building", "7.2.15", **{**HOUSE, "structure": ["timber"]})
    assert not screen.presenter.clause("7.2.15").is_open
    assert desk.opened["a1"].responses["7.2.15"]["value"] is not None


# --- the unit ---------------------------------------------------------------------------------------


def test_the_mode_is_changed_by_keys_folds_the_list_and_is_taken_back(visit):
    screen, desk = visit("green-household", "1.1", mode="points", residence="urban")
    press(K.Key_1)
    before = screen.presenter.book.codes
    press(K.Key_F4)
    assert screen.shows_subject
    press(K.Key_Tab, K.Key_Space)
    press(K.Key_Return, modifier=CONTROL)
    assert desk.opened["a1"].subject == {"mode": "criteria", "residence": "urban"}
    assert [code for code in screen.presenter.book.codes if code[0] == "M"][:2] == ["M1", "M2"]
    assert "M6" not in screen.presenter.book.codes
    assert "1.1" in desk.opened["a1"].responses
    assert screen.presenter.standing().needed == "8"
    press(K.Key_Z, modifier=CONTROL)
    assert desk.opened["a1"].subject["mode"] == "points"
    assert screen.presenter.book.codes == before
    assert not screen.presenter.clause("1.1").is_open


def test_basic_mode_leaves_the_control_items_alone(visit):
    screen, _desk = visit("green-building", "4.1.1", **{**HOUSE, "mode": "basic"})
    assert screen.presenter.standing().controls == "0/45"
    assert screen.presenter.book.stars == ()
    assert heads(screen) == ["gates", "checks"]
    assert screen.presenter.counts()[0] == 51


def test_an_item_of_another_stage_is_folded_away_and_comes_back(visit):
    screen, _desk = visit("green-building", "6.2.11", **HOUSE)
    screen.presenter.change_subject({**HOUSE, "stage": "pre_evaluation"})
    assert "6.2.11" not in screen.presenter.book.codes
    assert screen.presenter.focus != "6.2.11"
    screen.presenter.change_subject(HOUSE)
    assert "6.2.11" in screen.presenter.book.codes


def test_a_figure_that_is_none_is_refused_beside_its_field_and_nothing_changes(visit):
    screen, desk = visit("green-building", "4.1.1", **HOUSE)
    press(K.Key_F4)
    field = next(one for attribute, one in screen.subject._attributes.asked if attribute.key == "floor_area")
    field.field.setText("many")
    press(K.Key_Return, modifier=CONTROL)
    assert screen.shows_subject
    assert "数字" in field.refusal
    assert desk.opened["a1"].subject == HOUSE


def test_chinese_goes_into_the_source_of_a_target_and_no_key_is_taken_from_it(visit):
    screen, _desk = visit("conserving-organ", "A101", energy_unit_kind="other")
    source = screen.list.editor.asks[0].source
    source.setFocus()
    event = QInputMethodEvent()
    event.setCommitString("市局")
    QApplication.sendEvent(source, event)
    type_text(" n1 f2")
    assert source.text() == "市局 n1 f2"
    assert screen.presenter.book.flags == set()


@pytest.mark.parametrize(
    ("form", "code", "subject"),
    [
        ("conserving-organ", "A101", {"energy_unit_kind": "other"}),
        ("green-building", "T1", HOUSE),
        ("green-building", "5.2.9", HOUSE),
    ],
)
def test_every_control_has_a_name_to_be_read_out(visit, form, code, subject):
    screen, _desk = visit(form, code, **subject)
    controls = [*screen.list.editor.findChildren(QAbstractButton), *screen.list.editor.findChildren(QLineEdit)]
    assert controls
    assert all(control.accessibleName() for control in controls)


def test_a_frozen_assessment_shows_its_facts_and_changes_nothing(visit, window):
    screen, desk = visit("green-household", "1.1", mode="points", residence="urban")
    from dataclasses import replace

    desk.opened["a1"] = replace(desk.opened["a1"], state=AssessmentState.FINISHED, read_only=True)
    window.enter("fill", "a1")
    screen = window.shown_screen
    press(K.Key_F4)
    assert screen.shows_subject
    assert not screen.subject.send.isVisible()
    assert not screen.presenter.change_subject({"mode": "criteria"})
