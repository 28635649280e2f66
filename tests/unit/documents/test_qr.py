"""Codes carry their text exactly and can be read back."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.helpers.report_content import a_photo
from workbench.documents.pictures import UnusablePicture
from workbench.documents.qr import QUIET_ZONE_MODULES, CodeTooLong, Matrix, merged, qr_matrix, read_codes

_TEXT = "SXC1:6BF+70790T9WJWG.FKY*4GO0.O1CV2 O5 N2FBBRW1*70HS8WY04AC*WIFN0AHCD8KD97TK0F90KECTHGWJC0FDC:5AIA%G7X"


def _png(matrix: Matrix, scale: int = 4) -> bytes:
    side = len(matrix) + 2 * QUIET_ZONE_MODULES
    image = Image.new("L", (side, side), 255)
    for top, row in enumerate(matrix):
        for left, dark in enumerate(row):
            if dark:
                image.putpixel((left + QUIET_ZONE_MODULES, top + QUIET_ZONE_MODULES), 0)
    buffer = BytesIO()
    image.resize((side * scale, side * scale), Image.Resampling.NEAREST).save(buffer, "PNG")
    return buffer.getvalue()


def test_a_code_is_read_back_as_written():
    assert read_codes(_png(qr_matrix(_TEXT))) == (_TEXT,)


def test_the_usual_payload_gives_version_fourteen():
    assert len(qr_matrix("SXC1:" + "0AB:%" * 70)) == 73


def test_a_quarter_of_the_code_may_be_lost():
    matrix = [list(row) for row in qr_matrix("SXC1:" + "0AB:%" * 70)]
    for top in range(30, 50):
        for left in range(30, 50):
            matrix[top][left] = False
    assert read_codes(_png(matrix)) == ("SXC1:" + "0AB:%" * 70,)


@settings(max_examples=25)
@given(st.text(alphabet="ABC019:+ %", min_size=1, max_size=300))
def test_the_rectangles_cover_each_dark_module_exactly_once(text):
    matrix = qr_matrix(text)
    covered: list[tuple[int, int]] = [
        (row, column)
        for left, top, width, height in merged(matrix)
        for row in range(top, top + height)
        for column in range(left, left + width)
    ]
    dark = {(row, column) for row, line in enumerate(matrix) for column, module in enumerate(line) if module}
    assert len(covered) == len(set(covered))
    assert set(covered) == dark


def test_a_text_too_long_for_any_code_is_refused_with_its_length():
    with pytest.raises(CodeTooLong) as refused:
        qr_matrix("x" * 3000)
    assert refused.value.facts["characters"] == 3000


def test_a_picture_without_a_code_gives_none():
    assert read_codes(a_photo(1)) == ()


def test_bytes_that_are_no_picture_are_refused():
    with pytest.raises(UnusablePicture):
        read_codes(b"%PDF-1.7 not a picture")
