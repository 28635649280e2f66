"""The law of the window: whatever a published case answers can be entered by its editors, and gives the same RESULT."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from unittest.mock import create_autospec

import pytest
from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from tests.helpers.editor_hand import enter
from tests.helpers.fake_workspace import FakeWorkspace, a_desk, open_form
from tests.helpers.immediate_tasks import ImmediateTasks
from tests.helpers.vectors import cases, form_of, library
from workbench.domain.forms import Form
from workbench.domain.rules import ItemGate, ItemMustPass, RequiredLevel
from workbench.domain.texts import Language
from workbench.scoring.result_document import to_document
from workbench.ui.facts import ParameterValue
from workbench.ui.live_score import LiveScore
from workbench.ui.screens.filling.book import Book
from workbench.ui.screens.filling.clause_editor import ClauseEditor
from workbench.ui.screens.filling.presenter import FillingPresenter, FillingView
from workbench.ui.screens.filling.words import context_of, shown


class Inspector:
    """Fills a form clause by clause through the presenter, with the editor of each clause open in turn."""

    def __init__(self, case: Mapping[str, Any]) -> None:
        form, self.answers = form_of(case), case["answers"]
        desk = a_desk(form)
        desk.opened["a1"] = opened = open_form(form, subject=self.answers["subject"])
        self.book = Book(opened, LiveScore(opened), Language.ZH)
        workspace = FakeWorkspace(desk)
        view = create_autospec(FillingView)
        self.presenter = FillingPresenter(view, self.book, workspace.assessments, workspace.evidence, ImmediateTasks())
        self.desk = desk
        self.holder = QWidget()
        self.walked: set[str] = set()

    def fill(self) -> None:
        """Enter the outside values, then walk the list as it stands."""
        self.presenter.begin()
        for key, value in self.answers["parameters"].items():
            if value is not None:
                self.presenter.enter_parameter(ParameterValue(key, value, "样例"))
        for code in self.presenter.book.codes:
            self.open(code)

    def open(self, code: str) -> None:
        """Open one clause and enter what the case says of it."""
        clause = ClauseEditor(self.book.node(code), context_of(self.book, code), top=0, left=0)
        clause.setParent(self.holder)
        self.walked.add(code)

        def show() -> None:
            clause.show_entry(self.book.entry(code))

        def answered(value: object, typing: bool) -> None:
            self.presenter.answer(code, value, typing=typing)
            show()

        def told(reason: str, proof: bool) -> None:
            self.presenter.set_aside(code, reason, proof=proof)
            show()

        clause.answered.connect(answered)
        clause.aside_told.connect(told)
        show()
        half = "prerequisites" if self.book.is_gate(code) else "responses"
        enter(clause, self.answers[half].get(code, {}))
        self.presenter.settle()
        assert shown(self.presenter, code).row.code == code
        delete(clause)


HALF_OPEN = "green-school-university-10"
"""Leaves the void condition of a deduction unanswered, which the window never does: its empty box says no."""


@pytest.mark.parametrize("case", [case for case in cases() if case != HALF_OPEN])
def test_a_published_case_is_entered_by_the_editors_and_gives_the_published_result(dressed, case):
    inspector = Inspector(cases()[case])
    inspector.fill()
    delete(inspector.holder)
    assert to_document(inspector.book.result) == cases()[case]["expected"]


def test_an_empty_void_box_says_that_the_condition_does_not_hold(dressed):
    inspector = Inspector(cases()[HALF_OPEN])
    inspector.fill()
    assert inspector.book.entry("C201")["value"]["void"] is False
    assert not inspector.book.row("C201").state.is_open


def wanted(form: Form) -> set[str]:
    """Name every clause that somebody must answer in some case of an edition."""
    derived = (ItemMustPass, ItemGate, RequiredLevel)
    asked = (entry for entry in form.asked_by_code.values() if not isinstance(getattr(entry, "rule", None), derived))
    every = (*form.items, *asked)
    return {entry.code for entry in every if entry.editions is None or form.edition in entry.editions}


def test_the_cases_walk_every_clause_of_every_edition(dressed):
    """What no case asks would be entered by nobody; derived clauses ask nothing of their own."""
    seen: dict[tuple[str, str], set[str]] = {}
    for case in cases().values():
        form, answers = form_of(case), case["answers"]
        entered = seen.setdefault((form.code, form.edition), set())
        entered.update(code for half in ("responses", "prerequisites") for code in answers[half])
    for form in library().usable():
        missing = wanted(form) - seen[form.code, form.edition]
        assert not missing, (form.code, form.edition, missing)
