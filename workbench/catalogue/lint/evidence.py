"""Evidence that nobody could bring: demanded where nothing is answered, or readings without a limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.catalogue.lint.walk import Node, items, nodes
from workbench.catalogue.problems import Path, Problem
from workbench.catalogue.source.yaml_source import Source
from workbench.domain.forms import EvidenceDemand, EvidenceMethod, Form, Item, Prerequisite
from workbench.domain.rules import Bands, ItemGate, ItemMustPass, ReadingsPlan, SumOfParts

_COUNTS = ("passed_count", "sample_count")


def evidence_problems(form: Form, source: Source) -> Iterator[Problem]:
    """Look at what every item and prerequisite demands, and whether readings can become its counts."""
    for index, entry in enumerate(form.prerequisites):
        path: Path = ("prerequisites", index, "evidence")
        if entry.derived and not {one.method for one in entry.evidence} <= _methods_behind(entry, form):
            yield source.problem("evidence_on_derived", path, code=entry.code)
        yield from _repeated(entry.evidence, path, entry.code, source)
    for path, item in items(form):
        yield from _repeated(item.evidence, (*path, "evidence"), item.code, source)
        if item.fallback is not None and not _has_readings(item):
            yield source.problem("fallback_without_readings", (*path, "fallback"), code=item.code)
    for node in nodes(form):
        if isinstance(node.rule, Bands) and node.rule.readings is not None:
            yield from _readings_problems(node, node.rule, node.rule.readings, form, source)


def _methods_behind(entry: Prerequisite, form: Form) -> set[EvidenceMethod]:
    """Give the methods that the item behind a derived prerequisite demands: only there can evidence be attached."""
    if not isinstance(entry.rule, ItemGate | ItemMustPass):
        return set()
    item = form.item_by_code.get(entry.rule.item)
    return set() if item is None else {demand.method for demand in item.evidence}


def _repeated(demands: Sequence[EvidenceDemand], path: Path, code: str, source: Source) -> Iterator[Problem]:
    """Two demands that say the same could never both be shown as filled."""
    for index, demand in enumerate(demands):
        if demand in demands[:index]:
            yield source.problem("evidence_repeated", (*path, index), code=code, method=demand.method.value)


def _has_readings(item: Item) -> bool:
    rules = [item.rule]
    while rules:
        rule = rules.pop()
        if isinstance(rule, Bands) and rule.readings is not None:
            return True
        if isinstance(rule, SumOfParts):
            rules.extend(part.rule for part in rule.parts)
    return False


def _readings_problems(node: Node, rule: Bands, plan: ReadingsPlan, form: Form, source: Source) -> Iterator[Problem]:
    path = (*node.rule_path, "readings")
    if plan.rule in {"lte", "gte"} and plan.limit is None and plan.table is None:
        yield source.problem("readings_without_limit", path, item=node.owner)
    table = next((one for one in form.tables if one.key == plan.table), None)
    if table is not None and not table.values:
        yield source.problem("readings_without_limit", (*path, "table"), item=node.owner)
    missing = [key for key in _COUNTS if key not in rule.quantity.inputs]
    if missing:
        yield source.problem("readings_without_counts", path, item=node.owner, keys=", ".join(missing))
