"""The other presenters without Qt, each against a view that only listens."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from unittest.mock import create_autospec

import pytest

from tests.helpers.fake_workspace import FakeDoor, FakeWorkspace, a_desk
from tests.helpers.immediate_tasks import ImmediateTasks
from workbench.domain.people import Role
from workbench.ui.facts import ReviewOutcome, StoreState, UnitRow, UnitValues
from workbench.ui.screens.batches.presenter import BatchesPresenter, BatchesView
from workbench.ui.screens.certificates.presenter import CertificatesPresenter, CertificatesView, Shelf
from workbench.ui.screens.entrance.presenter import EntrancePresenter, EntranceView, Page
from workbench.ui.screens.filling.finish_presenter import Chapter, FinishPresenter, FinishView, lines
from workbench.ui.screens.review.presenter import Pile, ReviewPresenter, ReviewView
from workbench.ui.screens.units.presenter import PAGE, Sheet, UnitsPresenter, UnitsView

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def desk():
    return a_desk()


@pytest.fixture
def workspace(desk):
    return FakeWorkspace(desk)


@pytest.fixture
def tasks():
    return ImmediateTasks()


def test_no_presenter_needs_qt():
    """A presenter that imports Qt does not pass: PySide6 is blocked in a fresh interpreter."""
    names = sorted((ROOT / "workbench/ui/screens").glob("*/*presenter.py"))
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in names]
    code = "import sys; sys.modules['PySide6'] = None\n" + "\n".join(f"import {module}" for module in modules)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert len(modules) >= 8
    assert done.returncode == 0, done.stderr


# --- units --------------------------------------------------------------------------------------


@pytest.fixture
def units(workspace, tasks):
    view = create_autospec(UnitsView)
    made = UnitsPresenter(view, workspace.units, workspace.assessments, tasks)
    made.begin()
    made.find("")
    return made, view


def test_a_refused_field_is_told_by_name_and_the_others_stand(units):
    presenter, view = units
    presenter.register(UnitValues("", "green-mall", "140105", "91140100MA0KXXXXX1"))
    told = {call.args[0]: call.args[1] for call in view.show_field.call_args_list}
    assert told["name"].code == "unit_name_missing"
    assert told["credit_code"].code == "credit_code_invalid"
    assert told["address"] is None


def test_a_registered_unit_goes_straight_on_to_its_visit(units, desk):
    presenter, view = units
    presenter.register(UnitValues("太原市样例广场", "green-mall", "140105"))
    assert presenter.sheet is Sheet.START
    assert presenter.unit.name == "太原市样例广场"
    presenter.begin_visit(date(2026, 11, 23), ("评审员甲",), {"size_class": "large"})
    started = view.enter.call_args.args[0]
    assert desk.opened[started].subject == {"size_class": "large"}


def test_enter_on_a_unit_goes_on_with_its_draft(units):
    presenter, view = units
    presenter.choose("u1")
    presenter.open()
    view.enter.assert_called_once_with("a1")


def test_only_the_latest_search_is_shown(workspace, tasks):
    view = create_autospec(UnitsView)
    presenter = UnitsPresenter(view, workspace.units, workspace.assessments, tasks)
    tasks.hold()
    presenter.find("太原")
    presenter.find("大同")
    tasks.release()
    shown = [row.name for row in view.show_units.call_args.args[0].rows]
    assert view.show_units.call_count == 1
    assert shown == ["大同市样例购物广场"]


def many(desk, count=450):
    desk.units = [UnitRow(f"m{n}", f"第{n}商场", "green-mall", "绿色商场", "太原市") for n in range(count)]


def test_units_come_page_by_page_and_none_twice(units, desk):
    presenter, view = units
    many(desk)
    presenter.find("")
    first = view.show_units.call_args.args[0]
    assert (len(first.rows), first.total) == (PAGE, 450)
    presenter.find_more()
    desk.units.insert(0, UnitRow("new", "新商场", "green-mall", "绿色商场", "太原市"))
    presenter.find_more()
    pages = [call.args[0] for call in view.add_units.call_args_list]
    assert [len(page) for page in pages] == [200, 50]
    shown = [row.unit_id for page in (first.rows, *pages) for row in page]
    assert len(set(shown)) == len(shown) == 450
    assert [call.kwargs["has_more"] for call in view.add_units.call_args_list] == [True, False]


def test_a_visit_that_is_being_started_keeps_its_unit_whatever_is_found(units, desk):
    presenter, _ = units
    far = UnitRow("far", "远处商场", "green-mall", "绿色商场", "大同市")
    presenter.start_with(far)
    presenter.find("太原")
    assert (presenter.unit, presenter.sheet) == (far, Sheet.START)


def test_a_visit_wanted_before_the_forms_are_there_starts_with_them(workspace, tasks):
    view = create_autospec(UnitsView)
    presenter = UnitsPresenter(view, workspace.units, workspace.assessments, tasks)
    tasks.hold()
    presenter.begin()
    presenter.start_with(workspace.desk.units[1])
    assert presenter.form is None
    tasks.release()
    assert presenter.form.code == "green-mall"
    assert view.show_form.call_count == 1


# --- review -------------------------------------------------------------------------------------


@pytest.fixture
def review(workspace, tasks):
    view = create_autospec(ReviewView)
    presenter = ReviewPresenter(view, workspace.reviews, tasks)
    presenter.refresh()
    return presenter, view


def test_returning_asks_for_a_reason_first(review, desk):
    presenter, view = review
    presenter.choose("r0")
    presenter.send_back("  ")
    view.ask_reason.assert_called_once_with()
    assert desk.decided == {}
    presenter.send_back("C105 缺票据")
    assert desk.decided == {"r0": "returned"}


def test_a_decided_submission_changes_its_pile_and_cannot_be_decided_again(review, desk):
    presenter, view = review
    presenter.choose("r1")
    presenter.approve()
    view.show_decided.assert_called_once_with(ReviewOutcome.APPROVED)
    presenter.narrow(Pile.APPROVED, "")
    rows, counts = view.show_queue.call_args.args
    assert [row.assessment.assessment_id for row in rows] == ["r1"]
    assert counts == (3, 2, 0, 1)
    presenter.choose("r1")
    presenter.send_back("反悔")
    assert desk.decided == {"r1": "approved"}


# --- certificates -------------------------------------------------------------------------------


def test_certificates_are_issued_only_where_one_is_due(workspace, tasks, desk):
    view = create_autospec(CertificatesView)
    presenter = CertificatesPresenter(view, workspace.certificates, tasks)
    presenter.refresh()
    desk.report = Path("x.pdf")
    presenter.choose("晋绿商〔2026〕0014号")
    presenter.issue("颁发", "山西省样例发证机关")
    assert desk.issued == set()
    presenter.choose("ready:c1")
    presenter.issue("颁发", " ")
    view.ask_issuer.assert_called_once()
    assert desk.issued == set()
    presenter.issue("颁发", "山西省样例发证机关")
    assert desk.issued == {"c1"}
    presenter.narrow(Shelf.READY, "")
    assert [row.assessment_id for row in view.show_register.call_args.args[0]] == ["c2"]


# --- batches ------------------------------------------------------------------------------------


def test_looking_changes_nothing_until_it_is_taken_in(workspace, tasks):
    view = create_autospec(BatchesView)
    presenter = BatchesPresenter(view, workspace.batches, tasks)
    presenter.refresh()
    presenter.look("核对", Path("b.awb"))
    assert view.show_preview.call_args.args[0].taken == 8
    view.show_taken.assert_not_called()
    assert presenter.leave_preview()
    presenter.take_in("收入")
    view.show_taken.assert_not_called()


def test_only_sealed_batches_without_a_receipt_are_written_to_a_stick(workspace, tasks):
    presenter = BatchesPresenter(create_autospec(BatchesView), workspace.batches, tasks)
    presenter.refresh()
    assert [key for key in ("b42", "b41", "b40", "b39") if presenter.can_write(key)] == ["b41", "b40"]


# --- finishing ----------------------------------------------------------------------------------


def test_finishing_is_impossible_while_anything_is_open(workspace, tasks, desk):
    view = create_autospec(FinishView)
    presenter = FinishPresenter(view, workspace.assessments, tasks, "a1")
    presenter.refresh()
    assert presenter.must_settle == 115
    presenter.finish()
    view.show_finished.assert_not_called()
    assert not desk.opened["a1"].read_only


def test_the_finish_page_lists_open_items_then_gates_then_what_only_warns(workspace):
    report = workspace.assessments.check_finish("a1")
    found = lines(report, ("B205",))
    chapters = list(dict.fromkeys(line.chapter for line in found))
    assert chapters == [Chapter.OPEN, Chapter.GATES, Chapter.LOST]


# --- the way in ---------------------------------------------------------------------------------


def test_a_first_run_keeps_a_password_only_when_long_and_typed_twice_alike(desk, tasks):
    view = create_autospec(EntranceView)
    presenter = EntrancePresenter(view, FakeDoor(desk, StoreState.ABSENT), tasks)
    presenter.begin()
    assert presenter.page is Page.LOOK
    presenter.choose_look()
    assert not presenter.choose_password("short", "short")
    assert not presenter.choose_password("correct-horse", "correct-house")
    assert presenter.choose_password("correct-horse", "correct-horse")
    assert not presenter.create("TY001", "", "140100", Role.INSPECTOR)
    assert presenter.create("TY001", "评审员甲", "140100", Role.INSPECTOR)
    view.show_recovery.assert_called_once_with("7K2M-QX4P-9DWT-H3VN-B6RC-8FYL", Path("/store/workbench.TY001.csr"))
    view.enter.assert_not_called()
    presenter.start()
    view.enter.assert_called_once()


def test_a_wrong_password_is_refused_and_the_right_one_opens(desk, tasks):
    view = create_autospec(EntranceView)
    presenter = EntrancePresenter(view, FakeDoor(desk), tasks)
    presenter.begin()
    assert presenter.page is Page.LOCK
    presenter.unlock("p1", "wrong")
    assert view.show_refused.call_args.args[0].code == "wrong_password"
    presenter.unlock("p1", "correct-horse")
    view.enter.assert_called_once()
