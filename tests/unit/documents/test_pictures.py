"""Photos pass through unchanged, and what the archival format forbids is refused."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from tests.helpers.report_content import a_picture
from workbench.documents.pictures import UnusablePicture, picture_size


def _jpeg(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG")
    return buffer.getvalue()


def test_the_size_is_read_from_the_header():
    assert picture_size(a_picture("A101", 1, "公示栏", upright=True)) == (720, 960)


def test_a_picture_in_printing_inks_is_refused():
    picture = replace(a_picture("A101", 1, "公示栏"), jpeg=_jpeg(Image.new("CMYK", (8, 8))))
    with pytest.raises(UnusablePicture) as refused:
        picture_size(picture)
    assert refused.value.facts["number"] == "A101-1"


def test_what_is_no_jpeg_is_refused():
    buffer = BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "PNG")
    with pytest.raises(UnusablePicture):
        picture_size(replace(a_picture("A101", 1, "公示栏"), jpeg=buffer.getvalue()))
