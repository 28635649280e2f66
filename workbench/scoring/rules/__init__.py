"""The scoring rules, one module per kind; `judge` finds the module of a rule."""

from __future__ import annotations

from workbench.scoring.rules.dispatch import judge, judge_entry

__all__ = ["judge", "judge_entry"]
