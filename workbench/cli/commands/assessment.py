"""`workbench assessment`: start, fill, show, finish and list assessments (decision 22)."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workbench.cli.commands import assessment_move
from workbench.cli.context import Context
from workbench.cli.identities import full_id
from workbench.cli.paging import add_limit, tell_rest, wanted_lines
from workbench.cli.sessions import session
from workbench.cli.summaries import score_line
from workbench.cli.tables import table
from workbench.domain.people import Person
from workbench.domain.refusals import Refusal
from workbench.scoring.faults import sentence
from workbench.scoring.result_document import to_document
from workbench.store import assessments, units
from workbench.store.rows import Overview
from workbench.usecases.assessing import Start, load_answers, reopen_assessment, start_assessment
from workbench.usecases.attaching import NewEvidence, attach_evidence
from workbench.usecases.dossiers import judge_dossier, open_dossier, whole_answers
from workbench.usecases.files import read_file, read_json, read_text
from workbench.usecases.finishing import finish_assessment
from workbench.usecases.session import Session
from workbench.usecases.words import Words


class AmbiguousUnit(Refusal):
    """Several units begin like this; facts: `prefix`."""

    code = "ambiguous_unit"


def add_to(subparsers: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("assessment", help=words.say("commands", "help.assessment"))
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    new = verbs.add_parser("new", parents=[common], help=words.say("commands", "help.assessment_new"))
    new.add_argument("unit", help=words.say("commands", "help.unit_id"))
    new.add_argument("--form", required=True)
    new.add_argument("--edition", default=None)
    new.add_argument("--date", default=None, help=words.say("commands", "help.visit_date"))
    new.add_argument("--team", action="append", default=[], metavar="ID=NAME", help=words.say("commands", "help.team"))
    new.set_defaults(run=_new)
    for verb, run in (("show", _show), ("finish", _finish), ("reopen", _reopen)):
        one = verbs.add_parser(verb, parents=[common], help=words.say("commands", f"help.assessment_{verb}"))
        one.add_argument("assessment", help=words.say("commands", "help.assessment_id"))
        one.set_defaults(run=run)
    answers = verbs.add_parser("answers", parents=[common], help=words.say("commands", "help.assessment_answers"))
    answers.add_argument("assessment", help=words.say("commands", "help.assessment_id"))
    answers.add_argument("answers", type=Path)
    answers.set_defaults(run=_answers)
    attach = verbs.add_parser("attach", parents=[common], help=words.say("commands", "help.assessment_attach"))
    attach.add_argument("assessment", help=words.say("commands", "help.assessment_id"))
    attach.add_argument("item")
    attach.add_argument("files", type=Path, nargs="+")
    attach.add_argument("--note", default="")
    attach.set_defaults(run=_attach)
    listing = verbs.add_parser("list", parents=[common], help=words.say("commands", "help.assessment_list"))
    add_limit(listing, words)
    listing.set_defaults(run=_list)
    assessment_move.add_verbs(verbs, words, common)


def _new(context: Context, options: argparse.Namespace) -> int:
    with session(context) as opened:
        unit_id = _unit_id(opened, options.unit)
        assessment_id = start_assessment(
            opened,
            Start(
                unit_id=unit_id,
                form=options.form,
                edition=options.edition,
                visit_date=options.date or context.workplace.now().date().isoformat(),
                team=tuple(_person(word) for word in options.team) or (opened.person,),
            ),
        )
    context.print(json.dumps({"assessment": assessment_id}) if context.as_json else assessment_id)
    return 0


def _unit_id(opened: Session, prefix: str) -> str:
    with opened.store.read() as connection:
        found = units.by_prefix(connection, prefix)
    if len(found) > 1:
        raise AmbiguousUnit(prefix=prefix)
    return found[0] if found else prefix


def _person(word: str) -> Person:
    person_id, _, name = word.partition("=")
    return Person(person_id, name or person_id)


def _answers(context: Context, options: argparse.Namespace) -> int:
    document = read_json(read_text(options.answers), str(options.answers))
    with session(context) as opened:
        assessment_id = full_id(opened, options.assessment)
        for warning in load_answers(opened, assessment_id, document):
            context.warn(f"{options.answers}: {sentence(warning, context.words.room('faults'))}")
        _summarise(context, opened, assessment_id)
    return 0


def _attach(context: Context, options: argparse.Namespace) -> int:
    with session(context) as opened:
        assessment_id = full_id(opened, options.assessment)
        kept = []
        for path in options.files:
            wanted = NewEvidence(options.item, path.name, read_file(path), options.note)
            kept.append({"sha256": attach_evidence(opened, assessment_id, wanted), "name": path.name})
    if context.as_json:
        context.print(json.dumps(kept, ensure_ascii=False))
    else:
        for one in kept:
            context.print(f"{one['sha256'][:12]}  {one['name']}")
    return 0


def _show(context: Context, options: argparse.Namespace) -> int:
    with session(context) as opened:
        _summarise(context, opened, full_id(opened, options.assessment))
    return 0


def _summarise(context: Context, opened: Session, assessment_id: str) -> None:
    dossier = open_dossier(opened, assessment_id)
    result = judge_dossier(opened, dossier).result
    document = to_document(result)
    if context.as_json:
        state = dossier.assessment.state.value
        told = {"assessment": assessment_id, "state": state, "answers": whole_answers(dossier), "result": document}
        context.print(json.dumps(told, ensure_ascii=False))
        return
    context.say(
        "assessment_head",
        unit=dossier.unit.name,
        form=context.words.text(dossier.form.title),
        state=context.words.say("commands", f"state.{dossier.assessment.state.value}"),
    )
    context.print(score_line(context.words, dossier.form, result))
    names = {group.code: context.words.text(group.name) for group in dossier.form.groups}
    for line in table(
        [
            [group["code"], names[group["code"]], f"{group['points']} / {group['max']}", f"≥ {group['floor']}"]
            for group in document["groups"]
        ]
    ):
        context.print(line)
    if document["blocking"]:
        context.say("blocking", codes="、".join(document["blocking"]))


def _finish(context: Context, options: argparse.Namespace) -> int:
    with session(context) as opened:
        finished = finish_assessment(opened, full_id(opened, options.assessment))
    if context.as_json:
        context.print(json.dumps({"revision": finished.revision, "finished_at": finished.finished_at}))
    else:
        context.say("finished", revision=finished.revision, at=finished.finished_at)
    return 0


def _reopen(context: Context, options: argparse.Namespace) -> int:
    with session(context) as opened:
        assessment_id = full_id(opened, options.assessment)
        reopen_assessment(opened, assessment_id)
        _summarise(context, opened, assessment_id)
    return 0


def _list(context: Context, options: argparse.Namespace) -> int:
    wanted = wanted_lines(options)
    with session(context) as opened, opened.store.read() as connection:
        found, total = assessments.overview(connection, limit=wanted), assessments.count(connection)
    _tell_assessments(context, found)
    tell_rest(context, len(found), total)
    return 0


def _tell_assessments(context: Context, found: Sequence[Overview]) -> None:
    if context.as_json:
        rows = [
            {"assessment": one.assessment.assessment_id, "unit": one.unit_name, "state": one.assessment.state.value}
            for one in found
        ]
        context.print(json.dumps(rows, ensure_ascii=False))
        return
    if not found:
        context.say("no_assessments")
    lines = [
        [
            one.assessment.assessment_id[:8],
            one.unit_name,
            one.assessment.form,
            one.assessment.visit.date if one.assessment.visit else "—",
            context.words.say("commands", f"state.{one.assessment.state.value}"),
            one.grade_name or "—",
        ]
        for one in found
    ]
    for line in table(lines):
        context.print(line)
