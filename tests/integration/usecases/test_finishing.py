"""Finishing: what stops it, what it freezes, and that the frozen work rescored gives its own result again."""

from __future__ import annotations

import pytest

from tests.helpers.offices import (
    COLLEAGUE,
    INSPECTORS,
    LINFEN,
    PASSWORD,
    answers_of,
    filled,
    finished,
    started,
)
from workbench.domain.refusals import Refusal
from workbench.protocol import canonical, records
from workbench.protocol.signatures import check, open_envelope
from workbench.scoring.decoding.document import decode
from workbench.scoring.engine import score
from workbench.scoring.result_document import to_document
from workbench.store import batches
from workbench.store import records as record_table
from workbench.store.refusals import NotADraft
from workbench.usecases.assessing import NotYourDraft, load_answers, record_response
from workbench.usecases.dossiers import open_dossier
from workbench.usecases.finishing import StillOpen, WarningKind, check_finish, finish_assessment
from workbench.usecases.opening import create_store, open_store
from workbench.usecases.session import NoCertificate


def revision_of(session, assessment_id):
    with session.store.read() as connection:
        head = open_dossier(session, assessment_id).assessment.head
        return open_envelope(record_table.get(connection, head).envelope)


def test_everything_open_is_listed_and_nothing_is_frozen(office):
    with office.inspector() as session:
        draft = filled(session, LINFEN, photos=0)
        with pytest.raises(StillOpen) as refused:
            finish_assessment(session, draft)
        expected = {"B405", "C106", "D105", "F106", "F110", "A604"}
        assert set(str(refused.value.facts["codes"]).split(", ")) == expected
        assert refused.value.facts["count"] == len(expected)
        assert set(check_finish(session, draft).open_items) == expected
        assert open_dossier(session, draft).assessment.state.value == "draft"
        with session.store.read() as connection:
            assert record_table.listing(connection, "revision") == ()
        record_response(session, draft, "B405", {"value": None})


def test_an_open_prerequisite_stops_it_too(office):
    with office.inspector() as session:
        draft = filled(session, photos=0)
        code = next(iter(answers_of()["prerequisites"]))
        record_response(session, draft, code, None)
        report = check_finish(session, draft)
        assert not report.can_finish
        assert [one for one, _ in report.open_prerequisites] == [code]
        with pytest.raises(StillOpen):
            finish_assessment(session, draft)


def test_without_a_certificate_nothing_is_finished(office, tmp_path):
    with create_store(office.place, tmp_path / "new.db", COLLEAGUE, PASSWORD).session as session:
        draft = filled(session, photos=0)
        with pytest.raises(NoCertificate):
            finish_assessment(session, draft)
        assert open_dossier(session, draft).assessment.state.value == "draft"


def test_nobody_finishes_a_colleagues_draft(office):
    with office.inspector() as session:
        draft = filled(session, photos=0)
    with (
        open_store(office.place, office.store(INSPECTORS), COLLEAGUE.person_id, PASSWORD) as session,
        pytest.raises(NotYourDraft),
    ):
        finish_assessment(session, draft)


def test_a_revision_is_canonical_signed_by_its_author_and_chained(finished_office):
    with finished_office.inspector() as session:
        first = revision_of(session, finished_office.made["taiyuan"])
        second = revision_of(session, finished_office.made["datong"])
        for one in (first, second):
            assert canonical.decode(one.to_bytes()) is not None
            assert records.id_of_bytes(records.to_bytes(one.record)) == one.record_id
            assert [(sign.key, good) for sign, good in check(one, session.trust())] == [
                (session.require_key().key_id, True)
            ]
        assert (first.record.device.sequence, second.record.device.sequence) == (1, 2)
        assert second.record.device.previous == first.record_id
        assert first.record.parents == ()
        assert [one.person_id for one in first.record.visit.team] == ["sx-0001"]
        assert len(first.record.evidence) == 2
        with session.store.read() as connection:
            waiting = batches.waiting(connection)
    assert {first.record_id, second.record_id} <= set(waiting)


@pytest.mark.parametrize("name", ["taiyuan", "datong"])
def test_the_carried_edition_rescores_the_answers_to_the_very_result(finished_office, name):
    with finished_office.inspector() as session:
        revision = revision_of(session, finished_office.made[name]).record
        with session.store.read() as connection:
            editions = [open_envelope(one.envelope).record for one in record_table.listing(connection, "form_edition")]
        carried = next(one for one in editions if one.sha256 == revision.form.sha256)
        form = session.place.library.read_content(dict(carried.content))
        assert form.sha256 == revision.form.sha256
        decoding = decode(form, dict(revision.answers))
        assert decoding.faults == ()
        assert to_document(score(form, decoding.answers)) == revision.result
        assert revision.result["verdict"] == {"taiyuan": "pass", "datong": "fail"}[name]


def test_what_is_finished_is_finished_once(finished_office):
    with finished_office.inspector() as session, pytest.raises(NotADraft):
        finish_assessment(session, finished_office.made["taiyuan"])


def test_missing_evidence_and_contradictions_warn_and_do_not_stop(office):
    with office.inspector() as session:
        draft = started(session)
        document = answers_of()
        load_answers(session, draft, document)
        report = check_finish(session, draft)
        assert report.can_finish
        kinds = {one.kind for one in report.warnings}
        assert WarningKind.EVIDENCE_MISSING in kinds
        na_code = next(code for code, entry in document["responses"].items() if entry.get("na"))
        record_response(session, draft, na_code, {"na": True})
        assert (WarningKind.NOTE_MISSING, na_code) in [
            (one.kind, one.code) for one in check_finish(session, draft).warnings
        ]
        finish_assessment(session, draft)


def test_an_affirmed_option_whose_item_got_nothing_is_a_contradiction(office):
    with office.inspector() as session:
        draft = filled(session, photos=0)
        told = dict(answers_of()["prerequisites"]["P4"]["value"])
        lowest = open_dossier(session, draft).form.item_by_code["A202"].rule.levels[-1].code

        def contradictions():
            found = check_finish(session, draft).warnings
            return [(one.code, one.other) for one in found if one.kind is WarningKind.CONTRADICTION]

        record_response(session, draft, "P4", {"value": {**told, "j": True}})
        assert contradictions() == []
        record_response(session, draft, "A202", {"value": lowest})
        assert contradictions() == [("P4", "j / A202")]
        record_response(session, draft, "P4", {"value": {**told, "j": False}})
        assert contradictions() == []


def test_a_large_whole_number_is_refused_when_it_is_typed_and_not_when_it_is_frozen(office):
    with office.inspector() as session:
        draft = filled(session, photos=0)
        form = open_dossier(session, draft).form
        code = next(item.code for item in form.items if type(item.rule).__name__ == "Count" and not item.rule.options)
        with pytest.raises(Refusal):
            record_response(session, draft, code, {"value": {"count": 10**30}})
        finish_assessment(session, draft)


def test_two_finished_malls_get_two_revisions(office):
    with office.inspector() as session:
        first = finished(session, photos=0)
        second = finished(session, photos=0, name="另一商场", credit_code="")
        assert revision_of(session, first).record_id != revision_of(session, second).record_id
