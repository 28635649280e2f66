"""Nested content by paths: look in, lay down, put together, and tell what one tree has that another lacks."""

from __future__ import annotations

import enum
from typing import Any, Final

from workbench.catalogue.problems import Path

Tree = dict[str, Any]


class Absent(enum.Enum):
    """Nothing at all, which is something else than null, an empty list or an empty text."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT


def look(tree: Any, path: Path) -> Any:
    """Give what lies at a path of keys, ABSENT where nothing does."""
    for step in path:
        if not isinstance(tree, dict) or step not in tree:
            return ABSENT
        tree = tree[step]
    return tree


def lay(tree: Tree, path: Path, value: Any) -> None:
    """Lay a value at a path of keys, making the maps on the way; ABSENT leaves everything as it is."""
    if value is ABSENT:
        return
    for step in path[:-1]:
        inner = tree.setdefault(str(step), {})
        if not isinstance(inner, dict):
            inner = tree[str(step)] = {}
        tree = inner
    tree[str(path[-1])] = value


def take(tree: Tree, path: Path) -> None:
    """Take away what lies at a path of keys; the maps on the way stay."""
    inner = look(tree, path[:-1])
    if isinstance(inner, dict):
        inner.pop(path[-1], None)


def merge(tree: Tree, more: Tree) -> None:
    """Put `more` into a tree: maps grow together, everything else is replaced."""
    for key, value in more.items():
        held = tree.get(key)
        if isinstance(held, dict) and isinstance(value, dict):
            merge(held, value)
        else:
            tree[key] = value


def copied(tree: Any) -> Any:
    """Copy maps; lists and what is in them are shared."""
    return {key: copied(value) for key, value in tree.items()} if isinstance(tree, dict) else tree


def same(one: Any, other: Any) -> bool:
    """Compare content as its canonical JSON does: `true` is not `1`, the order of keys is nothing."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)


def remainder(whole: Tree, said: Tree) -> Tree:
    """Give what `merge` must add to `said` to make it `whole`."""
    rest: Tree = {}
    for key, value in whole.items():
        held = said.get(key, ABSENT)
        if isinstance(value, dict) and isinstance(held, dict):
            inner = remainder(value, held)
            if inner:
                rest[key] = inner
        elif not same(value, held):
            rest[key] = value
    return rest
