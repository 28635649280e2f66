"""The sheets of what is asked: groups, items, their parts, prerequisites and star requirements."""

from __future__ import annotations

from typing import Final

from workbench.authoring.workbook.conditions import Condition
from workbench.authoring.workbook.fields import (
    Field,
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
from workbench.authoring.workbook.notation import FigureOr, Stars
from workbench.authoring.workbook.tables.shared import (
    EVIDENCE,
    ITEM_KINDS,
    NOT_APPLICABLE,
    ORIGIN,
    PREREQUISITE_KINDS,
    proof_implied,
    rule_kind,
)

_CONDITION: Final = Condition()
_LINE: Final = FigureOr(as_reference=True)
_STAR: Final = Stars()

GROUPS: Final = Table(
    "groups",
    (
        code(width=8),
        *both("name"),
        needed(figure("points")),
        special("floor", _LINE, empty=None, width=16),
        yes_no("bonus"),
        figure("cap"),
        words("mode", refers="modes"),
        words("symbol", width=8),
        words("section"),
        figure("nominal_points"),
        figure("pre_evaluation_points"),
        *ORIGIN,
    ),
    ("groups",),
    code="code",
    is_required=True,
)
_ITEM_FIELDS: Final = (
    code(),
    words("subgroup", width=8, refers="subgroups"),
    *both("name"),
    *both("check", width=44),
    needed(figure("points")),
    rule_kind(ITEM_KINDS),
    EVIDENCE,
    *NOT_APPLICABLE,
    words("unit", width=10),
    words("clause", width=26),
    choice("provenance", "provenance", "origin", "provenance"),
    words("source", "origin", "source", width=24),
    *both("note"),
    yes_no("must_pass"),
    yes_no("hard_gate"),
    special("applies_to", _CONDITION),
    codes("stages"),
    codes("editions", width=10),
    words("nature"),
    words("audited_at"),
    *both("definition"),
    *both("fallback"),
    *both("area"),
    *both("sampling"),
    *both("needed_when"),
    words("seed"),
    words("national_item"),
    words("display_code"),
    yes_no("revised_2024"),
    *ORIGIN[2:],
    words("target_source_note"),
)
_PREREQUISITE_FIELDS: Final = (
    code(),
    *both("name"),
    choice("type", "prerequisite_type"),
    words("group", width=8, refers="groups"),
    *both("check", width=44),
    rule_kind(PREREQUISITE_KINDS),
    EVIDENCE,
    *NOT_APPLICABLE,
    yes_no("derived"),
    words("unit", width=10),
    words("clause", width=26),
    ORIGIN[0],
    ORIGIN[1],
    *both("note"),
    *both("effect"),
    *both("limits"),
    codes("editions", width=10),
    words("seed"),
    *ORIGIN[2:],
)

ITEM_TABLES: Final = (
    Table("prerequisites", _PREREQUISITE_FIELDS, ("prerequisites",), code="code", implied=proof_implied),
    GROUPS,
    Table("subgroups", (code(width=8), *both("name"), figure("points")), ("subgroups",), ("groups",), "code"),
    Table("items", _ITEM_FIELDS, ("items",), ("groups",), "code", implied=proof_implied, is_required=True),
    Table(
        "provincial_checks",
        _PREREQUISITE_FIELDS,
        ("provincial_checks",),
        code="code",
        implied=proof_implied,
        is_common=False,
    ),
    Table(
        "star_requirements",
        (
            code(),
            *both("name"),
            special("when", _CONDITION, width=40),
            *(Field(f"star_{star}", ("stars", star), _STAR, None, width=26) for star in ("1", "2", "3")),
            *both("baseline"),
            codes("editions", width=10),
            *both("note"),
            *ORIGIN,
        ),
        ("star_requirements",),
        code="code",
        is_common=False,
    ),
    Table(
        "star_measures",
        (
            code("key", width=24),
            *both("name"),
            words("unit", width=10),
            choice("type", "measure_type"),
            yes_no("nullable"),
        ),
        ("measures",),
        ("star_requirements",),
        "key",
        is_common=False,
    ),
)
