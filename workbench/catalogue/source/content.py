"""The canonical form of a data file's content: the bytes that an edition's hash is taken over (decision 12)."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from typing import Any

from workbench.catalogue.problems import Path, Problem
from workbench.catalogue.source.yaml_source import Source

_LARGEST_WHOLE = 2**53 - 1
_DEEPEST = 32


def canonical_bytes(content: Any) -> bytes:
    """Write content as canonical JSON.

    For content that `profile_problems` has nothing against the bytes equal RFC 8785: keys are ASCII, so sorting by
    code point is sorting by UTF-16 unit, and there are no floats.
    """
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def content_sha256(content: Any) -> str:
    """Name content by the SHA-256 (hex) of its canonical bytes."""
    return hashlib.sha256(canonical_bytes(content)).hexdigest()


def profile_problems(source: Source) -> Iterator[Problem]:
    """Say what keeps content from being written canonically: floats, huge integers, odd keys, text that is not NFC."""
    waiting: list[tuple[Path, Any]] = [((), source.content)]
    while waiting:
        path, value = waiting.pop()
        if len(path) > _DEEPEST:
            yield source.problem("too_deep", path, limit=str(_DEEPEST))
            continue
        code, facts = _fault_of(value)
        if code:
            yield source.problem(code, path, **facts)
        if isinstance(value, dict):
            yield from (source.problem("key_not_ascii", path, key=str(key)) for key in value if not _is_plain(key))
            waiting.extend(((*path, str(key)), entry) for key, entry in value.items())
        elif isinstance(value, list):
            waiting.extend(((*path, index), entry) for index, entry in enumerate(value))


def _is_plain(key: Any) -> bool:
    return isinstance(key, str) and key.isascii()


def _fault_of(value: Any) -> tuple[str, dict[str, str]]:
    match value:
        case int() if abs(value) > _LARGEST_WHOLE:
            return "whole_too_large", {"value": str(value)}
        case None | bool() | dict() | list() | int():
            return "", {}
        case str():
            return _fault_of_text(value)
        case float():
            return "value_is_float", {"value": repr(value)}
        case _:
            return "value_not_json", {"type": type(value).__name__}


def _fault_of_text(text: str) -> tuple[str, dict[str, str]]:
    if "\x00" in text or any(0xD800 <= ord(letter) <= 0xDFFF for letter in text):
        return "text_not_storable", {"text": ascii(text[:40])}
    if not unicodedata.is_normalized("NFC", text):
        return "text_not_nfc", {"text": text[:40]}
    return "", {}
