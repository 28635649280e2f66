"""The outcome of an import: the form as far as it is known, and what became of every cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from workbench.spreadsheets.places import cell_place, column_letters, column_number

_PLACE = re.compile(r"(?P<sheet>.*)!(?P<letters>[A-Z]+)(?P<row>\d+)", re.DOTALL)

SHEET_NOTES: Final = frozenset({"sheet_ignored", "sheet_not_carried"})
"""Notes about whole sheets that are no part of the survey; their cells are not counted."""


@dataclass(frozen=True, slots=True)
class Note:
    """What became of some cells.

    The sentences stand in `resources/words/xlsform_in.<language>.toml` under the code; they may use the facts.

    Attributes:
        code: what it is.
        places: the cells it is about, each as `sheet!B7`; empty for a note about the whole form.
        facts: what the sentence needs to know.
    """

    code: str
    places: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """The cells in one line, neighbours drawn together: `survey!B7:D9, survey!F7`."""
        return ", ".join(_drawn_together(self.places))


@dataclass(frozen=True, slots=True)
class ImportedForm:
    """A form read from an XLSForm.

    Every cell of the sheets `survey`, `choices` and `settings` that is not empty stands in exactly one note of
    `carried` or `not_carried`.

    Attributes:
        content: the content of a form file without what an XLSForm does not know (points, bands, grades, ...).
        carried: what became part of the form.
        not_carried: what has no counterpart, is broken, or stands on a sheet that is not read.
        told: decisions of the import that a person should look at; cells named here are counted above.
    """

    content: dict[str, Any]
    carried: tuple[Note, ...]
    not_carried: tuple[Note, ...]
    told: tuple[Note, ...]

    @property
    def form(self) -> str:
        """The code of the form."""
        return str(self.content["form"])

    @property
    def edition(self) -> str:
        """The edition of the form."""
        return str(self.content["edition"])


def _drawn_together(places: Iterable[str]) -> Iterator[str]:
    """Draw neighbours together: first along a row, then equal stretches of rows below each other."""
    rows: dict[tuple[str, int], list[int]] = {}
    for place in places:
        found = _PLACE.fullmatch(place)
        if found is None:
            yield place
        else:
            rows.setdefault((found["sheet"], int(found["row"])), []).append(column_number(found["letters"]))
    stretches: dict[tuple[str, int, int], list[list[int]]] = {}
    for (sheet, row), columns in rows.items():
        for first, last in _runs(columns):
            known = stretches.setdefault((sheet, first, last), [])
            if known and known[-1][1] == row - 1:
                known[-1][1] = row
            else:
                known.append([row, row])
    for (sheet, left, right), spans in stretches.items():
        yield from (_range(sheet, (left, top), (right, bottom)) for top, bottom in spans)


def _runs(numbers: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return runs


def _range(sheet: str, first: tuple[int, int], last: tuple[int, int]) -> str:
    (left, top), (right, bottom) = first, last
    begin = cell_place(sheet, top, left)
    return begin if first == last else f"{begin}:{column_letters(right)}{bottom}"
