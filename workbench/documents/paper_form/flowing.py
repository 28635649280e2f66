"""Setting pieces into a column: boxes, words and writing lines side by side, wrapped where the column ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.documents.paper_form.content import (
    Blank,
    Block,
    Cells,
    Choices,
    Line,
    Piece,
    Room,
    Say,
    Scale,
    Step,
    Tick,
    Together,
)
from workbench.documents.paper_form.geometry import (
    BOX,
    CELL_SIDE,
    CHECK,
    FINE,
    SCALE_LIMIT,
    SCALE_POINTS,
    WRITTEN,
)
from workbench.documents.paper_form.strips import (
    Atom,
    Box,
    Chip,
    Leader,
    Squares,
    Strip,
    Words,
    WritingLine,
    chip_width,
    strip_of,
    words_strips,
)
from workbench.documents.pen import Laid, laid, laid_whole
from workbench.documents.press import Press
from workbench.documents.styles import TextStyle

_BETWEEN = 9.0  # between pieces
_AFTER_BOX = BOX.size + 1.5
_AFTER_LABEL = 2.5
_ROOMS = {Room.DIGITS: 30.0, Room.FIGURE: 50.0, Room.TALLY: 74.0, Room.WORDS: 78.0, Room.REST: 70.0}
_INSET = 4.0  # a value does not touch the ends of its line
_CHIP_GAP = 5.0


def set_blocks(press: Press, blocks: Iterable[Block], width: float) -> list[Strip]:
    """Set blocks below one another in a column of `width` points."""
    strips: list[Strip] = []
    for block in blocks:
        strips.extend(_set(press, block, width))
    return strips


def _set(press: Press, block: Block, width: float) -> list[Strip]:
    match block:
        case Line():
            return set_line(press, block.pieces, width)
        case Choices():
            return _choices(press, block.ticks, width)
        case Scale():
            return _scale(press, block, width)
        case Cells():
            return [_cells(press, block)]


def set_line(press: Press, pieces: Sequence[Piece], width: float) -> list[Strip]:
    """Set pieces side by side, wrapping between them."""
    flow = _Flow(press, width)
    for piece in pieces:
        flow.add(piece)
    return flow.finish()


class _Flow:
    """A line in the making."""

    def __init__(self, press: Press, width: float) -> None:
        self._press = press
        self._width = width
        self._strips: list[Strip] = []
        self._atoms: list[Atom] = []
        self._x = 0.0
        self._style = FINE

    def finish(self) -> list[Strip]:
        """End the last line and give them all."""
        self._end_line()
        return self._strips

    def add(self, piece: Piece) -> None:
        """Put a piece behind the last one, or on a new line where it does not fit."""
        match piece:
            case Tick():
                self._tick(piece)
            case Together():
                self._together(piece)
            case Say():
                self._say(piece)
            case Blank():
                self._blank(piece)

    def _end_line(self) -> None:
        if self._atoms:
            self._strips.append(strip_of(self._atoms, self._style.leading, self._style.rise_of_baseline))
        self._atoms, self._x, self._style = [], 0.0, FINE

    def _make_room(self, needed: float) -> float:
        """Give where the next piece begins, on a new line unless `needed` points are left on this one."""
        if self._atoms and self._x + _BETWEEN + needed > self._width + 0.01:
            self._end_line()
        return self._x + _BETWEEN if self._atoms else 0.0

    def _put(self, atoms: Sequence[Atom], end: float, style: TextStyle = CHECK) -> None:
        self._atoms.extend(atoms)
        self._x = end
        self._style = max(self._style, style, key=lambda one: one.leading)

    def _tick(self, tick: Tick) -> None:
        label = laid_whole(self._press, tick.label, CHECK)
        start = self._make_room(min(_AFTER_BOX + label.width, self._width))
        if start + _AFTER_BOX + label.width <= self._width + 0.01:
            atoms: list[Atom] = [Box(start, tick.mark)]
            atoms += [Words(start + _AFTER_BOX, label)] if tick.label else []
            self._put(atoms, start + _AFTER_BOX + label.width)
            return
        first, *rest = laid(self._press, tick.label, CHECK, self._width - _AFTER_BOX)
        self._put([Box(0, tick.mark), Words(_AFTER_BOX, first)], self._width)
        self._end_line()
        self._strips.extend(words_strips(rest, _AFTER_BOX))

    def _together(self, piece: Together) -> None:
        widths = [_AFTER_BOX + laid_whole(self._press, tick.label, CHECK).width for tick in piece.ticks]
        self._make_room(sum(widths) + _BETWEEN * (len(widths) - 1))
        for tick in piece.ticks:
            self._tick(tick)

    def _say(self, say: Say) -> None:
        style = FINE if say.is_fine else CHECK
        for paragraph in say.text.split("\n"):
            self._paragraph(paragraph, style)

    def _paragraph(self, text: str, style: TextStyle) -> None:
        if not text:
            return
        whole = laid_whole(self._press, text, style)
        start = self._make_room(min(whole.width, self._width))
        if start + whole.width <= self._width + 0.01:
            self._put([Words(start, whole)], start + whole.width, style)
            return
        *above, last = laid(self._press, text, style, self._width)
        self._strips.extend(words_strips(above))
        self._put([Words(0, last)], last.width, style)

    def _blank(self, blank: Blank) -> None:
        value = laid_whole(self._press, blank.value, WRITTEN) if blank.value else None
        unit = laid_whole(self._press, blank.unit, CHECK) if blank.unit else None
        label = laid_whole(self._press, blank.label, CHECK) if blank.label else None
        behind = unit.width + _AFTER_LABEL if unit else 0.0
        room = max(_ROOMS[blank.room], value.width + _INSET if value else 0.0)
        before = label.width + _AFTER_LABEL if label else 0.0
        if before + room + behind > self._width:
            self._long_blank(blank, behind, unit)
            return
        start = self._make_room(before + room + behind)
        if blank.room is Room.REST:
            room = self._width - start - before - behind
        self._put_blank((label, value, unit), start, (before, room, behind))

    def _put_blank(
        self,
        texts: tuple[Laid | None, Laid | None, Laid | None],
        start: float,
        widths: tuple[float, float, float],
    ) -> None:
        (label, value, unit), (before, room, behind) = texts, widths
        atoms: list[Atom] = [Words(start, label)] if label else []
        atoms.append(WritingLine(start + before, room, value))
        if unit:
            atoms.append(Words(start + before + room + _AFTER_LABEL, unit))
        self._put(atoms, start + before + room + behind)

    def _long_blank(self, blank: Blank, behind: float, unit: Laid | None) -> None:
        """Set a blank longer than a line: its name above, a rule under each line of its value."""
        room = self._width - behind
        if blank.label:
            *above, last = laid(self._press, blank.label, CHECK, self._width)
            self._end_line()
            self._strips.extend(words_strips(above))
            self._put([Words(0, last)], last.width)
            left = self._width - last.width - _AFTER_LABEL - behind
            needed = _ROOMS[blank.room]
            value = laid_whole(self._press, blank.value, WRITTEN) if blank.value else None
            needed = max(needed, value.width + _INSET if value else 0.0)
            if left >= needed:
                atoms: list[Atom] = [WritingLine(last.width + _AFTER_LABEL, needed, value)]
                atoms += [Words(last.width + _AFTER_LABEL * 2 + needed, unit)] if unit else []
                self._put(atoms, last.width + _AFTER_LABEL + needed + behind)
                return
        self._end_line()
        lines = laid(self._press, blank.value, WRITTEN, room - _INSET)
        for line in lines[:-1]:
            self._put([WritingLine(0, room, line)], self._width)
            self._end_line()
        self._put_blank((None, lines[-1] if lines else None, unit), 0, (0, room, behind))


def _choices(press: Press, ticks: Sequence[Tick], width: float) -> list[Strip]:
    """Set boxes on one line where they all fit, else in as many even columns as their labels allow."""
    widths = [_AFTER_BOX + laid_whole(press, tick.label, CHECK).width for tick in ticks]
    if sum(widths) + _BETWEEN * (len(ticks) - 1) <= width:
        return set_line(press, ticks, width)
    columns = max((n for n in (1, 2, 3, 4) if n == 1 or max(widths) * n + _BETWEEN * (n - 1) <= width), default=1)
    if columns == 1:
        return [strip for tick in ticks for strip in set_line(press, [tick], width)]
    pitch = (width + _BETWEEN) / columns
    strips = []
    for start in range(0, len(ticks), columns):
        atoms: list[Atom] = []
        for place, tick in enumerate(ticks[start : start + columns]):
            atoms += [Box(place * pitch, tick.mark)]
            atoms += [Words(place * pitch + _AFTER_BOX, laid_whole(press, tick.label, CHECK))]
        strips.append(strip_of(atoms, CHECK.leading, CHECK.rise_of_baseline))
    return strips


def _scale(press: Press, scale: Scale, width: float) -> list[Strip]:
    """Set steps side by side as a little table; limits that need more words stand one below the other."""
    laid_steps = [
        (laid_whole(press, step.limit, SCALE_LIMIT), laid_whole(press, _gives(step), SCALE_POINTS), step.is_reached)
        for step in scale.steps
    ]
    widest = max(chip_width(limit, gives) for limit, gives, _ in laid_steps)
    abreast = int(width // widest)
    if (abreast < 2 and len(laid_steps) > 1) or abreast < 1:
        return [strip for step in scale.steps for strip in _listed_step(press, step, width)]
    pitch = min(width / min(abreast, len(laid_steps)), max(widest, 44.0))
    height = SCALE_LIMIT.leading + SCALE_POINTS.leading + 4
    strips = []
    for start in range(0, len(laid_steps), abreast):
        chips = [
            Chip(place * pitch, pitch, height, limit, gives, reached)
            for place, (limit, gives, reached) in enumerate(laid_steps[start : start + abreast])
        ]
        strips.append(Strip(height + _CHIP_GAP, _CHIP_GAP / 2 + 2 + SCALE_LIMIT.rise_of_baseline, tuple(chips)))
    return strips


def _gives(step: Step) -> str:
    return f"√ {step.gives}" if step.is_reached else step.gives


def _listed_step(press: Press, step: Step, width: float) -> list[Strip]:
    points = laid_whole(press, _gives(step), SCALE_POINTS)
    lines = laid(press, step.limit, SCALE_LIMIT, width - points.width - _BETWEEN)
    strips = words_strips(lines)
    last, line = strips[-1], lines[-1]
    start, end = line.width + 3, width - points.width - 3
    leader = [Leader(start, end - start)] if end > start else []
    strips[-1] = Strip(last.height + 1.2, last.rise, (*last.atoms, *leader, Words(width - points.width, points)))
    return strips


def _cells(press: Press, cells: Cells) -> Strip:
    characters = [laid_whole(press, character, WRITTEN) for character in cells.value[: cells.count]]
    squares = Squares(0, (*characters, *([None] * (cells.count - len(characters)))))
    return Strip(CELL_SIDE + 4, CELL_SIDE - 3.4, (squares,))
