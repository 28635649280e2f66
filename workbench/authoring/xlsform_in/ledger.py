"""The ledger of cells: each is carried or listed, once; what was forgotten is listed too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from workbench.authoring.xlsform_in.outcome import Note
from workbench.spreadsheets.reading import Cell

_LONGEST_FACT: Final = 120
Facts = tuple[tuple[str, str], ...]


class Ledger:
    """Collects what becomes of each cell; a cell that was carried anywhere is carried, whatever else is said of it."""

    def __init__(self) -> None:
        self._carried: dict[str, tuple[str, Facts]] = {}
        self._left: dict[str, tuple[str, Facts]] = {}
        self._told: dict[tuple[str, Facts], dict[str, None]] = {}
        self._sheets: list[Note] = []

    def carry(self, cells: Iterable[Cell | None], code: str, /, **facts: str) -> None:
        """Say that cells became part of the form."""
        for cell in _present(cells):
            self._carried.setdefault(cell.place, (code, _sorted(facts)))

    def leave(self, cells: Iterable[Cell | None], code: str, /, **facts: str) -> None:
        """Say that cells have no place in the form."""
        for cell in _present(cells):
            self._left.setdefault(cell.place, (code, _sorted(facts)))

    def leave_sheet(self, place: str, code: str, /, **facts: str) -> None:
        """Say that a whole sheet is not read; `place` draws its cells together."""
        self._sheets.append(Note(code, (place,), facts))

    def tell(self, cells: Iterable[Cell | None], code: str, /, **facts: str) -> None:
        """Say what was decided about cells that are counted elsewhere."""
        places = self._told.setdefault((code, _sorted(facts)), {})
        places.update(dict.fromkeys(cell.place for cell in _present(cells)))

    def finish(self, titles: Mapping[str, str]) -> tuple[tuple[Note, ...], tuple[Note, ...], tuple[Note, ...]]:
        """Give the notes of what was carried, what was not, and what was decided.

        Args:
            titles: every cell that is not empty, in the order of the sheets, with the title of its column.
        """
        carried: dict[tuple[str, Facts], list[str]] = {}
        left: dict[tuple[str, Facts], list[str]] = {}
        for place, title in titles.items():
            if place in self._carried:
                carried.setdefault(self._carried[place], []).append(place)
            else:
                forgotten = ("cell_without_use", _sorted({"title": title}))
                left.setdefault(self._left.get(place, forgotten), []).append(place)
        return _notes(carried), (*_notes(left), *self._sheets), _notes(self._told)


def is_present(cell: Cell | None) -> bool:
    """Tell whether there is anything in a cell, be it a formula that gave nothing."""
    return cell is not None and (not cell.is_empty or cell.is_formula)


def _present(cells: Iterable[Cell | None]) -> Iterable[Cell]:
    return (cell for cell in cells if cell is not None and is_present(cell))


def _sorted(facts: Mapping[str, str]) -> Facts:
    """Bring facts into one line each: they come from cells, and a sentence is no place for whole pages."""
    return tuple((key, " ".join(value[:_LONGEST_FACT].split())) for key, value in sorted(facts.items()))


def _notes(by_reason: Mapping[tuple[str, Facts], Iterable[str]]) -> tuple[Note, ...]:
    return tuple(Note(code, tuple(places), dict(facts)) for (code, facts), places in by_reason.items())
