"""Say in words what became of an XLSForm that was imported."""

from __future__ import annotations

from workbench.authoring.xlsform_in.outcome import SHEET_NOTES, ImportedForm, Note
from workbench.domain.texts import Text
from workbench.usecases.words import Words

ROOM = "xlsform_in"
"""The room of the sentences."""


def account(imported: ImportedForm, file: str, words: Words) -> list[str]:
    """Say line by line what came along, what did not, and what a person should look at."""
    content = imported.content
    carried, left = _cells(imported.carried), _cells(imported.not_carried)
    lines = [
        words.say(
            ROOM,
            "summary.head",
            file=file,
            title=words.text(Text(**content["title"])),
            form=imported.form,
            edition=imported.edition,
            groups=len(content["groups"]),
            items=sum(len(group["items"]) for group in content["groups"]),
            attributes=len(content["attributes"]),
        ),
        words.say(ROOM, "summary.counted", cells=carried + left, carried=carried, left=left),
    ]
    for kind, notes in (("not_carried", imported.not_carried), ("told", imported.told)):
        if notes:
            lines += [words.say(ROOM, f"summary.{kind}"), *(say_note(kind, note, words) for note in notes)]
    return lines


def say_note(kind: str, note: Note, words: Words) -> str:
    """Say a note of `not_carried` or `told` in one line: the cells, what is the matter, and the remedy."""
    says = words.say(ROOM, f"{kind}.{note.code}.says", **note.facts)
    remedy = words.say(ROOM, f"{kind}.{note.code}.remedy", **note.facts)
    if not note.places:
        return words.say(ROOM, "summary.line_without_place", says=says, remedy=remedy)
    return words.say(ROOM, "summary.line", place=note.place, says=says, remedy=remedy)


def _cells(notes: tuple[Note, ...]) -> int:
    return sum(len(note.places) for note in notes if note.code not in SHEET_NOTES)
