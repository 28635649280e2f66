"""Reports: signed and kept once finished, marked and unsigned before, a copy for reading elsewhere."""

from __future__ import annotations

import hashlib
import json

import pytest

from tests.helpers.offices import COLLEAGUE, INSPECTORS, LINFEN, PASSWORD, filled
from tests.helpers.pdf_text import text_lines
from workbench.documents.reading import attached_files
from workbench.domain.texts import Language
from workbench.protocol.signatures import open_envelope
from workbench.usecases.dossiers import open_dossier
from workbench.usecases.opening import open_store
from workbench.usecases.reporting.issue import EDITION_FILE, RECORD_FILE, RESULT_FILE, make_report
from workbench.usecases.verifying import Answer, Grounds, Kind, verify_file


def judged(session, pdf, tmp_path):
    (tmp_path / "it.pdf").write_bytes(pdf)
    return verify_file(tmp_path / "it.pdf", Grounds(session.trust(), session.place.now().date()))


def test_a_report_is_made_and_signed_once_then_given_again(finished_office, tmp_path):
    with finished_office.inspector() as session:
        first = make_report(session, finished_office.made["taiyuan"])
        finished_office.clock.advance(days=3)
        again = make_report(session, finished_office.made["taiyuan"])
        found = judged(session, first.pdf, tmp_path)
    assert first.is_signed
    assert again.pdf == first.pdf
    assert (again.pages, again.photos, again.revision) == (first.pages, first.photos, first.revision)
    assert (found.kind, found.answer) == (Kind.REPORT, Answer.VALID_NO_TRUSTED_TIME)
    assert [one.person_id for one in found.signers] == ["sx-0001"]
    with open_store(finished_office.place, finished_office.store(INSPECTORS), COLLEAGUE.person_id, PASSWORD) as session:
        assert make_report(session, finished_office.made["taiyuan"]).pdf == first.pdf, "the kept one, not a second"


def test_record_result_and_edition_travel_inside(finished_office):
    with finished_office.inspector() as session:
        report = make_report(session, finished_office.made["taiyuan"])
        dossier = open_dossier(session, finished_office.made["taiyuan"])
    attached = attached_files(report.pdf)
    record = open_envelope(attached[RECORD_FILE])
    assert record.record_id == report.revision == dossier.assessment.head
    assert json.loads(attached[RESULT_FILE]) == record.record.result
    assert hashlib.sha256(attached[EDITION_FILE]).hexdigest() == record.record.form.sha256


def test_a_draft_is_marked_on_every_page_and_never_signed(office, tmp_path):
    with office.inspector() as session:
        draft = filled(session, LINFEN, photos=1)
        report = make_report(session, draft)
        assert judged(session, report.pdf, tmp_path).answer is Answer.NOT_SIGNED
        pages = text_lines(report.pdf).split("\f")
        second = make_report(session, draft)
    assert (report.is_signed, second.is_signed, report.revision) == (False, False, "")
    assert len(pages) == report.pages
    assert all("草" in page and "稿" in page for page in pages)
    assert RECORD_FILE not in attached_files(report.pdf)


def test_elsewhere_and_in_english_it_is_an_unsigned_copy(delivered_office, tmp_path):
    assessment_id = delivered_office.made["taiyuan"]
    with delivered_office.supervisor() as session:
        copy = make_report(session, assessment_id)
        assert not copy.is_signed
        assert judged(session, copy.pdf, tmp_path).answer is Answer.NOT_SIGNED
    with delivered_office.inspector() as session:
        english = make_report(session, assessment_id, Language.EN)
        assert not english.is_signed
        assert make_report(session, assessment_id).is_signed


def test_progress_may_stop_it_and_nothing_is_kept(finished_office):
    def stop(done, total, what):
        if done:
            raise InterruptedError

    with finished_office.inspector() as session:
        with pytest.raises(InterruptedError):
            make_report(session, finished_office.made["taiyuan"], progress=stop)
        assert make_report(session, finished_office.made["taiyuan"]).is_signed
