"""Decisions: signed, about the exact revision, by a supervisor whose certificate covers the place, and once."""

from __future__ import annotations

import pytest

from tests.helpers.offices import (
    DATONG,
    ISSUER,
    LOCAL_SUPERVISOR,
    approved,
    finished,
    state_of,
)
from workbench.protocol import records
from workbench.protocol.signatures import check, open_envelope
from workbench.store import decisions
from workbench.store import records as record_table
from workbench.store.refusals import UnknownAssessment, UnknownRecord
from workbench.usecases.assessing import UnknownItem
from workbench.usecases.dossiers import open_dossier
from workbench.usecases.importing import import_batch, import_receipt
from workbench.usecases.reviewing import (
    MayNotDecide,
    NotForReview,
    WantedDecision,
    decide,
    decision_record,
    review_queue,
)
from workbench.usecases.sealing import seal_batches
from workbench.usecases.typed_text import ReasonMissing


def test_what_came_in_is_listed_decided_or_not(delivered_office):
    with delivered_office.supervisor() as session:
        assert {one.assessment.assessment_id for one in review_queue(session)} == {
            delivered_office.made["taiyuan"],
            delivered_office.made["datong"],
        }
        decide(session, WantedDecision(delivered_office.made["taiyuan"], "approved"))
        assert len(review_queue(session)) == 2
    with delivered_office.inspector() as session:
        assert review_queue(session) == ()


def test_an_approval_is_a_signed_record_about_the_revision(delivered_office):
    made = delivered_office.made["taiyuan"]
    with delivered_office.supervisor() as session:
        head = open_dossier(session, made).assessment.head
        record_id = decide(session, WantedDecision(made, "approved"))
        assert state_of(session, made) == "approved"
        with session.store.read() as connection:
            record = decision_record(connection, record_id)
            envelope = open_envelope(record_table.get(connection, record_id).envelope)
            with pytest.raises(UnknownRecord):
                decision_record(connection, head)
        assert (record.revisions, record.reviewer.role, record.outcome) == ((head,), "supervisor", "approved")
        assert [good for _, good in check(envelope, session.trust())] == [True]
        assert isinstance(record, records.Decision)


def test_a_return_needs_a_reason_and_takes_comments_on_clauses(delivered_office):
    made = delivered_office.made["datong"]
    with delivered_office.supervisor() as session:
        for reason in ("", " \n"):
            with pytest.raises(ReasonMissing):
                decide(session, WantedDecision(made, "returned", reason))
        with pytest.raises(UnknownItem):
            decide(session, WantedDecision(made, "returned", "整改", {"Z999": "请补"}))
        assert state_of(session, made) == "received"
        record_id = decide(session, WantedDecision(made, "returned", " 整改 ", {"F101": " 请补 ", "A101": " "}))
        with session.store.read() as connection:
            record = decision_record(connection, record_id)
        assert record.reason == "整改"
        assert [(one.item, one.text) for one in record.comments] == [("F101", "请补")]
        assert state_of(session, made) == "returned"


def test_a_decision_is_made_once(delivered_office):
    approved(delivered_office, delivered_office.made["taiyuan"])
    with delivered_office.supervisor() as session:
        for outcome in ("approved", "returned"):
            with pytest.raises(NotForReview) as refused:
                decide(session, WantedDecision(delivered_office.made["taiyuan"], outcome, "再看"))
            assert refused.value.facts["state"] == "approved"
        with session.store.read() as connection:
            assert len(decisions.of_assessment(connection, delivered_office.made["taiyuan"])) == 1


def test_own_work_is_not_decided_at_home(finished_office):
    with finished_office.inspector() as session:
        for made in finished_office.made.values():
            with pytest.raises(NotForReview):
                decide(session, WantedDecision(made, "approved"))
    with finished_office.supervisor() as session:
        own = finished(session, photos=0, name="复核人自己评的", credit_code="")
        with pytest.raises(NotForReview):
            decide(session, WantedDecision(own, "approved"))


def test_role_and_region_are_asked(delivered_office):
    taiyuan, datong = delivered_office.made["taiyuan"], delivered_office.made["datong"]
    with delivered_office.issuer() as session:
        with pytest.raises(MayNotDecide) as refused:
            decide(session, WantedDecision(taiyuan, "approved"))
        assert refused.value.facts == {"person": ISSUER.person_id, "reason": "role_not_allowed"}
    with delivered_office.supervisor(LOCAL_SUPERVISOR) as session:
        with pytest.raises(MayNotDecide) as refused:
            decide(session, WantedDecision(taiyuan, "approved"))
        assert refused.value.facts["reason"] == "region_not_covered"
        assert open_dossier(session, datong).unit.region.startswith(DATONG[:4])
        decide(session, WantedDecision(datong, "returned", "整改"))
        assert (state_of(session, taiyuan), state_of(session, datong)) == ("received", "returned")


def test_an_expired_certificate_decides_nothing(delivered_office):
    delivered_office.clock.advance(days=500)
    with delivered_office.supervisor() as session, pytest.raises(MayNotDecide) as refused:
        decide(session, WantedDecision(delivered_office.made["taiyuan"], "approved"))
    assert refused.value.facts["reason"] == "expired"


def test_an_unknown_assessment_is_not_decided(delivered_office):
    with delivered_office.supervisor() as session, pytest.raises(UnknownAssessment):
        decide(session, WantedDecision("00000000-0000-4000-8000-000000000000", "approved"))


def test_nobody_decides_about_a_visit_of_their_own_in_whichever_store(office, tmp_path):
    elsewhere = office.copied(tmp_path / "elsewhere")
    with office.supervisor() as session:
        own = finished(session, photos=0)
        (batch,) = seal_batches(session, tmp_path)
    with elsewhere.supervisor() as session:
        receipt = import_batch(session, batch.path).receipt
        with pytest.raises(MayNotDecide) as refused:
            decide(session, WantedDecision(own, "approved"))
        assert refused.value.facts["reason"] == "own_work"
        assert state_of(session, own) == "received"
    with office.supervisor() as session:
        import_receipt(session, receipt)
        assert state_of(session, own) == "received"
        with pytest.raises(NotForReview):
            decide(session, WantedDecision(own, "approved"))
