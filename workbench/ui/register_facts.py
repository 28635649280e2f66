"""What crosses the ports about registers of units: a file looked at, its columns and rows, and what was written."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


class RowFate(enum.Enum):
    """What becomes of a row of a register."""

    NEW = "new"
    SAME = "same"
    DIFFERS = "differs"
    REPEATED = "repeated"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class Named:
    """A code with its name in the window's language."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column of the file: its title, what it means ("": nothing is taken from it) and its first cells."""

    title: str
    meaning: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of a row beside the same field of the known unit."""

    name: str
    told: str
    held: str = ""
    differs: bool = False


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row of the file: what becomes of it, and why, sentence by sentence."""

    number: int
    fate: RowFate
    name: str
    region_name: str = ""
    action_name: str = ""
    says: tuple[str, ...] = ()
    pairs: tuple[FieldPair, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterWanted:
    """How the user wants a register to be read; `row` is the title row from 1, 0 to find it."""

    row: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)
    action: str | None = None
    region: str | None = None


@dataclass(frozen=True)
class RegisterLook:
    """What an import would do; nothing is written yet.

    Attributes:
        path: the file.
        title_row: the row with the titles, from 1; 0 in an empty file.
        head_rows: the first rows, each as one line, to choose the title row among.
        columns: the columns of the file.
        meanings: what a column can mean.
        actions: the actions that rows without one can have.
        action: the one they have, "" for none; remembered from last time.
        region: where rows without a region lie, "" for nowhere.
        has_names: whether a column of names is known; without one there are no rows.
        rows: what becomes of each row.
        held: what the import needs of the look; nobody else looks into it.
    """

    path: Path
    title_row: int
    head_rows: tuple[str, ...]
    columns: tuple[ColumnRow, ...]
    meanings: tuple[Named, ...]
    actions: tuple[Named, ...]
    action: str
    region: str
    has_names: bool
    rows: tuple[RegisterRow, ...]
    held: object = field(default=None, repr=False, compare=False)

    def count(self, fate: RowFate | None = None) -> int:
        """Count the rows of one fate, or all."""
        return len(self.rows) if fate is None else sum(row.fate is fate for row in self.rows)


@dataclass(frozen=True, slots=True)
class RegisterChoices:
    """What the user chose: whether known units are brought up to date, and whether faulty rows are left out."""

    update: bool = False
    skip_faulty: bool = False


@dataclass(frozen=True, slots=True)
class RegisterOutcome:
    """How many units were written: new ones, and known ones brought up to date."""

    new: int
    updated: int
    skipped: int = 0
