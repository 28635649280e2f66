"""What a form asks about its subject besides items: attributes, parameters, inputs and tables."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from workbench.catalogue.reading.texts import Glossary, Node, figure, optional_text, text
from workbench.domain.forms import (
    Attribute,
    AttributeKind,
    Choice,
    Input,
    InputKind,
    Parameter,
    ReferenceValue,
    Table,
)


def attribute(node: Node) -> Attribute:
    """Read a fact about the subject."""
    return Attribute(
        key=node["key"],
        name=text(node["name"]),
        kind=AttributeKind(node["type"]),
        choices=tuple(Choice(choice["code"], text(choice["name"])) for choice in node.get("values", ())),
        unit=node.get("unit", ""),
        default=_default(node.get("default")),
        used_in_scoring=node["used_in_scoring"],
    )


def _default(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def parameter(node: Node, glossary: Glossary) -> Parameter:
    """Read an outside value."""
    return Parameter(
        key=node["key"],
        name=text(node["name"]),
        unit=node["unit"],
        default=figure(node["default"]),
        source=glossary.optional(node.get("source")),
        note=optional_text(node.get("note")),
    )


def measured_input(node: Node) -> Input:
    """Read a raw quantity that an inspector enters."""
    return Input(node["key"], text(node["name"]), node.get("unit", ""), InputKind(node["type"]))


def table(node: Node, glossary: Glossary) -> Table:
    """Read a reference or look-up table; the rows of a look-up table stay as the file writes them."""
    origin = node.get("origin")
    return Table(
        key=node["key"],
        name=text(node["name"]),
        unit=node.get("unit", ""),
        values=tuple(ReferenceValue(text(entry["name"]), Fraction(entry["value"])) for entry in node.get("values", ())),
        by=tuple(node.get("by", ())),
        rows=tuple(dict(row) for row in node.get("rows", ())),
        source=glossary.word(origin["source"]) if origin else None,
    )
