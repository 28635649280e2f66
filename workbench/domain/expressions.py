"""Expressions of measured quantities, exact: `+ - * / ( )`, input keys, `param.<key>` and `mean(<list>)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Value = Fraction | Sequence[Fraction]


@dataclass(frozen=True, slots=True)
class Literal:
    """A figure written in the expression."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Name:
    """An input key, or a parameter written with its prefix (`param.<key>`)."""

    name: str

    @property
    def parameter(self) -> str | None:
        """The parameter's key without the prefix, or None for an input."""
        return self.name.removeprefix("param.") if self.name.startswith("param.") else None


@dataclass(frozen=True, slots=True)
class Mean:
    """The arithmetic mean of a list input."""

    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    """The negated operand."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands joined by one of `+ - * /`."""

    operator: str
    left: Expression
    right: Expression


Expression = Literal | Name | Mean | Negative | Binary


class ExpressionError(ValueError):
    """The text is no expression; `position` counts characters from 0, `found` is the offending text ('' at the end)."""

    def __init__(self, text: str, position: int, found: str) -> None:
        self.text = text
        self.position = position
        self.found = found
        super().__init__(f"{text!r}: unexpected {found or 'end'!r} at character {position + 1}")


_TOKEN = re.compile(
    r"\s*(?:(?P<figure>\d+(?:\.\d+)?)|(?P<name>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)|(?P<sign>[-+*/()]))"
)
_LONGEST = 500
_DEEPEST = 32


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


def _tokens(text: str) -> Iterator[_Token]:
    if len(text) > _LONGEST:
        raise ExpressionError(text, _LONGEST, text[_LONGEST])
    position = 0
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            start = position + len(text[position:]) - len(text[position:].lstrip())
            raise ExpressionError(text, start, text[start])
        yield _Token(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup))
        position = match.end()
    yield _Token("end", "", len(text))


class _Parser:
    """Recursive descent: sum -> product -> factor, each operator left associative."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(_tokens(text))
        self._depth = 0

    def whole(self) -> Expression:
        expression = self._sum()
        if self._next.kind != "end":
            raise self._unexpected()
        return expression

    @property
    def _next(self) -> _Token:
        return self._tokens[0]

    def _take(self, text: str) -> None:
        if self._next.text != text:
            raise self._unexpected()
        self._tokens.pop(0)

    def _unexpected(self) -> ExpressionError:
        return ExpressionError(self._text, self._next.position, self._next.text)

    def _sum(self) -> Expression:
        left = self._product()
        while self._next.text in ("+", "-"):
            left = Binary(self._tokens.pop(0).text, left, self._product())
        return left

    def _product(self) -> Expression:
        left = self._factor()
        while self._next.text in ("*", "/"):
            left = Binary(self._tokens.pop(0).text, left, self._factor())
        return left

    def _factor(self) -> Expression:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._unexpected()
        try:
            return self._factor_within_depth()
        finally:
            self._depth -= 1

    def _factor_within_depth(self) -> Expression:
        token = self._next
        if token.text == "-":
            self._take("-")
            return Negative(self._factor())
        if token.text == "(":
            self._take("(")
            inner = self._sum()
            self._take(")")
            return inner
        if token.kind not in ("figure", "name"):
            raise self._unexpected()
        self._tokens.pop(0)
        if token.kind == "figure":
            return Literal(Fraction(token.text))
        return self._mean() if token.text == "mean" and self._next.text == "(" else self._name(token)

    def _mean(self) -> Expression:
        self._take("(")
        inner = self._next
        if inner.kind != "name" or "." in inner.text:
            raise self._unexpected()
        self._tokens.pop(0)
        self._take(")")
        return Mean(inner.text)

    def _name(self, token: _Token) -> Expression:
        if "." in token.text and not token.text.startswith("param."):
            raise ExpressionError(self._text, token.position, token.text)
        return Name(token.text)


def parse(text: str) -> Expression:
    """Read an expression.

    Raises:
        ExpressionError: the text is no expression; the error knows the position.
    """
    return _Parser(text).whole()


def names(expression: Expression) -> Iterator[Name | Mean]:
    """Give every name used, in reading order, repeats included."""
    match expression:
        case Name() | Mean():
            yield expression
        case Negative():
            yield from names(expression.operand)
        case Binary():
            yield from names(expression.left)
            yield from names(expression.right)
        case Literal():
            return


def evaluate(expression: Expression, values: Mapping[str, Value]) -> Fraction:
    """Compute an expression exactly.

    Args:
        expression: what `parse` gave.
        values: input keys to figures (lists for `mean`), parameters under `param.<key>`.

    Raises:
        ZeroDivisionError: a denominator is 0, or the mean of an empty list is asked for.
        KeyError: a name has no value.
        TypeError: a list stands where one figure is asked for, or the other way round.
    """
    match expression:
        case Literal():
            return expression.value
        case Name():
            return _figure(expression.name, values[expression.name])
        case Mean():
            return _mean_of(expression.name, values[expression.name])
        case Negative():
            return -evaluate(expression.operand, values)
        case Binary():
            return _joined(expression.operator, evaluate(expression.left, values), evaluate(expression.right, values))


def _figure(name: str, value: Value) -> Fraction:
    if not isinstance(value, Fraction):
        raise TypeError(f"{name} is a list; write mean({name})")
    return value


def _mean_of(name: str, value: Value) -> Fraction:
    if isinstance(value, Fraction):
        raise TypeError(f"mean({name}) needs a list")
    return sum(value, start=Fraction(0)) / len(value)


def _joined(operator: str, left: Fraction, right: Fraction) -> Fraction:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return left / right
