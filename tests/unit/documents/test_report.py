"""The report says everything it was given, refuses what it cannot print, and is the same every time."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from tests.helpers.pdf_text import runs_in_order, runs_of_page, text_lines
from tests.helpers.report_content import a_picture, a_press, a_report
from workbench.documents.content import Fact, Reading, SignatureField, Standing
from workbench.documents.fonts import MissingGlyph
from workbench.documents.pictures import UnusablePicture
from workbench.documents.report import draw_report
from workbench.documents.styles import BOTTOM, LEFT, MEASURE, PAGE_HEIGHT, TOP
from workbench.domain.texts import Language

_PRESS = a_press()
_NO_GLYPH = "\U0002ceb0"


def _changed_item(**changes):
    report = a_report(items=3)
    group = report.groups[0]
    subgroup = group.subgroups[0]
    items = (replace(subgroup.items[0], **changes), *subgroup.items[1:])
    return replace(report, groups=(replace(group, subgroups=(replace(subgroup, items=items),)),))


def test_two_drawings_of_one_record_are_the_same_bytes():
    assert draw_report(a_report(items=6), _PRESS).pdf == draw_report(a_report(items=6), _PRESS).pdf


def test_every_signature_has_a_box_inside_the_text_area_of_the_last_page():
    rendered = draw_report(a_report(items=6), _PRESS)
    assert list(rendered.signature_boxes) == ["Sig1_Inspector", "Sig2_Inspector", "Sig3_Supervisor"]
    for box in rendered.signature_boxes.values():
        assert box.page == rendered.pages - 1
        assert LEFT - 0.01 <= box.x0 < box.x1 <= LEFT + MEASURE + 0.01
        assert BOTTOM <= box.y0 < box.y1 <= PAGE_HEIGHT - TOP


def test_signature_boxes_do_not_overlap():
    fields = tuple(SignatureField(f"Sig{number}", "评审员", f"评审员{number}") for number in range(1, 8))
    boxes = list(draw_report(a_report(items=6, signatures=fields), _PRESS).signature_boxes.values())
    assert len(boxes) == 7
    for index, box in enumerate(boxes):
        for other in boxes[index + 1 :]:
            apart = box.x1 <= other.x0 or other.x1 <= box.x0 or box.y1 <= other.y0 or other.y1 <= box.y0
            assert apart or box.page != other.page


def test_a_draft_has_no_place_for_signatures():
    assert draw_report(a_report(items=6, is_draft=True), _PRESS).signature_boxes == {}


def test_a_missing_glyph_is_refused_with_character_field_and_unit():
    with pytest.raises(MissingGlyph) as refused:
        draw_report(_changed_item(note=f"负责人{_NO_GLYPH}某"), _PRESS)
    assert refused.value.facts == {
        "character": _NO_GLYPH,
        "code_point": "U+2CEB0",
        "field": "类别 › A › 分组 › A1 › 条目 › A101 › 备注",
        "unit": "太原市样例购物中心",
    }


def test_the_field_is_named_in_the_language_of_the_report():
    with pytest.raises(MissingGlyph) as refused:
        draw_report(replace(a_report(items=3), title=f"报告{_NO_GLYPH}"), a_press(Language.EN))
    assert refused.value.facts["field"] == "title"


def test_a_photo_in_printing_inks_is_refused_with_its_number():
    buffer = BytesIO()
    Image.new("CMYK", (8, 8)).save(buffer, "JPEG")
    picture = replace(a_picture("A101", 1, "公示栏"), jpeg=buffer.getvalue())
    with pytest.raises(UnusablePicture) as refused:
        draw_report(_changed_item(pictures=(picture,)), _PRESS)
    assert refused.value.facts["number"] == "A101-1"


def test_one_photo_shown_twice_is_stored_once():
    picture = a_picture("A101", 1, "公示栏")
    pdf = draw_report(_changed_item(pictures=(picture, replace(picture, number="A101-2"))), _PRESS).pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        images = [entry for entry in document.objects if isinstance(entry, pikepdf.Stream) and "/Width" in entry]
        assert len(images) == 1
        assert images[0].read_raw_bytes() == picture.jpeg


def test_a_note_longer_than_a_page_is_printed_whole():
    report = _changed_item(note="逐一核对铭牌与台账，" * 400)
    assert draw_report(report, _PRESS).pages > draw_report(_changed_item(note=""), _PRESS).pages


def test_many_photos_of_one_item_run_over_pages():
    pictures = tuple(a_picture("A101", order, "公示栏") for order in range(1, 24))
    assert draw_report(_changed_item(pictures=pictures), _PRESS).pages >= 6


def test_captions_and_readings_longer_than_a_page_are_printed_whole():
    picture = replace(a_picture("A101", 1, ""), caption="负一层东侧配电间" * 300)
    reading = Reading("负一层", "照度 lx", "、".join(str(300 + number) for number in range(900)), "300", Standing.MET)
    report = _changed_item(pictures=(picture,), readings=(reading,))
    text = "".join(runs_in_order(draw_report(report, _PRESS).pdf))
    assert text.count("侧") == 300
    assert all(str(300 + number) in text for number in range(900))


def test_a_very_long_name_is_whole_on_the_cover_and_shortened_at_the_foot_of_each_page():
    name = "太原市样例" * 40
    pages = text_lines(draw_report(a_report(items=3, unit=name), _PRESS).pdf).split("\f")
    assert name in "".join(pages[0].split()).replace("创建单位", "")
    for page in pages[1:]:
        assert "太原市样例太原市样例" in page.splitlines()[-1]
        assert "…  ·  报告" in page.splitlines()[-1]


def test_long_roles_and_names_do_not_run_into_each_other():
    field = SignatureField("Sig1", "太原市小店区绿色商场创建工作领导小组办公室评审组组长", "欧阳样例明" * 5)
    pdf = draw_report(a_report(items=3, signatures=(field,)), _PRESS).pdf
    assert f"{field.role}  {field.name}\n" in text_lines(pdf)
    assert max(run.end for run in runs_of_page(pdf, -1) if "样例明" in run.text) <= LEFT + 206.01


def test_documents_made_in_threads_are_the_same_bytes():
    reports = [a_report(items=4, salt=f"{number}") for number in range(6)]
    serial = [draw_report(report, _PRESS).pdf for report in reports]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda report: draw_report(report, _PRESS).pdf, reports)) == serial


def test_the_cover_stays_one_page_with_the_hash_at_its_foot_however_many_facts():
    report = a_report(items=3)
    for count in (0, 4, 9):
        unit = replace(report.unit, attributes=tuple(Fact(f"属性{number}", "样例") for number in range(count)))
        pages = text_lines(draw_report(replace(report, unit=unit), _PRESS).pdf).split("\f")
        assert pages[0].splitlines()[-2] == f"记录哈希 {report.revision_id}"
        assert pages[1].startswith("一、结论")


def test_no_heading_stands_at_the_foot_of_a_page_without_what_it_heads():
    for items in range(20, 34):
        pages = text_lines(draw_report(a_report(items=items), _PRESS).pdf).split("\f")
        for page in pages:
            *_, last, _ = page.splitlines()
            assert not re.match(r"[一二三四五六七八九十]+、|（[一二三四五六]）|[A-F]\d　", last)


def test_the_outline_names_every_section_and_group():
    with pikepdf.open(BytesIO(draw_report(a_report(), _PRESS).pdf)) as document, document.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
        groups = [child.title for entry in outline.root for child in entry.children]
    assert titles == [
        "一、结论",
        "二、得分汇总",
        "三、前置条件",
        "四、逐项评价",
        "五、失分与整改清单",
        "六、提示",
        "七、参数与来源",
        "八、佐证材料目录",
        "九、说明",
        "十、确认与签名",
    ]
    assert [title[:7] for title in groups][:2] == ["（一）基础管理", "（二）设备设施"]
    assert len(groups) == 6


def test_no_font_is_declared_that_is_not_embedded():
    pdf = draw_report(a_report(items=6), _PRESS).pdf
    assert b"Helvetica" not in pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        names = {str(e.BaseFont) for e in document.objects if isinstance(e, pikepdf.Dictionary) and "/BaseFont" in e}
    assert names
    assert all(re.match(r"/[A-Z]{6}\+", name) for name in names)


def test_sections_without_content_are_left_out_and_numbers_close_up():
    report = replace(a_report(items=3), parameters=(), evidence=(), prerequisites=(), warnings=())
    with pikepdf.open(BytesIO(draw_report(report, _PRESS).pdf)) as document, document.open_outline() as outline:
        assert [entry.title[2:] for entry in outline.root] == [
            "结论",
            "得分汇总",
            "逐项评价",
            "失分与整改清单",
            "说明",
            "确认与签名",
        ]


def test_the_first_digits_of_the_hash_stand_in_for_the_office_number():
    report = a_report(items=3)
    assert report.report_number == report.revision_id[:8].upper()
    assert replace(report, number="晋绿商评〔2026〕0117号").report_number == "晋绿商评〔2026〕0117号"
