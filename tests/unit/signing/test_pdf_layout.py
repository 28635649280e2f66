"""Byte ranges are read from the bytes themselves, in one layout only."""

from __future__ import annotations

import hashlib

import pytest

from workbench.signing import pdf_layout
from workbench.signing.pdf_layout import Span, container, digest, find_spans, has_traces


def a_file(value=b"3003020101", padding=b"0000", after=b" end", numbers=b"/ByteRange [0 %d %d %d]"):
    """Lay out a file of nothing but a covered head, a value and a covered tail that holds the range."""
    head = b"%PDF-1.7 /Contents "
    gap = b"<" + value + padding + b">"
    tail_length = len(numbers % (10, 10, 10)) + len(after)
    text = numbers % (len(head), len(head) + len(gap), tail_length)
    return head + gap + text + after


FILE = a_file()


def test_a_span_covers_all_but_the_value():
    (span,) = find_spans(FILE)
    assert span == Span(len(FILE), 19, 35)
    assert digest(FILE, span) == hashlib.sha256(FILE[:19] + FILE[35:]).digest()
    assert container(FILE, span) == bytes.fromhex("3003020101")


@pytest.mark.parametrize(
    "file",
    [
        a_file(value=b"300302010a"),
        a_file(value=b"3003020A01".lower()),
        a_file(padding=b"0001"),
        a_file(padding=b"000"),
        a_file(padding=b"00 0"),
        a_file(value=b"3080020101"),
        a_file(value=b"308103020101"),
        a_file(value=b"3009020101"),
        a_file(value=b"", padding=b""),
        a_file(value=b"<03020101"),
    ],
)
def test_a_value_in_another_layout_is_none(file):
    (span,) = find_spans(file)
    assert container(file, span) is None


def test_a_range_whose_gap_is_no_string_is_not_found():
    for place in (19, 34):
        assert find_spans(FILE[:place] + b"x" + FILE[place + 1 :]) == []


@pytest.mark.parametrize(
    "numbers", [b"/ByteRange [1 %d %d %d]", b"/ByteRange [0 %d %d %d 0]", b"/ByteRanges [0 %d %d %d]"]
)
def test_other_ranges_are_not_found(numbers):
    assert find_spans(a_file(numbers=numbers)) == []


def test_a_range_that_ends_beyond_the_file_is_not_found():
    assert find_spans(FILE[:-1]) == []


def test_one_range_said_twice_is_one_span():
    assert len(find_spans(FILE + FILE[35:])) == 1


def test_traces_are_seen_however_broken():
    assert has_traces(FILE)
    assert has_traces(b"... /ETSI.CAdES.detached ...")
    assert not has_traces(b"%PDF-1.7 plain")
    assert pdf_layout.MOST_SIGNATURES == 32
