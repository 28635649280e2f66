"""The ledger: one row per item with its points and why (contract sections 2, 5 and 9)."""

from __future__ import annotations

from fractions import Fraction

from workbench.domain.forms import Item
from workbench.domain.results import ItemState, LedgerRow, Reason
from workbench.domain.rules import kind_of
from workbench.scoring.answers import Response
from workbench.scoring.judgement import Circumstances, Judgement
from workbench.scoring.membership import absence
from workbench.scoring.rules import judge_entry


def row(item: Item, response: Response | None, edition: str, circumstances: Circumstances) -> LedgerRow:
    """Judge one item: first whether it is in the form at all, then its answer."""
    absent = absence(item, edition, circumstances.subject)
    if absent is Reason.MISSING_ATTRIBUTE:
        return _row(item, Judgement(ItemState.UNDETERMINED, None, item.points, absent))
    if absent is not None:
        return _row(item, Judgement(ItemState.NOT_IN_FORM, None, Fraction(0), absent))
    return _row(item, judge_entry(item, response, circumstances))


def _row(item: Item, judged: Judgement) -> LedgerRow:
    return LedgerRow(item.code, judged.state, judged.points, judged.max_points, kind_of(item.rule), judged.reason)
