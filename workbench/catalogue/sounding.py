"""Finds where a typed word fits in very many short texts: by their signs, their sounds, or the beginnings of sounds.

All texts lie in one row of places, a place for each sign; what a piece of a word can mean is a whole number with a bit
for each place where such a sign stands. A word is then followed through all texts at once by shifting such numbers,
exactly and with every reading of every sign, in a fraction of a millisecond for tens of thousands of texts.
"""

from __future__ import annotations

import re
import string
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from workbench.catalogue.pinyin import folded, readings_of

_PART: Final = "\x1f"
_END: Final = "\n"
_LONGEST_SOUND: Final = 6  # zhuang
_LONG_INITIALS: Final = ("zh", "ch", "sh")
_LONGEST_WORD: Final = 100
_BYTES_KEPT: Final = 48_000_000
"""How much memory pieces of words may take that were asked for and may be asked for again."""
_FEWEST_KEPT: Final = 64
_MOST_DENSE: Final = 128
"""A sign is frequent that stands in one of so many places; so many signs can be frequent at most."""
_FILLED: Final = re.compile(rb"[^\0]")


@dataclass(frozen=True, slots=True)
class Fit:
    """The rows a word fits, each kind as a number with a bit for each row.

    Attributes:
        whole: the word is a whole part.
        start: a part begins with it.
        short: the first part begins with it where signs are left out: tyxx and 太小 for 太原市样例小学.
        anywhere: it stands anywhere.
    """

    whole: int = 0
    start: int = 0
    short: int = 0
    anywhere: int = 0

    @property
    def ranks(self) -> tuple[int, int, int, int]:
        """The kinds, the best first."""
        return (self.whole, self.start, self.short, self.anywhere)


class SoundedTexts:
    """Rows of texts, each of one or more parts, numbered from 0."""

    def __init__(self, rows: Iterable[tuple[str, ...]] = ()) -> None:
        text = "".join(f"{_PART.join(map(_plain, row))}{_END}" for row in rows)
        self._size = len(text)
        places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for place, sign in enumerate(text):
            places[sign].append(place)
        self._ends = places.pop(_END, array("I"))
        self._row_ends = self._gathered(self._ends)
        self._others = ~self._row_ends & ((1 << self._size) - 1)
        self._stops = self._row_ends | self._gathered(places.pop(_PART, ()))
        self._starts = (self._stops << 1 | 1) & ((1 << self._size) - 1)
        self._row_starts = (self._row_ends << 1 | 1) & ((1 << self._size) - 1)
        self._firsts = self._lowest(self._stops) - self._row_starts
        self._places = dict(places)
        self._sounding, self._beginning = _spelled(self._places)
        self._dense: dict[str, int] = {}
        self._pieces: dict[tuple[str, bool], int] = {}

    def fit(self, word: str) -> Fit:
        """Find the rows a word fits.

        A word may be signs, whole sounds, first letters (zh, ch, sh too) and a sound begun at its end, in any mixture:
        太原, taiyuan, ty, tyuan and 太yu fit 太原.
        """
        wanted = folded(word)
        if not wanted or len(wanted) > _LONGEST_WORD or not wanted.isprintable():
            return Fit()
        anywhere = self._follow(wanted, self._others)
        start = self._follow(wanted, self._starts) if anywhere else 0
        return Fit(
            self._rows(start & self._stops), self._rows(start), self._rows(self._shorten(wanted)), self._rows(anywhere)
        )

    @property
    def every(self) -> int:
        """All rows, as a number with a bit for each."""
        return self._row_ends

    def bits(self, numbers: Iterable[int]) -> int:
        """Give rows by their numbers as a number with a bit for each."""
        return self._gathered([self._ends[number] for number in numbers])

    def numbers(self, rows: int) -> Iterator[int]:
        """Give the numbers of rows, the last row first."""
        data = rows.to_bytes((rows.bit_length() + 7) // 8, "big")
        for filled in _FILLED.finditer(data):
            lowest = (len(data) - 1 - filled.start()) * 8
            byte = data[filled.start()]
            yield from (bisect_left(self._ends, lowest + bit) for bit in range(7, -1, -1) if byte >> bit & 1)

    def warm(self) -> None:
        """Gather what every first key asks for, so that no key waits for it."""
        for key in string.ascii_lowercase + string.digits:
            self._piece(key, is_last=True)

    def _follow(self, word: str, begun: int) -> int:
        """Give the places right behind the word, for all places where it may begin."""
        reached = [begun] + [0] * len(word)
        for here, places in enumerate(reached):
            if not places:
                continue
            for there in range(here + 1, min(len(word), here + _LONGEST_SOUND) + 1):
                piece = self._piece(word[here:there], is_last=there == len(word))
                if piece:
                    reached[there] |= (places & piece) << 1
        return reached[-1]

    def _shorten(self, word: str) -> int:
        """Give the places right behind a word of first letters or signs that leaves out what it likes."""
        places = self._row_starts
        for number, key in enumerate(word):
            places = self._later(places) if number else places
            places = (places & self._piece(key, is_last=True)) << 1
            if not places:
                break
        return places

    def _piece(self, piece: str, *, is_last: bool) -> int:
        """Give the places whose sign this piece of a word can mean; the last piece may be a sound begun."""
        key = (piece, is_last and len(piece) > 1)
        found = self._pieces.pop(key, None)
        if found is None:
            found = self._standing((self._beginning if is_last else self._sounding).get(piece, ()))
            if len(self._pieces) > max(_FEWEST_KEPT, _BYTES_KEPT * 8 // (self._size + 1)):
                self._pieces.pop(next(iter(self._pieces)))
        self._pieces[key] = found  # the one asked for last is forgotten last
        return found

    def _standing(self, signs: Iterable[str]) -> int:
        """Give the places where any of these signs stands; the numbers of frequent signs are kept, there are few."""
        found, rare = 0, []
        for sign in signs:
            if len(self._places[sign]) * _MOST_DENSE < self._size:
                rare.append(self._places[sign])
                continue
            if sign not in self._dense:
                self._dense[sign] = self._gathered(self._places[sign])
            found |= self._dense[sign]
        return found | self._gathered(*rare) if rare else found

    def _lowest(self, places: int) -> int:
        """Give each row's lowest place: taking one away from a row clears it and sets those below."""
        return places & ~((places | self._row_ends) - self._row_starts)

    def _later(self, places: int) -> int:
        """Give each row's places from its lowest one on, in its first part."""
        return (self._row_ends - self._lowest(places & self._firsts)) & self._firsts

    def _rows(self, places: int) -> int:
        """Give the rows in which any place is marked: adding a row's other places carries over into its end."""
        return ((places & self._others) + self._others | places) & self._row_ends

    def _gathered(self, *places: Iterable[int]) -> int:
        flags = bytearray(self._size // 8 + 1)
        for some in places:
            for place in some:
                flags[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(flags, "little")


def _plain(part: str) -> str:
    found = folded(part)
    return found if found.isprintable() else "".join(filter(str.isprintable, found))


def _spelled(signs: Iterable[str]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Give the signs by what stands for them inside a word, and by what may stand for them at its end."""
    sounding: defaultdict[str, set[str]] = defaultdict(set)
    beginning: defaultdict[str, set[str]] = defaultdict(set)
    for sign in signs:
        for sound in (sign, *readings_of(sign)):
            for piece in {sound, sound[:1], *(long for long in _LONG_INITIALS if sound.startswith(long))}:
                sounding[piece].add(sign)
            for length in range(1, len(sound) + 1):
                beginning[sound[:length]].add(sign)
    return dict(sounding), dict(beginning)
