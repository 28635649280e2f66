"""`workbench score`: the RESULT of an ANSWERS document, alone on standard output (decision 21)."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from workbench.cli.context import Context
from workbench.domain.refusals import Refusal
from workbench.domain.results import Result, Verdict
from workbench.scoring.explain.item import explain_all
from workbench.scoring.explain.texts import explain_text
from workbench.scoring.faults import Fault, sentence
from workbench.scoring.result_document import to_document
from workbench.usecases.files import read_file
from workbench.usecases.judging import Judged, Rejected, judge_document
from workbench.usecases.words import Words

_FLOAT_MARK = 0.5  # any float: the decoder answers it with a fault that names its place


class NotJson(Refusal):
    """A file is no JSON; facts: `line`, `column`, `message`; place: the file."""

    code = "not_json"


def add_to(subparsers: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("score", parents=[common], help=words.say("commands", "help.score"))
    parser.add_argument("answers", type=Path, help=words.say("commands", "help.answers_file"))
    parser.add_argument("--explain", action="store_true", help=words.say("commands", "help.explain"))
    parser.add_argument("--fail-below", action="store_true", help=words.say("commands", "help.fail_below"))
    parser.set_defaults(run=run)


def run(context: Context, options: argparse.Namespace) -> int:
    """Score one document, or one a line (`.jsonl`); 2 when a document is rejected."""
    text = _read(options.answers)
    if options.answers.suffix == ".jsonl":
        codes = [
            _one(context, options, line, f"{options.answers}:{number}")
            for number, line in enumerate(text.splitlines(), start=1)
            if line.strip()
        ]
        return max(codes, default=0)
    return _one(context, options, text, str(options.answers))


def _read(path: Path) -> str:
    data = sys.stdin.buffer.read() if str(path) == "-" else read_file(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise NotJson(place=str(path), line=1, column=fault.start + 1, message="UTF-8") from fault


def _one(context: Context, options: argparse.Namespace, text: str, place: str) -> int:
    try:
        document = json.loads(text, parse_float=_a_float, parse_constant=_a_float, object_pairs_hook=_no_twins)
    except (json.JSONDecodeError, RecursionError, _TwinError) as fault:
        if not str(options.answers).endswith(".jsonl"):
            raise _not_json(place, fault) from fault
        rejected = {"error": context.words.refuse(_not_json("", fault)), "paths": [""]}
        context.print(json.dumps(rejected, ensure_ascii=False))
        context.warn(context.words.refuse(_not_json(place, fault)))
        return 2
    judged = judge_document(context.workplace, document, context.language)
    if isinstance(judged, Rejected):
        context.print(json.dumps(judged.document, ensure_ascii=False))
        context.warn(f"{place}: {judged.document['error']}")
        return 2
    for warning in judged.warnings:
        context.warn(f"{place}: {_warning(context, warning)}")
    _tell(context, options, judged)
    return 1 if options.fail_below and judged.result.verdict is not Verdict.PASS else 0


def _tell(context: Context, options: argparse.Namespace, judged: Judged) -> None:
    result = to_document(judged.result)
    if not options.explain:
        context.print(json.dumps(result, ensure_ascii=False))
        return
    told = explanations(context, judged)
    if context.as_json:
        context.print(json.dumps({"result": result, "explanations": told}, ensure_ascii=False))
        return
    context.print(_summary(context, judged.result))
    for line in told:
        context.print(f"{line['code']}  {line['text']}")


def explanations(context: Context, judged: Judged) -> list[dict[str, str]]:
    """Explain every row of the ledger, in file order."""
    words = context.words.room("explain")
    return [
        {"code": explanation.code, "text": explain_text(explanation, context.language, words)}
        for explanation in explain_all(judged.form, judged.answers)
    ]


def _summary(context: Context, result: Result) -> str:
    document = to_document(result)
    return context.words.say(
        "commands",
        "score_summary",
        total=document["total"],
        max=document["max"],
        verdict=context.words.say("report", f"verdict.{result.verdict.value}"),
        grade=result.grade_name or "—",
    )


def _warning(context: Context, warning: Fault) -> str:
    return sentence(warning, context.words.room("faults"))


def _a_float(_: str) -> float:
    return _FLOAT_MARK


class _TwinError(ValueError):
    """An object names a key twice."""


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _ in pairs]
        raise _TwinError(next(name for name in names if names.count(name) > 1))
    return members


def _not_json(place: str, fault: Exception) -> NotJson:
    if isinstance(fault, json.JSONDecodeError):
        return NotJson(place=place, line=fault.lineno, column=fault.colno, message=fault.msg)
    return NotJson(place=place, line=0, column=0, message=str(fault))
