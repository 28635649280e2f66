"""Codes and keys that must not repeat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbench.catalogue.lint.walk import nodes
from workbench.catalogue.problems import Path, Problem
from workbench.catalogue.source.yaml_source import Source
from workbench.domain.forms import Form
from workbench.domain.rules import ChooseN, Count, Deduction, Gate, Graded, SumOfParts


def code_problems(form: Form, source: Source) -> Iterator[Problem]:
    """Say which codes stand for two things."""
    for path, codes in _lists(form):
        seen: dict[str, int] = {}
        for index, code in enumerate(codes):
            if code in seen:
                yield source.problem("code_repeated", (*path, index), code=code)
            seen[code] = index
    yield from _item_problems(form, source)


def _lists(form: Form) -> Iterator[tuple[Path, list[str]]]:
    yield ("attributes",), [entry.key for entry in form.attributes]
    yield ("parameters",), [entry.key for entry in form.parameters]
    yield ("inputs",), [entry.key for entry in form.inputs]
    yield ("tables",), [entry.key for entry in form.tables]
    yield ("groups",), [entry.code for entry in form.groups]
    yield ("prerequisites",), [entry.code for entry in form.prerequisites]
    yield ("star_requirements",), [entry.code for entry in form.star_requirements]
    yield ("provincial_checks",), [entry.code for entry in form.provincial_checks]
    yield ("words",), [entry.zh for entry in form.words]
    for index, attribute in enumerate(form.attributes):
        yield ("attributes", index, "values"), [choice.code for choice in attribute.choices]
    for index, group in enumerate(form.groups):
        yield ("groups", index, "subgroups"), [entry.code for entry in group.subgroups]
    for node in nodes(form):
        yield from (((*node.rule_path, key), list(codes)) for key, codes in _lists_of(node.rule))


def _lists_of(rule: object) -> Iterator[tuple[str, Iterable[str]]]:
    match rule:
        case Graded():
            yield "levels", (level.code for level in rule.levels)
        case Count() | ChooseN():
            yield "options", (option.code for option in rule.options)
        case Deduction():
            yield "rules", (entry.code for entry in rule.rules)
        case SumOfParts():
            yield "parts", (part.code for part in rule.parts)
        case Gate():
            yield "branches", (branch.code for branch in rule.branches)
            yield "quantities", (quantity.key for quantity in rule.quantities)


def _item_problems(form: Form, source: Source) -> Iterator[Problem]:
    """Items share one name space with each other, across groups."""
    seen: set[str] = set()
    for group_index, group in enumerate(form.groups):
        for item_index, item in enumerate(group.items):
            if item.code in seen:
                yield source.problem("code_repeated", ("groups", group_index, "items", item_index), code=item.code)
            seen.add(item.code)
