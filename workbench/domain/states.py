"""The states an assessment passes through, and which may follow which (decision 11)."""

from __future__ import annotations

import enum

from workbench.domain.refusals import Refusal


class AssessmentState(enum.Enum):
    """Where an assessment stands between the first answer and the published certificate."""

    DRAFT = "draft"
    FINISHED = "finished"
    SEALED = "sealed"
    SENT = "sent"
    RECEIVED = "received"
    UNDER_REVIEW = "under_review"
    RETURNED = "returned"
    APPROVED = "approved"
    CERTIFIED = "certified"
    PUBLISHED = "published"


_S = AssessmentState

# A decision may reach the inspector before his own store has learnt of every step in between, so the states after
# `finished` may be skipped forward; nothing ever goes back except by a return, which opens a new draft.
_FOLLOWERS: dict[AssessmentState, frozenset[AssessmentState]] = {
    _S.DRAFT: frozenset({_S.FINISHED}),
    _S.FINISHED: frozenset({_S.SEALED, _S.SENT, _S.RECEIVED, _S.UNDER_REVIEW, _S.RETURNED, _S.APPROVED}),
    _S.SEALED: frozenset({_S.SENT, _S.RECEIVED, _S.UNDER_REVIEW, _S.RETURNED, _S.APPROVED}),
    _S.SENT: frozenset({_S.RECEIVED, _S.UNDER_REVIEW, _S.RETURNED, _S.APPROVED}),
    _S.RECEIVED: frozenset({_S.UNDER_REVIEW, _S.RETURNED, _S.APPROVED}),
    _S.UNDER_REVIEW: frozenset({_S.RETURNED, _S.APPROVED}),
    _S.RETURNED: frozenset({_S.DRAFT}),
    _S.APPROVED: frozenset({_S.CERTIFIED}),
    _S.CERTIFIED: frozenset({_S.PUBLISHED}),
    _S.PUBLISHED: frozenset(),
}


class StepNotAllowed(Refusal):
    """A state may not follow another; facts: `current`, `wanted`."""

    code = "step_not_allowed"


def can_follow(current: AssessmentState, wanted: AssessmentState) -> bool:
    """Tell whether `wanted` may come directly after `current`."""
    return wanted in _FOLLOWERS[current]


def step(current: AssessmentState, wanted: AssessmentState) -> AssessmentState:
    """Move to `wanted`.

    Raises:
        StepNotAllowed: the state table does not allow it.
    """
    if not can_follow(current, wanted):
        raise StepNotAllowed(current=current.value, wanted=wanted.value)
    return wanted


class Delivery(enum.Enum):
    """How far a batch has got; only a verified receipt makes it `ACKNOWLEDGED` (decisions 7, 11)."""

    READY = "ready"
    OFFERED = "offered"
    ACKNOWLEDGED = "acknowledged"
