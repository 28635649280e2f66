"""Decides what the report page shows: a signed report, or a draft marked as such."""

from __future__ import annotations

from typing import Protocol

from workbench.ui.facts import OpenAssessment, ReportFile
from workbench.ui.ports import Assessments, Progress
from workbench.ui.work import Tasks


class ReportView(Protocol):
    """What the presenter tells the page."""

    def show_report(self, opened: OpenAssessment, report: ReportFile) -> None:
        """Here it is."""
        ...

    def show_refused(self, error: Exception) -> None:
        """It could not be made."""
        ...


class ReportPresenter:
    """Makes the report once and keeps it while the page stands."""

    def __init__(self, view: ReportView, assessments: Assessments, tasks: Tasks, assessment_id: str) -> None:
        self._view, self._assessments, self._tasks = view, assessments, tasks
        self.assessment_id = assessment_id
        self.report: ReportFile | None = None

    def refresh(self, title: str) -> None:
        """Make the report; `title` names the work in the strip."""
        key, assessments = self.assessment_id, self._assessments

        def work(progress: Progress) -> tuple[OpenAssessment, ReportFile]:
            return assessments.open(key), assessments.make_report(key, progress)

        self._tasks.submit_long(title, work, on_success=self._on_made, on_failure=self._view.show_refused)

    def _on_made(self, made: tuple[OpenAssessment, ReportFile]) -> None:
        opened, self.report = made
        self._view.show_report(opened, self.report)
