"""Raw inputs that one clause can take over from another."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.domain.forms import Asked, Item, StarRequirement
from workbench.domain.rules import Bands, Linear, Step, TargetDeduct
from workbench.ui.editors.measuring import is_number
from workbench.ui.facts import Entry


def shared_inputs(
    node: Item | Asked, responses: Mapping[str, Entry], items: tuple[Item, ...]
) -> dict[str, tuple[str, str]]:
    """Find raw inputs of a clause that another clause already holds; counts of a sample are never shared."""
    if isinstance(node, StarRequirement):
        return {}
    rule = node.rule
    if not isinstance(rule, Bands | Step | Linear | TargetDeduct) or (isinstance(rule, Bands) and rule.sample):
        return {}
    found: dict[str, tuple[str, str]] = {}
    for item in items:
        other = item.rule
        if item.code == node.code or not isinstance(other, Bands | Step | Linear | TargetDeduct):
            continue
        if isinstance(other, Bands) and other.sample:
            continue
        value = responses.get(item.code, {}).get("value")
        for key in rule.quantity.inputs if isinstance(value, Mapping) else ():
            raw = value.get(key) if isinstance(value, Mapping) else None
            if key in other.quantity.inputs and is_number(raw):
                found.setdefault(key, (str(raw), item.code))
    return found
