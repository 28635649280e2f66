"""Decides what the supervisor's desk lists and what a decision needs."""

from __future__ import annotations

import enum
from typing import Protocol

from workbench.domain.states import AssessmentState
from workbench.ui.facts import ReviewDecision, ReviewOutcome, ReviewRow, Saved
from workbench.ui.ports import Reviews
from workbench.ui.work import Tasks

_S = AssessmentState
_APPROVED = frozenset({_S.APPROVED, _S.CERTIFIED, _S.PUBLISHED})


class Pile(enum.IntEnum):
    """The tabs of the desk."""

    WAITING = 0
    WORTH_A_LOOK = 1
    RETURNED = 2
    APPROVED = 3


def pile_of(row: ReviewRow, pile: Pile) -> bool:
    """Tell whether a row lies on a pile."""
    state = row.assessment.state
    waiting = state not in _APPROVED and state is not _S.RETURNED
    return {
        Pile.WAITING: waiting,
        Pile.WORTH_A_LOOK: waiting and bool(row.reasons),
        Pile.RETURNED: state is _S.RETURNED,
        Pile.APPROVED: state in _APPROVED,
    }[pile]


class ReviewView(Protocol):
    """What the presenter tells the view."""

    def show_queue(self, rows: tuple[ReviewRow, ...], counts: tuple[int, ...]) -> None:
        """Here is the pile, and how many lie on each."""
        ...

    def show_row(self, row: ReviewRow | None) -> None:
        """Another submission is looked at."""
        ...

    def show_decided(self, outcome: ReviewOutcome) -> None:
        """The decision is signed and kept."""
        ...

    def show_refused(self, error: Exception) -> None:
        """It was declined."""
        ...

    def ask_reason(self) -> None:
        """Returning needs a reason."""
        ...


class ReviewPresenter:
    """The desk."""

    def __init__(self, view: ReviewView, reviews: Reviews, tasks: Tasks) -> None:
        self._view, self._reviews, self._tasks = view, reviews, tasks
        self._rows: tuple[ReviewRow, ...] = ()
        self.pile, self.needle = Pile.WAITING, ""
        self.row: ReviewRow | None = None

    def refresh(self) -> None:
        """Fetch the queue."""
        self._tasks.submit(self._reviews.queue, on_success=self._on_queue, on_failure=self._view.show_refused)

    def _on_queue(self, rows: tuple[ReviewRow, ...]) -> None:
        self._rows = rows
        self._show()

    def narrow(self, pile: Pile, needle: str) -> None:
        """Look at another pile."""
        self.pile, self.needle = pile, needle
        self._show()

    def _show(self) -> None:
        counts = tuple(sum(pile_of(row, pile) for row in self._rows) for pile in Pile)
        shown = tuple(row for row in self._rows if pile_of(row, self.pile) and self._matches(row))
        self._view.show_queue(shown, counts)

    def _matches(self, row: ReviewRow) -> bool:
        facts = (row.assessment.unit_name, row.assessment.region_name, row.assessment.form_name)
        return not self.needle or any(self.needle in fact for fact in facts)

    def choose(self, assessment_id: str) -> None:
        """Look at a submission."""
        self.row = next((row for row in self._rows if row.assessment.assessment_id == assessment_id), None)
        self._view.show_row(self.row)

    @property
    def can_decide(self) -> bool:
        """Whether the submission that is looked at waits for a decision."""
        return self.row is not None and pile_of(self.row, Pile.WAITING)

    def approve(self) -> None:
        """Approve it."""
        self._decide(ReviewOutcome.APPROVED, "")

    def send_back(self, reason: str) -> None:
        """Return it; a reason is asked for when there is none."""
        if self.can_decide and not reason.strip():
            self._view.ask_reason()
            return
        self._decide(ReviewOutcome.RETURNED, reason.strip())

    def _decide(self, outcome: ReviewOutcome, reason: str) -> None:
        if not self.can_decide or self.row is None:
            return
        decision = ReviewDecision(self.row.assessment.assessment_id, outcome, reason)

        def decided(_saved: Saved) -> None:
            self._view.show_decided(outcome)
            self.refresh()

        self._tasks.submit(
            lambda: self._reviews.decide(decision), on_success=decided, on_failure=self._view.show_refused
        )
