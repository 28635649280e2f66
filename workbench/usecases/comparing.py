"""Two editions compared, each named by its code and edition or by a file of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.authoring.comparison import Comparison, compare
from workbench.catalogue.form_reader import SCHEMA_FILE, read_form
from workbench.catalogue.problems import faults
from workbench.catalogue.refusals import UnusableForm
from workbench.catalogue.source.schema import Schema
from workbench.usecases.files import read_file
from workbench.usecases.workplace import Workplace

_ENDINGS = (".yaml", ".yml")


def compare_editions(place: Workplace, old: str, new: str) -> Comparison:
    """Compare two editions; each is `form`, `form/edition` or the path of a form file.

    Raises:
        UnknownForm, UnknownEdition, UnusableForm, FileUnreadable, FileTooLarge.
    """
    return compare(_content(place, old), _content(place, new))


def _content(place: Workplace, named: str) -> Mapping[str, Any]:
    if named.endswith(_ENDINGS):
        return _content_of_file(place, Path(named))
    code, _, edition = named.partition("/")
    return place.library.content(code, edition or None)


def _content_of_file(place: Workplace, file: Path) -> Mapping[str, Any]:
    """Read a file wherever it lies; what is wrong with it is told by `forms check`."""
    read = read_form(read_file(file), str(file), Schema(place.data.resources / SCHEMA_FILE))
    if read.form is None:
        raise UnusableForm(form=file.parent.name, edition=file.stem, problems=faults(read.problems))
    content: Mapping[str, Any] = read.content
    return content
