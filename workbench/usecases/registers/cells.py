"""Cells of a register as the values that records carry: texts on one line, choices, figures, yes or no."""

from __future__ import annotations

import re
import unicodedata

from workbench.domain.forms import Attribute, AttributeKind
from workbench.domain.refusals import Refusal
from workbench.usecases.typed_text import typed

AttributeValue = bool | int | str | tuple[str, ...] | None
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""What a text must not begin with in a CSV file, or a spreadsheet executes it."""

_BREAK = re.compile(r"\s*[\x00-\x1f\x7f\u2028\u2029]+\s*")
_FIGURE = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_YES = frozenset({"是", "有", "yes", "true", "y", "1", "√"})
_NO = frozenset({"否", "无", "没有", "no", "false", "n", "0", "×"})


class AttributeUnreadable(Refusal):
    """An attribute has no such value; facts: `attribute`, `found`, `known`."""

    code = "attribute_unreadable"


class FigureUnreadable(Refusal):
    """An attribute is a figure and this is none; facts: `attribute`, `found`."""

    code = "figure_unreadable"


def one_line(told: str) -> str:
    """Give a cell's text on one line: a break between Chinese signs only wrapped it, elsewhere it parts words.

    The apostrophe that keeps a spreadsheet from executing a text, ours on the way out too, is no part of it.
    """
    text = told[1:] if told.startswith("'") and told[1:].startswith(FORMULA_SIGNS) else told
    return typed(_BREAK.sub(lambda found: _joint(found, text), text))


def _joint(found: re.Match[str], text: str) -> str:
    around = (text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1])
    return " " if all(sign and sign.isascii() for sign in around) else ""


def attribute_value(attribute: Attribute, told: str) -> AttributeValue | Refusal:
    """Read a unit's attribute as its form declares it."""
    match attribute.kind:
        case AttributeKind.ENUM:
            return _choice(attribute, told)
        case AttributeKind.SET:
            chosen = [_choice(attribute, one) for one in _parted(told)]
            refused = next((one for one in chosen if isinstance(one, Refusal)), None)
            return refused or tuple(str(one) for one in chosen)
        case AttributeKind.BOOLEAN:
            return _yes_or_no(attribute, told)
        case AttributeKind.INTEGER | AttributeKind.DECIMAL:
            return _figure(attribute, told)


def _choice(attribute: Attribute, told: str) -> str | Refusal:
    for choice in attribute.choices:
        if told in {choice.code, choice.name.zh, choice.name.en}:
            return choice.code
    known = ", ".join(choice.name.zh for choice in attribute.choices)
    return AttributeUnreadable(attribute=attribute.name.zh, found=told, known=known)


def _yes_or_no(attribute: Attribute, told: str) -> bool | Refusal:
    plain = unicodedata.normalize("NFKC", told).casefold()
    if plain in _YES | _NO:
        return plain in _YES
    return AttributeUnreadable(attribute=attribute.name.zh, found=told, known="是, 否")


def _figure(attribute: Attribute, told: str) -> int | str | Refusal:
    plain = unicodedata.normalize("NFKC", told).replace(",", "").replace(" ", "")
    is_whole = attribute.kind is AttributeKind.INTEGER
    if not _FIGURE.fullmatch(plain) or (is_whole and ("." in plain or len(plain) > 15)):
        return FigureUnreadable(attribute=attribute.name.zh, found=told)
    return int(plain) if is_whole else plain


def _parted(told: str) -> list[str]:
    """Part a list as people write it."""
    for sign in "、；;，":
        told = told.replace(sign, ",")
    return [piece.strip() for piece in told.split(",") if piece.strip()]
