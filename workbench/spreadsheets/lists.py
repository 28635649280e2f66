"""Drop-down lists: named ranges on a hidden sheet, or on the sheet whose rows are the choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LISTS: Final = "_lists"
"""The hidden sheet: a list inside the rule itself ends at 255 signs."""
PREFIX: Final = "workbench_list_"
"""How the names of our ranges begin. A rule that names a range stays what it is when Excel saves the workbook; one
that points into another sheet becomes an extension that other programs drop."""
_LAST_CHOICE: Final = 2000


@dataclass(frozen=True, slots=True)
class FromColumn:
    """The choices are whatever stands in a column of another sheet, also what is added there later."""

    sheet: str
    column: int


Choices = tuple[str, ...] | FromColumn


class Lists:
    """The lists that were offered in a workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._known: dict[Choices, str] = {}
        self._moved: dict[FromColumn, FromColumn] = {}

    def offer(self, sheet: Worksheet, choices: Choices, column: int, rows: tuple[int, int]) -> None:
        """Let the cells of a column, from one row to another, be chosen from a list; other texts may still be typed."""
        if not choices:
            return
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation

        name = self._known.setdefault(choices, f"{PREFIX}{len(self._known) + 1}")
        rule = DataValidation("list", formula1=name, allow_blank=True, showErrorMessage=False)
        letter = get_column_letter(column)
        rule.add(f"{letter}{rows[0]}:{letter}{rows[1]}")
        sheet.add_data_validation(rule)

    def has_moved(self, plan: str, sheet: str, places: Mapping[int, int]) -> None:
        """Say that a planned sheet and its columns stand elsewhere in this workbook."""
        self._moved |= {FromColumn(plan, column): FromColumn(sheet, place) for column, place in places.items()}

    def finish(self) -> None:
        """Write the lists that were offered."""
        from openpyxl.workbook.defined_name import DefinedName

        sheet: Worksheet | None = None
        for choices, name in self._known.items():
            if isinstance(choices, FromColumn):
                place = _growing(self._moved.get(choices, choices))
            else:
                sheet = sheet or self._hidden_sheet()
                place = _fill(sheet, choices)
            self._book.defined_names[name] = DefinedName(name, attr_text=place)

    def _hidden_sheet(self) -> Worksheet:
        sheet: Worksheet = self._book.create_sheet(LISTS)
        sheet.sheet_state = "hidden"
        return sheet


def forget_lists(book: Workbook) -> None:
    """Take out the lists that an earlier export offered, so that they can be offered anew; others stay."""
    for name in [name for name in book.defined_names if name.startswith(PREFIX)]:
        del book.defined_names[name]
    for sheet in book.worksheets:
        rules = sheet.data_validations
        rules.dataValidation = [rule for rule in rules.dataValidation if PREFIX not in str(rule.formula1)]
    if LISTS in book.sheetnames:
        book.remove(book[LISTS])


def _fill(sheet: Worksheet, choices: tuple[str, ...]) -> str:
    from openpyxl.utils import get_column_letter

    column = sheet.max_column + 1 if sheet.cell(1, 1).value is not None else 1
    for row, choice in enumerate(choices, start=1):
        cell = sheet.cell(row, column, choice)
        cell.data_type = "s"
    letter = get_column_letter(column)
    return f"'{LISTS}'!${letter}$1:${letter}${len(choices)}"


def _growing(choices: FromColumn) -> str:
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(choices.column)
    sheet = "'" + choices.sheet.replace("'", "''") + "'!"
    every = f"{sheet}${letter}$2:${letter}${_LAST_CHOICE}"
    return f"OFFSET({sheet}${letter}$2,0,0,MAX(1,COUNTA({every})),1)"
