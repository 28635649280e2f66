"""The supervisor's desk, the register of certificates and the plan, behind the window."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from workbench.domain.people import Role
from workbench.domain.plans import CountRange, Coverage, Quota
from workbench.domain.states import AssessmentState
from workbench.protocol.times import moment_from_text
from workbench.signing.trust import Trusted
from workbench.store import assessments, certificates, decisions, units
from workbench.store import people as people_table
from workbench.store.durable_files import write_durably
from workbench.store.rows import Certificate, Overview
from workbench.ui.desk.rows import assessment_row, form_name, newest_of
from workbench.ui.facts import (
    CertificateRow,
    CertificateState,
    ReviewDecision,
    ReviewOutcome,
    ReviewReason,
    ReviewRow,
    Saved,
    TargetRow,
)
from workbench.ui.ports import Progress
from workbench.usecases.certificate_paper import certificate_pdf
from workbench.usecases.certifying import Issue, issue_certificate
from workbench.usecases.reviewing import Outcome, WantedDecision, decide, review_queue
from workbench.usecases.session import Session
from workbench.usecases.targets import TargetState, target_states
from workbench.usecases.words import Words

ISSUER_SETTING = "issuer_name"
_SOON = timedelta(days=60)


class ReviewDesk:
    """Implements `ports.Reviews`."""

    def __init__(self, session: Session, words: Words) -> None:
        self._session = session
        self._words = words

    def queue(self) -> tuple[ReviewRow, ...]:
        """List everything imported for review, the oldest first."""
        today = self._session.place.now().date()
        rows = []
        for one in review_queue(self._session):
            arrived = moment_from_text(one.assessment.updated_at or one.assessment.started_at).date()
            row = assessment_row(self._session, self._words, one, self._reason(one))
            rows.append(ReviewRow(row, (today - arrived).days, self._reasons(one)))
        return tuple(rows)

    def decide(self, decision: ReviewDecision) -> Saved:
        """Sign and keep a decision."""
        outcome: Outcome = "approved" if decision.outcome is ReviewOutcome.APPROVED else "returned"
        decide(
            self._session,
            WantedDecision(decision.assessment_id, outcome, decision.reason, decision.comments),
        )
        return Saved(self._session.place.now())

    def _reasons(self, one: Overview) -> tuple[ReviewReason, ...]:
        if one.verdict != "fail":
            return ()
        words = self._words
        return (
            ReviewReason("alert-triangle", words.say("commands", "look.fail"), words.say("commands", "look.fail_says")),
        )

    def _reason(self, one: Overview) -> str:
        with self._session.store.read() as connection:
            held = decisions.of_assessment(connection, one.assessment.assessment_id)
        newest = newest_of(held)
        return newest.reason if newest else ""


class CertificateDesk:
    """Implements `ports.Certificates`."""

    def __init__(self, session: Session, words: Words, papers: Path) -> None:
        self._session = session
        self._words = words
        self._papers = papers

    def listed(self) -> tuple[CertificateRow, ...]:
        """List approved assessments without a certificate, then the certificates."""
        with self._session.store.read() as connection:
            approved = assessments.overview(
                connection, assessments.Wanted(states=(AssessmentState.APPROVED,)), limit=None
            )
            held = certificates.listing(connection)
            names = {one.unit_id: units.get(connection, one.unit_id) for one in held}
            origins = {one.record_id: certificates.assessment_of(connection, one.record_id) or "" for one in held}
        ready = tuple(self._ready(one) for one in approved if one.verdict == "pass")
        issued = tuple(
            self._issued(one, unit.name if (unit := names[one.unit_id]) else "", origins[one.record_id]) for one in held
        )
        return (*ready, *issued)

    def issuer(self) -> str:
        """Give the office that is printed as the issuer."""
        with self._session.store.read() as connection:
            return people_table.get_setting(connection, self._session.person.person_id, ISSUER_SETTING) or ""

    def issue(self, assessment_id: str, issuer: str, progress: Progress) -> CertificateRow:
        """Issue a certificate for an approved assessment, and make its page."""
        progress(0, 2, "")
        record = issue_certificate(self._session, Issue(assessment_id, issuer))
        with self._session.store.transaction() as connection:
            people_table.set_setting(connection, self._session.person.person_id, ISSUER_SETTING, issuer)
        progress(1, 2, record.serial)
        certificate_pdf(self._session, record.serial)
        return next(row for row in self.listed() if row.serial == record.serial)

    def pdf(self, serial: str) -> Path:
        """Give the certificate's page."""
        path = self._papers / f"certificate-{''.join(sign for sign in serial if sign.isalnum())}.pdf"
        write_durably(path, certificate_pdf(self._session, serial))
        return path

    def _ready(self, one: Overview) -> CertificateRow:
        regions = self._session.place.regions
        return CertificateRow(
            assessment_id=one.assessment.assessment_id,
            serial="",
            unit_name=one.unit_name,
            region_name=regions.full_name(one.region) if regions.has(one.region) else one.region,
            form_name=form_name(self._session, self._words, one.assessment.form),
            grade_name=one.grade_name or "",
            state=CertificateState.READY,
        )

    def _issued(self, one: Certificate, unit_name: str, assessment_id: str) -> CertificateRow:
        regions = self._session.place.regions
        until = date.fromisoformat(one.valid_until) if one.valid_until else None
        return CertificateRow(
            assessment_id=assessment_id,
            serial=one.serial,
            unit_name=unit_name,
            region_name=regions.full_name(one.region) if regions.has(one.region) else one.region,
            form_name=form_name(self._session, self._words, one.form),
            grade_name=self._grade_name(one),
            state=self._state(one, until),
            valid_until=until,
            issued_on=date.fromisoformat(one.issued_on),
        )

    def _grade_name(self, one: Certificate) -> str:
        for form in self._session.place.library.usable():
            if form.code == one.form:
                return next((self._words.text(grade.name) for grade in form.grading if grade.code == one.grade), "")
        return one.grade

    def _state(self, one: Certificate, until: date | None) -> CertificateState:
        today = self._session.place.now().date()
        if one.revoked_at is not None:
            return CertificateState.REVOKED
        if until is None:
            return CertificateState.VALID
        if until < today:
            return CertificateState.EXPIRED
        return CertificateState.EXPIRING if until - today <= _SOON else CertificateState.VALID


def target_rows(session: Session, words: Words) -> tuple[TargetRow, ...]:
    """Show the plan's targets against what is certified here."""
    plan, states = target_states(session)
    del plan
    return tuple(_target_row(session, words, state) for state in states)


def _target_row(session: Session, words: Words, state: TargetState) -> TargetRow:
    if state.missing is not None:
        value, detail = None, words.say("commands", f"target.{state.missing.value}", certified=state.certified)
    else:
        value = words.say("commands", "target.counted", value=state.value, wanted=state.wanted)
        detail = ""
    share = state.share
    lacking = "、".join(session.place.regions.find(code).name for code in state.lacking)
    return TargetRow(
        action=state.action.code,
        action_name=words.text(state.action.name),
        department=words.text(state.action.lead),
        target=words.text(state.target.text),
        value=value,
        share=None if share is None or state.missing else min(1.0, float(share)),
        goal_share=1.0 if isinstance(state.target, (Coverage, CountRange, Quota)) else _line_of(state),
        detail=detail,
        gap=lacking if not state.missing else "",
        is_reached=state.is_reached,
        by_city=dict(state.by_city),
    )


def _line_of(state: TargetState) -> float | None:
    line = getattr(state.target, "line", None)
    return None if line is None else float(line.share)


def roles_of(session: Session) -> frozenset[Role]:
    """Name the roles that the person's key is certified for now; none while it has no certificate."""
    if session.key is None or session.certificate is None:
        return frozenset()
    judged = session.trust().status(session.key.key_id, session.place.now())
    return frozenset({judged.member.role}) if isinstance(judged, Trusted) else frozenset()
