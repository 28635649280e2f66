"""Reads a form file strictly: a `Form`, or everything that is wrong with it; bad data is returned, never raised."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from workbench.catalogue.lint.form import lint
from workbench.catalogue.problems import Problem, Severity, faults
from workbench.catalogue.reading.form import form as build_form
from workbench.catalogue.source.content import content_sha256, profile_problems
from workbench.catalogue.source.schema import Schema
from workbench.catalogue.source.yaml_source import Source, read_source
from workbench.domain.forms import Form

SCHEMA_FILE = FilePath("schemas") / "form.schema.json"
"""Where the published schema of form files lies below the resources folder."""


@dataclass(frozen=True, slots=True)
class ReadForm:
    """What a form file says.

    Attributes:
        form: the edition, None when a fault makes it unusable.
        content: the parsed content whose canonical JSON the hash is taken over; None with `form`.
        problems: faults and findings in file order.
    """

    form: Form | None
    content: Any
    problems: tuple[Problem, ...]


def read_form(data: bytes, file: str, schema: Schema) -> ReadForm:
    """Read the bytes of a form file.

    Args:
        data: the file's bytes.
        file: its name for the problems; `<form>/<edition>.yaml` at the end is compared with the content.
        schema: the published schema of form files.
    """
    source, problems = read_source(data, file)
    return ReadForm(None, None, tuple(problems)) if problems else _checked(source, schema)


def read_form_content(content: Any, schema: Schema) -> ReadForm:
    """Read a form from content that came in a record, for example from another store."""
    return _checked(Source("", content), schema)


def _checked(source: Source, schema: Schema) -> ReadForm:
    problems = list(profile_problems(source)) or schema.problems(source)
    if problems:
        return ReadForm(None, None, tuple(problems))
    form = build_form(source.content, content_sha256(source.content))
    problems = sorted(lint(form, source), key=lambda problem: problem.line or 0)
    if faults(problems):
        return ReadForm(None, None, tuple(problems))
    return ReadForm(form, source.content, tuple(problems))


def misplaced(form: Form, file: FilePath) -> Problem | None:
    """Say that a file does not lie where its form and edition say; None when it does."""
    wanted = f"{form.code}/{form.edition}.yaml"
    if (file.parent.name, file.name) == (form.code, f"{form.edition}.yaml"):
        return None
    return Problem("file_misplaced", "edition", {"wanted": wanted}, str(file), 1, Severity.FAULT)
