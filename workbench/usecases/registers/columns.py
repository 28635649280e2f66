"""Which column of a register means what: known titles, what was chosen before, and what the user says now."""

from __future__ import annotations

import enum
import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.forms import Form
from workbench.domain.refusals import Refusal
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
        titles: the titles, in order.
        meanings: what a column means, by its title: a `Field`'s value, or `attribute.<key>`.
    """

    row: int
    titles: tuple[str, ...]
    meanings: Mapping[str, str]

    @property
    def unused(self) -> tuple[str, ...]:
        """The titles nothing is taken from."""
        return tuple(title for title in self.titles if title not in self.meanings)

    @property
    def habit(self) -> str:
        """A name for registers with these very titles."""
        return "register:" + hashlib.sha256("\n".join(self.titles).encode()).hexdigest()[:32]

    def pick(self, row: Sequence[Cell]) -> dict[str, Cell]:
        """Give the cells of a row by their meaning; the first column of a meaning counts."""
        found: dict[str, Cell] = {}
        for title, cell in zip(self.titles, row, strict=False):
            meaning = self.meanings.get(title)
            if meaning is not None and meaning not in found:
                found[meaning] = cell
        return found


def find_columns(sheet: SheetRead, forms: Iterable[Form], words: Sequence[Words]) -> Columns:
    """Find the title row within the first ten, and what its columns mean by their titles.

    Raises:
        NoHeader: no row names a column of names.
    """
    known = _known(forms, words)
    for number, row in enumerate(sheet.rows[:_DEEPEST_HEADER], start=1):
        titles = tuple(cell.text.strip() for cell in row)
        meanings = _meanings(titles, known)
        if Field.NAME.value in meanings.values():
            return Columns(number, titles, meanings)
    first = next((row for row in sheet.rows if any(not cell.is_empty for cell in row)), ())
    raise NoHeader(file=sheet.name, titles=_listed(cell.text.strip() for cell in first))


def chosen_columns(columns: Columns, choices: Mapping[str, str], forms: Iterable[Form]) -> Columns:
    """Let the user's choices (title to meaning, "" for none) go before what the titles say.

    Raises:
        UnknownColumn, UnknownMeaning.
    """
    keys = {attribute.key for form in forms for attribute in form.attributes}
    known = (*(field.value for field in Field), *(f"{ATTRIBUTE}{key}" for key in sorted(keys)))
    for title, meaning in choices.items():
        if title not in columns.titles:
            raise UnknownColumn(title=title, titles=_listed(columns.titles))
        if meaning and meaning not in known:
            raise UnknownMeaning(meaning=meaning, known=", ".join(known))
    taken = set(choices.values()) - {""}
    kept = {title: told for title, told in columns.meanings.items() if title not in choices and told not in taken}
    meanings = {**kept, **{title: told for title, told in choices.items() if told}}
    return Columns(columns.row, columns.titles, meanings)


def header_given(
    sheet: SheetRead, choices: Mapping[str, str], forms: Iterable[Form], words: Sequence[Words]
) -> Columns:
    """Find the columns of a register whose name column only the user's choices tell.

    Raises:
        NoHeader: neither titles nor choices name one.
    """
    try:
        return find_columns(sheet, forms, words)
    except NoHeader:
        for number, row in enumerate(sheet.rows[:_DEEPEST_HEADER], start=1):
            titles = tuple(cell.text.strip() for cell in row)
            if any(meaning == Field.NAME.value and title in titles for title, meaning in choices.items()):
                return Columns(number, titles, _meanings(titles, _known(forms, words)))
        raise


def _known(forms: Iterable[Form], words: Sequence[Words]) -> dict[str, str]:
    """Give the meaning of every title we know, in both languages."""
    known: dict[str, str] = {}
    for form in forms:
        for attribute in form.attributes:
            for title in (attribute.name.zh, attribute.name.en, attribute.key):
                known.setdefault(_plain(title), f"{ATTRIBUTE}{attribute.key}")
    for language in words:
        for field in Field:
            known.update(
                dict.fromkeys(map(_plain, language.say("registers", f"titles.{field.value}").split("|")), field.value)
            )
    return known


def _meanings(titles: Sequence[str], known: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for title in titles:
        meaning = known.get(_plain(title))
        if title and meaning is not None and meaning not in found.values():
            found[title] = meaning
    return found


def _plain(title: str) -> str:
    """Compare titles without blanks, brackets' widths, stars and case."""
    return "".join(unicodedata.normalize("NFKC", title).split()).strip("*:").casefold()


def _listed(titles: Iterable[str]) -> str:
    return ", ".join(title for title in titles if title) or "—"
