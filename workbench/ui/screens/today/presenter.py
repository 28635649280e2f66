"""Decides what the start page lists and what Enter opens."""

from __future__ import annotations

from typing import Protocol

from workbench.domain.states import AssessmentState
from workbench.ui.facts import AssessmentRow, Today
from workbench.ui.ports import Workspace
from workbench.ui.work import Tasks


class TodayView(Protocol):
    """What the presenter tells the page."""

    def show_today(self, today: Today) -> None:
        """Here is the day."""
        ...


class TodayPresenter:
    """The start page."""

    def __init__(self, view: TodayView, workspace: Workspace, tasks: Tasks) -> None:
        self._view, self._workspace, self._tasks = view, workspace, tasks
        self._rows: dict[str, AssessmentRow] = {}
        self._whole: frozenset[str] = frozenset()
        self._is_first = True

    def refresh(self) -> None:
        """Fetch the day."""
        whole = self._whole
        self._tasks.submit(lambda: self._workspace.today(whole), on_success=self._on_today)

    def list_all(self, name: str) -> None:
        """List one of the lists whole from now on."""
        self._whole |= {name}
        self.refresh()

    def _on_today(self, today: Today) -> None:
        rows = (*today.returned, *today.drafts, *today.finished, *today.sent)
        self._rows = {row.assessment_id: row for row in rows}
        self._view.show_today(today)
        if self._is_first:
            # The day is read meanwhile: a search lays a large register out, so that Ctrl+K need not.
            self._is_first = False
            self._tasks.submit(lambda: self._workspace.units.find("ty", 1), on_success=_ignore, on_failure=_ignore)

    def room_for(self, assessment_id: str) -> str:
        """Say which page an assessment opens on: filling, or the report once it is frozen."""
        row = self._rows.get(assessment_id)
        if row is None or row.state in (AssessmentState.DRAFT, AssessmentState.RETURNED):
            return "fill"
        return "report"


def _ignore(_outcome: object) -> None:
    """Nobody waits for it; what fails here is told when somebody searches."""
