"""Look-up tables on the phone: the limits of the first row that fits the subject."""

from __future__ import annotations

from collections.abc import Mapping
from math import lcm

from workbench.authoring.xlsform.context import Scoring
from workbench.authoring.xlsform.fields import FieldKind
from workbench.authoring.xlsform.logic import Subject, all_hold, negated, one_holds
from workbench.authoring.xlsform.measuring import Limits, first_matching
from workbench.authoring.xlsform.numbers import ZERO, figure
from workbench.domain.rules import TableLookup
from workbench.scoring.rules.lookup import figure as exact_figure

Row = Mapping[str, object]


def columns_of(scoring: Scoring, lookup: TableLookup, subject: Subject) -> tuple[Mapping[str, Limits], str]:
    """Give the limits of every column for the subject, and when no row is known to fit."""
    rows = scoring.tables[lookup.table].rows
    fits = [all_hold(*(_fits(scoring, subject, row, key) for key in lookup.by)) for row in rows]
    known = all_hold(*(subject.given(key) for key in lookup.by))
    columns = {
        column: _column(rows, column, fits)
        for column in rows[0]
        if column not in lookup.by and not column.startswith("floors_")
    }
    return columns, negated(all_hold(known, one_holds(*fits)))


def _column(rows: tuple[Row, ...], column: str, fits: list[str]) -> Limits:
    worths = [exact_figure(row[column]) for row in rows]
    below = lcm(*(worth.denominator for worth in worths))
    return Limits(first_matching(fits, [figure(int(worth * below)) for worth in worths], ZERO), below)


def _fits(scoring: Scoring, subject: Subject, row: Row, key: str) -> str:
    entry = scoring.plan.attributes[key]
    if entry.kind in (FieldKind.WHOLE, FieldKind.DECIMAL):
        return _between(scoring, row, key)
    listed = row[key]
    values = listed if isinstance(listed, list | tuple | frozenset) else (listed,)
    return one_holds(*(subject.equals(key, str(value)) for value in values))


def _between(scoring: Scoring, row: Row, key: str) -> str:
    stem = next(
        column.removesuffix("_max")
        for column in row
        if column.endswith("_max") and f"_{key}".endswith(f"_{column.removesuffix('_max')}")
    )
    entry = scoring.plan.attributes[key]
    whole, scale = scoring.whole(entry), 10**entry.places
    found = []
    for column, sign in ((f"{stem}_min", ">="), (f"{stem}_max", "<=")):
        if row[column] is not None:
            limit = exact_figure(row[column]) * scale
            found.append(f"{whole.text} * {limit.denominator} {sign} {limit.numerator}")
    return all_hold(*found)
