"""Groups with their items, prerequisites and star requirements."""

from __future__ import annotations

from fractions import Fraction

from workbench.catalogue.reading.rules import item_rule, not_applicable, prerequisite_rule
from workbench.catalogue.reading.texts import Glossary, Node, condition, figure, optional_text, text
from workbench.domain.forms import (
    EvidenceDemand,
    EvidenceMethod,
    Group,
    Item,
    Prerequisite,
    PrerequisiteKind,
    StarRequirement,
    Subgroup,
)
from workbench.domain.rules import MeasureKind, ParameterRef, Relation, StarBound, StarMeasure


def group(node: Node, glossary: Glossary) -> Group:
    """Read a group with everything in it."""
    return Group(
        code=node["code"],
        name=text(node["name"]),
        points=Fraction(node["points"]),
        floor=figure_or_parameter(node["floor"]),
        subgroups=tuple(
            Subgroup(entry["code"], text(entry["name"]), Fraction(entry["points"]))
            for entry in node.get("subgroups", ())
        ),
        items=tuple(_item(entry, node["code"], glossary) for entry in node["items"]),
        origin=glossary.origin(node["origin"]),
        bonus=node.get("bonus", False),
        cap=figure(node.get("cap")),
        mode=node.get("mode"),
    )


def figure_or_parameter(node: str | Node | None) -> Fraction | ParameterRef | None:
    """Read a line that may be a parameter of the form."""
    if node is None or isinstance(node, str):
        return figure(node)
    return ParameterRef(node["parameter"])


def _item(node: Node, group_code: str, glossary: Glossary) -> Item:
    return Item(
        code=node["code"],
        name=text(node["name"]),
        group=group_code,
        subgroup=node.get("subgroup", ""),
        check=text(node["check"]),
        points=Fraction(node["points"]),
        rule=item_rule(node["scoring"], glossary),
        origin=glossary.origin(node["origin"]),
        not_applicable=not_applicable(node.get("na")),
        must_pass=node.get("must_pass", False),
        applies_to=condition(node.get("applies_to")),
        stages=_codes(node, "stages"),
        evidence=_evidence(node),
        clause=glossary.word(node.get("clause", "")),
        nature=node.get("nature", ""),
        audited_at=node.get("audited_at", ""),
        guidance=optional_text(node.get("note")),
        unit=node.get("unit", ""),
        fallback=optional_text(node.get("fallback")),
        editions=_codes(node, "editions"),
    )


def _codes(node: Node, key: str) -> frozenset[str] | None:
    return frozenset(node[key]) if key in node else None


def _evidence(node: Node) -> tuple[EvidenceDemand, ...]:
    return tuple(
        EvidenceDemand(EvidenceMethod(entry["method"]), optional_text(entry.get("object")))
        for entry in node.get("evidence", ())
    )


def prerequisite(node: Node, glossary: Glossary) -> Prerequisite:
    """Read a prerequisite or a provincial check."""
    return Prerequisite(
        code=node["code"],
        name=text(node["name"]),
        kind=PrerequisiteKind(node["type"]),
        check=text(node["check"]),
        rule=prerequisite_rule(node["scoring"], glossary),
        origin=glossary.origin(node["origin"]),
        derived=node.get("derived", False),
        not_applicable=not_applicable(node.get("na")),
        evidence=_evidence(node),
        group=node.get("group"),
        editions=_codes(node, "editions"),
        guidance=optional_text(node.get("note")),
    )


def star_requirement(node: Node, glossary: Glossary) -> StarRequirement:
    """Read what a building must show for its stars."""
    return StarRequirement(
        code=node["code"],
        name=text(node["name"]),
        measures=tuple(
            StarMeasure(
                key=entry["key"],
                name=text(entry["name"]),
                unit=entry.get("unit", ""),
                kind=MeasureKind(entry["type"]),
                nullable=entry.get("nullable", False),
            )
            for entry in node["measures"]
        ),
        stars=tuple(_star(node["stars"][star]) for star in ("1", "2", "3")),
        origin=glossary.origin(node["origin"]),
        when=condition(node.get("when")),
        editions=_codes(node, "editions"),
        guidance=optional_text(node.get("note")),
    )


def _star(node: Node | None) -> tuple[StarBound, ...] | None:
    if node is None:
        return None
    return tuple(
        StarBound(
            entry["measure"],
            relation,
            entry[relation.value] if isinstance(entry[relation.value], bool) else Fraction(entry[relation.value]),
        )
        for entry in node["any"]
        for relation in Relation
        if relation.value in entry
    )
