"""The search said slowly: one text after the other, sign by sign, as the index has to find it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from workbench.catalogue.pinyin import folded, readings_of

WHOLE, START, SHORT, ANYWHERE = range(4)


@cache
def _consumed(word: str, text: str) -> frozenset[int]:
    """How many signs of the text, from its beginning, the word can stand for."""
    if not text:
        return frozenset()
    found: set[int] = set()
    for sound in (text[0], *readings_of(text[0])):
        if sound.startswith(word):
            found.add(1)
        for piece in {sound, sound[0], *(two for two in ("zh", "ch", "sh") if sound.startswith(two))}:
            if word.startswith(piece) and len(word) > len(piece):
                found |= {1 + more for more in _consumed(word[len(piece) :], text[1:])}
    return frozenset(found)


def _shortens(word: str, text: str) -> bool:
    """Whether the text begins with the word's first letter or sign and has the others in order."""
    places = [0] if text and _stands_for(word[0], text[0]) else []
    for key in word[1:]:
        places = [later for here in places[:1] for later in range(here + 1, len(text)) if _stands_for(key, text[later])]
    return bool(places)


def _stands_for(key: str, sign: str) -> bool:
    return key == sign or any(sound[0] == key for sound in readings_of(sign))


def _kinds(word: str, parts: Sequence[str]) -> Iterator[int]:
    for part in parts:
        if len(part) in _consumed(word, part):
            yield WHOLE
        if _consumed(word, part):
            yield START
        if any(_consumed(word, part[begin:]) for begin in range(len(part))):
            yield ANYWHERE
    if parts and _shortens(word, parts[0]):
        yield SHORT


def best_fit(word: str, parts: Sequence[str]) -> int | None:
    """How well a word fits a row of parts; None when it does not."""
    wanted = folded(word)
    return min(_kinds(wanted, [folded(part) for part in parts]), default=None) if wanted else None
