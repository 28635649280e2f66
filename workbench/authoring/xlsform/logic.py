"""Conditions on the subject as XPath, three-valued: when they surely hold, and when they surely do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, assert_never

from workbench.domain.forms import Attribute, AttributeKind
from workbench.domain.rules import AllOf, AttributeContains, AttributeIn, AttributeSubsetOf, Condition

TRUE: Final = "true()"
FALSE: Final = "false()"


def all_hold(*conditions: str) -> str:
    """Join by and; what always holds is left out."""
    kept = list(dict.fromkeys(entry for entry in conditions if entry != TRUE))
    if FALSE in kept:
        return FALSE
    return TRUE if not kept else kept[0] if len(kept) == 1 else f"({' and '.join(kept)})"


def one_holds(*conditions: str) -> str:
    """Join by or; what never holds is left out."""
    kept = list(dict.fromkeys(entry for entry in conditions if entry != FALSE))
    if TRUE in kept:
        return TRUE
    return FALSE if not kept else kept[0] if len(kept) == 1 else f"({' or '.join(kept)})"


def negated(condition: str) -> str:
    """Turn a condition round."""
    return {TRUE: FALSE, FALSE: TRUE}.get(condition, f"not({condition})")


def chosen_text(condition: str, yes: str, no: str) -> str:
    """Take one of two expressions."""
    if yes == no:
        return yes
    return {TRUE: yes, FALSE: no}.get(condition, f"if({condition}, {yes}, {no})")


def is_blank(reference: str) -> str:
    """Say that a question has no answer."""
    return f"{reference} = ''"


def is_given(reference: str) -> str:
    """Say that a question has an answer."""
    return f"{reference} != ''"


@dataclass(frozen=True, slots=True)
class Truth:
    """When a condition surely holds and when it surely does not; in between a fact is missing."""

    yes: str
    no: str

    @property
    def unknown(self) -> str:
        """When it cannot be told."""
        return all_hold(negated(self.yes), negated(self.no))


ALWAYS: Final = Truth(TRUE, FALSE)


class Subject:
    """What is known of the subject: a reference for each attribute, or one value where a building is seen as if."""

    def __init__(self, attributes: Mapping[str, Attribute], references: Mapping[str, str]) -> None:
        self._attributes = attributes
        self._references = references
        self._assumed: dict[str, str] = {}

    def assuming(self, attribute: str, value: str) -> Subject:
        """See the subject as if an attribute had this value."""
        seen = Subject(self._attributes, self._references)
        seen._assumed = {**self._assumed, attribute: value}
        return seen

    @property
    def is_assumed(self) -> bool:
        """Whether anything is seen as if."""
        return bool(self._assumed)

    def reference(self, key: str) -> str | None:
        """Give the expression of an attribute's value; None for an attribute the form does not declare."""
        if key in self._assumed:
            return f"'{self._assumed[key]}'"
        return self._references.get(key)

    def given(self, key: str) -> str:
        """Say that an attribute is known."""
        if key in self._assumed:
            return TRUE
        return is_given(self._references[key]) if key in self._references else FALSE

    def equals(self, key: str, value: str) -> str:
        """Say that an attribute has a value."""
        if key in self._assumed:
            return TRUE if self._assumed[key] == value else FALSE
        return f"{self._references[key]} = '{value}'" if key in self._references else FALSE

    def holds(self, condition: Condition | None) -> Truth:
        """Write a condition; none holds for everybody."""
        match condition:
            case None:
                return ALWAYS
            case AllOf():
                members = [self.holds(member) for member in condition.members]
                return Truth(all_hold(*(one.yes for one in members)), one_holds(*(one.no for one in members)))
            case AttributeIn():
                return self._known(condition.attribute, self._is_one_of(condition.attribute, condition.values))
            case AttributeContains():
                return self._known(condition.attribute, self._contains(condition.attribute, condition.value))
            case AttributeSubsetOf():
                return self._known(condition.attribute, self._is_within(condition.attribute, condition.values))
            case _:  # pragma: no cover -- mypy proves that no kind is forgotten
                assert_never(condition)

    def _known(self, key: str, holds: str) -> Truth:
        given = self.given(key)
        return Truth(all_hold(given, holds), all_hold(given, negated(holds)))

    def _is_one_of(self, key: str, values: frozenset[str]) -> str:
        attribute = self._attributes.get(key)
        if attribute is None or attribute.kind is not AttributeKind.ENUM:
            return FALSE
        return one_holds(*(self.equals(key, value) for value in sorted(values)))

    def _contains(self, key: str, value: str) -> str:
        attribute = self._attributes.get(key)
        if attribute is not None and attribute.kind is AttributeKind.SET and key not in self._assumed:
            return f"selected({self._references[key]}, '{value}')"
        return self.equals(key, value)

    def _is_within(self, key: str, values: frozenset[str]) -> str:
        attribute = self._attributes.get(key)
        if attribute is None or attribute.kind is not AttributeKind.SET:
            return one_holds(*(self.equals(key, value) for value in sorted(values)))
        others = (choice.code for choice in attribute.choices if choice.code not in values)
        return all_hold(*(negated(self._contains(key, other)) for other in others))
