"""Conditions on the subject of an assessment: which items, parts and branches belong to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AttributeIn:
    """True when the attribute's value is one of `values`."""

    attribute: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class AttributeContains:
    """True when the set attribute contains `value`."""

    attribute: str
    value: str


@dataclass(frozen=True, slots=True)
class AttributeSubsetOf:
    """True when every member of the set attribute is one of `values`."""

    attribute: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Three-valued AND of conditions: one false member makes it false, otherwise one unknown makes it unknown."""

    members: tuple[Condition, ...]


Condition = AttributeIn | AttributeContains | AttributeSubsetOf | AllOf
