"""Write a form's content as the sheets of a workbook; also content that somebody still has to complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from workbench.authoring.workbook.codecs import Codes
from workbench.authoring.workbook.fields import Field, Shape, Table
from workbench.authoring.workbook.guide import guide_page
from workbench.authoring.workbook.layout import FACT_COLUMNS, FACT_SHEET, MORE, OWNER
from workbench.authoring.workbook.outline import Outline
from workbench.authoring.workbook.rows import Row
from workbench.authoring.workbook.tables import BY_KEY, TABLES
from workbench.authoring.workbook.vocabulary import Vocabulary, folded
from workbench.spreadsheets.lists import Choices, FromColumn
from workbench.spreadsheets.writing import CellValue, Column, SheetPlan, write_workbook

_MAIN_TAB: Final = "5B8C6E"
_RULE_TAB: Final = "C9A34E"
_RARE_TAB: Final = "B8BDBA"
_OWNER_WIDTH: Final = 14
_RULES: Final = "scoring"


def content_to_workbook(content: Mapping[str, Any], words: Vocabulary) -> bytes:
    """Write a form as a new workbook in the language of `words`; what is missing in the content stays an empty cell."""
    return write_workbook(sheet_plans(content, words), [guide_page(words)])


def sheet_plans(content: Mapping[str, Any], words: Vocabulary) -> list[SheetPlan]:
    """Plan every sheet of a form besides the guide: those that most forms use first."""
    outline = Outline(dict(content), words)
    tables = sorted(TABLES, key=lambda table: not table.is_common and not outline.rows[table.key])
    return [*(_plan(table, outline.rows[table.key], words) for table in tables), _facts_plan(outline, words)]


def _plan(table: Table, rows: Sequence[Row], words: Vocabulary) -> SheetPlan:
    if table.shape is Shape.RECORD:
        return _record_plan(table, rows[0] if rows else Row("", (None,) * len(table.fields)), words)
    columns = [_column(table, field, words) for field in table.fields]
    if table.has_owner:
        columns.insert(0, _owner_column(table, words))
    pieces = max((len(row.chunks) for row in rows), default=0)
    columns += [_more_column(table, number, words) for number in range(1, pieces + 1)]
    return SheetPlan(
        words.sheet(table.key),
        tuple(columns),
        [_cells(table, row, pieces) for row in rows],
        _frozen(table),
        words.sheet_names(table.key),
        _tab(table, rows),
        key_of=lambda texts: "/".join(filter(None, texts[: _key_columns(table)])) or None,
    )


def _cells(table: Table, row: Row, pieces: int) -> list[CellValue]:
    more = [*row.chunks, *([None] * (pieces - len(row.chunks)))]
    return [*([row.owner] if table.has_owner else []), *row.cells, *more]


def _key_columns(table: Table) -> int:
    return table.has_owner + (1 if table.code or not table.has_owner else 0)


def _frozen(table: Table) -> int:
    """Keep in sight what names a row."""
    named = sum(field.key in {"name.zh", table.code} for field in table.fields[:3])
    return max(1, table.has_owner + named)


def _tab(table: Table, rows: Sequence[Row]) -> str:
    if not table.is_common and not rows:
        return _RARE_TAB
    return _RULE_TAB if table.at[:1] == (_RULES,) or table.at == ("all",) else _MAIN_TAB


def _column(table: Table, field: Field, words: Vocabulary) -> Column:
    return Column(
        words.title(table.key, field.key),
        max(field.width, 9),
        _choices(field, words),
        words.hint(table.key, field.key),
        words.titles(table.key, field.key),
        field.codec.holds_text,
    )


def _owner_column(table: Table, words: Vocabulary) -> Column:
    owner = BY_KEY[table.owners[0]]
    is_single = len(table.owners) == 1 and table.owners[0] != "gate_branches"
    return Column(
        words.title(table.key, OWNER),
        _OWNER_WIDTH,
        _from(owner, words) if is_single else (),
        words.hint(table.key, OWNER),
        words.titles(table.key, OWNER),
        holds_text=True,
    )


def _more_column(table: Table, number: int, words: Vocabulary) -> Column:
    ending = f" {number}" if number > 1 else ""
    titles = tuple(f"{title}{ending}" for title in words.titles(table.key, MORE))
    return Column(f"{words.title(table.key, MORE)}{ending}", 24, (), words.hint(table.key, MORE), titles)


def _choices(field: Field, words: Vocabulary) -> Choices:
    if field.refers and not isinstance(field.codec, Codes):
        return _from(BY_KEY[field.refers], words)
    return field.codec.choices(words)


def _from(table: Table, words: Vocabulary) -> FromColumn:
    """Offer the codes of another sheet, whatever they are by then."""
    return FromColumn(words.sheet(table.key), 1 + table.has_owner)


def _record_plan(table: Table, row: Row, words: Vocabulary) -> SheetPlan:
    """Plan a sheet of names and values, one member of the record a row."""
    lines: list[list[CellValue]] = [
        [words.title(table.key, field.key), cell, words.hint(table.key, field.key)]
        for field, cell in zip(table.fields, row.cells, strict=True)
    ]
    more = words.title(table.key, MORE)
    for number, piece in enumerate(row.chunks, start=1):
        lines.append([f"{more} {number}" if number > 1 else more, piece, words.hint(table.key, MORE)])
    known = {folded(title): f.key for f in table.fields for title in words.titles(table.key, f.key)}
    widths = {"record_name": 26, "record_value": 64, "record_says": 70}
    return SheetPlan(
        words.sheet(table.key),
        tuple(
            Column(
                words.title(table.key, key),
                width,
                also=words.titles(table.key, key),
                holds_text=key == "record_value",
            )
            for key, width in widths.items()
        ),
        lines,
        1,
        words.sheet_names(table.key),
        _MAIN_TAB,
        {place: _choices(field, words) for place, field in enumerate(table.fields)},
        key_of=lambda texts: known.get(folded(texts[0]), texts[0]) or None,
    )


def _facts_plan(outline: Outline, words: Vocabulary) -> SheetPlan:
    columns = tuple(
        Column(
            words.title(FACT_SHEET, key),
            width,
            (),
            words.hint(FACT_SHEET, key),
            words.titles(FACT_SHEET, key),
            holds_text=True,
        )
        for key, width in zip(FACT_COLUMNS, (44, 90), strict=True)
    )
    names = words.sheet_names(FACT_SHEET)
    return SheetPlan(words.sheet(FACT_SHEET), columns, outline.facts, 1, names, _RARE_TAB)
