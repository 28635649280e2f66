"""The second language: everything translated, every place kept, every room opened in it."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from workbench.domain.texts import Language
from workbench.ui import dressing
from workbench.ui.widgets.labels import Label

ROOT = Path(__file__).resolve().parents[2]
SOURCE = (ROOT / "resources" / "i18n" / "workbench_en.ts").read_text(encoding="utf-8")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def messages() -> list[tuple[str, list[str]]]:
    found = []
    for message in re.findall(r"<message.*?</message>", SOURCE, re.DOTALL):
        text = html.unescape(re.search(r"<source>(.*?)</source>", message, re.DOTALL)[1])
        forms = re.findall(r"<(?:translation|numerusform)>([^<]*)</", message)
        found.append((text, [html.unescape(form) for form in forms if form.strip() or not forms[1:]]))
    return found


def test_nothing_is_left_untranslated_and_every_place_is_kept():
    assert 'type="unfinished"' not in SOURCE
    for text, forms in messages():
        for form in forms:
            assert set(re.findall(r"\{\d", text)) == set(re.findall(r"\{\d", form)), text
            assert not CHINESE.search(form), text


def test_every_text_of_the_window_is_in_the_translation():
    """Run packaging/strings when this fails: `pyside6-lupdate` collects, `pyside6-lrelease` compiles."""
    known = {text for text, _ in messages()}
    pattern = re.compile(r"self\.tr\(\s*\"((?:[^\"\\]|\\.)*)\"|translate\(\s*\"\w+\",\s*\"((?:[^\"\\]|\\.)*)\"")
    for path in (ROOT / "workbench" / "ui").rglob("*.py"):
        for one, other in pattern.findall(path.read_text(encoding="utf-8")):
            assert (one or other) in known, (path.name, one or other)


@pytest.fixture
def english(dressed, qapp):
    dressed.language = Language.EN
    dressing.dress(qapp, dressed)
    yield dressed
    dressed.language = Language.ZH
    dressing.dress(qapp, dressed)


@pytest.mark.parametrize("room", ["today", "units", "batches", "review", "certificates", "plan", "settings"])
def test_every_room_opens_in_english(english, window, room):
    window.enter(room)
    QApplication.processEvents()
    assert not CHINESE.search(window.shown_screen.head.title.text)


def test_an_import_speaks_english_beside_the_words_of_the_file(english, window):
    window.enter("units")
    screen = window.shown_screen
    screen.importing.look("/stick/register.xlsx")
    QApplication.processEvents()
    page, sheet = screen.importing.page, screen.importing.sheet
    said = [tab.text() for tab in page.tabs.tabs]
    said += [sheet.send.text(), sheet.leave.text(), sheet.update_known.text(), sheet.skip_faulty.text()]
    said += [sheet.sum.sentence, sheet.facts.text, sheet.title.text, page.facts.text, page.grid.boxes[0].itemText(0)]
    assert [text for text in said if CHINESE.search(text)] == []


def test_filling_speaks_english_with_the_texts_of_the_form(english, fill):
    screen = fill("B205")
    shown = [label.text for label in screen.list.editor.findChildren(Label)]
    assert shown
    assert not any(CHINESE.search(text) for text in shown)
    assert screen.tabs.tabs[1].text() == "Not judged"
    assert [hint.label for hint in screen.status().keys][:3] == ["choose", "n/a", "next"]


def test_the_language_is_switched_while_the_program_runs(window, dressed, qapp):
    window.enter("settings")
    english = next(chip for chip, value in window.shown_screen.languages.items() if value is Language.EN)
    english.click()
    QApplication.processEvents()
    assert window.shown_screen.head.title.text == "Settings"
    chinese = next(chip for chip, value in window.shown_screen.languages.items() if value is Language.ZH)
    chinese.click()
    QApplication.processEvents()
    assert window.shown_screen.head.title.text == "设置"
