"""`workbench forms print`: a form on paper, blank for the visit or with what was recorded."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from workbench.cli.context import Context
from workbench.cli.identities import full_id
from workbench.cli.sessions import session
from workbench.domain.refusals import Refusal
from workbench.scoring.faults import sentence
from workbench.store.durable_files import write_durably
from workbench.usecases.files import read_json, read_text, refuse_existing
from workbench.usecases.judging import AnswersRejected
from workbench.usecases.paper.printing import Printed, print_answers, print_assessment, print_blank
from workbench.usecases.words import Words


class FactsOfFilled(Refusal):
    """Facts about the subject were told beside answers that hold their own."""

    code = "facts_of_filled"


def add_verbs(verbs: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add `print` to the verbs of `forms`."""
    parser = verbs.add_parser("print", parents=[common], help=words.say("paper", "help.print"))
    parser.add_argument("form", metavar="FORM")
    parser.add_argument("--edition", default=None)
    parser.add_argument("--out", type=Path, default=None, metavar="F.pdf", help=words.say("paper", "help.out"))
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", dest="facts", help=words.say("paper", "help.set")
    )
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--answers", type=Path, metavar="F.json", help=words.say("paper", "help.answers"))
    source.add_argument("--assessment", metavar="ID", help=words.say("paper", "help.assessment"))
    parser.add_argument("--force", action="store_true", help=words.say("commands", "help.force"))
    parser.set_defaults(run=run)


def run(context: Context, options: argparse.Namespace) -> int:
    """Write the sheet as a PDF beside where the command was given, unless told where."""
    if options.facts and (options.answers or options.assessment):
        raise FactsOfFilled
    printed = _print(context, options)
    out = options.out or Path(f"{printed.form.code}-{printed.form.edition}.pdf")
    refuse_existing(out, may_replace=options.force)
    write_durably(out, printed.pdf)
    for warning in printed.warnings:
        context.warn(f"{options.answers}: {sentence(warning, context.words.room('faults'))}")
    if context.as_json:
        form = printed.form
        told = {"file": str(out), "pages": printed.pages, "form": form.code, "edition": form.edition}
        context.print(json.dumps({**told, "sha256": form.sha256, "draft": printed.is_draft}))
        return 0
    is_filled = bool(options.answers or options.assessment)
    key = "printed.draft" if printed.is_draft else "printed.filled" if is_filled else "printed.blank"
    context.print(context.words.say("paper", key, file=out, pages=printed.pages))
    return 0


def _print(context: Context, options: argparse.Namespace) -> Printed:
    if options.assessment:
        with session(context) as opened:
            asked = (options.form, options.edition)
            return print_assessment(opened, full_id(opened, options.assessment), asked, context.language)
    place = context.workplace
    if options.answers is None:
        form = place.library.form(options.form, options.edition)
        return print_blank(place, form, options.facts, context.language)
    document = read_json(read_text(options.answers), str(options.answers))
    named = document.get("edition") if isinstance(document, dict) else None
    edition = options.edition or (named if isinstance(named, str) else None)
    try:
        return print_answers(place, place.library.form(options.form, edition), document, context.language)
    except AnswersRejected as refusal:
        refusal.place = str(options.answers)
        raise
