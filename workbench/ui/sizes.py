"""How large a file is and how many there are, in words and figures."""

from __future__ import annotations

_KILO, _MEGA = 1_000, 1_000_000


def grouped(count: int) -> str:
    """Write a number with a space after the thousands that no line break parts: 51 206."""
    return f"{count:,}".replace(",", "\u00a0")


def file_size(size: int) -> str:
    """Write a size in bytes as a person says it: KB below a megabyte, one decimal below ten."""
    if size < _MEGA:
        return f"{max(round(size / _KILO), 1 if size else 0)} KB"
    return f"{size / _MEGA:.1f} MB" if size < 10 * _MEGA else f"{size / _MEGA:.0f} MB"
