"""`workbench review`: the supervisor's desk on the command line."""

from __future__ import annotations

import argparse
import json
from typing import Any

from workbench.cli.context import Context
from workbench.cli.identities import full_id
from workbench.cli.sessions import session
from workbench.cli.tables import table
from workbench.domain.figures import plain, scaled
from workbench.domain.refusals import Refusal
from workbench.usecases.reviewing import Outcome, WantedDecision, decide, review_queue
from workbench.usecases.words import Words


class CommentUnclear(Refusal):
    """A comment is not written as ITEM=TEXT; facts: `found`."""

    code = "comment_unclear"


def add_to(subparsers: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("review", help=words.say("commands", "help.review"))
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    listing = verbs.add_parser("list", parents=[common], help=words.say("commands", "help.review_list"))
    listing.set_defaults(run=_list)
    for verb, outcome in (("approve", "approved"), ("return", "returned")):
        one = verbs.add_parser(verb, parents=[common], help=words.say("commands", f"help.review_{verb}"))
        one.add_argument("assessment", help=words.say("commands", "help.assessment_id"))
        one.add_argument("--reason", required=outcome == "returned", default="")
        one.add_argument("--comment", action="append", default=[], metavar="ITEM=TEXT")
        one.set_defaults(run=_decide, outcome=outcome)


def _list(context: Context, _: argparse.Namespace) -> int:
    with session(context) as opened:
        found = review_queue(opened)
    if context.as_json:
        told = [
            {"assessment": one.assessment.assessment_id, "unit": one.unit_name, "state": one.assessment.state.value}
            for one in found
        ]
        context.print(json.dumps(told, ensure_ascii=False))
        return 0
    if not found:
        context.say("nothing_to_review")
    rows = [
        [
            one.assessment.assessment_id[:8],
            one.unit_name,
            one.assessment.form,
            "—" if one.total is None else plain(scaled(one.total)),
            one.grade_name or "—",
            context.words.say("commands", f"state.{one.assessment.state.value}"),
        ]
        for one in found
    ]
    for line in table(rows):
        context.print(line)
    return 0


def _comment(word: str) -> tuple[str, str]:
    item, _, text = word.partition("=")
    if not item.strip() or not text.strip():
        raise CommentUnclear(found=word)
    return item.strip(), text


def _decide(context: Context, options: argparse.Namespace) -> int:
    outcome: Outcome = options.outcome
    comments = dict(_comment(word) for word in options.comment)
    with session(context) as opened:
        assessment_id = full_id(opened, options.assessment)
        decision = decide(opened, WantedDecision(assessment_id, outcome, options.reason, comments))
    if context.as_json:
        context.print(json.dumps({"decision": decision}))
    else:
        context.say(f"decided_{outcome}", assessment=assessment_id[:8], decision=decision[:12])
    return 0
