"""Decides what the finish page lists and when the assessment can be frozen and signed."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Protocol

from workbench.ui.facts import Finished, FinishReport, OpenAssessment, WarningKind
from workbench.ui.ports import Assessments
from workbench.ui.work import Tasks


class Chapter(enum.Enum):
    """The groups of the page, in order."""

    OPEN = "open"
    GATES = "gates"
    EVIDENCE = "evidence"
    CONTRADICTIONS = "contradictions"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class FinishLine:
    """One line: a clause and what is with it ("" where the view has the words)."""

    chapter: Chapter
    code: str
    sentence: str = ""


class FinishView(Protocol):
    """What the presenter tells the page."""

    def show_check(self, opened: OpenAssessment, report: FinishReport) -> None:
        """Here is what is open."""
        ...

    def show_finished(self, finished: Finished) -> None:
        """It is frozen and signed."""
        ...

    def show_refused(self, error: Exception) -> None:
        """It could not be done."""
        ...


class FinishPresenter:
    """The last look before an assessment never changes again."""

    def __init__(self, view: FinishView, assessments: Assessments, tasks: Tasks, assessment_id: str) -> None:
        self._view, self._assessments, self._tasks = view, assessments, tasks
        self.assessment_id = assessment_id
        self.report: FinishReport | None = None
        self.is_busy = False

    @property
    def must_settle(self) -> int:
        """How many things stop finishing."""
        return 0 if self.report is None else len(self.report.open_items) + len(self.report.open_prerequisites)

    def refresh(self) -> None:
        """Look again."""
        key, assessments = self.assessment_id, self._assessments
        self._tasks.submit(
            lambda: (assessments.open(key), assessments.check_finish(key)),
            on_success=self._on_checked,
            on_failure=self._view.show_refused,
        )

    def _on_checked(self, checked: tuple[OpenAssessment, FinishReport]) -> None:
        opened, self.report = checked
        self._view.show_check(opened, self.report)

    def finish(self) -> None:
        """Freeze and sign; nothing happens while something is open or it is under way."""
        if self.is_busy or self.report is None or not self.report.can_finish:
            return
        self.is_busy = True
        key = self.assessment_id
        self._tasks.submit(
            lambda: self._assessments.finish(key), on_success=self._on_finished, on_failure=self._on_refused
        )

    def _on_finished(self, finished: Finished) -> None:
        self.is_busy = False
        self._view.show_finished(finished)

    def _on_refused(self, error: Exception) -> None:
        self.is_busy = False
        self._view.show_refused(error)


def lines(report: FinishReport, lost: tuple[str, ...]) -> tuple[FinishLine, ...]:
    """List everything in the order of the page."""
    kinds = {
        WarningKind.EVIDENCE_MISSING: Chapter.EVIDENCE,
        WarningKind.CONTRADICTION: Chapter.CONTRADICTIONS,
        WarningKind.NOTE_MISSING: Chapter.EVIDENCE,
    }
    found = [FinishLine(Chapter.OPEN, code) for code in report.open_items]
    found += [FinishLine(Chapter.GATES, code) for code, _state in report.open_prerequisites]
    for chapter in (Chapter.EVIDENCE, Chapter.CONTRADICTIONS):
        warned = [warning for warning in report.warnings if kinds[warning.kind] is chapter]
        found += [FinishLine(chapter, warning.code, warning.sentence) for warning in warned]
    found += [FinishLine(Chapter.LOST, code) for code in lost]
    return tuple(found)
