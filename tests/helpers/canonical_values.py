"""Random values inside the canonical profile, the same for the same seed."""

from __future__ import annotations

import random
import unicodedata
from typing import Any

from workbench.protocol.canonical import MAX_INTEGER

_TEXTS = [
    "",
    "a",
    "太原市样例购物中心",
    '"\\/\b\f\n\r\t\x01\x1f\x7f',
    "é",
    "𠮷𡈽",
    "\u2028\u2029",
    "A\u030a".upper(),
    "ﬀ",
    "한글",
]
_KEYS = ["a", "B", "kind", "a.b", "a-b", "_", "9", "", "zz", "\x01", "~", '"']


def a_text(rng: random.Random) -> str:
    """Give a text: a fixed one with traps, or letters from several planes."""
    if rng.random() < 0.5:
        return unicodedata.normalize("NFC", rng.choice(_TEXTS))
    letters = [
        chr(rng.choice((rng.randrange(0x20, 0x7F), rng.randrange(0x4E00, 0x9FA5), rng.randrange(0x20000, 0x2A6D0))))
        for _ in range(rng.randrange(12))
    ]
    return unicodedata.normalize("NFC", "".join(letters))


def a_value(rng: random.Random, depth: int = 4) -> Any:
    """Give a value inside the profile."""
    sort = rng.randrange(8 if depth else 5)
    if sort == 0:
        return rng.choice((None, True, False))
    if sort == 1:
        return rng.choice((0, -1, MAX_INTEGER, -MAX_INTEGER, rng.randrange(-(10**6), 10**6)))
    if sort < 5:
        return a_text(rng)
    if sort == 5:
        return [a_value(rng, depth - 1) for _ in range(rng.randrange(5))]
    return {rng.choice(_KEYS) + str(rng.randrange(30)): a_value(rng, depth - 1) for _ in range(rng.randrange(7))}
