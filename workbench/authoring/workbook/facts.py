"""Facts for people (`meta`, `related_tables`) as lines of a path and a value, whatever their shape."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from workbench.authoring.workbook.codecs import LONGEST_CELL, MisreadError, cell_safe_json, is_cell_safe
from workbench.authoring.workbook.trees import Tree
from workbench.catalogue.problems import Path

FACTS: Final = ("meta", "related_tables")
"""The members of a form that this sheet holds."""
_NAME: Final = re.compile(r"[A-Za-z0-9_-]+\Z", re.ASCII)
_STEP: Final = re.compile(r'\.?(?:([A-Za-z0-9_-]+)|("(?:[^"\\]|\\.)*")|\[(\d{1,6})\])', re.ASCII)
_WHOLE: Final = re.compile(r"-?(0|[1-9]\d{0,15})\Z", re.ASCII)
_WORDS: Final[dict[str, Any]] = {"true": True, "false": False, "null": None, "{}": {}, "[]": []}
_PIECE: Final = 10_000


def fact_rows(key: str, value: Any) -> list[tuple[str, str]]:
    """Write a value as lines of path and text; a text that is too long for a cell takes several lines."""
    return [line for path, leaf in _leaves((key,), value) for line in _lines(path, leaf)]


def _leaves(path: Path, value: Any) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict) and value:
        for key, entry in value.items():
            yield from _leaves((*path, str(key)), entry)
    elif isinstance(value, list) and value:
        for index, entry in enumerate(value):
            yield from _leaves((*path, index), entry)
    else:
        yield path, value


def _lines(path: Path, leaf: Any) -> Iterator[tuple[str, str]]:
    name = written_path(path)
    if not isinstance(leaf, str):
        yield name, "true" if leaf is True else "false" if leaf is False else json.dumps(leaf)
        return
    text = leaf if _is_plain(leaf) else cell_safe_json(leaf)
    if len(text) <= LONGEST_CELL:
        yield name, text
        return
    for start in range(0, len(leaf), _PIECE):
        yield f"{name}+" if start else name, cell_safe_json(leaf[start : start + _PIECE])


def _is_plain(text: str) -> bool:
    is_clean = text == text.strip() and bool(text) and not text.startswith('"') and is_cell_safe(text)
    return is_clean and text not in _WORDS and not _WHOLE.match(text)


def written_path(path: Path) -> str:
    """Write a path so that it can be read back whatever its keys are."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step + 1}]"
        else:
            name = step if _NAME.match(step) else cell_safe_json(step)
            text += f".{name}" if text else name
    return text


def meant_path(text: str) -> Path:
    """Read a path; lists count from 1."""
    steps: list[str | int] = []
    place = 0
    while place < len(text):
        found = _STEP.match(text, place)
        if found is None:
            raise MisreadError("no_path", value=text[:60])
        name, quoted, index = found.groups()
        steps.append(name or (json.loads(quoted) if quoted else int(index) - 1))
        place = found.end()
    if not steps or steps[0] not in FACTS or -1 in steps:
        raise MisreadError("no_path", value=text[:60])
    return tuple(steps)


def meant_fact(text: str) -> Any:
    """Read a value."""
    text = text.replace("_x000D_", "").strip()
    if text in _WORDS:
        value = _WORDS[text]
        return type(value)() if isinstance(value, dict | list) else value
    if _WHOLE.match(text):
        return int(text)
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        try:
            return str(json.loads(text))
        except ValueError:
            return text
    return text


class Facts:
    """Facts growing line by line; positions of a list need not follow each other, only their order counts."""

    def __init__(self) -> None:
        self._tree: dict[str | int, Any] = {}

    def add(self, path: Path, value: Any) -> None:
        """Lay a value at a path of keys and positions.

        Raises:
            MisreadError: something else lies there, or further up.
        """
        node = self._tree
        for step in path[:-1]:
            inner = node.setdefault(step, {})
            if not isinstance(inner, _Branch):
                inner = node[step] = self._branch(inner, path)
            node = inner
        if path[-1] in node or any(isinstance(step, int) != isinstance(path[-1], int) for step in node):
            raise MisreadError("path_clashes", value=written_path(path)[:60])
        node[path[-1]] = value

    @staticmethod
    def _branch(held: Any, path: Path) -> _Branch:
        if held != {}:
            raise MisreadError("path_clashes", value=written_path(path)[:60])
        return _Branch()

    def add_piece(self, path: Path, text: str) -> None:
        """Lengthen the text at a path.

        Raises:
            MisreadError: there is no text.
        """
        node = self._tree
        for step in path[:-1]:
            node = node.get(step, {})
        if not isinstance(node.get(path[-1]), str):
            raise MisreadError("path_clashes", value=written_path(path)[:60])
        node[path[-1]] += text

    def content(self) -> Tree:
        """Give what has grown."""
        return {str(key): _grown(value) for key, value in self._tree.items()}


class _Branch(dict[str | int, Any]):
    """A map or a list that lines are still added to, as against a value that was given as a whole."""


def _grown(value: Any) -> Any:
    if not isinstance(value, _Branch):
        return value
    if all(isinstance(step, int) for step in value):
        return [_grown(value[step]) for step in sorted(value, key=int)]
    return {str(step): _grown(entry) for step, entry in value.items()}
