"""Sentences in two languages, kept as data in `resources/words/<room>.<language>.toml` (decision 19)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from workbench.domain.refusals import Refusal
from workbench.domain.texts import Language, Text


class Words:
    """The wordings of one language; a room is one file, a key may be nested with dots."""

    def __init__(self, language: Language, rooms: Mapping[str, Mapping[str, Any]]) -> None:
        self.language = language
        self._rooms = rooms

    def room(self, name: str) -> Mapping[str, Any]:
        """Give one whole file of wordings, for the engines that are handed a mapping."""
        return self._rooms[name]

    def say(self, room: str, key: str, /, **facts: object) -> str:
        """Fill the sentence `key` of `room` with its facts."""
        node: Any = self._rooms[room]
        for step in key.split("."):
            node = node[step]
        return str(node).format(**facts) if facts else str(node)

    def knows(self, room: str, key: str) -> bool:
        """Tell whether `room` has a wording under `key`."""
        node: Any = self._rooms.get(room, {})
        for step in key.split("."):
            if not isinstance(node, Mapping) or step not in node:
                return False
            node = node[step]
        return isinstance(node, str)

    def text(self, text: Text) -> str:
        """Give a two-language text of a form in this language."""
        return text.in_language(self.language)

    def refuse(self, refusal: Refusal) -> str:
        """Say a refusal in one sentence, with its place in front where it has one."""
        facts = {name: self._told(name, value) for name, value in refusal.facts.items()}
        try:
            sentence = self.say("refusals", refusal.code, **facts)
        except KeyError:  # a refusal whose wording is missing still has to be told, facts and all
            sentence = self.say("refusals", "unworded", code=refusal.code, facts=_listed(refusal.facts))
        return f"{refusal.place}: {sentence}" if refusal.place else sentence

    def _told(self, name: str, value: object) -> object:
        """Say a code among the facts (`reason`, `rule`, `state`) in words where there are some, and so several."""
        if isinstance(value, tuple):
            joint = "、" if self.language is Language.ZH else ", "
            return joint.join(str(self._told(name, one)) for one in value)
        key = f"fact.{name}.{value}"
        is_code = isinstance(value, str) and value.replace("_", "").isalnum()
        return self.say("refusals", key) if is_code and self.knows("refusals", key) else value


def _listed(facts: Mapping[str, object]) -> str:
    return ", ".join(f"{key}={value}" for key, value in facts.items())


@cache
def load_words(folder: Path, language: Language) -> Words:
    """Read every wording of one language; `folder` is `resources/words`."""
    ending = f".{language.value}.toml"
    rooms = {
        path.name.removesuffix(ending): tomllib.loads(path.read_text("utf-8"))
        for path in sorted(folder.glob(f"*{ending}"))
    }
    return Words(language, rooms)
