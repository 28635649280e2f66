"""Batches by stick: what travels along, that twice is once, and that nothing wrong is ever half done."""

from __future__ import annotations

import random

import pytest

from tests.helpers.offices import (
    COLLEAGUE,
    INSPECTORS,
    ISSUER,
    PASSWORD,
    SUPERVISOR,
    a_grant,
    a_photo,
    approved,
    certified,
    deliveries,
    filled,
    finished,
    found_office,
    state_of,
)
from workbench.domain.people import Role
from workbench.domain.refusals import Refusal
from workbench.protocol.batch import BatchReader
from workbench.protocol.plans import Disposition
from workbench.protocol.receipts import ReceiptRefused
from workbench.protocol.signatures import open_envelope
from workbench.signing.authority import make_request
from workbench.store import batches, parked
from workbench.store import records as record_table
from workbench.usecases import importing, keyring
from workbench.usecases.certifying import list_certificates
from workbench.usecases.dossiers import open_dossier
from workbench.usecases.finishing import finish_assessment
from workbench.usecases.importing import (
    BatchNotBelieved,
    NotOurBatch,
    import_batch,
    import_receipt,
    inspect_batch,
)
from workbench.usecases.opening import open_store
from workbench.usecases.sealing import BatchFileLost, NothingToSeal, UnknownBatch, seal_batches, write_out
from workbench.usecases.session import NoCertificate


def kinds(path):
    with path.open("rb") as file:
        return sorted(one.kind for one in BatchReader(file).manifest.records)


def everything(session):
    with session.store.read() as connection:
        return [(one.record_id, one.envelope) for one in record_table.listing(connection)]


@pytest.fixture
def sealed(finished_office):
    with finished_office.inspector() as session:
        (one,) = seal_batches(session, finished_office.folder / "stick")
    return one.path


def test_what_the_receiver_needs_travels_along(finished_office, sealed):
    assert kinds(sealed) == ["form_edition", "revision", "revision", "trust_list", "unit", "unit"]
    with sealed.open("rb") as file:
        reader = BatchReader(file)
        reader.verify()
        assert len(reader.manifest.blobs) == 2, "the same picture of two malls travels once"
        assert (
            reader.manifest.trust_list_number
            == keyring.open_authority(finished_office.folder / "ca", PASSWORD).trust.number
        )
    with finished_office.inspector() as session:
        assert {state_of(session, one) for one in finished_office.made.values()} == {"sealed"}
        assert deliveries(session) == ["ready"]
        with pytest.raises(NothingToSeal):
            seal_batches(session, sealed.parent)


def test_a_later_batch_brings_edition_unit_and_list_again(finished_office, sealed):
    with finished_office.inspector() as session:
        finished(session, photos=0, name="第三商场", credit_code="")
        (second,) = seal_batches(session, finished_office.folder / "stick")
    assert second.sequence == 2
    assert kinds(second.path) == ["form_edition", "revision", "trust_list", "unit"]


def test_a_batch_is_never_written_over_another_of_the_same_name(finished_office):
    stick = finished_office.folder / "stick"
    stick.mkdir()
    taken = stick / "batch-sx-0001-0001.awb"
    taken.write_bytes(b"from the person's other laptop")
    with finished_office.inspector() as session:
        (one,) = seal_batches(session, stick)
    assert taken.read_bytes() == b"from the person's other laptop"
    assert one.path != taken
    assert kinds(one.path)


def test_a_batch_is_written_out_whole_and_only_then_offered(finished_office, sealed, tmp_path):
    with finished_office.inspector() as session:
        with session.store.read() as connection:
            batch_id = batches.listing(connection)[0].batch_id
        with pytest.raises(UnknownBatch):
            write_out(session, "0" * 64, tmp_path)
        (tmp_path / "usb").mkdir()
        copy = write_out(session, batch_id, tmp_path / "usb")
        assert copy.read_bytes() == sealed.read_bytes()
        assert deliveries(session) == ["offered"]
        assert {state_of(session, one) for one in finished_office.made.values()} == {"sent"}
        sealed.unlink()
        with pytest.raises(BatchFileLost):
            write_out(session, batch_id, tmp_path)
    assert [one.name for one in (tmp_path / "usb").iterdir()] == [copy.name]


def test_looking_changes_nothing(finished_office, sealed):
    with finished_office.supervisor() as session:
        before = everything(session)
        preview = inspect_batch(session, sealed)
        assert everything(session) == before
        assert (preview.sender, preview.sequence, preview.blobs) == ("评审员甲", 1, 2)
        dispositions = {one.kind: one.disposition for one in preview.plan.items}
        assert dispositions["revision"] is Disposition.NEW
        assert dispositions["trust_list"] is Disposition.KNOWN
        assert not list(sealed.parent.glob("*.awr"))


def test_importing_twice_is_importing_once(finished_office, sealed):
    with finished_office.supervisor() as session:
        first = import_batch(session, sealed)
        held, receipt = everything(session), first.receipt.read_bytes()
        again = import_batch(session, sealed)
        assert (first.taken, again.taken) == (5, 0)
        assert everything(session) == held
        assert again.receipt.read_bytes() == receipt
        dossier = open_dossier(session, finished_office.made["taiyuan"])
        for ref in dossier.evidence:
            assert len(session.store.blobs.get(ref.sha256)) == ref.size
        assert state_of(session, finished_office.made["taiyuan"]) == "received"


def test_an_import_that_breaks_off_leaves_whole_records_and_is_taken_up_again(finished_office, sealed, monkeypatch):
    done = []
    real = importing.record_table.apply

    def breaks_in_the_fourth(connection, envelope, **wanted):
        applied = real(connection, envelope, **wanted)
        done.append(applied.record_id)
        if len(done) == 4:
            raise InterruptedError
        return applied

    with finished_office.supervisor() as session:
        before = everything(session)
        with monkeypatch.context() as patch:
            patch.setattr(importing.record_table, "apply", breaks_in_the_fourth)
            with pytest.raises(InterruptedError):
                import_batch(session, sealed)
        assert [one for one, _ in everything(session)] == [*(one for one, _ in before), *done[:3]]
        assert not list(sealed.parent.glob("*.awr"))
        assert import_batch(session, sealed).taken == 5 - len(set(done[:3]))
        for assessment_id in finished_office.made.values():
            assert state_of(session, assessment_id) == "received"


def test_a_receipt_delivers_and_nothing_else_does(finished_office, sealed):
    with finished_office.supervisor() as session:
        receipt = import_batch(session, sealed).receipt
    with finished_office.inspector() as session:
        assert deliveries(session) == ["ready"]
        import_receipt(session, receipt)
        import_receipt(session, receipt)
        assert deliveries(session) == ["acknowledged"]
        assert {state_of(session, one) for one in finished_office.made.values()} == {"received"}
        with session.store.read() as connection:
            assert batches.unacknowledged(connection) == ()


@pytest.mark.parametrize("person", [COLLEAGUE, ISSUER])
def test_only_hub_and_supervisor_give_receipts(finished_office, sealed, person):
    name = INSPECTORS if person is COLLEAGUE else "supervisor"
    with open_store(finished_office.place, finished_office.store(name), person.person_id, PASSWORD) as session:
        imported = import_batch(session, sealed)
    assert imported.receipt is None
    assert not list(sealed.parent.glob("*.awr"))


def test_a_receipt_for_somebody_elses_batch_is_refused(finished_office, sealed, tmp_path):
    other = finished_office.copied(tmp_path / "other")
    with other.supervisor() as session:
        receipt = import_batch(session, sealed).receipt
    with other.supervisor() as session, pytest.raises(NotOurBatch):
        import_receipt(session, receipt)


def test_a_receipt_that_was_touched_or_is_none_delivers_nothing(finished_office, sealed):
    with finished_office.supervisor() as session:
        receipt = import_batch(session, sealed).receipt
    good = receipt.read_bytes()
    other_name = good.replace("复核负责人甲".encode(), "复核负责人丁".encode())
    assert other_name != good
    with finished_office.inspector() as session:
        for bad, refusal in (
            (other_name, ReceiptRefused),
            (good[:-1], Refusal),
            (b"", Refusal),
            (b"{}", Refusal),
            (finished_office.trust_list, ReceiptRefused),
        ):
            receipt.write_bytes(bad)
            with pytest.raises(refusal):
                import_receipt(session, receipt)
        assert deliveries(session) == ["ready"]


def test_no_changed_byte_is_imported(finished_office, sealed):
    good = sealed.read_bytes()
    source = random.Random(20261123)
    places = [source.randrange(len(good)) for _ in range(60)]
    with finished_office.supervisor() as session:
        before = everything(session)
        for place in places:
            flipped = bytearray(good)
            flipped[place] ^= 1 << source.randrange(8)
            sealed.write_bytes(flipped)
            with pytest.raises(Refusal):
                import_batch(session, sealed)
        for length in (0, 1, len(good) // 2, len(good) - 1):
            sealed.write_bytes(good[:length])
            with pytest.raises(Refusal):
                import_batch(session, sealed)
        sealed.write_bytes(good + b"x")
        with pytest.raises(Refusal):
            import_batch(session, sealed)
        assert everything(session) == before
        assert not list(sealed.parent.glob("*.awr"))
        sealed.write_bytes(good)
        assert import_batch(session, sealed).taken == 5


def test_a_changed_picture_keeps_every_record_out(finished_office, sealed):
    good = sealed.read_bytes()
    place = good.index(a_photo(0)) + 300
    sealed.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
    with finished_office.supervisor() as session:
        before = everything(session)
        with pytest.raises(Refusal):
            import_batch(session, sealed)
        assert everything(session) == before, "not even the records in front of the picture"


def test_a_batch_of_another_project_is_not_believed(office, tmp_path):
    foreign = found_office(tmp_path / "foreign", cache=office.place.cache, project="Other-Project", seed=11)
    with foreign.inspector() as session:
        finished(session, photos=0)
        (one,) = seal_batches(session, tmp_path)
    with office.supervisor() as session:
        before = everything(session)
        for ask in (inspect_batch, import_batch):
            with pytest.raises(BatchNotBelieved) as refused:
                ask(session, one.path)
            assert refused.value.facts["reason"] == "unknown_key"
        assert everything(session) == before


def test_a_batch_of_a_revoked_key_is_not_believed(finished_office):
    with finished_office.inspector() as session:
        key_id = session.require_key().key_id
    keyring.revoke_key(finished_office.place, finished_office.authority(), key_id, "遗失")
    finished_office.clock.advance(minutes=1)
    with finished_office.inspector() as session:
        (one,) = seal_batches(session, finished_office.folder / "stick")
    with finished_office.supervisor() as session:
        keyring.install_trust_list(session, finished_office.trust_list)
        with pytest.raises(BatchNotBelieved) as refused:
            import_batch(session, one.path)
    assert refused.value.facts["reason"] == "revoked_key"


def test_a_key_without_a_certificate_seals_nothing(finished_office):
    with finished_office.inspector() as session:
        session.certificate = None
        with pytest.raises(NoCertificate):
            seal_batches(session, finished_office.folder / "stick")


@pytest.fixture
def newcomer(finished_office):
    """The colleague's key is new: the inspectors' store knows the list that names it, the supervisors' one does not."""
    with open_store(finished_office.place, finished_office.store(INSPECTORS), COLLEAGUE.person_id, PASSWORD) as session:
        old = session.require_key().key_id
        draft = filled(session, photos=1, name="新人评的商场", credit_code="")
        finish_assessment(session, draft)
    ca = finished_office.authority()
    without = keyring._with(ca, members=tuple(one for one in ca.trust.members if one.key_id != old))
    keyring._publish(finished_office.place, without)
    return finished_office, draft, keyring._with(without, members=ca.trust.members)


def test_a_record_of_an_unknown_key_is_parked_and_taken_once_the_key_is_known(newcomer):
    office, draft, next_list = newcomer
    with office.supervisor() as session:
        keyring.install_trust_list(session, office.trust_list)
    with office.inspector() as session:
        (one,) = seal_batches(session, office.folder / "stick")
    with office.supervisor() as session:
        first = import_batch(session, one.path)
        reasons = {planned.kind: planned.reason.value for planned in first.plan.of(Disposition.PARKED)}
        assert reasons == {"revision": "unknown_key", "unit": "unknown_key"}
        with session.store.read() as connection:
            assert {row.reason for row in parked.listing(connection)} == {"unknown_key"}
            aside = [planned.id for planned in first.plan.of(Disposition.PARKED)]
            assert record_table.held(connection, aside) == frozenset()
        assert open_envelope(first.receipt.read_bytes()).record.parked
        keyring._publish(office.place, next_list)
        keyring.install_trust_list(session, office.trust_list)
        second = import_batch(session, one.path)
        assert second.taken == 2
        assert state_of(session, draft) == "received"
        told = open_envelope(second.receipt.read_bytes()).record
        assert told.parked == (), "the new receipt says that everything is held now"
        assert len(told.accepted) == len(second.plan.items)
    with office.inspector() as session:
        import_receipt(session, second.receipt)
        assert deliveries(session) == ["acknowledged"]


def test_a_decision_goes_back_the_same_way(delivered_office):
    approved(delivered_office, delivered_office.made["taiyuan"])
    serial = certified(delivered_office, delivered_office.made["taiyuan"])
    with delivered_office.supervisor() as session:
        (one,) = seal_batches(session, delivered_office.folder / "back")
    assert kinds(one.path)[:2] == ["certificate", "decision"]
    with delivered_office.inspector() as session:
        imported = import_batch(session, one.path)
        assert imported.receipt is None, "an inspector gives no receipts"
        assert state_of(session, delivered_office.made["taiyuan"]) == "certified"
        assert [found.serial for found in list_certificates(session)] == [serial]


def test_a_renewed_certificate_comes_with_a_batch(office, tmp_path):
    with office.inspector() as session:
        finished(session, photos=0)
        (one,) = seal_batches(session, tmp_path)
    with office.supervisor() as session:
        import_batch(session, one.path)
        request = make_request(session.require_key(), SUPERVISOR.person_id)
        office.clock.advance(days=30)
        ca = keyring.sign_request(
            office.place, office.authority(), request, a_grant(SUPERVISOR, Role.SUPERVISOR), SUPERVISOR.name
        )
        renewed = ca.trust.member(session.require_key().key_id).certificate
    with office.inspector() as session:
        keyring.install_trust_list(session, office.trust_list)
        finished(session, photos=0, name="另一商场", credit_code="")
        (two,) = seal_batches(session, tmp_path)
    with office.supervisor() as session:
        assert session.require_certificate() != renewed
        import_batch(session, two.path)
        assert session.require_certificate() == renewed
    with office.supervisor() as session:
        assert session.require_certificate() == renewed
