"""A whole edition: content that the schema has accepted becomes a `Form`."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from workbench.catalogue.reading.items import figure_or_parameter, group, prerequisite, star_requirement
from workbench.catalogue.reading.subject import attribute, measured_input, parameter, table
from workbench.catalogue.reading.texts import Glossary, Node, optional_text, text
from workbench.domain.forms import (
    CertificateTerms,
    Form,
    Grade,
    Mode,
    Normalisation,
    Requirement,
    TotalFormula,
)


def form(content: Node, sha256: str) -> Form:
    """Build the form of content that the schema has accepted."""
    glossary = Glossary(content.get("words", ()))
    return Form(
        code=content["form"],
        edition=content["edition"],
        title=text(content["title"]),
        standard=text(content["standard"]),
        status=text(content["status"]),
        action=content["action"],
        total_points=Fraction(content["total_points"]),
        normalisation=Normalisation(content["normalisation"]),
        prerequisites=tuple(prerequisite(entry, glossary) for entry in content["prerequisites"]),
        groups=tuple(group(entry, glossary) for entry in content["groups"]),
        grading=tuple(_grade(entry) for entry in content["grading"]),
        certificate=_certificate(content["certificate"]),
        sha256=sha256,
        short_name=text(content["short_name"]),
        words=glossary.words,
        **_subject(content, glossary),
        **_building(content, glossary),
    )


def _subject(content: Node, glossary: Glossary) -> dict[str, Any]:
    return {
        "attributes": tuple(attribute(entry) for entry in content["attributes"]),
        "parameters": tuple(parameter(entry, glossary) for entry in content["parameters"]),
        "inputs": tuple(measured_input(entry) for entry in content["inputs"]),
        "tables": tuple(table(entry, glossary) for entry in content["tables"]),
    }


def _building(content: Node, glossary: Glossary) -> dict[str, Any]:
    """Read what only some forms have: modes, stars, provincial checks, an own way to the total."""
    total = content.get("total_formula", {})
    return {
        "modes": tuple(_mode(entry) for entry in content.get("modes", ())),
        "star_requirements": tuple(star_requirement(entry, glossary) for entry in content.get("star_requirements", ())),
        "provincial_checks": tuple(prerequisite(entry, glossary) for entry in content.get("provincial_checks", ())),
        "total_formula": TotalFormula(
            Fraction(total.get("prerequisite_points", "0")), Fraction(total.get("divisor", "1"))
        ),
    }


def _mode(node: Node) -> Mode:
    normalisation = node.get("normalisation")
    return Mode(
        code=node["code"],
        name=text(node["name"]),
        groups=tuple(node["groups"]),
        normalisation=Normalisation(normalisation) if normalisation else None,
    )


def _grade(node: Node) -> Grade:
    criteria = node.get("min_criteria", {})
    return Grade(
        code=node["code"],
        name=text(node["name"]),
        passes=node["verdict"] == "pass",
        requires=frozenset(Requirement(entry) for entry in node["requires"]),
        min_normalised=figure_or_parameter(node.get("min_normalised")),
        mode=node.get("mode"),
        star=node.get("star"),
        min_criteria=dict(criteria.get("values", {})),
        rule=optional_text(node.get("rule")),
        criteria_attribute=criteria.get("attribute"),
    )


def _certificate(node: Node) -> CertificateTerms:
    return CertificateTerms(
        name=text(node["name"]),
        issuer=text(node["issuer"]),
        validity_years=node["validity_years"],
        validity_note=text(node["validity_note"]),
        publicity=text(node["publicity"]),
        from_published_list_only=node.get("from_published_list_only", False),
    )
