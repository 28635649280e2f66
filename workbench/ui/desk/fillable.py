"""Which forms the window can fill to the end: those whose every rule has an editor."""

from __future__ import annotations

from workbench.domain.forms import Form
from workbench.domain.rules import Gate, ItemRule, SumOfParts


def is_fillable(form: Form) -> bool:
    """Tell whether a visit of this form can be finished in the window.

    Gates, star requirements, provincial checks and forms with modes have no editor yet; their answers are taken in by
    `workbench assessment answers`, and such a form is not offered here rather than left half fillable.
    """
    if form.modes or form.star_requirements or form.provincial_checks:
        return False
    return not any(_has_gate(item.rule) for item in form.items)


def _has_gate(rule: ItemRule) -> bool:
    if isinstance(rule, SumOfParts):
        return any(_has_gate(part.rule) for part in rule.parts)
    return isinstance(rule, Gate)
