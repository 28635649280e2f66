"""What travels inside our PDFs is found again."""

from __future__ import annotations

from tests.helpers.report_content import a_certificate, a_press
from workbench.documents.certificate import draw_certificate, render_certificate
from workbench.documents.pdfa import Attachment
from workbench.documents.reading import attached_files, page_count

_FILES = (
    Attachment("record.json", "application/json", b'{"kind":"certificate"}', "record"),
    Attachment("result.json", "application/json", b"{}", "result"),
)


def test_attached_files_come_back_by_name():
    pdf = render_certificate(a_certificate(), a_press(), _FILES).pdf
    assert attached_files(pdf) == {"record.json": b'{"kind":"certificate"}', "result.json": b"{}"}


def test_a_pdf_without_files_and_bytes_that_are_no_pdf_give_none():
    assert attached_files(draw_certificate(a_certificate(), a_press()).pdf) == {}
    assert attached_files(b"no pdf") == {}


def test_pages_are_counted():
    assert page_count(draw_certificate(a_certificate(), a_press()).pdf) == 1
    assert page_count(b"no pdf") == 0
