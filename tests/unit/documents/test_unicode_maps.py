"""What is printed can be found and copied, beyond the BMP too."""

from __future__ import annotations

import re

from reportlab.pdfbase import ttfonts

from tests.helpers.pdf_structure import unicode_maps
from tests.helpers.pdf_text import runs_in_order
from tests.helpers.poppler import text_layer
from tests.helpers.report_content import a_press
from workbench.documents.flow import plain
from workbench.documents.pen import Pen, laid
from workbench.documents.press import open_canvas
from workbench.documents.styles import BODY
from workbench.documents.unicode_maps import to_unicode_map

_RARE = "𬭎𫖯𬱖𬸘𫍯㛃𬘘𪩘"


def _page(text: str) -> bytes:
    press = a_press()
    with open_canvas(press, (500, 100)) as (canvas, buffer):
        pen = Pen(canvas, press)
        pen.stack(laid(press, text, BODY, 480), 10, 90, 480)
        pen.lift()
    return buffer.getvalue()


def test_reportlab_writes_our_maps():
    assert ttfonts.makeToUnicodeCMap is to_unicode_map


def test_characters_beyond_the_bmp_are_written_in_utf16():
    assert "<01> <D872DFCE>" in to_unicode_map("AAAAAA+Sample", [0, 0x2CBCE])


def test_unused_codes_are_left_out():
    assert re.findall(r"^<.*> <.*>$", to_unicode_map("A", [0, 0, 0x7532]), re.MULTILINE)[1:] == ["<02> <7532>"]


def test_no_block_is_longer_than_the_standard_allows():
    text = to_unicode_map("A", [0, *range(0x4E00, 0x4E00 + 250)])
    assert re.findall(r"(\d+) beginbfchar", text) == ["100", "100", "50"]


def test_every_character_of_a_page_is_in_its_maps():
    mapped = {
        character for subset in unicode_maps(_page(f"太原市{_RARE}样例")).values() for character in subset.values()
    }
    assert set(f"太原市{_RARE}样例") <= mapped


def test_every_printed_code_can_stand_in_a_string():
    text = "(甲\\乙)" + "".join(map(chr, range(0x4E10, 0x4E10 + 600)))
    assert "".join(runs_in_order(_page(text))) == text


def test_poppler_reads_rare_names_back():
    assert text_layer(_page(f"单位{_RARE}样例"), layout=False).strip() == f"单位{_RARE}样例"


def test_a_paragraph_that_breaks_reads_back_without_loss():
    text = "经评价，样例购物中心（太原）满足全部前置条件；六个模块的得分率均不低于下限。" * 2
    press = a_press()
    with open_canvas(press, (500, 200)) as (canvas, buffer):
        flowable = plain(press, text, BODY)
        flowable.wrap(440, 200)
        flowable.drawOn(canvas, 10, 40)
    assert "".join(text_layer(buffer.getvalue(), layout=False).split()) == text
