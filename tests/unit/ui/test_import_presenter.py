"""An import is looked at, chosen over and written or stopped, without Qt and against a view that only listens."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import create_autospec

import pytest

from tests.helpers.fake_registers import FakeRegisters
from tests.helpers.fake_workspace import a_desk
from tests.helpers.immediate_tasks import ImmediateTasks
from workbench.domain.refusals import Refusal
from workbench.ui.register_facts import RegisterChoices, RegisterOutcome, RowFate
from workbench.ui.screens.units.import_presenter import ImportPresenter, ImportView, Sum
from workbench.ui.work import Latest, Stopped

FILE = Path("/stick/register.xlsx")


@pytest.fixture
def tasks():
    return ImmediateTasks()


@pytest.fixture
def registers():
    made = FakeRegisters(a_desk())
    made.size = 10
    return made


@pytest.fixture
def looked(registers, tasks):
    view = create_autospec(ImportView)
    presenter = ImportPresenter(view, registers, tasks)
    presenter.open("核对", FILE)
    return presenter, view


def rows_shown(view):
    return [row.number for row in view.show_rows.call_args.args[0]]


def test_a_look_shows_all_rows_and_says_what_would_be_written(looked):
    presenter, view = looked
    assert view.show_look.call_args.args == (presenter.look,)
    assert rows_shown(view) == list(range(3, 13))
    assert view.show_sum.call_args.args == (Sum(new=5, updated=0, faulty_left=2),)
    assert not presenter.sum.can_write


def test_a_filter_shows_the_rows_of_one_fate(looked):
    presenter, view = looked
    presenter.narrow(RowFate.FAULTY)
    assert rows_shown(view) == [6, 8]
    presenter.narrow(None)
    assert len(rows_shown(view)) == 10


def test_choices_say_at_once_what_they_change(looked):
    presenter, view = looked
    presenter.choose(RegisterChoices(update=True, skip_faulty=True))
    assert view.show_sum.call_args.args == (Sum(new=5, updated=1),)
    assert (presenter.sum.written, presenter.sum.can_write) == (6, True)


def test_what_a_column_means_and_the_rest_are_asked_together(looked, registers):
    presenter, _ = looked
    presenter.choose_meaning("备注", "address")
    presenter.choose_action("green-mall")
    presenter.choose_region("140105")
    wanted = presenter.look.held
    assert (wanted.columns, wanted.action, wanted.region) == ({"备注": "address"}, "green-mall", "140105")
    presenter.choose_row(1)
    assert (presenter.look.title_row, presenter.look.held.columns) == (1, {})
    assert presenter.look.held.action == "green-mall"


def test_without_a_column_of_names_there_is_nothing_to_write(looked):
    presenter, view = looked
    presenter.narrow(RowFate.FAULTY)
    presenter.choose_meaning("名称", "")
    assert rows_shown(view) == []
    assert presenter.fate is None, "a filter with nothing behind it is left"
    assert view.show_sum.call_args.args == (Sum(0, 0, 0, has_names=False),)


def test_a_look_that_is_overtaken_is_stopped_and_not_shown(looked, registers, tasks):
    presenter, view = looked
    view.show_look.reset_mock()
    told = []
    look = registers.look
    registers.look = lambda path, wanted, progress, before: (
        told.append(_ends(progress)),
        look(path, wanted, lambda *_: None, before),
    )[1]
    tasks.hold()
    presenter.choose_meaning("备注", "address")
    presenter.choose_meaning("备注", "")
    tasks.release()
    assert told == [Stopped, None]
    assert view.show_look.call_count == 1
    assert presenter.look.held.columns == {"备注": ""}


def _ends(progress):
    try:
        progress(0, 1, "")
    except Stopped:
        return Stopped
    return None


def test_writing_is_said_begun_and_ended_and_the_file_is_left(looked):
    presenter, view = looked
    presenter.choose(RegisterChoices(skip_faulty=True))
    presenter.take_in("写入")
    assert [call.kwargs["writing"] for call in view.show_writing.call_args_list] == [True, False]
    assert view.show_taken.call_args.args == (RegisterOutcome(5, 0, 2),)
    assert view.leave.call_count == 1
    assert presenter.look is None


def test_nothing_is_written_while_faulty_rows_are_in_the_way(looked, registers):
    presenter, view = looked
    presenter.take_in("写入")
    assert (registers.steps, view.show_writing.call_count) == (0, 0)


def test_a_writing_that_is_stopped_leaves_the_preview_and_says_so(looked, registers):
    presenter, view = looked
    presenter.choose(RegisterChoices(skip_faulty=True))

    def stop(*_):
        raise Stopped

    registers.take_in = stop
    presenter.take_in("写入")
    assert (view.show_stopped.call_count, view.show_taken.call_count) == (1, 0)
    assert presenter.look is not None
    assert not presenter.is_writing


def test_a_refusal_leaves_the_preview_and_is_told(looked, registers):
    presenter, view = looked
    presenter.choose(RegisterChoices(skip_faulty=True))
    registers.desk.fail_next = Refusal()
    presenter.take_in("写入")
    assert isinstance(view.show_refused.call_args.args[0], Refusal)
    assert (presenter.look is not None, presenter.is_writing) == (True, False)


def test_while_it_is_written_nothing_can_be_changed_or_left(looked, tasks):
    presenter, _ = looked
    presenter.choose(RegisterChoices(skip_faulty=True))
    tasks.hold()
    presenter.take_in("写入")
    presenter.choose_meaning("名称", "")
    presenter.open("核对", Path("/other.csv"))
    presenter.take_in("写入")
    assert len(tasks.held) == 1
    assert not presenter.close()


def test_a_file_that_is_left_is_forgotten(looked):
    presenter, view = looked
    assert presenter.close()
    assert (presenter.look, view.leave.call_count) == (None, 1)
    assert not presenter.close()


def test_the_register_is_given_out(looked, tmp_path):
    presenter, view = looked
    presenter.give_out("导出", tmp_path / "r.csv")
    assert view.show_given.call_args.args == (tmp_path / "r.csv", 3)


# --- asking what is typed -------------------------------------------------------------------------


def test_of_questions_that_wait_only_the_latest_is_asked(tasks):
    asked, told = [], []
    latest = Latest(tasks, lambda text: asked.append(text) or text, on_success=lambda *answer: told.append(answer))
    tasks.hold()
    for text in ("t", "ty", "tyx"):
        latest.ask(text)
    tasks.release()
    assert (asked, told) == (["t", "tyx"], [("tyx", "tyx")])


def test_a_failure_is_told_and_the_next_question_asked(tasks):
    told, failed = [], []
    latest = Latest(
        tasks, lambda text: 1 // int(text), on_success=lambda *answer: told.append(answer), on_failure=failed.append
    )
    latest.ask("0")
    latest.ask("1")
    assert (told, [type(one) for one in failed]) == ([("1", 1)], [ZeroDivisionError])
