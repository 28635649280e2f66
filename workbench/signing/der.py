"""The few DER forms that this room writes itself (X.690, 8 and 10)."""

from __future__ import annotations

from typing import Final

INTEGER: Final = 0x02
OCTET_STRING: Final = 0x04
OBJECT_IDENTIFIER: Final = 0x06
UTF8_STRING: Final = 0x0C
SEQUENCE: Final = 0x30
SET: Final = 0x31
CONTEXT_0: Final = 0xA0

_LONG_FORM: Final = 0x80


def element(tag: int, *parts: bytes) -> bytes:
    """Write one element: tag, shortest definite length, the parts one after the other."""
    content = b"".join(parts)
    return bytes([tag]) + _length(len(content)) + content


def set_of(*elements: bytes) -> bytes:
    """Write a SET OF with its elements in ascending order of their encodings (X.690, 11.6)."""
    return element(SET, *sorted(elements))


def object_identifier(dotted: str) -> bytes:
    """Write an object identifier given in dotted form."""
    first, second, *others = (int(arc) for arc in dotted.split("."))
    return element(OBJECT_IDENTIFIER, *(_base128(arc) for arc in (first * 40 + second, *others)))


def element_length(data: bytes) -> int | None:
    """Say how many bytes the first element of `data` takes; None where its header is not the shortest definite one."""
    if len(data) < 2 or data[1] == _LONG_FORM:
        return None
    if data[1] < _LONG_FORM:
        return 2 + data[1]
    count = data[1] & 0x7F
    length = int.from_bytes(data[2 : 2 + count], "big")
    return 2 + count + length if data[1 : 2 + count] == _length(length) else None


def content(data: bytes, tag: int) -> bytes:
    """Give what is inside of an element that is all of `data`.

    Raises:
        ValueError: `data` is another element, or not just one.
    """
    if element_length(data) != len(data) or data[0] != tag:
        raise ValueError(data)
    return data[2 if data[1] < _LONG_FORM else 2 + (data[1] & 0x7F) :]


def children(data: bytes, tag: int) -> list[bytes]:
    """Take the elements out of a constructed element that is all of `data`.

    Raises:
        ValueError: `data` is another element, or its content is not a row of elements.
    """
    rest = content(data, tag)
    found: list[bytes] = []
    while rest:
        length = element_length(rest)
        if length is None or length > len(rest):
            raise ValueError(data)
        found.append(rest[:length])
        rest = rest[length:]
    return found


def integer(value: int) -> bytes:
    """Write a number that is not negative."""
    return element(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def _length(length: int) -> bytes:
    if length < _LONG_FORM:
        return bytes([length])
    digits = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([_LONG_FORM | len(digits)]) + digits


def _base128(arc: int) -> bytes:
    septets = [arc & 0x7F]
    while arc := arc >> 7:
        septets.append(0x80 | arc & 0x7F)
    return bytes(reversed(septets))
