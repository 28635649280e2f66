"""What a photo says of itself, and the reduced copies that screens show; the original is never touched."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from PIL import Image, ImageOps, UnidentifiedImageError

_EXIF_POINTER, _GPS_POINTER = 0x8769, 0x8825
_TAKEN, _TAKEN_OFFSET = 0x9003, 0x9011
_LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE = 1, 2, 3, 4
_MIME = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "BMP": "image/bmp", "TIFF": "image/tiff"}
_MOST_PIXELS = 120_000_000  # a 108 MP phone photo; more is a bomb, not a picture
Image.MAX_IMAGE_PIXELS = _MOST_PIXELS  # Pillow's own guard warns from 89 MP, refuses from twice this figure
_UNREADABLE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """Media type, size in pixels as it is meant to be seen, and what EXIF tells of time and place (WGS-84 x 10^7)."""

    mime: str
    width: int
    height: int
    taken_at: datetime | None
    lat_e7: int | None
    lon_e7: int | None


def read_facts(content: bytes) -> PhotoFacts | None:
    """Read what a picture says of itself; None when the bytes are no picture that can be shown.

    `taken_at` is aware: EXIF's own offset where given, otherwise China Standard Time.
    """
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if not _is_showable(picture):
                return None
            exif = picture.getexif()
            is_turned = exif.get(0x0112, 1) in {5, 6, 7, 8}
            width, height = picture.size
            gps = exif.get_ifd(_GPS_POINTER)
            return PhotoFacts(
                mime=_MIME[str(picture.format)],
                width=height if is_turned else width,
                height=width if is_turned else height,
                taken_at=_taken(exif.get_ifd(_EXIF_POINTER)),
                lat_e7=_degrees_e7(gps.get(_LATITUDE), gps.get(_LATITUDE_REF), 90),
                lon_e7=_degrees_e7(gps.get(_LONGITUDE), gps.get(_LONGITUDE_REF), 180),
            )
    except _UNREADABLE:
        return None


def reduce_photo(content: bytes, longest_side: int, quality: int = 82) -> bytes | None:
    """Make a JPEG whose longest side is at most `longest_side` pixels, turned upright, without metadata.

    None when the bytes are no picture that can be shown.
    """
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if not _is_showable(picture):
                return None
            scale = max(picture.size) / longest_side
            if scale > 1:
                # A JPEG decodes straight to about this size, three times faster than decoding all of it.
                picture.draft("RGB", (round(picture.width / scale), round(picture.height / scale)))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
            reduced = io.BytesIO()
            upright.save(reduced, "JPEG", quality=quality, optimize=True)
            return reduced.getvalue()
    except _UNREADABLE:
        return None


def _is_showable(picture: Image.Image) -> bool:
    return picture.format in _MIME and picture.width * picture.height <= _MOST_PIXELS


def _taken(exif: dict[int, object]) -> datetime | None:
    try:
        moment = datetime.strptime(str(exif[_TAKEN]), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 -- the offset is its own tag
        offset = str(exif.get(_TAKEN_OFFSET, "+08:00"))
        ahead = timedelta(hours=int(offset[1:3]), minutes=int(offset[4:6]))
        return moment.replace(tzinfo=timezone(-ahead if offset.startswith("-") else ahead))
    except (KeyError, ValueError):
        return None


def _degrees_e7(parts: object, reference: object, limit: int) -> int | None:
    try:
        degrees, minutes, seconds = (float(part) for part in parts)  # type: ignore[attr-defined]
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    if not 0 <= value <= limit:
        return None
    return round(value * 10_000_000) * (-1 if reference in {"S", "W"} else 1)
