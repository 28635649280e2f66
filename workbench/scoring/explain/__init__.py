"""Explains every point of the ledger: first as values, then in sentences of either language."""

from __future__ import annotations

from workbench.scoring.explain.facts import Explanation
from workbench.scoring.explain.item import explain, explain_all
from workbench.scoring.explain.prerequisite import PrerequisiteExplanation, explain_prerequisites
from workbench.scoring.explain.texts import Line, explain_lines, explain_text
from workbench.scoring.explain.whole_texts import advice_lines, group_text, prerequisite_text, total_text

__all__ = [
    "Explanation",
    "Line",
    "PrerequisiteExplanation",
    "advice_lines",
    "explain",
    "explain_all",
    "explain_lines",
    "explain_prerequisites",
    "explain_text",
    "group_text",
    "prerequisite_text",
    "total_text",
]
