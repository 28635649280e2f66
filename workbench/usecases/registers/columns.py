"""Which column of a register means what: known titles, what was chosen before, and what the user says now."""

from __future__ import annotations

import enum
import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workbench.domain.forms import Form
from workbench.domain.refusals import Refusal
from workbench.spreadsheets.places import column_letters
from workbench.spreadsheets.reading import Cell, SheetRead
from workbench.usecases.words import Words

_DEEPEST_HEADER = 10
ATTRIBUTE = "attribute."
"""What stands before the key of a unit's attribute as the meaning of a column."""


class Field(enum.Enum):
    """What the register keeps of a unit; the values name the meanings of columns."""

    NAME = "name"
    CREDIT_CODE = "credit_code"
    CITY = "city"
    REGION = "region"
    ADDRESS = "address"
    ACTION = "action"


class NoHeader(Refusal):
    """No row of the file names a column of unit names; facts: `file`, `titles`."""

    code = "no_register_header"


class UnknownColumn(Refusal):
    """The file has no column with this title; facts: `title`, `titles`."""

    code = "unknown_column"


class UnknownMeaning(Refusal):
    """A column cannot mean this; facts: `meaning`, `known`."""

    code = "unknown_meaning"


@dataclass(frozen=True)
class Columns:
    """The columns of a register.

    Attributes:
        row: the number of the title row, from 1.
        titles: the titles, in order; a column without one, or with one that stands already, is told by its letter.
        meanings: what a column means, by its title: a `Field`'s value, or `attribute.<key>`.
    """

    row: int
    titles: tuple[str, ...]
    meanings: Mapping[str, str]

    @property
    def has_names(self) -> bool:
        """Whether some column holds the units' names, without which nothing can be taken in."""
        return Field.NAME.value in self.meanings.values()

    @property
    def unused(self) -> tuple[str, ...]:
        """The titles nothing is taken from."""
        return tuple(title for title in self.titles if title not in self.meanings)

    @property
    def habit(self) -> str:
        """A name for registers with these very titles."""
        return "register:" + hashlib.sha256("\n".join(self.titles).encode()).hexdigest()[:32]

    def pick(self, row: Sequence[Cell]) -> dict[str, Cell]:
        """Give the cells of a row by their meaning."""
        pairs = zip(self.titles, row, strict=False)
        return {self.meanings[title]: cell for title, cell in pairs if title in self.meanings}


@dataclass(frozen=True)
class Wanted:
    """How a register is to be read.

    Attributes:
        action: the action of all rows; "" where a column tells it.
        region: where rows without a region lie.
        columns: meanings chosen by the user, by title; "" for a column that is to be left out.
        row: the title row chosen by the user, from 1; 0 to find it.
    """

    action: str = ""
    region: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    row: int = 0


Recall = Callable[[str], Mapping[str, str]]
"""Gives the meanings kept under the name of a habit; empty when none were."""


def settle_columns(
    sheet: SheetRead, wanted: Wanted, known: Mapping[str, str], recall: Recall = lambda _name: {}
) -> Columns:
    """Settle the title row and what its columns mean.

    The title row is the first of ten in which a column of names is known: from last time, by its title, or because the
    user says so. What the user says goes before what was chosen last time, and that before what the titles say.

    Args:
        sheet: the file's sheet.
        wanted: what the user says.
        known: meanings by plain title, from `known_titles`.
        recall: gives what was chosen last time.

    Returns:
        The columns; without a column of names where none is known, so that the user can say which it is.

    Raises:
        UnknownColumn, UnknownMeaning.
    """
    tried = [_choose(columns, wanted.columns) for columns in _candidates(sheet, wanted.row, known, recall)]
    columns = next((one for one in tried if one.has_names), tried[0] if tried else Columns(0, (), {}))
    stray = next((title for title in wanted.columns if title not in columns.titles), None)
    if stray is not None:
        raise UnknownColumn(title=stray, titles=listed(columns.titles))
    return columns


def require_meanings(choices: Iterable[str], forms: Iterable[Form]) -> None:
    """Let only meanings through that a column can have.

    Raises:
        UnknownMeaning.
    """
    known = meanings_of(forms)
    for meaning in choices:
        if meaning and meaning not in known:
            raise UnknownMeaning(meaning=meaning, known=", ".join(known))


def meanings_of(forms: Iterable[Form]) -> tuple[str, ...]:
    """List what a column can mean: the fields, then the attributes of the forms' subjects."""
    keys = dict.fromkeys(attribute.key for form in forms for attribute in form.attributes)
    return (*(one.value for one in Field), *(f"{ATTRIBUTE}{key}" for key in keys))


def known_titles(forms: Iterable[Form], words: Sequence[Words]) -> dict[str, str]:
    """Give the meaning of every title we know, in both languages."""
    known: dict[str, str] = {}
    for form in forms:
        for attribute in form.attributes:
            for title in (attribute.name.zh, attribute.name.en, attribute.key):
                known.setdefault(_plain(title), f"{ATTRIBUTE}{attribute.key}")
    for language in words:
        for one in Field:
            titles = language.say("registers", f"titles.{one.value}").split("|")
            known.update(dict.fromkeys(map(_plain, titles), one.value))
    return known


def listed(titles: Iterable[str]) -> str:
    """Write titles as a list, for a sentence."""
    return ", ".join(title for title in titles if title) or "—"


def _candidates(sheet: SheetRead, row: int, known: Mapping[str, str], recall: Recall) -> Iterator[Columns]:
    """Give the rows that may hold the titles, with the meanings remembered or known."""
    numbers = (row,) if row else range(1, min(len(sheet.rows), _DEEPEST_HEADER) + 1)
    for number in numbers:
        cells = sheet.rows[number - 1] if number <= len(sheet.rows) else ()
        if all(cell.is_empty for cell in cells):
            continue
        found = Columns(number, _titles(cells), {})
        yield Columns(number, found.titles, recall(found.habit) or _by_title(found.titles, known))


def _titles(cells: Sequence[Cell]) -> tuple[str, ...]:
    titles: list[str] = []
    for number, cell in enumerate(cells, start=1):
        title = " ".join(cell.text.split())
        letter = f"[{column_letters(number)}]"
        titles.append(f"{title}{letter}" if not title or title in titles else title)
    return tuple(titles)


def _by_title(titles: Sequence[str], known: Mapping[str, str]) -> dict[str, str]:
    """Give every meaning to the first column whose title says so."""
    found: dict[str, str] = {}
    for title in titles:
        meaning = known.get(_plain(title))
        if meaning is not None and meaning not in found.values():
            found[title] = meaning
    return found


def _choose(columns: Columns, choices: Mapping[str, str]) -> Columns:
    taken = set(choices.values())
    kept = {title: told for title, told in columns.meanings.items() if title not in choices and told not in taken}
    chosen = {title: told for title, told in choices.items() if told and title in columns.titles}
    return Columns(columns.row, columns.titles, {**kept, **chosen})


def _plain(title: str) -> str:
    """Compare titles without blanks, brackets' widths, stars and case."""
    return "".join(unicodedata.normalize("NFKC", title).split()).strip("*:").casefold()
