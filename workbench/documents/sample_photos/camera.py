"""What a camera adds to a drawn scene: light that falls off, grain, the orange date, and EXIF of time and place."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFont
from PIL.TiffImagePlugin import IFDRational

_QUALITIES, _MOST_BYTES = (85, 78, 70), 240_000  # the first that keeps a busy picture small enough
_STAMP = (255, 150, 40)
_MAKE, _MODEL, _EXIF, _GPS = 0x010F, 0x0110, 0x8769, 0x8825
_TAKEN, _TAKEN_OFFSET = 0x9003, 0x9011
_FIRST_MINUTE, _LAST_MINUTE = 9 * 60 + 30, 16 * 60 + 30


def moment_of(day: str, dice: Random) -> datetime:
    """Choose a time of an inspector's day, 09:30 to 16:30 at the place."""
    minute = dice.randint(_FIRST_MINUTE, _LAST_MINUTE - 1)
    return datetime.fromisoformat(day) + timedelta(minutes=minute, seconds=dice.randrange(60))


def develop(scene: Image.Image, dice: Random) -> Image.Image:
    """Add a hand that holds the camera not quite level, the lens' darker corners, and the sensor's grain."""
    lit = ImageChops.multiply(_held(scene, dice), _vignette(scene.size))
    return ImageChops.add(lit, _grain(scene.size, dice), offset=-128)


def stamp(picture: Image.Image, moment: datetime, fonts: Path) -> None:
    """Burn the date into the lower right corner, as cameras do."""
    font = ImageFont.truetype(fonts / "NotoSansSC-Regular.ttf", 38, layout_engine=ImageFont.Layout.BASIC)
    corner = picture.width - 48, picture.height - 40
    words = f"{moment:%Y-%m-%d %H:%M}"
    ImageDraw.Draw(picture).text(corner, words, _STAMP, font, "rs", stroke_width=2, stroke_fill=(70, 30, 0))


def exposed(picture: Image.Image, moment: datetime, dice: Random) -> bytes:
    """Give the JPEG with EXIF: when, and a place somewhere around Taiyuan."""
    exif = Image.Exif()
    exif[_MAKE], exif[_MODEL] = "Sample", "Sample camera"
    exif[_EXIF] = {_TAKEN: f"{moment:%Y:%m:%d %H:%M:%S}", _TAKEN_OFFSET: "+08:00"}
    north, east = 37.8 + dice.uniform(-0.05, 0.05), 112.5 + dice.uniform(-0.05, 0.05)
    exif[_GPS] = {1: "N", 2: _sexagesimal(north), 3: "E", 4: _sexagesimal(east)}
    encoded = b""
    for quality in _QUALITIES:
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=quality, exif=exif)
        encoded = buffer.getvalue()
        if len(encoded) <= _MOST_BYTES:
            break
    return encoded


def _held(scene: Image.Image, dice: Random) -> Image.Image:
    width, height = scene.size
    corners = []
    for x, y in ((0, 0), (0, height), (width, height), (width, 0)):
        inset = dice.uniform(2, 26), dice.uniform(2, 22)
        corners += [inset[0] if x == 0 else width - inset[0], inset[1] if y == 0 else height - inset[1]]
    return scene.transform(scene.size, Image.Transform.QUAD, corners, Image.Resampling.BILINEAR)


@lru_cache
def _vignette(size: tuple[int, int]) -> Image.Image:
    fall = [255 - round(58 * (level / 255) ** 2.6) for level in range(256)]
    return Image.merge("RGB", [Image.radial_gradient("L").point(fall).resize(size, Image.Resampling.BILINEAR)] * 3)


def _grain(size: tuple[int, int], dice: Random) -> Image.Image:
    coarse = size[0] // 2 + 16, size[1] // 2 + 16
    noise = Image.frombytes("L", coarse, dice.randbytes(coarse[0] * coarse[1]))
    noise = noise.point([128 + round((level - 128) * 0.03) for level in range(256)])
    planes = [noise.crop((shift, shift, shift + size[0] // 2, shift + size[1] // 2)) for shift in (0, 5, 11)]
    return Image.merge("RGB", planes).resize(size, Image.Resampling.BILINEAR)


def _sexagesimal(degrees: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    hundredths = round(degrees * 360_000)
    return (
        IFDRational(hundredths // 360_000),
        IFDRational(hundredths // 6_000 % 60),
        IFDRational(hundredths % 6_000, 100),
    )
