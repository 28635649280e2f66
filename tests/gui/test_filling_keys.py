"""A visit by keys alone, on the shipped mall form, as an inspector would."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.fake_workspace import WrongPassword, drawn_photo
from workbench.ui.widgets.track import TrackStop

K = Qt.Key


def press(*keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        QApplication.processEvents()


def type_text(text):
    QTest.keyClicks(QApplication.focusWidget(), text)
    QApplication.processEvents()


def answers(desk):
    return desk.opened["a1"].responses


def test_a_digit_chooses_a_level_and_enter_goes_on(fill, desk):
    screen = fill("B205")
    press(K.Key_2, K.Key_Return)
    assert answers(desk)["B205"] == {"value": "b"}
    assert screen.presenter.focus == "B301"


def test_the_same_digit_again_takes_the_choice_away(fill, desk):
    fill("B205")
    press(K.Key_2, K.Key_2)
    assert "B205" not in answers(desk)


def test_shift_enter_goes_back_and_arrows_walk(fill):
    screen = fill("B205")
    press(K.Key_Return, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert screen.presenter.focus == "B204"
    press(K.Key_Down)
    assert screen.presenter.focus == "B205"


def test_a_measured_value_is_typed_where_one_arrives_and_scored_with_each_key(fill, desk):
    screen = fill("A501")
    type_text("46")
    press(K.Key_Return)
    type_text("48")
    assert screen.presenter.clause("A501").points == "6"
    assert "95.83" in screen.list.editor.editor._equals.text
    press(K.Key_Return)
    assert screen.presenter.focus == "A502"
    assert answers(desk)["A501"] == {"value": {"meters_installed": "46", "meters_required": "48"}}


def test_full_width_digits_are_taken_as_digits(fill, desk):
    fill("A501")
    field = QApplication.focusWidget()
    field.insert("４６")
    field.textEdited.emit(field.text())
    assert field.text() == "46"


def test_letters_work_from_a_figure_field(fill):
    screen = fill("A501")
    press(K.Key_F)
    assert "A501" in screen.presenter.book.flags


def test_parts_are_judged_one_after_the_other(fill, desk):
    screen = fill("A301")
    press(K.Key_1, K.Key_1, K.Key_2, K.Key_1)
    parts = answers(desk)["A301"]["value"]["parts"]
    assert [parts[code]["value"] for code in "abcd"] == [True, True, False, True]
    assert screen.presenter.clause("A301").points == "5"


def test_a_deduction_counts_up_and_down_and_says_none_with_zero(fill, desk):
    fill("A504")
    press(K.Key_Plus, K.Key_Plus, K.Key_Minus)
    assert answers(desk)["A504"] == {"value": {"counts": {"1": 1}, "void": False}}
    press(K.Key_0)
    assert answers(desk)["A504"]["value"]["counts"] == {"1": 0}


def test_a_count_takes_digits_up_to_its_cap(fill, desk):
    screen = fill("A105")
    press(K.Key_3)
    assert answers(desk)["A105"] == {"value": {"count": 3}}
    assert screen.presenter.clause("A105").points == "6"


def test_options_are_taken_together_and_zero_says_none(fill, desk):
    fill("B103")
    press(K.Key_1, K.Key_3)
    assert answers(desk)["B103"] == {"value": {"options": ["a", "c"]}}
    press(K.Key_0)
    assert answers(desk)["B103"] == {"value": {"options": []}}


def test_choose_n_is_walked_with_arrows_and_toggled_with_space(fill, desk):
    screen = fill("P4")
    press(K.Key_Space, K.Key_Right, K.Key_Space, K.Key_Down, K.Key_Space)
    assert desk.opened["a1"].prerequisites["P4"] == {"value": {"a": True, "b": True, "d": True}}
    assert not screen.evidence.is_open
    assert screen.presenter.clause("P4").mark.value == "gate_met"


def test_two_digits_jump_in_choose_n(fill):
    screen = fill("P4")
    press(K.Key_1, K.Key_2)
    assert screen.list.editor.editor._boxes[11].hasFocus()


def test_a_sample_is_typed_and_one_too_small_is_told(fill):
    screen = fill("B303")
    type_text("3")
    press(K.Key_Return)
    type_text("4")
    assert screen.presenter.clause("B303").is_open
    assert screen.presenter.clause("B303").reason.value == "sample_too_small"


def test_n_sets_a_clause_aside_with_the_first_reason_and_n_takes_it_up(fill, desk):
    screen = fill("B101")
    press(K.Key_N)
    entry = answers(desk)["B101"]
    assert entry["na"] is True
    assert entry["note"] == screen.list.editor.aside.default_reason
    press(K.Key_N)
    assert "na" not in answers(desk)["B101"]


def test_n_is_refused_in_words_where_it_is_not_allowed(fill, desk):
    screen = fill("B205")
    press(K.Key_N)
    assert "不适用" in screen.list.editor.notice.sentence
    assert answers(desk) == {}


def test_c_opens_the_note_and_chinese_goes_in_by_input_method(fill, desk):
    screen = fill("B205")
    press(K.Key_C)
    note = QApplication.focusWidget()
    assert note is screen.list.editor.note
    event = QInputMethodEvent()
    event.setCommitString("接头未测")
    QApplication.sendEvent(note, event)
    type_text(" c1")
    press(K.Key_Return)
    assert answers(desk)["B205"]["note"] == "接头未测 c1"
    assert screen.list.hasFocus()


def test_the_list_itself_takes_no_input_method_so_no_key_is_lost(fill):
    screen = fill("B205")
    assert not screen.list.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    screen.presenter.go_to("A501")
    assert not QApplication.focusWidget().testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_space_opens_the_evidence_and_escape_leads_back(fill):
    screen = fill("B205")
    press(K.Key_Space)
    assert screen.evidence.is_open
    QTest.qWait(20)
    press(K.Key_Escape)
    assert not screen.evidence.is_open
    assert screen.list.hasFocus()


def test_a_picture_is_pasted_as_evidence(fill, desk):
    fill("B205")
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    press(K.Key_V, modifier=Qt.KeyboardModifier.ControlModifier)
    row = desk.opened["a1"].evidence[0]
    assert (row.item, row.mime) == ("B205", "image/png")
    assert desk.blobs[row.sha256].startswith(b"\x89PNG")


def test_files_are_dropped_as_evidence_with_their_bytes_unchanged(fill, desk, tmp_path):
    screen = fill("B205")
    path = tmp_path / "柜.jpg"
    path.write_bytes(drawn_photo(1, 60, 40))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(QPoint(500, 300)),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    screen.dropEvent(drop)
    row = desk.opened["a1"].evidence[0]
    assert (row.name, desk.blobs[row.sha256]) == ("柜.jpg", path.read_bytes())


def test_delete_takes_evidence_off_and_undo_brings_it_back(fill, desk):
    screen = fill("B205")
    screen.presenter.add_evidence("B205", (("柜.jpg", drawn_photo(1, 60, 40)),))
    press(K.Key_Space)
    QTest.qWait(20)
    press(K.Key_Delete)
    assert desk.opened["a1"].evidence == ()
    assert "Ctrl+Z" in screen.status().notes[0]
    press(K.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert len(desk.opened["a1"].evidence) == 1


def test_undo_works_from_inside_a_figure_field(fill, desk):
    screen = fill("B205")
    press(K.Key_1)
    screen.presenter.go_to("A501")
    press(K.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert "B205" not in answers(desk)


def test_f8_goes_to_the_next_unjudged_and_ctrl_j_to_a_clause(fill):
    screen = fill("B205")
    press(K.Key_1, K.Key_F8)
    assert screen.presenter.focus == "B301"
    press(K.Key_J, modifier=Qt.KeyboardModifier.ControlModifier)
    type_text("f10")
    press(K.Key_Return)
    assert screen.presenter.focus == "F101"


def test_f2_says_why_and_f1_the_clause(fill):
    screen = fill("B205")
    press(K.Key_2, K.Key_F2)
    assert screen.shows_why
    press(K.Key_F1)
    assert screen.shows_why
    press(K.Key_F1)
    assert not screen.shows_why


def test_ctrl_f_narrows_and_escape_widens(fill):
    screen = fill("B205")
    press(K.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    event = QInputMethodEvent()
    event.setCommitString("照度")
    QApplication.sendEvent(QApplication.focusWidget(), event)
    assert [row for row in screen.presenter.layout() if isinstance(row, str)] == ["B304"]
    press(K.Key_Escape)
    assert len([row for row in screen.presenter.layout() if isinstance(row, str)]) == 115


def test_a_clause_jumped_to_from_the_finish_page_leads_back_there(fill, window):
    fill("B205")
    press(K.Key_F9)
    finish = window.shown_screen
    assert not finish.sign.isEnabled()
    press(K.Key_Down, K.Key_Return)
    assert window.shown_screen.presenter.focus == "A102"
    press(K.Key_Escape)
    assert window.shown_screen is finish


def test_the_first_stop_is_half_full_until_the_disk_answered(fill, desk):
    screen = fill("A501")
    type_text("4")
    assert screen.status().track is TrackStop.SAVING
    screen.presenter.settle()
    assert screen.status().track is TrackStop.SAVED
    assert screen.status().time == "10:42:08"


def test_a_failed_write_is_told_beside_the_clause(fill, desk):
    screen = fill("B205")
    desk.fail_next = WrongPassword()
    press(K.Key_1)
    assert "密码不对" in screen.list.editor.notice.sentence


def test_what_could_not_be_written_is_named_bars_the_finish_and_is_written_at_the_next_chance(fill, window, desk):
    screen = fill("B205")
    desk.fail_next = WrongPassword()
    press(K.Key_1)
    assert "B205" in screen.status().notes[0]
    assert screen.status().track is TrackStop.SAVING
    assert [one.cause for one in window.messages.standing] == ["unsaved"]
    desk.fail_next = WrongPassword()
    press(K.Key_F9)
    assert window.shown_screen is screen
    assert "B205" not in answers(desk)
    press(K.Key_F9)
    assert window.shown_screen is not screen
    assert answers(desk)["B205"] == {"value": "a"}
    assert window.messages.standing == ()


def test_a_digit_goes_on_by_itself_when_the_setting_says_so(fill, window, qtbot):
    window.settings.moves_on = True
    screen = fill("B205")
    press(K.Key_1)
    qtbot.waitUntil(lambda: screen.presenter.focus == "B301", timeout=2000)


def test_at_least_twelve_whole_clauses_are_seen_with_a_graded_one_open(fill):
    screen = fill("B205")
    QApplication.processEvents()
    assert screen.list.whole_rows() >= 12


@pytest.mark.parametrize("code", ["A501", "A301", "A504", "A105", "B103", "P4", "B202", "B303", "B101", "A601"])
def test_every_kind_of_clause_opens_wholly_in_view(fill, code):
    screen = fill(code)
    QApplication.processEvents()
    box = screen.list.visualRect(screen.model.index_of(code))
    assert box.top() >= 0
    assert box.bottom() <= screen.list.viewport().height()
    assert screen.list.editor.height() == box.height()
