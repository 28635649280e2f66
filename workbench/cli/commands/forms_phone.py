"""`workbench forms export --xlsform` and `workbench forms answers`: forms on phones, and their answers back."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from workbench.cli.context import Context
from workbench.domain.refusals import Refusal
from workbench.scoring.faults import sentence
from workbench.store.durable_files import write_durably
from workbench.usecases.files import refuse_existing
from workbench.usecases.phones import Collected, FileRefused, collect_answers, write_phone_form
from workbench.usecases.words import Words

_SHOWN = 6
"""Differences told one by one; more are counted."""


class SeveralNeedLines(Refusal):
    """Several submissions cannot stand in one JSON document; facts: `number`, `file`."""

    code = "several_need_lines"


def add_verbs(verbs: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add the verbs to `workbench forms`."""
    answers = verbs.add_parser("answers", parents=[common], help=words.say("commands", "help.forms_answers"))
    answers.add_argument("files", type=Path, nargs="+")
    answers.add_argument("--form", required=True)
    answers.add_argument("--edition", default=None)
    answers.add_argument("--out", type=Path, default=None, help=words.say("commands", "help.answers_out"))
    answers.add_argument("--force", action="store_true", help=words.say("commands", "help.force"))
    answers.set_defaults(run=import_answers)


def export_xlsform(context: Context, options: argparse.Namespace) -> int:
    """Write a form as an XLSForm; say what a phone cannot compute."""
    made = write_phone_form(context.workplace, options.form, options.edition)
    write_durably(options.xlsform, made.data)
    if context.as_json:
        told = {
            "file": str(options.xlsform),
            "form_id": made.plan.form_id,
            "version": made.plan.version,
            "questions": made.questions,
            "calculations": made.calculations,
            "not_computed": {code: context.words.text(why) for code, why in made.refused.items()},
        }
        context.print(json.dumps(told, ensure_ascii=False))
        return 0
    context.say(
        "xlsform_written",
        file=options.xlsform,
        form_id=made.plan.form_id,
        version=made.plan.version,
        questions=made.questions,
        calculations=made.calculations,
        refused=len(made.refused),
    )
    for code, why in made.refused.items():
        context.say("xlsform_refused", code=code, why=context.words.text(why))
    return 0


def import_answers(context: Context, options: argparse.Namespace) -> int:
    """Turn submissions into ANSWERS documents; 2 when one of them cannot be read."""
    if options.out is not None:
        refuse_existing(options.out, may_replace=options.force)
    documents, code = [], 0
    for found in collect_answers(context.workplace, options.files, options.form, options.edition):
        if isinstance(found, FileRefused):
            context.warn(context.words.refuse(found.refusal))
            code = 2
        elif found.faults:
            _tell_faults(context, found)
            code = 2
        else:
            _tell(context, found)
            documents.append(found.document)
    if documents or code == 0:
        _write(context, documents, options.out)
    return code


def _write(context: Context, documents: list[dict[str, Any]], out: Path | None) -> None:
    lines = [json.dumps(document, ensure_ascii=False) for document in documents]
    if out is None:
        for line in lines:
            context.print(line)
        return
    if out.suffix != ".jsonl" and len(lines) > 1:
        raise SeveralNeedLines(number=len(lines), file=out)
    text = "".join(f"{line}\n" for line in lines)
    if out.suffix != ".jsonl" and documents:
        text = json.dumps(documents[0], ensure_ascii=False, indent=2) + "\n"
    write_durably(out, text.encode("utf-8"))
    if context.as_json:
        context.print(json.dumps({"file": str(out), "documents": len(lines)}, ensure_ascii=False))
    else:
        context.say("answers_written", number=len(lines), file=out)


def _tell_faults(context: Context, found: Collected) -> None:
    room = context.words.room("faults")
    for fault in found.faults:
        context.warn(f"{found.place}: {sentence(fault, room)}")


def _tell(context: Context, found: Collected) -> None:
    """Say what was noticed; nothing is lost: what the form does not know stays in the document under `collected`."""

    def warn(key: str, **facts: object) -> None:
        context.warn(context.words.say("commands", key, place=found.place, **facts))

    room = context.words.room("faults")
    for fault in found.warnings:
        context.warn(f"{found.place}: {sentence(fault, room)}")
    for title in found.unknown:
        warn("phone_unknown_column", title=title)
    if not found.is_version_known:
        warn("phone_version_unknown")
    if found.not_computed:
        warn("phone_not_computed", codes=found.not_computed.strip())
    for one in found.differences[:_SHOWN]:
        warn("phone_differs", what=one.what, on_phone=one.on_phone or "-", here=one.here or "-")
    if len(found.differences) > _SHOWN:
        warn("phone_differs_more", number=len(found.differences) - _SHOWN)
