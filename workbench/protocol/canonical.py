"""One JSON value, one sequence of bytes: the restricted RFC 8785 profile in which every record is hashed and signed.

Inside the profile (null, booleans, integers within 2^53 - 1, NFC strings, ASCII keys, no floating point numbers) the
sorted output of msgspec equals RFC 8785; outside of it the two differ, so everything outside is refused in both
directions.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

import msgspec

from workbench.protocol.refusals import NotCanonical

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 32
MAX_STRING = 262_144
MAX_KEY = 256
MAX_INTEGER = 2**53 - 1

_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = msgspec.json.Decoder()
# Embeddings, overrides and isolates of the bidirectional algorithm let a text show something other than what is signed.
_FORBIDDEN = re.compile("[\x00\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


class Rule(enum.Enum):
    """The rules of the profile, as `NotCanonical` names the broken one."""

    SIZE = "size"
    ENCODING = "encoding"
    SYNTAX = "syntax"
    DEPTH = "depth"
    FORM = "form"
    FLOAT = "float"
    INTEGER = "integer"
    TYPE = "type"
    KEY = "key"
    STRING_LENGTH = "string_length"
    NUL = "nul"
    SURROGATE = "surrogate"
    BIDI = "bidi"
    NFC = "nfc"


class _Broken(Exception):  # noqa: N818 -- never leaves this module
    """A rule is broken somewhere below."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        super().__init__(rule)


def encode(value: Any) -> bytes:
    """Give the canonical bytes of a value.

    Args:
        value: null, bool, int, str, and lists, tuples and dicts of them.

    Raises:
        NotCanonical: the value lies outside the profile; the place is its JSON path.
    """
    _check(value, MAX_DEPTH)
    return _ENCODER.encode(value)


def decode(data: bytes, *, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH) -> Any:
    """Read canonical bytes and refuse every other spelling of the same value.

    Raises:
        NotCanonical: the bytes are too long, no JSON, outside the profile, or not the canonical bytes of their value.
    """
    if len(data) > max_bytes:
        raise NotCanonical(rule=Rule.SIZE.value, size=len(data), limit=max_bytes)
    value = _parse(data)
    _check(value, max_depth)
    if _ENCODER.encode(value) != data:
        raise NotCanonical(place="$", rule=Rule.FORM.value)
    return value


def _parse(data: bytes) -> Any:
    try:
        return _DECODER.decode(data)
    except UnicodeDecodeError:
        rule = Rule.ENCODING
    except msgspec.DecodeError:
        rule = Rule.SYNTAX
    except RecursionError:
        rule = Rule.DEPTH
    raise NotCanonical(place="$", rule=rule.value)


def _check(value: Any, max_depth: int) -> None:
    try:
        _check_members((value,), max_depth)
    except _Broken as broken:
        place = f"${_path_to_fault(value, max_depth)}"
        raise NotCanonical(place=place, rule=broken.rule.value) from None


def _check_members(members: Iterable[Any], depth: int) -> None:
    """Check values, of which at most `depth` containers may stand inside each other; the busiest loop of all."""
    for member in members:
        kind = type(member)
        if kind is str:
            if not member.isascii() or "\x00" in member or len(member) > MAX_STRING:
                _check_text(member)
        elif kind is dict or kind is list or kind is tuple:
            _check_container(member, depth - 1)
        elif member is not None and kind is not bool:
            _check_number(member)


def _check_container(value: Any, depth: int) -> None:
    if depth < 0:
        raise _Broken(Rule.DEPTH)
    if type(value) is not dict:
        _check_members(value, depth)
        return
    for key in value:
        if type(key) is not str or not key.isascii() or "\x00" in key or len(key) > MAX_KEY:
            raise _Broken(Rule.KEY)
    _check_members(value.values(), depth)


def _check_number(value: Any) -> None:
    if type(value) is not int:
        raise _Broken(Rule.FLOAT if type(value) is float else Rule.TYPE)
    if not -MAX_INTEGER <= value <= MAX_INTEGER:
        raise _Broken(Rule.INTEGER)


def _check_text(value: str) -> None:
    if len(value) > MAX_STRING:
        raise _Broken(Rule.STRING_LENGTH)
    found = _FORBIDDEN.search(value)
    if found:
        raise _Broken(_rule_of(found.group()))
    if not unicodedata.is_normalized("NFC", value):
        raise _Broken(Rule.NFC)


def _path_to_fault(value: Any, depth: int) -> str:
    """Find the first fault below a value once more, in the same order, this time keeping the path."""
    if depth < 1 or not isinstance(value, dict | list | tuple):
        return ""
    if isinstance(value, dict):
        for key in value:
            if _breaks({key: None}, 1):
                return _step(key)
    members = value.items() if isinstance(value, dict) else enumerate(value)
    key, member = next(pair for pair in members if _breaks(pair[1], depth - 1))
    return _step(key) + _path_to_fault(member, depth - 1)


def _step(key: Any) -> str:
    if isinstance(key, str):
        return f".{ascii(key)[1:-1][:64]}"
    return f"[{key}]"


def _breaks(value: Any, depth: int) -> bool:
    try:
        _check_members((value,), depth)
    except _Broken:
        return True
    return False


def _rule_of(character: str) -> Rule:
    if character == "\x00":
        return Rule.NUL
    return Rule.SURROGATE if "\ud800" <= character <= "\udfff" else Rule.BIDI
