"""Finds units as one types: an index in memory that stays with the open store and follows whatever is written to it."""

from __future__ import annotations

import heapq
import threading
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final, NamedTuple

from sqlalchemy import Connection, func, select

from workbench.catalogue.sounding import Fit, SoundedTexts
from workbench.protocol import records
from workbench.protocol.signatures import open_envelope
from workbench.store import units
from workbench.store.rows import UnitsFound
from workbench.store.tables import record, unit

_MOST_FRESH: Final = 500
"""Units beside the laid-out ones before all are laid out anew."""
_WORDS_RANKED: Final = 3


@dataclass(frozen=True, slots=True)
class Word:
    """One word that was typed, and the regions it names: a unit fits it by its own texts or by where it lies."""

    text: str
    regions: frozenset[str] = frozenset()


_Ranked = Mapping[tuple[int, ...], int]
"""Rows of a shelf by rank, each rank a number with a bit for each row."""


class UnitFinder:
    """Finds units by words; what any connection or process has committed is found at once.

    A register of 50,000 units is laid out in a second, when it is first searched; a search then takes a few
    milliseconds. Units come only with records, so the number of the last record tells whether anything came.
    """

    def __init__(self, read: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._read = read  # never a transaction: what is taken back must not stay in memory
        self._turn = threading.Lock()
        self._seen = -1
        self._laid = _Shelf(())
        self._fresh = _Shelf(())
        self._outdated: set[str] = set()

    def find(
        self,
        words: Sequence[Word] = (),
        *,
        action: str | None = None,
        skip: int = 0,
        limit: int = 200,
    ) -> UnitsFound:
        """Find the units that every word fits; without words all.

        First come those whose whole name or credit code the first word is, then those whose name or code begins so,
        then those whose name it shortens, then those that have it anywhere, then those that only lie there; then the
        second word decides in the same way, and among equals the latest comes first.
        """
        with self._turn, self._read() as connection:
            self._follow(connection)
            outdated = self._laid.rows_of(self._outdated)
            shelves = (self._laid.search(words, action, outdated), self._fresh.search(words, action, 0))
            total = sum(rows.bit_count() for found in shelves for rows in found.values())
            wanted = [key.unit_id for key in islice(self._in_order(*shelves), skip, skip + limit)]
            return UnitsFound(units.some(connection, wanted), total)

    def forget(self) -> None:
        """Drop all names from memory; the next search lays them out anew."""
        with self._turn:
            self._seen = -1
            self._laid, self._fresh, self._outdated = _Shelf(()), _Shelf(()), set()

    def _in_order(self, laid: _Ranked, fresh: _Ranked) -> Iterator[_Key]:
        for rank in sorted({*laid, *fresh}):
            sides = (self._laid.keys_of(laid.get(rank, 0)), self._fresh.keys_of(fresh.get(rank, 0)))
            yield from heapq.merge(*sides, reverse=True)

    def _follow(self, connection: Connection) -> None:
        """Take up what came since the last search."""
        last = connection.execute(select(func.max(record.c.arrival))).scalar() or 0
        if last == self._seen:
            return
        changed = _changed(connection, self._seen) if 0 <= self._seen <= last else None
        if changed is None or len(self._outdated | changed) > _MOST_FRESH:
            self._laid, self._fresh, self._outdated = _Shelf(_rows(connection)), _Shelf(()), set()
            self._laid.texts.warm()
        elif changed:
            self._outdated |= changed
            self._fresh = _Shelf(_rows(connection, self._outdated))
        self._seen = last


class _Key(NamedTuple):
    """What puts units in order; the id decides between those recorded in one second."""

    recorded_at: str
    unit_id: str


class _Row(NamedTuple):
    key: _Key
    texts: tuple[str, ...]
    region: str
    action: str


class _Shelf:
    """Units laid out once, the latest last."""

    def __init__(self, rows: Iterable[_Row]) -> None:
        laid = sorted(rows)
        self.texts = SoundedTexts(row.texts for row in laid)
        self._keys = tuple(row.key for row in laid)
        self._number = {key.unit_id: number for number, key in enumerate(self._keys)}
        self._in_region: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._of_action: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for number, row in enumerate(laid):
            self._in_region[row.region].append(number)
            self._of_action[row.action].append(number)
        self._lying: dict[frozenset[str], int] = {}

    def rows_of(self, unit_ids: Iterable[str]) -> int:
        return self.texts.bits(self._number[one] for one in unit_ids if one in self._number)

    def keys_of(self, rows: int) -> Iterator[_Key]:
        return (self._keys[number] for number in self.texts.numbers(rows))

    def search(self, words: Sequence[Word], action: str | None, outdated: int) -> _Ranked:
        left = self.texts.every & ~outdated
        if action is not None:
            left &= self.texts.bits(self._of_action.get(action, ()))
        fits = []
        for word in words:
            fit = self.texts.fit(word.text)
            left &= fit.short | fit.anywhere | self._in(word.regions)
            if not left:
                break
            fits.append(fit)
        return dict(_ranked(fits, left))

    def _in(self, regions: frozenset[str]) -> int:
        if not regions:
            return 0
        if regions not in self._lying:
            if len(self._lying) >= 32:
                self._lying.pop(next(iter(self._lying)))
            self._lying[regions] = self.texts.bits(chain.from_iterable(self._in_region.get(one, ()) for one in regions))
        return self._lying[regions]


def _ranked(fits: Sequence[Fit], left: int, rank: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], int]]:
    """Part the rows by how well the first word fits, then the second; the last ones only lie where a word says."""
    if not fits or len(rank) == _WORDS_RANKED:
        yield rank, left
        return
    for number, kind in enumerate((*fits[0].ranks, left)):
        part = left & kind
        left &= ~part
        if part:
            yield from _ranked(fits[1:], part, (*rank, number))


def _changed(connection: Connection, seen: int) -> frozenset[str] | None:
    """Name the units that records since `seen` speak of; None when there are so many that all is laid out anew."""
    query = (
        select(record.c.envelope)
        .where(record.c.arrival > seen, record.c.kind.in_(("unit", "revision")))
        .limit(_MOST_FRESH + 1)
    )
    found = connection.execute(query).scalars().all()
    return None if len(found) > _MOST_FRESH else frozenset(map(_unit_of, found))


def _unit_of(envelope: bytes) -> str:
    match open_envelope(envelope).record:
        case records.Unit(unit_id=unit_id):
            return unit_id
        case records.Revision(unit=assessed):
            return assessed.unit_id
        case other:
            raise TypeError(other.kind)


def _rows(connection: Connection, only: Iterable[str] | None = None) -> Iterator[_Row]:
    query = select(unit.c.unit_id, unit.c.name, unit.c.region, unit.c.action, unit.c.credit_code, unit.c.recorded_at)
    if only is not None:
        query = query.where(unit.c.unit_id.in_(sorted(only)))
    for row in connection.execute(query):
        texts = (row.name, row.credit_code) if row.credit_code else (row.name,)
        yield _Row(_Key(row.recorded_at, row.unit_id), texts, row.region, row.action)
