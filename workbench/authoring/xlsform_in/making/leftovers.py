"""Rows that no form has a place for: each is listed with what it asks."""

from __future__ import annotations

from typing import Final

from workbench.authoring.xlsform_in.making.subjects import ITEM_KINDS
from workbench.authoring.xlsform_in.making.workshop import Workshop
from workbench.authoring.xlsform_in.source.columns import Role
from workbench.authoring.xlsform_in.source.outline import Outline, Question
from workbench.authoring.xlsform_in.source.question_types import Kind

_ATTACHED: Final = frozenset({Kind.NOTE, Kind.IMAGE, Kind.VIDEO, Kind.AUDIO, Kind.FILE})
_TYPED: Final = frozenset({Kind.META, Kind.EXTERNAL, Kind.UNKNOWN})
"""Rows that are told by their type; the others by what they ask."""


def leave_rows(outline: Outline, workshop: Workshop) -> None:
    """List the rows that became nothing; what was carried of them before stays carried."""
    for question in outline.questions:
        kind = question.type.kind
        if kind is Kind.MISSING:
            _leave_untyped(question, workshop)
        elif kind in _TYPED:
            workshop.ledger.leave(question.row.every_cell, kind.value, type=question.row.text(Role.TYPE)[:60])
        elif kind not in ITEM_KINDS and kind not in _ATTACHED:
            workshop.ledger.leave(question.row.every_cell, kind.value, name=workshop.writer.called(question.row))


def _leave_untyped(question: Question, workshop: Workshop) -> None:
    """A row without type, name and label is a remark; XLSForm passes over it too."""
    row = question.row
    asks = row.cell(Role.NAME) is not None or any(not cell.is_empty for cell in row.cells_of(Role.LABEL))
    if asks:
        workshop.ledger.leave(row.every_cell, "row_without_type", name=workshop.writer.called(row))
    else:
        workshop.ledger.leave(row.every_cell, "row_of_remarks")
