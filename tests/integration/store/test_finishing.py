"""Finishing a draft and delivering it: one transaction each, and delivered only by a receipt."""

from __future__ import annotations

import pytest

from tests.helpers import records as build
from tests.helpers.keys import MemoryKey
from tests.helpers.stores import (
    AT,
    DRAFT,
    LATER,
    OTHER_DEVICE,
    begin_draft,
    envelope,
    finish,
    foreign_revision,
    next_revision,
    store_with_draft,
    take_in,
)
from workbench.domain.people import Person
from workbench.domain.states import AssessmentState, Delivery, StepNotAllowed
from workbench.protocol import records as kinds
from workbench.protocol.signatures import open_envelope, sign_record
from workbench.protocol.times import moment_from_text
from workbench.store import (
    assessments,
    batches,
    evidence,
    finishing,
    keys,
    people,
    records,
    reports,
    responses,
    revisions,
)
from workbench.store.refusals import BlobMissing, OutOfStep, UnknownAssessment
from workbench.store.rows import Batch, KeyUse, Origin, ReportFile, Response, SigningKey

SECOND = "c0000000-9a10-4f0b-8f53-7a1f0f6f1e22"
MANIFEST = build.digest("manifest")


@pytest.fixture
def store(tmp_path):
    with store_with_draft(tmp_path) as opened:
        yield opened


def state_of(store, assessment_id=build.ASSESSMENT):
    with store.read() as connection:
        return assessments.get(connection, assessment_id).state


def seal_batch(store, batch_id=MANIFEST):
    with store.transaction() as connection:
        waiting = batches.waiting(connection)
        sequence = batches.this_device(connection).batch_sequence + 1
        batches.add(connection, Batch(batch_id, sequence, "D:/样例.awb", AT, waiting))
    return waiting


def a_receipt_for(accepted, **changes):
    return build.a_receipt(**{"batch": MANIFEST, "accepted": tuple(sorted(accepted)), "parked": (), **changes})


# --- finishing --------------------------------------------------------------------------------------


def test_finishing_freezes_everything_at_once(store):
    with store.transaction() as connection:
        responses.save(connection, DRAFT, Response("A101", value=True))
    revision_id = finish(store)
    with store.read() as connection:
        found = assessments.get(connection, build.ASSESSMENT)
        device = batches.this_device(connection)
        assert (found.state, found.head, found.updated_at) == (AssessmentState.FINISHED, revision_id, LATER)
        assert (device.record_sequence, device.last_record) == (1, revision_id)
        assert batches.waiting(connection)[-1] == revision_id
        assert records.get(connection, revision_id).origin is Origin.OWN
        assert responses.load(connection, DRAFT) == (Response("A101", value=True),), "the draft stays readable"


def test_the_device_chain_goes_on_over_assessments(store):
    first = finish(store)
    with store.transaction() as connection:
        begin_draft(connection, SECOND)
    second = finish(store, SECOND)
    with store.read() as connection:
        assert revisions.get(connection, second).device_sequence == 2
        assert batches.this_device(connection).last_record == second
        record = records.get(connection, second)
    assert first in record.envelope.decode()


def test_a_returned_assessment_is_taken_up_again_and_follows_its_revision(store):
    first = finish(store)
    take_in(store, build.a_decision(revisions=(first,)))
    assert state_of(store) is AssessmentState.RETURNED
    with store.transaction() as connection:
        assessments.move(connection, build.ASSESSMENT, AssessmentState.DRAFT, LATER)
        responses.save(connection, DRAFT, Response("A101", value=True))
    second = finish(store)
    with store.read() as connection:
        assert revisions.get(connection, second).parents == (first,)
        assert revisions.heads(connection, build.ASSESSMENT) == (second,)
    assert state_of(store) is AssessmentState.FINISHED


def test_an_open_draft_stays_open_whatever_comes_in(store):
    first = finish(store)
    take_in(store, build.a_decision(revisions=(first,)))
    with store.transaction() as connection:
        assessments.move(connection, build.ASSESSMENT, AssessmentState.DRAFT, LATER)
    take_in(store, build.a_decision(revisions=(first,), outcome="approved", reason=""))
    assert state_of(store) is AssessmentState.DRAFT


WRONG = [
    ("parents", {"parents": (build.digest("unknown"),)}),
    ("edition", {"form": build.a_form_ref(sha256="0" * 64)}),
    ("device", {"device": kinds.DevicePosition(id=OTHER_DEVICE, sequence=1, previous=None)}),
    ("sequence", {"device": kinds.DevicePosition(id=build.DEVICE, sequence=2, previous=None)}),
    ("previous", {"device": kinds.DevicePosition(id=build.DEVICE, sequence=1, previous=build.digest("other"))}),
]


@pytest.mark.parametrize(("rule", "changes"), WRONG, ids=[rule for rule, _ in WRONG])
def test_a_revision_that_does_not_follow_is_refused_and_the_draft_stays(store, rule, changes):
    with pytest.raises(OutOfStep) as refused:
        finish(store, **changes)
    assert refused.value.facts["rule"] == rule
    assert state_of(store) is AssessmentState.DRAFT
    with store.read() as connection:
        assert records.listing(connection, "revision") == ()
    finish(store)


def test_a_revision_of_another_unit_is_refused(store):
    unit = next_unit = build.a_revision().unit
    unit = kinds.AssessedUnit(
        **{name: getattr(next_unit, name) for name in next_unit.__struct_fields__} | {"unit_id": SECOND}
    )
    with pytest.raises(OutOfStep) as refused:
        finish(store, unit=unit)
    assert refused.value.facts["rule"] == "unit"


def test_a_revision_names_only_evidence_that_is_held(store):
    ref = build.an_evidence_ref()
    with pytest.raises(BlobMissing):
        finish(store, evidence=(ref,))
    store.keep_blob(build.BLOB, "image/jpeg", AT)
    revision_id = finish(store, evidence=(ref,))
    with store.read() as connection:
        assert [one.sha256 for one in evidence.blobs_of(connection, revision_id)] == [build.BLOB_SHA256]


def test_only_a_revision_of_an_own_draft_is_frozen(store):
    with store.transaction() as connection:
        with pytest.raises(OutOfStep):
            finishing.freeze_revision(connection, envelope(build.a_unit()), at=AT)
        with pytest.raises(UnknownAssessment):
            finishing.freeze_revision(connection, envelope(foreign_revision(assessment=SECOND)), at=AT)
    finish(store)
    with pytest.raises(StepNotAllowed):
        finish(store)


def test_a_second_inspectors_revision_makes_a_conflict_that_finishing_can_merge(store):
    mine = finish(store)
    theirs = take_in(store, foreign_revision(finished_at=LATER)).record_id
    with store.read() as connection:
        assert revisions.heads(connection, build.ASSESSMENT) == tuple(sorted((mine, theirs)))
        assert next_revision(connection).parents == tuple(sorted((mine, theirs)))
    assert state_of(store) is AssessmentState.FINISHED


# --- delivery ---------------------------------------------------------------------------------------


def test_a_batch_takes_what_waits_and_only_a_receipt_delivers_it(store):
    revision_id = finish(store)
    sealed = seal_batch(store)
    assert len(sealed) == 2, "the unit and its revision"
    assert sealed[-1] == revision_id
    assert state_of(store) is AssessmentState.SEALED
    with store.transaction() as connection:
        assert batches.waiting(connection) == ()
        assert batches.unacknowledged(connection) == sealed
        batches.mark_offered(connection, MANIFEST, LATER)
        assert batches.get(connection, MANIFEST).delivery is Delivery.OFFERED
    assert state_of(store) is AssessmentState.SENT
    receipt = a_receipt_for(sealed)
    take_in(store, receipt)
    assert state_of(store) is AssessmentState.RECEIVED
    with store.read() as connection:
        (batch,) = batches.listing(connection)
        (held,) = batches.receipts(connection, MANIFEST)
        assert batches.unacknowledged(connection) == ()
        assert batches.receipt_for(connection, revision_id) == kinds.record_id(receipt)
    assert (batch.delivery, batch.offered_at, batch.receipt_id) == (Delivery.ACKNOWLEDGED, LATER, held.record_id)
    assert (batch.records, batch.path, batch.sequence) == (tuple(sorted(sealed)), "D:/样例.awb", 1)
    assert held.holder == Person("sup-001", "复核员乙")


def test_what_a_receipt_does_not_accept_is_not_delivered(store):
    revision_id = finish(store)
    sealed = seal_batch(store)
    parked = kinds.ParkedRef(id=revision_id, reason="unknown_edition")
    take_in(store, a_receipt_for(set(sealed) - {revision_id}, parked=(parked,)))
    with store.read() as connection:
        assert batches.unacknowledged(connection) == (revision_id,)
        assert batches.receipts(connection, MANIFEST)[0].parked == {revision_id: "unknown_edition"}
        assert batches.listing(connection)[0].delivery is not Delivery.ACKNOWLEDGED
    assert state_of(store) is AssessmentState.SEALED
    take_in(store, a_receipt_for(set(sealed)))
    with store.read() as connection:
        assert batches.unacknowledged(connection) == ()
        assert batches.listing(connection)[0].delivery is Delivery.ACKNOWLEDGED


def test_a_receipt_for_a_batch_nobody_remembers_delivers_nothing_that_still_waits(store):
    revision_id = finish(store)
    take_in(store, a_receipt_for([revision_id]))
    with store.read() as connection:
        assert revision_id in batches.waiting(connection)


def test_a_record_that_gains_a_signature_waits_again(store):
    revision_id = finish(store)
    sealed = seal_batch(store)
    with store.transaction() as connection:
        revision = open_envelope(records.get(connection, revision_id).envelope).record
        added = sign_record(revision, MemoryKey(), purpose="team", signed_at=moment_from_text(LATER))
        for signatures in ((), (added,)):
            records.apply(connection, envelope(revision, *signatures), at=LATER, origin=Origin.OWN, enqueue=True)
            assert batches.waiting(connection) == ((revision_id,) if signatures else ()), "the same bytes do not wait"
    take_in(store, a_receipt_for(sealed))
    with store.read() as connection:
        assert batches.unacknowledged(connection) == (revision_id,), "a receipt for the former bytes does not count"


def test_batches_are_counted_without_a_gap(store):
    with pytest.raises(OutOfStep) as refused, store.transaction() as connection:
        batches.add(connection, Batch(MANIFEST, 2, "", AT, ()))
    assert refused.value.facts == {"rule": "sequence", "expected": 1, "found": 2}
    seal_batch(store)
    seal_batch(store, build.digest("second manifest"))
    with store.read() as connection:
        assert [one.sequence for one in batches.listing(connection)] == [2, 1]


def test_a_batch_taken_in_again_gets_the_receipt_it_got(store):
    with store.transaction() as connection:
        assert batches.receipt_given(connection, MANIFEST) is None
        batches.note_import(connection, MANIFEST, build.digest("receipt"), AT)
        assert batches.receipt_given(connection, MANIFEST) == build.digest("receipt")


# --- keys, people, papers ---------------------------------------------------------------------------


def test_a_sealed_key_is_kept_certified_and_replaced(store):
    key = SigningKey("a" * 32, "insp-001", b"sealed", None, AT, deposited=b"copy")
    newer = SigningKey("b" * 32, "insp-001", b"other", b"der", LATER)
    qr = SigningKey("c" * 32, "insp-001", b"qr", None, AT, use=KeyUse.QR)
    with store.transaction() as connection:
        for one in (key, qr):
            keys.put(connection, one)
        assert keys.of_person(connection, "insp-001") == key
        assert keys.of_person(connection, "insp-001", KeyUse.QR) == qr
        assert keys.of_person(connection, "insp-002") is None
        keys.set_certificate(connection, key.key_id, b"certificate")
        assert keys.get(connection, key.key_id).certificate == b"certificate"
        keys.put(connection, newer)
        assert keys.of_person(connection, "insp-001") == newer
        assert [one.key_id[0] for one in keys.listing(connection)] == ["a", "c", "b"]


def test_settings_are_each_persons_own(store):
    with store.transaction() as connection:
        people.put(connection, Person("insp-001", "旧名"))
        people.put(connection, Person("insp-001", "评审员甲"))
        people.set_setting(connection, "insp-001", "language", "zh")
        people.set_setting(connection, "insp-001", "language", "en")
        assert people.get_setting(connection, "insp-001", "language") == "en"
        assert people.get_setting(connection, "insp-002", "language") is None
        assert people.get(connection, "insp-001").name == "评审员甲"
        assert people.get(connection, "insp-009") is None


def test_papers_stand_with_their_record(store):
    revision_id = finish(store)
    paper = store.keep_blob(b"%PDF-1.7", "application/pdf", AT)
    noted = ReportFile(revision_id, "report", paper.sha256, AT)
    with store.transaction() as connection:
        reports.add(connection, noted)
        reports.add(connection, noted)
        assert reports.of_record(connection, revision_id) == (noted,)
        assert reports.of_record(connection, revision_id, "certificate") == ()
        reports.set_office_number(connection, revision_id, "并商绿[2026]1号")
        assert reports.of_record(connection, revision_id, "report")[0].office_number == "并商绿[2026]1号"
