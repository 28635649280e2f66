"""How one value stands in one cell and is meant again: texts, figures, choices and lists of codes."""

from __future__ import annotations

import json
import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from workbench.authoring.workbook.vocabulary import Vocabulary
from workbench.spreadsheets.reading import Cell, CellKind
from workbench.spreadsheets.writing import CellValue

LONGEST_CELL: Final = 32_000
"""Signs that a cell of every spreadsheet holds."""
_FIGURE: Final = re.compile(r"-?\d{1,12}(\.\d{1,12})?\Z", re.ASCII)
_SUMMABLE: Final = re.compile(r"-?(0|[1-9]\d*)(\.\d*[1-9])?\Z", re.ASCII)
_WHOLE: Final = re.compile(r"-?(0|[1-9]\d{0,14})\Z", re.ASCII)
_BETWEEN: Final = re.compile(r"[\s,，、;；]+")
_UNSAFE: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_EXACT_DIGITS: Final = 15


class UnsayableError(ValueError):
    """A value that no cell of this kind can say; it is kept beside the columns instead."""


class MisreadError(ValueError):
    """A cell that cannot be meant; `code` names the sentence in `faults`, `facts` are what it needs to know."""

    def __init__(self, code: str, **facts: str) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code, facts)


class Codec(ABC):
    """One kind of cell. Whatever `say` writes, `mean` reads back; the writer checks that for every single cell."""

    holds_text = True

    @abstractmethod
    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """Write a value, or raise UnsayableError."""

    @abstractmethod
    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """Read a cell that is not empty, or raise MisreadError."""

    def choices(self, words: Vocabulary) -> tuple[str, ...]:
        """List what the cell may hold; empty for anything."""
        del words
        return ()


def is_cell_safe(text: str) -> bool:
    """Tell whether every spreadsheet keeps a text as it is."""
    return len(text) <= LONGEST_CELL and not _UNSAFE.search(text)


def cell_safe_json(value: Any) -> str:
    """Write a value as JSON of signs that every spreadsheet keeps."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


class Words(Codec):
    """A free text as it stands; one that would be misread (blanks at an end, empty, quoted) stands in quotes."""

    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """See Codec."""
        del words
        if not isinstance(value, str):
            raise UnsayableError
        is_plain = value and value == value.strip() and not value.startswith('"') and is_cell_safe(value)
        text = value if is_plain else cell_safe_json(value)
        if len(text) > LONGEST_CELL:
            raise UnsayableError
        return text

    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """See Codec."""
        del words
        if cell.kind is CellKind.DAY:
            raise MisreadError("day_for_text", value=cell.text)
        text = cell.text.replace("_x000D_", "").strip()
        if len(text) > 1 and text.startswith('"') and text.endswith('"'):
            try:
                return str(json.loads(text))
            except ValueError:  # somebody began and ended a text with quotation marks
                return text
        return text


class Figure(Codec):
    """A decimal that enters a score: a number where that is exact, otherwise the text (`0.10` stays `0.10`)."""

    holds_text = False

    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """See Codec."""
        del words
        if not isinstance(value, str) or not _FIGURE.match(value):
            raise UnsayableError
        digits = sum(sign.isdigit() for sign in value)
        return Decimal(value) if _SUMMABLE.match(value) and value != "-0" and digits <= _EXACT_DIGITS else value

    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """See Codec."""
        del words
        return figure_in(cell)


def figure_in(cell: Cell) -> str:
    """Read a decimal, or say what stands there instead."""
    text = cell.text.strip()
    if cell.kind is CellKind.DAY:
        raise MisreadError("day_for_figure", value=text)
    if cell.kind is CellKind.PERCENT:
        raise MisreadError("percent_for_figure", value=text)
    digits = text.replace(".", "").replace("-", "").strip("0")
    if cell.kind is CellKind.NUMBER and len(digits) > _EXACT_DIGITS:
        rounded = format(float(text), f".{_EXACT_DIGITS}g")
        raise MisreadError("binary_figure", value=text, rounded=format(Decimal(rounded), "f"))
    if _FIGURE.match(text):
        return text
    plain = unicodedata.normalize("NFKC", text).replace("。", ".")
    if plain != text and _FIGURE.match(plain):
        raise MisreadError("wide_figure", value=text, plain=plain)
    raise MisreadError("no_figure", value=text[:60])


class Whole(Codec):
    """A whole number that is counted, not scored."""

    holds_text = False

    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """See Codec."""
        del words
        if not isinstance(value, int) or isinstance(value, bool) or not _WHOLE.match(str(value)):
            raise UnsayableError
        return value

    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """See Codec."""
        del words
        text = figure_in(cell)
        if not _WHOLE.match(text):
            raise MisreadError("no_whole", value=text)
        return int(text)


class YesNo(Codec):
    """A truth value in a word; what was not said is an empty cell."""

    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """See Codec."""
        if not isinstance(value, bool):
            raise UnsayableError
        return words.word("yes_no", "yes" if value else "no")

    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """See Codec."""
        text = {"true": "yes", "false": "no"}.get(cell.text.strip().casefold(), cell.text)
        code = words.code("yes_no", text)
        if code is None:
            raise MisreadError("no_choice", value=cell.text[:60], choices=" / ".join(self.choices(words)))
        return code == "yes"

    def choices(self, words: Vocabulary) -> tuple[str, ...]:
        """See Codec."""
        return (words.word("yes_no", "yes"), words.word("yes_no", "no"))


@dataclass(frozen=True)
class Choice(Codec):
    """One of a set of words; `some` narrows the set."""

    name: str
    some: tuple[str, ...] = ()

    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """See Codec."""
        if not isinstance(value, str) or value not in self._codes(words):
            raise UnsayableError
        return words.word(self.name, value)

    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """See Codec."""
        return self.code(cell.text, words)

    def code(self, text: str, words: Vocabulary) -> str:
        """Say which of the set a text names."""
        code = words.code(self.name, text)
        if code is None or code not in self._codes(words):
            raise MisreadError("no_choice", value=text[:60], choices=" / ".join(self.choices(words)))
        return code

    def choices(self, words: Vocabulary) -> tuple[str, ...]:
        """See Codec."""
        return tuple(words.word(self.name, code) for code in self._codes(words))

    def _codes(self, words: Vocabulary) -> Sequence[str]:
        return self.some or words.codes(self.name)


@dataclass(frozen=True)
class Choices(Codec):
    """Several of a set of words."""

    name: str

    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """See Codec."""
        one = Choice(self.name)
        return "、".join(str(one.say(code, words)) for code in _some(value))

    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """See Codec."""
        one = Choice(self.name)
        return [one.code(text, words) for text in re.split(r"[,，、;；\n]+", cell.text) if text.strip()]

    def choices(self, words: Vocabulary) -> tuple[str, ...]:
        """See Codec."""
        del words
        return ()


class Codes(Codec):
    """Several codes or keys."""

    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """See Codec."""
        del words
        if not all(isinstance(code, str) and is_cell_safe(code) for code in _some(value)):
            raise UnsayableError
        return ", ".join(value)

    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """See Codec."""
        del words
        return codes_in(cell.text)


def codes_in(text: str) -> list[str]:
    """Read codes that stand side by side."""
    return [code for code in _BETWEEN.split(text) if code]


def _some(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise UnsayableError
    return value
