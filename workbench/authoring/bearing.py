"""Which differences of an edition bear on an answer that was given by the other one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from workbench.authoring.comparison import Comparison
from workbench.authoring.differences import Difference, Kind

_BESIDE_THE_ANSWER: Final = frozenset(
    {
        "area",
        "audited_at",
        "clause",
        "display_code",
        "group",
        "national_item",
        "nature",
        "revised_2024",
        "seed",
        "subgroup",
        "target_source_note",
    }
)
"""Where a line stands and where it comes from; everything else of it can change what its answer means."""

_DECLARATIONS: Final = ("inputs", "parameters", "tables", "attributes")
_OF_ATTRIBUTES: Final = frozenset({"type", "values", "unit", "default"})
_KEY: Final = re.compile(r"[a-z][a-z0-9_]*")


def bearing(found: Comparison, section: str, code: str, node: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Give what changed of an entry's demands: its own fields, and the declarations that its rule leans on.

    Args:
        found: the comparison of the two editions.
        section: where the entry stands.
        code: its code.
        node: its content in the newer edition.
    """
    own = (one for one in found.of_entry(section, code) if _bears(one))
    return beyond_translation((*own, *_of_declarations(found, node)))


def beyond_translation(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """Leave out what only the English says differently: it is the project's translation, no demand."""
    listed = tuple(differences)
    worded = {(one.section, one.entry, one.path[:-1]) for one in listed if one.path and one.path[-1] == "zh"}
    return tuple(
        one
        for one in listed
        if not one.path or one.path[-1] != "en" or (one.section, one.entry, one.path[:-1]) in worded
    )


def _bears(one: Difference) -> bool:
    return bool(one.path) and one.path[0] not in _BESIDE_THE_ANSWER and "origin" not in one.path


def _of_declarations(found: Comparison, node: Mapping[str, Any]) -> Iterator[Difference]:
    named = set(_keys(node))
    for section in _DECLARATIONS:
        for one in found.of_section(section):
            if one.entry in named and _bears_by_reference(section, one):
                yield one


def _bears_by_reference(section: str, one: Difference) -> bool:
    if not one.path:
        return one.kind is Kind.REMOVED
    return _bears(one) and (section != "attributes" or one.path[0] in _OF_ATTRIBUTES)


def _keys(node: Any) -> Iterator[str]:
    """Find every word that may be the key of a declaration: in expressions, limits, look-ups and conditions."""
    if isinstance(node, dict):
        if "zh" not in node:
            for value in node.values():
                yield from _keys(value)
    elif isinstance(node, list):
        for value in node:
            yield from _keys(value)
    elif isinstance(node, str):
        yield from _KEY.findall(node)
