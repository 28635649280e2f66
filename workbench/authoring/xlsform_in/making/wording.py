"""Wordings of a row in Chinese and English, every cell of them counted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from workbench.authoring.xlsform_in.ledger import Ledger
from workbench.authoring.xlsform_in.source.columns import Role
from workbench.authoring.xlsform_in.source.languages import Languages
from workbench.authoring.xlsform_in.source.tables import Row
from workbench.domain.texts import Language
from workbench.spreadsheets.reading import Cell

Wording = dict[str, str]
"""A text of a form: `zh`, and `en` where there is English."""

_LONGEST: Final = {Language.ZH: 2_000, Language.EN: 4_000}
_LONGEST_STAND_IN: Final = 200
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_REFERENCE: Final = re.compile(r"\$\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Writer:
    """Reads the wordings of rows and counts their cells."""

    languages: Languages
    ledger: Ledger

    def optional(self, row: Row, role: Role, code: str, **facts: str) -> Wording | None:
        """Give a wording of a row, None where there is none in Chinese or English.

        Where only English is there it stands in for the Chinese, which a form cannot do without.
        """
        picked = self._picked(row, role)
        for cell, (reason, told) in picked.rejected.items():
            self.ledger.leave([cell], reason, **told)
        self.ledger.carry(picked.counted, code, **facts)
        for cell in picked.counted:
            if _REFERENCE.search(cell.text):
                self.ledger.tell([cell], "reference_in_text")
        if set(picked.chosen) == {Language.EN}:
            self.ledger.tell(picked.chosen.values(), "english_stands_in")
        return picked.wording

    def below(self, first: Wording | None, row: Row, role: Role, code: str) -> Wording | None:
        """Add a wording of a row below another one; it is listed where both are longer than a form takes."""
        picked = self._picked(row, role)
        if picked.wording is None:
            return first
        both = _joined(first, picked.wording)
        if both is None:
            self.ledger.leave(picked.counted, "text_too_long", limit=str(_LONGEST[Language.ZH]))
            return first
        self.optional(row, role, code)
        return both

    def wording(self, row: Row, role: Role, stand_in: str, code: str, **facts: str) -> Wording:
        """Give a wording of a row; `stand_in` where there is none."""
        found = self.optional(row, role, code, **facts)
        if found is not None:
            return found
        self.ledger.tell([row.cell(Role.TYPE) or row.cell(Role.NAME)], "name_stands_in", name=stand_in)
        standing = clean(stand_in[:_LONGEST_STAND_IN]) or "?"
        return {"zh": standing, "en": standing}

    def said(self, row: Row, role: Role) -> tuple[str, ...]:
        """Give what a row says in Chinese and English; no cell is counted."""
        return tuple(clean(cell.text) for cell in self._picked(row, role).counted)

    def called(self, row: Row) -> str:
        """Name a row for a note: by its label, by its name where it has none; no cell is counted."""
        wording = self._picked(row, Role.LABEL).wording
        return named(wording) if wording else row.text(Role.NAME)[:40]

    def _picked(self, row: Row, role: Role) -> _Picked:
        """Pick one cell a language, the marked column before the unmarked one."""
        picked = _Picked()
        for language, cell in self._cells(row, role):
            chosen = picked.chosen.get(language)
            if len(clean(cell.text)) > _LONGEST[language]:
                picked.rejected[cell] = ("text_too_long", {"limit": str(_LONGEST[language])})
            elif chosen is not None and clean(chosen.text) != clean(cell.text):
                picked.rejected[cell] = ("said_twice", {"other": chosen.place})
            elif clean(cell.text):
                picked.chosen.setdefault(language, cell)
                picked.counted.append(cell)
        return picked

    def _cells(self, row: Row, role: Role) -> Iterable[tuple[Language, Cell]]:
        spoken = [
            (column.heading.language is None, language, cell)
            for column, cell in row.cells
            if column.heading.role is role and not cell.is_empty
            if (language := self.languages.of(column.heading.language)) is not None
        ]
        return [(language, cell) for _, language, cell in sorted(spoken, key=lambda one: one[0])]


def clean(text: str) -> str:
    """Bring a text into the form in which forms keep texts: NFC, no control characters, no blanks around it."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()


def named(wording: Wording) -> str:
    """Shorten a wording for a note."""
    return wording["zh"] if len(wording["zh"]) <= 40 else f"{wording['zh'][:39]}…"


def _joined(first: Wording | None, second: Wording) -> Wording | None:
    """Put one wording below another; None when that is longer than a form takes."""
    if first is None:
        return second
    both = {key: f"{first.get(key, first['zh'])}\n{second.get(key, second['zh'])}" for key in sorted({*first, *second})}
    return both if all(len(text) <= _LONGEST[Language(key)] for key, text in both.items()) else None


@dataclass
class _Picked:
    """The cells that speak for a row, those that say the same, and those that cannot stand beside them."""

    chosen: dict[Language, Cell] = field(default_factory=dict)
    counted: list[Cell] = field(default_factory=list)
    rejected: dict[Cell, tuple[str, dict[str, str]]] = field(default_factory=dict)

    @property
    def wording(self) -> Wording | None:
        """What they say; English stands in for missing Chinese."""
        texts = {language.value: clean(cell.text) for language, cell in self.chosen.items()}
        if "zh" in texts or not texts:
            return texts or None
        return {"zh": texts["en"][: _LONGEST[Language.ZH]], **texts}
