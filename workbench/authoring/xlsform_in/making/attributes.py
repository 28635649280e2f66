"""Questions about the subject: asked once at the start of an assessment, never judged."""

from __future__ import annotations

from workbench.authoring.xlsform_in.making import offers
from workbench.authoring.xlsform_in.making.subjects import Subject
from workbench.authoring.xlsform_in.making.wording import named
from workbench.authoring.xlsform_in.making.workshop import Content, Workshop
from workbench.authoring.xlsform_in.source.columns import Role
from workbench.authoring.xlsform_in.source.outline import Outline, Question
from workbench.authoring.xlsform_in.source.question_types import Kind


def attributes_of(outline: Outline, subject: Subject, workshop: Workshop) -> list[Content]:
    """Make the attributes in the order of the survey and remember their keys."""
    return [_attribute(one, subject, workshop) for one in outline.questions if subject.is_attribute(one)]


def _attribute(question: Question, subject: Subject, workshop: Workshop) -> Content:
    row, key = question.row, workshop.attribute_keys.give(question.name)
    is_scoring = question not in subject.facts
    if is_scoring:
        subject.keys[question.name] = key
    name = workshop.writer.wording(row, Role.LABEL, question.name or key, "attribute", key=key)
    made: Content = {
        "key": key,
        "name": name,
        "type": "set" if question.type.kind is Kind.SELECT_MULTIPLE else "enum",
        "values": offers.values(workshop.choices_of(question), question.type.list_name, workshop),
        "used_in_scoring": is_scoring,
    }
    note = _note(question, workshop)
    if note is not None:
        made["note"] = note
    _count(question, workshop, key)
    workshop.ledger.tell([row.cell(Role.TYPE)], "became_attribute" if is_scoring else "became_fact", name=named(name))
    return made


def _note(question: Question, workshop: Workshop) -> Content | None:
    """Put hint and guidance together; an attribute has one note for both."""
    hint = workshop.writer.optional(question.row, Role.HINT, "attribute_note")
    return workshop.writer.below(hint, question.row, Role.GUIDANCE, "attribute_note")


def _count(question: Question, workshop: Workshop, key: str) -> None:
    row, ledger = question.row, workshop.ledger
    ledger.carry([row.cell(Role.TYPE), row.cell(Role.NAME)], "attribute", key=key)
    ledger.leave([row.cell(Role.RELEVANT)], "condition_on_attribute")
    workshop.count_required(row)
    workshop.tell_about_other(question)
