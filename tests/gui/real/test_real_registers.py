"""A register comes in at the window over a real store, and Ctrl+K finds its units a key later."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.helpers.offices import INSPECTOR
from workbench.store import units
from workbench.ui.palette import CommandPalette
from workbench.ui.screens.units.presenter import Sheet

K = Qt.Key
HEADER = "单位名称,行政区划,地址,创建行动"


def a_register(folder, count, *extra):
    rows = [f"太原市样例第{number}小学,小店区,样例路{number}号,绿色学校" for number in range(1, count + 1)]
    path = folder / "台账.csv"
    path.write_bytes("\n".join((HEADER, *rows, *extra)).encode("gb18030"))
    return path


def held(office):
    with office.inspector() as session, session.store.read() as connection:
        return units.count(connection)


@pytest.fixture
def visitor(office, visit):
    found = visit(office, INSPECTOR)
    found.window.enter("units")
    found.settle()
    return found


def test_a_register_is_dropped_taken_in_by_keys_and_found(office, visitor, tmp_path):
    visitor.drop(visitor.page, a_register(tmp_path, 30, "阳泉样例小学,城区,,绿色学校"))
    sheet = visitor.page.importing.sheet
    assert "1 行有误" in sheet.sum.sentence
    sheet.skip_faulty.setFocus()
    visitor.press(K.Key_Space)
    assert sheet.send.text() == "写入 30 个单位"
    visitor.control(K.Key_Return)
    visitor.settle()
    assert visitor.sentences == ["已写入 30 个单位：新增 30，更新 0；略过有误的 1 行"]
    visitor.control(K.Key_K)
    visitor.settle()
    visitor.type("d7xx xd")
    visitor.settle()
    (palette,) = visitor.window.findChildren(CommandPalette)
    assert palette.table.lines.lines[1].cells[0].text == "太原市样例第7小学"
    visitor.press(K.Key_Return)
    visitor.settle()
    presenter = visitor.page.presenter
    assert (presenter.sheet, presenter.unit.name) == (Sheet.START, "太原市样例第7小学")
    assert presenter.form.action == "green-school"


def test_stopping_the_writing_leaves_the_store_as_it_was(office, visitor, tmp_path):
    visitor.drop(visitor.page, a_register(tmp_path, 3_000))
    page = visitor.page
    assert page.importing.sheet.send.text() == "写入 3\u00a0000 个单位"
    visitor.control(K.Key_Return)
    visitor.wait(page.strips.isVisible)
    visitor.press(K.Key_Escape)
    visitor.settle()
    assert visitor.sentences == ["已停下，什么都没有写入。"]
    assert page.importing.is_open
    visitor.leave()
    assert held(office) == 0


def test_what_comes_from_elsewhere_makes_the_preview_be_looked_at_again(office, visitor, tmp_path):
    visitor.drop(visitor.page, a_register(tmp_path, 2))
    from tests.helpers.offices import new_unit

    with office.inspector() as session:
        new_unit(session)
    visitor.control(K.Key_Return)
    visitor.settle()
    (message,) = visitor.window.messages.standing
    assert message.action == "再看一遍"
    message.on_action()
    visitor.settle()
    visitor.control(K.Key_Return)
    visitor.settle()
    assert visitor.sentences == ["已写入 2 个单位：新增 2，更新 0"]
    visitor.leave()
    assert held(office) == 3


def test_a_file_that_is_no_register_is_refused_in_one_sentence(visitor, tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    visitor.drop(visitor.page, path)
    assert len(visitor.sentences) == 1
    assert not visitor.page.importing.is_open
