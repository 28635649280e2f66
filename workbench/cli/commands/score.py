"""`workbench score`: the RESULT of an ANSWERS document, alone on standard output (decision 21)."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.cli import explaining
from workbench.cli.context import Context
from workbench.domain.refusals import Refusal
from workbench.domain.results import Verdict
from workbench.scoring.faults import Fault, sentence
from workbench.scoring.result_document import to_document
from workbench.usecases.files import read_json, read_text, text_of
from workbench.usecases.judging import Judged, Rejected, judge_document
from workbench.usecases.words import Words


def add_to(subparsers: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("score", parents=[common], help=words.say("commands", "help.score"))
    parser.add_argument("answers", type=Path, help=words.say("commands", "help.answers_file"))
    parser.add_argument("--explain", action="store_true", help=words.say("commands", "help.explain"))
    parser.add_argument("--advise", action="store_true", help=words.say("commands", "help.advise"))
    parser.add_argument("--fail-below", action="store_true", help=words.say("commands", "help.fail_below"))
    parser.set_defaults(run=run)


def run(context: Context, options: argparse.Namespace) -> int:
    """Score one document, or one a line (`.jsonl`); 2 when a document is rejected."""
    text = _read(context, options.answers)
    if options.answers.suffix == ".jsonl":
        codes = [
            _one(context, options, line, f"{options.answers}:{number}")
            for number, line in enumerate(text.split("\n"), start=1)  # a string may hold U+2028
            if line.strip()
        ]
        return max(codes, default=0)
    return _one(context, options, text, str(options.answers))


def _read(context: Context, path: Path) -> str:
    if str(path) == "-":
        return text_of(context.surroundings.stdin.buffer.read(), "-")
    return read_text(path)


def _one(context: Context, options: argparse.Namespace, text: str, place: str) -> int:
    try:
        judged = judge_document(context.workplace, read_json(text), context.language)
    except Refusal as refusal:  # no JSON, or a form with errors: answered like every rejected document
        return _reject(context, {"error": context.words.refuse(refusal), "paths": [""]}, place)
    if isinstance(judged, Rejected):
        return _reject(context, judged.document, place)
    for warning in judged.warnings:
        context.warn(f"{place}: {_warning(context, warning)}")
    _tell(context, options, judged)
    return 1 if options.fail_below and judged.result.verdict is not Verdict.PASS else 0


def _reject(context: Context, document: Mapping[str, object], place: str) -> int:
    context.print(json.dumps(document, ensure_ascii=False))
    context.warn(f"{place}: {document['error']}")
    return 2


def _tell(context: Context, options: argparse.Namespace, judged: Judged) -> None:
    result = to_document(judged.result)
    if not (options.explain or options.advise):
        context.print(json.dumps(result, ensure_ascii=False))
        return
    if not context.as_json:
        explaining.tell(context, judged, explain=options.explain, advise=options.advise)
        return
    told: dict[str, object] = {"result": result}
    if options.explain:
        told["explanations"] = explaining.explanations(context, judged)
        told["prerequisites"] = explaining.prerequisites(context, judged)
        told["wholes"] = list(explaining.wholes(context, judged))
    if options.advise:
        told["advice"] = explaining.advice(context, judged)
    context.print(json.dumps(told, ensure_ascii=False))


def _warning(context: Context, warning: Fault) -> str:
    return sentence(warning, context.words.room("faults"))
