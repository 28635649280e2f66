"""The few DER forms are those of X.690, and only the shortest are read."""

from __future__ import annotations

import pytest

from workbench.signing import der


@pytest.mark.parametrize(
    ("size", "head"), [(0, "0400"), (127, "047f"), (128, "048180"), (255, "0481ff"), (256, "04820100")]
)
def test_lengths_are_the_shortest(size, head):
    written = der.element(der.OCTET_STRING, bytes(size))
    assert written.hex().startswith(head)
    assert der.element_length(written) == len(written)
    assert der.content(written, der.OCTET_STRING) == bytes(size)


@pytest.mark.parametrize(
    ("dotted", "written"),
    [("1.2.840.113549.1.7.2", "06092a864886f70d010702"), ("2.16.840.1.101.3.4.2.1", "0609608648016503040201")],
)
def test_object_identifiers_are_written(dotted, written):
    assert der.object_identifier(dotted).hex() == written


@pytest.mark.parametrize(
    ("value", "written"), [(0, "020100"), (1, "020101"), (127, "02017f"), (128, "02020080"), (256, "02020100")]
)
def test_integers_keep_their_sign(value, written):
    assert der.integer(value).hex() == written


def test_a_set_is_in_the_order_of_its_encodings():
    assert der.set_of(b"\x02\x01\x05", b"\x02\x01\x01").hex() == "3106020101020105"


@pytest.mark.parametrize("data", ["", "30", "3080", "308103020101", "30820003020101", "300302", "30ff"])
def test_other_length_forms_are_not_read(data):
    encoded = bytes.fromhex(data)
    assert der.element_length(encoded) != len(encoded)
    with pytest.raises(ValueError):
        der.content(encoded, der.SEQUENCE)


def test_children_are_taken_apart():
    row = der.element(der.SEQUENCE, der.integer(1), der.integer(2))
    assert der.children(row, der.SEQUENCE) == [der.integer(1), der.integer(2)]


@pytest.mark.parametrize("data", ["3002 0201", "3003 020501", "3103 020101", "3003020101 00"])
def test_broken_rows_are_not_taken_apart(data):
    with pytest.raises(ValueError):
        der.children(bytes.fromhex(data.replace(" ", "")), der.SEQUENCE)
