"""Paper forms printed for tests, and what stands on their pages: text, boxes, upright lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf

from tests.conftest import ROOT
from tests.helpers.offices import a_place
from tests.helpers.pdf_text import Run, runs_in_order, runs_of_page
from workbench.documents.paper_form.content import Asked, Block, Choices, Line, PaperContent, Tick, Together
from workbench.domain.texts import Language
from workbench.usecases.paper.printing import Printed, print_answers, print_blank
from workbench.usecases.workplace import Workplace

BOX, TICK, CROSS = "□", "√", "×"
EDITIONS = tuple(
    sorted((file.parent.name, file.stem) for file in (ROOT / "forms").glob("*/*.yaml") if file.parent.name != "plans")
)


@cache
def the_place() -> Workplace:
    """One workplace for all tests, so that forms are read once."""
    return a_place()


@cache
def blank(form: str, edition: str, language: Language = Language.ZH, facts: tuple[str, ...] = ()) -> Printed:
    """A blank paper form."""
    place = the_place()
    return print_blank(place, place.library.form(form, edition), facts, language)


@cache
def answers(case: str) -> dict[str, Any]:
    """The answers of a worked case (`green-mall-01`)."""
    form = case.rsplit("-", 1)[0]
    cases = json.loads((ROOT / f"tests/vectors/{form}.json").read_text("utf-8"))["cases"]
    return next(one["answers"] for one in cases if one["id"] == case)


@cache
def filled(case: str, language: Language = Language.ZH) -> Printed:
    """A paper form with the answers of a worked case."""
    document, place = answers(case), the_place()
    return print_answers(place, place.library.form(document["form"], document.get("edition")), document, language)


def drawn_text(pdf: bytes) -> str:
    """All text in the order in which it was drawn, cell after cell, without blanks."""
    return "".join("".join(run.split()) for run in runs_in_order(pdf))


def pages_of(pdf: bytes) -> list[list[Run]]:
    """The runs of every page, whole also where the faces of a line change."""
    with pikepdf.open(BytesIO(pdf)) as document:
        count = len(document.pages)
    return [_whole(runs_of_page(pdf, page)) for page in range(count)]


def _whole(runs: list[Run]) -> list[Run]:
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last is not None and last.size == run.size and last.y == run.y and abs(last.end - run.x) < 0.02:
            found[-1] = replace(last, end=run.end, text=last.text + run.text)
        else:
            found.append(run)
    return found


@dataclass(frozen=True)
class FoundBox:
    """A box on a page: what is in it and the words right behind it."""

    sign: str
    label: str
    run: Run


def boxes_on(runs: list[Run]) -> list[FoundBox]:
    """Find the boxes of a page by their places."""
    found = []
    for box in (run for run in runs if run.text == BOX):
        inside = [run for run in runs if run.text in (TICK, CROSS) and box.x <= (run.x + run.end) / 2 <= box.end]
        inside = [run for run in inside if abs(run.y - box.y) < 0.5]
        behind = [run for run in runs if abs(run.x - box.x - 13.5) < 0.1 and abs(run.y - box.y) < 1.5]
        found.append(FoundBox(inside[0].text if inside else "", behind[0].text if behind else "", box))
    return found


def upright_lines(pdf: bytes, page: int) -> list[tuple[float, float, float]]:
    """The upright lines of a page as (x, lower end, upper end)."""
    found, matrix, stack, start = [], pikepdf.Matrix(), [], (0.0, 0.0)
    with pikepdf.open(BytesIO(pdf)) as document:
        for instruction in pikepdf.parse_content_stream(document.pages[page]):
            match str(instruction.operator):
                case "q":
                    stack.append(matrix)
                case "Q":
                    matrix = stack.pop()
                case "cm":
                    matrix = pikepdf.Matrix(*map(float, instruction.operands)) @ matrix
                case "m":
                    start = matrix.transform(tuple(map(float, instruction.operands)))
                case "l":
                    end = matrix.transform(tuple(map(float, instruction.operands)))
                    if abs(start[0] - end[0]) < 0.01 and abs(start[1] - end[1]) > 1:
                        found.append((start[0], min(start[1], end[1]), max(start[1], end[1])))
    return found


def all_asked(content: PaperContent) -> Iterator[Asked]:
    """Every line of a paper form with its parts."""
    waiting = [*content.prerequisites, *content.stars, *content.provincial]
    waiting += [asked for chapter in content.chapters for section in chapter.sections for asked in section.asked]
    while waiting:
        asked = waiting.pop(0)
        yield asked
        waiting = [*asked.parts, *waiting]


def ticks_of(blocks: tuple[Block, ...]) -> Iterator[Tick]:
    """The boxes of answer areas, in reading order."""
    for block in blocks:
        pieces = block.ticks if isinstance(block, Choices) else block.pieces if isinstance(block, Line) else ()
        for piece in pieces:
            if isinstance(piece, Tick):
                yield piece
            elif isinstance(piece, Together):
                yield from piece.ticks
