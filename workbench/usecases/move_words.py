"""Says what moving a draft to another edition does: what stays, what to look at again, what is lost, what is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbench.authoring.differences import Difference
from workbench.authoring.transfer import Carried, Fate, Section
from workbench.scoring.faults import Fault, sentence
from workbench.usecases.edition_words import ROOM, difference_lines, section_said
from workbench.usecases.moving_editions import MovePreview
from workbench.usecases.words import Words


def preview_lines(preview: MovePreview, words: Words) -> Iterator[str]:
    """Tell a preview fate by fate; the score on both sides is told by whoever shows scores."""
    yield _say(words, "mapped", count=len(preview.of(Fate.MAPPED)))
    changed, lost = preview.of(Fate.CHANGED), preview.of(Fate.LOST)
    outlook = preview.outlook
    if changed:
        yield _say(words, "changed", count=len(changed))
        for one in changed:
            yield f"  {_entry(one.section, one.code, words.text(one.name), words)}"
            yield from (f"      {line}" for line in _changed_lines(preview, one, words))
    if lost:
        yield _say(words, "lost", count=len(lost))
        for one in lost:
            kind, name = _section(one.section, words), words.text(one.name)
            yield "  " + _say(words, "because", kind=kind, code=one.code, name=name, reason=reason_said(one, words))
            yield from (f"      {line}" for line in _lost_lines(preview, one, words))
    if outlook.asked_anew:
        yield _say(words, "new", count=len(outlook.asked_anew))
        for asked in outlook.asked_anew:
            yield f"  {_entry(asked.section, asked.code, words.text(asked.name), words)}"
    if outlook.still_open:
        codes = words.say(ROOM, "listed").join(asked.code for asked in outlook.still_open)
        yield _say(words, "open", count=len(outlook.still_open), codes=codes)
    yield from _evidence_lines(preview, words)


def reason_said(one: Carried, words: Words) -> str:
    """Say in a sentence why something cannot come along; "" for what can."""
    return "" if one.why is None else _say(words, f"why.{one.why.value}", faults=_faults(one.faults, words))


def _changed_lines(preview: MovePreview, one: Carried, words: Words) -> Iterator[str]:
    yield from _demand_lines(one, words)
    if one.faults:
        yield _say(words, "unread", faults=_faults(one.faults, words))
    row = preview.rows.get((one.section, one.code))
    if row is not None and row.readings:
        yield _say(words, "readings", count=len(row.readings))


def _demand_lines(one: Carried, words: Words) -> Iterator[str]:
    """Tell the entry's own differences, then those of the declarations that its rule leans on, said as such."""
    own = [found for found in one.differences if _is_own(found, one)]
    yield from difference_lines(own, words)
    for found in one.differences:
        if not _is_own(found, one):
            for line in difference_lines([found], words):
                yield _say(words, "leans_on", section=section_said(found.section, words), line=line)


def _is_own(found: Difference, one: Carried) -> bool:
    declarations = {"inputs", "tables", "parameters", "attributes"}
    is_declaration = one.section in (Section.ATTRIBUTE, Section.PARAMETER)
    return is_declaration or found.section not in declarations


def _lost_lines(preview: MovePreview, one: Carried, words: Words) -> Iterator[str]:
    row = preview.rows.get((one.section, one.code))
    if row is None:
        return
    if row.readings:
        yield _say(words, "readings_lost", count=len(row.readings))
    if row.note:
        yield _say(words, "note_stays") if one.is_known else _say(words, "note_lost", note=row.note)


def _evidence_lines(preview: MovePreview, words: Words) -> Iterator[str]:
    stranded = preview.stranded_evidence
    if stranded:
        told = [_say(words, "evidence_count", code=code, count=count) for code, count in stranded.items()]
        yield _say(words, "evidence", codes=words.say(ROOM, "listed").join(told))


def _entry(section: Section, code: str, name: str, words: Words) -> str:
    return _say(words, "entry", kind=_section(section, words), code=code, name=name)


def _section(section: Section, words: Words) -> str:
    return _say(words, f"section.{section.value}")


def _faults(faults: Iterable[Fault], words: Words) -> str:
    return words.say(ROOM, "clauses").join(sentence(one, words.room("faults")) for one in faults)


def _say(words: Words, key: str, **facts: object) -> str:
    return words.say(ROOM, f"move.{key}", **facts)
