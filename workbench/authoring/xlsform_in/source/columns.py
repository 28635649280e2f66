"""Column titles of an XLSForm in all their spellings: what a column holds, and in which language."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


class Role(enum.Enum):
    """What a column holds; the value is also the code of the note about cells that are not carried."""

    TYPE = "type"
    NAME = "name"
    LABEL = "label"
    HINT = "hint"
    GUIDANCE = "guidance_hint"
    RELEVANT = "relevant"
    CONSTRAINT = "constraint"
    REQUIRED = "required"
    CALCULATION = "calculation"
    REPEAT_COUNT = "repeat_count"
    DISABLED = "disabled"
    LIST_NAME = "list_name"
    FORM_ID = "form_id"
    TITLE = "form_title"
    VERSION = "version"
    DEFAULT_LANGUAGE = "default_language"
    APPEARANCE = "appearance"
    CONSTRAINT_MESSAGE = "constraint_message"
    REQUIRED_MESSAGE = "required_message"
    CHOICE_FILTER = "choice_filter"
    PARAMETERS = "parameters"
    DEFAULT = "default_value"
    READ_ONLY = "read_only"
    TRIGGER = "trigger"
    MEDIA = "media"
    SAVE_TO = "save_to"
    SETTING = "setting"
    FILTER = "filter_column"
    UNKNOWN = "column_unknown"
    TWICE = "column_twice"
    UNTITLED = "column_untitled"


WITHOUT_PLACE: Final = frozenset(
    {
        Role.APPEARANCE,
        Role.CONSTRAINT_MESSAGE,
        Role.REQUIRED_MESSAGE,
        Role.CHOICE_FILTER,
        Role.PARAMETERS,
        Role.DEFAULT,
        Role.READ_ONLY,
        Role.TRIGGER,
        Role.MEDIA,
        Role.SAVE_TO,
        Role.SETTING,
        Role.FILTER,
        Role.UNKNOWN,
        Role.TWICE,
        Role.UNTITLED,
    }
)
"""Columns of which nothing can be carried, whatever stands in them."""

_SURVEY: Final[Mapping[str, Role]] = MappingProxyType(
    {
        "type": Role.TYPE,
        "command": Role.TYPE,
        "name": Role.NAME,
        "tag": Role.NAME,
        "value": Role.NAME,
        "label": Role.LABEL,
        "caption": Role.LABEL,
        "hint": Role.HINT,
        "guidance_hint": Role.GUIDANCE,
        "relevant": Role.RELEVANT,
        "relevance": Role.RELEVANT,
        "constraint": Role.CONSTRAINT,
        "required": Role.REQUIRED,
        "calculation": Role.CALCULATION,
        "calculate": Role.CALCULATION,
        "repeat_count": Role.REPEAT_COUNT,
        "count": Role.REPEAT_COUNT,
        "jr:count": Role.REPEAT_COUNT,
        "disabled": Role.DISABLED,
        "appearance": Role.APPEARANCE,
        "constraint_message": Role.CONSTRAINT_MESSAGE,
        "constraining_message": Role.CONSTRAINT_MESSAGE,
        "jr:constraintmsg": Role.CONSTRAINT_MESSAGE,
        "required_message": Role.REQUIRED_MESSAGE,
        "requiredmsg": Role.REQUIRED_MESSAGE,
        "jr:requiredmsg": Role.REQUIRED_MESSAGE,
        "choice_filter": Role.CHOICE_FILTER,
        "parameters": Role.PARAMETERS,
        "default": Role.DEFAULT,
        "read_only": Role.READ_ONLY,
        "readonly": Role.READ_ONLY,
        "trigger": Role.TRIGGER,
        "media": Role.MEDIA,
        "image": Role.MEDIA,
        "big-image": Role.MEDIA,
        "audio": Role.MEDIA,
        "video": Role.MEDIA,
        "save_to": Role.SAVE_TO,
        "entities:saveto": Role.SAVE_TO,
    }
)
_CHOICES: Final[Mapping[str, Role]] = MappingProxyType(
    {
        "list_name": Role.LIST_NAME,
        "name": Role.NAME,
        "value": Role.NAME,
        "label": Role.LABEL,
        "caption": Role.LABEL,
        "media": Role.MEDIA,
        "image": Role.MEDIA,
        "big-image": Role.MEDIA,
        "audio": Role.MEDIA,
        "video": Role.MEDIA,
    }
)
_SETTINGS: Final[Mapping[str, Role]] = MappingProxyType(
    {
        "form_id": Role.FORM_ID,
        "id_string": Role.FORM_ID,
        "set_form_id": Role.FORM_ID,
        "form_title": Role.TITLE,
        "title": Role.TITLE,
        "set_form_title": Role.TITLE,
        "version": Role.VERSION,
        "default_language": Role.DEFAULT_LANGUAGE,
    }
)
ROLES: Final[Mapping[str, Mapping[str, Role]]] = MappingProxyType(
    {"survey": _SURVEY, "choices": _CHOICES, "settings": _SETTINGS}
)
"""The columns of the three sheets by their titles in small letters with underscores."""

_OTHERWISE: Final[Mapping[str, Role]] = MappingProxyType(
    {"survey": Role.UNKNOWN, "choices": Role.FILTER, "settings": Role.SETTING}
)
_NESTED: Final = frozenset({"bind", "control", "body"})
SPEAKING: Final = frozenset({Role.LABEL, Role.HINT, Role.GUIDANCE})
"""Columns that may stand once for each language."""
_NAMESPACED: Final = re.compile(r"\b(jr|entities):(?!:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a column title says: the role, and the language as it is written there (None: unmarked)."""

    role: Role
    language: str | None = None


def heading_of(title: str, sheet: str, *, double_colon: bool) -> Heading:
    """Read a column title of one of the three sheets.

    Args:
        title: the title as it stands.
        sheet: `survey`, `choices` or `settings`.
        double_colon: whether the sheet marks languages by `::` (otherwise a single colon does).
    """
    if not title.strip():
        return Heading(Role.UNTITLED)
    first, *rest = _parts(title, double_colon=double_colon)
    if _snake(first) in _NESTED and rest:
        first, *rest = rest
    role = ROLES[sheet].get(_snake(first), _OTHERWISE[sheet])
    language = "::".join(rest) or None
    if language is not None and role not in SPEAKING:
        return Heading(role if role in WITHOUT_PLACE else _OTHERWISE[sheet])
    return Heading(role, language)


def _parts(title: str, *, double_colon: bool) -> list[str]:
    if double_colon or "::" in title:
        return [part.strip() for part in title.split("::")]
    joined = _NAMESPACED.sub(r"\1\0", title)  # `jr:count` is one word
    return [part.strip().replace("\0", ":") for part in joined.split(":")]


def _snake(title: str) -> str:
    return "_".join(title.split()).lower()
