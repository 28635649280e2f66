"""Forms go out as workbooks for their authors and come back, checked, as form files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.authoring.form_file import form_file
from workbench.authoring.workbook.checking import CheckedWorkbook, check_workbook
from workbench.authoring.workbook.reading import is_form_workbook
from workbench.authoring.workbook.vocabulary import Vocabulary
from workbench.authoring.workbook.writing import content_onto_workbook, content_to_workbook
from workbench.catalogue.form_reader import SCHEMA_FILE
from workbench.catalogue.source.content import content_sha256
from workbench.catalogue.source.schema import Schema
from workbench.domain.forms import Form
from workbench.domain.refusals import Refusal
from workbench.domain.texts import Language
from workbench.spreadsheets.guarding import LARGEST_FILE
from workbench.spreadsheets.reading import BookRead, read_workbook
from workbench.store.durable_files import write_durably
from workbench.usecases.files import read_file, refuse_existing
from workbench.usecases.workplace import Workplace


class NoFormWorkbook(Refusal):
    """A workbook holds no form; facts: `file`, `sheets` (those that a form has)."""

    code = "no_form_workbook"


class NotAWorkbookName(Refusal):
    """An export as a workbook must be named `.xlsx`; facts: `file`."""

    code = "not_a_workbook_name"


class OntoOtherForm(Refusal):
    """The author's own workbook holds another form; facts: `file`, `found`, `form`."""

    code = "onto_other_form"


@dataclass(frozen=True)
class WrittenForm:
    """A form file that an import has written."""

    file: Path
    form: str
    edition: str
    sha256: str


def vocabulary(place: Workplace, language: Language) -> Vocabulary:
    """Give the words of form workbooks, spoken in one language and understood in all."""
    return Vocabulary(language, {one: place.words(one).room("authoring") for one in Language})


@dataclass(frozen=True)
class ExportTarget:
    """Where an export goes: the file, the author's own workbook to write onto, whether a file may be replaced."""

    file: Path
    onto: Path | None = None
    may_replace: bool = False

    @property
    def is_onto_itself(self) -> bool:
        """Whether the author's own workbook is to be replaced."""
        return self.onto is not None and self.onto.resolve() == self.file.resolve()


def export_workbook(place: Workplace, form: str, edition: str | None, words: Vocabulary, target: ExportTarget) -> int:
    """Write an edition as a workbook, new or onto the author's own, and give its size in bytes.

    The author's workbook is replaced only if it is the target itself.

    Raises:
        UnknownForm, UnknownEdition, UnusableForm, TargetExists, NotAWorkbookName, and what reading the author's
        workbook and writing a file may refuse.
    """
    _require_workbook_name(target.file)
    refuse_existing(target.file, may_replace=target.may_replace or target.is_onto_itself)
    content = place.library.content(form, edition)
    if target.onto is None:
        data = content_to_workbook(content, words)
    else:
        _refuse_other_form(place, content, target.onto, words)
        data = content_onto_workbook(content, read_file(target.onto, LARGEST_FILE), str(target.onto), words)
    write_durably(target.file, data)
    return len(data)


def _refuse_other_form(place: Workplace, content: Mapping[str, Any], onto: Path, words: Vocabulary) -> None:
    """Rows of another form would all be taken out, with everything the author wrote beside them."""
    book = open_workbook(onto)
    held = check_workbook(book, words, _schema(place)).content if is_form_workbook(book, words) else None
    found = held.get("form") if isinstance(held, Mapping) else None
    if found and found != content["form"]:
        raise OntoOtherForm(file=onto, found=found, form=content["form"])


def open_workbook(file: Path) -> BookRead:
    """Read a workbook named by the user.

    Raises:
        FileUnreadable, FileTooLarge, NoWorkbook, WorkbookTooLarge, WorkbookLocked.
    """
    return read_workbook(read_file(file, LARGEST_FILE), str(file))


def check_form_workbook(place: Workplace, book: BookRead, words: Vocabulary) -> CheckedWorkbook:
    """Read the form of a workbook and check it as a form file is checked.

    Raises:
        NoFormWorkbook.
    """
    if not is_form_workbook(book, words):
        raise NoFormWorkbook(file=book.file, sheets=" / ".join(words.sheet(key) for key in ("form", "groups", "items")))
    return check_workbook(book, words, _schema(place))


def write_form(
    place: Workplace, form: Form, content: Mapping[str, Any], target: Path | None, *, may_replace: bool
) -> WrittenForm:
    """Write a checked form as a form file, by default `<form>-<edition>.yaml` in the current folder.

    Raises:
        TargetExists, FormUnwritable, and what writing a file may refuse.
    """
    file = target or Path(f"{form.code}-{form.edition}.yaml")
    refuse_existing(file, may_replace=may_replace)
    heading = f"{form.title.zh} ({form.code}), edition {form.edition}"
    write_durably(file, form_file(content, _schema(place), heading))
    return WrittenForm(file, form.code, form.edition, content_sha256(content))


def write_incomplete_form(
    content: Mapping[str, Any], words: Vocabulary, target: Path | None, *, may_replace: bool
) -> Path:
    """Write a form that lacks its scoring as a workbook to be completed, by default `<form>-<edition>.xlsx`.

    Raises:
        TargetExists, NotAWorkbookName, and what writing a file may refuse.
    """
    file = target or Path(f"{content['form']}-{content['edition']}.xlsx")
    _require_workbook_name(file)
    refuse_existing(file, may_replace=may_replace)
    write_durably(file, content_to_workbook(content, words))
    return file


def _require_workbook_name(file: Path) -> None:
    if file.suffix.casefold() != ".xlsx":
        raise NotAWorkbookName(file=file)


def _schema(place: Workplace) -> Schema:
    return Schema(place.data.resources / SCHEMA_FILE)
