"""`workbench forms export|import`: forms out as workbooks, back as checked form files; XLSForms out and in."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from workbench.authoring.workbook.checking import CheckedWorkbook
from workbench.authoring.xlsform_in.importing import import_xlsform, is_xlsform
from workbench.authoring.xlsform_in.outcome import ImportedForm, Note
from workbench.catalogue.problems import Problem
from workbench.cli.commands.forms_phone import export_xlsform
from workbench.cli.context import Context
from workbench.domain.refusals import Refusal
from workbench.spreadsheets.reading import BookRead
from workbench.usecases.exchanging_forms import (
    ExportTarget,
    WrittenForm,
    check_form_workbook,
    export_workbook,
    open_workbook,
    vocabulary,
    write_form,
    write_incomplete_form,
)
from workbench.usecases.files import refuse_existing
from workbench.usecases.importing_xlsform import account, say_note
from workbench.usecases.words import Words


class OntoOfPhone(Refusal):
    """Only a form's own workbook can be written onto another."""

    code = "onto_of_phone"


def add_verbs(verbs: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add the verbs to `workbench forms`."""
    export = verbs.add_parser("export", parents=[common], help=words.say("commands", "help.forms_export"))
    export.add_argument("form")
    export.add_argument("--edition", default=None)
    targets = export.add_mutually_exclusive_group(required=True)
    targets.add_argument("--xlsform", type=Path, metavar="F.xlsx", help=words.say("commands", "help.xlsform"))
    targets.add_argument("--xlsx", type=Path, metavar="F.xlsx", help=words.say("commands", "help.export_xlsx"))
    export.add_argument("--onto", type=Path, metavar="OLD.xlsx", help=words.say("commands", "help.export_onto"))
    export.add_argument("--force", action="store_true", help=words.say("commands", "help.force"))
    export.set_defaults(run=_export)
    take = verbs.add_parser("import", parents=[common], help=words.say("commands", "help.forms_import"))
    take.add_argument("file", type=Path, metavar="F.xlsx")
    take.add_argument("--out", type=Path, metavar="FILE.yaml", help=words.say("commands", "help.import_out"))
    take.add_argument("--force", action="store_true", help=words.say("commands", "help.force"))
    take.set_defaults(run=_import)


def _export(context: Context, options: argparse.Namespace) -> int:
    if options.xlsform is not None:
        if options.onto is not None:
            raise OntoOfPhone
        refuse_existing(options.xlsform, may_replace=options.force)
        return export_xlsform(context, options)
    target = ExportTarget(options.xlsx, options.onto, options.force)
    words = vocabulary(context.workplace, context.language)
    size = export_workbook(context.workplace, options.form, options.edition, words, target)
    form = context.workplace.library.form(options.form, options.edition)
    if context.as_json:
        told = {"file": str(target.file), "form": form.code, "edition": form.edition, "sha256": form.sha256}
        context.print(json.dumps({**told, "bytes": size}, ensure_ascii=False))
    else:
        context.say("form_exported", file=target.file, form=form.code, edition=form.edition, sha256=form.sha256)
    return 0


def _import(context: Context, options: argparse.Namespace) -> int:
    """Take in a form; faults keep it from being written, findings do not, both give exit code 1."""
    book = open_workbook(options.file)
    if is_xlsform(book):
        return _import_xlsform(context, options, book)
    checked = check_form_workbook(context.workplace, book, vocabulary(context.workplace, context.language))
    wrote = None
    if checked.form is not None:
        wrote = write_form(context.workplace, checked.form, checked.content, options.out, may_replace=options.force)
    (_tell_json if context.as_json else _tell)(context, checked, wrote)
    return 1 if checked.problems else 0


def _import_xlsform(context: Context, options: argparse.Namespace, book: BookRead) -> int:
    """Take in an XLSForm: it has no scoring yet, so it becomes a workbook to be completed."""
    imported = import_xlsform(book)
    words = vocabulary(context.workplace, context.language)
    file = write_incomplete_form(imported.content, words, options.out, may_replace=options.force)
    if context.as_json:
        context.print(json.dumps(_imported(context, imported, file), ensure_ascii=False))
        return 0
    for line in account(imported, book.file, context.words):
        context.print(line)
    context.say("xlsform_imported", file=file)
    return 0


def _imported(context: Context, imported: ImportedForm, file: Path) -> dict[str, Any]:
    def notes(kind: str, listed: Iterable[Note]) -> list[dict[str, str]]:
        return [{"place": one.place, "code": one.code, "says": say_note(kind, one, context.words)} for one in listed]

    return {
        "file": str(file),
        "form": imported.form,
        "edition": imported.edition,
        "carried": sum(len(note.places) for note in imported.carried),
        "not_carried": notes("not_carried", imported.not_carried),
        "told": notes("told", imported.told),
    }


def _tell(context: Context, checked: CheckedWorkbook, wrote: WrittenForm | None) -> None:
    for note in checked.notes:
        context.warn(_line(context, note, "notes"))
    for problem in checked.problems:
        context.print(_line(context, problem, "faults"))
    if wrote is None:
        context.say("form_not_imported", problems=len(checked.problems))
        return
    context.say("form_imported", file=wrote.file, form=wrote.form, edition=wrote.edition, sha256=wrote.sha256)
    if checked.problems:
        context.say("form_imported_findings", problems=len(checked.problems))


def _tell_json(context: Context, checked: CheckedWorkbook, wrote: WrittenForm | None) -> None:
    told: dict[str, Any] = {
        "file": str(wrote.file) if wrote else None,
        "form": wrote.form if wrote else None,
        "edition": wrote.edition if wrote else None,
        "sha256": wrote.sha256 if wrote else None,
        "problems": list(_plain(context, checked.problems, "faults")),
        "notes": list(_plain(context, checked.notes, "notes")),
    }
    context.print(json.dumps(told, ensure_ascii=False))


def _plain(context: Context, problems: Iterable[Problem], kind: str) -> Iterable[dict[str, str]]:
    for one in problems:
        says, remedy = _sentences(context.words, one, kind)
        severity = one.severity.value if kind == "faults" else "note"
        yield {"place": one.place, "code": one.code, "severity": severity, "says": says, "remedy": remedy}


def _line(context: Context, problem: Problem, kind: str) -> str:
    says, remedy = _sentences(context.words, problem, kind)
    return context.words.say("commands", "problem", place=problem.place, says=says, remedy=remedy, code=problem.code)


def _sentences(words: Words, problem: Problem, kind: str) -> tuple[str, str]:
    """Say what is wrong and how to mend it: in the words of workbooks where there are any, else as of form files."""
    own = (("authoring", f"{kind}.{problem.code}"), ("authoring", f"shared.{problem.code}"))
    rooms = (*own, ("problems", problem.code))
    room, key = next(place for place in rooms if words.knows(place[0], f"{place[1]}.says"))
    return words.say(room, f"{key}.says", **problem.facts), words.say(room, f"{key}.remedy", **problem.facts)
