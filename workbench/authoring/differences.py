"""One difference between two contents: where it lies, what stood there, and what stands there now."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any

from workbench.domain.texts import Text


class Kind(enum.Enum):
    """What happened to a place of the content."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Coded:
    """A step into the entry of a list whose entries are known by a code or key."""

    code: str


@dataclass(frozen=True, slots=True)
class At:
    """A step into the entry of a list whose entries have no code: its place before and after, counted from 0."""

    old: int | None
    new: int | None

    @property
    def shown(self) -> int:
        """The place for people, counted from 1."""
        place = self.new if self.new is not None else self.old
        return (place or 0) + 1


Step = str | Coded | At


@dataclass(frozen=True, slots=True)
class Found:
    """One difference below some node; `after` names the entry in front of a moved or inserted one ("": none)."""

    path: tuple[Step, ...]
    kind: Kind
    old: Any = None
    new: Any = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between two editions.

    Attributes:
        section: the list it belongs to (`items`, `grading` ...), or `form` for the form's own fields.
        entry: the code of the entry in that list, "" for the form's own fields.
        name: what that entry is called.
        path: where below the entry; empty when the entry itself was added, removed or moved.
        kind: what happened.
        old: what stood there; None where nothing did.
        new: what stands there now.
        after: the entry in front of one that was moved or inserted, "" for the first place, None for the last.
    """

    section: str
    entry: str
    name: Text
    path: tuple[Step, ...]
    kind: Kind
    old: Any = None
    new: Any = None
    after: str | None = None

    @property
    def field(self) -> str:
        """The innermost named field, "" for a whole entry."""
        named = [step for step in self.path if isinstance(step, str)]
        return named[-1] if named else ""


def written(path: tuple[Step, ...]) -> str:
    """Write a path as machines and form authors read it: `scoring.levels.a.points`, `evidence[0].method`."""
    told = ""
    for step in path:
        match step:
            case At():
                told += f"[{step.shown - 1}]"
            case Coded():
                told += f".{step.code}" if told else step.code
            case _:
                told += f".{step}" if told else step
    return told
