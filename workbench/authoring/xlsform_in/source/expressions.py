"""The conditions of an XLSForm as trees, as far as a form could say them; anything else is named and left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_LONGEST: Final = 2_000
_DEEPEST: Final = 30
_QUOTES: Final = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
_TOKEN: Final = re.compile(
    r"\s*(?:(?P<name>\$\{\s*[^}\s]+\s*\})|(?P<text>\"[^\"]*\"|'[^']*')|(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<sign>!=|=|\(|\)|,)|(?P<word>[A-Za-z][A-Za-z-]*))"
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The answer to the question is the choice."""

    question: str
    choice: str


@dataclass(frozen=True, slots=True)
class Selected:
    """The choice is among the answers to the question."""

    question: str
    choice: str


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    operand: Condition


@dataclass(frozen=True, slots=True)
class Both:
    """Both hold."""

    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Either:
    """At least one holds."""

    left: Condition
    right: Condition


Condition = Chosen | Selected | Not | Both | Either


class NotUnderstoodError(ValueError):
    """The expression says more than a choice made or not made."""


def parse_condition(text: str) -> Condition:
    """Read an expression of choices joined by `and`, `or`, `not`.

    Raises:
        NotUnderstoodError.
    """
    reader = _Reader(text)
    found = reader.either(0)
    reader.end()
    return found


def questions_in(condition: Condition) -> Iterator[str]:
    """Give the names of the questions a condition refers to."""
    waiting = [condition]
    while waiting:
        node = waiting.pop()
        match node:
            case Chosen() | Selected():
                yield node.question
            case Not():
                waiting.append(node.operand)
            case Both() | Either():
                waiting.extend((node.right, node.left))


def references_in(text: str) -> frozenset[str]:
    """Give the names in `${...}` of any expression or label."""
    return frozenset(found.strip() for found in re.findall(r"\$\{([^{}]*)\}", text))


class _Reader:
    """Reads tokens left to right, one function per strength of binding."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._at = 0

    def either(self, depth: int) -> Condition:
        """Read alternatives."""
        if depth > _DEEPEST:
            raise NotUnderstoodError
        found = self._both(depth)
        while self._takes("or"):
            found = Either(found, self._both(depth))
        return found

    def end(self) -> None:
        """Nothing may follow."""
        if self._at != len(self._tokens):
            raise NotUnderstoodError

    def _both(self, depth: int) -> Condition:
        found = self._single(depth)
        while self._takes("and"):
            found = Both(found, self._single(depth))
        return found

    def _single(self, depth: int) -> Condition:
        if self._takes("("):
            found = self.either(depth + 1)
            self._needs(")")
            return found
        if self._takes("not"):
            self._needs("(")
            found = self.either(depth + 1)
            self._needs(")")
            return Not(found)
        if self._takes("selected"):
            return self._selected()
        return self._comparison()

    def _selected(self) -> Condition:
        self._needs("(")
        question = self._question()
        self._needs(",")
        choice = self._choice()
        self._needs(")")
        return Selected(question, choice)

    def _comparison(self) -> Condition:
        if self._peek().startswith("${"):
            question, sign = self._question(), self._sign()
            choice = self._choice()
        else:
            choice, sign = self._choice(), self._sign()
            question = self._question()
        return Chosen(question, choice) if sign == "=" else Not(Chosen(question, choice))

    def _question(self) -> str:
        token = self._next()
        if not token.startswith("${"):
            raise NotUnderstoodError
        return token[2:-1].strip()

    def _choice(self) -> str:
        token = self._next()
        if token[:1] in {"'", '"'}:
            return token[1:-1]
        if token[:1].isdigit():
            return token
        raise NotUnderstoodError

    def _sign(self) -> str:
        token = self._next()
        if token not in {"=", "!="}:
            raise NotUnderstoodError
        return token

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        token = self._peek()
        if not token:
            raise NotUnderstoodError
        self._at += 1
        return token

    def _takes(self, token: str) -> bool:
        if self._peek() != token:
            return False
        self._at += 1
        return True

    def _needs(self, token: str) -> None:
        if not self._takes(token):
            raise NotUnderstoodError


def _tokens(text: str) -> Iterator[str]:
    plain = text.translate(_QUOTES).strip()
    if not plain or len(plain) > _LONGEST:
        raise NotUnderstoodError
    at = 0
    while at < len(plain):
        found = _TOKEN.match(plain, at)
        if found is None:
            raise NotUnderstoodError
        at = found.end()
        yield found[0].strip()
