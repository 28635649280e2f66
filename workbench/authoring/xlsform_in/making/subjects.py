"""On what an item depends, and which questions become attributes of the subject because others depend on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from workbench.authoring.xlsform_in.making.conditions import Asked, Fits, NotSayableError, fits_of, together, written
from workbench.authoring.xlsform_in.making.figures import FIGURES, Calculation, calculations_of
from workbench.authoring.xlsform_in.making.offers import MOST_LEVELS, is_not_applicable
from workbench.authoring.xlsform_in.making.workshop import SELECTS, Content, Workshop
from workbench.authoring.xlsform_in.source.columns import Role
from workbench.authoring.xlsform_in.source.outline import Outline, Question, Section
from workbench.authoring.xlsform_in.source.question_types import Kind
from workbench.authoring.xlsform_in.source.tables import Row

ITEM_KINDS: Final = SELECTS | FIGURES | {Kind.ACKNOWLEDGE}
"""Questions that can be judged."""


@dataclass
class Subject:
    """What depends on the subject.

    Attributes:
        attributes: questions that become attributes because others depend on them, by their names in the survey.
        facts: questions that become attributes although nothing depends on them: their lists are too long for levels.
        conditions: what fits, for each question that can be judged; empty for everybody.
        said: questions and sections whose own condition could be understood.
        keys: the attributes' keys by the question's name.
        calculations: calculations that become items.
        plain_inputs: figures that are only asked, because calculations draw on them.
    """

    attributes: dict[str, Question] = field(default_factory=dict)
    facts: set[Question] = field(default_factory=set)
    conditions: dict[Question, Fits] = field(default_factory=dict)
    said: set[Question | Section] = field(default_factory=set)
    keys: dict[str, str] = field(default_factory=dict)
    calculations: dict[Question, Calculation] = field(default_factory=dict)
    plain_inputs: dict[Question, None] = field(default_factory=dict)

    def is_judged(self, question: Question) -> bool:
        """Tell whether a question becomes an item."""
        if question in self.calculations:
            return True
        is_asked_only = question in self.plain_inputs or self.is_attribute(question)
        return question.type.kind in ITEM_KINDS and not is_asked_only

    def figures_of(self, question: Question) -> tuple[Question, ...]:
        """Give the figures a calculation draws on; none for any other question."""
        return self.calculations[question].figures if question in self.calculations else ()

    def is_attribute(self, question: Question) -> bool:
        """Tell whether a question is asked once about the subject instead of being judged."""
        return question in self.facts or self.attributes.get(question.name) is question

    def condition_of(self, question: Question, workshop: Workshop) -> Content | None:
        """Write the condition of an item; None for everybody."""
        fits = self.conditions.get(question)
        return written(fits, self.keys, partial(self._code_of, workshop)) if fits else None

    def _code_of(self, workshop: Workshop, name: str, choice: str) -> str:
        return workshop.choice_code(self.attributes[name].type.list_name, choice)


def subject_of(outline: Outline, workshop: Workshop) -> Subject:
    """Read every condition, and find the questions that others depend on."""
    subject = Subject(calculations=calculations_of(outline))
    subject.plain_inputs = dict.fromkeys(one for found in subject.calculations.values() for one in found.figures)
    reader = _Reader(outline, workshop, subject)
    for question in outline.questions:
        if question.type.kind in ITEM_KINDS or question in subject.calculations:
            subject.conditions[question] = reader.of_question(question)
            if _is_too_long(question, workshop):
                subject.facts.add(question)
    for question in subject.calculations:
        subject.conditions[question] = reader.of_calculation(question)
    needed = {name for one, fits in subject.conditions.items() if one not in subject.facts for name in fits}
    subject.attributes = {one.name: one for one in outline.questions if one.name in needed}
    subject.facts.difference_update(subject.attributes.values())
    return subject


def _is_too_long(question: Question, workshop: Workshop) -> bool:
    if question.type.kind is not Kind.SELECT_ONE:
        return False
    return sum(not is_not_applicable(choice, workshop) for choice in workshop.choices_of(question)) > MOST_LEVELS


class _Reader:
    """Reads conditions from top to bottom; each may only refer to what stands above it, so there is no circle."""

    def __init__(self, outline: Outline, workshop: Workshop, subject: Subject) -> None:
        self._workshop = workshop
        self._subject = subject
        self._choices: dict[str, frozenset[str]] = {}
        self._named: dict[str, list[Question]] = {}
        for question in outline.questions:
            self._named.setdefault(question.name, []).append(question)
        self._of_section: dict[Section | None, Fits] = {None: {}}
        for section in outline.sections:
            around = self._of_section[section.parent]
            self._of_section[section] = self._narrowed(section, section.row, around)

    def of_question(self, question: Question) -> Fits:
        """Give what has to fit for a question to be asked, that of the questions it depends on included."""
        fits = self._narrowed(question, question.row, self._of_section[question.section])
        above = [self._subject.conditions[self._named[name][0]] for name in fits]
        return self._joined(question, fits, above)

    def of_calculation(self, question: Question) -> Fits:
        """Give what has to fit for a calculation to have all its figures."""
        figures = [self._subject.conditions[one] for one in self._subject.figures_of(question)]
        return self._joined(question, self._subject.conditions[question], figures)

    def _joined(self, question: Question, fits: Fits, others: Iterable[Fits]) -> Fits:
        try:
            return together(fits, *others)
        except NotSayableError:
            self._workshop.ledger.tell([question.row.cell(Role.TYPE)], "conditions_not_joined")
            return fits

    def _narrowed(self, owner: Question | Section, row: Row, around: Fits) -> Fits:
        """Add the own condition of a row to those around it; one that cannot be said is listed and left out."""
        cell = row.cell(Role.RELEVANT)
        if cell is None:
            return around
        try:
            own = together(around, fits_of(cell.text, partial(self._asked, row)))
        except NotSayableError as fault:
            self._workshop.ledger.leave([cell], fault.code, **{"expression": cell.text.strip()[:80], **fault.facts})
            return around
        self._subject.said.add(owner)
        return own

    def _asked(self, row: Row, name: str) -> Asked:
        """Give the question of a name as far as a condition in `row` may refer to it."""
        known = self._named.get(name, [])
        if not name or not known:
            raise NotSayableError("condition_unknown_question", name=name)
        if len(known) > 1:
            raise NotSayableError("condition_ambiguous", name=name)
        if name not in self._choices:
            self._choices[name] = frozenset(choice.name for choice in self._workshop.choices_of(known[0]))
        choices = self._choices[name]
        if not choices:
            raise NotSayableError("condition_on_no_choice", name=name)
        if known[0].row.number >= row.number:
            raise NotSayableError("condition_refers_ahead", name=name)
        return Asked(choices, several=known[0].type.kind is Kind.SELECT_MULTIPLE)


def cells_of_condition(owners: Iterable[Question | Section], subject: Subject, workshop: Workshop) -> None:
    """Count the conditions that became part of an item."""
    for owner in owners:
        if owner in subject.said:
            workshop.ledger.carry([owner.row.cell(Role.RELEVANT)], "condition")
