"""Photos on the page: JPEG bytes pass through unchanged, in strips of three below their item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader
from typing_extensions import override

from workbench.documents.content import Picture
from workbench.documents.pen import Laid, Pen, height_of, laid
from workbench.documents.press import Press
from workbench.documents.styles import FINE, RULE, SMALL_INK
from workbench.documents.table import Grid, Row
from workbench.domain.refusals import Refusal

PICTURES_ABREAST = 3
_PICTURE_HEIGHT = 88.0
_GUTTER = 8.0
_GAP = 4.0


class UnusablePicture(Refusal):
    """A picture cannot be printed; facts: `number` or name, and `reason`."""

    code = "unusable_picture"


class JpegSource(ImageReader):  # type: ignore[misc]  # reportlab carries no types
    """Hands a JPEG to the canvas as it is; the stock reader decodes every pixel only to name the picture."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._dataA = None

    @override
    def getRGBData(self) -> bytes:
        return self._picture.jpeg

    @override
    def jpeg_fh(self) -> BytesIO:
        return BytesIO(self._picture.jpeg)


def picture_size(picture: Picture) -> tuple[int, int]:
    """Read width and height in pixels from the header.

    Raises:
        UnusablePicture: it is no grey or RGB JPEG; pages in the archival format hold no other.
    """
    try:
        with Image.open(BytesIO(picture.jpeg)) as opened:
            if opened.format != "JPEG" or opened.mode not in ("L", "RGB"):
                raise UnusablePicture(number=picture.number, reason=f"{opened.format} {opened.mode}")
            return opened.size
    except (UnidentifiedImageError, OSError) as error:
        raise UnusablePicture(number=picture.number, reason=str(error)) from error


def draw_picture(pen: Pen, picture: Picture, corner: tuple[float, float], room: tuple[float, float]) -> None:
    """Fit a picture into `room` points above `corner`, keeping its proportions, with a hairline around it."""
    pixels = picture_size(picture)
    scale = min(room[0] / pixels[0], room[1] / pixels[1])
    size = pixels[0] * scale, pixels[1] * scale
    pen.canvas.drawImage(JpegSource(picture), *corner, *size)
    pen.frame(corner, size, 0.3, RULE)


@dataclass(frozen=True)
class _Captioned:
    picture: Picture
    lines: list[Laid]


class PictureRow:
    """Up to three photos abreast, each with number, caption, time and the first digits of its hash."""

    def __init__(self, press: Press, grid: Grid, column: int, pictures: Sequence[Picture]) -> None:
        self.keeps_with_next = False
        self.ruled = True
        self._left = grid.left(column)
        room = grid.width - self._left
        self._step = (room + _GUTTER) / PICTURES_ABREAST
        self._captioned = [_Captioned(picture, self._caption(press, picture)) for picture in pictures]
        caption = max(height_of(entry.lines) for entry in self._captioned)
        self.height = _PICTURE_HEIGHT + caption + 3 * _GAP

    def _caption(self, press: Press, picture: Picture) -> list[Laid]:
        width = self._step - _GUTTER
        taken = press.moment(picture.taken_at) if picture.taken_at else press.say("report.items.no_time")
        fine = f"{taken}  {picture.sha256[:8]}"
        return [
            *laid(press, f"{picture.number}  {picture.caption}".rstrip(), SMALL_INK, width),
            *laid(press, fine, FINE, width),
        ]

    def cut(self, room: float) -> tuple[Row, Row] | None:  # noqa: ARG002 -- a strip has no inner break
        """A strip of photos is never cut."""
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the photos with their lower edges in line, the captions below."""
        width = self._step - _GUTTER
        for index, entry in enumerate(self._captioned):
            left = x + self._left + index * self._step
            bottom = top - _GAP - _PICTURE_HEIGHT
            draw_picture(pen, entry.picture, (left, bottom), (width, _PICTURE_HEIGHT))
            pen.stack(entry.lines, left, bottom - _GAP, width)


def picture_rows(press: Press, grid: Grid, column: int, pictures: Sequence[Picture]) -> Iterator[PictureRow]:
    """Give the strips for any number of photos, indented to a column of the table above."""
    for start in range(0, len(pictures), PICTURES_ABREAST):
        yield PictureRow(press, grid, column, pictures[start : start + PICTURES_ABREAST])
