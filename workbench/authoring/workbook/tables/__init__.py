"""Every sheet of the workbook, in the order in which they stand; owners before what they own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from workbench.authoring.workbook.fields import Shape, Table
from workbench.authoring.workbook.tables.items import ITEM_TABLES
from workbench.authoring.workbook.tables.outcome import OUTCOME_TABLES
from workbench.authoring.workbook.tables.rules import RULE_TABLES
from workbench.authoring.workbook.tables.subject import SUBJECT_TABLES

TABLES: Final[tuple[Table, ...]] = (*SUBJECT_TABLES, *ITEM_TABLES, *RULE_TABLES, *OUTCOME_TABLES)
"""Every sheet that is a table; facts (`facts.py`) and the guide are sheets of their own kind."""
BY_KEY: Final[Mapping[str, Table]] = {table.key: table for table in TABLES}
"""The sheets whose rows have a scoring rule."""


def owned_by(key: str) -> tuple[Table, ...]:
    """List the sheets whose rows may belong to a row of this one: lists, then details, the deepest first."""
    found = [table for table in TABLES if key in table.owners]
    return tuple(sorted(found, key=lambda table: (table.shape is Shape.DETAIL, -len(table.at))))


def roots() -> tuple[Table, ...]:
    """List the sheets whose rows belong to the form itself."""
    return tuple(table for table in TABLES if not table.owners)
