"""Check what a workbook says with the very checks of form files, and tell every problem at its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from workbench.authoring.workbook.reading import Place, ReadSheets, read_sheets
from workbench.authoring.workbook.trees import Tree
from workbench.authoring.workbook.vocabulary import Vocabulary
from workbench.catalogue.form_reader import read_form_content
from workbench.catalogue.problems import Path, Problem, written
from workbench.catalogue.source.content import profile_problems
from workbench.catalogue.source.schema import Schema
from workbench.catalogue.source.yaml_source import Source
from workbench.domain.forms import Form
from workbench.spreadsheets.reading import BookRead

_LAST_STEP: Final = re.compile(r"(\.[^.\[]+|\[\d+\]|\A[^.\[]+)\Z")
_CELL: Final = re.compile(r"(?P<sheet>.*)!(?P<column>[A-Z]+)(?P<row>\d+)\Z")


@dataclass(frozen=True)
class CheckedWorkbook:
    """A form from a workbook.

    Attributes:
        content: what the workbook says, as far as it could be read.
        form: the form; None while there are faults.
        problems: faults and findings in the order of sheets and rows; `path` names the cell.
        notes: what was passed over but may have been meant.
    """

    content: Tree
    form: Form | None
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def check_workbook(book: BookRead, words: Vocabulary, schema: Schema) -> CheckedWorkbook:
    """Read a form from a workbook and check it; whatever is wrong is told, nothing is raised."""
    read = read_sheets(book, words)
    sheets = [sheet.name for sheet in book.sheets]
    if read.problems:
        told = [*read.problems, *_further(read, schema)]
        return CheckedWorkbook(read.content, None, _in_order(told, sheets), read.notes)
    checked = read_form_content(read.content, schema)
    problems = _in_order(_placed(checked.problems, read), sheets)
    return CheckedWorkbook(read.content, checked.form, problems, read.notes)


def _further(read: ReadSheets, schema: Schema) -> list[Problem]:
    """Tell what else is wrong with the shape of what could be read, leaving out cells that are told already."""
    source = Source("", read.content)
    known = {problem.path for problem in read.problems}
    found = list(profile_problems(source)) or schema.problems(source)
    return [problem for problem in _placed(found, read) if problem.path not in known]


def _placed(problems: Iterable[Problem], read: ReadSheets) -> list[Problem]:
    places = {written(path): place for path, place in read.places.items()}
    return [_at_its_cell(problem, places, read.places) for problem in problems]


def _at_its_cell(problem: Problem, by_name: Mapping[str, Place], by_path: Mapping[Path, Place]) -> Problem:
    """Name the cell of a problem; a missing thing is told by the title of its column."""
    if problem.code == "key_missing":
        key = problem.facts["key"]
        place = by_name.get(f"{problem.path}.{key}" if problem.path else key)
        if place is not None:
            return replace(problem, path=place.cell, facts={**problem.facts, "key": place.title})
    path = problem.path
    while path and path not in by_name:
        path = _LAST_STEP.sub("", path)
    place = by_name.get(path) or by_path.get(())
    return replace(problem, path=place.cell if place else problem.path)


def _in_order(problems: Iterable[Problem], sheets: list[str]) -> tuple[Problem, ...]:
    """Sort problems as somebody would mend them: sheet by sheet, from top to bottom."""

    def place(problem: Problem) -> tuple[int, int, int, str]:
        found = _CELL.match(problem.path)
        if found is None or found["sheet"] not in sheets:
            return -1, 0, 0, ""
        return sheets.index(found["sheet"]), int(found["row"]), len(found["column"]), found["column"]

    return tuple(sorted(problems, key=place))
