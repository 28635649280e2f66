"""The way in behind the window: one window a store, all of a new store or nothing, and the start page."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from tests.helpers.offices import INSPECTOR, INSPECTORS, PASSWORD, a_place, started
from workbench.domain.people import Person, Role
from workbench.domain.states import AssessmentState
from workbench.domain.texts import Language
from workbench.signing.authority import read_request
from workbench.signing.key_envelope import WrongPassword
from workbench.store import assessments, decisions
from workbench.store.refusals import DiskFull, StoreLocked
from workbench.store.rows import Decision, Origin
from workbench.ui.desk.offices import ReviewDesk
from workbench.ui.desk.services import DeskDoor
from workbench.ui.desk.visits import Visits
from workbench.ui.facts import FirstRun

WANTED = FirstRun(INSPECTOR.person_id, INSPECTOR.name, PASSWORD, Role.INSPECTOR, "140105")


def a_door(path, place=None) -> DeskDoor:
    place = place or a_place()
    return DeskDoor(place, path, place.words(Language.ZH))


def no_room(*_args, **_named):
    raise DiskFull(path="somewhere")


# --- one window a store -----------------------------------------------------------------------------


def test_a_second_window_is_kept_out_until_the_first_is_locked(tmp_path):
    first, second = a_door(tmp_path / "a.db"), a_door(tmp_path / "a.db")
    made = first.create(WANTED)
    with pytest.raises(StoreLocked) as refused:
        second.unlock(INSPECTOR.person_id, PASSWORD)
    with pytest.raises(StoreLocked):
        second.recover(INSPECTOR.person_id, made.recovery_code, "a new password")
    with pytest.raises(StoreLocked):
        second.create(WANTED)
    assert "正被另一个程序或窗口使用" in a_place().words(Language.ZH).refuse(refused.value)
    made.workspace.close()
    opened = second.unlock(INSPECTOR.person_id, PASSWORD)
    with pytest.raises(StoreLocked):
        first.unlock(INSPECTOR.person_id, PASSWORD)
    opened.close()
    first.recover(INSPECTOR.person_id, made.recovery_code, "a new password").close()


def test_a_wrong_password_leaves_the_store_free_for_another_window(tmp_path):
    first, second = a_door(tmp_path / "a.db"), a_door(tmp_path / "a.db")
    first.create(WANTED).workspace.close()
    with pytest.raises(WrongPassword):
        first.unlock(INSPECTOR.person_id, "wrong")
    second.unlock(INSPECTOR.person_id, PASSWORD).close()


# --- all of a new store or nothing ------------------------------------------------------------------


@pytest.mark.parametrize("step", ["workbench.store.people.set_setting", "workbench.store.keys.put"])
def test_a_store_that_could_not_be_made_ready_is_gone_and_can_be_made_again(tmp_path, monkeypatch, step):
    path = tmp_path / "a.db"
    (tmp_path / "a.xlsx").write_bytes(b"somebody's file")
    door = a_door(path)
    with monkeypatch.context() as patch:
        patch.setattr(step, no_room)
        with pytest.raises(DiskFull):
            door.create(WANTED)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.db.lock", "a.xlsx"]
    made = door.create(WANTED)
    assert made.recovery_code
    made.workspace.close()


def test_a_request_that_cannot_be_written_does_not_hide_the_recovery_code_and_is_written_later(tmp_path, monkeypatch):
    path = tmp_path / "a.db"
    door = a_door(path)
    with monkeypatch.context() as patch:
        patch.setattr("workbench.ui.desk.services.write_durably", no_room)
        made = door.create(WANTED)
    assert made.request is None
    made.workspace.close()
    assert list(tmp_path.glob("*.csr")) == []
    door.recover(INSPECTOR.person_id, made.recovery_code, "a new password").close()
    written = path.with_suffix(f".{INSPECTOR.person_id}.csr")
    assert read_request(written.read_text("ascii")).person_id == INSPECTOR.person_id


def test_the_request_of_an_earlier_store_is_not_taken_for_this_ones(tmp_path):
    path = tmp_path / "a.db"
    written = path.with_suffix(f".{INSPECTOR.person_id}.csr")
    other = a_door(tmp_path / "other.db", a_place(seed=9)).create(WANTED)
    written.write_bytes(other.request.read_bytes())
    other.workspace.close()
    made = a_door(path).create(WANTED)
    made.workspace.close()
    assert made.request == written
    assert read_request(written.read_text("ascii")).key_id != read_request(other.request.read_text("ascii")).key_id


# --- what is shown ----------------------------------------------------------------------------------


def test_an_old_draft_stays_on_the_start_page_however_much_was_sent_since(office):
    with office.inspector() as session:
        draft = started(session)
        with session.store.transaction() as connection:
            held = assessments.get(connection, draft)
            for number in range(510):
                later = replace(
                    held,
                    assessment_id=f"b0000000-9a10-4f0b-8f53-{number:012}",
                    state=AssessmentState.SENT,
                    updated_at="2027-01-01T08:00:00+08:00",
                )
                assessments.new(connection, later)
    workspace = a_door(office.store(INSPECTORS), office.place).unlock(INSPECTOR.person_id, PASSWORD)
    today = workspace.today()
    workspace.close()
    assert draft in [row.assessment_id for row in today.drafts]
    assert held.origin is Origin.OWN
    assert len(today.sent) == 20


def test_the_newest_decision_is_the_latest_moment_not_the_greatest_text(office, monkeypatch):
    earlier = Decision(
        "r1", "a1", (), "returned", "先写的", Person("s", "负责人"), "supervisor", "2026-11-23T10:00:00+08:00"
    )
    later = replace(earlier, record_id="r2", reason="后写的", decided_at="2026-11-23T03:00:00+00:00")
    monkeypatch.setattr(decisions, "of_assessment", lambda _connection, _assessment: (later, earlier))
    asked = []
    monkeypatch.setattr("workbench.ui.desk.visits.decision_record", lambda _connection, record: asked.append(record))
    one = SimpleNamespace(assessment=SimpleNamespace(assessment_id="a1"))
    with office.inspector() as session:
        words = office.place.words(Language.ZH)
        assert ReviewDesk(session, words)._reason(one) == "后写的"
        Visits(session, words, office.folder)._comments("a1")
    assert asked == ["r2"]
