"""A returned assessment is taken up again, corrected, and finished as a new revision that names the old one."""

from __future__ import annotations

import pytest

from tests.helpers.offices import state_of
from workbench.domain.states import StepNotAllowed
from workbench.store import revisions
from workbench.usecases.assessing import NotYourDraft, record_response, reopen_assessment
from workbench.usecases.dossiers import open_dossier, revision_record
from workbench.usecases.finishing import finish_assessment
from workbench.usecases.importing import import_batch
from workbench.usecases.reviewing import WantedDecision, decide
from workbench.usecases.sealing import seal_batches


@pytest.fixture
def returned_office(delivered_office):
    """The inspectors know that one of their malls was returned."""
    assessment_id = delivered_office.made["datong"]
    with delivered_office.supervisor() as session:
        decide(session, WantedDecision(assessment_id, "returned", "补照片"))
        (sealed,) = seal_batches(session, delivered_office.folder / "back")
    with delivered_office.inspector() as session:
        import_batch(session, sealed.path)
        assert state_of(session, assessment_id) == "returned"
    return delivered_office


def test_a_correction_is_a_new_revision_of_the_old_one(returned_office):
    assessment_id = returned_office.made["datong"]
    with returned_office.inspector() as session:
        before = open_dossier(session, assessment_id)
        reopen_assessment(session, assessment_id)
        assert open_dossier(session, assessment_id).answers == before.answers
        record_response(session, assessment_id, "A101", {"value": "b", "note": "复查后改判"})
        finished = finish_assessment(session, assessment_id)
        with session.store.read() as connection:
            assert revision_record(connection, finished.revision).parents == (before.assessment.head,)
            assert revisions.heads(connection, assessment_id) == (finished.revision,)


def test_only_what_was_returned_is_taken_up_again(returned_office):
    with returned_office.inspector() as session, pytest.raises(StepNotAllowed):
        reopen_assessment(session, returned_office.made["taiyuan"])


def test_nobody_takes_up_a_colleagues_assessment(returned_office):
    assessment_id = returned_office.made["datong"]
    with returned_office.supervisor() as session, pytest.raises(NotYourDraft):
        reopen_assessment(session, assessment_id)
