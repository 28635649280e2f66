"""A drawing board in camera pixels: shapes, shading, soft shadows, writing, and flat sheets set in perspective."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageOps

WIDTH, HEIGHT = 1600, 1200
_FINE = 2  # everything is drawn twice as large and reduced at the end: that smooths the edges
_COARSE = 8  # shadows and glows are blurred this much smaller: they have no detail to lose
_MARGIN = 4  # of a sheet's own edge, so that what the outline touches is always sheet

Point = tuple[float, float]
Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]
Shades = tuple[Colour, Colour]

WHITE, BLACK = (255, 255, 255), (0, 0, 0)


def box_points(box: Box) -> list[Point]:
    """Give the four corners of a box (left, top, right, bottom), clockwise from the upper left."""
    left, top, right, bottom = box
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def between(one: Colour, other: Colour, share: float) -> Colour:
    """Mix two colours; `share` of the other, 0 to 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


class Easel:
    """What a scene is drawn on; coordinates are pixels of the finished photo, y downwards."""

    def __init__(
        self, fonts: Path, dice: Random, size: tuple[int, int] = (WIDTH, HEIGHT), fill: Colour = BLACK
    ) -> None:
        self.dice = dice
        self.size = size
        self._fonts = fonts
        self._image = Image.new("RGB", (size[0] * _FINE, size[1] * _FINE), fill)
        self._pen = ImageDraw.Draw(self._image)

    def sheet(self, width: int, height: int, fill: Colour) -> Easel:
        """Give a flat sheet to be drawn on separately and then set down with `place`."""
        return Easel(self._fonts, self.dice, (width, height), fill)

    def finished(self) -> Image.Image:
        """Give the picture at its own size."""
        return self._image.reduce(_FINE)

    def polygon(self, points: Sequence[Point], fill: Colour) -> None:
        """Fill a polygon."""
        self._pen.polygon(_fine(points), fill)

    def line(self, points: Sequence[Point], fill: Colour, width: float = 1) -> None:
        """Draw a line through the points, rounded at its joints."""
        self._pen.line(_fine(points), fill, max(1, round(width * _FINE)), joint="curve")

    def curve(self, points: Sequence[Point], fill: Colour, width: float = 1) -> None:
        """Draw a smooth line through the points, as a cable hangs."""
        knots = [points[0], *points, points[-1]]
        smooth = [
            _spline(knots[index : index + 4], step / 12) for index in range(len(points) - 1) for step in range(12)
        ]
        self.line([*smooth, points[-1]], fill, width)

    def box(self, box: Box, fill: Colour, radius: float = 0) -> None:
        """Fill a box, its corners rounded by `radius`."""
        corners = [value * _FINE for value in box]
        self._pen.rounded_rectangle(corners, radius * _FINE, fill)

    def frame(self, box: Box, ink: Colour, width: float = 2, radius: float = 0) -> None:
        """Draw the outline of a box."""
        corners = [value * _FINE for value in box]
        self._pen.rounded_rectangle(corners, radius * _FINE, outline=ink, width=max(1, round(width * _FINE)))

    def disc(self, box: Box, fill: Colour) -> None:
        """Fill the ellipse that a box holds."""
        self._pen.ellipse([value * _FINE for value in box], fill)

    def ring(self, box: Box, ink: Colour, width: float = 2) -> None:
        """Draw the outline of the ellipse that a box holds."""
        self._pen.ellipse([value * _FINE for value in box], outline=ink, width=max(1, round(width * _FINE)))

    def arc(self, box: Box, span: tuple[float, float], ink: Colour, width: float = 2) -> None:
        """Draw an arc between two angles, in degrees clockwise from three o'clock."""
        self._pen.arc([value * _FINE for value in box], *span, ink, max(1, round(width * _FINE)))

    def text(self, at: Point, words: str, size: float, ink: Colour, anchor: str = "la") -> None:
        """Write a line; a minus before the size means bold; anchors as Pillow names them."""
        face = "NotoSansSC-Bold.ttf" if size < 0 else "NotoSansSC-Regular.ttf"
        font = ImageFont.truetype(self._fonts / face, abs(size) * _FINE, layout_engine=ImageFont.Layout.BASIC)
        self._pen.text((at[0] * _FINE, at[1] * _FINE), words, ink, font, anchor)

    def shade(self, points: Sequence[Point], shades: Shades, *, across: bool = False) -> None:
        """Fill a polygon with a gradient, downwards or (`across`) to the right."""
        area = _bounds(_fine(points))
        size = area[2] - area[0], area[3] - area[1]
        self._image.paste(_ramp(size, shades, across=across), area[:2], self._mask(points, area))

    def shade_box(self, box: Box, shades: Shades, radius: float = 0, *, across: bool = False) -> None:
        """Fill a box with rounded corners with a gradient."""
        left, top, right, bottom = (round(value * _FINE) for value in box)
        filling = _ramp((right - left, bottom - top), shades, across=across)
        if not radius:
            self._image.paste(filling, (left, top))
            return
        mask = Image.new("L", filling.size)
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, right - left - 1, bottom - top - 1), radius * _FINE, 255)
        self._image.paste(filling, (left, top), mask)

    def shade_disc(self, box: Box, shades: Shades, *, across: bool = False) -> None:
        """Fill the ellipse that a box holds with a gradient."""
        left, top, right, bottom = (round(value * _FINE) for value in box)
        filling = _ramp((right - left, bottom - top), shades, across=across)
        mask = Image.new("L", filling.size)
        ImageDraw.Draw(mask).ellipse((0, 0, right - left - 1, bottom - top - 1), 255)
        self._image.paste(filling, (left, top), mask)

    def tube(self, box: Box, dark: Colour, light: Colour, *, upright: bool = True) -> None:
        """Fill a box as a round pipe: dark at both edges, light near the first third."""
        left, top, right, bottom = box
        if upright:
            third = left + (right - left) * 0.36
            self.shade_box((left, top, third, bottom), (dark, light), across=True)
            self.shade_box((third, top, right, bottom), (light, dark), across=True)
        else:
            third = top + (bottom - top) * 0.36
            self.shade_box((left, top, right, third), (dark, light))
            self.shade_box((left, third, right, bottom), (light, dark))

    def shadow(self, points: Sequence[Point], blur: float, strength: float, tint: Colour = BLACK) -> None:
        """Lay a soft shadow (or, with a bright tint, a glow) of the polygon's shape; strength 0 to 1."""
        reach = blur * 2.5
        left, top, right, bottom = _bounds([(x, y) for x, y in points])
        area = max(0, left - reach), max(0, top - reach), right + reach, bottom + reach
        size = round((area[2] - area[0]) / _COARSE) + 1, round((area[3] - area[1]) / _COARSE) + 1
        mask = Image.new("L", size)
        inner = [((x - area[0]) / _COARSE, (y - area[1]) / _COARSE) for x, y in points]
        ImageDraw.Draw(mask).polygon(inner, round(255 * strength))
        soft = mask.filter(ImageFilter.GaussianBlur(blur / _COARSE))
        soft = _enlarged(soft, (size[0] * _COARSE, size[1] * _COARSE))
        self._image.paste(tint, (round(area[0] * _FINE), round(area[1] * _FINE)), soft)

    def glow(self, centre: Point, radius: tuple[float, float], tint: Colour, strength: float) -> None:
        """Lay a round light that fades out towards its edge."""
        size = round(radius[0] * 2), round(radius[1] * 2)
        fade = Image.radial_gradient("L").point(
            [max(0, round((1 - level / 181) ** 2 * 255 * strength)) if level < 181 else 0 for level in range(256)]
        )
        corner = round((centre[0] - radius[0]) * _FINE), round((centre[1] - radius[1]) * _FINE)
        self._image.paste(tint, corner, _enlarged(fade, size))

    def soften(self, blur: float) -> None:
        """Put everything drawn so far out of focus."""
        small = self._image.reduce(_COARSE).filter(ImageFilter.GaussianBlur(blur * _FINE / _COARSE))
        self._image = _enlarged(small, self.size)
        self._pen = ImageDraw.Draw(self._image)

    def place(self, sheet: Easel, quad: Sequence[Point]) -> None:
        """Set a sheet down so that its corners (clockwise from the upper left) fall on the quad's."""
        left, top, right, bottom = _bounds(quad)
        target = [(x - left, y - top) for x, y in quad]
        wide, high = sheet.size[0] * _FINE, sheet.size[1] * _FINE
        source = box_points((_MARGIN, _MARGIN, wide - _MARGIN, high - _MARGIN))
        turned = sheet._image.transform(
            (right - left, bottom - top),
            Image.Transform.PERSPECTIVE,
            _perspective(target, source),
            Image.Resampling.BILINEAR,
        )
        turned = _enlarged(turned, turned.size)
        area = left * _FINE, top * _FINE, right * _FINE, bottom * _FINE
        self._image.paste(turned, area[:2], self._mask(quad, area))

    def paste(self, picture: Image.Image, box: Box) -> None:
        """Set a picture into a box, stretched smoothly."""
        left, top, right, bottom = (round(value * _FINE) for value in box)
        self._image.paste(picture.resize((right - left, bottom - top), Image.Resampling.BICUBIC), (left, top))

    @staticmethod
    def _mask(points: Sequence[Point], area: tuple[int, int, int, int]) -> Image.Image:
        mask = Image.new("L", (area[2] - area[0], area[3] - area[1]))
        ImageDraw.Draw(mask).polygon([(x - area[0], y - area[1]) for x, y in _fine(points)], 255)
        return mask


def _ramp(size: tuple[int, int], shades: Shades, *, across: bool) -> Image.Image:
    """Make a gradient: one row or column of it is computed, the rest is copied."""
    ramp = ImageOps.colorize(Image.linear_gradient("L").resize((1, 256)), *shades)
    if across:
        ramp = ramp.transpose(Image.Transpose.ROTATE_90)
        return ramp.resize((size[0], 1), Image.Resampling.BILINEAR).resize(size, Image.Resampling.NEAREST)
    return ramp.resize((1, size[1]), Image.Resampling.BILINEAR).resize(size, Image.Resampling.NEAREST)


def _enlarged(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Smooth a picture to a size in camera pixels, and only repeat those: the end reduces them again."""
    if picture.size != size:
        picture = picture.resize(size, Image.Resampling.BILINEAR)
    return picture.resize((size[0] * _FINE, size[1] * _FINE), Image.Resampling.NEAREST)


def _fine(points: Sequence[Point]) -> list[Point]:
    return [(x * _FINE, y * _FINE) for x, y in points]


def _spline(knots: Sequence[Point], share: float) -> Point:
    """Give a point between the second and the third of four knots (Catmull-Rom)."""
    x, y = (
        0.5
        * (
            2 * one
            + (two - before) * share
            + (2 * before - 5 * one + 4 * two - after) * share**2
            + (3 * one - before - 3 * two + after) * share**3
        )
        for before, one, two, after in zip(*knots, strict=True)
    )
    return x, y


def _bounds(points: Sequence[Point]) -> tuple[int, int, int, int]:
    across, down = [x for x, _ in points], [y for _, y in points]
    return round(min(across)), round(min(down)), round(max(across)) + 1, round(max(down)) + 1


def _perspective(target: Sequence[Point], source: Sequence[Point]) -> list[float]:
    """Solve the eight coefficients that lead every target pixel to its source pixel."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for pivot in range(8):
        best = max(range(pivot, 8), key=lambda row: abs(rows[row][pivot]))
        rows[pivot], rows[best] = rows[best], rows[pivot]
        rows[pivot] = [value / rows[pivot][pivot] for value in rows[pivot]]
        for row in range(8):
            if row != pivot:
                factor = rows[row][pivot]
                rows[row] = [value - factor * other for value, other in zip(rows[row], rows[pivot], strict=True)]
    return [row[8] for row in rows]
