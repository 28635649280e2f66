"""A clause as the list shows it: its row, and its answer in words."""

from __future__ import annotations

from workbench.domain.forms import StarRequirement
from workbench.domain.rules import RequiredLevel
from workbench.ui.editors.measuring import EditorContext
from workbench.ui.screens.filling import answers
from workbench.ui.screens.filling.book import Book
from workbench.ui.screens.filling.model import Shown
from workbench.ui.screens.filling.presenter import FillingPresenter
from workbench.ui.screens.filling.shared_inputs import shared_inputs


def context_of(book: Book, code: str = "") -> EditorContext:
    """Gather what the editor of a clause may know."""
    shared = shared_inputs(book.node(code), book.responses, book.form.items) if code else {}
    parameters = {key: value.value for key, value in book.parameters.items()}
    sources = {key: value.source for key, value in book.parameters.items()}
    return EditorContext(book.form, book.language, parameters, sources, shared, book.facts)


def shown(presenter: FillingPresenter, code: str) -> Shown:
    """Draw up a clause for the list; what was set aside shows its reason."""
    book = presenter.book
    row, entry = presenter.clause(code), book.entry(code)
    if entry.get("na") is True:
        return Shown(row, row.note)
    node, context = book.node(code), context_of(book)
    if isinstance(node, StarRequirement):
        return Shown(row, answers.claimed(node, entry.get("value"), context))
    if isinstance(node.rule, RequiredLevel):
        level = next((grade.name for grade in book.form.grading if grade.code == book.gate(code).level), None)
        return Shown(row, answers.required(context.say(level)))
    return Shown(row, answers.in_words(node.rule, entry.get("value"), context))
