"""Base45 (RFC 9285), read strictly: every text has one reading and every reading one text."""

from __future__ import annotations

from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

_VALUES: Final = {sign: value for value, sign in enumerate(ALPHABET)}


def encode(data: bytes) -> str:
    """Write bytes as base45 (RFC 9285, 4): two bytes become three signs, a last single byte two."""
    signs: list[str] = []
    for start in range(0, len(data), 2):
        pair = data[start : start + 2]
        value = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            value, low = divmod(value, 45)
            signs.append(ALPHABET[low])
    return "".join(signs)


def decode(text: str) -> bytes:
    """Read base45 (RFC 9285, 4).

    Raises:
        ValueError: a sign outside the alphabet, a length that cannot occur, or a group too large for its bytes.
    """
    data = bytearray()
    for start in range(0, len(text), 3):
        group = text[start : start + 3]
        if len(group) == 1 or not _VALUES.keys() >= set(group):
            raise ValueError(group)
        value = sum(_VALUES[sign] * 45**place for place, sign in enumerate(group))
        try:
            data += value.to_bytes(len(group) - 1, "big")
        except OverflowError as error:
            raise ValueError(group) from error
    return bytes(data)
