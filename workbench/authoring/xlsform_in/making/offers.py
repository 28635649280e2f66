"""What the choices of a list mean for an item: levels, options, yes and no, "not applicable", "none of these"."""

from __future__ import annotations

from typing import Final

from workbench.authoring.xlsform_in.making.wording import Wording
from workbench.authoring.xlsform_in.making.workshop import Content, Workshop
from workbench.authoring.xlsform_in.source.choices import Choice
from workbench.authoring.xlsform_in.source.columns import Role

MOST_LEVELS: Final = 20
"""Levels that a graded item can have; a longer list is a fact, not a grade."""

_YES: Final = frozenset({"yes", "y", "true", "是"})
_NO: Final = frozenset({"no", "n", "false", "否"})
_YES_NAMES: Final = _YES | {"1", "shi"}
_NO_NAMES: Final = _NO | {"0", "fou"}
_NOT_APPLICABLE: Final = frozenset({"na", "n/a", "n_a", "not applicable", "not_applicable", "不适用", "不涉及"})
_NONE: Final = frozenset(
    {
        "none",
        "none of the above",
        "none of these",
        "无",
        "没有",
        "都没有",
        "均无",
        "以上都没有",
        "以上均无",
        "以上都不是",
    }
)
_OTHER: Final = {"zh": "其他", "en": "Other"}


def is_not_applicable(choice: Choice, workshop: Workshop) -> bool:
    """Tell whether choosing it says that the question does not apply."""
    return bool(_said_or_named(choice, workshop) & _NOT_APPLICABLE)


def is_none(choice: Choice, workshop: Workshop) -> bool:
    """Tell whether choosing it says that nothing else is chosen."""
    return bool(_said_or_named(choice, workshop) & _NONE)


def is_yes_no(choices: tuple[Choice, ...], workshop: Workshop) -> bool:
    """Tell whether a list is just yes and no; other words for them (达标, 不达标) would be lost and stay levels."""
    if len(choices) != 2:
        return False
    first, second = choices
    return any(_is_yes(yes, workshop) and _is_no(no, workshop) for yes, no in ((first, second), (second, first)))


def wording_of(choice: Choice, list_name: str, workshop: Workshop, code: str) -> Wording:
    """Give the wording of a choice and count its cells as `code`."""
    workshop.used_lists.add(list_name)
    if choice.row is None:
        return dict(_OTHER)
    workshop.ledger.carry([*choice.row.cells_of(Role.LIST_NAME), choice.row.cell(Role.NAME)], code, list=list_name)
    return workshop.writer.wording(choice.row, Role.LABEL, choice.name, code, list=list_name)


def levels(choices: tuple[Choice, ...], list_name: str, workshop: Workshop) -> list[Content]:
    """Give levels without points, best first as far as the list is."""
    return [
        {
            "code": workshop.choice_code(list_name, choice.name),
            "label": wording_of(choice, list_name, workshop, "level"),
        }
        for choice in choices
    ]


def options(choices: tuple[Choice, ...], list_name: str, workshop: Workshop) -> list[Content]:
    """Give the options of a count."""
    return [
        {
            "code": workshop.choice_code(list_name, choice.name),
            "text": wording_of(choice, list_name, workshop, "option"),
        }
        for choice in choices
    ]


def values(choices: tuple[Choice, ...], list_name: str, workshop: Workshop) -> list[Content]:
    """Give the values of an attribute."""
    return [
        {
            "code": workshop.choice_code(list_name, choice.name),
            "name": wording_of(choice, list_name, workshop, "value"),
        }
        for choice in choices
    ]


def _is_yes(choice: Choice, workshop: Workshop) -> bool:
    said = _said(choice, workshop)
    return said <= _YES if said else choice.name.strip().casefold() in _YES_NAMES


def _is_no(choice: Choice, workshop: Workshop) -> bool:
    said = _said(choice, workshop)
    return said <= _NO if said else choice.name.strip().casefold() in _NO_NAMES


def _said_or_named(choice: Choice, workshop: Workshop) -> set[str]:
    return _said(choice, workshop) or {choice.name.strip().casefold()}


def _said(choice: Choice, workshop: Workshop) -> set[str]:
    """Give the labels of a choice in Chinese and English."""
    return {text.casefold() for text in workshop.writer.said(choice.row, Role.LABEL)} if choice.row else set()
