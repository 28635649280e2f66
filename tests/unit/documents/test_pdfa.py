"""The archival pass gives PDF/A-3b with its data inside, the same bytes every time."""

from __future__ import annotations

import json
from datetime import UTC
from io import BytesIO

import pikepdf
import pytest

from tests.helpers.pdf_structure import archival_faults
from tests.helpers.report_content import VISIT_START, a_certificate, a_press, a_report
from workbench.documents.certificate import draw_certificate, render_certificate
from workbench.documents.colour_profile import srgb_profile
from workbench.documents.content import Box
from workbench.documents.pdfa import Attachment, Description, archive
from workbench.documents.report import draw_report, render_report
from workbench.domain.texts import Language

_PRESS = a_press()
_RECORD = json.dumps({"kind": "revision", "name": "太原市样例购物中心"}, ensure_ascii=False).encode()
_ATTACHMENTS = (
    Attachment("revision.json", "application/json", _RECORD, "评价记录"),
    Attachment("form.json", "application/json", b"{}", "评价表"),
)
_DESCRIPTION = Description("题目 <A&B>", "评审员甲", "绿色生活创建评价报告", VISIT_START, Language.ZH)


@pytest.fixture(scope="module")
def report() -> bytes:
    return render_report(a_report(items=8), _PRESS, _ATTACHMENTS).pdf


def test_the_report_is_archival_with_its_attachments(report):
    assert archival_faults(report, attachments=2) == []


def test_the_certificate_is_archival():
    certificate = render_certificate(a_certificate(), _PRESS, _ATTACHMENTS[:1])
    assert archival_faults(certificate.pdf, attachments=1) == []


def test_what_comes_straight_from_the_page_engine_is_not_archival():
    faults = archival_faults(draw_report(a_report(items=8), _PRESS).pdf)
    assert "no line end before endstream" in faults
    assert "no output intent" in faults
    assert "metadata do not say PDF/A-3B" in faults


def test_the_output_intent_holds_our_profile(report):
    with pikepdf.open(BytesIO(report)) as document:
        assert document.Root.OutputIntents[0].DestOutputProfile.read_bytes() == srgb_profile()


def test_the_attached_record_comes_back_byte_for_byte(report):
    with pikepdf.open(BytesIO(report)) as document:
        assert document.attachments["revision.json"].get_file().read_bytes() == _RECORD
        assert sorted(document.attachments) == ["form.json", "revision.json"]


def test_the_same_record_gives_the_same_archive(report):
    assert render_report(a_report(items=8), _PRESS, _ATTACHMENTS).pdf == report


def test_a_changed_record_gives_another_identifier(report):
    other = render_report(a_report(items=8, salt="改"), _PRESS, _ATTACHMENTS).pdf
    with pikepdf.open(BytesIO(report)) as one, pikepdf.open(BytesIO(other)) as two:
        assert bytes(one.trailer.ID[0]) != bytes(two.trailer.ID[0])


def test_information_and_metadata_agree():
    pdf = archive(draw_certificate(a_certificate(), _PRESS).pdf, _DESCRIPTION)
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.docinfo.Title) == "题目 <A&B>"
        assert str(document.docinfo.CreationDate) == "D:20261123093000+08'00'"
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == "题目 <A&B>"
            assert metadata["xmp:CreateDate"] == "2026-11-23T09:30:00+08:00"
            assert metadata["dc:creator"] == ["评审员甲"]
        assert str(document.Root.Lang) == "zh-CN"
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)


def test_a_moment_in_utc_is_written_with_its_offset():
    description = Description("题", "甲", "", VISIT_START.astimezone(UTC), Language.EN)
    pdf = archive(draw_certificate(a_certificate(), _PRESS).pdf, description)
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.docinfo.CreationDate) == "D:20261123013000+00'00'"
        assert str(document.Root.Lang) == "en"


def test_boxes_lie_where_the_archive_has_its_pages(report):
    boxes = render_report(a_report(items=8), _PRESS).signature_boxes
    with pikepdf.open(BytesIO(report)) as document:
        for box in boxes.values():
            assert isinstance(box, Box)
            x0, y0, x1, y1 = map(float, document.pages[box.page].mediabox)
            assert x0 < box.x0 < box.x1 < x1
            assert y0 < box.y0 < box.y1 < y1


def test_what_is_made_from_nothing_dated_has_no_date_and_is_archival_all_the_same():
    drawn = draw_certificate(a_certificate(), _PRESS)
    pdf = archive(drawn.pdf, Description("题目", "工作台", "空白表", None, Language.ZH))
    assert archival_faults(pdf) == []
    assert b"CreationDate" not in pdf
    assert b"CreateDate" not in pdf
