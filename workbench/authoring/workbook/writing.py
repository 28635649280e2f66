"""Write a form's content as the sheets of a workbook; also content that somebody still has to complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from workbench.authoring.workbook.codecs import Codes
from workbench.authoring.workbook.fields import Field, Shape, Table
from workbench.authoring.workbook.guide import guide_page
from workbench.authoring.workbook.layout import FACT_COLUMNS, FACT_SHEET, MORE, OWNER
from workbench.authoring.workbook.outline import Outline
from workbench.authoring.workbook.rows import Row
from workbench.authoring.workbook.tables import BY_KEY, TABLES
from workbench.authoring.workbook.vocabulary import Vocabulary, folded
from workbench.domain.texts import Language
from workbench.spreadsheets.lists import Choices, FromColumn
from workbench.spreadsheets.onto import write_onto
from workbench.spreadsheets.reading import read_workbook
from workbench.spreadsheets.writing import CellValue, Column, SheetPlan, write_workbook

_MAIN_TAB: Final = "5B8C6E"
_RULE_TAB: Final = "C9A34E"
_RARE_TAB: Final = "B8BDBA"
_OWNER_WIDTH: Final = 14
_GROUP_WIDTH: Final = 8
_RULES: Final = "scoring"
_MOST_LEFTOVERS: Final = 4
_NAMED_BY_CODE: Final = "items"
"""Items keep their code when they go to another group."""


def content_to_workbook(content: Mapping[str, Any], words: Vocabulary) -> bytes:
    """Write a form as a new workbook in the language of `words`; what is missing in the content stays an empty cell."""
    return write_workbook(sheet_plans(content, words), [guide_page(words)])


def content_onto_workbook(content: Mapping[str, Any], data: bytes, file: str, words: Vocabulary) -> bytes:
    """Write a form onto somebody's own workbook, in the language that its sheets are named in.

    What openpyxl cannot keep (macros, shapes, sparklines, slicers, threaded comments and the like, see
    `spreadsheets.keeping`) is never dropped in silence: the workbook is refused.

    Raises:
        NoWorkbook, WorkbookTooLarge, WorkbookLocked, WorkbookPartsLost, CellsMerged.
    """
    names = {sheet.name for sheet in read_workbook(data, file).sheets}
    spoken = max(Language, key=lambda one: _named_in(words.in_language(one), names) + (one is words.language) / 2)
    spoken_words = words.in_language(spoken)
    plans = sheet_plans(content, spoken_words, leftovers=_MOST_LEFTOVERS)
    return write_onto(data, file, plans, [guide_page(spoken_words)])


def _named_in(words: Vocabulary, names: set[str]) -> float:
    return sum(words.sheet(table.key) in names for table in TABLES)


def sheet_plans(content: Mapping[str, Any], words: Vocabulary, leftovers: int = 0) -> list[SheetPlan]:
    """Plan every sheet of a form besides the guide: those that most forms use first.

    Args:
        content: the form.
        words: the language.
        leftovers: how many columns for what no other can say are planned at least, so that old ones are cleared.
    """
    outline = Outline(dict(content), words)
    tables = sorted(TABLES, key=lambda table: not table.is_common and not outline.rows[table.key])
    return [*(_plan(table, outline.rows[table.key], words, leftovers) for table in tables), _facts_plan(outline, words)]


def _plan(table: Table, rows: Sequence[Row], words: Vocabulary, leftovers: int) -> SheetPlan:
    if table.shape is Shape.RECORD:
        return _record_plan(table, rows[0] if rows else Row("", (None,) * len(table.fields)), words)
    columns = [_column(table, field, words) for field in table.fields]
    if table.has_owner:
        columns.insert(0, _owner_column(table, words))
    pieces = max([leftovers, *(len(row.chunks) for row in rows)])
    columns += [_more_column(table, number, words) for number in range(1, pieces + 1)]
    return SheetPlan(
        words.sheet(table.key),
        tuple(columns),
        [_cells(table, row, pieces) for row in rows],
        _frozen(table),
        words.sheet_names(table.key),
        _tab(table, rows),
        key_of=partial(_key_of, table),
    )


def _key_of(table: Table, texts: Sequence[str]) -> str | None:
    """Name a row by its code, and by what it belongs to where the code alone does not name it."""
    named = [texts[0], texts[1]] if table.has_owner and table.code else [texts[0]]
    return "/".join(named[1:] if table.key == _NAMED_BY_CODE else named).strip("/") or None


def _cells(table: Table, row: Row, pieces: int) -> list[CellValue]:
    more = [*row.chunks, *([None] * (pieces - len(row.chunks)))]
    return [*([row.owner] if table.has_owner else []), *row.cells, *more]


def _frozen(table: Table) -> int:
    """Keep in sight what names a row."""
    named = [place for place, field in enumerate(table.fields[:3], start=1) if field.key in {"name.zh", table.code}]
    return max(1, table.has_owner + max(named, default=0))


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
        _GROUP_WIDTH if owner.key == "groups" else _OWNER_WIDTH,
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
    known |= {folded(title): MORE for title in words.titles(table.key, MORE)}
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
        key_of=partial(_key_of_record, known),
    )


def _key_of_record(known: Mapping[str, str], texts: Sequence[str]) -> str | None:
    """Name a row of a record by its member; a row of another name is the author's own."""
    title = folded(texts[0])
    return known.get(title) or (MORE if known.get(title.rstrip("0123456789")) == MORE else None)


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
