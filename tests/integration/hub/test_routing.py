"""Who gets what from the hub, and that nothing stays behind whatever the order of arrival."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import replace

import pytest
from sqlcipher3 import dbapi2

from tests.helpers.hub_worlds import PHOTO, finished_mall, state_of
from workbench.domain.people import Role
from workbench.hub import deliveries as hub_deliveries
from workbench.protocol.signatures import open_envelope
from workbench.signing.trust import TrustStore
from workbench.store import parked
from workbench.store import records as record_table
from workbench.sync.http import HubClient
from workbench.sync.refusals import HubRefused
from workbench.usecases.importing import import_batch
from workbench.usecases.keyring import init_authority
from workbench.usecases.reviewing import WantedDecision, decide
from workbench.usecases.sealing import seal_batches
from workbench.usecases.syncing import hub_url, sync_with_hub
from workbench.usecases.trusting import trust_list_envelope

PHOTO_SHA256 = hashlib.sha256(PHOTO).hexdigest()


def client(session, url):
    return HubClient(url, session.require_key(), session.place.clock, pause=lambda _: None)


def kinds(session):
    with session.store.read() as connection:
        return sorted(one.kind for one in record_table.listing(connection) if one.kind not in {"trust_list", "receipt"})


def test_an_inspector_gets_units_and_editions_but_not_a_colleagues_assessment(office):
    colleague = office.world.somebody("insp-002", Role.INSPECTOR, region="140100")
    office.world.hand_out()
    finished_mall(office.inspector)
    with office.world.hub() as url:
        sync_with_hub(office.inspector, url)
        assert sync_with_hub(colleague, url).received == 2
        assert kinds(colleague) == ["form_edition", "unit"]
        with client(colleague, url) as hub, pytest.raises(HubRefused) as told:
            hub.blob(PHOTO_SHA256)
        assert told.value.error == "not_held"
        with client(office.supervisor, url) as hub:
            assert hub.blob(PHOTO_SHA256) == PHOTO


def test_a_supervisor_of_another_city_gets_only_what_concerns_everybody(office):
    elsewhere = office.world.somebody("sup-002", Role.SUPERVISOR, region="140200")
    office.world.hand_out()
    finished_mall(office.inspector)
    with office.world.hub() as url:
        sync_with_hub(office.inspector, url)
        assert sync_with_hub(elsewhere, url).received == 1
    assert kinds(elsewhere) == ["form_edition"]


def test_nobody_gets_back_what_he_sent_and_nothing_twice(office):
    finished_mall(office.inspector)
    with office.world.hub() as url, client(office.supervisor, url) as hub:
        assert sync_with_hub(office.inspector, url).received == 0
        with client(office.inspector, url) as own:
            assert own.changes("", office.world.folder).batch is None
        first = hub.changes("", office.world.folder)
        assert (first.batch is None, first.has_more) == (False, False)
        assert hub.changes(first.cursor, office.world.folder).batch is None


@pytest.mark.parametrize("cursor", ["nonsense", "eyJodWIiOiJ4Iiwic2NvcGUiOiJ5Iiwic2VxIjoxfQ", "%00", "A" * 2000])
def test_a_cursor_from_elsewhere_starts_anew(office, cursor):
    finished_mall(office.inspector)
    with office.world.hub() as url, client(office.supervisor, url) as hub:
        sync_with_hub(office.inspector, url)
        assert hub.changes(cursor, office.world.folder).batch is not None


def test_a_supervisor_whose_region_grows_is_given_what_he_could_not_see_before(office):
    moved = office.world.somebody("sup-003", Role.SUPERVISOR, region="140200")
    office.world.hand_out()
    finished_mall(office.inspector)
    with office.world.hub() as url:
        sync_with_hub(office.inspector, url)
        sync_with_hub(moved, url)
        from workbench.usecases.keyring import request_certificate

        office.world.clock.advance(minutes=1)
        office.world.certify(request_certificate(moved), "sup-003", Role.SUPERVISOR, region="140000")
        office.world.hand_out(moved)
        assert sync_with_hub(moved, url).received == 2
    assert kinds(moved) == ["form_edition", "revision", "unit"]


def test_a_newer_trust_list_comes_before_everything_else(office):
    with office.world.hub() as url:
        office.world.clock.advance(minutes=1)
        newcomer = office.world.somebody("insp-007", Role.INSPECTOR)
        office.world.hand_out(newcomer)
        assert office.supervisor.trust().number < newcomer.trust().number
        sync_with_hub(office.supervisor, url)
    assert office.supervisor.trust().number == newcomer.trust().number


def test_a_decision_that_came_first_is_taken_up_when_its_revision_arrives(office, tmp_path):
    assessment = finished_mall(office.inspector)
    (stick,) = seal_batches(office.inspector, tmp_path / "stick")
    import_batch(office.supervisor, stick.path)
    decide(office.supervisor, WantedDecision(assessment, "approved"))
    with office.world.hub() as url:
        early = sync_with_hub(office.supervisor, url)
        assert (early.acknowledged, early.parked_there) == (1, 1)
        waiting = office.world.hub_folder / "waiting"
        assert len(list(waiting.iterdir())) == 1
        home = sync_with_hub(office.inspector, url)
        assert (home.acknowledged, home.received) == (1, 1)
        assert list(waiting.iterdir()) == []
    assert state_of(office.inspector, assessment) == "approved"


def test_pages_bring_what_their_records_rest_on(office, monkeypatch):
    monkeypatch.setattr(hub_deliveries, "PAGE_RECORDS", 1)
    assessment = finished_mall(office.inspector)
    with office.world.hub() as url:
        sync_with_hub(office.inspector, url)
        sync_with_hub(office.supervisor, url)
        decide(office.supervisor, WantedDecision(assessment, "returned", "请补充照片"))
        sync_with_hub(office.supervisor)
        late = office.world.somebody("sup-004", Role.SUPERVISOR)
        office.world.hand_out(late)
        # As if the revision had gained a signature after the decision: it moves behind it in the order of changes.
        with contextlib.closing(dbapi2.connect(str(office.world.hub_folder / "hub.db"))) as database:
            database.execute("UPDATE record SET seq = 99 WHERE kind = 'revision'")
            database.commit()
        pulled = sync_with_hub(late, url)
        assert (pulled.received, pulled.parked) == (4, 0)
    assert state_of(late, assessment) == "returned"


def test_a_page_ends_where_its_photos_grow_too_large(office, monkeypatch):
    monkeypatch.setattr(hub_deliveries, "PAGE_BYTES", 50)
    for number in range(3):
        finished_mall(office.inspector, name=f"样例购物中心{number}", photo=PHOTO + bytes([number]))
    with office.world.hub() as url, client(office.supervisor, url) as hub:
        sync_with_hub(office.inspector, url)
        assert hub.changes("", office.world.folder).has_more
        assert sync_with_hub(office.supervisor, url).parked == 0
    assert kinds(office.supervisor).count("revision") == 3


def test_an_older_trust_list_in_a_batch_is_no_fault(office, tmp_path):
    finished_mall(office.inspector)
    (stick,) = seal_batches(office.inspector, tmp_path / "stick")
    newcomer = office.world.somebody("sup-005", Role.SUPERVISOR)
    office.world.hand_out(newcomer)
    number = newcomer.trust().number
    with office.world.hub() as url, client(office.inspector, url) as hub:
        assert open_envelope(hub.send_batch(stick.path)).record.parked == ()
        assert open_envelope(hub.trust_list()).record.number == number
    assert import_batch(newcomer, stick.path).taken == 4
    with newcomer.store.read() as connection:
        assert parked.listing(connection) == ()
    assert newcomer.trust().number == number


def test_the_hub_takes_no_list_of_another_root_and_none_that_forgets_a_revocation(office):
    before = office.world.ca
    office.world.clock.advance(minutes=1)
    office.world.revoke(office.inspector)
    office.world.hand_out(office.supervisor)
    in_force = office.world.trust_list
    forgetful = replace(before, trust=TrustStore(number=99, root=before.trust.root, members=before.trust.members))
    stranger = init_authority(
        office.world.place, office.world.folder / "other-ca", "Sample Project", "another password"
    )
    foreign = replace(stranger, trust=TrustStore(number=99, root=stranger.trust.root, members=before.trust.members))
    with office.world.hub() as url, client(office.supervisor, url) as hub:
        for ca in (forgetful, foreign):
            envelope = trust_list_envelope(
                ca.authority, ca.trust, project="Sample", issued_at=office.world.place.now_text()
            )
            (office.world.hub_folder / "trust.json").write_bytes(envelope)
            assert hub.trust_list() == in_force


def test_the_hub_keeps_its_trust_list_when_the_file_is_damaged_or_older(office, caplog):
    older = office.world.trust_list
    office.world.somebody("insp-008", Role.INSPECTOR)
    office.world.hand_out(office.supervisor)
    file = office.world.hub_folder / "trust.json"
    with office.world.hub() as url, client(office.supervisor, url) as hub:
        for harmed in (older, b"{}", b""):
            file.write_bytes(harmed)
            assert hub.trust_list() == office.world.trust_list
    file.unlink()
    with office.world.hub() as url, client(office.supervisor, url) as hub:
        assert hub.trust_list() == office.world.trust_list


def test_the_address_is_remembered_per_person(office):
    with office.world.hub() as url:
        sync_with_hub(office.inspector, url + "/")
        assert hub_url(office.inspector) == url + "/"
        assert hub_url(office.supervisor) is None
