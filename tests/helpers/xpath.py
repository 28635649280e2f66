"""The little of XPath and ODK XForms that exported forms use, with doubles as numbers, for tests without an engine."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench.authoring.xlsform.rows import Row

Look = Callable[[str], str]
Meaning = Callable[[Look], Any]

_TOKEN = re.compile(
    r"\s*(?:(?P<figure>\d+(?:\.\d+)?)|(?P<text>'[^']*'|\"[^\"]*\")|\$\{(?P<name>[^}]+)\}"
    r"|(?P<word>[a-z][a-z-]*)|(?P<sign><=|>=|!=|[-+*=<>(),.]))"
)
_LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))


def number(value: Any) -> float:
    """Convert as XPath does: a blank or a word is no number."""
    if isinstance(value, bool):
        return float(value)
    try:
        return float(value)
    except ValueError:
        return math.nan


def text(value: Any) -> str:
    """Convert as XPath does: a whole number has no point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "" if math.isnan(value) else str(int(value)) if value == int(value) else repr(value)
    return str(value)


def truth(value: Any) -> bool:
    """Convert as XPath does."""
    return bool(value) and not (isinstance(value, float) and math.isnan(value))


def _equal(left: Any, right: Any) -> bool:
    if isinstance(left, float) or isinstance(right, float):
        return number(left) == number(right)
    return text(left) == text(right)


def _half_up(value: float) -> float:
    return value if math.isnan(value) else float(math.floor(value + 0.5))


_JOIN: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": _equal,
    "!=": lambda left, right: not _equal(left, right),
    "<": lambda left, right: number(left) < number(right),
    "<=": lambda left, right: number(left) <= number(right),
    ">": lambda left, right: number(left) > number(right),
    ">=": lambda left, right: number(left) >= number(right),
    "+": lambda left, right: number(left) + number(right),
    "-": lambda left, right: number(left) - number(right),
    "*": lambda left, right: number(left) * number(right),
    "div": lambda left, right: number(left) / number(right) if number(right) else math.nan,
    "mod": lambda left, right: math.fmod(number(left), number(right)) if number(right) else math.nan,
}
_CALLS: Mapping[str, Callable[..., Any]] = {
    "round": lambda value: _half_up(number(value)),
    "not": lambda value: not truth(value),
    "true": lambda: True,
    "false": lambda: False,
    "selected": lambda values, value: text(value) in text(values).split(),
    "count-selected": lambda values: float(len(text(values).split())),
    "concat": lambda *values: "".join(map(text, values)),
}


class _Parser:
    def __init__(self, source: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        at = 0
        while source[at:].strip():
            match = _TOKEN.match(source, at)
            assert match is not None, source[at : at + 40]
            assert match.lastgroup is not None
            self._tokens.append((match.lastgroup, match[match.lastgroup]))
            at = match.end()
        self._tokens.append(("end", ""))

    def whole(self) -> Meaning:
        found = self._level(0)
        assert self._tokens[0][0] == "end", self._tokens[:5]
        return found

    def _level(self, at: int) -> Meaning:
        if at == len(_LEVELS):
            return self._single()
        left = self._level(at + 1)
        while self._tokens[0][1] in _LEVELS[at] and self._tokens[0][0] in ("sign", "word"):
            left = self._joined(self._tokens.pop(0)[1], left, self._level(at + 1))
        return left

    @staticmethod
    def _joined(sign: str, left: Meaning, right: Meaning) -> Meaning:
        if sign == "or":
            return lambda look: truth(left(look)) or truth(right(look))
        if sign == "and":
            return lambda look: truth(left(look)) and truth(right(look))
        return lambda look: _JOIN[sign](left(look), right(look))

    def _single(self) -> Meaning:
        kind, told = self._tokens.pop(0)
        match kind:
            case "figure":
                return lambda _look: float(told)
            case "text":
                return lambda _look: told[1:-1]
            case "name":
                return lambda look: look(told)
            case "word":
                return self._call(told)
        if told == ".":
            return lambda look: look(".")
        assert told == "(", told
        inner = self._level(0)
        self._take(")")
        return inner

    def _take(self, sign: str) -> None:
        assert self._tokens.pop(0)[1] == sign, sign

    def _call(self, name: str) -> Meaning:
        self._take("(")
        given: list[Meaning] = []
        while self._tokens[0][1] != ")":
            given.append(self._level(0))
            if self._tokens[0][1] == ",":
                self._tokens.pop(0)
        self._take(")")
        if name == "if":
            condition, yes, no = given
            return lambda look: yes(look) if truth(condition(look)) else no(look)
        return lambda look: _CALLS[name](*(entry(look) for entry in given))


@cache
def parsed(source: str) -> Meaning:
    """Parse an expression once."""
    return _Parser(source).whole()


def evaluated(source: str, values: Mapping[str, str]) -> Any:
    """Evaluate one expression over texts by name; what is not there is blank."""
    return parsed(source)(lambda name: values.get(name, ""))


@dataclass(frozen=True)
class _Place:
    row: Row
    shown_if: tuple[str, ...]


class Sheet:
    """Survey rows that can be filled in: hidden questions are blank, calculates are computed when asked for."""

    def __init__(self, rows: list[Row]) -> None:
        self._places: dict[str, _Place] = {}
        groups: list[str] = []
        for row in rows:
            if row.type == "begin_group":
                groups.append(row.relevant)
            elif row.type == "end_group":
                groups.pop()
            else:
                self._places[row.name] = _Place(row, tuple(entry for entry in (*groups, row.relevant) if entry))

    def submission(self, typed: Mapping[str, str]) -> dict[str, str]:
        """Give every value that is not blank, as a phone would send it."""
        known: dict[str, str] = {}

        def look(name: str) -> str:
            if name not in known:
                place = self._places[name]
                is_shown = all(truth(parsed(entry)(look)) for entry in place.shown_if)
                calculation = place.row.calculation
                value = parsed(calculation)(look) if calculation else typed.get(name, "")
                known[name] = text(value) if is_shown else ""
            return known[name]

        return {name: value for name in self._places if (value := look(name))}

    def passes(self, name: str, typed: Mapping[str, str]) -> bool:
        """Tell whether a typed value passes its question's own check."""
        constraint = self._places[name].row.constraint
        return not constraint or truth(evaluated(constraint, {**typed, ".": typed[name]}))
