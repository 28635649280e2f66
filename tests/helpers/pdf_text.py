"""Reads the text layer of our own PDFs line by line, the same on every machine and with every version of poppler."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

from tests.helpers.pdf_structure import unicode_map

_SAME_LINE = 1.0  # points between baselines that still count as one line
_GAP = 2.5  # points between runs that count as a space


@dataclass(frozen=True)
class Run:
    """A piece of text where it stands."""

    x: float
    y: float
    end: float
    text: str
    size: float = 0


@dataclass
class _Reader:
    """The part of the graphics state that places text."""

    fonts: dict[str, tuple[dict[int, str], list[float]]]
    matrix: pikepdf.Matrix = field(default_factory=pikepdf.Matrix)
    stack: list[pikepdf.Matrix] = field(default_factory=list)
    text: pikepdf.Matrix = field(default_factory=pikepdf.Matrix)
    font: str = ""
    size: float = 0
    spacing: float = 0
    runs: list[Run] = field(default_factory=list)

    def obey(self, operator: str, operands: list[Any]) -> None:
        match operator:
            case "q":
                self.stack.append(self.matrix)
            case "Q":
                self.matrix = self.stack.pop()
            case "cm":
                self.matrix = pikepdf.Matrix(*map(float, operands)) @ self.matrix
            case _:
                self._obey_text(operator, operands)

    def _obey_text(self, operator: str, operands: list[Any]) -> None:
        match operator:
            case "BT":
                self.text = pikepdf.Matrix()
            case "Tm":
                self.text = pikepdf.Matrix(*map(float, operands))
            case "Tf":
                self.font, self.size = str(operands[0]), float(operands[1])
            case "Tc":
                self.spacing = float(operands[0])
            case "Tj":
                self._show(bytes(operands[0]))

    def _show(self, codes: bytes) -> None:
        characters, widths = self.fonts[self.font]
        length = sum(widths[code] * self.size / 1000 + self.spacing for code in codes)
        x, y = (self.text @ self.matrix).transform((0, 0))
        self.runs.append(Run(x, y, x + length, "".join(characters[code] for code in codes), self.size))
        self.text = pikepdf.Matrix(1, 0, 0, 1, length, 0) @ self.text


def text_lines(pdf: bytes) -> str:
    """Give all pages as text, a line for each baseline, a form feed between pages."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return "\f".join("".join(f"{line}\n" for line in _page_lines(page)) for page in document.pages)


def runs_in_order(pdf: bytes) -> list[str]:
    """Give all pieces of text in the order in which they were drawn: cell after cell."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [run.text for page in document.pages for run in _runs(page)]


def runs_of_page(pdf: bytes, page: int = 0) -> list[Run]:
    """Give the pieces of text of one page with their places, in the order in which they were drawn."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return _runs(document.pages[page])


def _runs(page: pikepdf.Page) -> list[Run]:
    fonts = {
        str(name): (unicode_map(font), [float(width) for width in font.Widths])
        for name, font in page.Resources.Font.items()
    }
    reader = _Reader(fonts)
    for instruction in pikepdf.parse_content_stream(page):
        reader.obey(str(instruction.operator), list(instruction.operands))
    return reader.runs


def _page_lines(page: pikepdf.Page) -> list[str]:
    lines: list[list[Run]] = []
    for run in sorted(_runs(page), key=lambda run: (-run.y, run.x)):
        if lines and abs(lines[-1][0].y - run.y) < _SAME_LINE:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [_joined(sorted(line, key=lambda run: run.x)) for line in lines]


def _joined(runs: list[Run]) -> str:
    text, end = "", 0.0
    for run in runs:
        if text and run.x - end > _GAP:
            text += "  "
        text, end = text + run.text, run.end
    return text.rstrip()
