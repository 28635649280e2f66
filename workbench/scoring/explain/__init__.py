"""Explains every point of the ledger: first as values, then in sentences of either language."""

from __future__ import annotations

from workbench.scoring.explain.facts import Explanation
from workbench.scoring.explain.item import explain, explain_all
from workbench.scoring.explain.texts import explain_lines, explain_text

__all__ = ["Explanation", "explain", "explain_all", "explain_lines", "explain_text"]
