"""Writes changes in the background; one that could not be written is kept and tried again, never forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from workbench.ui.facts import Entry, EvidenceRow, ParameterValue, Saved
from workbench.ui.ports import Assessments, EvidenceShelf
from workbench.ui.screens.filling.book import Change, Matter
from workbench.ui.work import Tasks


class SaverView(Protocol):
    """What the saver tells."""

    def show_saving(self) -> None:
        """What is safe on disk changed."""
        ...

    def show_refused(self, code: str, error: Exception) -> None:
        """Something was declined."""
        ...


class Saver:
    """The way of one assessment's changes to the disk.

    Attributes:
        saved_at: When something last became durable.
    """

    def __init__(
        self, view: SaverView, assessments: Assessments, evidence: EvidenceShelf, tasks: Tasks, assessment_id: str
    ) -> None:
        self._view, self._assessments, self._evidence, self._tasks = view, assessments, evidence, tasks
        self._assessment = assessment_id
        self._pending = 0
        self._unsaved: dict[tuple[Matter, str, str], Change] = {}
        self._is_left = False
        self.saved_at: datetime | None = None

    @property
    def is_busy(self) -> bool:
        """Whether anything is not durable yet, be it under way or failed."""
        return bool(self._pending or self._unsaved)

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The codes whose latest change could not be written."""
        return tuple(dict.fromkeys(change.code for change in self._unsaved.values()))

    def write(self, change: Change) -> None:
        """Write a change; it stands for whatever of the same code could not be written before."""
        failed = self._unsaved.pop(_key(change), None)
        if failed is not None and change.matter is Matter.EVIDENCE and failed == change.reversed():
            self._view.show_saving()  # the file on disk never moved: the step back is done already
            return
        self.submit(
            self._deed(change),
            on_success=lambda _outcome: None,
            on_failure=lambda error: self._keep_unsaved(change, error),
        )

    def submit(
        self,
        deed: Callable[[], Saved | EvidenceRow | None],
        *,
        on_success: Callable[[Saved | EvidenceRow | None], None],
        on_failure: Callable[[Exception], None],
    ) -> None:
        """Do something that writes, and count it until it is durable."""
        self._pending += 1
        self._view.show_saving()

        def succeed(outcome: Saved | EvidenceRow | None) -> None:
            self._pending -= 1
            self._note(outcome)
            on_success(outcome)
            self.retry()
            self._view.show_saving()

        def fail(error: Exception) -> None:
            self._pending -= 1
            on_failure(error)
            self._view.show_saving()

        self._tasks.submit(deed, on_success=succeed, on_failure=fail)

    def retry(self) -> None:
        """Try again what could not be written."""
        if not self._is_left:
            for change in tuple(self._unsaved.values()):
                self.write(change)

    def once_written(self, then: Callable[[], None]) -> None:
        """Go on when everything that is under way has been answered; the store thread keeps the order."""
        self._tasks.submit(lambda: None, on_success=lambda _done: then())

    def leave(self) -> None:
        """Start nothing more by itself: the page goes, and the store may close behind it."""
        self._is_left = True

    def _keep_unsaved(self, change: Change, error: Exception) -> None:
        self._unsaved[_key(change)] = change
        self._view.show_refused(change.code, error)

    def _note(self, outcome: Saved | EvidenceRow | None) -> None:
        if isinstance(outcome, Saved):
            self.saved_at = outcome.at
        elif isinstance(outcome, EvidenceRow):
            self.saved_at = outcome.added_at

    def _deed(self, change: Change) -> Callable[[], Saved | EvidenceRow | None]:
        assessment, code, after = self._assessment, change.code, change.after
        if change.matter is Matter.RESPONSE:
            return lambda: self._assessments.record_response(assessment, code, _entry(after))
        if change.matter is Matter.PREREQUISITE:
            return lambda: self._assessments.record_prerequisite(assessment, code, _entry(after))
        if change.matter is Matter.PARAMETER:
            value = after if isinstance(after, ParameterValue) else ParameterValue(code, "", "")
            return lambda: self._assessments.record_parameter(assessment, value)
        if change.matter is Matter.FLAG:
            return lambda: self._assessments.set_flag(assessment, code, bool(after))
        if change.matter is Matter.SUBJECT:
            subject = after if isinstance(after, dict) else {}
            return lambda: self._assessments.record_subject(assessment, subject)
        return self._evidence_deed(change)

    def _evidence_deed(self, change: Change) -> Callable[[], Saved | EvidenceRow | None]:
        assessment, evidence_id = self._assessment, _evidence_id(change)
        if isinstance(change.after, EvidenceRow):
            return lambda: self._evidence.restore(assessment, evidence_id)
        return lambda: self._evidence.remove(assessment, evidence_id)


def _key(change: Change) -> tuple[Matter, str, str]:
    return change.matter, change.code, _evidence_id(change)


def _evidence_id(change: Change) -> str:
    row = change.after if isinstance(change.after, EvidenceRow) else change.before
    return row.evidence_id if isinstance(row, EvidenceRow) else ""


def _entry(value: object) -> Entry | None:
    return value if isinstance(value, dict) and value else None
