"""`workbench report`: the report of an assessment as a PDF."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from workbench.cli.context import Context
from workbench.cli.identities import full_id
from workbench.cli.sessions import session
from workbench.store.durable_files import write_durably
from workbench.usecases.reporting.issue import make_report
from workbench.usecases.words import Words


def add_to(subparsers: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("report", parents=[common], help=words.say("commands", "help.report"))
    parser.add_argument("assessment", help=words.say("commands", "help.assessment_id"))
    parser.add_argument("--out", type=Path, required=True)
    parser.set_defaults(run=run)


def run(context: Context, options: argparse.Namespace) -> int:
    """Write the report; signed when the assessment is finished and one's own, else marked as what it is."""
    with session(context) as opened:
        report = make_report(opened, full_id(opened, options.assessment), context.language)
    write_durably(options.out, report.pdf)
    if context.as_json:
        told = {
            "file": str(options.out),
            "pages": report.pages,
            "signed": report.is_signed,
            "revision": report.revision,
        }
        context.print(json.dumps(told))
        return 0
    key = "report_signed" if report.is_signed else "report_unsigned"
    context.say(key, file=options.out, pages=report.pages, revision=report.revision[:8])
    return 0
