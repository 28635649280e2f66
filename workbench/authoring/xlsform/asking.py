"""Which parts of an item are asked of a subject at all; a structure that asks nothing counts as entered."""

from __future__ import annotations

from workbench.authoring.xlsform.fields import Node
from workbench.authoring.xlsform.logic import FALSE, Subject, all_hold, negated, one_holds
from workbench.domain.rules import Condition, Gate, SumOfParts
from workbench.scoring.rules.sum_of_parts import BUILDING_TYPE, MIXED, SHARES


def surely_not(condition: Condition | None, subject: Subject, *, in_mixed: bool) -> str:
    """Say when a condition surely does not hold; a mixed building is also seen as each of its two kinds."""
    plain = subject.holds(condition).no
    if not in_mixed or condition is None:
        return plain
    seen = (
        subject.holds(condition).no,
        *(subject.assuming(BUILDING_TYPE, kind).holds(condition).no for kind, _ in SHARES),
    )
    is_mixed = subject.equals(BUILDING_TYPE, MIXED)
    as_either = all_hold(*seen[1:])
    if plain == as_either:
        return plain
    return one_holds(all_hold(negated(is_mixed), plain), all_hold(is_mixed, as_either))


def is_absent(part: Node, subject: Subject) -> str:
    """Say when a part surely does not fit the subject, so that it is not asked."""
    return surely_not(part.when, subject, in_mixed=part.in_mixed)


def asks_nothing(node: Node, subject: Subject) -> str:
    """Say when nothing of a node can be asked of the subject."""
    rule = node.rule
    if isinstance(rule, Gate):
        return all_hold(*(surely_not(branch.when, subject, in_mixed=node.in_mixed) for branch in rule.branches))
    if not isinstance(rule, SumOfParts) or rule.precondition is not None:
        return FALSE
    return all_hold(*(one_holds(is_absent(part, subject), asks_nothing(part, subject)) for part in node.parts))
