"""Photos pass through unchanged, and what the archival format forbids is refused."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from tests.helpers.report_content import a_photo, a_picture
from workbench.documents.pictures import UnusablePicture, picture_size, reduce_photograph


def _jpeg(image: Image.Image, **options) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", **options)
    return buffer.getvalue()


def test_the_size_is_read_from_the_header():
    assert picture_size(a_picture("A101", 1, "公示栏", upright=True)) == (720, 960)


@pytest.mark.parametrize("mode", ["CMYK"])
def test_a_picture_in_printing_inks_is_refused(mode):
    picture = replace(a_picture("A101", 1, "公示栏"), jpeg=_jpeg(Image.new(mode, (8, 8))))
    with pytest.raises(UnusablePicture) as refused:
        picture_size(picture)
    assert refused.value.facts["number"] == "A101-1"


def test_what_is_no_jpeg_is_refused():
    buffer = BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "PNG")
    with pytest.raises(UnusablePicture):
        picture_size(replace(a_picture("A101", 1, "公示栏"), jpeg=buffer.getvalue()))


def test_a_photograph_is_reduced_upright_and_without_metadata():
    exif = Image.Exif()
    exif[0x0112] = 6  # rotate by 90 degrees to view
    exif[0x010F] = "camera"
    original = _jpeg(Image.new("RGB", (2000, 1000), (90, 120, 90)), exif=exif)
    with Image.open(BytesIO(reduce_photograph(original, 640))) as reduced:
        assert reduced.size == (320, 640)
        assert (reduced.format, reduced.mode) == ("JPEG", "RGB")
        assert dict(reduced.getexif()) == {}


def test_a_small_photograph_is_not_enlarged():
    with Image.open(BytesIO(reduce_photograph(a_photo(1, 320, 240)))) as reduced:
        assert reduced.size == (320, 240)


def test_a_file_that_cannot_be_read_as_a_picture_is_refused():
    with pytest.raises(UnusablePicture):
        reduce_photograph(b"ftypheic")
