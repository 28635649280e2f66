"""The certificate fits every name, and its code is read back from the printed page."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageFilter

from tests.helpers.pdf_text import Run, runs_of_page
from tests.helpers.poppler import rasterised, text_layer
from tests.helpers.report_content import a_certificate, a_press
from workbench.documents import certificate as room
from workbench.documents.certificate import HEIGHT, QR_SIDE, SIGNATURE_FIELD, WIDTH, draw_certificate
from workbench.documents.content import Box
from workbench.documents.fonts import MissingGlyph
from workbench.documents.qr import CodeTooLong, read_codes
from workbench.documents.styles import MM

_PRESS = a_press()
_FORTY = "山西省太原市小店区样例路绿色低碳发展示范区（一期）综合商业购物中心有限责任公司样例分公司"


def _touches(run: Run, box: Box) -> bool:
    return run.end > box.x0 and run.x < box.x1 and run.y < box.y1 and run.y + 9 > box.y0


def test_it_is_one_landscape_page_of_a4():
    with pikepdf.open(BytesIO(draw_certificate(a_certificate(), _PRESS).pdf)) as document:
        (page,) = document.pages
        assert [round(float(edge)) for edge in page.mediabox] == [0, 0, 842, 595]


def test_it_says_everything_it_was_given():
    text = "".join(text_layer(draw_certificate(a_certificate(), _PRESS).pdf, layout=False).split())
    content = a_certificate()
    for wanted in (
        content.title,
        content.unit_name,
        content.body,
        content.serial,
        content.issuer,
        content.action,
        content.provenance,
        content.credit_code,
        "二〇二六年十一月二十三日",
        "至2029年11月22日",
        "盖章处",
    ):
        assert "".join(wanted.split()) in text


@pytest.mark.parametrize("length", [1, 12, 22, 23, 30, 40, 44, 60, 90])
def test_a_name_of_any_length_stays_inside_the_measure(length):
    name = (_FORTY * 3)[:length]
    lines = room._name_lines(_PRESS, name)
    assert "".join(line.text for line in lines) == name
    assert len(lines) <= 4
    assert all(line.width <= room._MEASURE for line in lines)


def test_a_name_of_two_lines_is_broken_about_evenly():
    one, two = room._name_lines(_PRESS, _FORTY[:40])
    assert abs(len(one.text) - len(two.text)) <= 4


def test_validity_without_an_end_is_said_in_words():
    content = replace(a_certificate(), valid_until=None, validity="长期")
    assert "长期" in text_layer(draw_certificate(content, _PRESS).pdf)


def test_facts_never_reach_the_signature_box():
    content = replace(a_certificate(), score="574 分", standard="绿色商场创建评审表" * 8)
    rendered = draw_certificate(content, _PRESS)
    box = rendered.signature_boxes[SIGNATURE_FIELD]
    assert (box.page, box.x0 > 30 * MM, box.x1 < WIDTH, box.y1 < HEIGHT) == (0, True, True, True)
    inside = [run for run in runs_of_page(rendered.pdf) if _touches(run, box)]
    assert inside == []


def test_a_missing_glyph_names_the_field():
    with pytest.raises(MissingGlyph) as refused:
        draw_certificate(replace(a_certificate(), issuer="样例\U0002ceb0厅"), _PRESS)
    assert refused.value.facts["field"] == "颁发机关"
    assert refused.value.facts["unit"] == "太原市样例购物中心"


def test_a_code_that_cannot_be_printed_is_refused():
    with pytest.raises(CodeTooLong):
        draw_certificate(replace(a_certificate(), qr="x" * 2500), _PRESS)


def test_the_code_is_read_back_from_the_page_at_300_dpi(tmp_path):
    content = a_certificate()
    page = rasterised(draw_certificate(content, _PRESS).pdf, tmp_path, dpi=300)
    assert read_codes(page) == (content.qr,)


def test_the_code_is_read_back_from_a_tilted_blurred_noisy_scan(tmp_path):
    content = a_certificate()
    page = rasterised(draw_certificate(content, _PRESS).pdf, tmp_path, dpi=300)
    with Image.open(BytesIO(page)) as opened:
        scan = opened.convert("L").rotate(2.3, fillcolor=255, expand=True).filter(ImageFilter.GaussianBlur(0.8))
    noise = Image.effect_noise(scan.size, 24)
    buffer = BytesIO()
    Image.blend(scan, noise, 0.12).save(buffer, "JPEG", quality=60)
    assert read_codes(buffer.getvalue()) == (content.qr,)


def test_the_code_is_thirty_millimetres_wide_with_its_quiet_zone_free(tmp_path):
    page = rasterised(draw_certificate(a_certificate(), _PRESS).pdf, tmp_path, dpi=300)
    dots = 300 / 25.4
    left, bottom = (edge / MM for edge in room._QR_CORNER)
    with Image.open(BytesIO(page)) as image:
        grey = image.convert("L")
        top = 210 - bottom - 30
        module = QR_SIDE / MM / 73
        quiet = 4 * module
        outer = (left - quiet, top - quiet, left + 30 + quiet, top + 30 + quiet)
        zone = grey.crop(tuple(round(edge * dots) for edge in outer))
        zone.paste(255, tuple(round(edge * dots) for edge in (quiet - 0.1, quiet - 0.1, quiet + 30.1, quiet + 30.1)))
        assert zone.getextrema() == (255, 255)
        corner = grey.crop(tuple(round(edge * dots) for edge in (left + 0.1, top + 0.1, left + 0.3, top + 0.3)))
        assert corner.getextrema()[1] < 60
    assert module >= 0.35
