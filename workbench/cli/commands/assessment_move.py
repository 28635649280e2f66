"""`workbench assessment move`: take a draft to another edition of its form, see first what happens, take it back."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from typing import Any

from workbench.authoring.transfer import Carried, Fate
from workbench.cli.commands.forms_diff import difference_document
from workbench.cli.context import Context
from workbench.cli.identities import full_id
from workbench.cli.sessions import session
from workbench.cli.summaries import score_line
from workbench.domain.forms import Form
from workbench.scoring.faults import Fault, sentence
from workbench.scoring.result_document import to_document
from workbench.store.rows import ReplacedDraft
from workbench.usecases.move_words import preview_lines, reason_said
from workbench.usecases.moving_editions import (
    Asking,
    MovePreview,
    move_draft,
    preview_move,
    preview_undo,
    undo_move,
)
from workbench.usecases.words import Words


def add_verbs(verbs: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add `move` to the verbs of `workbench assessment`."""
    move = verbs.add_parser("move", parents=[common], help=words.say("commands", "help.assessment_move"))
    move.add_argument("assessment", help=words.say("commands", "help.assessment_id"))
    wanted = move.add_mutually_exclusive_group(required=True)
    wanted.add_argument("--edition", help=words.say("commands", "help.move_edition"))
    wanted.add_argument("--undo", action="store_true", help=words.say("commands", "help.move_undo"))
    move.add_argument("--preview", action="store_true", help=words.say("commands", "help.move_preview"))
    move.set_defaults(run=_move)


def _move(context: Context, options: argparse.Namespace) -> int:
    with session(context) as opened:
        assessment_id = full_id(opened, options.assessment)
        if options.undo:
            found = (preview_undo if options.preview else undo_move)(opened, assessment_id)
            _tell_undo(context, assessment_id, found, is_preview=options.preview)
            return 0
        preview = (preview_move if options.preview else move_draft)(opened, assessment_id, options.edition)
    _tell_move(context, preview, is_preview=options.preview)
    return 0


def _tell_undo(context: Context, assessment_id: str, found: ReplacedDraft, *, is_preview: bool) -> None:
    content = found.content
    answers = sum(row.value is not None or row.na for row in content.responses)
    if context.as_json:
        told = {
            "assessment": assessment_id,
            "done": not is_preview,
            "to": {"edition": content.edition, "sha256": content.edition_sha256},
            "replaced_at": found.replaced_at,
            "answers": answers,
        }
        context.print(json.dumps(told, ensure_ascii=False))
        return
    facts = {"edition": content.edition, "replaced_at": found.replaced_at, "answers": answers}
    context.print(context.words.say("editions", "move.undo_preview" if is_preview else "move.undone", **facts))


def _tell_move(context: Context, preview: MovePreview, *, is_preview: bool) -> None:
    if context.as_json:
        told = {**move_document(preview, context.words), "done": not is_preview}
        context.print(json.dumps(told, ensure_ascii=False))
        return
    words, old, new = context.words, preview.old, preview.new
    title = words.text(new.short_name) or words.text(new.title)
    heading = {"unit": preview.unit_name, "form": title, "old": old.edition, "new": new.edition}
    context.print(words.say("editions", "move.heading", **heading))
    for key, form, result in (("before", old, preview.outlook.before), ("after", new, preview.outlook.after)):
        score = score_line(words, form, result)
        context.print(words.say("editions", f"move.{key}", edition=form.edition, score=score))
    for line in preview_lines(preview, words):
        context.print(line)
    key = "move.nothing_done" if is_preview else "move.done"
    context.print(words.say("editions", key, edition=new.edition, assessment=preview.assessment_id[:8]))


def move_document(preview: MovePreview, words: Words) -> dict[str, Any]:
    """Write a preview for machines; sentences are in the language asked for."""
    outlook = preview.outlook
    return {
        "assessment": preview.assessment_id,
        "form": preview.new.code,
        "from": _edition(preview.old),
        "to": _edition(preview.new),
        "carried": [_carried(preview, one, words) for one in preview.carried],
        "new": _asked(outlook.asked_anew),
        "open": _asked(outlook.still_open),
        "evidence_kept": dict(preview.stranded_evidence),
        "before": to_document(outlook.before),
        "after": to_document(outlook.after),
    }


def _carried(preview: MovePreview, one: Carried, words: Words) -> dict[str, Any]:
    row = preview.rows.get((one.section, one.code))
    told: dict[str, Any] = {"section": one.section.value, "code": one.code, "fate": one.fate.value}
    if one.why is not None:
        told |= {"why": one.why.value, "reason": reason_said(one, words)}
    if one.fate is Fate.CHANGED:
        told["differences"] = [difference_document(found) for found in one.differences]
        told["unread"] = _sentences(one.faults, words)
    if row is not None and row.readings:
        told["readings"] = len(row.readings)
    return told


def _sentences(faults: Iterable[Fault], words: Words) -> list[str]:
    return [sentence(one, words.room("faults")) for one in faults]


def _asked(found: Iterable[Asking]) -> list[dict[str, str]]:
    return [{"section": one.section.value, "code": one.code} for one in found]


def _edition(form: Form) -> dict[str, str]:
    return {"edition": form.edition, "sha256": form.sha256}
