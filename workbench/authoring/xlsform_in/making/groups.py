"""Items in the groups and subgroups of a form; what is nested deeper is drawn up, groups without items are listed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from workbench.authoring.xlsform_in.making.subjects import Subject
from workbench.authoring.xlsform_in.making.wording import Wording
from workbench.authoring.xlsform_in.making.workshop import Content, Workshop
from workbench.authoring.xlsform_in.refusals import XlsformTooManyGroups, XlsformTooManyItems
from workbench.authoring.xlsform_in.source.columns import Role
from workbench.authoring.xlsform_in.source.outline import Outline, Question, Section

_MOST_GROUPS: Final = 50
_MOST_ITEMS: Final = 1_000
_SUBGROUP_DEPTH: Final = 2

Items = dict[Question, Content]


def groups_of(items: Items, title: Wording, workshop: Workshop) -> list[Content]:
    """Put the items into groups; those outside any group into one that carries the form's title.

    Raises:
        XlsformTooManyGroups, XlsformTooManyItems.
    """
    chapters: dict[Section | None, Items] = {}
    for question, item in items.items():
        chapters.setdefault(question.chapter, {})[question] = item
    if len(chapters) > _MOST_GROUPS:
        raise XlsformTooManyGroups(place="survey", groups=len(chapters), limit=_MOST_GROUPS)
    return [_group(chapter, inside, title, workshop) for chapter, inside in chapters.items()]


def _group(chapter: Section | None, items: Items, title: Wording, workshop: Workshop) -> Content:
    code = workshop.group_codes.give(chapter.row.text(Role.NAME) if chapter else "main")
    if len(items) > _MOST_ITEMS:
        raise XlsformTooManyItems(place="survey", group=code, items=len(items), limit=_MOST_ITEMS)
    if chapter is None:
        name = dict(title)
        workshop.ledger.tell((question.row.cell(Role.TYPE) for question in items), "outside_groups", group=code)
    else:
        name = _named(chapter, code, workshop)
    made: Content = {"code": code, "name": name, "floor": None, "origin": workshop.origin()}
    subgroups = _subgroups(items, code, name, workshop)
    if subgroups:
        made["subgroups"] = subgroups
    made["items"] = list(items.values())
    return made


def _subgroups(items: Items, code: str, name: Wording, workshop: Workshop) -> list[Content]:
    """Make a subgroup of each group one level down; items beside them get one that is called like the group itself."""
    inside: dict[Section | None, Items] = {}
    for question, item in items.items():
        inside.setdefault(_subgroup_of(question), {})[question] = item
    if set(inside) == {None}:
        return []
    found: list[Content] = []
    for section, members in inside.items():
        given = workshop.group_codes.give(section.row.text(Role.NAME) if section else code)
        found.append({"code": given, "name": _named(section, given, workshop) if section else dict(name)})
        for item in members.values():
            item["subgroup"] = given
    return found


def _subgroup_of(question: Question) -> Section | None:
    return next((section for section in question.chain if section.depth == _SUBGROUP_DEPTH), None)


def _named(section: Section, code: str, workshop: Workshop) -> Wording:
    name = section.row.text(Role.NAME)
    workshop.ledger.carry([section.row.cell(Role.NAME)], "group_code", group=code)
    if name and name != code:
        workshop.ledger.tell([section.row.cell(Role.NAME)], "name_spelt", name=name[:40], code=code)
    return workshop.writer.wording(section.row, Role.LABEL, name or code, "group_name", group=code)


def count_sections(outline: Outline, items: Iterable[Question], subject: Subject, workshop: Workshop) -> None:
    """Count the rows that open and close groups."""
    filled = {section for question in items for section in question.chain}
    for section in outline.sections:
        _count_section(section, is_filled=section in filled, subject=subject, workshop=workshop)


def _count_section(section: Section, *, is_filled: bool, subject: Subject, workshop: Workshop) -> None:
    row, ledger = section.row, workshop.ledger
    edges = [row.cell(Role.TYPE)] + ([section.end.cell(Role.TYPE)] if section.end else [])
    name = workshop.writer.called(row)
    if not is_filled:
        ledger.leave([*row.every_cell, *edges], "group_without_items", name=name)
        return
    if section.repeats:
        ledger.leave([*edges, *row.cells_of(Role.REPEAT_COUNT)], "repeat_asked_once", name=name)
    elif section.depth > _SUBGROUP_DEPTH:
        ledger.leave(edges, "group_too_deep", name=name)
    else:
        ledger.carry(edges, "group")
    if section.depth > _SUBGROUP_DEPTH:
        spoken = (*row.cells_of(Role.NAME), *row.cells_of(Role.LABEL))
        ledger.leave(spoken, "group_too_deep", name=name)
    if section in subject.said:
        ledger.carry([row.cell(Role.RELEVANT)], "condition")
    if section.end is not None and section.end.text(Role.NAME) == row.text(Role.NAME):
        ledger.carry([section.end.cell(Role.NAME)], "group")
