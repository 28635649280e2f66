"""What people once recorded stays whole: partial documents, late answers, other people's files."""

from __future__ import annotations

import pytest

from tests.helpers.offices import TAIYUAN, answers_of, filled, finished
from workbench.protocol import records
from workbench.store.refusals import OutOfStep
from workbench.usecases import finishing
from workbench.usecases.assessing import load_answers, record_response, set_flag
from workbench.usecases.certifying import Issue, PreEvaluation, issue_certificate
from workbench.usecases.dossiers import open_dossier, whole_answers
from workbench.usecases.reviewing import WantedDecision, decide
from workbench.usecases.sealing import seal_batches, write_out


def test_a_document_of_answers_alone_leaves_subject_and_parameters_as_they_were(office):
    with office.inspector() as session:
        assessment_id = filled(session)
        before = open_dossier(session, assessment_id)
        load_answers(session, assessment_id, {"form": "green-mall", "responses": {"A101": {"value": "b"}}})
        after = open_dossier(session, assessment_id)
    assert before.answers["subject"]
    assert before.answers["parameters"]
    assert after.answers["subject"] == before.answers["subject"]
    assert after.answers["parameters"] == before.answers["parameters"]
    assert after.assessment.parameter_sources == before.assessment.parameter_sources


def test_a_document_keeps_flags_and_readings_that_it_does_not_name(office):
    with office.inspector() as session:
        assessment_id = filled(session)
        set_flag(session, assessment_id, "B303", flagged=True)
        readings = open_dossier(session, assessment_id).readings["B303"]
        responses = {"B303": TAIYUAN.answers["responses"]["B303"]}
        load_answers(session, assessment_id, {"form": "green-mall", "responses": responses})
        after = open_dossier(session, assessment_id)
    assert after.readings["B303"] == readings
    assert [row.flagged for row in after.drafted if row.code == "B303"] == [True]


def test_what_is_shown_can_be_taken_in_again(office):
    with office.inspector() as session:
        assessment_id = filled(session)
        told = whole_answers(open_dossier(session, assessment_id))
        load_answers(session, assessment_id, told)
        assert whole_answers(open_dossier(session, assessment_id)) == told
    assert set(told) >= set(answers_of())


def test_an_answer_that_comes_while_finishing_is_not_left_out(office, monkeypatch):
    with office.inspector() as session:
        assessment_id = filled(session)
        judged = finishing.judge

        def late(*arguments):
            record_response(session, assessment_id, "A101", {"value": "c"})
            return judged(*arguments)

        monkeypatch.setattr(finishing, "judge", late)
        with pytest.raises(OutOfStep):
            finishing.finish_assessment(session, assessment_id)
        assert open_dossier(session, assessment_id).assessment.state.value == "draft"


def test_a_batch_of_the_same_name_on_the_stick_is_not_overwritten(office):
    stick = office.folder / "stick-2"
    stick.mkdir()
    with office.inspector() as session:
        finished(session)
        (sealed,) = seal_batches(session, office.folder / "out")
        (stick / sealed.path.name).write_bytes(b"another device's batch")
        written = write_out(session, sealed.batch_id, stick)
        again = write_out(session, sealed.batch_id, stick)
    assert (stick / sealed.path.name).read_bytes() == b"another device's batch"
    assert written.read_bytes() == sealed.path.read_bytes()
    assert again == written


def test_a_pre_evaluation_is_never_certified(delivered_office, monkeypatch):
    assessment_id = delivered_office.made["taiyuan"]
    with delivered_office.supervisor() as session:
        decide(session, WantedDecision(assessment_id, "approved"))
    from workbench.usecases import certifying

    read = certifying.revision_record

    def before_the_building_stands(connection, record_id):
        revision = read(connection, record_id)
        subject = {**revision.answers["subject"], "stage": "pre_evaluation"}
        answers = {**revision.answers, "subject": subject}
        return records.Revision(
            **{name: getattr(revision, name) for name in revision.__struct_fields__ if name != "answers"},
            answers=answers,
        )

    monkeypatch.setattr(certifying, "revision_record", before_the_building_stands)
    monkeypatch.setattr(certifying, "require_follows", lambda *_: None, raising=False)
    with delivered_office.issuer() as session, pytest.raises(PreEvaluation):
        issue_certificate(session, Issue(assessment_id, "样例发证机关"))
