"""Drawing on one page: measured lines, rules, fills and the signs of how something stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from workbench.documents.content import Standing
from workbench.documents.fonts import Typeface
from workbench.documents.ink import ink_of
from workbench.documents.lines import break_lines
from workbench.documents.press import Press
from workbench.documents.styles import AMBER, GREEN, GREY, RED, Colour, TextStyle
from workbench.domain.texts import Language

SIGN_COLOURS = {
    Standing.MET: GREEN,
    Standing.NOT_MET: RED,
    Standing.OPEN: AMBER,
    Standing.NOT_APPLICABLE: GREY,
}
_WIDEST_STRETCH = 1.6  # of the size; a line with more room than that to fill stays ragged


@dataclass(frozen=True, slots=True)
class Laid:
    """One line ready to be drawn; it may begin `indent` points in, and it may be stretched to fill its measure."""

    text: str
    width: float
    style: TextStyle
    face: Typeface
    indent: float = 0
    stretches: bool = False


def laid(press: Press, text: str, style: TextStyle, width: float) -> list[Laid]:
    """Break a text for a column of `width` points; an empty text gives no line."""
    if not text:
        return []
    face = press.face(style)
    return [Laid(line.text, line.width, style, face) for line in break_lines(face, text, style.size, width)]


def paragraph_lines(press: Press, text: str, style: TextStyle, width: float) -> list[Laid]:
    """Break a paragraph whose first line is indented by two characters and whose edges are even (两端对齐)."""
    indent = 2 * style.size
    face = press.face(style)
    lines, begins = [], True
    for line in break_lines(face, text, style.size, width, indent):
        lines.append(Laid(line.text, line.width, style, face, indent if begins else 0, stretches=not line.is_last))
        begins = line.is_last
    return lines


def laid_whole(press: Press, text: str, style: TextStyle) -> Laid:
    """Measure a text that is known to fit on one line."""
    face = press.face(style)
    return Laid(text, face.width(text, style.size), style, face)


def fitted(press: Press, text: str, style: TextStyle, width: float) -> Laid:
    """Give a text on one line, in a smaller size where it is too long for `width` points."""
    line = laid_whole(press, text, style)
    if line.width <= width:
        return line
    smaller = TextStyle(style.role, style.size * width / line.width, style.leading, style.colour)
    return laid_whole(press, text, smaller)


def shortened(press: Press, text: str, style: TextStyle, width: float) -> Laid:
    """Give a text on one line, its end left out where it is too long; for what is said in full elsewhere."""
    whole = laid_whole(press, text, style)
    if whole.width <= width:
        return whole
    kept = laid(press, text, style, width - style.size)[0].text
    return laid_whole(press, f"{kept}…", style)


def height_of(lines: Iterable[Laid]) -> float:
    """Add up the leadings, in points."""
    return sum(line.style.leading for line in lines)


class Pen:
    """Draws in points from the lower left; text is gathered and lands above everything else at `lift`."""

    def __init__(self, canvas: Canvas, press: Press) -> None:
        self.canvas = canvas
        self.press = press
        self._ink = ink_of(canvas)
        self._operators: list[str] = []
        self._colour: Colour | None = None
        self._font: tuple[str, float] | None = None

    def lift(self) -> None:
        """Put the gathered text on the page."""
        if self._operators:
            self.canvas.addLiteral("\n".join(("BT", *self._operators, "ET")))
            self._operators, self._colour, self._font = [], None, None

    def write(self, line: Laid, x: float, baseline: float, spacing: float = 0) -> None:
        """Write one measured line at its baseline; `spacing` points are added between characters."""
        if not line.text:
            return
        size, colour, operators = line.style.size, line.style.colour, self._operators
        if colour != self._colour:
            self._colour = colour
            operators.append("{:g} {:g} {:g} rg".format(*colour))
        operators.append(f"1 0 0 1 {x:.2f} {baseline:.2f} Tm")
        if spacing:
            operators.append(f"{spacing:.3f} Tc")
        for font_name, run in line.face.runs(line.text):
            for subset, literal in self._ink.pieces(font_name, run):
                if (subset, size) != self._font:
                    self._font = (subset, size)
                    operators.append(f"{subset} {size:g} Tf")
                operators.append(f"({literal}) Tj")
        if spacing:
            operators.append("0 Tc")

    def stack(self, lines: Sequence[Laid], x: float, top: float, width: float, align: str = "left") -> float:
        """Write lines below one another from `top`, aligned left, right or centre in `width`; gives the new top."""
        for line in lines:
            slack = width - line.indent - line.width
            shift = line.indent if align == "left" else slack if align == "right" else slack / 2
            spacing = self._spacing(line, slack) if line.stretches else 0.0
            self.write(line, x + shift, top - line.style.rise_of_baseline, spacing)
            top -= line.style.leading
        return top

    def _spacing(self, line: Laid, slack: float) -> float:
        fits = 0 < slack < line.style.size * _WIDEST_STRETCH and self.press.language is Language.ZH
        return slack / (len(line.text) - 1) if fits and len(line.text) > 1 else 0.0

    def rule(self, start: tuple[float, float], end: tuple[float, float], weight: float, colour: Colour) -> None:
        """Draw a straight line of `weight` points."""
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(weight)
        self.canvas.line(*start, *end)

    def fill(self, corner: tuple[float, float], size: tuple[float, float], colour: Colour) -> None:
        """Fill a rectangle given by its lower left corner and its size."""
        self.canvas.setFillColorRGB(*colour)
        self.canvas.rect(*corner, *size, stroke=0, fill=1)

    def frame(self, corner: tuple[float, float], size: tuple[float, float], weight: float, colour: Colour) -> None:
        """Outline a rectangle."""
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(weight)
        self.canvas.rect(*corner, *size, stroke=1, fill=0)

    def sign(self, standing: Standing, x: float, middle: float, size: float = 6.5) -> None:
        """Draw how something stands: a tick, a cross, an open ring or a dash; no face has such signs (☐ ☑ ✗)."""
        canvas = self.canvas
        canvas.saveState()
        canvas.setStrokeColorRGB(*SIGN_COLOURS[standing])
        canvas.setLineWidth(size * 0.17)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        half = size / 2
        path = canvas.beginPath()
        match standing:
            case Standing.MET:
                path.moveTo(x, middle - 0.02 * size)
                path.lineTo(x + 0.36 * size, middle - 0.40 * size)
                path.lineTo(x + size, middle + 0.42 * size)
            case Standing.NOT_MET:
                path.moveTo(x + 0.1 * size, middle - 0.4 * size)
                path.lineTo(x + 0.9 * size, middle + 0.4 * size)
                path.moveTo(x + 0.1 * size, middle + 0.4 * size)
                path.lineTo(x + 0.9 * size, middle - 0.4 * size)
            case Standing.OPEN:
                path.circle(x + half, middle, 0.42 * size)
            case Standing.NOT_APPLICABLE:
                path.moveTo(x + 0.08 * size, middle)
                path.lineTo(x + 0.92 * size, middle)
        canvas.drawPath(path, stroke=1, fill=0)
        canvas.restoreState()
