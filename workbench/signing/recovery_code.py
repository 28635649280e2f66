"""The recovery code that is printed at first run: 133 random bits in 28 letters that cannot be mistaken (decision 3).

The alphabet has 31 signs, a prime: without 0, 1, I, L and O. The last sign is chosen so that the sum of
(position x sign), positions from 1, is divisible by 31; every single mistyped sign and every swap of two is noticed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from workbench.domain.refusals import Refusal
from workbench.signing.keys import RandomBytes

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_RANDOM_SIGNS: Final = 27
_GROUP: Final = 4
_LARGEST_FAIR_BYTE: Final = 256 // len(ALPHABET) * len(ALPHABET)


class RecoveryCodeMistyped(Refusal):
    """This cannot be a recovery code; facts: `reason` ("sign", "length" or "check"), `sign` where one is foreign."""

    code = "recovery_code_mistyped"


def new_recovery_code(random: RandomBytes) -> str:
    """Make a recovery code: seven groups of four signs, joined by hyphens."""
    signs: list[int] = []
    while len(signs) < _RANDOM_SIGNS:
        byte = random(1)[0]
        if byte < _LARGEST_FAIR_BYTE:
            signs.append(byte % len(ALPHABET))
    # 28 = -3 modulo 31, and 21 is the inverse of 3: the last sign is the sum so far, divided by 3.
    signs.append(_weighted_sum(signs) * 21 % len(ALPHABET))
    return _grouped("".join(ALPHABET[sign] for sign in signs))


def normalise_recovery_code(typed: str) -> str:
    """Bring a typed code (small letters, blanks, full-width signs, other dashes) into the form it was printed in.

    Raises:
        RecoveryCodeMistyped: a sign that no code has, a wrong length, or a check that does not come out.
    """
    signs = re.sub(r"[\s\-\u2010-\u2015\u2212_.]", "", unicodedata.normalize("NFKC", typed)).upper()
    for sign in signs:
        if sign not in ALPHABET:
            raise RecoveryCodeMistyped(reason="sign", sign=sign)
    if len(signs) != _RANDOM_SIGNS + 1:
        raise RecoveryCodeMistyped(reason="length")
    if _weighted_sum([ALPHABET.index(sign) for sign in signs]):
        raise RecoveryCodeMistyped(reason="check")
    return _grouped(signs)


def _weighted_sum(signs: list[int]) -> int:
    return sum(position * sign for position, sign in enumerate(signs, start=1)) % len(ALPHABET)


def _grouped(signs: str) -> str:
    return "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))
