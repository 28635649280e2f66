"""What a person reads on paper, line by line, in golden files; and nothing recorded is left out of it."""

from __future__ import annotations

import pytest

from tests.helpers.pdf_text import runs_in_order, text_lines
from tests.helpers.poppler import text_layer
from tests.helpers.report_content import a_certificate, a_press, a_report
from workbench.documents.certificate import draw_certificate
from workbench.documents.content import ReportContent
from workbench.documents.report import draw_report
from workbench.domain.texts import Language


def test_the_report(golden):
    golden("report.zh.txt", text_lines(draw_report(a_report(items=48), a_press()).pdf))


def test_the_draft(golden):
    text = text_lines(draw_report(a_report(items=48, is_draft=True), a_press()).pdf)
    assert all("草稿" in page for page in text.split("\f"))
    golden("draft.zh.txt", text)


def test_the_report_in_english(golden):
    golden("report.en.txt", text_lines(draw_report(a_report(items=12), a_press(Language.EN)).pdf))


def test_the_certificate(golden):
    golden("certificate.zh.txt", text_lines(draw_certificate(a_certificate(), a_press()).pdf))


@pytest.fixture(scope="module")
def whole() -> tuple[ReportContent, str]:
    """The report of all 110 items with its text, blanks removed, as poppler reads it."""
    content = a_report(unit="太原市样例𬭎购物中心")
    return content, "".join(text_layer(draw_report(content, a_press()).pdf, layout=False).split())


def test_every_item_is_printed_with_name_points_and_code(whole):
    content, text = whole
    items = [item for group in content.groups for subgroup in group.subgroups for item in subgroup.items]
    assert len(items) == 110
    for item in items:
        assert item.code in text
        assert "".join(item.name.split()) in text
        assert f"{item.points}/{item.max_points}" in text


def test_every_clause_answer_and_note_is_printed(whole):
    content, _ = whole
    lines = _columns(content)
    for group in content.groups:
        for subgroup in group.subgroups:
            for item in subgroup.items:
                assert "".join(item.clause.split()) in lines
                assert "".join(item.answer.split()) in lines
                assert "".join(item.note.split()) in lines


def test_every_piece_of_evidence_is_printed_with_its_whole_hash(whole):
    content, text = whole
    assert len(content.evidence) == 8
    for entry in content.evidence:
        assert entry.sha256 in text
        assert entry.number in text


def test_a_name_beyond_the_bmp_is_found_on_the_page(whole):
    assert "太原市样例𬭎购物中心" in whole[1]


def _columns(content: ReportContent) -> str:
    """The text in the order in which it was drawn: cell after cell, not line after line across the columns."""
    pdf = draw_report(content, a_press()).pdf
    return "".join("".join(run.split()) for run in runs_in_order(pdf))
