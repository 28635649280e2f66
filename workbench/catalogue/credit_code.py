"""统一社会信用代码 (GB 32100-2015): read as typed, checked, and refused with what exactly is wrong."""

from __future__ import annotations

import unicodedata

from stdnum.cn import uscc

from workbench.catalogue.refusals import (
    CreditCodeCharacter,
    CreditCodeCheckDigit,
    CreditCodeLength,
    CreditCodeRefused,
)

_LENGTH = 18
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_DIGITS = "0123456789"
_REGION = range(2, 8)


def read_credit_code(typed: str) -> str:
    """Give the code in its one spelling: upper case, half-width, without blanks and hyphens.

    Positions 3 to 8 are a division code and have digits only; everywhere else digits and the letters but I, O, S, V and
    Z may stand (python-stdnum wants digits in the first two places as well, which the standard does not: N is the
    authority for rural collectives).

    Raises:
        CreditCodeLength: there are not 18 characters.
        CreditCodeCharacter: one of them cannot stand where it stands.
        CreditCodeCheckDigit: the last one does not fit the others; a slip of the pen elsewhere looks the same.
    """
    code = uscc.compact(unicodedata.normalize("NFKC", typed))
    if len(code) != _LENGTH:
        raise CreditCodeLength(code=code, length=len(code))
    for index, character in enumerate(code):
        allowed = _DIGITS if index in _REGION else _ALPHABET
        if character not in allowed:
            raise CreditCodeCharacter(code=code, position=index + 1, character=character, allowed=allowed)
    right = check_digit(code)
    if code[-1] != right:
        raise CreditCodeCheckDigit(code=code, found=code[-1], right=right)
    return code


def check_digit(code: str) -> str:
    """Compute the 18th character from the first 17."""
    return str(uscc.calc_check_digit(code))


def credit_code_refusal(typed: str) -> CreditCodeRefused | None:
    """Say what is wrong with a code; None when it stands."""
    try:
        read_credit_code(typed)
    except CreditCodeRefused as refusal:
        return refusal
    return None
