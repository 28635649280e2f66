"""The way in, the start page, and the sentences behind F2."""

from __future__ import annotations

import pytest

from tests.helpers.offices import DATONG_MALL, INSPECTOR, PASSWORD, SUPERVISOR, SUPERVISORS, filled
from workbench.domain.people import Role
from workbench.signing.key_envelope import WrongPassword
from workbench.ui.desk import services as services_of_desk
from workbench.ui.facts import FirstRun, Resting, StoreState


def test_a_store_that_is_not_there_is_made_with_its_request_beside_it(office, services):
    door = services(office, "new").door
    assert door.state() is StoreState.ABSENT
    made = door.create(FirstRun("sx-0003", "评审员丙", PASSWORD, Role.INSPECTOR, "140100"))
    assert made.request == office.folder / "new.sx-0003.csr"
    assert made.request.read_text().startswith("-----BEGIN CERTIFICATE REQUEST-----")
    key = next(line for line in made.workspace.today().checks if not line.is_fine)
    assert str(made.request) in key.remedy
    made.workspace.close()
    assert door.state() is StoreState.LOCKED
    assert [row.name for row in door.people()] == ["评审员丙"]
    door.recover("sx-0003", made.recovery_code, "another password").close()
    with pytest.raises(WrongPassword):
        door.unlock("sx-0003", PASSWORD)


def test_the_lock_knows_what_is_safe_once_a_store_was_locked_here(office, services):
    with office.inspector() as session:
        filled(session, DATONG_MALL)
    door = services(office).door
    assert door.resting() == Resting(0, None, 0)
    door.unlock(INSPECTOR.person_id, PASSWORD).close()
    resting = door.resting()
    assert (resting.drafts, resting.batches_waiting) == (1, 0)
    assert f"{resting.saved_at:%H:%M:%S}" == "10:42:07"


def test_the_person_has_the_role_and_region_of_the_certificate(office, sit):
    person = sit(office, SUPERVISOR, SUPERVISORS).person
    assert (person.name, person.roles, person.region) == (SUPERVISOR.name, {Role.SUPERVISOR}, "山西省")


def test_today_lists_work_by_what_it_waits_for_and_keeps_what_was_sent(delivered_office, sit):
    with delivered_office.inspector() as session:
        filled(session, DATONG_MALL)
    today = sit(delivered_office, INSPECTOR).today()
    assert [row.unit_name for row in today.drafts] == [DATONG_MALL.unit["name"]]
    (sent,) = today.sent
    assert (sent.state_name, sent.judged, sent.items, sent.grade_name) == ("已封包", 110, 110, "达标")
    assert all(line.is_fine and not line.remedy for line in today.checks)


def test_a_list_of_today_that_stops_says_of_how_many_and_comes_whole_when_asked(finished_office, sit, monkeypatch):
    with finished_office.inspector() as session:
        filled(session, DATONG_MALL)
        filled(session, DATONG_MALL, name="大同样例第二百货店", credit_code="")
    states, _ = services_of_desk._TODAY["drafts"]
    monkeypatch.setattr(services_of_desk, "_TODAY", {**services_of_desk._TODAY, "drafts": (states, 1)})
    workspace = sit(finished_office, INSPECTOR)
    short, whole = workspace.today(), workspace.today(frozenset({"drafts"}))
    assert (len(short.drafts), short.totals["drafts"]) == (1, 2)
    assert (len(whole.drafts), whole.totals["drafts"]) == (2, 2)


def test_items_are_explained_line_by_line_and_prerequisites_by_what_is_held_against_them(finished_office, services):
    made = services(finished_office)
    workspace = made.door.unlock(INSPECTOR.person_id, PASSWORD)
    opened = workspace.assessments.open(finished_office.made["taiyuan"])
    result = made.keep_score(opened).result
    item = made.speech.explain(opened, result, "A305")
    (gate,) = made.speech.explain(opened, result, "P4")
    workspace.close()
    assert len(item) == 5
    assert "10" in gate
    assert "15" in gate


def test_the_targets_of_the_plan_are_listed(office, sit):
    rows = sit(office, INSPECTOR).targets()
    assert len({row.action for row in rows}) == 7
    assert all(row.value is None for row in rows if row.action == "green-household")
