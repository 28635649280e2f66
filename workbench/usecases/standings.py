"""How a row of the ledger stands on paper, the same in the report and on the printed form."""

from __future__ import annotations

from workbench.documents.content import Standing
from workbench.domain.results import ItemState, LedgerRow


def standing_of(row: LedgerRow) -> Standing:
    """Say whether an item has its full points, has lost some, is open, or left the base."""
    if row.state.is_open:
        return Standing.OPEN
    if row.state is ItemState.NA and row.points is None:
        return Standing.NOT_APPLICABLE
    return Standing.MET if row.points is not None and row.points >= row.max_points else Standing.NOT_MET
