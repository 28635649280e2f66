"""A register is dropped, looked at, chosen over and written by keys; nothing changes before the button is pressed."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.gui.test_window import focusable
from workbench.domain.refusals import Refusal
from workbench.ui.facts import UnitRow
from workbench.ui.main_window import MainWindow
from workbench.ui.register_facts import RowFate
from workbench.ui.tasks import TaskRunner
from workbench.ui.work import Stopped

K = Qt.Key
CONTROL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


class Changed(Refusal):
    """Units came after the preview."""

    code = "register_changed"


def mime_of(path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(path)])
    return mime


def drop(screen, path="/stick/台账.xlsx"):
    mime, copy = mime_of(path), Qt.DropAction.CopyAction
    over = QDragEnterEvent(QPoint(9, 9), copy, mime, Qt.MouseButton.LeftButton, PLAIN)
    over.setAccepted(False)
    screen.dragEnterEvent(over)
    if over.isAccepted():
        screen.dropEvent(QDropEvent(QPointF(9, 9), copy, mime, Qt.MouseButton.LeftButton, PLAIN))
    QApplication.processEvents()
    return over.isAccepted()


def press(*keys, modifier=PLAIN):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        QApplication.processEvents()


@pytest.fixture
def screen(window):
    window.around.workspace.registers.size = 40
    window.enter("units")
    return window.shown_screen


@pytest.fixture
def importing(screen):
    assert drop(screen)
    return screen.importing


def sentences(window):
    return [one.sentence for one in window.messages.standing]


def rows(importing):
    return [line.key for line in importing.page.table.lines.lines]


@pytest.mark.parametrize(("path", "taken"), [("/a.xlsx", True), ("/a.CSV", True), ("/a.awb", False), ("/a.jpg", False)])
def test_only_registers_are_taken_when_dropped(screen, path, taken):
    assert drop(screen, path) is taken
    assert screen.importing.is_open is taken


def test_a_dropped_register_shows_columns_counts_and_rows(importing, screen):
    page = importing.page
    assert [box.currentText() for box in page.grid.boxes][:4] == ["不用", "单位名称", "统一社会信用代码", "所在市"]
    assert [tab.text() for tab in page.tabs.tabs] == ["全部", "新增", "相同", "不同", "重复", "有误"]
    assert page.tabs.tabs[5].accessibleName() == "有误 2"
    assert len(rows(importing)) == 40
    assert QApplication.focusWidget() is page.table
    assert screen.head.title.text == "导入台账"
    assert not screen.new.isVisible()


def test_the_row_in_focus_stands_beside_the_unit_it_is(importing):
    row = importing.sheet.row
    texts = [label.accessibleName() for label in row.findChildren(type(importing.sheet.title))]
    assert texts[texts.index("地址") :][:3] == ["地址", "样例路 9 号", "样例路 1 号"]
    press(K.Key_Down, K.Key_Down, K.Key_Down)
    said = importing.page.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("6，有误，阳泉市样例超市")
    assert "E6" in said


def test_filters_are_taken_by_keys(importing):
    importing.page.tabs.tabs[0].setFocus()
    press(K.Key_Left)
    assert (importing.presenter.fate, rows(importing)) == (RowFate.FAULTY, ["6", "8"])
    press(K.Key_Right, K.Key_Right, K.Key_Right, K.Key_Right)
    assert rows(importing) == ["3"]


def test_a_column_means_something_else_by_keys(importing):
    press(K.Key_F6)
    press(K.Key_F6)
    press(K.Key_F6)
    assert importing.page.table.hasFocus(), "three areas, and round again"
    box = importing.page.grid.boxes[7]
    box.setFocus()
    press(K.Key_End)
    assert importing.presenter.look.held.columns == {"备注": "attribute.business_format"}
    assert box.hasFocus(), "the look came again and the drop-down keeps the keyboard"


def test_without_a_column_of_names_the_screen_says_what_to_do(importing):
    box = importing.page.grid.boxes[1]
    box.setFocus()
    press(K.Key_Home)
    assert "哪一列是单位名称" in importing.page.table.empty_sentence
    assert not importing.sheet.send.isEnabled()
    press(K.Key_Down)
    assert len(rows(importing)) == 40


def test_another_title_row_is_chosen(importing):
    box = importing.page.title_box
    box.setFocus()
    press(K.Key_Up)
    box.activated.emit(0)
    assert importing.presenter.look.title_row == 1


def test_how_many_are_written_is_said_before_and_after(importing, screen, window, desk):
    sheet = importing.sheet
    assert not sheet.send.isEnabled()
    assert "2 行有误" in sheet.sum.sentence
    press(K.Key_Return, modifier=CONTROL)
    assert len(desk.units) == 3
    for box in (sheet.update_known, sheet.skip_faulty):
        box.setFocus()
        press(K.Key_Space)
    assert sheet.send.text() == "写入 36 个单位"
    assert "新增 35 个，更新 1 个" in sheet.sum.sentence
    assert "不能撤销" in sheet.sum.sentence
    press(K.Key_Return, modifier=CONTROL)
    assert sentences(window) == ["已写入 36 个单位：新增 35，更新 1；略过有误的 2 行"]
    assert len(desk.units) == 38
    assert not importing.is_open
    assert screen.table.hasFocus()
    assert len(screen.table.lines.lines) == 38


def test_escape_leaves_the_file_and_nothing_is_written(importing, screen, desk):
    press(K.Key_Escape)
    assert not importing.is_open
    assert (len(desk.units), screen.halves.currentIndex()) == (3, 0)
    assert screen.new.isVisible()
    assert screen.sheets.currentWidget() is screen.unit_sheet


def test_escape_in_the_choices_leaves_too(importing):
    importing.sheet.action.setFocus()
    press(K.Key_Escape)
    assert not importing.is_open


def test_a_preview_that_does_not_hold_any_more_can_be_made_again(importing, window, desk):
    importing.sheet.skip_faulty.click()
    desk.fail_next = Changed()
    press(K.Key_Return, modifier=CONTROL)
    (message,) = window.messages.standing
    assert (message.action, importing.is_open) == ("再看一遍", True)
    message.on_action()
    assert window.messages.standing == ()
    press(K.Key_Return, modifier=CONTROL)
    assert sentences(window)[0].startswith("已写入 35 个")


def test_files_are_chosen_by_keys(screen, window, tmp_path):
    screen.table.setFocus()
    press(K.Key_O, modifier=CONTROL)
    _answer(window, tmp_path / "台账.csv")
    assert screen.importing.presenter.look.path.name == "台账.csv"
    press(K.Key_Escape)
    press(K.Key_E, modifier=CONTROL)
    _answer(window, tmp_path / "out.csv")
    assert sentences(window) == ["已把 3 个单位写到 out.csv"]
    assert (tmp_path / "out.csv").exists()


def _answer(window, path: Path):
    dialog = next(one for one in window.findChildren(QFileDialog) if one.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.done(QFileDialog.DialogCode.Accepted.value)
    window.activateWindow()
    QApplication.processEvents()


def test_very_many_rows_are_shown_as_they_are_walked(screen, window):
    window.around.workspace.registers.size = 30_000
    drop(screen)
    table = screen.importing.page.table
    press(K.Key_End)
    assert table.key == "30002"
    press(K.Key_Home)
    assert table.key == "3"


def test_a_narrow_window_shows_one_half_at_a_time(importing, screen, window):
    window.resize(683, 349)
    QApplication.processEvents()
    assert importing.page.isVisible()
    assert not importing.sheet.isVisible()
    press(K.Key_F6)
    assert importing.sheet.isVisible()
    assert not importing.page.isVisible()
    assert importing.sheet.send.isVisible()


def test_the_list_fetches_its_next_page_when_one_comes_to_its_end(window, desk):
    desk.units = [UnitRow(f"m{n}", f"第{n}商场", "green-mall", "绿色商场", "太原市") for n in range(450)]
    window.enter("units")
    screen = window.shown_screen
    assert screen.status().notes == ("前 200 个，共 450 个单位；往下翻就列出其余的",)
    press(K.Key_End)
    assert len(screen.table.lines.lines) == 400
    assert screen.table.key == "m199", "what is chosen stays"
    press(K.Key_End)
    press(K.Key_End)
    assert screen.table.key == "m449"
    assert screen.status().notes == ("450 个单位",)


# --- in the background ----------------------------------------------------------------------------


@pytest.fixture
def busy(qtbot, dressed, desk):
    """A window whose work is really done in the background."""
    from tests.helpers.fake_workspace import FakeServices, FakeWorkspace

    tasks = TaskRunner()
    made = MainWindow(tasks, dressed)
    made.resize(1366, 698)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.arrive(FakeServices(desk))
    made.open_workspace(FakeWorkspace(desk))
    made.enter("units")
    qtbot.waitUntil(lambda: not tasks.pending)
    yield made
    made.close()
    made.deleteLater()


def test_writing_shows_a_strip_and_escape_stops_it_with_nothing_written(busy, qtbot, desk):
    screen = busy.shown_screen
    drop(screen)
    qtbot.waitUntil(lambda: screen.importing.is_open)
    screen.importing.sheet.skip_faulty.click()
    registers, begun = busy.around.workspace.registers, threading.Event()

    def slowly(look, choices, progress):
        for number in range(2_000):
            progress(number, 2_000, look.path.name)
            begun.set()
            threading.Event().wait(0.005)
        raise AssertionError("it was not stopped")

    registers.take_in = slowly
    press(K.Key_Return, modifier=CONTROL)
    qtbot.waitUntil(screen.strips.isVisible)
    assert begun.is_set()
    assert not screen.importing.sheet.send.isEnabled()
    assert "正在写入" in screen.importing.sheet.sum.sentence
    press(K.Key_Escape)
    qtbot.waitUntil(lambda: not screen.importing.presenter.is_writing)
    assert sentences(busy) == ["已停下，什么都没有写入。"]
    assert screen.importing.is_open
    assert screen.importing.sheet.send.isEnabled()
    assert len(desk.units) == 3


def test_a_look_is_stopped_with_escape(busy, qtbot):
    screen = busy.shown_screen

    def slowly(_path, _wanted, progress, _before=None):
        for number in range(2_000):
            progress(number, 2_000, "台账.xlsx")
            threading.Event().wait(0.005)
        raise AssertionError("it was not stopped")

    busy.around.workspace.registers.look = slowly
    drop(screen)
    qtbot.waitUntil(screen.strips.isVisible)
    screen.table.setFocus()
    press(K.Key_Escape)
    qtbot.waitUntil(lambda: not busy.tasks.jobs)
    assert not screen.importing.is_open
    assert sentences(busy) == []
    assert issubclass(Stopped, Exception)


def test_everything_that_can_have_the_keyboard_has_a_name(importing, screen):
    assert [child for child in focusable(screen) if not child.accessibleName()] == []
