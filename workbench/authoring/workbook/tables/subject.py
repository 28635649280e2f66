"""The sheets about the form as a whole and about its subject: attributes, parameters, inputs, tables."""

from __future__ import annotations

import re
from typing import Any, Final

from workbench.authoring.workbook.fields import (
    Field,
    Shape,
    Table,
    both,
    choice,
    code,
    codes,
    figure,
    needed,
    special,
    words,
    yes_no,
)
from workbench.authoring.workbook.notation import FIGURE, FIGURES, LOOSE, OneOrSeveral
from workbench.authoring.workbook.tables.shared import TABLE_ORIGIN
from workbench.authoring.workbook.trees import Tree

_LOOSE_FIGURE: Final = re.compile(FIGURE)
_NORMALISATION: Final = choice("normalisation", "normalisation", width=14)


_LISTS: Final = (
    "attributes",
    "parameters",
    "inputs",
    "tables",
    "prerequisites",
    "groups",
    "grading",
    "seed_coverage",
    "words",
)
"""The lists that every form has, be they empty."""


def _form_implied(node: Tree) -> None:
    node["format"] = 1
    node["language"] = "zh-CN"
    for key in _LISTS:
        node.setdefault(key, [])


def _parameter_implied(node: Tree) -> None:
    node["type"] = "decimal"


def _is_figure(_: str, value: Any) -> bool:
    return isinstance(value, str) and bool(_LOOSE_FIGURE.match(value))


def _is_no_figure(key: str, value: Any) -> bool:
    return not _is_figure(key, value)


FORM: Final = Table(
    "form",
    (
        needed(code("form")),
        needed(code("edition")),
        code("action"),
        *both("title", width=50),
        *both("short_name"),
        *both("standard"),
        *both("status"),
        figure("total_points"),
        _NORMALISATION,
        figure("prerequisite_points", "total_formula", "prerequisite_points"),
        figure("divisor", "total_formula", "divisor"),
    ),
    (),
    shape=Shape.RECORD,
    implied=_form_implied,
    is_required=True,
)

SUBJECT_TABLES: Final = (
    FORM,
    Table(
        "modes",
        (code(), *both("name"), codes("groups", empty=[]), _NORMALISATION),
        ("modes",),
        code="code",
        is_common=False,
    ),
    Table(
        "attributes",
        (
            code("key", width=20),
            *both("name"),
            choice("type", "attribute_type"),
            words("unit", width=10),
            special("default", OneOrSeveral(), width=14),
            yes_no("used_in_scoring"),
            *both("note"),
        ),
        ("attributes",),
        code="key",
    ),
    Table("attribute_values", (code(width=20), *both("name"), *both("note")), ("values",), ("attributes",), "code"),
    Table(
        "parameters",
        (
            code("key", width=24),
            *both("name", width=30),
            words("unit"),
            figure("default", empty=None),
            words("by"),
            words("source", width=24),
            choice("provenance", "provenance"),
            *both("note"),
        ),
        ("parameters",),
        code="key",
        implied=_parameter_implied,
    ),
    Table(
        "inputs",
        (code("key", width=30), *both("name", width=30), words("unit"), choice("type", "input_type")),
        ("inputs",),
        code="key",
    ),
    Table(
        "tables",
        (code("key", width=20), *both("name"), words("unit"), codes("by"), *TABLE_ORIGIN, *both("note")),
        ("tables",),
        code="key",
    ),
    Table("table_values", (*both("name", width=30), figure("value")), ("values",), ("tables",)),
    Table(
        "table_rows",
        (
            Field("row_when", (), LOOSE, width=50, takes=_is_no_figure),
            Field("row_figures", (), FIGURES, width=36, takes=_is_figure),
        ),
        ("rows",),
        ("tables",),
        is_common=False,
    ),
)
