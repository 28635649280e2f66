"""Single values of an ANSWERS document: exact figures, codes, yes and no, members; each fault is reported at its place.

Every reader gives None both for null or absent and for a fault it has reported.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from workbench.scoring.faults import Place

MOST_DIGITS: Final = 30
"""The longest figure that is read; beyond it a figure is a slip of the hand or an attack, never a measurement."""

_DECIMAL: Final = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")
_SHOWN: Final = 40


def shown(raw: Any) -> str:
    """Show a raw value inside a sentence as it stood in the document, shortened."""
    text = _written(raw)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _written(raw: Any) -> str:
    match raw:
        case str():
            return raw
        case bool():
            return "true" if raw else "false"
        case int() if raw.bit_length() > 4 * MOST_DIGITS:  # too long to be printed at all, perhaps
            return f"2^{raw.bit_length()}"
        case dict():
            return "{…}"
        case list():
            return "[…]"
        case _:
            return str(raw)


def members(raw: Any, place: Place) -> Mapping[str, Any]:
    """Read an object; null, absent and faulty are empty."""
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        place.fault("expected_object", found=shown(raw))
        return {}
    return {key: value for key, value in raw.items() if isinstance(key, str)}


def entries(raw: Any, place: Place) -> list[Any] | None:
    """Read a list."""
    if raw is None:
        return None
    if not isinstance(raw, list):
        place.fault("expected_list", found=shown(raw))
        return None
    return raw


def boolean(raw: Any, place: Place) -> bool | None:
    """Read yes or no."""
    if raw is None or isinstance(raw, bool):
        return raw
    place.fault("expected_boolean", found=shown(raw))
    return None


def text(raw: Any, place: Place) -> str | None:
    """Read a text."""
    if raw is None or isinstance(raw, str):
        return raw
    place.fault("expected_text", found=shown(raw))
    return None


def code(raw: Any, allowed: Collection[str], place: Place, fault: str) -> str | None:
    """Read one of the codes a form declares; `fault` names what an unknown one is."""
    found = text(raw, place)
    if found is not None and found not in allowed:
        place.fault(fault, found=shown(found), allowed=", ".join(allowed))
        return None
    return found


def codes(raw: Any, allowed: Collection[str], place: Place, fault: str) -> frozenset[str] | None:
    """Read a list of codes as a set; a null inside it is no code."""
    listed = entries(raw, place)
    if listed is None:
        return None
    found: set[str] = set()
    for index, entry in enumerate(listed):
        if entry is None:
            place.item(index).fault("expected_text", found="null")
        known = code(entry, allowed, place.item(index), fault)
        found.update({known} if known is not None else ())
    return frozenset(found)


def decimal(raw: Any, place: Place) -> Fraction | None:
    """Read a decimal string exactly; a JSON number is a fault, for binary floating point cannot be trusted."""
    if raw is None:
        return None
    if not isinstance(raw, str):
        place.fault("expected_decimal", found=shown(raw))
        return None
    return _exact(raw, place)


def whole(raw: Any, place: Place) -> int | None:
    """Read a whole number that is not negative, from a JSON integer or a whole decimal string (contract 10.11)."""
    if raw is None:
        return None
    if isinstance(raw, bool) or not isinstance(raw, int | str):
        place.fault("expected_whole", found=shown(raw))
        return None
    figure = _exact(raw, place) if isinstance(raw, str) else _bounded(raw, place)
    if figure is None:
        return None
    if figure < 0:
        place.fault("negative", found=shown(raw))
        return None
    if figure.denominator != 1:
        place.fault("not_whole", found=shown(raw))
        return None
    return figure.numerator


def _exact(raw: str, place: Place) -> Fraction | None:
    if len(raw) > MOST_DIGITS + 2:
        place.fault("number_too_long", found=shown(raw), most=MOST_DIGITS)
        return None
    match = _DECIMAL.fullmatch(raw)
    if match is None:
        place.fault("not_a_decimal", found=shown(raw))
        return None
    sign, whole_digits, decimals = match.groups(default="")
    figure = Fraction(int(whole_digits + decimals), 10 ** len(decimals))
    return -figure if sign else figure


def _bounded(raw: int, place: Place) -> Fraction | None:
    if abs(raw) >= 10**MOST_DIGITS:
        place.fault("number_too_long", found=shown(raw), most=MOST_DIGITS)
        return None
    return Fraction(raw)


def warn_unknown(found: Iterator[str] | Collection[str], known: Collection[str], place: Place, code: str) -> None:
    """Warn of every key that the form does not know; it is ignored, not lost (contract 10.12)."""
    for key in found:
        if key not in known:
            place.at(key).warn(code, found=shown(key))
