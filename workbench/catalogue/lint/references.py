"""Codes that point at something: items, subgroups, attributes, parameters, tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbench.catalogue.lint.quantities import quantities_of
from workbench.catalogue.lint.walk import Node, items, nodes
from workbench.catalogue.problems import Path, Problem
from workbench.catalogue.source.yaml_source import Source
from workbench.domain.forms import Attribute, Form
from workbench.domain.rules import (
    AllOf,
    AttributeIn,
    AttributeSubsetOf,
    Bands,
    ChooseN,
    ColumnRef,
    Condition,
    Gate,
    ItemGate,
    ItemMustPass,
    ParameterRef,
    Step,
    SumOfParts,
    TargetDeduct,
)


def reference_problems(form: Form, source: Source) -> Iterator[Problem]:
    """Say which codes point at nothing."""
    yield from _subgroup_problems(form, source)
    yield from _parameter_problems(form, source)
    for path, condition in _conditions(form):
        yield from _condition_problems(condition, path, form, source)
    for node in nodes(form):
        yield from _item_problems(node, form, source)
        yield from _table_problems(node, form, source)
    yield from _coverage_problems(form, source)


def _subgroup_problems(form: Form, source: Source) -> Iterator[Problem]:
    for index, group in enumerate(form.groups):
        known = {subgroup.code for subgroup in group.subgroups}
        for number, item in enumerate(group.items):
            if item.subgroup not in (known or {""}):
                path = ("groups", index, "items", number, "subgroup")
                yield source.problem("subgroup_unknown", path, item=item.code, subgroup=item.subgroup)


def _parameter_problems(form: Form, source: Source) -> Iterator[Problem]:
    known = {parameter.key for parameter in form.parameters}
    for path, line in _lines(form):
        if isinstance(line, ParameterRef) and line.key not in known:
            yield source.problem("parameter_undeclared", path, item="", key=line.key)


def used_parameters(form: Form) -> frozenset[str]:
    """Give the keys of the parameters that some line or measured quantity looks at."""
    lines = {line.key for _path, line in _lines(form) if isinstance(line, ParameterRef)}
    quantities = (quantity for node in nodes(form, absent=True) for _path, quantity in quantities_of(node))
    return frozenset(lines | {key for quantity in quantities for key in quantity.parameters})


def _lines(form: Form) -> Iterator[tuple[Path, object]]:
    """Give every line that may be a parameter."""
    for index, group in enumerate(form.groups):
        yield ("groups", index, "floor"), group.floor
    for index, grade in enumerate(form.grading):
        yield ("grading", index, "min_normalised"), grade.min_normalised
    for node in nodes(form):
        yield from ((node.rule_path, line) for line in _lines_of(node.rule))


def _lines_of(rule: object) -> Iterator[object]:
    match rule:
        case Bands():
            yield from (bound.limit for band in rule.bands for bound in (*band.every, *band.any_of))
        case Gate():
            yield from (condition.lte for branch in rule.branches for condition in branch.every)


def _conditions(form: Form) -> Iterator[tuple[Path, Condition]]:
    """Give every condition on the subject."""
    candidates: list[tuple[Path, Condition | None]] = [
        *(((*path, "applies_to"), item.applies_to) for path, item in items(form)),
        *((("star_requirements", index, "when"), entry.when) for index, entry in enumerate(form.star_requirements)),
        *(entry for node in nodes(form) for entry in _conditions_of(node)),
    ]
    yield from ((path, condition) for path, condition in candidates if condition is not None)


def _conditions_of(node: Node) -> Iterator[tuple[Path, Condition | None]]:
    match node.rule:
        case SumOfParts():
            for index, part in enumerate(node.rule.parts):
                yield (*node.rule_path, "parts", index, "when"), part.when
        case Gate():
            for index, branch in enumerate(node.rule.branches):
                yield (*node.rule_path, "branches", index, "when"), branch.when


def _condition_problems(condition: Condition, path: Path, form: Form, source: Source) -> Iterator[Problem]:
    if isinstance(condition, AllOf):
        for index, member in enumerate(condition.members):
            yield from _condition_problems(member, (*path, "all", index), form, source)
        return
    attribute = _attributes(form).get(condition.attribute)
    if attribute is None:
        yield source.problem("attribute_unknown", path, key=condition.attribute)
        return
    if not attribute.used_in_scoring:
        yield source.problem("attribute_not_scoring", path, key=condition.attribute)
    wanted = sorted(condition.values) if isinstance(condition, AttributeIn | AttributeSubsetOf) else [condition.value]
    known = {choice.code for choice in attribute.choices}
    for value in wanted:
        if value not in known:
            yield source.problem("attribute_value_unknown", path, key=condition.attribute, value=value)


def _attributes(form: Form) -> Mapping[str, Attribute]:
    return {attribute.key: attribute for attribute in form.attributes}


def _item_problems(node: Node, form: Form, source: Source) -> Iterator[Problem]:
    wanted: list[tuple[Path, str]] = []
    match node.rule:
        case ItemMustPass() | ItemGate():
            wanted = [((*node.rule_path, "item"), node.rule.item)]
        case ChooseN():
            wanted = [
                ((*node.rule_path, "options", index, "related_items"), code)
                for index, option in enumerate(node.rule.options)
                for code in option.related_items
            ]
            if node.rule.min_count > len(node.rule.options):
                path = (*node.rule_path, "min_count")
                yield source.problem("choose_n_unreachable", path, item=node.owner, count=str(node.rule.min_count))
    for path, code in wanted:
        if code not in form.item_by_code:
            yield source.problem("item_unknown", path, item=code)


def _table_problems(node: Node, form: Form, source: Source) -> Iterator[Problem]:
    known = {table.key: table for table in form.tables}
    if not isinstance(node.rule, Bands):
        return
    rule = node.rule
    if rule.readings is not None and rule.readings.table is not None and rule.readings.table not in known:
        yield source.problem("table_unknown", (*node.rule_path, "readings", "table"), table=rule.readings.table)
    if rule.lookup is None:
        return
    table = known.get(rule.lookup.table)
    if table is None:
        yield source.problem("table_unknown", (*node.rule_path, "limits", "table"), table=rule.lookup.table)
        return
    columns = {column for row in table.rows for column in row}
    limits = (bound.limit for band in rule.bands for bound in (*band.every, *band.any_of))
    for column in dict.fromkeys(limit.column for limit in limits if isinstance(limit, ColumnRef)):
        if column not in columns:
            yield source.problem("column_unknown", node.rule_path, table=table.key, column=column)


def attribute_keys_of_formulas(form: Form) -> Iterator[tuple[Path, str]]:
    """Give the attributes that pick a base line or a target."""
    for node in nodes(form):
        if isinstance(node.rule, Step | TargetDeduct) and node.rule.by is not None:
            yield node.rule_path, node.rule.by


def _coverage_problems(form: Form, source: Source) -> Iterator[Problem]:
    known = {*form.item_by_code, *(entry.code for entry in (*form.prerequisites, *form.provincial_checks))}
    known |= {entry.code for entry in form.star_requirements}
    for index, entry in enumerate(source.content["seed_coverage"]):
        for number, code in enumerate(entry["items"]):
            if code not in known:
                yield source.problem("item_unknown", ("seed_coverage", index, "items", number), item=code)
    for path, key in attribute_keys_of_formulas(form):
        if key not in _attributes(form):
            yield source.problem("attribute_unknown", path, key=key)
