"""Visits, evidence, the register, reviews and certificates behind the window."""

from __future__ import annotations

from datetime import date

import pytest

from tests.helpers.offices import (
    COLLEAGUE,
    INSPECTOR,
    ISSUER,
    ISSUER_NAME,
    SUPERVISOR,
    SUPERVISORS,
    TAIYUAN,
    a_photo,
    approved,
    filled,
)
from workbench.domain.refusals import Refusal
from workbench.domain.states import AssessmentState, Delivery
from workbench.ui.facts import (
    CertificateState,
    NewAssessment,
    ParameterValue,
    ReviewDecision,
    ReviewOutcome,
    UnitRefused,
    UnitValues,
)


def silently(_done, _total, _what):
    """Tell nobody."""


def values(**changes):
    unit = TAIYUAN.unit
    known = {key: unit[key] for key in ("name", "action", "region", "credit_code", "address")}
    return UnitValues(**{**known, **changes})


def test_a_unit_is_registered_found_by_pinyin_and_refused_field_by_field(office, sit):
    units = sit(office, INSPECTOR).units
    with pytest.raises(UnitRefused) as refused:
        units.register(values(name=" ", credit_code="91140105YANGLE0118"))
    assert {field: one.code for field, one in refused.value.fields.items()} == {
        "name": "name_missing",
        "credit_code": "credit_code_check_digit",
    }
    row = units.register(values())
    assert units.find("tysyl").rows == (row,)
    assert row.region_name == "太原市小店区"


def test_a_visit_is_started_answered_and_opened_again(office, sit):
    workspace = sit(office, INSPECTOR)
    unit = workspace.units.register(values())
    wanted = NewAssessment(
        unit.unit_id, "green-mall", "1", date(2026, 11, 23), (INSPECTOR.name, "来访专家"), TAIYUAN.answers["subject"]
    )
    visits = workspace.assessments
    key = visits.start(wanted)
    visits.record_response(key, "A101", {"value": "a"})
    visits.record_prerequisite(key, "P1", {"value": True})
    visits.record_parameter(key, ParameterValue("retail_water_quota", "4.5", "样例"))
    visits.set_flag(key, "A101", True)
    opened = visits.open(key)
    assert opened.responses["A101"]["value"] == "a"
    assert opened.prerequisites["P1"]["value"] is True
    assert opened.parameters["retail_water_quota"].source == "样例"
    assert (opened.flags, opened.team, opened.read_only) == ({"A101"}, (INSPECTOR.name, "来访专家"), False)
    assert len(visits.check_finish(key).open_items) == 109


def test_a_colleagues_draft_can_only_be_read(office, sit):
    with office.inspector() as session:
        key = filled(session)
    opened = sit(office, COLLEAGUE).assessments.open(key)
    assert (opened.read_only, opened.state) == (True, AssessmentState.DRAFT)


def test_evidence_taken_off_comes_back_with_the_same_bytes(office, sit):
    with office.inspector() as session:
        key = filled(session, photos=0)
    workspace = sit(office, INSPECTOR)
    row = workspace.evidence.add(key, "A101", "柜.jpg", a_photo())
    workspace.evidence.remove(key, row.evidence_id)
    assert workspace.assessments.open(key).evidence == ()
    assert workspace.evidence.restore(key, row.evidence_id).sha256 == row.sha256
    assert workspace.evidence.picture(row.sha256, 40)[:2] == b"\xff\xd8"


def test_frozen_work_is_read_only_knows_how_far_it_got_and_gives_its_signed_report(delivered_office, sit):
    visits = sit(delivered_office, INSPECTOR).assessments
    opened = visits.open(delivered_office.made["taiyuan"])
    assert (opened.read_only, opened.is_own, opened.delivery) == (True, True, Delivery.READY)
    report = visits.make_report(opened.assessment_id, silently)
    assert [line.name for line in report.signatures] == [INSPECTOR.name]
    assert report.path.read_bytes().startswith(b"%PDF-")
    with pytest.raises(Refusal) as refused:
        visits.record_response(opened.assessment_id, "A101", {"value": "b"})
    assert refused.value.code == "not_a_draft"


def test_imported_work_is_nobodys_own_and_its_report_a_copy(delivered_office, sit):
    visits = sit(delivered_office, SUPERVISOR, SUPERVISORS).assessments
    opened = visits.open(delivered_office.made["taiyuan"])
    assert (opened.read_only, opened.is_own, opened.delivery) == (True, False, None)
    report = visits.make_report(opened.assessment_id, silently)
    assert (report.is_draft, report.signatures) == (False, ())


def test_a_return_needs_a_reason_and_shows_it(delivered_office, sit):
    reviews = sit(delivered_office, SUPERVISOR, SUPERVISORS).reviews
    key = delivered_office.made["taiyuan"]
    with pytest.raises(Refusal) as refused:
        reviews.decide(ReviewDecision(key, ReviewOutcome.RETURNED, " "))
    assert refused.value.code == "reason_missing"
    reviews.decide(ReviewDecision(key, ReviewOutcome.RETURNED, "请补照片", {"A101": "缺文件"}))
    (row,) = reviews.queue()
    assert (row.assessment.state, row.assessment.reason) == (AssessmentState.RETURNED, "请补照片")


def test_a_certificate_is_issued_in_the_name_that_is_remembered(delivered_office, sit):
    approved(delivered_office, delivered_office.made["taiyuan"])
    register = sit(delivered_office, ISSUER, SUPERVISORS).certificates
    (ready,) = register.listed()
    assert (ready.state, register.issuer()) == (CertificateState.READY, "")
    issued = register.issue(ready.assessment_id, ISSUER_NAME, silently)
    assert (issued.state, issued.grade_name) == (CertificateState.VALID, "达标")
    assert register.issuer() == ISSUER_NAME
    assert register.pdf(issued.serial).read_bytes().startswith(b"%PDF-")
