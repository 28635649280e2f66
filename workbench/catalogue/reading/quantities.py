"""Measured quantities, their bands, samples and readings."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from workbench.catalogue.reading.texts import Glossary, Node, figure, optional_text, text
from workbench.domain.rules import (
    Band,
    Bands,
    Better,
    Bound,
    ColumnRef,
    Limit,
    ParameterRef,
    Quantity,
    ReadingsPlan,
    Relation,
    Sample,
    Shortcut,
    TableLookup,
)

_PARAMETER, _COLUMN = "param.", "limit."
_RELATIONS = tuple(relation.value for relation in Relation)


def quantity(node: Node) -> Quantity:
    """Read a quantity; only those of a gate have a key of their own."""
    return Quantity(
        key=node.get("key", ""),
        name=text(node["name"]),
        unit=node.get("unit", ""),
        inputs=tuple(node["inputs"]),
        expression=node.get("expr", ""),
        parameters=tuple(node.get("parameters", ())),
        lengths=dict(node.get("lengths", {})),
        nullable=frozenset(node.get("nullable", ())),
        definition=optional_text(node.get("definition")),
    )


def limit(value: str) -> Limit:
    """Read a limit: a figure, `param.<key>` or `limit.<column>`."""
    if value.startswith(_PARAMETER):
        return ParameterRef(value.removeprefix(_PARAMETER))
    if value.startswith(_COLUMN):
        return ColumnRef(value.removeprefix(_COLUMN))
    return Fraction(value)


def bands(node: Node, glossary: Glossary) -> Bands:
    """Read a bands rule."""
    shortcut, lookup = node.get("shortcut"), node.get("limits")
    return Bands(
        quantity=quantity(node["quantity"]),
        better=Better(node["better"]),
        bands=tuple(_band(entry) for entry in node["bands"]),
        otherwise=_points(node["otherwise"]),
        shortcut=Shortcut(text(shortcut["condition"]), figure(shortcut.get("points"))) if shortcut else None,
        sample=sample(node.get("sample"), glossary),
        readings=_readings(node.get("readings")),
        lookup=TableLookup(lookup["table"], tuple(lookup["by"])) if lookup else None,
        note=optional_text(node.get("note")),
    )


def _points(value: str) -> Fraction | None:
    return None if value == "not_met" else Fraction(value)


def _band(node: Node) -> Band:
    every = tuple(_bounds(None, node)) + tuple(
        bound for entry in node.get("and", ()) for bound in _bounds(entry["quantity"], entry)
    )
    any_of = tuple(bound for entry in node.get("any", ()) for bound in _bounds(entry["quantity"], entry))
    return Band(every, any_of, figure(node.get("points")))


def _bounds(measured: str | None, node: Node) -> list[Bound]:
    return [Bound(measured, Relation(key), limit(node[key])) for key in _RELATIONS if key in node]


def sample(node: Node | None, glossary: Glossary) -> Sample | None:
    """Read the smallest sample that may be judged."""
    if node is None:
        return None
    return Sample(node["size_input"], node["min_size"], glossary.word(node["unit"]), glossary.word(node["rule"]))


def _readings(node: dict[str, Any] | None) -> ReadingsPlan | None:
    if node is None:
        return None
    return ReadingsPlan(
        rule=node["rule"],
        table=node.get("table"),
        note=optional_text(node.get("note")),
        quantity=text(node["quantity"]),
        unit=node["unit"],
        limit=figure(node.get("limit")),
        tolerance=figure(node.get("tolerance")),
        cooling_gte=figure(node.get("cooling_gte")),
        heating_lte=figure(node.get("heating_lte")),
        points_per_area=node.get("points_per_area"),
    )
