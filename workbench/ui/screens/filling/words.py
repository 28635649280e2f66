"""A clause as the list shows it: its row, and its answer in words."""

from __future__ import annotations

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
    return EditorContext(book.form, book.language, parameters, sources, shared)


def shown(presenter: FillingPresenter, code: str) -> Shown:
    """Draw up a clause for the list; what was set aside shows its reason."""
    book = presenter.book
    row, entry = presenter.clause(code), book.entry(code)
    if entry.get("na") is True:
        return Shown(row, row.note)
    return Shown(row, answers.in_words(book.node(code).rule, entry.get("value"), context_of(book)))
