"""Look-up tables: the row of limits that fits the subject."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from workbench.domain.forms import Table
from workbench.domain.rules import TableLookup
from workbench.scoring.answers import SubjectValue
from workbench.scoring.judgement import Circumstances

Row = Mapping[str, object]


def row_of(lookup: TableLookup, circumstances: Circumstances) -> Row | None:
    """Find the row for the subject; None when an attribute is missing or no row fits (contract 10.13)."""
    values = [(key, circumstances.subject.get(key)) for key in lookup.by]
    known = [(key, value) for key, value in values if value is not None]
    if len(known) < len(values):
        return None
    return next((row for row in _rows(lookup, circumstances.tables) if _fits(row, known)), None)


def _rows(lookup: TableLookup, tables: Mapping[str, Table]) -> tuple[Row, ...]:
    return tables[lookup.table].rows


def _fits(row: Row, values: list[tuple[str, SubjectValue]]) -> bool:
    return all(
        _is_between(row, key, value) if isinstance(value, Fraction) else value in _listed(row[key])
        for key, value in values
    )


def _listed(cell: object) -> tuple[object, ...]:
    return tuple(cell) if isinstance(cell, list | tuple | frozenset) else (cell,)


def _is_between(row: Row, attribute: str, value: Fraction) -> bool:
    """Compare with the columns `<x>_min` and `<x>_max` of an attribute `<x>` or `..._<x>`; a null limit is open."""
    stem = next(
        column.removesuffix("_max")
        for column in row
        if column.endswith("_max") and f"_{attribute}".endswith(f"_{column.removesuffix('_max')}")
    )
    lowest, highest = row[f"{stem}_min"], row[f"{stem}_max"]
    return (lowest is None or value >= figure(lowest)) and (highest is None or value <= figure(highest))


def figure(cell: object) -> Fraction:
    """Read a figure of a row: a whole number, a decimal string or an exact figure."""
    if isinstance(cell, str | int | Fraction) and not isinstance(cell, bool):
        return Fraction(cell)
    raise TypeError(f"{cell!r} is no figure of a look-up table")
