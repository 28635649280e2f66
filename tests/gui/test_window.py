"""The window as a whole: every room in both schemes, names for screen readers, narrow screens, start-up, threads."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers.fake_workspace import FakeServices, FakeWorkspace, WrongPassword
from workbench.domain.refusals import Refusal
from workbench.domain.states import AssessmentState
from workbench.ui import dressing as start
from workbench.ui.facts import StoreState
from workbench.ui.screens.filling.model import ClauseModel
from workbench.ui.screens.filling.words import shown
from workbench.ui.tasks import TaskRunner
from workbench.ui.theme import Scheme
from workbench.ui.widgets.long_table import MadeLines, PagedModel
from workbench.ui.widgets.table import Cell, Line, TableModel
from workbench.ui.work import Stopped

ROOT = Path(__file__).resolve().parents[2]
HEAVY = [
    "sqlalchemy",
    "reportlab",
    "pyhanko",
    "openpyxl",
    "yaml",
    "jsonschema",
    "PIL",
    "cryptography",
    "httpx",
    "workbench.scoring",
    "workbench.catalogue",
    "workbench.store",
    "workbench.usecases",
    "PySide6.QtPdf",
    "PySide6.QtPrintSupport",
]
ROOMS = ("today", "units", "batches", "review", "certificates", "plan", "settings")


def focusable(page: QWidget) -> list[QWidget]:
    own = [child for child in page.findChildren(QWidget) if child.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return [child for child in own if not child.objectName().startswith("qt_") and child.isVisible()]


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("room", ROOMS)
def test_every_room_opens_and_names_what_can_have_the_focus(window, qapp, room, scheme):
    window.settings.scheme = scheme
    start.dress(qapp, window.settings)
    window.enter(room)
    QApplication.processEvents()
    assert not window.grab().isNull()
    unnamed = [child for child in focusable(window.shown_screen) if not child.accessibleName()]
    assert unnamed == []


@pytest.mark.parametrize("code", ["P4", "A501", "A601", "A301", "A504", "A105", "B103", "B101", "B303"])
def test_every_editor_names_its_controls(fill, code):
    screen = fill(code)
    QApplication.processEvents()
    for child in focusable(screen):
        interface = QAccessible.queryAccessibleInterface(child)
        assert interface.text(QAccessible.Text.Name), type(child)


def test_no_room_ever_opens_a_second_window(window):
    for room in ROOMS:
        window.enter(room)
        QApplication.processEvents()
    tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    assert tops == [window]


def test_a_narrow_screen_keeps_unit_total_bars_the_clause_and_three_neighbours(window, fill):
    screen = fill("B205")
    window.resize(683, 349)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (683, 349)
    assert not window.rail.isVisible()
    assert screen.strip.isVisible()
    assert screen.head.title.isVisible()
    assert screen.list.whole_rows() >= 4
    box = screen.list.visualRect(screen.model.index_of("B205"))
    assert box.top() >= 0
    assert box.bottom() <= screen.list.viewport().height()


@pytest.mark.parametrize("scale", [90, 100, 130, 150])
def test_rows_grow_with_the_font(window, qapp, fill, scale):
    window.settings.font_scale = scale
    start.dress(qapp, window.settings)
    screen = fill("B205")
    QApplication.processEvents()
    row = screen.model.index_of("B204")
    assert screen.list.visualRect(row).height() >= 32 if scale <= 100 else 40
    window.settings.font_scale = 100
    start.dress(qapp, window.settings)


def test_the_lock_shows_and_the_workspace_is_closed(window, desk):
    workspace = window.around.workspace
    window.lock()
    assert workspace.is_closed
    assert window.stack.currentWidget().presenter.page.value == "lock"
    assert not window.rail.isVisible()


def test_the_right_password_leads_to_today(window, qtbot):
    window.lock()
    page = window.stack.currentWidget()
    page.lock.password.field.setText("correct-horse")
    QTest.keyClick(page.lock.password.field, Qt.Key.Key_Return)
    assert type(window.shown_screen).__name__ == "TodayScreen"


def test_a_first_run_ends_on_the_start_page(window, desk):
    window._services = FakeServices(desk, StoreState.ABSENT)
    window.lock()
    page = window.stack.currentWidget()
    QTest.keyClick(page.look, Qt.Key.Key_Return)
    page.password.first.field.setText("correct-horse")
    page.password.again.field.setText("correct-horse")
    QTest.keyClick(page.password.again.field, Qt.Key.Key_Return)
    page.person.name.field.setText("评审员甲")
    page.person.number.field.setText("TY001")
    QTest.keyClick(page.person.number.field, Qt.Key.Key_Return)
    assert page.recovery.code == "7K2M-QX4P-9DWT-H3VN-B6RC-8FYL"
    QTest.keyClick(page.recovery, Qt.Key.Key_Return)
    assert type(window.shown_screen).__name__ == "TodayScreen"


def test_a_unit_is_registered_and_its_visit_started_by_keys(window, desk):
    window.enter("units", "new")
    screen = window.shown_screen
    screen.register_sheet.name.field.setText("太原市样例广场")
    QTest.keyClick(screen.register_sheet.name.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert screen.register_sheet.region.refusal == "请选一个"
    screen.register_sheet.city.setCurrentIndex(0)
    screen.register_sheet.county.setCurrentIndex(0)
    screen.register_sheet.code.field.setText("91140100MA0KXXXXX1")
    assert "校验位" in screen.register_sheet.code.refusal
    screen.register_sheet.code.field.setText("")
    QTest.keyClick(screen.register_sheet.name.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert screen.sheets.currentWidget() is screen.start_sheet
    screen.start_sheet.visit.setText("2026-11-31")
    QTest.keyClick(screen.start_sheet.visit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(desk.opened) == 1
    screen.start_sheet.visit.setText("2026-11-30")
    QTest.keyClick(screen.start_sheet.visit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert type(window.shown_screen).__name__ == "FillingScreen"
    assert desk.opened["a2"].unit_name == "太原市样例广场"


def test_a_complete_assessment_is_finished_and_its_report_shown(window, desk, qtbot):
    from tests.helpers.scenes import filled

    filled(desk, 110)
    opened = desk.opened["a1"]
    gates = {**opened.prerequisites, "P4": {"value": {"a": True, "b": True, "c": True}}}
    desk.opened["a1"] = type(opened)(**{**_fields(opened), "prerequisites": gates})
    window.enter("finish", "a1")
    screen = window.shown_screen
    assert screen.sign.isEnabled()
    QTest.keyClick(screen.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.opened["a1"].state is AssessmentState.FINISHED
    assert type(window.shown_screen).__name__ == "ReportScreen"
    assert window.shown_screen._document.pageCount() == 3


def _fields(opened):
    return {name: getattr(opened, name) for name in opened.__dataclass_fields__}


def test_the_search_finds_units_and_goes_to_a_draft(window, qtbot):
    window.enter("plan")
    QTest.keyClick(window.shown_screen.board, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = QApplication.focusWidget()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert type(window.shown_screen).__name__ == "FillingScreen"


def test_the_start_page_says_where_a_list_stops_and_lists_the_rest_on_enter(window, desk):
    workspace, asked = window.around.workspace, []
    (draft,) = workspace.today().drafts
    rest = tuple(replace(draft, assessment_id=f"x{number}") for number in range(3))

    def today(whole=frozenset()):
        asked.append(whole)
        rows = (draft, *rest) if "drafts" in whole else (draft,)
        return replace(FakeWorkspace(desk).today(), drafts=rows, totals={"drafts": 4})

    workspace.today = today
    window.enter("today")
    table = window.shown_screen.table
    assert table.lines.lines[0].head == "草稿\t前 1 份，共 4 份"
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert asked[-1] == {"drafts"}
    assert table.lines.lines[0].head == "草稿\t4 份"
    assert table.key == "x0", "the rest begins where the line stood that asked for it"


def test_the_models_keep_the_rules_of_qt(fill, qtmodeltester):
    screen = fill("B205")
    model = ClauseModel()
    codes = screen.presenter.book.codes[:6]
    model.show_rows([shown(screen.presenter, code) for code in codes])
    qtmodeltester.check(model)
    table = TableModel()
    table.show_lines((Line("h", head="头"), Line("a", (Cell("一"), Cell("二")))))
    qtmodeltester.check(table)
    paged = PagedModel()
    paged.show_page((Line("a", (Cell("一"),)),), has_more=True)
    qtmodeltester.check(paged)
    made = TableModel()
    made.show_lines(MadeLines(range(50), lambda number: Line(str(number), (Cell(str(number)),))))
    qtmodeltester.check(made)
    assert (made.place_of("49"), [line.key for line in made.lines[48:]]) == (49, ["48", "49"])
    said = table.data(table.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "一，二"


def test_a_row_is_read_out_with_state_code_name_answer_and_points(fill):
    screen = fill("B205")
    screen.presenter.answer("B205", "b")
    said = screen.model.index_of("B205").data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "失分，B205，配电巡检与测温，有巡检，测温不全，2 分，满分 4，缺佐证"


def test_before_the_first_paint_nothing_heavy_is_imported():
    code = (
        "import os, sys; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from pathlib import Path\n"
        "from workbench.ui import start\n"
        "from workbench.ui.main_window import MainWindow\n"
        "from workbench.ui.settings import Settings\n"
        "from workbench.ui.tasks import TaskRunner\n"
        f"app = start.prepare(Path({str(ROOT / 'resources')!r}))\n"
        "settings = Settings(None); start.dress(app, settings)\n"
        "tasks = TaskRunner(); window = MainWindow(tasks, settings); window.show(); app.processEvents()\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)))\n"
        "window.close()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


# --- the background -----------------------------------------------------------------------------


def test_work_runs_on_one_thread_of_its_own_and_answers_on_the_windows(qtbot):
    runner, seen = TaskRunner(), []
    for _ in range(3):
        runner.submit(threading.get_ident, on_success=lambda ident: seen.append((ident, threading.get_ident())))
    qtbot.waitUntil(lambda: len(seen) == 3)
    runner.close()
    assert len({work for work, _ in seen}) == 1
    assert {answer for _, answer in seen} == {threading.get_ident()}
    assert seen[0][0] != threading.get_ident()


def test_a_failure_without_a_taker_becomes_a_signal(qtbot):
    runner = TaskRunner()

    def fail():
        raise Refusal(place="here")

    with qtbot.waitSignal(runner.failed) as told:
        runner.submit(fail, on_success=print)
    runner.close()
    assert isinstance(told.args[0], Refusal)


def test_long_work_tells_how_far_it_is_and_stops_when_asked(qtbot):
    runner, steps, going = TaskRunner(), [], threading.Event()

    def work(progress):
        for number in range(1000):
            progress(number, 1000, "页")
            steps.append(number)
            going.set()
            threading.Event().wait(0.005)

    runner.submit_long("排版", work, on_success=print)
    qtbot.waitUntil(lambda: bool(runner.jobs) and runner.jobs[0].done > 1)
    runner.cancel(runner.jobs[0].number)
    qtbot.waitUntil(lambda: runner.jobs == ())
    runner.close()
    assert len(steps) < 1000


def test_a_hub_that_hangs_keeps_no_answer_waiting(qtbot):
    runner, hanging, seen = TaskRunner(), threading.Event(), []
    runner.submit_long("同步", lambda _progress: hanging.wait(30), on_success=seen.append, afar=True)
    runner.submit(lambda: "kept", on_success=seen.append)
    qtbot.waitUntil(lambda: seen == ["kept"])
    hanging.set()
    qtbot.waitUntil(lambda: seen == ["kept", True])
    runner.close()


def test_the_store_is_closed_only_after_what_is_afar_has_stopped(qtbot):
    runner, order = TaskRunner(), []

    def exchange(progress):
        while True:
            try:
                progress(0, 0, "")
            except Stopped:
                order.append("stopped")
                raise
            threading.Event().wait(0.005)

    runner.submit_long("同步", exchange, on_success=print, afar=True)
    runner.submit_last(lambda: order.append("closed"), on_success=lambda _done: order.append("told"))
    qtbot.waitUntil(lambda: "told" in order)
    runner.close()
    assert order == ["stopped", "closed", "told"]


def test_closing_waits_for_what_is_being_written(qtbot):
    runner, written = TaskRunner(), []

    def write():
        threading.Event().wait(0.1)
        written.append(1)

    runner.submit(write, on_success=lambda _done: None)
    runner.close()
    assert written == [1]


def test_a_refusal_is_a_banner_until_the_room_is_left(window):
    window.around.refuse(Refusal(place="x"))
    assert len(window.messages.standing) == 1
    window.enter("plan")
    assert window.messages.standing == ()


def test_closing_the_window_settles_what_is_typed(fill, window, desk):
    screen = fill("A501")
    QTest.keyClicks(QApplication.focusWidget(), "46")
    window.close()
    assert desk.opened["a1"].responses["A501"] == {"value": {"meters_installed": "46"}}
    assert screen is not None
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_locking_settles_what_is_typed_before_the_store_is_closed(fill, window, desk):
    fill("A501")
    QTest.keyClicks(QApplication.focusWidget(), "46")
    workspace = window.around.workspace
    seen = []
    workspace.close = lambda: seen.append(desk.opened["a1"].responses.get("A501"))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert seen == [{"value": {"meters_installed": "46"}}]
    assert window.stack.currentWidget().presenter.page.value == "lock"


def test_a_value_that_could_not_be_written_when_its_page_went_is_told_where_one_is_now(fill, window, desk):
    screen, deeds = fill("A501"), []
    QTest.keyClicks(QApplication.focusWidget(), "46")
    window.tasks.submit = lambda work, **answers: deeds.append(answers["on_failure"])
    window.drop("fill")
    QApplication.sendPostedEvents(screen, QEvent.Type.DeferredDelete.value)
    del window.tasks.submit
    window.enter("plan")
    deeds[0](WrongPassword())
    assert [one.sentence for one in window.messages.standing] == ["A501 密码不对。看看大写锁定是不是开着，再试一次。"]


def test_closing_the_window_closes_the_store(window):
    workspace = window.around.workspace
    window.close()
    assert workspace.is_closed


def test_a_store_that_another_window_has_open_is_said_so_at_the_lock(window, desk):
    class Taken(Refusal):
        code = "store_locked"

    def refuse(*_):
        raise Taken

    window._services.door.unlock = refuse
    window.lock()
    page = window.stack.currentWidget()
    page.lock.password.field.setText("correct-horse")
    QTest.keyClick(page.lock.password.field, Qt.Key.Key_Return)
    assert window.stack.currentWidget() is page
    assert page.lock.password.refusal == "store_locked"


def test_without_a_written_request_the_recovery_code_is_shown_all_the_same(qtbot, dressed):
    from workbench.ui.screens.entrance.pages import RecoveryPage

    page = RecoveryPage()
    qtbot.addWidget(page)
    page.show_code("7K2M-QX4P", None)
    assert page.code == "7K2M-QX4P"
    assert "没有写成" in page.request_words
