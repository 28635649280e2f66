"""Questions that can be judged, as items: everything known, no points, no bands."""

from __future__ import annotations

import re
from typing import Final

from workbench.authoring.xlsform_in.making import offers
from workbench.authoring.xlsform_in.making.figures import calculated, figure, plain_input
from workbench.authoring.xlsform_in.making.subjects import Subject, cells_of_condition
from workbench.authoring.xlsform_in.making.wording import Wording
from workbench.authoring.xlsform_in.making.workshop import Content, Workshop
from workbench.authoring.xlsform_in.source.choices import Choice
from workbench.authoring.xlsform_in.source.columns import Role
from workbench.authoring.xlsform_in.source.outline import Outline, Question
from workbench.authoring.xlsform_in.source.question_types import Kind

_COUNTED: Final = "项"
_NOT_NEGATIVE: Final = re.compile(r"\.\s*(>=\s*0(\.0*)?|>\s*-1)\s*\Z")


def items_of(outline: Outline, subject: Subject, workshop: Workshop) -> dict[Question, Content]:
    """Make the items in the order of the survey, and the inputs of calculations."""
    for question in subject.plain_inputs:
        _input(question, subject, workshop)
    return {
        question: _item(question, subject, workshop) for question in outline.questions if subject.is_judged(question)
    }


def _input(question: Question, subject: Subject, workshop: Workshop) -> None:
    plain_input(question, workshop)
    cells_of_condition((question, *question.chain), subject, workshop)
    _count_constraint(question, workshop)
    workshop.count_required(question.row)


def _item(question: Question, subject: Subject, workshop: Workshop) -> Content:
    row, code = question.row, workshop.item_codes.give(question.name)
    name = workshop.writer.wording(row, Role.LABEL, question.name or code, "item_name", item=code)
    made: Content = {"code": code, "name": name}
    made["check"] = workshop.writer.optional(row, Role.HINT, "check", item=code) or dict(name)
    made |= _rule(question, name, subject, workshop)
    applies_to = subject.condition_of(question, workshop)
    if applies_to is not None:
        made["applies_to"] = applies_to
        cells_of_condition((question, *question.chain), subject, workshop)
    note = workshop.writer.below(made.get("note"), row, Role.GUIDANCE, "guidance")
    for one in subject.figures_of(question):
        note = workshop.writer.below(note, one.row, Role.HINT, "guidance")
        note = workshop.writer.below(note, one.row, Role.GUIDANCE, "guidance")
    if note is not None:
        made["note"] = note
    made["origin"] = {"provenance": "constructed", "content_source": "own", "source": workshop.source}
    _count(question, code, made["scoring"]["kind"], workshop)
    return made


def _rule(question: Question, name: Wording, subject: Subject, workshop: Workshop) -> Content:
    """Propose how the item is scored, and what comes with that."""
    match question.type.kind:
        case Kind.SELECT_ONE:
            return _choice(question, workshop)
        case Kind.SELECT_MULTIPLE:
            return _count_of(question, workshop)
        case Kind.CALCULATE:
            return calculated(subject.calculations[question], name, workshop)
        case Kind.ACKNOWLEDGE:
            return {"scoring": {"kind": "yes_no"}}
        case _:
            return figure(question, name, workshop)


def _choice(question: Question, workshop: Workshop) -> Content:
    """One choice: yes or no, or a level."""
    list_name = question.type.list_name
    judged, made = _without_not_applicable(question, workshop)
    if offers.is_yes_no(judged, workshop):
        for choice in judged:
            offers.wording_of(choice, list_name, workshop, "yes_no")
        workshop.ledger.tell([question.row.cell(Role.TYPE)], "yes_is_full")
        return {"scoring": {"kind": "yes_no"}, **made}
    if len(judged) == 1:
        note = offers.wording_of(judged[0], list_name, workshop, "only_choice")
        return {"scoring": {"kind": "yes_no"}, **made, "note": note}
    scoring: Content = {"kind": "graded"}
    if judged:
        scoring["levels"] = offers.levels(judged, list_name, workshop)
    return {"scoring": scoring, **made}


def _count_of(question: Question, workshop: Workshop) -> Content:
    """Several choices: they are counted; a choice "none of these" is no thing to be counted."""
    list_name = question.type.list_name
    judged, made = _without_not_applicable(question, workshop)
    counted = tuple(choice for choice in judged if not offers.is_none(choice, workshop)) or judged
    for choice in judged:
        if choice not in counted and choice.row is not None:
            workshop.ledger.leave(choice.row.every_cell, "choice_of_nothing", list=list_name, name=choice.name)
    scoring: Content = {"kind": "count", "unit": workshop.unit(_COUNTED)}
    if counted:
        scoring["options"] = offers.options(counted, list_name, workshop)
    return {"scoring": scoring, **made}


def _without_not_applicable(question: Question, workshop: Workshop) -> tuple[tuple[Choice, ...], Content]:
    """Take the choice "not applicable" out: it becomes the item's own N/A mark, unless there is no other choice."""
    choices = workshop.choices_of(question)
    judged = tuple(choice for choice in choices if not offers.is_not_applicable(choice, workshop))
    if not judged or len(judged) == len(choices):
        return choices, {}
    for choice in choices:
        if choice not in judged:
            offers.wording_of(choice, question.type.list_name, workshop, "not_applicable")
    workshop.ledger.tell([question.row.cell(Role.TYPE)], "not_applicable_proposed")
    return judged, {"na": {"rule": "excluded"}}


def _count(question: Question, code: str, kind: str, workshop: Workshop) -> None:
    """Count the cells of a row that is an item now."""
    row, ledger = question.row, workshop.ledger
    type_cell, name_cell = row.cell(Role.TYPE), row.cell(Role.NAME)
    if question.type.kind in {Kind.SELECT_ONE, Kind.SELECT_MULTIPLE} and not workshop.choices_of(question):
        ledger.leave([type_cell], "list_missing", list=question.type.list_name, item=code)
    else:
        ledger.carry([type_cell], "kind", item=code, kind=kind)
    ledger.carry([name_cell], "item_code", item=code)
    if question.type.kind is Kind.CALCULATE:
        ledger.carry([row.cell(Role.CALCULATION)], "expression", item=code)
    if name_cell is None:
        ledger.tell([type_cell], "name_missing", code=code)
    elif code != question.name:
        ledger.tell([name_cell], "name_spelt", name=question.name[:40], code=code)
    _count_constraint(question, workshop)
    workshop.count_required(row)
    workshop.tell_about_other(question)


def _count_constraint(question: Question, workshop: Workshop) -> None:
    """Count the limits of an answer; that whole numbers are never negative is law anyway."""
    cell = question.row.cell(Role.CONSTRAINT)
    said = question.row.text(Role.CONSTRAINT)
    if question.type.kind is Kind.INTEGER and _NOT_NEGATIVE.match(said):
        workshop.ledger.carry([cell], "never_negative")
    else:
        workshop.ledger.leave([cell], "constraint", expression=said[:80])
