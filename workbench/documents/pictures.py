"""Photos on the page: JPEG bytes pass through unchanged, in strips of three below their item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader
from typing_extensions import override

from workbench.documents.content import Picture
from workbench.documents.pen import Laid, Pen, laid
from workbench.documents.press import Press
from workbench.documents.styles import FINE, RULE, SMALL_INK
from workbench.documents.table import Cell, CellRow, Grid, Row
from workbench.domain.refusals import Refusal

PICTURES_ABREAST = 3
_PICTURE_HEIGHT = 88.0
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


class PictureRow:
    """Up to three photos abreast, their lower edges in line; the captions are the row below."""

    def __init__(self, grid: Grid, pictures: Sequence[Picture]) -> None:
        self.keeps_with_next = True
        self.ruled = False
        self.leads = True
        self.height = _PICTURE_HEIGHT + _GAP
        self._grid = grid
        self._pictures = pictures

    def cut(self, room: float) -> tuple[Row, Row] | None:  # noqa: ARG002 -- a strip has no inner break
        """A strip of photos is never cut."""
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the photos."""
        for column, picture in enumerate(self._pictures, start=1):
            corner = x + self._grid.left(column), top - self.height
            draw_picture(pen, picture, corner, (self._grid.room(column), _PICTURE_HEIGHT))


def picture_rows(press: Press, grid: Grid, column: int, pictures: Sequence[Picture]) -> Iterator[Row]:
    """Give strips of photos with captions for any number of them, indented to a column of the table above."""
    indent = sum(grid.widths[:column])
    abreast = (grid.width - indent) / PICTURES_ABREAST
    strip = Grid((indent, *[abreast] * PICTURES_ABREAST), ("left",) * (PICTURES_ABREAST + 1))
    for start in range(0, len(pictures), PICTURES_ABREAST):
        shown = pictures[start : start + PICTURES_ABREAST]
        yield PictureRow(strip, shown)
        captions = [Cell(_caption(press, picture, strip.room(1))) for picture in shown]
        yield CellRow(strip, [Cell(), *captions])


def _caption(press: Press, picture: Picture, width: float) -> list[Laid]:
    taken = press.moment(picture.taken_at) if picture.taken_at else press.say("report.items.no_time")
    title = f"{picture.number}  {picture.caption}".rstrip()
    return [*laid(press, title, SMALL_INK, width), *laid(press, f"{taken}  {picture.sha256[:8]}", FINE, width)]
