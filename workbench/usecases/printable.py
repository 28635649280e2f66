"""Look through a revision for signs that no font prints: what is frozen with one could never become a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from workbench.documents.fonts import MissingGlyph, open_bundle
from workbench.protocol import records
from workbench.usecases.workplace import Workplace

_PRINTED = ("unit", "visit", "answers", "parameter_sources", "evidence", "readings")
_BETWEEN = " › "


def require_printable(place: Workplace, revision: records.Revision) -> None:
    """Let a revision through that can be printed from end to end.

    Raises:
        MissingGlyph: with the character, and the way to it.
    """
    fonts = open_bundle(place.data.resources / "fonts")
    for name in _PRINTED:
        for trail, text in _texts(msgspec.to_builtins(getattr(revision, name)), (name,)):
            for character in fonts.unprintable(text):
                raise MissingGlyph(
                    character=character if character.isprintable() else "",
                    code_point=f"U+{ord(character):04X}",
                    field=_BETWEEN.join(trail),
                    unit=revision.unit.name,
                )


def _texts(value: Any, trail: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, str):
        yield trail, value
    elif isinstance(value, Mapping):
        for key, member in value.items():
            yield from _texts(member, (*trail, str(key)))
    elif isinstance(value, list | tuple):
        for number, member in enumerate(value, start=1):
            yield from _texts(member, (*trail, str(number)))
