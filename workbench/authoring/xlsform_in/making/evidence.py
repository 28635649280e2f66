"""Rows that belong to an item: notes become its guidance, photos and files its evidence demands."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from typing import Final

from workbench.authoring.xlsform_in.making.wording import Wording
from workbench.authoring.xlsform_in.making.workshop import Content, Workshop
from workbench.authoring.xlsform_in.source.columns import Role
from workbench.authoring.xlsform_in.source.expressions import references_in
from workbench.authoring.xlsform_in.source.outline import Outline, Question, Section
from workbench.authoring.xlsform_in.source.question_types import Kind

_METHODS: Final = {Kind.IMAGE: "site", Kind.VIDEO: "site", Kind.AUDIO: "interview", Kind.FILE: "document"}


def attach_rows(outline: Outline, items: dict[Question, Content], workshop: Workshop) -> None:
    """Give every note, photo and file to the item it stands with; list the ones that stand with none."""
    neighbours = _Neighbours(items)
    for question in outline.questions:
        kind = question.type.kind
        if kind is Kind.IMAGE and "signature" in question.row.text(Role.APPEARANCE):
            workshop.ledger.leave(question.row.every_cell, "row_signature")
        elif kind in _METHODS:
            _demand(question, neighbours.before_or_after(question), workshop)
        elif kind is Kind.NOTE:
            _guide(question, neighbours.after_or_before(question), workshop)
        elif kind is Kind.TEXT:
            _explain(question, neighbours.explained_by(question), workshop)


class _Neighbours:
    """Finds the item a row stands with: in its own group first, then in its chapter."""

    def __init__(self, items: dict[Question, Content]) -> None:
        self._items = items
        self._inside: dict[Section | None, list[Question]] = {}
        self._chapter: dict[Section | None, list[Question]] = {}
        for question in items:
            self._inside.setdefault(question.section, []).append(question)
            self._chapter.setdefault(question.chapter, []).append(question)

    def before_or_after(self, question: Question) -> Content | None:
        """Give the item that a photo follows, else the next one."""
        for near in self._around(question):
            found = _last_above(near, question) or _first_below(near, question)
            if found is not None:
                return self._items[found]
        return None

    def after_or_before(self, question: Question) -> Content | None:
        """Give the item that a note introduces, else the last one."""
        for near in self._around(question):
            found = _first_below(near, question) or _last_above(near, question)
            if found is not None:
                return self._items[found]
        return None

    def explained_by(self, question: Question) -> Content | None:
        """Give the item right above whose answer makes a free text be asked for."""
        above = _last_above(self._inside.get(question.section, []), question)
        if above is None or references_in(question.row.text(Role.RELEVANT)) != {above.name}:
            return None
        return self._items[above]

    def _around(self, question: Question) -> tuple[list[Question], list[Question]]:
        return self._inside.get(question.section, []), self._chapter.get(question.chapter, [])


def _last_above(items: Sequence[Question], question: Question) -> Question | None:
    at = bisect(items, question.row.number, key=_row_number)
    return items[at - 1] if at else None


def _first_below(items: Sequence[Question], question: Question) -> Question | None:
    at = bisect(items, question.row.number, key=_row_number)
    return items[at] if at < len(items) else None


def _row_number(question: Question) -> int:
    return question.row.number


def _demand(question: Question, item: Content | None, workshop: Workshop) -> None:
    """Demand a photo or file as evidence of an item; label and hint together say what of."""
    row, ledger = question.row, workshop.ledger
    if item is None:
        ledger.leave(row.every_cell, "evidence_without_item", name=workshop.writer.called(row))
        return
    wanted = _label_and_hint(question, workshop, "evidence")
    demand: Content = {"method": _METHODS[question.type.kind]}
    item.setdefault("evidence", []).append({**demand, "object": wanted} if wanted else demand)
    ledger.carry([row.cell(Role.TYPE), row.cell(Role.NAME)], "evidence")
    ledger.leave([row.cell(Role.RELEVANT)], "condition_of_evidence")
    workshop.count_required(row)
    ledger.tell([row.cell(Role.TYPE)], "evidence_given_to", item=item["code"])


def _label_and_hint(question: Question, workshop: Workshop, code: str) -> Wording | None:
    first = workshop.writer.optional(question.row, Role.LABEL, code)
    return workshop.writer.below(first, question.row, Role.HINT, code)


def _guide(question: Question, item: Content | None, workshop: Workshop) -> None:
    """Put a note below the guidance of an item."""
    if item is None:
        workshop.ledger.leave(question.row.every_cell, "note_without_item", name=workshop.writer.called(question.row))
        return
    _add_to_note(question, item, workshop, "guidance_of")


def _explain(question: Question, item: Content | None, workshop: Workshop) -> None:
    """Let the guidance of an item ask for the free text; it is written into the remark every answer has."""
    if item is not None:
        _add_to_note(question, item, workshop, "remark_of")


def _add_to_note(question: Question, item: Content, workshop: Workshop, code: str) -> None:
    row, ledger = question.row, workshop.ledger
    before = item.get("note")
    note = workshop.writer.below(before, row, Role.LABEL, "guidance")
    note = workshop.writer.below(note, row, Role.HINT, "guidance")
    if note is None or note == before:
        ledger.leave(row.every_cell, "row_says_nothing")
        return
    item["note"] = note
    ledger.carry([row.cell(Role.TYPE), row.cell(Role.NAME)], "guidance")
    ledger.leave([row.cell(Role.RELEVANT)], "condition_of_guidance")
    ledger.tell([row.cell(Role.TYPE)], code, item=item["code"])
