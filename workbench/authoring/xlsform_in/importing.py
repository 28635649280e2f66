"""Read an XLSForm into a form whose scoring is added later; every cell of it is counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from workbench.authoring.xlsform_in.ledger import Ledger
from workbench.authoring.xlsform_in.making.attributes import attributes_of
from workbench.authoring.xlsform_in.making.evidence import attach_rows
from workbench.authoring.xlsform_in.making.groups import count_sections, groups_of
from workbench.authoring.xlsform_in.making.header import Header, default_language, header_of
from workbench.authoring.xlsform_in.making.items import items_of
from workbench.authoring.xlsform_in.making.leftovers import leave_rows
from workbench.authoring.xlsform_in.making.subjects import subject_of
from workbench.authoring.xlsform_in.making.wording import Writer
from workbench.authoring.xlsform_in.making.workshop import Content, Workshop
from workbench.authoring.xlsform_in.outcome import ImportedForm
from workbench.authoring.xlsform_in.refusals import (
    XlsformEmpty,
    XlsformTooManyChoices,
    XlsformWithoutItems,
    XlsformWithoutSurvey,
)
from workbench.authoring.xlsform_in.source.choices import choice_lists, leave_unused
from workbench.authoring.xlsform_in.source.columns import Role
from workbench.authoring.xlsform_in.source.judging import judge_cells
from workbench.authoring.xlsform_in.source.languages import languages_of
from workbench.authoring.xlsform_in.source.outline import Outline, outline_of
from workbench.authoring.xlsform_in.source.tables import Table, headings, read_tables, sheet_named
from workbench.spreadsheets.reading import BookRead

_SHEETS_NAMED: Final = 8
_MOST_CHOICES: Final = 50_000


def is_xlsform(book: BookRead) -> bool:
    """Tell whether a workbook is an XLSForm: a sheet `survey` with the columns `type` and `name` or `label`."""
    survey = sheet_named(book, "survey")
    if survey is None:
        return False
    roles = {heading.role for heading in headings(survey, "survey")}
    return Role.TYPE in roles and bool(roles & {Role.NAME, Role.LABEL})


def import_xlsform(book: BookRead) -> ImportedForm:
    """Read the workbook of an XLSForm.

    Raises:
        XlsformWithoutSurvey, XlsformEmpty, XlsformWithoutItems, XlsformTooLong, XlsformTooManyGroups,
        XlsformTooManyItems, XlsformTooManyChoices.
    """
    if not is_xlsform(book):
        raise XlsformWithoutSurvey(file=book.file, sheets=_named(book))
    ledger = Ledger()
    tables = read_tables(book, ledger)
    languages = languages_of(tables.values(), default_language(tables["settings"]))
    judge_cells(tables.values(), languages, ledger)
    header = header_of(tables["settings"], book.file, ledger)
    lists = choice_lists(tables["choices"], ledger)
    outline = outline_of(tables["survey"], ledger)
    if not outline.questions:
        raise XlsformEmpty(place="survey", file=book.file)
    workshop = Workshop(ledger, Writer(languages, ledger), lists, f"导入自 XLSForm {header.form}")
    content = _content(outline, header, workshop, book.file)
    leave_rows(outline, workshop)
    leave_unused(lists, workshop.used_lists, ledger)
    _tell_of_all(tables["survey"], ledger)
    return ImportedForm(content, *ledger.finish(_titles(tables)))


def _named(book: BookRead) -> str:
    """Name the sheets of a book, not all of very many."""
    names = [sheet.name for sheet in book.sheets[:_SHEETS_NAMED]]
    return ", ".join(names + ["…"] * (len(book.sheets) > _SHEETS_NAMED))


def _titles(tables: Mapping[str, Table]) -> dict[str, str]:
    return {place: title for table in tables.values() for place, title in table.titles().items()}


def _content(outline: Outline, header: Header, workshop: Workshop, file: str) -> Content:
    """Write the content of a form file as far as it is known, in the order of a form file."""
    _refuse_too_many_choices(outline, workshop)
    subject = subject_of(outline, workshop)
    attributes = attributes_of(outline, subject, workshop)
    items = items_of(outline, subject, workshop)
    if not items:
        raise XlsformWithoutItems(place="survey", file=file, questions=len(outline.questions))
    attach_rows(outline, items, workshop)
    groups = groups_of(items, header.title, workshop)
    count_sections(outline, items, subject, workshop)
    return {
        "format": 1,
        "form": header.form,
        "edition": header.edition,
        "language": "zh-CN",
        "title": header.title,
        "short_name": dict(header.title),
        "status": _status(),
        "normalisation": "share_of_hundred",
        "attributes": attributes,
        "parameters": [],
        "inputs": workshop.inputs,
        "tables": [],
        "prerequisites": [],
        "groups": groups,
        "seed_coverage": [],
        "words": _words(header, workshop),
    }


def _refuse_too_many_choices(outline: Outline, workshop: Workshop) -> None:
    """Every question gets its own copy of its list; lists of villages used a thousand times would fill the memory."""
    choices = sum(len(workshop.choices_of(question)) for question in outline.questions)
    if choices > _MOST_CHOICES:
        raise XlsformTooManyChoices(place="survey", choices=choices, limit=_MOST_CHOICES)


def _status() -> Content:
    """Say what the form is; an import is never official."""
    return {
        "zh": "由 XLSForm 导入，分值与评分规则由编制人自拟，不得当作官方评分细则发布",
        "en": "Imported from an XLSForm; points and scoring rules are the author's own design and must not be "
        "published as official scoring rules",
    }


def _words(header: Header, workshop: Workshop) -> list[Content]:
    """Translate the short words in use."""
    known = {workshop.source: f"imported from XLSForm {header.form}", **workshop.words}
    return [{"zh": zh, "en": en} for zh, en in known.items()]


def _tell_of_all(survey: Table, ledger: Ledger) -> None:
    """Say once what holds for every item."""
    ledger.tell((column.title for column in survey.columns if column.heading.role is Role.REQUIRED), "all_are_asked")
    ledger.tell((), "scoring_to_add")
