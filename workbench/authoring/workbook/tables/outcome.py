"""The sheets of what comes out: grades, further outcomes, the certificate; and of the texts behind the form."""

from __future__ import annotations

from typing import Final

from workbench.authoring.workbook.codecs import Choices
from workbench.authoring.workbook.fields import (
    Shape,
    Table,
    both,
    choice,
    code,
    codes,
    needed,
    special,
    whole,
    words,
    yes_no,
)
from workbench.authoring.workbook.lines import PlainLines, TextLines
from workbench.authoring.workbook.notation import COUNTS, FigureOr
from workbench.authoring.workbook.tables.shared import ORIGIN, TABLE_ORIGIN
from workbench.authoring.workbook.trees import Tree


def _outcome_implied(node: Tree) -> None:
    node["computed"] = False


OUTCOME_TABLES: Final = (
    Table(
        "grading",
        (
            code(),
            *both("name"),
            choice("verdict", "verdict"),
            special("requires", Choices("requirement"), empty=[], width=36),
            special("min_normalised", FigureOr(as_reference=True), width=14),
            words("mode", refers="modes"),
            whole("star"),
            words("criteria_attribute", "min_criteria", "attribute", refers="attributes"),
            special("criteria_values", COUNTS, "min_criteria", "values"),
            special("manual_conditions", TextLines(), width=30),
            special("conditions", TextLines(), width=30),
            *both("rule"),
            *both("note"),
            *ORIGIN,
        ),
        ("grading",),
        code="code",
        is_required=True,
    ),
    Table(
        "further_outcomes",
        (code(), *both("name"), *both("rule", width=40), *ORIGIN),
        ("further_outcomes",),
        code="code",
        implied=_outcome_implied,
        is_common=False,
    ),
    Table(
        "certificate",
        (
            *both("certificate_name", "name"),
            *both("name_note"),
            *both("issuer"),
            *both("issuer_note"),
            *both("plaque"),
            whole("validity_years", empty=None),
            *both("validity_note"),
            *both("publicity"),
            yes_no("from_published_list_only"),
            special("process", TextLines(), width=40),
            *TABLE_ORIGIN,
        ),
        ("certificate",),
        shape=Shape.RECORD,
        is_required=True,
    ),
    Table(
        "seed_coverage",
        (
            needed(words("id", width=10)),
            *both("seed_text", "text", width=50),
            codes("seed_items", "items", empty=[], width=30),
            special("refs", PlainLines(), empty=[]),
            words("not_a_form_item", width=24),
            words("seed_note", "note", width=24),
        ),
        ("seed_coverage",),
    ),
    Table("words", (needed(words("zh", width=40)), words("en", width=50)), ("words",)),
)
