"""`workbench forms`: which forms there are, what one asks, and what is wrong with a form file."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from workbench.catalogue.problems import Problem
from workbench.cli.commands import forms_diff, forms_exchange, forms_phone, forms_print
from workbench.cli.context import Context
from workbench.cli.tables import table
from workbench.domain.figures import plain
from workbench.domain.forms import Form, Provenance
from workbench.domain.rules import kind_of
from workbench.usecases.files import FileUnreadable
from workbench.usecases.words import Words


def add_to(subparsers: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("forms", help=words.say("commands", "help.forms"))
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    listing = verbs.add_parser("list", parents=[common], help=words.say("commands", "help.forms_list"))
    listing.set_defaults(run=_list)
    show = verbs.add_parser("show", parents=[common], help=words.say("commands", "help.forms_show"))
    show.add_argument("form")
    show.add_argument("--edition", default=None)
    show.set_defaults(run=_show)
    check = verbs.add_parser("check", parents=[common], help=words.say("commands", "help.forms_check"))
    check.add_argument("files", type=Path, nargs="*")
    check.set_defaults(run=_check)
    forms_exchange.add_verbs(verbs, words, common)
    forms_diff.add_verbs(verbs, words, common)
    forms_print.add_verbs(verbs, words, common)
    forms_phone.add_verbs(verbs, words, common)


def _list(context: Context, _: argparse.Namespace) -> int:
    library = context.workplace.library
    forms = library.usable()
    if context.as_json:
        told = [
            {"form": form.code, "edition": form.edition, "sha256": form.sha256, "items": len(form.items)}
            for form in forms
        ]
        context.print(json.dumps(told))
    else:
        rows = [
            [
                form.code,
                form.edition,
                context.words.text(form.title),
                context.words.say("commands", "form_items", items=len(form.items), points=plain(form.total_points)),
                context.words.say("commands", "form_constructed" if form.has_constructed_items else "form_official"),
            ]
            for form in forms
        ]
        for line in table(rows):
            context.print(line)
    for refusal in library.unusable():
        context.warn(context.words.refuse(refusal))
    return 0


def _show(context: Context, options: argparse.Namespace) -> int:
    form = context.workplace.library.form(options.form, options.edition)
    if context.as_json:
        content = context.workplace.library.content(form.code, form.edition)
        context.print(json.dumps(content, ensure_ascii=False))
        return 0
    _tell(context, form)
    return 0


def _tell(context: Context, form: Form) -> None:
    words = context.words
    context.print(words.text(form.title))
    context.print(words.text(form.status))
    context.say("form_hash", edition=form.edition, sha256=form.sha256)
    for entry in form.prerequisites:
        context.print(f"{entry.code}  {words.text(entry.name)}  {words.text(entry.check)}")
    for group in form.groups:
        context.print()
        context.print(f"{group.code}  {words.text(group.name)}  {plain(group.points)}")
        rows = [
            [
                item.code,
                words.text(item.name),
                plain(item.points),
                kind_of(item.rule),
                words.say("commands", "found" if item.origin.provenance is Provenance.FOUND else "constructed"),
            ]
            for item in group.items
        ]
        for line in table(rows):
            context.print(f"  {line}")


def _check(context: Context, options: argparse.Namespace) -> int:
    """Check the files named, or every form that travels with the program; findings give exit code 1."""
    files = options.files or context.workplace.library.files
    found: list[Problem] = []
    missing: list[Path] = []
    for file in files:
        if file.is_file():
            found.extend(context.workplace.library.check(file))
        else:
            missing.append(file)
    if context.as_json:
        told = [{"place": one.place, "code": one.code, "severity": one.severity.value} for one in found]
        context.print(json.dumps(told, ensure_ascii=False))
    else:
        for one in found:
            says = context.words.say("problems", f"{one.code}.says", **one.facts)
            remedy = context.words.say("problems", f"{one.code}.remedy", **one.facts)
            context.say("problem", place=one.place, says=says, remedy=remedy, code=one.code)
        context.say("forms_checked", files=len(files) - len(missing), problems=len(found))
    if missing:
        named = ", ".join(map(str, missing))
        raise FileUnreadable(file=named, reason=context.words.say("commands", "no_such_file"))
    return 1 if found else 0
