"""What no font prints is said while it can still be mended: before the revision is frozen."""

from __future__ import annotations

import pytest

from tests.helpers.offices import TAIYUAN, a_photo, answers_of, filled, state_of
from workbench.documents.fonts import MissingGlyph
from workbench.protocol.refusals import NotCanonical
from workbench.usecases.assessing import load_answers, record_response
from workbench.usecases.attaching import NewEvidence, attach_evidence
from workbench.usecases.finishing import finish_assessment
from workbench.usecases.reporting.issue import make_report


@pytest.mark.parametrize("sign", ["\x1b", "😀", "\U00020000"])
def test_a_note_that_cannot_be_printed_stops_finishing_and_not_the_report_afterwards(office, sign):
    with office.inspector() as session:
        assessment_id = filled(session)
        answers = answers_of()
        entry = {**answers["responses"]["A101"], "note": f"已查看{sign}"}
        load_answers(session, assessment_id, {**answers, "responses": {**answers["responses"], "A101": entry}})
        with pytest.raises(MissingGlyph) as refused:
            finish_assessment(session, assessment_id)
        assert refused.value.facts["field"] == "answers › responses › A101 › note"
        assert refused.value.facts["code_point"] == f"U+{ord(sign):04X}"
        assert state_of(session, assessment_id) == "draft"
        record_response(session, assessment_id, "A101", {**entry, "note": "已查看"})
        finish_assessment(session, assessment_id)
        assert make_report(session, assessment_id).is_signed


def test_a_file_name_that_cannot_be_printed_stops_finishing(office):
    with office.inspector() as session:
        assessment_id = filled(session, TAIYUAN)
        attach_evidence(session, assessment_id, NewEvidence("A101", "😀.jpg", a_photo(7)))
        with pytest.raises(MissingGlyph):
            finish_assessment(session, assessment_id)


@pytest.mark.parametrize("note", ["\u202egpj", "a\0b", "\ud800"])
def test_a_caption_that_can_never_be_signed_is_refused_when_it_is_typed(office, note):
    with office.inspector() as session:
        assessment_id = filled(session)
        with pytest.raises(NotCanonical):
            attach_evidence(session, assessment_id, NewEvidence("A101", "照片.jpg", a_photo(7), note))
