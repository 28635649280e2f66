"""What a phone asks: one field for every single thing that an ANSWERS document can say."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from workbench.authoring.xlsform.naming import reference
from workbench.domain.forms import Choice, EvidenceDemand, Item, Prerequisite, StarRequirement
from workbench.domain.rules import Condition, ItemRule, NotApplicable, PrerequisiteRule
from workbench.domain.texts import Text

MOST: Final = 999_999_999
"""The largest figure a phone takes: the app's own limit for whole numbers is nine digits."""
YES: Final = "1"
NO: Final = "0"


class FieldKind(enum.Enum):
    """How a field is asked."""

    YES_NO = "yes_no"
    MARK = "mark"
    ONE = "one"
    MANY = "many"
    WHOLE = "whole"
    DECIMAL = "decimal"
    TEXT = "text"
    DATE = "date"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Field:
    """One question; `places` are the decimals it takes, `nothing` the choice that says "none of these"."""

    name: str
    kind: FieldKind
    label: Text
    hint: Text = field(default_factory=lambda: Text(""))
    choices: tuple[Choice, ...] = ()
    places: int = 0
    may_be_negative: bool = False
    default: str = ""
    nothing: str = ""
    at_most: str = ""
    at_least: str = ""

    @property
    def reference(self) -> str:
        """How expressions refer to it."""
        return reference(self.name)


ROLE_VALUE: Final = "value"
ROLE_NA: Final = "na"
ROLE_PROOF: Final = "proof"
ROLE_NOTE: Final = "note"
ROLE_PHOTO: Final = "photo"
ROLE_SHORTCUT: Final = "shortcut"
ROLE_POPULATION: Final = "population"
ROLE_VOID: Final = "void"
ROLE_PRECONDITION: Final = "precondition"
_BESIDE: Final = frozenset({ROLE_NOTE, ROLE_PHOTO, ROLE_PROOF})

Role = str | tuple[str, str]
"""What a field of a node is for: a name of its own, or a kind (`input`, `none`, `count`, ...) with a code."""


@dataclass(frozen=True)
class Node:
    """An item, a part, a prerequisite or a star requirement with its fields; parts nest."""

    code: str
    prefix: str
    title: Text
    rule: ItemRule | PrerequisiteRule | None
    points: Fraction
    policy: NotApplicable | None
    fields: Mapping[Role, Field]
    parts: tuple[Node, ...] = ()
    when: Condition | None = None
    note: Text | None = None
    in_mixed: bool = False
    """Whether it stands below a select that sees a mixed building as both of its kinds."""

    def field(self, role: Role) -> Field | None:
        """Give the field for a role, None where there is none."""
        return self.fields.get(role)

    def of_kind(self, kind: str) -> Iterator[tuple[str, Field]]:
        """Give the fields of a kind with their codes, in order."""
        for role, entry in self.fields.items():
            if isinstance(role, tuple) and role[0] == kind:
                yield role[1], entry

    def answers(self) -> Iterator[Field]:
        """Give every field that makes the node entered, those of its parts included; notes and pictures do not."""
        yield from (entry for role, entry in self.fields.items() if role not in _BESIDE)
        for part in self.parts:
            yield from part.answers()

    def all_fields(self) -> Iterator[Field]:
        """Give every field, those of its parts included."""
        yield from self.fields.values()
        for part in self.parts:
            yield from part.all_fields()


@dataclass(frozen=True)
class Asked:
    """A node of the form's own list, with what it stands for."""

    node: Node
    of: Item | Prerequisite | StarRequirement
    evidence: tuple[EvidenceDemand, ...] = ()
