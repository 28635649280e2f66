"""Says what differs between two editions in words: a line a difference, grouped, in the terms of the field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbench.authoring.comparison import (
    ITEMS,
    SECTIONS,
    Comparison,
    EditionName,
    is_another_group,
    is_newly_asked,
    is_no_longer_asked,
)
from workbench.authoring.differences import At, Coded, Difference, Kind, Step
from workbench.authoring.walking import in_order
from workbench.domain.texts import Language
from workbench.usecases.words import Words

ROOM = "editions"
_IN_ORDER = frozenset({"prerequisites", "star_requirements", "groups", ITEMS, "modes", "grading"})
"""Sections whose order people see; where an entry of another one stands is told to machines only."""

_UNSPOKEN = frozenset({"scoring", "zh", "en"})
_LANGUAGES = frozenset(language.value for language in Language)


def comparison_lines(found: Comparison, words: Words) -> Iterator[str]:
    """Tell a whole comparison: what was compared, counts, then section by section; items stand under their group."""
    yield words.say(ROOM, "heading", old=edition_said(found.old, words), new=edition_said(found.new, words))
    if not found.is_one_form:
        yield words.say(ROOM, "other_form")
    if not found.differences:
        yield words.say(ROOM, "same")
        return
    yield words.say(ROOM, "total", count=len(found.differences))
    for section in SECTIONS[1:]:
        if found.of_section(section):
            yield words.say(
                ROOM, "counted", section=section_said(section, words), counts=_counts(found, section, words)
            )
    for section in SECTIONS:
        lines = list(_section_lines(found, section, words))
        if lines:
            yield from ("", section_said(section, words), *(f"  {line}" for line in lines))
    yield from ("", words.say(ROOM, "whole"))


def edition_said(edition: EditionName, words: Words) -> str:
    """Name an edition by title, code and number."""
    return words.say(ROOM, "edition", title=words.text(edition.title), form=edition.form, edition=edition.edition)


def section_said(section: str, words: Words) -> str:
    """Name a section."""
    return words.say(ROOM, f"section.{section}")


def difference_lines(found: Iterable[Difference], words: Words) -> Iterator[str]:
    """Tell differences one by one; a text that changed in both languages is told once, in the language asked for."""
    listed = list(found)
    for one in listed:
        if not _is_told_by_its_twin(one, listed, words):
            yield _line(one, words)


def value_said(value: Any, field: str, words: Words) -> str:
    """Say a value as the form's content holds it, codes of rules and policies in words."""
    return _Speaker(words).value(value, field)


def _counts(found: Comparison, section: str, words: Words) -> str:
    told = [
        words.say(ROOM, f"count_{kind.value}", count=count) for kind, count in found.counts(section).items() if count
    ]
    return words.say(ROOM, "listed").join(told)


def _section_lines(found: Comparison, section: str, words: Words) -> Iterator[str]:
    of_section = found.of_section(section)
    if section != ITEMS:
        yield from difference_lines(of_section, words)
        return
    for group in dict.fromkeys(found.groups[one.entry] for one in of_section):
        yield words.say(ROOM, "grouped", code=group, name=words.text(found.group_names[group]))
        mine = [one for one in of_section if found.groups[one.entry] == group]
        yield from (f"  {line}" for line in difference_lines(mine, words))


def _is_told_by_its_twin(one: Difference, listed: list[Difference], words: Words) -> bool:
    language = one.path[-1] if one.path else ""
    if language not in _LANGUAGES or language == words.language.value:
        return False
    twin = (*one.path[:-1], words.language.value)
    return any((other.section, other.entry, other.path) == (one.section, one.entry, twin) for other in listed)


def _line(one: Difference, words: Words) -> str:
    speaker = _Speaker(words)
    if is_newly_asked(one) or is_no_longer_asked(one):
        return speaker.entry(one, "entry_asked" if one.new else "entry_not_asked")
    if is_another_group(one):
        name = words.text(one.name)
        return words.say(ROOM, "group_moved", code=one.entry, name=name, old=one.old, new=one.new)
    if not one.path:
        placed = one.kind is Kind.ADDED and one.after is not None and one.section in _IN_ORDER
        return speaker.entry(one, "entry_placed" if placed else f"entry_{one.kind.value}")
    return words.say(
        ROOM,
        one.kind.value,
        code=one.entry,
        field=speaker.place(one.path),
        old=speaker.value(one.old, one.field),
        new=speaker.value(one.new, one.field),
        place=speaker.after(one),
    ).strip()


class _Speaker:
    """Says places and values in one language."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def entry(self, one: Difference, key: str) -> str:
        """Say that a whole entry came, went or moved."""
        node = one.new or one.old
        points = node.get("points") if isinstance(node, Mapping) else None
        told = self._say("points", points=points) if points else ""
        name = self._words.text(one.name)
        return self._say(key, code=one.entry, name=name, points=told, place=self.after(one)).rstrip()

    def after(self, one: Difference) -> str:
        """Say where something went."""
        if one.after is None:
            return self._say("place_last")
        return self._say("place_after", code=one.after) if one.after else self._say("place_first")

    def place(self, path: tuple[Step, ...]) -> str:
        """Say a place below an entry; the language of a text is named only where it is the other one."""
        spoken = [step for step in path if step not in _UNSPOKEN] or ["scoring"]
        told = self._step(path[0]) if len(path) == 1 else " ".join(map(self._below, spoken))
        language = path[-1]
        if language not in _LANGUAGES or language == self._words.language.value:
            return told
        return self._say("english" if language == Language.EN.value else "chinese", field=told)

    def value(self, value: Any, field: str = "") -> str:
        """Say a value."""
        match value:
            case None:
                return self._say("nothing")
            case bool():
                return self._say("yes" if value else "no")
            case {"zh": str(zh), **rest} if rest.keys() <= {"en"}:
                shown = rest.get("en") if self._words.language is Language.EN else zh
                return self._say("quoted", text=shown or zh)
            case dict():
                pairs = (self._pair(key, value[key]) for key in in_order(value))
                return f"[{self._say('clauses').join(pairs)}]"
            case list():
                return self._say("listed").join(self.value(below, field) for below in value) or self._say("nothing")
            case _:
                return self._bare(str(value), field)

    def _bare(self, value: str, field: str) -> str:
        key = f"value.{field}.{value}"
        if value.isidentifier() and self._words.knows(ROOM, key):
            return self._say(key)
        return self._say("quoted", text=value) if field in _LANGUAGES else value

    def _pair(self, key: str, value: Any) -> str:
        return self._say("pair", field=self._below(key), value=self.value(value, key))

    def _below(self, step: Step) -> str:
        """Say a step inside an entry, where `form` is the form of a formula."""
        return self._step("formula" if step == "form" else step)

    def _step(self, step: Step) -> str:
        match step:
            case Coded():
                return step.code
            case At():
                return self._say("numbered", number=step.shown)
            case _:
                return self._say(f"field.{step}") if self._words.knows(ROOM, f"field.{step}") else step

    def _say(self, key: str, **facts: object) -> str:
        return self._words.say(ROOM, key, **facts)
