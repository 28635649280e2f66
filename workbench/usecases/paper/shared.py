"""Measurements that several items ask for: they are written down once, under a number that the items name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from workbench.domain.forms import Item, Prerequisite, StarRequirement
from workbench.domain.rules import Bands, Deduction, Gate, ItemRule, Linear, PrerequisiteRule, Step, TargetDeduct
from workbench.usecases.paper.copy import Copy
from workbench.usecases.paper.wording import all_rules

Node = Item | Prerequisite | StarRequirement


@dataclass(frozen=True)
class Shared:
    """The raw quantities of one copy that more than one of its items asks for; counts of a sample never are shared."""

    copy: Copy
    nodes: tuple[Node, ...]

    @cached_property
    def users(self) -> Mapping[str, tuple[str, ...]]:
        """The codes of the items by shared quantity, in the order of the form's declarations."""
        found: dict[str, list[str]] = {entry.key: [] for entry in self.copy.form.inputs}
        for node in self.nodes:
            for key in dict.fromkeys(_keys(node)):
                if key in found:
                    found[key].append(node.code)
        return {key: tuple(codes) for key, codes in found.items() if len(codes) > 1}

    def number(self, key: str) -> int | None:
        """Give the number of a shared quantity, from 1; None for one that is not shared."""
        keys = list(self.users)
        return keys.index(key) + 1 if key in keys else None

    def values(self, key: str) -> Mapping[str, str]:
        """Give what was entered for a shared quantity, by item."""
        filled = self.copy.filled
        if filled is None:
            return {}
        found: dict[str, str] = {}
        for half in ("responses", "prerequisites"):
            for code in self.users[key]:
                value = _found((filled.document.get(half) or {}).get(code), key)
                if value is not None:
                    found[code] = value
        return found


def _keys(node: Node) -> Iterator[str]:
    if isinstance(node, StarRequirement):
        yield from (measure.key for measure in node.measures)
        return
    for rule in all_rules([node.rule]):
        yield from _keys_of(rule)


def _keys_of(rule: ItemRule | PrerequisiteRule | object) -> Iterator[str]:
    match rule:
        case Bands() if rule.sample is not None:
            return
        case Deduction():
            return
        case Bands() | Step() | Linear() | TargetDeduct():
            yield from rule.quantity.inputs
        case Gate():
            for quantity in rule.quantities:
                yield from quantity.inputs
        case _:
            return


def _found(value: Any, key: str) -> str | None:
    """Look through an entry and its parts for a raw quantity; where the N/A mark wins there is none."""
    if not isinstance(value, Mapping) or value.get("na"):
        return None
    if key in value and not isinstance(value[key], Mapping):
        return None if value[key] is None else str(value[key])
    for member in value.values():
        found = _found(member, key)
        if found is not None:
            return found
    return None
