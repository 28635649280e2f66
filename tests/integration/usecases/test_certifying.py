"""Certificates: only for approved and passing work, numbered in order, revoked by an issuer (decisions 16 and 17)."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from tests.helpers.offices import (
    ISSUER,
    ISSUER_NAME,
    SUPERVISOR,
    approved,
    certified,
    delivered,
    finished,
    state_of,
)
from workbench.domain.forms import Form
from workbench.domain.refusals import Refusal
from workbench.signing.certificate_code import read_code
from workbench.signing.keys import key_id
from workbench.signing.trust import Revocation, TrustStore
from workbench.store.refusals import UnknownAssessment
from workbench.usecases import certifying
from workbench.usecases.certificate_paper import NotTheIssuer, certificate_pdf
from workbench.usecases.certifying import (
    CodeKeyNotInForce,
    Issue,
    MayNotIssue,
    NoCodeKey,
    NotApproved,
    NotPassed,
    PublishedListOnly,
    UnknownCertificate,
    issue_certificate,
    list_certificates,
    revoke_certificate,
)
from workbench.usecases.dossiers import open_dossier
from workbench.usecases.targets import Missing, target_states
from workbench.usecases.typed_text import ReasonMissing


def issue(session, assessment_id):
    return issue_certificate(session, Issue(assessment_id, ISSUER_NAME))


def numbers(session):
    return [one.serial for one in list_certificates(session)]


def test_an_approved_passing_assessment_gets_a_certificate_whose_code_says_the_same(delivered_office):
    made = delivered_office.made["taiyuan"]
    approved(delivered_office, made)
    with delivered_office.issuer() as session:
        record = issue(session, made)
        claims = read_code(record.qr, session.trust().code_keys)
        dossier = open_dossier(session, made)
        assert state_of(session, made) == "certified"
    assert record.serial == "晋绿商〔2026〕SX01-0001号"
    assert (record.revision, record.grade.code) == (dossier.assessment.head, "qualified")
    assert record.provenance_line, "the mall form holds constructed items, and the certificate says so"
    assert (claims.serial, claims.grade_name, claims.constructed) == (record.serial, record.grade.name, True)
    assert claims.unit_name.matches(record.unit.name)
    assert record.score == claims.score


def test_nothing_is_certified_with_a_code_key_that_is_over_or_revoked(delivered_office):
    office, made = delivered_office, delivered_office.made["taiyuan"]
    approved(office, made)
    ca = office.authority()
    (key,) = ca.trust.code_keys.values()
    ended = dataclasses.replace(key, valid_until=office.clock.now().date() - timedelta(days=1))
    for code_key, revoked in ((ended, ()), (key, [Revocation(key_id(key.public_key), office.clock.now(), "丢失")])):
        trust = TrustStore(
            number=9, root=ca.trust.root, members=ca.trust.members, revoked=revoked, code_keys=[code_key]
        )
        with office.issuer() as session:
            session.trust = lambda trust=trust: trust
            with pytest.raises(CodeKeyNotInForce):
                issue(session, made)


def test_nothing_is_certified_before_its_approval_or_after_a_return(delivered_office):
    with delivered_office.issuer() as session:
        for made in ("taiyuan", "datong"):
            with pytest.raises(NotApproved):
                issue(session, delivered_office.made[made])
        with pytest.raises(UnknownAssessment):
            issue(session, "00000000-0000-4000-8000-000000000000")
        assert numbers(session) == []


def test_an_approval_alone_does_not_make_a_pass(delivered_office):
    approved(delivered_office, delivered_office.made["datong"])
    with delivered_office.issuer() as session, pytest.raises(NotPassed):
        issue(session, delivered_office.made["datong"])


def test_one_certificate_for_one_approval(certified_office):
    with certified_office.issuer() as session:
        with pytest.raises(NotApproved) as refused:
            issue(session, certified_office.made["taiyuan"])
        assert refused.value.facts["state"] == "certified"
        assert len(numbers(session)) == 1


def test_numbers_follow_each_other_and_a_refused_one_leaves_no_gap(certified_office):
    with certified_office.inspector() as session:
        second = finished(session, photos=0, name="第二商场", credit_code="")
    delivered(certified_office)
    with certified_office.issuer() as session, pytest.raises(NotApproved):
        issue(session, second)
    approved(certified_office, second)
    with certified_office.issuer() as session, pytest.raises(Refusal):
        issue_certificate(session, Issue(second, ""))
    assert certified(certified_office, second) == "晋绿商〔2026〕SX01-0002号"


def test_a_new_year_begins_at_one(certified_office):
    with certified_office.inspector() as session:
        second = finished(session, photos=0, name="第二商场", credit_code="")
    delivered(certified_office)
    approved(certified_office, second)
    certified_office.clock.advance(days=60)
    assert certified(certified_office, second) == "晋绿商〔2027〕SX01-0001号"


def test_only_an_issuer_with_a_listed_code_key_issues(delivered_office):
    made = delivered_office.made["taiyuan"]
    approved(delivered_office, made)
    with delivered_office.supervisor() as session:
        with pytest.raises(NoCodeKey):
            issue(session, made)
        with delivered_office.issuer() as theirs:
            session.code_key = theirs.code_key
        with pytest.raises(MayNotIssue) as refused:
            issue(session, made)
    assert refused.value.facts == {"person": SUPERVISOR.person_id, "reason": "role_not_allowed"}


def test_an_action_that_ends_in_a_published_list_gives_no_certificates(delivered_office, monkeypatch):
    made = delivered_office.made["taiyuan"]
    approved(delivered_office, made)
    real = certifying.form_with

    def as_a_list(*wanted) -> Form:
        form = real(*wanted)
        return dataclasses.replace(
            form, certificate=dataclasses.replace(form.certificate, from_published_list_only=True)
        )

    monkeypatch.setattr(certifying, "form_with", as_a_list)
    with delivered_office.issuer() as session, pytest.raises(PublishedListOnly):
        issue(session, made)


def test_a_certificate_is_revoked_once_by_an_issuer_with_a_reason(certified_office):
    serial = certified_office.made["serial"]
    with certified_office.supervisor() as session:
        with pytest.raises(MayNotIssue) as refused:
            revoke_certificate(session, serial, "弄虚作假")
        assert refused.value.facts["reason"] == "role_not_allowed"
        assert list_certificates(session)[0].revoked_at is None
    with certified_office.issuer() as session:
        with pytest.raises(ReasonMissing):
            revoke_certificate(session, serial, " ")
        with pytest.raises(UnknownCertificate):
            revoke_certificate(session, "晋绿商〔2026〕SX01-0099号", "弄虚作假")
        revoke_certificate(session, serial, "弄虚作假")
        (found,) = list_certificates(session)
        assert (found.revoked_at, found.revoked_reason) == (certified_office.place.now_text(), "弄虚作假")
        with pytest.raises(UnknownCertificate):
            revoke_certificate(session, serial, "再次")


def test_the_page_is_signed_once_by_the_key_that_issued(certified_office):
    serial = certified_office.made["serial"]
    with certified_office.supervisor() as session:
        with pytest.raises(NotTheIssuer) as refused:
            certificate_pdf(session, serial)
        assert refused.value.facts["person"] == SUPERVISOR.person_id
    with certified_office.issuer() as session:
        page = certificate_pdf(session, serial)
        certified_office.clock.advance(days=2)
        assert certificate_pdf(session, serial) == page
        with pytest.raises(UnknownCertificate):
            certificate_pdf(session, "none")
    with certified_office.supervisor() as session:
        assert certificate_pdf(session, serial) == page, "the kept page may be given by anybody"


def test_an_expired_issuer_issues_nothing(delivered_office):
    approved(delivered_office, delivered_office.made["taiyuan"])
    delivered_office.clock.advance(days=500)
    with delivered_office.issuer() as session, pytest.raises(MayNotIssue) as refused:
        issue(session, delivered_office.made["taiyuan"])
    assert refused.value.facts == {"person": ISSUER.person_id, "reason": "expired"}


def test_the_latest_approval_counts_whatever_offset_its_clock_had(delivered_office, monkeypatch):
    approved(delivered_office, delivered_office.made["taiyuan"])
    with delivered_office.issuer() as session, session.store.read() as connection:
        (one,) = certifying.decisions.of_assessment(connection, delivered_office.made["taiyuan"])
        early = dataclasses.replace(one, record_id="e" * 64, decided_at="2026-11-23T10:00:00+08:00")
        late = dataclasses.replace(one, record_id="f" * 64, decided_at="2026-11-23T09:00:00+00:00")
        monkeypatch.setattr(certifying.decisions, "of_assessment", lambda *_: (early, late))
        _, decision = certifying._approved(connection, delivered_office.made["taiyuan"])
    assert decision == "f" * 64


# --- the plan ---------------------------------------------------------------------------------------


def test_without_certificates_every_target_says_that_there_is_nothing_yet(delivered_office):
    with delivered_office.supervisor() as session:
        plan, states = target_states(session)
    assert {state.action.code for state in states} == {action.code for action in plan.actions}
    assert len(plan.actions) == 7
    assert {state.missing for state in states} == {Missing.NOTHING_CERTIFIED}
    assert not any(state.is_reached for state in states)


def test_one_certificate_moves_the_targets_of_its_own_action_only(certified_office):
    with certified_office.supervisor() as session:
        _, states = target_states(session)
    moved = [state for state in states if state.certified]
    assert len({state.action.code for state in moved}) == 1
    values = sorted((state.value, state.wanted) for state in moved)
    assert values == [(1, 10), (1, 11)]
    coverage = next(state for state in moved if state.wanted == 11)
    assert (len(coverage.lacking), coverage.by_city["140100"]) == (10, 1)
    assert not coverage.is_reached
    assert all(state.missing for state in states if not state.certified)


def test_a_revoked_certificate_counts_no_more(certified_office):
    with certified_office.issuer() as session:
        revoke_certificate(session, certified_office.made["serial"], "弄虚作假")
        _, states = target_states(session)
    assert all(state.certified == 0 for state in states)
