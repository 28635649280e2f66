"""Walks two contents side by side and names every place where they differ; entries with codes are matched by them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

from workbench.authoring.differences import At, Coded, Found, Kind, Step
from workbench.catalogue.source.content import canonical_bytes

_IDENTITIES: Final = ("code", "key", "id", "zh")
_FIRST: Final = (
    "form",
    "edition",
    "asked",
    "group",
    "subgroup",
    "code",
    "key",
    "name",
    "title",
    "points",
    "check",
    "kind",
)
_LAST: Final = ("note", "clause", "origin")


def differences(old: Any, new: Any, path: tuple[Step, ...] = ()) -> Iterator[Found]:
    """Give every difference between two values; nothing for values with the same canonical JSON."""
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _of_objects(old, new, path)
    elif _are_lists_of_objects(old, new):
        key = identity(old, new)
        yield from _of_coded(old, new, path, key) if key else _of_uncoded(old, new, path)
    elif canonical_bytes(old) != canonical_bytes(new):
        yield Found(path, Kind.CHANGED, old, new)


def identity(old: Sequence[Any], new: Sequence[Any]) -> str | None:
    """Find the key by which the entries of both lists are known; None where some entry has no name of its own."""
    for key in _IDENTITIES:
        if all(_are_names([entry.get(key) for entry in entries]) for entries in (old, new)):
            return key
    return None


def in_order(keys: Iterable[str]) -> list[str]:
    """Put the fields of a node into the order in which people look for them; a file's own order says nothing."""
    return sorted(set(keys), key=_rank)


def _rank(key: str) -> tuple[int, int, str]:
    if key in _FIRST:
        return 0, _FIRST.index(key), key
    return (2, _LAST.index(key), key) if key in _LAST else (1, 0, key)


def _are_names(values: list[Any]) -> bool:
    return all(isinstance(value, str) for value in values) and len(set(values)) == len(values)


def _are_lists_of_objects(old: Any, new: Any) -> bool:
    if not (isinstance(old, list) and isinstance(new, list)):
        return False
    entries = [*old, *new]
    return bool(entries) and all(isinstance(entry, dict) for entry in entries)


def _of_objects(old: dict[str, Any], new: dict[str, Any], path: tuple[Step, ...]) -> Iterator[Found]:
    for key in in_order((*old, *new)):
        here = (*path, key)
        if key not in new:
            yield Found(here, Kind.REMOVED, old=old[key])
        elif key not in old:
            yield Found(here, Kind.ADDED, new=new[key])
        else:
            yield from differences(old[key], new[key], here)


def _of_coded(
    old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]], path: tuple[Step, ...], key: str
) -> Iterator[Found]:
    before, after = {one[key]: one for one in old}, {one[key]: one for one in new}
    places = _new_places(list(before), list(after))
    for code, entry in before.items():
        if code not in after:
            yield Found((*path, Coded(code)), Kind.REMOVED, old=entry)
    for code, entry in after.items():
        here = (*path, Coded(code))
        if code not in before:
            yield Found(here, Kind.ADDED, new=entry, after=places[code])
            continue
        if code in places:
            yield Found(here, Kind.MOVED, after=places[code])
        yield from differences(before[code], entry, here)


def _new_places(old: list[str], new: list[str]) -> dict[str, str | None]:
    """Tell after which entry each one stands that was added or moved; None for those that were put at the end."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    staying = {new[at] for block in matcher.get_matching_blocks() for at in range(block.b, block.b + block.size)}
    last = max((at for at, code in enumerate(new) if code in staying), default=-1)
    return {
        code: None if at > last else (new[at - 1] if at else "") for at, code in enumerate(new) if code not in staying
    }


def _of_uncoded(
    old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]], path: tuple[Step, ...]
) -> Iterator[Found]:
    """Line the entries up by what did not change; what was replaced in one place is compared entry by entry."""
    lined_up = SequenceMatcher(None, [*map(canonical_bytes, old)], [*map(canonical_bytes, new)], autojunk=False)
    for tag, old_from, old_to, new_from, new_to in lined_up.get_opcodes():
        if tag == "equal":
            continue
        pairs = min(old_to - old_from, new_to - new_from)
        for at in range(pairs):
            here = (*path, At(old_from + at, new_from + at))
            yield from differences(old[old_from + at], new[new_from + at], here)
        for at in range(old_from + pairs, old_to):
            yield Found((*path, At(at, None)), Kind.REMOVED, old=old[at])
        for at in range(new_from + pairs, new_to):
            yield Found((*path, At(None, at)), Kind.ADDED, new=new[at])
