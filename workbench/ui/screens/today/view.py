"""The start page."""

from __future__ import annotations

from workbench.ui.frame import Screen


class TodayScreen(Screen):
    """The start page."""
