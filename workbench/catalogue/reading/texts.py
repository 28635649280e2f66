"""Texts, short words and figures as form files write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from workbench.domain.forms import ContentSource, Origin, Provenance
from workbench.domain.rules import AllOf, AttributeContains, AttributeIn, AttributeSubsetOf, Condition
from workbench.domain.texts import Text

Node = Mapping[str, Any]


class Glossary:
    """The short words of a form (units, clauses, sources), written in Chinese and translated once under `words`."""

    def __init__(self, entries: Iterable[Node]) -> None:
        self._words = {entry["zh"]: Text(entry["zh"], entry.get("en", "")) for entry in entries}

    @property
    def words(self) -> tuple[Text, ...]:
        """All words in file order."""
        return tuple(self._words.values())

    def word(self, zh: str) -> Text:
        """Give a short word in both languages; as it stands where it needs no translation."""
        return self._words.get(zh) or Text(zh)

    def optional(self, zh: str | None) -> Text | None:
        """Give a short word, or None where there is none."""
        return None if zh is None else self.word(zh)

    def origin(self, node: Node) -> Origin:
        """Read where something comes from."""
        content, points = node.get("content_source"), node.get("points_source")
        return Origin(
            provenance=Provenance(node["provenance"]),
            content=ContentSource(content) if content else None,
            points=ContentSource(points) if points else None,
            source=self.word(node["source"]),
        )


def text(node: Node) -> Text:
    """Read a two-language text."""
    return Text(node["zh"], node.get("en", ""))


def optional_text(node: Node | None) -> Text | None:
    """Read a text that may be missing."""
    return None if node is None else text(node)


def figure(value: str | None) -> Fraction | None:
    """Read a decimal string exactly; None stays None."""
    return None if value is None else Fraction(value)


def condition(node: Node | None) -> Condition | None:
    """Read a condition on the subject."""
    return None if node is None else _condition(node)


def _condition(node: Node) -> Condition:
    if "all" in node:
        return AllOf(tuple(_condition(member) for member in node["all"]))
    attribute = node["attribute"]
    if "in" in node:
        return AttributeIn(attribute, frozenset(node["in"]))
    if "contains" in node:
        return AttributeContains(attribute, node["contains"])
    return AttributeSubsetOf(attribute, frozenset(node["subset_of"]))
