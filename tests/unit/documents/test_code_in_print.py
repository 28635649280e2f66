"""The printed code is read back from the rasterised page: as made, badly scanned, stained, too small."""

from __future__ import annotations

import math
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageDraw

from tests.helpers.certificate_codes import CLAIMS, KEY, LONG_NAME
from tests.helpers.poppler import rasterised
from tests.helpers.report_content import a_certificate
from tests.unit.documents.test_certificate import _PRESS
from workbench.documents import certificate as room
from workbench.documents.certificate import draw_certificate
from workbench.documents.qr import qr_matrix, read_codes
from workbench.documents.styles import MM
from workbench.signing.certificate_claims import UnitName
from workbench.signing.certificate_code import LONGEST_TEXT, PREFIX, make_code

DPI = 300
DOTS = DPI / 25.4
CODES = {
    "usual": make_code(CLAIMS, KEY),
    "long name": make_code(replace(CLAIMS, unit_name=UnitName.of(LONG_NAME)), KEY),
    "longest": (PREFIX + make_code(CLAIMS, KEY)[5:] * 2)[:LONGEST_TEXT],
}


def scan(code, folder, side_mm=30):
    """The page with a code of some width, at 300 dpi."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "QR_SIDE", side_mm * MM)
        pdf = draw_certificate(a_certificate(qr=code), _PRESS).pdf
    with Image.open(BytesIO(rasterised(pdf, folder, dpi=DPI))) as opened:
        return opened.convert("L")


@pytest.fixture(scope="module", params=CODES, ids=lambda name: name.replace(" ", "_"))
def printed(request, tmp_path_factory):
    """A code and its page."""
    code = CODES[request.param]
    return code, scan(code, tmp_path_factory.mktemp("printed"))


def seen_in(image, kind="PNG", **options):
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return read_codes(buffer.getvalue())


MARGIN = 12
"""Millimetres that stay around a code where it is cut out of the page."""


def cut_out(page):
    """The code and some paper around it: a scan is bad there in the same way, and is looked through faster."""
    left, bottom = (edge / MM for edge in room._QR_CORNER)
    box = (left - MARGIN, 210 - bottom - 30 - MARGIN, left + 30 + MARGIN, 210 - bottom + MARGIN)
    return page.crop(tuple(round(edge * DOTS) for edge in box))


def stain(picture, where, tone, share=0.10):
    """Put a round stain over a share of the code, at a place inside it (0 to 1 from the upper left)."""
    side = 30 * DOTS
    radius = side * math.sqrt(share / math.pi)
    x, y = (MARGIN * DOTS + side * place for place in where)
    ImageDraw.Draw(picture).ellipse((x - radius, y - radius, x + radius, y + radius), fill=tone)
    return picture


def test_the_codes_are_of_the_versions_that_are_promised():
    assert {name: (len(qr_matrix(code)) - 17) // 4 for name, code in CODES.items()} == {
        "usual": 15,
        "long name": 17,
        "longest": 17,
    }


def test_it_is_read_as_printed(printed):
    code, page = printed
    assert seen_in(page) == (code,)


@pytest.mark.parametrize("quality", [60, 30, 10])
def test_it_is_read_through_noise_and_jpeg(printed, quality):
    code, page = printed
    picture = cut_out(page)
    noisy = ImageChops.add(picture, Image.effect_noise(picture.size, 30), 1, -128)
    assert seen_in(noisy, "JPEG", quality=quality) == (code,)


def test_it_is_read_though_the_page_lies_askew(printed):
    code, page = printed
    for degrees in (2.3, -2.3):
        askew = cut_out(page).rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
        assert seen_in(askew) == (code,)


@pytest.mark.parametrize("tone", [20, 120, 240], ids=["ink", "coffee", "white"])
@pytest.mark.parametrize("where", [(0.5, 0.5), (0.75, 0.6), (0.5, 0.8)], ids=["middle", "right", "foot"])
def test_it_is_read_under_a_stain_over_a_tenth_of_it(printed, where, tone):
    code, page = printed
    assert seen_in(stain(cut_out(page), where, tone)) == (code,)


def test_the_stain_covers_a_tenth_of_the_code_and_a_larger_one_would_hide_it(printed):
    code, page = printed
    blank = stain(cut_out(page).point(lambda _: 255), (0.5, 0.5), 0)
    assert 0.10 <= blank.histogram()[0] / (30 * DOTS) ** 2 < 0.11
    assert seen_in(stain(cut_out(page), (0.5, 0.5), 20, share=0.45)) != (code,)


def test_it_is_read_at_twenty_five_millimetres(tmp_path):
    for name in ("usual", "longest"):
        assert seen_in(scan(CODES[name], tmp_path, side_mm=25)) == (CODES[name],)
