"""The tables of what is asked: items under their groups, prerequisites, star requirements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbench.documents.content import Standing
from workbench.documents.paper_form.content import Asked, Block, Line, Readings, Say, Section
from workbench.documents.paper_form.flowing import set_blocks, set_line
from workbench.documents.paper_form.geometry import (
    ANSWER_WIDTH,
    BAND,
    CHECK,
    CODE,
    CODE_WIDTH,
    FINE,
    HEAD,
    MAX_WIDTH,
    NAME,
    PART_CODE,
    POINTS,
    SCORE_WIDTH,
    TEXT_WIDTH,
    WRITTEN,
)
from workbench.documents.paper_form.rows import Cell, FormRow, room_of
from workbench.documents.paper_form.strips import Atom, Strip, centred, strip_of, words_strips
from workbench.documents.pen import SIGN_COLOURS, fitted, laid, laid_whole
from workbench.documents.press import Press
from workbench.documents.styles import SHADE, TextStyle
from workbench.documents.table import Grid, Row, Table

_LEFT = "left"
SCORED = Grid((CODE_WIDTH, TEXT_WIDTH, ANSWER_WIDTH, MAX_WIDTH, SCORE_WIDTH), (_LEFT,) * 5)
UNSCORED = Grid((CODE_WIDTH, TEXT_WIDTH, ANSWER_WIDTH + MAX_WIDTH + SCORE_WIDTH), (_LEFT,) * 3)
_DEPTH = 8.0
_OPEN = TextStyle(NAME.role, NAME.size, NAME.leading, SIGN_COLOURS[Standing.OPEN])


def chapter_table(press: Press, sections: Sequence[Section], summary: Row) -> Table:
    """Give the table of a group: its items under the names of their subgroups, and the line that sums it up."""
    rows = [row for section in sections for row in _section_rows(press, section)]
    if rows:
        rows[-1].keeps_with_next = True
    return Table(press, SCORED, [*rows, summary], _head(press, SCORED, "items"))


def unscored_table(press: Press, asked: Sequence[Asked], heads: str) -> Table:
    """Give a table of conditions without points."""
    rows = [row for entry in asked for row in asked_rows(press, UNSCORED, entry)]
    return Table(press, UNSCORED, rows, _head(press, UNSCORED, heads))


def summary_row(press: Press, blocks: Sequence[Block]) -> FormRow:
    """Give the line that sums up a group."""
    last = len(SCORED.widths) - 1
    return FormRow(SCORED, [Cell(set_blocks(press, blocks, room_of(SCORED, 0, last)), last)], shade=SHADE)


def asked_rows(press: Press, grid: Grid, entry: Asked) -> list[Row]:
    """Give an item with its parts and readings; its first row never stands last on a page."""
    rows: list[Row] = [_asked_row(press, grid, entry)]
    if entry.readings is not None:
        rows.append(_readings_row(press, grid, entry.readings))
    for part in entry.parts:
        rows.extend(asked_rows(press, grid, part))
    rows[0].leads = len(rows) > 1
    for row in rows[:-1]:
        row.keeps_with_next = True
    return rows


def _section_rows(press: Press, section: Section) -> Iterator[Row]:
    if section.name:
        last = len(SCORED.widths) - 1
        room = room_of(SCORED, 0, last)
        points = laid_whole(press, section.points, BAND)
        *above, line = laid(press, section.name, BAND, room - points.width - 12)
        strips = words_strips([*above, line])
        final = strips[-1]
        ends = words_strips([points], room - points.width)[0]
        strips[-1] = Strip(final.height, final.rise, (*final.atoms, *ends.atoms))
        yield FormRow(SCORED, [Cell(strips, last)], keeps_with_next=True, leads=True, shade=SHADE)
    for entry in section.asked:
        yield from asked_rows(press, SCORED, entry)


def _asked_row(press: Press, grid: Grid, entry: Asked) -> FormRow:
    cells = [
        Cell(words_strips([fitted(press, entry.code, PART_CODE if entry.depth else CODE, room_of(grid, 0))])),
        Cell(_said(press, entry, room_of(grid, 1))),
        Cell(_answers(press, entry, room_of(grid, 2))),
    ]
    if len(grid.widths) == len(SCORED.widths):
        cells += [
            Cell(_middle(press, entry.max_points, POINTS, room_of(grid, 3))),
            Cell(_score(press, entry, room_of(grid, 4))),
        ]
    return FormRow(grid, cells, again=(0,))


def _said(press: Press, entry: Asked, width: float) -> list[Strip]:
    """Set name, check and small print; parts stand further in."""
    indent = max(entry.depth - 1, 0) * _DEPTH
    texts = [(entry.name, CHECK if entry.depth else NAME), (entry.check, CHECK)]
    return _lines(press, [*texts, *((text, FINE) for text in entry.fine)], width, indent)


def _lines(press: Press, texts: Sequence[tuple[str, TextStyle]], width: float, indent: float = 0) -> list[Strip]:
    lines = [line for text, style in texts for line in laid(press, text, style, width - indent)]
    return words_strips(lines, indent)


def _answers(press: Press, entry: Asked, width: float) -> list[Strip]:
    strips = set_blocks(press, entry.blocks, width)
    if entry.standing is Standing.OPEN and entry.max_points == "":
        strips += words_strips([laid_whole(press, press.say("open"), _OPEN)])
    return strips


def _middle(press: Press, text: str, style: TextStyle, width: float) -> list[Strip]:
    return [centred(fitted(press, text, style, width), width)] if text else []


def _score(press: Press, entry: Asked, width: float) -> list[Strip]:
    """Set the points reached; what is not judged is said to be open, in its own colour."""
    if entry.standing is Standing.OPEN:
        return _middle(press, press.say("open"), _OPEN, width)
    return _middle(press, entry.points, WRITTEN, width)


def _readings_row(press: Press, grid: Grid, readings: Readings) -> FormRow:
    """Set measured places two abreast, across all columns but the first."""
    last = len(grid.widths) - 1
    width = room_of(grid, 1, last)
    half = (width - 14) / 2
    strips = set_blocks(press, [Line((Say(readings.rule, is_fine=True),))], width)
    for start in range(0, len(readings.places), 2):
        pair = [set_line(press, place, half) for place in readings.places[start : start + 2]]
        for level in range(max(map(len, pair))):
            atoms: list[Atom] = []
            for place, lines in enumerate(pair):
                if level < len(lines):
                    atoms += [_shifted(atom, place * (half + 14)) for atom in lines[level].atoms]
            strips.append(strip_of(atoms, CHECK.leading, CHECK.rise_of_baseline))
    return FormRow(grid, [Cell(), Cell(strips, last)])


def _shifted(atom: Atom, by: float) -> Atom:
    return replace(atom, x=atom.x + by)


def _head(press: Press, grid: Grid, key: str) -> FormRow:
    names = press.words["heads"][key]
    cells = []
    for column, name in enumerate(names):
        line = laid_whole(press, name, HEAD)
        cells.append(Cell([centred(line, room_of(grid, column))]))
    return FormRow(grid, cells, shade=SHADE, is_strong=True)
