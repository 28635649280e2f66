"""Moments as records write them: RFC 3339 to the second, with the local offset, never `Z` and never without offset."""

from __future__ import annotations

from datetime import datetime


def moment_to_text(moment: datetime) -> str:
    """Write an aware moment as `2026-11-23T10:42:07+08:00`; fractions of a second are cut off.

    Raises:
        ValueError: the moment has no offset, so it says nothing about when it was (a programming error).
    """
    if moment.utcoffset() is None:
        raise ValueError("a moment in a record needs an offset from UTC")
    return moment.isoformat(timespec="seconds")


def moment_from_text(text: str) -> datetime:
    """Read a moment of a record; the record's schema has already made sure of its form."""
    return datetime.fromisoformat(text)
