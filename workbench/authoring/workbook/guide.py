"""The guide sheet: what each sheet, column and rule is for, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from workbench.authoring.workbook.fields import Table
from workbench.authoring.workbook.layout import FACT_COLUMNS, FACT_SHEET, GUIDE_SHEET, OWNER
from workbench.authoring.workbook.tables import TABLES
from workbench.authoring.workbook.vocabulary import Vocabulary
from workbench.spreadsheets.pages import Line, LineKind, Page

_WIDTHS: Final = (22, 30, 70, 58)
_CHAPTERS: Final = ("na", "bands", "conditions", "evidence", "provenance", "figures", "keeping")


def guide_page(words: Vocabulary) -> Page:
    """Write the guide in the language of `words`."""
    lines = (
        Line(LineKind.TITLE, (words.say("guide", "title"),)),
        *_texts(words, "about"),
        *_sheets(words),
        *_chapter(words, "steps"),
        *_rules(words),
        *(line for key in _CHAPTERS for line in _chapter(words, key)),
        *_columns(words),
    )
    return Page(words.sheet(GUIDE_SHEET), _WIDTHS, lines, words.sheet_names(GUIDE_SHEET))


def _heading(words: Vocabulary, key: str) -> Line:
    return Line(LineKind.HEADING, (words.say("guide", key),))


def _texts(words: Vocabulary, key: str) -> Iterator[Line]:
    for text in words.say("guide", key).strip().split("\n"):
        yield Line(LineKind.TEXT, (text,))


def _chapter(words: Vocabulary, key: str) -> Iterator[Line]:
    yield _heading(words, f"{key}_title")
    yield from _texts(words, key)


def _sheets(words: Vocabulary) -> Iterator[Line]:
    yield _heading(words, "sheets")
    yield Line(LineKind.TABLE_HEAD, (words.say("guide", "sheet_head"), words.say("guide", "sheet_says")))
    for key in (*(table.key for table in TABLES), FACT_SHEET):
        name = words.sheet(key)
        yield Line(LineKind.TABLE_ROW, (name, words.say("sheets", key, "says")), link=name)


def _rules(words: Vocabulary) -> Iterator[Line]:
    yield _heading(words, "rules_title")
    heads = ("rule_head", "rule_where", "rule_means", "rule_example")
    yield Line(LineKind.TABLE_HEAD, tuple(words.say("guide", head) for head in heads))
    for kind in words.codes("kind"):
        told = (words.say("rules", kind.replace(".", "_"), part) for part in ("where", "means", "example"))
        yield Line(LineKind.TABLE_ROW, (words.word("kind", kind), *told))


def _columns(words: Vocabulary) -> Iterator[Line]:
    yield _heading(words, "columns_title")
    heads = ("sheet_head", "column_head", "column_says", "column_choices")
    yield Line(LineKind.TABLE_HEAD, tuple(words.say("guide", head) for head in heads))
    for table in TABLES:
        name = words.sheet(table.key)
        for number, (title, says, choices) in enumerate(_columns_of(table, words)):
            yield Line(LineKind.TABLE_ROW, (name, title, says, choices), link="" if number else name)
    for key in FACT_COLUMNS:
        told = (words.title(FACT_SHEET, key), words.hint(FACT_SHEET, key), "")
        yield Line(LineKind.TABLE_ROW, (words.sheet(FACT_SHEET), *told))


def _columns_of(table: Table, words: Vocabulary) -> Iterator[tuple[str, str, str]]:
    if table.has_owner:
        yield words.title(table.key, OWNER), words.hint(table.key, OWNER), ""
    for field in table.fields:
        if not field.key.endswith(".en"):
            choices = "、".join(field.codec.choices(words))
            yield words.title(table.key, field.key), words.hint(table.key, field.key), choices
