"""Measured quantities: expressions that parse, names that are declared, inputs that are used."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.catalogue.lint.walk import Node, nodes
from workbench.catalogue.problems import Path, Problem
from workbench.catalogue.source.yaml_source import Source
from workbench.domain.expressions import ExpressionError, Mean, Name, names, parse
from workbench.domain.forms import Form, InputKind
from workbench.domain.rules import Bands, Deduction, Gate, Linear, ParameterRef, Quantity, Step, TargetDeduct


def quantity_problems(form: Form, source: Source) -> Iterator[Problem]:
    """Look at every quantity, those of items kept for comparison too, and at inputs that nothing asks for."""
    asked = {measure.key for entry in form.star_requirements for measure in entry.measures}
    for node in nodes(form, absent=True):
        for path, quantity in quantities_of(node):
            asked.update(quantity.inputs)
            yield from _problems_of(quantity, path, node, form, source)
        asked.update(_sample_inputs(node))
        yield from _sample_problems(node, form, source)
    for index, entry in enumerate(form.inputs):
        if entry.key not in asked:
            yield source.problem("input_unused", ("inputs", index), key=entry.key)


def quantities_of(node: Node) -> Iterator[tuple[Path, Quantity]]:
    """Give the measured quantities of a rule with their places."""
    match node.rule:
        case Bands() | Step() | Linear() | TargetDeduct():
            yield (*node.rule_path, "quantity"), node.rule.quantity
        case Gate():
            for index, quantity in enumerate(node.rule.quantities):
                yield (*node.rule_path, "quantities", index), quantity


def _sample_inputs(node: Node) -> tuple[str, ...]:
    rule = node.rule
    return (rule.sample.size_input,) if isinstance(rule, Bands | Deduction) and rule.sample else ()


def _sample_problems(node: Node, form: Form, source: Source) -> Iterator[Problem]:
    for key in _sample_inputs(node):
        if key not in form.input_by_key:
            path = (*node.rule_path, "sample", "size_input")
            yield source.problem("input_undeclared", path, item=node.owner, key=key)


def _problems_of(quantity: Quantity, path: Path, node: Node, form: Form, source: Source) -> Iterator[Problem]:
    yield from _declaration_problems(quantity, path, node, form, source)
    if not quantity.expression:
        return
    try:
        expression = parse(quantity.expression)
    except ExpressionError as error:
        told = {"item": node.owner, "expr": error.text, "position": str(error.position + 1)}
        yield source.problem("expression_wrong", (*path, "expr"), **told, found=error.found or "…")
        return
    used = list(names(expression))
    yield from _name_problems(used, quantity, path, node, source)
    yield from _list_problems(used, path, node, form, source)


def _declaration_problems(quantity: Quantity, path: Path, node: Node, form: Form, source: Source) -> Iterator[Problem]:
    parameters = {parameter.key for parameter in form.parameters}
    for index, key in enumerate(quantity.inputs):
        if key not in form.input_by_key:
            yield source.problem("input_undeclared", (*path, "inputs", index), item=node.owner, key=key)
    for index, key in enumerate(quantity.parameters):
        if key not in parameters:
            yield source.problem("parameter_undeclared", (*path, "parameters", index), item=node.owner, key=key)
    for key in (*quantity.lengths, *sorted(quantity.nullable)):
        if key not in quantity.inputs:
            yield source.problem("name_undeclared", path, item=node.owner, key=key)


def _name_problems(
    used: list[Name | Mean], quantity: Quantity, path: Path, node: Node, source: Source
) -> Iterator[Problem]:
    parameters = {f"param.{key}" for key in quantity.parameters}
    found = dict.fromkeys(entry.name for entry in used)
    for name in found:
        if name not in quantity.inputs and name not in parameters:
            yield source.problem("name_undeclared", (*path, "expr"), item=node.owner, key=name)
    for name in (*quantity.inputs, *sorted(parameters)):
        if name not in found and name not in _named_by_bands(node):
            yield source.problem("name_unused", path, item=node.owner, key=name)


def _named_by_bands(node: Node) -> set[str]:
    if not isinstance(node.rule, Bands):
        return set()
    bounds = (bound for band in node.rule.bands for bound in (*band.every, *band.any_of))
    named: set[str] = set()
    for bound in bounds:
        named |= {bound.quantity} if bound.quantity else set()
        named |= {f"param.{bound.limit.key}"} if isinstance(bound.limit, ParameterRef) else set()
    return named | ({node.rule.sample.size_input} if node.rule.sample else set())


def _list_problems(used: list[Name | Mean], path: Path, node: Node, form: Form, source: Source) -> Iterator[Problem]:
    for entry in used:
        declared = form.input_by_key.get(entry.name)
        if declared is not None and isinstance(entry, Mean) is not (declared.kind is InputKind.DECIMAL_LIST):
            yield source.problem("list_mixed_up", (*path, "expr"), item=node.owner, key=entry.name)
