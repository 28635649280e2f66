"""Facts about the subject and outside values of an ANSWERS document (contract section 3)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, assert_never

from workbench.domain.forms import Attribute, AttributeKind, Parameter
from workbench.scoring.answers import SubjectValue
from workbench.scoring.decoding.scalars import boolean, code, codes, decimal, members, warn_unknown, whole
from workbench.scoring.faults import Place


def subject(raw: Any, attributes: tuple[Attribute, ...], place: Place) -> dict[str, SubjectValue]:
    """Read the subject; an absent or null attribute takes its default, one without a default stays out."""
    entered = members(raw, place)
    warn_unknown(entered, [attribute.key for attribute in attributes], place, "unknown_attribute")
    found: dict[str, SubjectValue] = {}
    for attribute in attributes:
        given = entered.get(attribute.key)
        value = _value(attribute.default if given is None else given, attribute, place.at(attribute.key))
        if value is not None:
            found[attribute.key] = value
    return found


def _value(raw: Any, attribute: Attribute, place: Place) -> SubjectValue | None:
    allowed = [choice.code for choice in attribute.choices]
    match attribute.kind:
        case AttributeKind.ENUM:
            return code(raw, allowed, place, "unknown_choice")
        case AttributeKind.SET:
            return _set(raw, allowed, place)
        case AttributeKind.INTEGER:
            number = whole(raw, place)
            return None if number is None else Fraction(number)
        case AttributeKind.DECIMAL:
            return raw if isinstance(raw, Fraction) else decimal(raw, place)
        case AttributeKind.BOOLEAN:
            return boolean(raw, place)
        case _:  # pragma: no cover -- mypy proves that no kind is forgotten
            assert_never(attribute.kind)


def _set(raw: Any, allowed: list[str], place: Place) -> frozenset[str] | None:
    """Read a set of codes; an empty set counts as missing (contract 10.13)."""
    return codes(list(raw) if isinstance(raw, tuple | frozenset) else raw, allowed, place, "unknown_choice") or None


def parameters(raw: Any, declared: tuple[Parameter, ...], place: Place) -> dict[str, Fraction]:
    """Read the outside values; an absent or null one takes its default, one without a default is missing."""
    entered = members(raw, place)
    warn_unknown(entered, [parameter.key for parameter in declared], place, "unknown_parameter")
    found: dict[str, Fraction] = {}
    for parameter in declared:
        given = decimal(entered.get(parameter.key), place.at(parameter.key))
        figure = parameter.default if given is None else given
        if figure is not None:
            found[parameter.key] = figure
    return found
