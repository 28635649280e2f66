"""The supervisor's desk: what came in, and signed decisions that name the exact revision (decision 11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from workbench.domain.refusals import Refusal
from workbench.domain.states import AssessmentState
from workbench.protocol import records
from workbench.protocol.signatures import open_envelope, seal, sign_record
from workbench.protocol.times import moment_from_text
from workbench.signing.trust import Purpose, Trusted, Untrusted
from workbench.store import assessments, revisions
from workbench.store import records as record_table
from workbench.store.refusals import UnknownRecord
from workbench.store.rows import Origin, Overview
from workbench.store.store import StoreConnection
from workbench.usecases.assessing import part_of
from workbench.usecases.dossiers import revision_record
from workbench.usecases.editions import form_with
from workbench.usecases.rescoring import require_following
from workbench.usecases.session import Session
from workbench.usecases.typed_text import typed, typed_reason

Outcome = Literal["approved", "returned"]

_REVIEWABLE = (AssessmentState.RECEIVED, AssessmentState.UNDER_REVIEW)
_DECIDED = (
    AssessmentState.RETURNED,
    AssessmentState.APPROVED,
    AssessmentState.CERTIFIED,
    AssessmentState.PUBLISHED,
)


class NotForReview(Refusal):
    """The assessment is not one that can be decided now; facts: `assessment`, `state`."""

    code = "not_for_review"


class SeveralHeads(Refusal):
    """Two revisions contradict each other and a person has to reconcile them first; facts: `assessment`."""

    code = "several_heads"


class MayNotDecide(Refusal):
    """The person's key may not decide this; facts: `person`, `reason`."""

    code = "may_not_decide"


@dataclass(frozen=True)
class WantedDecision:
    """A decision on an assessment with its reason and comments by item code."""

    assessment_id: str
    outcome: Outcome
    reason: str = ""
    comments: Mapping[str, str] = field(default_factory=dict)


def review_queue(session: Session) -> tuple[Overview, ...]:
    """List everything that came in from others, the oldest first, decided work included."""
    wanted = assessments.Wanted(states=(*_REVIEWABLE, *_DECIDED), origin=Origin.IMPORTED)
    with session.store.read() as connection:
        found = assessments.overview(connection, wanted, limit=None)
    return tuple(sorted(found, key=lambda one: moment_from_text(one.assessment.updated_at)))


def decide(session: Session, wanted: WantedDecision) -> str:
    """Sign and keep a decision on the one head of an assessment; gives the decision's record id.

    Raises:
        NotForReview, ReasonMissing, SeveralHeads, MayNotDecide, NoCertificate, UnknownItem (a comment on no clause),
            ResultDoesNotFollow (approving what the answers do not give).
    """
    reason = typed_reason(wanted.reason) if wanted.outcome == "returned" else typed(wanted.reason)
    session.require_certificate()
    moment = session.place.now()
    with session.store.transaction() as connection:
        assessment = assessments.get(connection, wanted.assessment_id)
        if assessment.origin is not Origin.IMPORTED or assessment.state not in _REVIEWABLE:
            raise NotForReview(assessment=wanted.assessment_id, state=assessment.state.value)
        heads = revisions.heads(connection, wanted.assessment_id)
        if len(heads) != 1:
            raise SeveralHeads(assessment=wanted.assessment_id)
        revision = revision_record(connection, heads[0])
        role = _role_for(session, revision)
        if wanted.outcome == "approved":
            require_following(session.place, connection, revision)
        form = form_with(session.place, connection, revision.form.code, revision.form.edition, revision.form.sha256)
        for item in wanted.comments:
            part_of(form, item)
        record = records.Decision(
            assessment=wanted.assessment_id,
            revisions=tuple(heads),
            outcome=wanted.outcome,
            reason=reason,
            comments=tuple(
                records.Comment(item=item, text=typed(text))
                for item, text in sorted(wanted.comments.items())
                if typed(text)
            ),
            reviewer=records.ActingPerson(person_id=session.person.person_id, name=session.person.name, role=role),
            decided_at=session.place.now_text(),
        )
        envelope = seal(record, [sign_record(record, session.require_key(), purpose="decide", signed_at=moment)])
        record_table.apply(connection, envelope, at=record.decided_at, origin=Origin.OWN, enqueue=True)
    return records.record_id(record)


def decision_record(connection: StoreConnection, record_id: str) -> records.Decision:
    """Read a decision back from its envelope.

    Raises:
        UnknownRecord.
    """
    held = record_table.get(connection, record_id)
    record = open_envelope(held.envelope).record if held else None
    if not isinstance(record, records.Decision):
        raise UnknownRecord(record_id=record_id)
    return record


def _role_for(session: Session, revision: records.Revision) -> Literal["supervisor"]:
    if session.person.person_id in {one.person_id for one in revision.visit.team}:
        raise MayNotDecide(person=session.person.person_id, reason="own_work")
    purpose = Purpose(region=revision.unit.region, action=revision.unit.action)
    judged = session.trust().status(session.require_key().key_id, session.place.now(), purpose)
    if isinstance(judged, Untrusted):
        raise MayNotDecide(person=session.person.person_id, reason=judged.reason.value)
    if not isinstance(judged, Trusted) or judged.member.role.value != "supervisor":
        raise MayNotDecide(person=session.person.person_id, reason="role_not_allowed")
    return "supervisor"
