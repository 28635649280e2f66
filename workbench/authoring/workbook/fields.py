"""What a column and a sheet stand for; the writer and the reader both go by these descriptions and nothing else."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from workbench.authoring.workbook.codecs import Choice, Codec, Codes, Figure, Whole, Words, YesNo
from workbench.authoring.workbook.trees import ABSENT, Tree, lay, look
from workbench.catalogue.problems import Path

RULE: Final = ("scoring",)
"""Where the rule of an item, a prerequisite or a part lies."""
_WORDS: Final = Words()


@dataclass(frozen=True)
class Field:
    """One column.

    Attributes:
        key: its words; `name.en` is the English column of `name`.
        path: where its value lies in what the row stands for.
        codec: how the value stands in a cell.
        empty: what an empty cell means.
        width: of the column, in characters.
        takes: for a column that says several members of the map at `path`: which of them.
        refers: the sheet whose codes may stand here.
        is_needed: whether a sheet without this column cannot be read.
    """

    key: str
    path: Path
    codec: Codec = _WORDS
    empty: Any = ABSENT
    width: int = 12
    takes: Callable[[str, Any], bool] | None = None
    refers: str = ""
    is_needed: bool = False

    def value_in(self, node: Tree) -> Any:
        """Give what the column has to say about a node, ABSENT for nothing."""
        value = look(node, self.path)
        if self.takes is None:
            return value
        if not isinstance(value, dict):
            return ABSENT
        members = {key: member for key, member in value.items() if self.takes(key, member)}
        return members or ABSENT

    def lay_in(self, node: Tree, value: Any) -> None:
        """Lay a meaning down in a node."""
        if self.takes is None:
            lay(node, self.path, value)
        elif value is not ABSENT:
            for key, member in value.items():
                lay(node, (*self.path, key), member)


class Shape(enum.Enum):
    """How the rows of a sheet hang together with what owns them."""

    LIST = "list"
    """A row is an entry of a list."""
    DETAIL = "detail"
    """A row says more about its owner; there is at most one for each."""
    RECORD = "record"
    """The sheet is one thing, a member a row."""


def nothing_implied(_: Tree) -> None:
    """Leave a node as its columns say it."""


@dataclass(frozen=True)
class Table:
    """One sheet.

    Attributes:
        key: its words.
        fields: its columns after the owner's.
        at: where its rows lie in what owns them.
        owners: the sheets whose rows may own a row of this one; none: the form itself.
        code: the member that names a row among its like, "" for none.
        shape: how the rows hang together.
        kinds: for the details of a rule: the kinds it belongs to.
        implied: lays down what goes without saying.
        is_required: whether a workbook without this sheet is no form.
        is_common: whether most forms use it; the others stand at the end.
    """

    key: str
    fields: tuple[Field, ...]
    at: Path
    owners: tuple[str, ...] = ()
    code: str = ""
    shape: Shape = Shape.LIST
    kinds: frozenset[str] = frozenset()
    implied: Callable[[Tree], None] = nothing_implied
    is_required: bool = False
    is_common: bool = True

    @property
    def has_owner(self) -> bool:
        """Whether the first column names what a row belongs to."""
        return bool(self.owners)

    def suits(self, owner: Tree) -> bool:
        """Tell whether rows of this sheet may belong to a rule of the owner's kind."""
        return not self.kinds or kind_of(look(owner, RULE)) in self.kinds


def kind_of(rule: Any) -> str:
    """Name the kind of a rule as the column of kinds does: `formula.step`, `sum_of_parts.max`, `graded`."""
    if not isinstance(rule, dict) or "kind" not in rule:
        return ""
    more = {"formula": "form", "sum_of_parts": "combine"}.get(str(rule.get("kind")), "")
    return f"{rule.get('kind')}.{rule.get(more)}" if more else str(rule.get("kind"))


def both(key: str, *path: str, width: int = 24, is_needed: bool = False) -> tuple[Field, Field]:
    """Describe the two columns of a two-language text."""
    at = path or (key,)
    return (
        Field(f"{key}.zh", (*at, "zh"), width=width, is_needed=is_needed),
        Field(f"{key}.en", (*at, "en"), width=width),
    )


def words(key: str, *path: str, width: int = 16, refers: str = "") -> Field:
    """Describe a column of plain words."""
    return Field(key, path or (key,), width=width, refers=refers)


def code(key: str = "code", *path: str, width: int = 12, refers: str = "") -> Field:
    """Describe a column that names a row or refers to one."""
    return Field(key, path or (key,), width=width, refers=refers, is_needed=not path and key in {"code", "key"})


def figure(key: str, *path: str, empty: Any = ABSENT) -> Field:
    """Describe a column of decimals."""
    return Field(key, path or (key,), Figure(), empty, width=9)


def whole(key: str, *path: str, empty: Any = ABSENT) -> Field:
    """Describe a column of whole numbers."""
    return Field(key, path or (key,), Whole(), empty, width=9)


def yes_no(key: str, *path: str) -> Field:
    """Describe a column of truth values."""
    return Field(key, path or (key,), YesNo(), width=9)


def choice(key: str, name: str, *path: str, some: tuple[str, ...] = (), width: int = 12) -> Field:
    """Describe a column of one word of a set."""
    return Field(key, path or (key,), Choice(name, some), width=width)


def codes(key: str, *path: str, empty: Any = ABSENT, width: int = 18) -> Field:
    """Describe a column of several codes."""
    return Field(key, path or (key,), Codes(), empty, width=width)


def special(key: str, codec: Codec, *path: str, empty: Any = ABSENT, width: int = 20) -> Field:
    """Describe a column in a notation of its own."""
    return Field(key, path or (key,), codec, empty, width=width)


def needed(field: Field) -> Field:
    """Say that a sheet without this column cannot be read."""
    return replace(field, is_needed=True)
