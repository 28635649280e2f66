"""The sheets with the details of scoring rules; each row names the item, prerequisite or part it belongs to."""

from __future__ import annotations

from typing import Final

from workbench.authoring.workbook.conditions import Condition
from workbench.authoring.workbook.fields import (
    RULE,
    Shape,
    Table,
    both,
    choice,
    code,
    codes,
    figure,
    special,
    whole,
    words,
)
from workbench.authoring.workbook.notation import FIGURES, Bounds, FigureOr, FigureOrFigures
from workbench.authoring.workbook.tables.shared import (
    ITEM_KINDS,
    NOT_APPLICABLE,
    ORIGIN,
    SAMPLE,
    FigureOrWord,
    points_or_met,
    proof_implied,
    quantity,
    rule_kind,
)
from workbench.authoring.workbook.trees import Tree

_CONDITION: Final = Condition()
_PARTS: Final = frozenset(kind for kind in ITEM_KINDS if kind.startswith("sum_of_parts"))
_LIMIT: Final = FigureOr()
_OWNERS: Final = ("items", "prerequisites", "provincial_checks", "parts")
_FORMULAS: Final = frozenset(kind for kind in ITEM_KINDS if kind.startswith("formula"))
_HAS_OWN_SHEET: Final = _FORMULAS | {"bands", "count", "deduction"}
_OTHER: Final = frozenset(
    {*ITEM_KINDS, "choose_n", "item_must_pass", "item_gate", "formula.required_level"} - _HAS_OWN_SHEET
)


def _condition_implied(node: Tree) -> None:
    if "quantity" not in node and "lte" not in node:
        node["statement"] = True


PARTS: Final = Table(
    "parts",
    (
        code(),
        *both("name", width=30),
        figure("points"),
        rule_kind(ITEM_KINDS),
        special("when", _CONDITION, width=32),
        *NOT_APPLICABLE,
        *both("note"),
    ),
    ("scoring", "parts"),
    _OWNERS,
    "code",
    kinds=_PARTS,
    implied=proof_implied,
)
BAND_RULES: Final = Table(
    "band_rules",
    (
        *quantity("quantity"),
        choice("better", "better"),
        special("otherwise", FigureOrWord("not_met"), width=9),
        *SAMPLE,
        *both("shortcut", "shortcut", "condition"),
        points_or_met("shortcut_points", "shortcut"),
        words("limits_table", "limits", "table", refers="tables"),
        codes("limits_by", "limits", "by"),
        *both("reference"),
        *both("note"),
    ),
    RULE,
    _OWNERS,
    shape=Shape.DETAIL,
    kinds=frozenset({"bands"}),
)
BANDS: Final = Table(
    "bands",
    (
        *(special(key, _LIMIT, width=12) for key in ("gte", "gt", "lte", "lt", "eq")),
        special("and", Bounds("quantity", "and"), width=30),
        special("any", Bounds("quantity", "or"), width=30),
        points_or_met("band_points"),
    ),
    ("scoring", "bands"),
    _OWNERS,
    kinds=frozenset({"bands", "count"}),
)
COUNT_RULES: Final = Table(
    "count_rules",
    (
        words("count_unit", "unit"),
        figure("each"),
        figure("cap"),
        figure("otherwise"),
        words("period"),
        *both("required"),
        *both("note"),
    ),
    RULE,
    _OWNERS,
    shape=Shape.DETAIL,
    kinds=frozenset({"count"}),
)
DEDUCTION_RULES: Final = Table(
    "deduction_rules",
    (figure("from"), figure("rule_floor", "floor"), *both("void_if"), *SAMPLE, *both("note")),
    RULE,
    _OWNERS,
    shape=Shape.DETAIL,
    kinds=frozenset({"deduction"}),
)
FORMULA_RULES: Final = Table(
    "formula_rules",
    (
        *quantity("quantity"),
        special("base_at", FigureOrFigures(), width=20),
        figure("base_points"),
        figure("step"),
        figure("step_points"),
        figure("cap"),
        words("formula_by", "by", refers="attributes"),
        figure("zero_at"),
        figure("full_at"),
        figure("full_points"),
        figure("target"),
        words("target_attribute", "target_by", "attribute", refers="attributes"),
        special("target_values", FIGURES, "target_by", "values"),
        figure("per_step"),
        choice("rounding", "rounding"),
        figure("rule_floor", "floor"),
        *both("rule_text", "text"),
        *both("note"),
    ),
    RULE,
    _OWNERS,
    shape=Shape.DETAIL,
    kinds=_FORMULAS,
)
READINGS: Final = Table(
    "readings",
    (
        *both("reading", "quantity"),
        words("unit", width=10),
        choice("reading_rule", "reading_rule", "rule"),
        words("reading_table", "table", refers="tables"),
        figure("limit"),
        figure("tolerance"),
        figure("cooling_gte"),
        figure("heating_lte"),
        whole("points_per_area"),
        *both("note"),
    ),
    ("scoring", "readings"),
    _OWNERS,
    shape=Shape.DETAIL,
    kinds=frozenset({"bands"}),
    is_common=False,
)
OTHER_RULES: Final = Table(
    "other_rules",
    (
        *both("precondition"),
        choice("mixed", "mixed"),
        *both("weights", "weights", "name"),
        words("weights_unit", "weights", "unit", width=10),
        whole("min_count"),
        words("gate_item", "item", refers="items"),
        special("gate_gte", FigureOrWord("target"), "gte", width=9),
        *both("rule_limits", "limits"),
        *both("rule_text", "text"),
        *both("note"),
    ),
    RULE,
    _OWNERS,
    shape=Shape.DETAIL,
    kinds=_OTHER,
)

RULE_TABLES: Final = (
    PARTS,
    Table(
        "levels",
        (code(width=8), *both("label", width=36), figure("points"), figure("ratio")),
        ("scoring", "levels"),
        _OWNERS,
        "code",
        kinds=frozenset({"graded"}),
    ),
    BAND_RULES,
    BANDS,
    COUNT_RULES,
    Table(
        "options",
        (code(width=8), *both("option_text", "text", width=40), codes("related_items")),
        ("scoring", "options"),
        _OWNERS,
        "code",
        kinds=frozenset({"count", "choose_n"}),
    ),
    DEDUCTION_RULES,
    Table(
        "deductions",
        (code(width=8), *both("deduction_text", "text", width=40), figure("each"), figure("cap")),
        ("scoring", "rules"),
        _OWNERS,
        "code",
        kinds=frozenset({"deduction"}),
    ),
    FORMULA_RULES,
    OTHER_RULES,
    READINGS,
    Table(
        "gate_branches",
        (code(width=10), *both("name"), special("when", _CONDITION, width=32)),
        ("scoring", "branches"),
        _OWNERS,
        "code",
        kinds=frozenset({"gate"}),
        is_common=False,
    ),
    Table(
        "gate_conditions",
        (code(width=10), *both("condition_text", "text", width=36), words("quantity_key", "quantity"),
         special("gate_lte", _LIMIT, "lte", width=24)),
        ("all",),
        ("gate_branches",),
        "code",
        implied=_condition_implied,
        is_common=False,
    ),
    Table(
        "gate_quantities",
        (*quantity(is_keyed=True), *ORIGIN),
        ("scoring", "quantities"),
        _OWNERS,
        "key",
        kinds=frozenset({"gate"}),
        is_common=False,
    ),
)  # fmt: skip
