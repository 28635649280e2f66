"""One line of a cell as it will be drawn: words, boxes, writing lines, steps of a scale, each at its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.documents.paper_form.content import Mark
from workbench.documents.paper_form.geometry import BOX, CELL_SIDE, LINE, TICK, TICK_HEIGHT, WRITING_HEIGHT
from workbench.documents.pen import Laid, Pen, laid_whole
from workbench.documents.styles import INK, SHADE

_BOX_DROP = 0.9  # a box of this size stands in the middle of the words beside it when it is lowered so much
_LINE_DROP = 2.6  # below the baseline of the words
_SIGNS = {Mark.YES: "√", Mark.NO: "×"}
_CHIP_PADDING = 4.0


@dataclass(frozen=True, slots=True)
class Words:
    """A measured run of text."""

    x: float
    line: Laid

    def draw(self, pen: Pen, left: float, baseline: float) -> None:
        """Write it."""
        pen.write(self.line, left + self.x, baseline)


@dataclass(frozen=True, slots=True)
class Box:
    """A box of 3.4 mm, drawn with the sign of the face so that the text layer has it too."""

    x: float
    mark: Mark

    def draw(self, pen: Pen, left: float, baseline: float) -> None:
        """Draw the box and the tick or cross in it."""
        at = baseline - _BOX_DROP
        pen.write(laid_whole(pen.press, "□", BOX), left + self.x, at)
        if self.mark is not Mark.EMPTY:
            sign = laid_whole(pen.press, _SIGNS[self.mark], TICK)
            pen.write(sign, left + self.x + (BOX.size - sign.width) / 2, at)


@dataclass(frozen=True, slots=True)
class WritingLine:
    """A rule to write on, or to stand under what was written."""

    x: float
    width: float
    value: Laid | None = None

    def draw(self, pen: Pen, left: float, baseline: float) -> None:
        """Draw the rule and the value on it."""
        start, end = left + self.x, left + self.x + self.width
        pen.rule((start, baseline - _LINE_DROP), (end, baseline - _LINE_DROP), 0.6, LINE)
        if self.value is not None:
            pen.write(self.value, start + 2, baseline)


@dataclass(frozen=True, slots=True)
class Chip:
    """One step of a scale: its limit above its points."""

    x: float
    width: float
    height: float
    limit: Laid
    gives: Laid
    is_reached: bool

    def draw(self, pen: Pen, left: float, baseline: float) -> None:
        """Draw the step; one that was reached is shaded and framed strongly."""
        x, top = left + self.x, baseline + self.limit.style.rise_of_baseline + 2
        corner = (x, top - self.height)
        if self.is_reached:
            pen.fill(corner, (self.width, self.height), SHADE)
        pen.frame(corner, (self.width, self.height), 1.2 if self.is_reached else 0.4, INK if self.is_reached else LINE)
        pen.write(self.limit, x + (self.width - self.limit.width) / 2, baseline)
        second = baseline - self.limit.style.leading
        pen.write(self.gives, x + (self.width - self.gives.width) / 2, second)


@dataclass(frozen=True, slots=True)
class Leader:
    """Dots that lead the eye from a limit to its points."""

    x: float
    width: float

    def draw(self, pen: Pen, left: float, baseline: float) -> None:
        """Draw the dots."""
        pen.canvas.setDash(0.5, 2.2)
        pen.rule((left + self.x, baseline), (left + self.x + self.width, baseline), 0.6, LINE)
        pen.canvas.setDash()


@dataclass(frozen=True, slots=True)
class Squares:
    """A row of squares for single characters."""

    x: float
    characters: tuple[Laid | None, ...]

    def draw(self, pen: Pen, left: float, baseline: float) -> None:
        """Draw the squares with what stands in them."""
        for index, character in enumerate(self.characters):
            x = left + self.x + index * CELL_SIDE
            pen.frame((x, baseline - 5.4), (CELL_SIDE, CELL_SIDE), 0.5, LINE)
            if character is not None:
                pen.write(character, x + (CELL_SIDE - character.width) / 2, baseline)


Atom = Words | Box | WritingLine | Chip | Leader | Squares


@dataclass(frozen=True, slots=True)
class Strip:
    """Atoms on one baseline; `rise` is how far the baseline stands below the strip's upper edge."""

    height: float
    rise: float
    atoms: tuple[Atom, ...]

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw all atoms; `top` is the upper edge."""
        for atom in self.atoms:
            atom.draw(pen, left, top - self.rise)


def height_of(strips: Sequence[Strip]) -> float:
    """Add up the heights, in points."""
    return sum(strip.height for strip in strips)


def draw_strips(pen: Pen, strips: Sequence[Strip], left: float, top: float) -> None:
    """Draw strips below one another."""
    for strip in strips:
        strip.draw(pen, left, top)
        top -= strip.height


def words_strips(lines: Sequence[Laid], x: float = 0) -> list[Strip]:
    """Give plain lines as strips."""
    return [Strip(line.style.leading, line.style.rise_of_baseline, (Words(x, line),)) for line in lines]


def centred(line: Laid, width: float) -> Strip:
    """Give one line in the middle of a column."""
    return Strip(line.style.leading, line.style.rise_of_baseline, (Words((width - line.width) / 2, line),))


def strip_of(atoms: Sequence[Atom], text_height: float, text_rise: float) -> Strip:
    """Put atoms on a line that is as high as what stands on it needs."""
    if any(isinstance(atom, WritingLine) for atom in atoms):
        return Strip(WRITING_HEIGHT, WRITING_HEIGHT - 5.4, tuple(atoms))
    if any(isinstance(atom, Box) for atom in atoms):
        return Strip(TICK_HEIGHT, TICK_HEIGHT - 4.2, tuple(atoms))
    return Strip(text_height, text_rise, tuple(atoms))


def chip_width(limit: Laid, gives: Laid) -> float:
    """Give the least width of a step."""
    return max(limit.width, gives.width) + 2 * _CHIP_PADDING
