"""Finds the screen of every room; each is imported when it is first entered."""

from __future__ import annotations

from workbench.ui.frame import Screen, Surroundings


def make(name: str, around: Surroundings) -> Screen:  # noqa: PLR0911 -- one case per room
    """Make a room's screen."""
    match name:
        case "units":
            from workbench.ui.screens.units.view import UnitsScreen

            return UnitsScreen(around)
        case "batches":
            from workbench.ui.screens.batches.view import BatchesScreen

            return BatchesScreen(around)
        case "review":
            from workbench.ui.screens.review.view import ReviewScreen

            return ReviewScreen(around)
        case "certificates":
            from workbench.ui.screens.certificates.view import CertificatesScreen

            return CertificatesScreen(around)
        case "plan":
            from workbench.ui.screens.plan.view import PlanScreen

            return PlanScreen(around)
        case "settings":
            from workbench.ui.screens.comfort.view import ComfortScreen

            return ComfortScreen(around)
        case _:
            from workbench.ui.screens.today.view import TodayScreen

            return TodayScreen(around)


def make_for(name: str, around: Surroundings, assessment_id: str) -> Screen:
    """Make a page that belongs to one assessment."""
    if name == "report":
        from workbench.ui.screens.report.view import ReportScreen

        return ReportScreen(around, assessment_id)
    from workbench.ui.screens.filling.finish_view import FinishScreen

    return FinishScreen(around, assessment_id)
