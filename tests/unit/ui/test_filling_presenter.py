"""The filling presenter without Qt: answers, steps back, what is safe, where the focus goes."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import create_autospec

import pytest

from tests.helpers.fake_workspace import Desk, FakeWorkspace, WrongPassword, a_desk, drawn_photo
from tests.helpers.immediate_tasks import ImmediateTasks
from workbench.domain.texts import Language
from workbench.ui.facts import ParameterValue
from workbench.ui.live_score import EntryUnreadable, LiveScore
from workbench.ui.marks import Mark
from workbench.ui.screens.filling.book import Book
from workbench.ui.screens.filling.presenter import FillingPresenter, FillingView
from workbench.ui.screens.filling.rows import Filter, HeadRow
from workbench.ui.screens.filling.standing import Reach


@pytest.fixture
def desk() -> Desk:
    return a_desk()


@pytest.fixture
def tasks() -> ImmediateTasks:
    return ImmediateTasks()


@pytest.fixture
def view():
    return create_autospec(FillingView)


@pytest.fixture
def presenter(desk, tasks, view) -> FillingPresenter:
    return make(desk, tasks, view)


def make(desk, tasks, view) -> FillingPresenter:
    opened = desk.opened["a1"]
    book = Book(opened, LiveScore(opened), Language.ZH)
    workspace = FakeWorkspace(desk)
    return FillingPresenter(view, book, workspace.assessments, workspace.evidence, tasks)


def test_an_answer_scores_at_once_and_is_written(presenter, desk):
    presenter.answer("B205", "b")
    row = presenter.clause("B205")
    assert (row.points, row.most, row.mark) == ("2", "4", Mark.LOST)
    assert desk.opened["a1"].responses["B205"] == {"value": "b"}
    assert presenter.standing().total == "2"


def test_nothing_is_called_saved_before_the_disk_answered(presenter, tasks):
    tasks.hold()
    presenter.answer("B205", "a")
    assert presenter.is_saving
    tasks.release()
    assert not presenter.is_saving
    assert presenter.saved_at is not None


def test_typing_is_scored_live_and_written_once_as_one_step(presenter, desk):
    presenter.go_to("A501")
    for value in ({"meters_installed": "4"}, {"meters_installed": "46"}):
        presenter.answer("A501", value, typing=True)
    presenter.answer("A501", {"meters_installed": "46", "meters_required": "48"}, typing=True)
    assert presenter.clause("A501").points == "6"
    assert desk.log == []
    presenter.settle()
    assert [entry[1] for entry in desk.log] == ["A501"]
    presenter.undo()
    assert presenter.book.entry("A501") == {}


def test_a_step_back_restores_the_entry_on_screen_and_on_disk_and_goes_there(presenter, desk, view):
    presenter.answer("B205", "a")
    presenter.answer("B205", "c")
    presenter.go_to("B301")
    presenter.undo()
    assert presenter.book.entry("B205") == {"value": "a"}
    assert desk.opened["a1"].responses["B205"] == {"value": "a"}
    assert presenter.focus == "B205"
    presenter.redo()
    assert desk.opened["a1"].responses["B205"] == {"value": "c"}
    assert not presenter.can_redo


def test_not_applicable_keeps_the_answer_beneath_and_gives_it_back(presenter):
    presenter.answer("B101", "a")
    presenter.set_aside("B101", "既有建筑未整体改造")
    assert presenter.clause("B101").mark is Mark.NOT_APPLICABLE
    assert presenter.standing().most == "595"
    presenter.take_up("B101")
    assert presenter.book.entry("B101")["value"] == "a"
    assert presenter.clause("B101").mark is Mark.MET


def test_an_unreadable_value_is_refused_beside_its_clause_and_changes_nothing(presenter, view, desk):
    presenter.answer("B205", "z")
    code, error = view.show_refused.call_args.args
    assert code == "B205"
    assert isinstance(error, EntryUnreadable)
    assert desk.log == []
    assert not presenter.can_undo


def test_a_write_that_fails_is_told_and_not_called_saved(presenter, view, desk):
    desk.fail_next = WrongPassword()
    before = presenter.saved_at
    presenter.answer("B205", "a")
    assert view.show_refused.call_args.args[0] == "B205"
    assert presenter.saved_at == before


def test_a_write_that_fails_stays_unsaved_until_the_next_settling_writes_it(presenter, view, desk):
    desk.fail_next = WrongPassword()
    presenter.answer("B205", "a")
    assert (presenter.unsaved, presenter.is_saving) == (("B205",), True)
    desk.fail_next = WrongPassword()
    presenter.settle()
    assert presenter.unsaved == ("B205",)
    presenter.settle()
    assert (presenter.unsaved, presenter.is_saving) == ((), False)
    assert desk.opened["a1"].responses["B205"] == {"value": "a"}
    view.show_saving.assert_called()


def test_the_next_write_that_succeeds_takes_the_failed_one_along(presenter, desk):
    desk.fail_next = WrongPassword()
    presenter.answer("B205", "a")
    presenter.answer("B101", "a")
    assert presenter.unsaved == ()
    assert [entry[1] for entry in desk.log] == ["B101", "B205"]


def test_of_one_clause_only_the_latest_entry_is_written_again(presenter, desk):
    desk.fail_next = WrongPassword()
    presenter.answer("B205", "a")
    desk.fail_next = WrongPassword()
    presenter.answer("B205", "c")
    presenter.settle()
    assert [entry[1:] for entry in desk.log] == [("B205", {"value": "c"})]


def test_nobody_goes_on_to_the_finish_while_something_is_unsaved(presenter, desk, tasks):
    gone_on: list[str] = []
    tasks.hold()
    presenter.answer("B205", "a", typing=True)
    presenter.once_saved(lambda: gone_on.append("failed"))
    desk.fail_next = WrongPassword()
    tasks.release()
    assert (gone_on, presenter.unsaved) == ([], ("B205",))
    presenter.once_saved(lambda: gone_on.append("saved"))
    assert (gone_on, presenter.unsaved) == (["saved"], ())


def test_a_page_that_was_left_writes_nothing_more_by_itself(presenter, desk):
    presenter.answer("B205", "a", typing=True)
    desk.fail_next = WrongPassword()
    presenter.leave()
    presenter.settle()
    assert (presenter.unsaved, desk.log) == (("B205",), [])


def test_a_file_that_could_not_be_put_back_and_is_taken_off_again_leaves_nothing_unsaved(presenter, desk):
    presenter.add_evidence("B205", (("柜.jpg", drawn_photo(1, 40, 30)),))
    row = presenter.book.evidence["B205"][0]
    presenter.remove_evidence("B205", row.evidence_id)
    kept = presenter._evidence.desk.shelved.pop(row.evidence_id)
    presenter.undo()
    assert presenter.unsaved == ("B205",)
    presenter._evidence.desk.shelved[row.evidence_id] = kept
    desk.fail_next = WrongPassword()
    presenter.redo()
    assert (presenter.unsaved, desk.opened["a1"].evidence) == ((), ())


def test_a_frozen_assessment_takes_no_answer(desk, tasks, view):
    desk.opened["a1"] = replace(desk.opened["a1"], read_only=True)
    presenter = make(desk, tasks, view)
    presenter.answer("B205", "a")
    presenter.toggle_flag("B205")
    presenter.add_evidence("B205", (("a.jpg", drawn_photo(0, 40, 30)),))
    assert presenter.book.entry("B205") == {}
    assert desk.log == []


def test_next_open_goes_round_the_end_and_stops_when_all_is_judged(presenter):
    presenter.go_to("F110")
    assert presenter.next_open()
    assert presenter.focus == "P1"


def test_groups_without_subgroups_stand_under_their_own_name(presenter):
    heads = [row.code for row in presenter.layout() if isinstance(row, HeadRow)]
    assert heads[0] == "gates"
    assert {"B7", "C", "D", "E", "F"} <= set(heads)
    clauses = [row for row in presenter.layout() if isinstance(row, str)]
    assert len(clauses) == 115


def test_a_filter_keeps_its_rows_until_the_next_wish(presenter):
    presenter.answer("B205", "b")
    presenter.narrow(Filter.LOST, "")
    assert [row for row in presenter.layout() if isinstance(row, str)] == ["B205"]
    presenter.answer("B205", "a")
    assert [row for row in presenter.layout() if isinstance(row, str)] == ["B205"]


def test_going_to_a_hidden_clause_brings_the_whole_list_back(presenter):
    presenter.narrow(Filter.OPEN, "照度")
    presenter.go_to("A101")
    assert presenter.filter is Filter.ALL
    assert presenter.focus == "A101"


@pytest.mark.parametrize(("typed", "found"), [("b205", "B205"), ("照度", "B304"), ("B3", "B301"), ("zzz", "")])
def test_a_clause_is_found_by_code_or_name(presenter, typed, found):
    assert presenter.matching(typed) == found


def test_evidence_can_be_taken_off_and_put_back(presenter, desk):
    presenter.answer("B205", "a")
    presenter.add_evidence("B205", (("柜.jpg", drawn_photo(1, 40, 30)),))
    row = presenter.book.evidence["B205"][0]
    assert not presenter.clause("B205").lacks_evidence
    presenter.remove_evidence("B205", row.evidence_id)
    assert presenter.clause("B205").lacks_evidence
    assert desk.opened["a1"].evidence == ()
    presenter.undo()
    assert [kept.name for kept in desk.opened["a1"].evidence] == ["柜.jpg"]


def test_an_outside_value_counts_once_it_is_there(presenter):
    presenter.answer("A601", {"annual_electricity": "80", "floor_area": "100"})
    assert presenter.clause("A601").is_open
    presenter.enter_parameter(ParameterValue("mall_elec_per_area", "1", "样例通报"))
    assert presenter.clause("A601").points == "10"


def test_a_failed_gate_takes_the_grade_out_of_reach(presenter):
    assert [cell.reach for cell in presenter.standing().grades] == [Reach.PLAIN, Reach.IN_REACH]
    presenter.answer("P1", False)
    assert presenter.standing().grades[1].reach is Reach.OUT
    assert presenter.clause("P1").mark is Mark.GATE_FAILED


def test_a_floor_that_cannot_be_reached_is_seen_before_the_group_is_complete(presenter):
    for item in presenter.book.form.items:
        if item.group == "E" and item.code in ("E101", "E105"):
            value = (
                {"parts": {part.code: {"value": False} for part in item.rule.parts}} if item.code == "E101" else None
            )
            presenter.answer(item.code, value or {"counts": {"1": 9}, "void": True, "sample_count": 20})
    standing = presenter.standing()
    group = next(group for group in standing.groups if group.code == "E")
    assert group.is_unreachable
    assert standing.grades[1].reach is Reach.OUT


def test_what_lifts_names_groups_begun_before_prerequisites_and_the_rest_after(presenter):
    presenter.answer("B205", "a")
    assert [lift.code for lift in presenter.standing().lifts][:2] == ["B", "P1"]
