"""`workbench targets`: each target of the plan against what is certified in this store."""

from __future__ import annotations

import argparse
import json
from typing import Any

from workbench.cli.context import Context
from workbench.cli.sessions import session
from workbench.cli.tables import table
from workbench.domain.plans import target_kind
from workbench.usecases.targets import CURRENT_PLAN, TargetState, target_states
from workbench.usecases.words import Words


def add_to(subparsers: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("targets", parents=[common], help=words.say("commands", "help.targets"))
    parser.add_argument("--plan", default=CURRENT_PLAN)
    parser.set_defaults(run=run)


def run(context: Context, options: argparse.Namespace) -> int:
    """Print the plan's targets; a figure that cannot be known is said to be unknown."""
    with session(context) as opened:
        plan, states = target_states(opened, options.plan)
    words = context.words
    if context.as_json:
        context.print(json.dumps([_told(state) for state in states], ensure_ascii=False))
        return 0
    context.print(f"{words.text(plan.title)}  {words.text(plan.number)}")
    rows = [
        [
            words.text(state.action.name),
            words.text(state.action.lead),
            words.text(state.target.text),
            standing(words, state),
            words.say("commands", "target_reached" if state.is_reached else "target_not_reached"),
        ]
        for state in states
    ]
    for line in table(rows):
        context.print(line)
    return 0


def standing(words: Words, state: TargetState) -> str:
    """Say how far a target is."""
    if state.missing is not None:
        return words.say("commands", f"target.{state.missing.value}", certified=state.certified)
    return words.say("commands", "target.counted", value=state.value, wanted=state.wanted)


def _told(state: TargetState) -> dict[str, object]:
    return {
        "action": state.action.code,
        "target": state.target.code,
        "kind": target_kind(state.target),
        "certified": state.certified,
        "value": state.value,
        "wanted": state.wanted,
        "reached": state.is_reached,
        "missing": state.missing.value if state.missing else None,
        "lacking": list(state.lacking),
    }
