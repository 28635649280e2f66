"""The words of explanations, a few rules to explain, and what is said of an answer to them."""

from __future__ import annotations

import tomllib
from typing import Any

from tests.helpers.forms import ROOT, a_document, an_input, answers_to, one_item_form, some_bands
from workbench.domain.forms import Form, Input, InputKind
from workbench.domain.rules import ItemRule, Quantity, YesNo
from workbench.domain.texts import Language, Text
from workbench.scoring.explain import explain, explain_lines, explain_text

WORDS = {
    language: tomllib.loads((ROOT / "resources" / "words" / f"explain.{language.value}.toml").read_text("utf-8"))
    for language in Language
}
ZH, EN = Language.ZH, Language.EN
LAMPS = Quantity(
    "",
    Text("公共区域高效光源占比", "Share of efficient lamps"),
    "%",
    ("part", "whole"),
    "part / whole * 100",
)
LIGHT = some_bands(quantity=LAMPS)
INPUTS = (
    Input("part", Text("高效光源数量", "Efficient lamps"), "个", InputKind.INTEGER),
    Input("whole", Text("光源总数", "Lamps"), "个", InputKind.INTEGER),
    an_input("x", unit="m"),
    an_input("y", unit="m"),
    an_input("list", "decimal_list"),
    an_input("other", "decimal_list"),
)


def said(
    rule: ItemRule | None,
    value: Any,
    given: int = 6,
    language: Language = ZH,
    *,
    form: Form | None = None,
    **more: Any,
) -> str:
    """Explain the answer to one rule in one sentence; `form` may stand in for the rule."""
    asked = form or one_item_form(rule or YesNo(), given, inputs=INPUTS)
    document = a_document(**more)
    document["responses"] = {"A101": {"value": value}}
    return explain_text(explain(asked, answers_to(asked, document), "A101"), language, WORDS[language])


def lines_of(rule: ItemRule, value: Any, given: int = 10, language: Language = ZH, **more: Any) -> list[str]:
    """Explain the answer to one rule line by line, parts indented."""
    form = one_item_form(rule, given, inputs=INPUTS, attributes=more.pop("attributes", ()))
    document = a_document({"A101": value}, **more)
    lines = explain_lines(explain(form, answers_to(form, document), "A101"), language, WORDS[language])
    return [("    " * line.depth) + line.text for line in lines]
