"""Every scoring rule of a form with its place, nested parts included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from workbench.catalogue.problems import Path
from workbench.domain.forms import Form, Item
from workbench.domain.rules import ItemRule, PrerequisiteRule, SumOfParts


@dataclass(frozen=True, slots=True)
class Node:
    """One rule.

    Attributes:
        path: the place of the item, part or prerequisite (its rule lies below under `scoring`).
        owner: the code of the item or prerequisite it belongs to.
        points: what it is worth; None for prerequisites, which give no points.
        rule: the rule itself.
    """

    path: Path
    owner: str
    points: Fraction | None
    rule: ItemRule | PrerequisiteRule

    @property
    def rule_path(self) -> Path:
        """The place of the rule."""
        return (*self.path, "scoring")


def items(form: Form) -> Iterator[tuple[Path, Item]]:
    """Give every item with its place."""
    for group_index, group in enumerate(form.groups):
        for item_index, item in enumerate(group.items):
            yield ("groups", group_index, "items", item_index), item


def nodes(form: Form, *, absent: bool = False) -> Iterator[Node]:
    """Give every rule in file order, prerequisites first; those of items not in this edition only if `absent`."""
    for index, entry in enumerate(form.prerequisites):
        yield from _with_parts(Node(("prerequisites", index), entry.code, None, entry.rule))
    for index, entry in enumerate(form.provincial_checks):
        yield from _with_parts(Node(("provincial_checks", index), entry.code, None, entry.rule))
    for path, item in items(form):
        if absent or form.has(item):
            yield from _with_parts(Node(path, item.code, item.points, item.rule))


def _with_parts(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node.rule, SumOfParts):
        for index, part in enumerate(node.rule.parts):
            points = None if node.points is None else part.points
            yield from _with_parts(Node((*node.rule_path, "parts", index), node.owner, points, part.rule))
