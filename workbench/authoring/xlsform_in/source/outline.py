"""The survey as questions in groups; groups that do not close, or close twice, are mended and told."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.authoring.xlsform_in.ledger import Ledger
from workbench.authoring.xlsform_in.source.columns import Role
from workbench.authoring.xlsform_in.source.question_types import Kind, QuestionType, type_of
from workbench.authoring.xlsform_in.source.tables import Row, Table

_BEGINS = frozenset({Kind.BEGIN_GROUP, Kind.BEGIN_REPEAT})
_ENDS = frozenset({Kind.END_GROUP, Kind.END_REPEAT})
_YES = frozenset({"yes", "true", "true()"})


@dataclass(eq=False)
class Section:
    """A group or repeat of the survey; `end` is the row that closes it."""

    row: Row
    repeats: bool
    parent: Section | None
    end: Row | None = None
    depth: int = field(init=False)
    chapter: Section = field(init=False)
    """The outermost section around it, itself where there is none."""

    def __post_init__(self) -> None:
        self.depth = self.parent.depth + 1 if self.parent else 1
        self.chapter = self.parent.chapter if self.parent else self

    @property
    def chain(self) -> tuple[Section, ...]:
        """The sections around it and itself, outermost first."""
        found: list[Section] = []
        section: Section | None = self
        while section is not None:
            found.append(section)
            section = section.parent
        return tuple(reversed(found))


@dataclass(frozen=True, eq=False)
class Question:
    """A row that asks, shows or records something."""

    row: Row
    type: QuestionType
    section: Section | None

    @property
    def name(self) -> str:
        """Its name in the survey, "" where it has none."""
        return self.row.text(Role.NAME)

    @property
    def chain(self) -> tuple[Section, ...]:
        """The sections around it, outermost first."""
        return self.section.chain if self.section else ()

    @property
    def chapter(self) -> Section | None:
        """The outermost section around it."""
        return self.section.chapter if self.section else None


@dataclass
class Outline:
    """All sections and questions in the order of the sheet."""

    sections: list[Section] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def outline_of(survey: Table, ledger: Ledger) -> Outline:
    """Put the rows of the survey into their groups."""
    outline, inside = Outline(), None
    for row in survey.rows:
        kind = type_of(row.text(Role.TYPE))
        if row.text(Role.DISABLED).lower() in _YES:
            ledger.leave(row.every_cell, "row_disabled")
            continue
        ledger.carry(row.cells_of(Role.DISABLED), "not_disabled")
        if kind.kind in _BEGINS:
            inside = Section(row, kind.kind is Kind.BEGIN_REPEAT, inside)
            outline.sections.append(inside)
        elif kind.kind in _ENDS:
            inside = _closed(inside, row, kind, ledger)
        else:
            outline.questions.append(Question(row, kind, inside))
    while inside is not None:
        ledger.tell([inside.row.cell(Role.TYPE)], "group_not_closed", name=inside.row.text(Role.NAME))
        inside = inside.parent
    return outline


def _closed(inside: Section | None, row: Row, kind: QuestionType, ledger: Ledger) -> Section | None:
    """Leave the innermost section; an end without a begin is listed."""
    if inside is None:
        ledger.leave(row.every_cell, "end_without_begin")
        return None
    if inside.repeats is not (kind.kind is Kind.END_REPEAT):
        ledger.tell([row.cell(Role.TYPE)], "end_of_another_kind", name=inside.row.text(Role.NAME))
    inside.end = row
    return inside.parent
