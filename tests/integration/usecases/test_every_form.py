"""Forms with gates, modes, star requirements and checks go the whole way: answered one by one, finished, printed."""

from __future__ import annotations

import pytest

from tests.helpers.offices import COLLEAGUE, INSPECTORS, Office, approved, certified, delivered, new_unit
from tests.helpers.pdf_text import text_lines
from tests.helpers.vectors import cases
from workbench.scoring.result_document import to_document
from workbench.usecases.assessing import (
    NotYourDraft,
    Start,
    load_answers,
    record_response,
    set_parameter,
    set_subject,
    start_assessment,
)
from workbench.usecases.certificate_paper import certificate_pdf
from workbench.usecases.dossiers import judge_dossier, open_dossier
from workbench.usecases.finishing import WarningKind, check_finish, finish_assessment
from workbench.usecases.judging import AnswersRejected
from workbench.usecases.reporting.issue import make_report
from workbench.usecases.verifying import Answer, grounds_of, verify_file


@pytest.fixture
def session(office: Office):
    with office.inspector() as opened:
        yield opened


def begun(session, case) -> str:
    answers = case["answers"]
    unit = new_unit(session, name="样例对象", action=answers["form"], credit_code="")
    team = (session.person,)
    wanted = Start(unit, answers["form"], "2026-11-20", team, answers.get("edition"), answers["subject"])
    return start_assessment(session, wanted)


def answered(session, case) -> str:
    """Record a case answer by answer, as the window does."""
    draft, answers = begun(session, case), case["answers"]
    for key, value in answers.get("parameters", {}).items():
        if value is not None:
            set_parameter(session, draft, key, value, "样例")
    for half in ("responses", "prerequisites"):
        for code, entry in answers[half].items():
            record_response(session, draft, code, entry)
    return draft


@pytest.mark.parametrize(
    "case", ["green-building-04", "green-building-12", "green-household-10", "conserving-organ-05"], ids=str
)
def test_answers_recorded_one_by_one_give_the_published_result(session, case):
    draft = answered(session, cases()[case])
    assert to_document(judge_dossier(session, open_dossier(session, draft)).result) == cases()[case]["expected"]


def told_of(case) -> dict:
    told = {key: {"source": "样例"} for key in case["answers"]["parameters"]}
    return {**case["answers"], "parameter_sources": told}


def test_star_requirements_and_checks_are_taken_in_with_a_whole_document(session):
    case = cases()["green-building-04"]
    draft = begun(session, case)
    load_answers(session, draft, told_of(case))
    held = open_dossier(session, draft).answers["prerequisites"]
    for code in ("T4", "P5", "P6"):
        assert held[code]["value"] == case["answers"]["prerequisites"][code]["value"]
    assert to_document(judge_dossier(session, open_dossier(session, draft)).result) == case["expected"]


def test_a_star_requirement_that_does_not_fit_is_refused(session):
    draft = begun(session, cases()["green-building-04"])
    with pytest.raises(AnswersRejected):
        record_response(session, draft, "T3", {"value": {"fixture_grade": "half"}})
    with pytest.raises(AnswersRejected):
        record_response(session, draft, "T3", {"na": True})


def test_an_item_of_the_mode_in_force_is_checked_when_it_is_recorded(session):
    draft = begun(session, cases()["green-household-10"])
    with pytest.raises(AnswersRejected):
        record_response(session, draft, "M1", {"value": "yes"})


def test_the_subject_is_changed_later_and_the_answers_stay(session):
    case = cases()["green-household-10"]
    draft = answered(session, case)
    set_subject(session, draft, {"mode": "points", "residence": "rural"})
    dossier = open_dossier(session, draft)
    assert dossier.answers["responses"]["M1"]["value"] == case["answers"]["responses"]["M1"]["value"]
    assert [group.code for group in judge_dossier(session, dossier).result.groups] == ["1", "2", "3", "4", "5"]
    set_subject(session, draft, case["answers"]["subject"])
    assert to_document(judge_dossier(session, open_dossier(session, draft)).result) == case["expected"]


def test_a_subject_that_does_not_fit_is_refused_and_nothing_changes(session):
    draft = begun(session, cases()["green-household-10"])
    with pytest.raises(AnswersRejected):
        set_subject(session, draft, {"mode": "stars"})
    assert open_dossier(session, draft).answers["subject"]["mode"] == "criteria"


def test_a_colleague_cannot_change_the_subject(office, session):
    draft = begun(session, cases()["green-household-10"])
    with office.open(INSPECTORS, COLLEAGUE) as other, pytest.raises(NotYourDraft):
        set_subject(other, draft, {"mode": "points"})


def test_a_check_beside_the_score_is_warned_of_and_stops_nothing(session):
    draft = answered(session, cases()["green-building-04"])
    record_response(session, draft, "P1", None)
    report = check_finish(session, draft)
    assert report.can_finish
    assert [one.code for one in report.warnings if one.kind is WarningKind.CHECK_OPEN] == ["P1"]


def test_an_open_star_requirement_stops_finishing(session):
    draft = answered(session, cases()["green-building-04"])
    record_response(session, draft, "T3", None)
    assert [code for code, _state in check_finish(session, draft).open_prerequisites] == ["T3"]


def test_a_building_goes_from_the_visit_to_a_certificate_that_verifies(office, tmp_path):
    case = cases()["green-building-04"]
    with office.inspector() as session:
        visit = answered(session, case)
        finish_assessment(session, visit)
        assert to_document(judge_dossier(session, open_dossier(session, visit)).result) == case["expected"]
        (tmp_path / "report.pdf").write_bytes(make_report(session, visit).pdf)
    delivered(office)  # the supervisors' store lets in only a result that follows from its answers
    approved(office, visit)
    serial = certified(office, visit)
    with office.issuer() as session:
        (tmp_path / "certificate.pdf").write_bytes(certificate_pdf(session, serial))
        files = [tmp_path / "report.pdf", tmp_path / "certificate.pdf"]
        found = [verify_file(file, grounds_of(session)).answer for file in files]
    assert found == [Answer.VALID_NO_TRUSTED_TIME] * 2
    told = "".join(text_lines((tmp_path / "report.pdf").read_bytes())).replace("\n", "")
    for words in ("星级要求", "（二星）", "应达到", "省级核查", "P6"):
        assert words in told


def test_a_household_by_criteria_is_told_by_their_count(session):
    case = cases()["green-household-11"]
    told = "".join(text_lines(make_report(session, answered(session, case)).pdf))
    assert "至少 8 条达标" in told
    assert "M6" not in told
