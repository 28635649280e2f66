"""Ctrl+K by keys: what is typed is answered, walked and opened, and the focus comes back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.fake_workspace import FakeWorkspace
from workbench.domain.refusals import Refusal
from workbench.ui.facts import UnitRow
from workbench.ui.palette import CommandPalette
from workbench.ui.screens.units.presenter import Sheet

K = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def palettes(window):
    return [one for one in window.findChildren(CommandPalette) if one.isVisible()]


def press(*keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        QApplication.processEvents()


@pytest.fixture
def search(window):
    """Open Ctrl+K from some room, with something typed."""

    def opener(text="", room="plan"):
        if room:
            window.enter(room)
            window.shown_screen.focus_first()
        QTest.keyClick(window, K.Key_K, CONTROL)
        QApplication.processEvents()
        (palette,) = palettes(window)
        QTest.keyClicks(palette.field, text) if text.isascii() else palette.field.setText(text)
        QApplication.processEvents()
        return palette

    return opener


def listed(palette):
    return [line.key for line in palette.table.lines.lines if not line.is_head]


def test_each_key_is_answered_without_waiting(search, desk):
    palette = search()
    assert listed(palette)[:3] == ["unit-u1", "unit-u2", "unit-u3"]
    QTest.keyClicks(palette.field, "dt")
    assert listed(palette)[0] == "unit-u3"
    assert palette.count.text.startswith("找到 1 个")
    QTest.keyClicks(palette.field, " gwzx")
    assert not any(key.startswith("unit-") for key in listed(palette))


def test_a_result_shows_action_region_and_what_was_before(search):
    palette = search("百货")
    line = palette.table.lines.lines[1]
    assert (line.cells[0].text, line.cells[0].rest) == ("太原市样例百货店", "绿色商场 · 太原市迎泽区")
    assert line.cells[1].text == "2025-10 达标"
    assert "太原市样例百货店，绿色商场 · 太原市迎泽区" in palette.field.accessibleDescription()


def test_arrows_walk_over_the_heads_and_round_the_end(search):
    palette = search()
    keys = listed(palette)
    assert palette.table.key == keys[0]
    seen = []
    for _ in keys:
        press(K.Key_Down)
        seen.append(palette.table.key)
    assert seen == [*keys[1:], keys[0]]
    press(K.Key_Up)
    assert palette.table.key == keys[-1]
    press(K.Key_PageUp)
    assert palette.table.key == keys[0]
    press(K.Key_PageDown)
    assert palette.table.key == keys[-1]


def test_enter_goes_on_with_a_units_draft(search, window):
    search("购物中心")
    press(K.Key_Return)
    assert type(window.shown_screen).__name__ == "FillingScreen"
    assert palettes(window) == []


def test_enter_starts_a_visit_of_a_unit_without_a_draft(search, window):
    search("dtsylgw")
    press(K.Key_Return)
    screen = window.shown_screen
    assert type(screen).__name__ == "UnitsScreen"
    assert (screen.presenter.sheet, screen.presenter.unit.name) == (Sheet.START, "大同市样例购物广场")
    assert screen.start_sheet.form_box.count() == 1


def test_control_enter_starts_another_visit_beside_a_draft(search, window):
    search("购物中心")
    press(K.Key_Return, modifier=CONTROL)
    screen = window.shown_screen
    assert (screen.presenter.sheet, screen.presenter.unit.draft) == (Sheet.START, "a1")


def test_escape_gives_the_focus_back(search, window):
    window.enter("plan")
    board = window.shown_screen.board
    board.setFocus()
    search("x", room="")
    press(K.Key_Escape)
    assert (palettes(window), QApplication.focusWidget()) == ([], board)


def test_the_same_key_closes_it_and_there_is_never_a_second_one(search, window):
    search()
    window.ways.search()
    assert len(palettes(window)) == 1
    press(K.Key_K, modifier=CONTROL)
    assert palettes(window) == []


def test_a_click_elsewhere_closes_it(search, window):
    search()
    window.shown_screen.board.setFocus(Qt.FocusReason.MouseFocusReason)
    QApplication.processEvents()
    assert palettes(window) == []
    assert QApplication.focusWidget() is window.shown_screen.board


def test_a_click_on_a_result_opens_it(search, window):
    palette = search("购物中心")
    place = palette.table.visualRect(palette.table.currentIndex()).center()
    QTest.mouseClick(palette.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert type(window.shown_screen).__name__ == "FillingScreen"


@pytest.mark.parametrize(("text", "room"), [("jh", "PlanScreen"), ("设置", "ComfortScreen"), ("ｐｃ", "BatchesScreen")])
def test_commands_are_found_by_first_letters_too(search, window, text, room):
    palette = search(text)
    press(*[K.Key_Down] * (len(listed(palette)) - 1))
    press(K.Key_Return)
    assert type(window.shown_screen).__name__ == room


def test_what_is_nowhere_can_be_looked_for_in_the_register(search, window):
    palette = search("zzz")
    assert [line.cells[0].text for line in palette.table.lines.lines if not line.is_head] == ["在台账里找“zzz”"]
    press(K.Key_Return)
    assert window.shown_screen.find_field.text() == "zzz"


@pytest.mark.parametrize("text", ["B205", "pdxj", "配电 cewen"])
def test_a_clause_of_the_open_assessment_is_found_and_gone_to(search, window, fill, text):
    screen = fill("A101")
    palette = search(text, room="")
    clauses = [key for key in listed(palette) if key.startswith("clause-")]
    assert clauses == ["clause-B205"]
    press(*[K.Key_Down] * listed(palette).index(clauses[0]))
    press(K.Key_Return)
    assert (window.shown_screen, screen.presenter.focus) == (screen, "B205")


def test_a_register_that_cannot_be_read_leaves_the_commands(search, window, monkeypatch):
    def fail(*_):
        raise Refusal

    monkeypatch.setattr(window.around.workspace.units, "find", fail)
    palette = search("jh")
    assert "计划" in listed(palette)


def test_it_fits_into_a_small_window(search, window, desk):
    desk.units = [UnitRow(f"m{n}", f"商场{n}", "green-mall", "绿色商场", "太原市") for n in range(9)]
    window.resize(683, 349)
    QApplication.processEvents()
    palette = search()
    assert window.rect().contains(palette.geometry())
    press(K.Key_PageDown)
    row = palette.table.visualRect(palette.table.currentIndex())
    assert palette.table.viewport().rect().contains(row)


def test_while_the_store_is_busy_only_the_latest_text_is_asked(window, search, monkeypatch):
    palette, waiting, asked = search(), [], []
    monkeypatch.setattr(window.tasks, "submit", lambda work, **answers: waiting.append((work, answers)))
    units = window.around.workspace.units
    find = FakeWorkspace(units.desk).units.find
    monkeypatch.setattr(units, "find", lambda text, *_: asked.append(text) or find(text))
    QTest.keyClicks(palette.field, "dtsy")
    assert len(waiting) == 1
    while waiting:
        work, answers = waiting.pop()
        answers["on_success"](work())
    assert asked == ["d", "dtsy"]
    assert listed(palette)[0] == "unit-u3"
