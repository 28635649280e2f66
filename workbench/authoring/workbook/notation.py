"""What is deep or rare, as one readable line: conditions, bounds, figures by value.

building_type = residential, mixed 且 structure 含 steel
underground_ratio >= 35 < 60; noise_night <= param.noise_night
default = 5; mild_a = 8
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from workbench.authoring.workbook.codecs import (
    Codec,
    Figure,
    MisreadError,
    UnsayableError,
    YesNo,
    codes_in,
    figure_in,
)
from workbench.authoring.workbook.trees import Tree
from workbench.authoring.workbook.vocabulary import Vocabulary
from workbench.spreadsheets.reading import Cell
from workbench.spreadsheets.writing import CellValue

FIGURE: Final = re.compile(r"-?\d{1,12}(\.\d{1,12})?\Z", re.ASCII)
_WHOLE: Final = re.compile(r"-?(0|[1-9]\d{0,14})\Z", re.ASCII)
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z", re.ASCII)
_RELATIONS: Final = {"gte": ">=", "gt": ">", "lte": "<=", "lt": "<", "eq": "="}
_SIGNS: Final = {sign: key for key, sign in _RELATIONS.items()}
_TYPED_SIGNS: Final = {"≥": ">=", "≤": "<=", "＞": ">", "＜": "<", "＝": "=", "（": "(", "）": ")"}
_PAIR: Final = re.compile(r"([^=\s]+)\s*=\s*(.*)\Z", re.DOTALL)
_BOUND: Final = re.compile(r"([A-Za-z0-9_]+)((?:\s*(?:>=|<=|>|<|=)\s*[^\s<>=]+)+)\Z", re.ASCII)
_RELATION: Final = re.compile(r"(>=|<=|>|<|=)\s*([^\s<>=]+)")


def typed(text: str) -> str:
    """Bring the signs of a line as people type them to ours."""
    for sign, ours in _TYPED_SIGNS.items():
        text = text.replace(sign, ours)
    return text.strip()


def pieces(text: str) -> list[str]:
    """Split a line at semicolons and line breaks."""
    return [piece.strip() for piece in re.split(r"[;；\n]", text) if piece.strip()]


class FigureOr(Codec):
    """A figure, or the name of one: `param.<key>`, `limit.<column>`; a parameter may be meant as a reference."""

    holds_text = False

    def __init__(self, *, as_reference: bool = False) -> None:
        self._as_reference = as_reference

    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """See Codec."""
        if self._as_reference and isinstance(value, dict) and value.keys() == {"parameter"}:
            return f"param.{value['parameter']}"
        if isinstance(value, str) and re.match(r"(param|limit)\.\w", value):
            return value
        return Figure().say(value, words)

    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """See Codec."""
        del words
        text = cell.text.strip()
        if re.match(r"(param|limit)\.\w", text):
            return {"parameter": text.removeprefix("param.")} if self._as_reference else text
        return figure_in(cell)


class Bounds(Codec):
    """Bounds on quantities, all or any of which must hold."""

    def __init__(self, name: str, joint: str) -> None:
        self._name = name
        self._joint = joint

    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """See Codec."""
        if not isinstance(value, list) or not value:
            raise UnsayableError
        return f" {words.say('marks', self._joint)} ".join(self._said(bound, words) for bound in value)

    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """See Codec."""
        joints = "或|且|or|and"
        parts = [part for piece in pieces(typed(cell.text)) for part in re.split(rf"\s(?:{joints})\s", piece)]
        return [self._meant(part.strip(), words) for part in parts]

    def _said(self, bound: Any, words: Vocabulary) -> str:
        if not isinstance(bound, dict) or self._name not in bound:
            raise UnsayableError
        signs = [f"{sign} {_said_limit(bound[key], words)}" for key, sign in _RELATIONS.items() if key in bound]
        return " ".join([str(bound[self._name]), *signs])

    def _meant(self, text: str, words: Vocabulary) -> Tree:
        found = _BOUND.match(text)
        if found is None:
            raise MisreadError("no_bound", value=text[:60])
        limits = {_SIGNS[sign]: _meant_limit(limit, words) for sign, limit in _RELATION.findall(found[2])}
        return {self._name: found[1], **limits}


class Stars(Bounds):
    """Bounds on measures, any of which is enough for a star."""

    def __init__(self) -> None:
        super().__init__("measure", "or")

    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """See Codec."""
        if not isinstance(value, dict) or value.keys() != {"any"}:
            raise UnsayableError
        return super().say(value["any"], words)

    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """See Codec."""
        return {"any": super().mean(cell, words)}


def _said_limit(limit: Any, words: Vocabulary) -> str:
    return str(YesNo().say(limit, words)) if isinstance(limit, bool) else str(limit)


def _meant_limit(text: str, words: Vocabulary) -> Any:
    code = None if FIGURE.match(text) else words.code("yes_no", text)
    return text if code is None else code == "yes"


class ByName(Codec):
    """Values by name, `a = 1; b = 2`; what a value may be is for `say` and `mean` of one of them."""

    def __init__(self, say: Callable[[Any], str], mean: Callable[[str], Any]) -> None:
        self._say = say
        self._mean = mean

    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """See Codec."""
        del words
        if not isinstance(value, dict) or not value:
            raise UnsayableError
        return "; ".join(f"{name} = {self._say(entry)}" for name, entry in value.items())

    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """See Codec."""
        del words
        found: Tree = {}
        for piece in pieces(typed(cell.text)):
            pair = _PAIR.match(piece)
            if pair is None or pair[1] in found:
                raise MisreadError("no_pair", value=piece[:60])
            found[pair[1]] = self._mean(pair[2].strip())
        return found


def said_figure(value: Any) -> str:
    """Write a decimal among others."""
    if not isinstance(value, str) or not FIGURE.match(value):
        raise UnsayableError
    return value


def meant_figure(text: str) -> str:
    """Read a decimal among others."""
    if not FIGURE.match(text):
        raise MisreadError("no_figure", value=text[:60])
    return text


def said_count(value: Any) -> str:
    """Write a whole number among others."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise UnsayableError
    return str(value)


def meant_count(text: str) -> int:
    """Read a whole number among others."""
    if not _WHOLE.match(text):
        raise MisreadError("no_whole", value=text[:60])
    return int(text)


def said_loosely(value: Any) -> str:
    """Write a code, a whole number, nothing (`-`), or several codes: one alone stands in brackets."""
    if value is None:
        return "-"
    if isinstance(value, list) and value and all(isinstance(code, str) and _CODE.match(code) for code in value):
        return ", ".join(value) if len(value) > 1 else f"[{value[0]}]"
    if isinstance(value, str) and _CODE.match(value) and not _WHOLE.match(value):
        return value
    return said_count(value)


def meant_loosely(text: str) -> Any:
    """Read what `said_loosely` writes."""
    if text == "-":
        return None
    codes = codes_in(text.strip("[]"))
    if len(codes) > 1 or text.startswith("["):
        return codes
    return int(text) if _WHOLE.match(text) else text


FIGURES: Final = ByName(said_figure, meant_figure)
COUNTS: Final = ByName(said_count, meant_count)
LOOSE: Final = ByName(said_loosely, meant_loosely)


class FigureOrFigures(Codec):
    """One figure, or one for each value of an attribute."""

    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """See Codec."""
        return (FIGURES if isinstance(value, dict) else FigureOr()).say(value, words)

    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """See Codec."""
        return (FIGURES if "=" in typed(cell.text) else FigureOr()).mean(cell, words)


class OneOrSeveral(Codec):
    """A value that was set beforehand: a code, a whole number, a truth value, or several codes in brackets."""

    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """See Codec."""
        if isinstance(value, bool):
            return YesNo().say(value, words)
        if isinstance(value, list):
            return f"[{', '.join(map(str, value))}]"
        return f"{value}" if isinstance(value, int) else said_loosely(value)

    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """See Codec."""
        text = cell.text.strip()
        code = words.code("yes_no", text)
        if code is not None:
            return code == "yes"
        return codes_in(text.strip("[]")) if text.startswith("[") else meant_loosely(text)
