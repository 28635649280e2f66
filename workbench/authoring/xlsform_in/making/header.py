"""What the settings say of the form as a whole: its code, edition and title."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from workbench.authoring.xlsform_in.ledger import Ledger
from workbench.authoring.xlsform_in.making.codes import safe_code
from workbench.authoring.xlsform_in.making.wording import Wording, clean
from workbench.authoring.xlsform_in.source.columns import Role
from workbench.authoring.xlsform_in.source.languages import looks_chinese
from workbench.authoring.xlsform_in.source.tables import Row, Table

_LONGEST_TITLE = 2_000


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a form."""

    form: str
    edition: str
    title: Wording


def default_language(settings: Table) -> str:
    """Give the language of the unmarked columns, "" where the settings do not say."""
    return settings.rows[0].text(Role.DEFAULT_LANGUAGE) if settings.rows else ""


def header_of(settings: Table, file: str, ledger: Ledger) -> Header:
    """Read the first row of the settings; what is missing is drawn from the file's name, and told."""
    first, *others = settings.rows or (Row(2, ()),)
    for row in others:
        ledger.leave(row.every_cell, "settings_row_unread")
    ledger.carry(first.cells_of(Role.DEFAULT_LANGUAGE), "default_language")
    stem = PurePath(file).stem
    title = _title(first, ledger)
    form = _form(first, title or stem, ledger)
    return Header(form, _edition(first, ledger), _two(title or clean(stem) or form))


def _title(row: Row, ledger: Ledger) -> str:
    cell = row.cell(Role.TITLE)
    title = clean(cell.text) if cell else ""
    if len(title) > _LONGEST_TITLE:
        ledger.leave([cell], "text_too_long", limit=str(_LONGEST_TITLE))
        return ""
    if title:
        ledger.carry([cell], "title")
    else:
        ledger.tell([cell], "title_missing")
    return title


def _form(row: Row, otherwise: str, ledger: Ledger) -> str:
    cell = row.cell(Role.FORM_ID)
    said = row.text(Role.FORM_ID)
    form = safe_code(said) or safe_code(otherwise) or "form"
    ledger.carry([cell], "form_code", form=form)
    if form != said:
        ledger.tell([cell], "form_code_spelt" if said else "form_code_missing", name=said[:40], code=form)
    return form


def _edition(row: Row, ledger: Ledger) -> str:
    cell = row.cell(Role.VERSION)
    said = row.text(Role.VERSION)
    edition = safe_code(said) or "1"
    ledger.carry([cell], "edition", edition=edition)
    if edition != said:
        ledger.tell([cell], "edition_spelt" if said else "edition_missing", name=said[:40], code=edition)
    return edition


def _two(title: str) -> Wording:
    """A title has no language columns: an English one stands in for the Chinese."""
    return {"zh": title} if looks_chinese(title) else {"zh": title, "en": title}
