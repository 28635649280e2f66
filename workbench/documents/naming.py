"""Finding where in a document a character stands that cannot be printed, and saying so in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from workbench.documents.fonts import MissingGlyph
from workbench.documents.press import Press


def name_the_place(refusal: MissingGlyph, content: object, press: Press, unit: str) -> MissingGlyph:
    """Give the refusal again with the field that holds the character, and the unit, in words."""
    code_point = str(refusal.facts["code_point"])
    character = chr(int(code_point.removeprefix("U+"), 16))
    words: Mapping[str, str] = press.words["fields"]
    trail = next((trail for trail, text in _texts(content, ()) if character in text), ())
    field = words["separator"].join(words.get(step, step) for step in trail)
    return MissingGlyph(character=refusal.facts["character"], code_point=code_point, field=field, unit=unit)


def _texts(value: object, trail: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Walk all texts of a document with the way to each: field names, and the codes of entries passed."""
    if isinstance(value, str):
        yield trail, value
    elif isinstance(value, tuple):
        for entry in value:
            yield from _texts(entry, (*trail, *_label(entry)))
    elif is_dataclass(value) and not isinstance(value, type):
        for entry in fields(value):
            yield from _texts(getattr(value, entry.name), (*trail, entry.name))


def _label(entry: object) -> tuple[str, ...]:
    label = getattr(entry, "code", "") or getattr(entry, "number", "")
    return (label,) if isinstance(label, str) and label else ()
