"""What travels inside our PDFs is found again."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.helpers.report_content import a_certificate, a_press
from workbench.documents.certificate import draw_certificate, render_certificate
from workbench.documents.pdfa import Attachment
from workbench.documents.reading import LONGEST_ATTACHMENT, attached_files, page_count

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


def _with_streams(*files: tuple[str, bytes]) -> bytes:
    """Attach packed streams by hand, as a hostile file would."""
    document = pikepdf.new()
    document.add_blank_page()
    listed = []
    for name, packed in files:
        stream = document.make_stream(packed, Type=Name.EmbeddedFile)
        stream.Filter = Name.FlateDecode
        listed += [String(name), document.make_indirect(Dictionary(F=name, EF=Dictionary(F=stream)))]
    document.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(listed)))
    written = BytesIO()
    document.save(written, compress_streams=False)
    return written.getvalue()


def test_two_files_of_one_name_are_neither():
    one, other = zlib.compress(b"one"), zlib.compress(b"other")
    assert attached_files(_with_streams(("record.json", one), ("edition.json", other))) == {
        "record.json": b"one",
        "edition.json": b"other",
    }
    assert attached_files(_with_streams(("record.json", one), ("record.json", other))) == {}


def test_a_small_file_that_unpacks_to_more_than_a_record_takes_is_none():
    fits, bursts = (zlib.compress(b" " * size, 1) for size in (LONGEST_ATTACHMENT, LONGEST_ATTACHMENT + 1))
    assert len(attached_files(_with_streams(("record.json", fits)))["record.json"]) == LONGEST_ATTACHMENT
    assert attached_files(_with_streams(("record.json", bursts))) == {}


def test_a_cut_file_is_none():
    assert attached_files(_with_streams(("record.json", zlib.compress(b"one" * 100)[:-4]))) == {}
