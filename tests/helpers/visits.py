"""The big steps of a visit in the window, by keys, as the tests of whole visits share them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from tests.helpers.offices import TAIYUAN
from tests.helpers.visitor import Visitor
from workbench.ui.editors.subject import ChipChoice

K = Qt.Key
CREDIT_CODE = TAIYUAN.unit["credit_code"]


def register(visitor: Visitor, *, wrong_code: str = "") -> str:
    """Register the sample's unit; gives the refusal of the wrong code, which stood while it was typed."""
    visitor.control(K.Key_N)
    visitor.settle()
    sheet = visitor.page.register_sheet
    visitor.write(TAIYUAN.unit["name"])
    visitor.press(K.Key_Return)
    while sheet.action.currentData() != TAIYUAN.unit["action"]:
        visitor.press(K.Key_Down)
    visitor.press(K.Key_Return)
    refusal = ""
    if wrong_code:
        visitor.type(wrong_code)
        visitor.settle()
        refusal = sheet.code.refusal
        visitor.control(K.Key_A)
    visitor.type(CREDIT_CODE)
    visitor.settle()
    visitor.press(K.Key_Return, K.Key_Down, K.Key_Return, K.Key_Down, K.Key_Return)
    visitor.write(TAIYUAN.unit["address"])
    visitor.control(K.Key_Return)
    visitor.settle()
    return refusal


def start(visitor: Visitor) -> None:
    """Fill the sheet that starts a visit, and start it."""
    sheet = visitor.page.start_sheet
    sheet.visit.setFocus()
    visitor.control(K.Key_A)
    visitor.type("2026-11-23")
    for attribute, labelled in sheet.attributes.asked:
        wanted, field = TAIYUAN.answers["subject"][attribute.key], labelled.field
        chip = field.chips[field._values.index(wanted)] if isinstance(field, ChipChoice) else None
        for _ in range(20):
            visitor.press(*() if visitor.focused is (chip or field) else (K.Key_Tab,))
        assert visitor.focused is (chip or field)
        if chip is not None:
            visitor.press(K.Key_Space)
        while chip is None and field.currentData() != wanted:
            visitor.press(K.Key_Down)
    visitor.control(K.Key_Return)
    visitor.settle()


def entry_of(code: str) -> dict[str, object]:
    """Give what the sample's inspector recorded for a clause."""
    answers = TAIYUAN.answers
    return dict(answers["responses"].get(code) or answers["prerequisites"][code])


def answer_all(visitor: Visitor, codes: tuple[str, ...]) -> None:
    """Answer clauses in their order by keys alone: every one must have the focus when its turn comes."""
    presenter = visitor.page.presenter
    for code in codes:
        assert presenter.focus == code
        visitor.answer(presenter.book.node(code), entry_of(code), TAIYUAN.answers["parameters"])
        presenter.settle()
        if presenter.focus == code:
            visitor.press(K.Key_Return)
    visitor.settle()


def look_and_take(visitor: Visitor, path: Path) -> None:
    """Drop a file onto the batches page, look, and take it in."""
    visitor.window.enter("batches")
    visitor.settle()
    visitor.drop(visitor.page.drop, path)
    visitor.press(K.Key_Return)
    visitor.settle()
