"""Several texts in one cell, a line each: `中文 | English`, and evidence as `方式：对象 | object`."""

from __future__ import annotations

import re
from typing import Any, Final

from workbench.authoring.workbook.codecs import Choice, Codec, MisreadError, UnsayableError, is_cell_safe
from workbench.authoring.workbook.trees import Tree
from workbench.authoring.workbook.vocabulary import Vocabulary
from workbench.spreadsheets.reading import Cell
from workbench.spreadsheets.writing import CellValue

_BAR: Final = re.compile(r"\s*[|｜]\s*")
_COLON: Final = re.compile(r"\s*[：:]\s*")


def lines_in(text: str) -> list[str]:
    """Give the lines of a cell that say something."""
    return [line.strip() for line in text.replace("_x000D_", "").split("\n") if line.strip()]


class TextLines(Codec):
    """Texts in two languages, one a line."""

    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """See Codec."""
        del words
        return _joined([said_in_a_line(text) for text in value] if isinstance(value, list) else [])

    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """See Codec."""
        del words
        return [meant_by_a_line(line) for line in lines_in(cell.text)]


class PlainLines(Codec):
    """Texts in one language, one a line."""

    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """See Codec."""
        del words
        return _joined([_one_line(text) for text in value] if isinstance(value, list) else [])

    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """See Codec."""
        del words
        return lines_in(cell.text)


class Evidence(Codec):
    """How an item is to be proved: a method a line, with what is looked at where that is said."""

    _methods = Choice("method")

    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """See Codec."""
        return _joined([self._said(entry, words) for entry in value] if isinstance(value, list) else [])

    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """See Codec."""
        return [self._meant(line, words) for line in lines_in(cell.text)]

    def _said(self, entry: Any, words: Vocabulary) -> str:
        if not isinstance(entry, dict):
            raise UnsayableError
        method = str(self._methods.say(entry.get("method"), words))
        if "object" not in entry:
            return method
        mark = words.say("marks", "colon")
        return f"{method}{mark}{said_in_a_line(entry['object'])}"

    def _meant(self, line: str, words: Vocabulary) -> Tree:
        method, *thing = _COLON.split(line, maxsplit=1)
        entry: Tree = {"method": self._methods.code(method, words)}
        if thing and thing[0]:
            entry["object"] = meant_by_a_line(thing[0])
        return entry


def said_in_a_line(text: Any) -> str:
    """Write a two-language text as `中文 | English`."""
    if not isinstance(text, dict) or not text.keys() <= {"zh", "en"} or "zh" not in text:
        raise UnsayableError
    return " | ".join(_one_line(text[language]) for language in ("zh", "en") if language in text)


def meant_by_a_line(line: str) -> Tree:
    """Read `中文 | English`."""
    zh, *en = _BAR.split(line)
    if len(en) > 1:
        raise MisreadError("too_many_bars", value=line[:60])
    return {"zh": zh, "en": en[0]} if en else {"zh": zh}


def _one_line(text: Any) -> str:
    if not isinstance(text, str) or not text or "\n" in text or not is_cell_safe(text):
        raise UnsayableError
    return text


def _joined(lines: list[str]) -> str:
    if not lines or not is_cell_safe("\n".join(lines)):
        raise UnsayableError
    return "\n".join(lines)
