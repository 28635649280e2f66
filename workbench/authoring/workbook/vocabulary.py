"""The words of the workbook: sheets, titles and choices are written in one language and recognised in either."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from workbench.domain.texts import Language

Room = Mapping[str, Any]


class Vocabulary:
    """The room `authoring` of every language, spoken in one of them."""

    def __init__(self, language: Language, rooms: Mapping[Language, Room]) -> None:
        self.language = language
        self._rooms = rooms

    def in_language(self, language: Language) -> Vocabulary:
        """Give the same words spoken in another language."""
        return Vocabulary(language, self._rooms)

    def say(self, *steps: str, **facts: object) -> str:
        """Give a wording of the spoken language, with its facts."""
        return _found(self._rooms[self.language], steps).format(**facts)

    def sheet(self, table: str) -> str:
        """Name a sheet."""
        return self.say("sheets", table, "name")

    def sheet_names(self, table: str) -> tuple[str, ...]:
        """Name a sheet in every language."""
        return tuple(_found(room, ("sheets", table, "name")) for room in self._rooms.values())

    def title(self, table: str, column: str) -> str:
        """Name a column; `name.en` is the English of `name`."""
        return _title(self._rooms[self.language], table, column)

    def titles(self, table: str, column: str) -> tuple[str, ...]:
        """Name a column in every language."""
        return tuple(_title(room, table, column) for room in self._rooms.values())

    def hint(self, table: str, column: str) -> str:
        """Explain a column."""
        return _of_column(self._rooms[self.language], "hints", table, column.partition(".")[0])

    def word(self, choices: str, code: str) -> str:
        """Name one of a set of choices; the code itself where there is no word for it."""
        return str(self._rooms[self.language]["choices"].get(choices, {}).get(code, code))

    def code(self, choices: str, text: str) -> str | None:
        """Say which choice a text names, in any language or by its code; None for none."""
        return self._codes.get(choices, {}).get(folded(text))

    def codes(self, choices: str) -> tuple[str, ...]:
        """List a set of choices."""
        return tuple(self._rooms[self.language]["choices"][choices])

    @cached_property
    def _codes(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for room in self._rooms.values():
            for choices, words in room["choices"].items():
                known = found.setdefault(choices, {})
                for code, word in words.items():
                    known[folded(word)] = code
                    known.setdefault(folded(code), code)
        return found


def folded(text: str) -> str:
    """Bring a word as people type it to one spelling: width, case and blanks do not count."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _found(room: Room, steps: tuple[str, ...]) -> str:
    node: Any = room
    for step in steps:
        node = node[step]
    return str(node)


def _title(room: Room, table: str, column: str) -> str:
    key, _, ending = column.partition(".")
    title = _of_column(room, "columns", table, key)
    return _found(room, ("pairs", ending)).format(title=title) if ending else title


def _of_column(room: Room, kind: str, table: str, key: str) -> str:
    own = room[kind].get(table, {})
    return str(own[key] if key in own else room[kind]["any"][key])
