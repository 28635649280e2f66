"""Put the rows of a sheet in another order: all of a row goes with it, and formulas still mean the same cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_REFERENCE: Final = re.compile(
    r"(?P<sheet>'(?:[^']|'')+'!|[^\W\d][\w.]*!)?"
    r"(?P<first>\$?[A-Z]{1,3}\$?)(?P<row>\d+)(?::(?P<second>\$?[A-Z]{1,3}\$?)(?P<end>\d+))?\Z"
)


@dataclass(frozen=True)
class Moves:
    """How the rows below the title moved.

    Attributes:
        to: where each old row stands now; rows that were taken out are missing.
        last: the last row of the table before, and now.
    """

    to: Mapping[int, int]
    last: tuple[int, int]

    @property
    def is_nothing(self) -> bool:
        """Whether every row stands where it stood."""
        return all(old == new for old, new in self.to.items()) and self.last[0] == self.last[1]


def move_rows(sheet: Worksheet, order: Sequence[int | None], last: tuple[int, int]) -> Moves:
    """Arrange the rows from 2 on: `order` names the old row for each new one, None for an empty new row.

    Args:
        sheet: the sheet.
        order: the old rows in their new order; rows it does not name are taken out.
        last: the last row of the table before, and by then.
    """
    end = max(sheet.max_row, last[0])
    to = {old: new for new, old in enumerate(order, start=2) if old is not None}
    moves = Moves(to, last)
    if list(to.items()) == [(row, row) for row in range(2, end + 1)]:
        return moves
    merged = _merged_rows(sheet)
    for area in merged:
        sheet.unmerge_cells(area)
    _carry(sheet, to, end)
    for area, row in merged.items():
        if row in to:
            sheet.merge_cells(re.sub(r"\d+", str(to[row]), area))
    _carry_heights(sheet, to, end)
    return moves


def _carry(sheet: Worksheet, to: Mapping[int, int], end: int) -> None:
    """Move all rows out of the way, then those that stay to their places, and drop the rest."""
    from openpyxl.utils import get_column_letter

    aside = end + len(to) + 10
    width = get_column_letter(sheet.max_column)
    sheet.move_range(f"A2:{width}{end}", rows=aside)
    for old, new in to.items():
        sheet.move_range(f"A{old + aside}:{width}{old + aside}", rows=new - old - aside)
    sheet.delete_rows(aside, end + 1)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if cell.hyperlink is not None:
                cell.hyperlink.ref = cell.coordinate


def _carry_heights(sheet: Worksheet, to: Mapping[int, int], end: int) -> None:
    dimensions = {row: sheet.row_dimensions.pop(row) for row in range(2, end + 1) if row in sheet.row_dimensions}
    for row, dimension in dimensions.items():
        if row in to:
            dimension.index = to[row]
            sheet.row_dimensions[to[row]] = dimension


def _merged_rows(sheet: Worksheet) -> dict[str, int]:
    """Give the merged cells below the title that lie in one row."""
    return {
        area.coord: area.min_row
        for area in sheet.merged_cells.ranges
        if area.min_row == area.max_row and area.min_row > 1
    }


def follow_moves(book: Workbook, moves: Mapping[str, Moves]) -> None:
    """Let every formula of a workbook point at the rows where they stand now; `moves` goes by sheet names."""
    if all(one.is_nothing for one in moves.values()):
        return
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and isinstance(cell.value, str):
                    cell.value = moved_formula(cell.value, sheet.title, moves)


def moved_formula(formula: str, sheet: str, moves: Mapping[str, Moves]) -> str:
    """Write a formula of a sheet anew after rows have moved, there or in other sheets."""
    from openpyxl.formula import Tokenizer
    from openpyxl.formula.tokenizer import Token

    tokens = Tokenizer(formula)
    for token in tokens.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            token.value = _moved(token.value, sheet, moves)
    return "=" + "".join(token.value for token in tokens.items)


def _moved(reference: str, sheet: str, moves: Mapping[str, Moves]) -> str:
    found = _REFERENCE.match(reference)
    if found is None:
        return reference
    named = (found["sheet"] or f"{sheet}!")[:-1].strip("'").replace("''", "'")
    one = moves.get(named)
    if one is None:
        return reference
    start, end = int(found["row"]), int(found["end"] or found["row"])
    if found["end"] is None or start == end:
        start = end = one.to.get(start, start)
    elif start <= 2 and end == one.last[0]:
        end = one.last[1]
    tail = f":{found['second']}{end}" if found["end"] else ""
    return f"{found['sheet'] or ''}{found['first']}{start}{tail}"
