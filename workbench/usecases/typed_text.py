"""Texts as people type them, brought into the one form that records can carry (RFC 8785 profile: NFC)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from workbench.domain.people import Person
from workbench.domain.refusals import Refusal

_PERSON_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")  # what certificates and records both take
_CONTROLS = re.compile(r"[\x00-\x1f\x7f/\\\u202a-\u202e\u2066-\u2069]")
_LONGEST_NAME = 200
_LONGEST_FILE_NAME = 255


class NotAPersonId(Refusal):
    """A staff number is not plain ASCII; facts: `person`."""

    code = "not_a_person_id"


class NotAPersonName(Refusal):
    """A person's name is too long or holds signs that cannot be printed; facts: `name`."""

    code = "not_a_person_name"


class NotADay(Refusal):
    """A day is not written like 2026-11-23; facts: `found`."""

    code = "not_a_day"


class ReasonMissing(Refusal):
    """Returning work or taking something back needs a reason."""

    code = "reason_missing"


def typed(text: str) -> str:
    """Compose a text (NFC: keyboards and file systems of some makers decompose) and take the blanks around it away."""
    return unicodedata.normalize("NFC", text).strip()


def typed_reason(text: str) -> str:
    """Give a reason as records write it.

    Raises:
        ReasonMissing: it says nothing.
    """
    reason = typed(text)
    if not reason:
        raise ReasonMissing
    return reason


def typed_tree(value: Any) -> Any:
    """Compose every text inside a JSON value; keys are ASCII codes and stay as they are."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {key: typed_tree(member) for key, member in value.items()}
    return [typed_tree(member) for member in value] if isinstance(value, (list, tuple)) else value


def typed_person(person: Person) -> Person:
    """Give a person as certificates and records can name them.

    Raises:
        NotAPersonId, NotAPersonName.
    """
    name = typed(person.name) or person.person_id
    if not _PERSON_ID.fullmatch(person.person_id):
        raise NotAPersonId(person=person.person_id)
    if len(name) > _LONGEST_NAME or not name.isprintable():
        raise NotAPersonName(name=name)
    return Person(person.person_id, name)


def typed_day(text: str) -> str:
    """Give a day as records write it.

    Raises:
        NotADay.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotADay(found=text) from None
    if day.isoformat() != text or not 1900 <= day.year < 2200:
        raise NotADay(found=text)
    return text


def shown_file_name(name: str) -> str:
    """Give a file's name as a record can carry it: it is shown, never used as a path."""
    readable = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
    return _CONTROLS.sub("_", readable)[-_LONGEST_FILE_NAME:] or "_"
