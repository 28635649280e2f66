"""Read a CSV file from outside into plain cells: UTF-8, UTF-16 or GB 18030, comma, semicolon or tabulator."""

from __future__ import annotations

import codecs
import csv
import io
from typing import Final

from workbench.spreadsheets.guarding import LARGEST_FILE
from workbench.spreadsheets.places import cell_place
from workbench.spreadsheets.reading import Cell, SheetRead, refuse_too_large
from workbench.spreadsheets.refusals import NoTextTable, WorkbookTooLarge

_DELIMITERS: Final = ",\t;"
_LINES_LOOKED_AT: Final = 10


def read_csv(data: bytes, file: str) -> SheetRead:
    """Read the bytes of a CSV file; the sheet has the file's name and rows of one width.

    Offices save CSV in the encoding of their system, so what is not UTF-8 is taken for GB 18030.

    Raises:
        NoTextTable: the file is no text in any of these encodings.
        WorkbookTooLarge: it is larger than any register.
    """
    if len(data) > LARGEST_FILE:
        raise WorkbookTooLarge(file=file, limit=f"{LARGEST_FILE // 1_000_000} MB")
    text = _decoded(data, file)
    try:
        rows = _rows(text, file)
    except csv.Error as fault:  # a field without end, for example
        raise NoTextTable(file=file) from fault
    width = max(map(len, rows), default=0)
    return SheetRead(
        file,
        tuple(
            tuple(
                Cell(row[column] if column < len(row) else "", cell_place(file, number, column + 1))
                for column in range(width)
            )
            for number, row in enumerate(rows, start=1)
        ),
    )


def _rows(text: str, file: str) -> list[list[str]]:
    """Part the text into rows; one that would be too large as a table is refused while it is read."""
    rows: list[list[str]] = []
    width = 0
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
        rows.append(row)
        width = max(width, len(row))
        refuse_too_large(len(rows), width, file)
    return rows


def _decoded(data: bytes, file: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise NoTextTable(file=file)


def _delimiter(text: str) -> str:
    """Take the sign that parts the first lines into the most columns; a heading above the titles has none."""
    first = "\n".join(text.split("\n", _LINES_LOOKED_AT)[:_LINES_LOOKED_AT])
    return max(_DELIMITERS, key=first.count)
