"""Mutations of a form's content anywhere in it, and a comparison applied to the older content."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st

from workbench.authoring.differences import Coded, Difference, Kind

_IDENTITIES = ("code", "key", "id", "zh")


def places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List every place below a node: members of objects and entries of lists."""
    steps = list(node.items()) if isinstance(node, dict) else list(enumerate(node)) if isinstance(node, list) else []
    return [found for key, below in steps for found in ((*path, key), *places(below, (*path, key)))]


def node_at(content: Any, path: tuple[Any, ...]) -> Any:
    """Follow a path."""
    for step in path:
        content = content[step]
    return content


def is_skeleton(path: tuple[Any, ...]) -> bool:
    """Tell whether a form without this place could not be told apart from something that is no form."""
    match path:
        case ("groups",) | ("form",) | ("edition",) | ("title", *_):
            return True
        case ("groups", _, member):
            return member in ("code", "items")
        case ("groups", _, "items", _, member):
            return member == "code"
        case _:
            return False


@st.composite
def mutated(draw: Any, content: dict[str, Any]) -> dict[str, Any]:
    """Draw a copy with one thing changed: a value, a member or entry gone, one more, or two entries swapped."""
    copied = copy.deepcopy(content)
    path = draw(st.sampled_from([path for path in places(copied) if not is_skeleton(path)]))
    parent, step = node_at(copied, path[:-1]), path[-1]
    ways = ["change", "remove", "add"] + ["swap", "insert"] * isinstance(parent, list)
    match draw(st.sampled_from(ways)):
        case "change":
            parent[step] = _another(parent[step])
        case "remove":
            del parent[step]
        case "add":
            _add_to(parent)
        case "swap":
            parent[0], parent[step] = parent[step], parent[0]
        case _:
            parent.insert(step, _another(parent[step]))
    return copied


def _another(value: Any) -> Any:  # noqa: PLR0911 -- one case per kind of value
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return value + "1"
        case dict():
            named = {key: f"{value[key]}9" for key in _IDENTITIES if isinstance(value.get(key), str)}
            return {**copy.deepcopy(value), **named, "fresh": "1"}
        case list():
            if not value:
                return [{"code": "fresh"}]
            return value[:-1] if isinstance(value[0], dict) else [*copy.deepcopy(value), "fresh"]
        case _:
            return "fresh"


def _add_to(parent: Any) -> None:
    if isinstance(parent, dict):
        parent["fresh"] = True
    else:
        parent.append(_another(parent[0]) if parent else {"code": "fresh"})


def applied(flat: dict[str, Any], differences: tuple[Difference, ...]) -> dict[str, Any]:
    """Change an older, flattened content as the differences say."""
    content = copy.deepcopy(flat)
    own = [(one.path, one) for one in differences if one.section == "form"]
    content = _object_with(content, own) if own else content
    for section in dict.fromkeys(one.section for one in differences if one.section != "form"):
        if section in content:
            whole = [(_path_of(one), one) for one in differences if one.section == section]
            content[section] = _list_with(content[section], whole)
    return content


def _path_of(one: Difference) -> tuple[Any, ...]:
    return (Coded(one.entry), *one.path) if one.entry else one.path


def _value_with(value: Any, found: list[tuple[tuple[Any, ...], Difference]]) -> Any:
    if found[0][0] == ():
        return found[0][1].new
    return _list_with(value, found) if isinstance(value, list) else _object_with(value, found)


def _object_with(node: dict[str, Any], found: list[tuple[tuple[Any, ...], Difference]]) -> dict[str, Any]:
    made = dict(node)
    for key in dict.fromkeys(path[0] for path, _ in found):
        below = [(path[1:], one) for path, one in found if path[0] == key]
        if below[0][0] == () and below[0][1].kind is Kind.REMOVED:
            del made[key]
        else:
            made[key] = _value_with(made.get(key), below)
    return made


def _list_with(entries: list[Any], found: list[tuple[tuple[Any, ...], Difference]]) -> list[Any]:
    is_coded = isinstance(found[0][0][0], Coded)
    return _coded_with(entries, found) if is_coded else _uncoded_with(entries, found)


def _coded_with(entries: list[Any], found: list[tuple[tuple[Any, ...], Difference]]) -> list[Any]:
    key = _key_of(entries, found)
    held = {entry[key]: entry for entry in entries}
    order = list(held)
    placed = []
    for code in dict.fromkeys(path[0].code for path, _ in found):
        mine = [(path[1:], one) for path, one in found if path[0].code == code]
        whole = {one.kind: one for path, one in mine if path == ()}
        inner = [(path, one) for path, one in mine if path]
        if inner:
            held[code] = _object_with(held[code], inner)
        if Kind.ADDED in whole:
            held[code] = whole[Kind.ADDED].new
        if Kind.REMOVED in whole or Kind.MOVED in whole:
            order.remove(code)
        placed += [(code, one.after) for kind, one in whole.items() if kind is not Kind.REMOVED]
    for code, after in placed:
        at = len(order) if after is None else order.index(after) + 1 if after else 0
        order.insert(at, code)
    return [held[code] for code in order]


def _key_of(entries: list[Any], found: list[tuple[tuple[Any, ...], Difference]]) -> str:
    nodes = [*entries, *(one.new for path, one in found if one.kind is Kind.ADDED and len(path) == 1)]
    return next(key for key in _IDENTITIES if all(key in node for node in nodes))


def _uncoded_with(entries: list[Any], found: list[tuple[tuple[Any, ...], Difference]]) -> list[Any]:
    made: list[Any] = list(entries)
    for old in dict.fromkeys(path[0].old for path, _ in found if path[0].old is not None and len(path) > 1):
        made[old] = _object_with(made[old], [(path[1:], one) for path, one in found if path[0].old == old])
    gone = {path[0].old for path, one in found if len(path) == 1 and one.kind is Kind.REMOVED}
    made = [entry for at, entry in enumerate(made) if at not in gone]
    added = {path[0].new: one.new for path, one in found if len(path) == 1 and one.kind is Kind.ADDED}
    for at in sorted(added):
        made.insert(at, added[at])
    return made
