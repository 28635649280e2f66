"""One JSON value, one sequence of bytes: the restricted RFC 8785 profile in which every record is hashed and signed.

Inside the profile (null, booleans, integers within 2^53 - 1, NFC strings, ASCII keys, no floating point numbers) the
sorted output of msgspec equals RFC 8785; outside of it the two differ, so everything outside is refused in both
directions.
"""

from __future__ import annotations

import enum
import re
import unicodedata
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
    """A rule is broken somewhere below; the path grows while it passes upwards."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.path: list[str] = []
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
        _check_value(value, max_depth)
    except _Broken as broken:
        place = "$" + "".join(reversed(broken.path))
        raise NotCanonical(place=place, rule=broken.rule.value) from None


def _check_value(value: Any, depth: int) -> None:
    kind = type(value)
    if kind is str:
        _check_string(value)
    elif kind is dict:
        _check_object(value, depth - 1)
    elif kind is list or kind is tuple:
        _check_array(value, depth - 1)
    elif kind is int:
        if not -MAX_INTEGER <= value <= MAX_INTEGER:
            raise _Broken(Rule.INTEGER)
    elif kind is not bool and value is not None:
        raise _Broken(Rule.FLOAT if kind is float else Rule.TYPE)


def _check_object(value: dict[Any, Any], depth: int) -> None:
    if depth < 0:
        raise _Broken(Rule.DEPTH)
    key: Any = None
    try:
        for key, member in value.items():
            _check_key(key)
            if member is not None and member is not True and member is not False:
                _check_value(member, depth)
    except _Broken as broken:
        broken.path.append(f".{ascii(key)[1:-1][:64] if isinstance(key, str) else '?'}")
        raise


def _check_key(key: Any) -> None:
    if type(key) is not str or not key.isascii() or len(key) > MAX_KEY or "\x00" in key:
        raise _Broken(Rule.KEY)


def _check_array(value: list[Any] | tuple[Any, ...], depth: int) -> None:
    if depth < 0:
        raise _Broken(Rule.DEPTH)
    position = -1
    try:
        for member in value:
            position += 1
            _check_value(member, depth)
    except _Broken as broken:
        broken.path.append(f"[{position}]")
        raise


def _check_string(value: str) -> None:
    if len(value) > MAX_STRING:
        raise _Broken(Rule.STRING_LENGTH)
    if value.isascii():
        if "\x00" in value:
            raise _Broken(Rule.NUL)
        return
    found = _FORBIDDEN.search(value)
    if found:
        raise _Broken(_rule_of(found.group()))
    if not unicodedata.is_normalized("NFC", value):
        raise _Broken(Rule.NFC)


def _rule_of(character: str) -> Rule:
    if character == "\x00":
        return Rule.NUL
    return Rule.SURROGATE if "\ud800" <= character <= "\udfff" else Rule.BIDI
