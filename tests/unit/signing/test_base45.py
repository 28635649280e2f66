"""Base45 is that of RFC 9285, and nothing is read that it would not write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.signing import base45


@pytest.mark.parametrize(
    ("plain", "text"),
    [
        (b"AB", "BB8"),
        (b"Hello!!", "%69 VD92EX0"),
        (b"base-45", "UJCLQE7W581"),
        (b"ietf!", "QED8WEX0"),
        (b"", ""),
        (b"\xff\xff", "FGW"),
        (b"\x00", "00"),
    ],
)
def test_the_examples_of_the_rfc_come_out(plain, text):
    assert base45.encode(plain) == text
    assert base45.decode(text) == plain


@pytest.mark.parametrize(
    "text", ["A", "ABCD", "GGW", ":::", "::", "V5", "ab", "A\u00c4B", "A\nB", "\uff21\uff22\uff23"]
)
def test_what_it_would_not_write_is_not_read(text):
    with pytest.raises(ValueError):
        base45.decode(text)


@given(st.binary(max_size=64))
def test_bytes_come_back(plain):
    assert base45.decode(base45.encode(plain)) == plain


@given(st.text(alphabet=base45.ALPHABET, max_size=24))
def test_a_text_that_is_read_is_the_one_that_would_be_written(text):
    try:
        plain = base45.decode(text)
    except ValueError:
        return
    assert base45.encode(plain) == text
