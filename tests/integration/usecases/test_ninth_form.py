"""The form that the README writes out goes the whole way: checked, scored, reported, certified and verified."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from tests.helpers.offices import (
    DATA,
    Office,
    a_photo,
    approved,
    certified,
    delivered,
    found_office,
    new_unit,
)
from tests.helpers.pdf_text import text_lines
from workbench.domain.resources import DataFolders
from workbench.scoring.result_document import to_document
from workbench.usecases.assessing import Start, load_answers, start_assessment
from workbench.usecases.attaching import NewEvidence, attach_evidence
from workbench.usecases.certificate_paper import certificate_pdf
from workbench.usecases.finishing import finish_assessment
from workbench.usecases.judging import judge_document
from workbench.usecases.reporting.issue import make_report
from workbench.usecases.verifying import Answer, grounds_of, verify_file

ANSWERS = {
    "form": "green-dormitory",
    "responses": {
        "A1": {"value": {"rooms_metered": 54, "rooms_total": 60}},
        "A2": {"value": "b"},
        "A3": {"na": True, "note": "没有洗浴热水"},
    },
    "prerequisites": {"P1": {"value": True}},
}


@pytest.fixture(scope="module")
def own_forms(tmp_path_factory):
    """The README's form, in an office's own folder."""
    readme = (ROOT / "README.md").read_text("utf-8")
    (form,) = re.findall(r"^```yaml\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    file = tmp_path_factory.mktemp("own") / "green-dormitory" / "1.yaml"
    file.parent.mkdir()
    file.write_text(form, "utf-8")
    return file.parent.parent


@pytest.fixture(scope="module")
def office(own_forms, tmp_path_factory) -> Office:
    data = DataFolders(DATA.forms, DATA.resources, own_forms)
    return found_office(tmp_path_factory.mktemp("ninth"), data=data)


def test_the_form_is_faultless_and_the_ninth(office, own_forms):
    assert office.place.library.check(own_forms / "green-dormitory/1.yaml") == ()
    assert len(office.place.library.codes) == 9
    assert office.place.library.unusable() == ()


def test_it_scores_as_counted_by_hand(office):
    result = to_document(judge_document(office.place, ANSWERS).result)
    figures = {key: result[key] for key in ("complete", "total", "max", "normalised", "verdict")}
    assert figures == {"complete": True, "total": "13", "max": "16", "normalised": "81.25", "verdict": "pass"}
    assert [row["points"] for row in result["ledger"]] == ["10", "3", None]


def test_it_goes_from_the_visit_to_a_certificate_that_verifies(office, tmp_path):
    with office.inspector() as session:
        unit = new_unit(session, action="green-school", name="样例中学", credit_code="", attributes={})
        wanted = Start(unit, "green-dormitory", "2026-11-20", (session.person,))
        visit = start_assessment(session, wanted)
        load_answers(session, visit, ANSWERS)
        attach_evidence(session, visit, NewEvidence("A1", "a.jpg", a_photo(), "电表"))
        finish_assessment(session, visit)
        report = make_report(session, visit).pdf
    (tmp_path / "report.pdf").write_bytes(report)
    delivered(office)
    approved(office, visit)
    serial = certified(office, visit)
    with office.issuer() as session:
        (tmp_path / "certificate.pdf").write_bytes(certificate_pdf(session, serial))
        answers = [
            verify_file(tmp_path / name, grounds_of(session)).answer for name in ("report.pdf", "certificate.pdf")
        ]
    assert answers == [Answer.VALID_NO_TRUSTED_TIME, Answer.VALID_NO_TRUSTED_TIME]
    told = "".join(text_lines(report))
    assert "绿色宿舍评价表" in told
    assert "自拟" in told
