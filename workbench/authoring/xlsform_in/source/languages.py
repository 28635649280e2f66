"""The languages of an XLSForm: which of its columns speak Chinese, which English, and which neither."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from workbench.authoring.xlsform_in.source.columns import SPEAKING
from workbench.authoring.xlsform_in.source.tables import Table
from workbench.domain.texts import Language

_CODES: Final = {
    **dict.fromkeys(("zh", "zho", "chi", "cmn"), Language.ZH),
    **dict.fromkeys(("en", "eng"), Language.EN),
}
_NAMES: Final = {
    **dict.fromkeys(("chinese", "mandarin", "中文", "汉语", "漢語", "普通话", "国语", "简体", "繁体"), Language.ZH),
    **dict.fromkeys(("english", "英文", "英语"), Language.EN),
}
_LONGEST_MARK: Final = 80
_TRADITIONAL: Final = re.compile(r"hant|tw\b|hk\b|mo\b|traditional|繁|漢", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"[(（]\s*([^()（）]+?)\s*[)）]\s*$")
_CHINESE: Final = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Languages:
    """What the language marks of this workbook mean; a mark that is not here speaks neither language."""

    by_mark: dict[str | None, Language]

    def of(self, mark: str | None) -> Language | None:
        """Give the language of a column; None for a third one."""
        return self.by_mark.get(mark)


def language_called(mark: str) -> Language | None:
    """Understand a mark as `中文 (zh)`, `zh-CN`, `Chinese`, `English (en)`; None for another language."""
    lowered = mark.strip().casefold()[:_LONGEST_MARK]
    bracketed = _BRACKETS.search(lowered)
    for code in ([bracketed[1]] if bracketed else []) + [lowered]:
        found = _CODES.get(re.split(r"[-_]", code)[0])
        if found is not None:
            return found
    return next((language for name, language in _NAMES.items() if name in lowered), None)


def languages_of(tables: Iterable[Table], default: str) -> Languages:
    """Find out what the marks of all wording columns mean.

    Args:
        tables: the sheets with wordings.
        default: the setting `default_language`, "" where there is none.
    """
    columns = [column for table in tables for column in table.columns if column.heading.role in SPEAKING]
    marks = list(dict.fromkeys(column.heading.language for column in columns))
    by_mark: dict[str | None, Language] = {}
    for language in Language:
        speaking = [mark for mark in marks if mark is not None and language_called(mark) is language]
        speaking.sort(key=lambda mark: bool(_TRADITIONAL.search(mark or "")))
        if speaking:
            by_mark[speaking[0]] = language
    if None in marks:
        unmarked = _language_of_unmarked(tables, default)
        if unmarked is not None:
            by_mark[None] = unmarked
    return Languages(by_mark)


def looks_chinese(text: str) -> bool:
    """Tell whether there is a Chinese character in a text."""
    return bool(_CHINESE.search(text))


def _language_of_unmarked(tables: Iterable[Table], default: str) -> Language | None:
    """An unmarked column speaks the default language; without one, its words are looked at."""
    if default.strip().casefold() not in {"", "default"}:
        return language_called(default)
    texts = [
        cell.text
        for table in tables
        for row in table.rows
        for column, cell in row.cells
        if column.heading.role in SPEAKING and column.heading.language is None
    ]
    chinese = sum(looks_chinese(text) for text in texts)
    return Language.ZH if chinese * 2 >= len(texts) else Language.EN
