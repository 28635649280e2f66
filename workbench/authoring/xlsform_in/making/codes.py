"""Codes and keys that a form may carry, made from the names of an XLSForm; no two are alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final

_LONGEST: Final = 64
_ROOM: Final = 56
"""Signs of a code that leave room for a number after it."""


def safe_code(name: str) -> str:
    """Spell a name with the letters, digits and `._-` of a code; Chinese by its sounds; "" when nothing is left."""
    kept = re.sub(r"[^A-Za-z0-9._-]+", "-", _plain(name)).strip("._-")
    return kept[:_LONGEST].rstrip("._-")


def safe_key(name: str) -> str:
    """Spell a name as the key of an input or attribute: small letters, digits and `_`, a letter first."""
    kept = re.sub(r"[^a-z0-9_]+", "_", _plain(name).lower()).strip("_")
    return (kept if kept[:1].isalpha() else f"q_{kept}" if kept else "")[:_LONGEST].rstrip("_")


class Names:
    """Hands out codes, each once."""

    def __init__(self, spell: Callable[[str], str], joint: str, otherwise: str) -> None:
        self._spell = spell
        self._joint = joint
        self._otherwise = otherwise
        self._given: set[str] = set()

    def give(self, name: str) -> str:
        """Make a code of a name that nothing else has, numbered where the spelling is taken or empty."""
        wanted = self._spell(name)
        if wanted and wanted not in self._given:
            self._given.add(wanted)
            return wanted
        stem, number = (wanted or self._otherwise)[:_ROOM], 2 if wanted else 1
        while f"{stem}{self._joint}{number}" in self._given:
            number += 1
        self._given.add(f"{stem}{self._joint}{number}")
        return f"{stem}{self._joint}{number}"


def codes(otherwise: str) -> Names:
    """Start handing out codes; `otherwise` is the stem where a name has nothing that can be spelt."""
    return Names(safe_code, "-", otherwise)


def keys(otherwise: str, reserved: Iterable[str] = ()) -> Names:
    """Start handing out keys; `reserved` ones mean something else in expressions."""
    names = Names(safe_key, "_", otherwise)
    for key in reserved:
        names.give(key)
    return names


def _plain(name: str) -> str:
    """Spell a name in plain letters: accents off, full-width to half-width, Chinese by its sounds."""
    told = unicodedata.normalize("NFKC", name.strip())[:200]
    if not told.isascii():
        from pypinyin import lazy_pinyin

        told = "_".join(lazy_pinyin(told))
    folded = unicodedata.normalize("NFKD", told)
    return "".join(letter for letter in folded if not unicodedata.combining(letter))
