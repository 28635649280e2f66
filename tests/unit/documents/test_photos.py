"""Photos tell when and where they were taken, and are reduced without touching the original."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from io import BytesIO

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from tests.helpers.report_content import a_photo
from workbench.documents.photos import read_facts, reduce_photo

_ORIENTATION, _EXIF, _GPS, _TAKEN, _OFFSET = 0x0112, 0x8769, 0x8825, 0x9003, 0x9011


def _photo(size: tuple[int, int] = (2000, 1000), kind: str = "JPEG", exif: Image.Exif | None = None) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, (90, 120, 90)).save(buffer, kind, exif=exif or Image.Exif())
    return buffer.getvalue()


def _exif(**tags: str) -> Image.Exif:
    exif = Image.Exif()
    exif[_EXIF] = {{"taken": _TAKEN, "offset": _OFFSET}[key]: value for key, value in tags.items()}
    return exif


def test_a_photo_is_reduced_upright_and_without_metadata():
    exif = _exif(taken="2026:11:23 10:42:07")
    exif[_ORIENTATION] = 6
    reduced = reduce_photo(_photo(exif=exif), 640)
    assert reduced is not None
    with Image.open(BytesIO(reduced)) as picture:
        assert picture.size == (320, 640)
        assert (picture.format, picture.mode) == ("JPEG", "RGB")
        assert dict(picture.getexif()) == {}


def test_a_small_photo_is_not_enlarged():
    reduced = reduce_photo(a_photo(1, 320, 240), 1280)
    assert reduced is not None
    with Image.open(BytesIO(reduced)) as picture:
        assert picture.size == (320, 240)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "BMP", "TIFF"])
def test_other_formats_become_jpeg(kind):
    reduced = reduce_photo(_photo((40, 30), kind), 640)
    assert reduced is not None
    assert reduced.startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"\x00\x00\x00\x18ftypheic", _photo((40, 30), "GIF"), _photo()[:200]]
)
def test_what_cannot_be_shown_gives_nothing(content):
    assert reduce_photo(content, 640) is None


def test_size_and_type_are_told_as_the_photo_is_meant_to_be_seen():
    exif = Image.Exif()
    exif[_ORIENTATION] = 6
    facts = read_facts(_photo((200, 100), exif=exif))
    assert facts is not None
    assert (facts.mime, facts.width, facts.height) == ("image/jpeg", 100, 200)
    assert (facts.taken_at, facts.lat_e7, facts.lon_e7) == (None, None, None)


def test_the_time_is_told_with_its_own_offset_or_that_of_china():
    facts = read_facts(_photo((8, 8), exif=_exif(taken="2026:11:23 10:42:07")))
    assert facts is not None
    assert facts.taken_at == datetime(2026, 11, 23, 10, 42, 7, tzinfo=timezone(timedelta(hours=8)))
    facts = read_facts(_photo((8, 8), exif=_exif(taken="2026:11:23 10:42:07", offset="-03:30")))
    assert facts is not None
    assert facts.taken_at is not None
    assert facts.taken_at.utcoffset() == -timedelta(hours=3, minutes=30)


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "yesterday", ""])
def test_a_time_that_is_none_is_left_out(taken):
    facts = read_facts(_photo((8, 8), exif=_exif(taken=taken)))
    assert facts is not None
    assert facts.taken_at is None


def test_the_place_is_told_in_ten_millionths_of_a_degree():
    exif = Image.Exif()
    north = (IFDRational(37), IFDRational(51), IFDRational(36))
    exif[_GPS] = {1: "N", 2: north, 3: "W", 4: (IFDRational(112), IFDRational(30), IFDRational(0))}
    facts = read_facts(_photo((8, 8), exif=exif))
    assert facts is not None
    assert (facts.lat_e7, facts.lon_e7) == (378_600_000, -1_125_000_000)


def test_bytes_that_are_no_picture_tell_nothing():
    assert read_facts(b"no picture") is None


def _bomb(width: int, height: int) -> bytes:
    buffer = BytesIO()
    Image.new("1", (width, height)).save(buffer, "PNG")
    return buffer.getvalue()


def test_a_photo_of_a_hundred_megapixels_is_read_without_a_warning():
    facts = read_facts(_bomb(10_000, 10_000))
    assert facts is not None
    assert (facts.width, facts.height) == (10_000, 10_000)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("size", [(12_001, 10_000), (16_000, 16_000)])
def test_more_pixels_than_any_camera_has_are_no_picture(size):
    bomb = _bomb(*size)
    assert len(bomb) < 100_000
    assert read_facts(bomb) is None
    assert reduce_photo(bomb, 640) is None
