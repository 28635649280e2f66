"""What a paper form says and asks, already worded by the use cases; the pages only lay it out."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

from workbench.documents.content import Standing


class Mark(enum.Enum):
    """What stands in a box: nothing yet, a tick, or a cross that says "looked at, not so"."""

    EMPTY = "empty"
    YES = "yes"
    NO = "no"


class Room(enum.Enum):
    """How much room a writing line has."""

    DIGITS = "digits"
    FIGURE = "figure"
    TALLY = "tally"
    WORDS = "words"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Tick:
    """A box with words behind it."""

    label: str
    mark: Mark = Mark.EMPTY


@dataclass(frozen=True, slots=True)
class Together:
    """Boxes that stay on one line, such as yes and no."""

    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """A line to write on, its name before and its unit behind."""

    label: str = ""
    unit: str = ""
    value: str = ""
    room: Room = Room.FIGURE


@dataclass(frozen=True, slots=True)
class Say:
    """Words between boxes and lines; `is_fine` ones are small and grey."""

    text: str
    is_fine: bool = False


Piece = Tick | Together | Blank | Say


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces that follow one another and wrap where the column ends."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Boxes of which one or several are ticked, in as many columns as there is room for."""

    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scale: the limit and what it gives."""

    limit: str
    gives: str
    is_reached: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """A table of limits and points, to be looked up by hand."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of squares, one character each (统一社会信用代码)."""

    count: int
    value: str = ""


Block = Line | Choices | Scale | Cells


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of the form or a part of one: what is asked, where it is answered, what it is worth.

    `code` is whole also for a part (A504-a), so that a part at the head of a page says where it belongs. `points` are
    empty while nobody has judged it; `standing` None says that the sheet is blank.
    """

    code: str
    name: str
    blocks: tuple[Block, ...]
    check: str = ""
    fine: tuple[str, ...] = ()
    depth: int = 0
    max_points: str = ""
    points: str = ""
    standing: Standing | None = None
    parts: tuple[Asked, ...] = ()
    readings: Readings | None = None


@dataclass(frozen=True, slots=True)
class Readings:
    """Measured places of one line, each a run of pieces; two stand abreast."""

    rule: str
    places: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Named lines of a form: a subgroup, or all lines of a group that has none."""

    name: str
    points: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A group of the form with the line that sums it up."""

    code: str
    name: str
    condition: str
    sections: tuple[Section, ...]
    summary: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled row of the sheet's head."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A small table: the words of its head and its rows; `shares` are the widths of its columns."""

    heads: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[tuple[Block, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """A named reference table or further table of the sheet."""

    title: str
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class PaperContent:
    """One paper form. `unit` is known only on a filled one; `basis` names what it was filled from."""

    title: str
    subtitle: str
    edition: str
    short_hash: str
    origin: tuple[str, ...]
    guide: tuple[str, ...]
    head: tuple[Field, ...]
    parameters: Sheet | None
    measured: Sheet | None
    prerequisites: tuple[Asked, ...]
    chapters: tuple[Chapter, ...]
    stars: tuple[Asked, ...]
    provincial: tuple[Asked, ...]
    tables: tuple[Annex, ...]
    results: Sheet | None
    totals: tuple[Block, ...]
    grades: tuple[Block, ...]
    signatures: tuple[Field, ...]
    unit: str = ""
    basis: str = ""
    is_draft: bool = False
    dated: datetime | None = None
