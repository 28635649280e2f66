"""`workbench sync`: send what waits to a hub and fetch what is new."""

from __future__ import annotations

import argparse
import json
from typing import Any

from workbench.cli.context import Context
from workbench.cli.sessions import session
from workbench.usecases.syncing import SyncOutcome, sync_with_hub
from workbench.usecases.words import Words


def add_to(subparsers: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("sync", parents=[common], help=words.say("hub", "help.sync"))
    parser.add_argument("--hub", metavar="URL", default=None, help=words.say("hub", "help.url"))
    parser.set_defaults(run=_sync)


def _sync(context: Context, options: argparse.Namespace) -> int:
    with session(context) as opened:
        outcome = sync_with_hub(opened, options.hub)
    if context.as_json:
        context.print(json.dumps(_as_json(outcome)))
    else:
        _tell(context, outcome)
    return 1 if outcome.not_delivered else 0


def _as_json(outcome: SyncOutcome) -> dict[str, Any]:
    return {
        "sent": outcome.sent,
        "acknowledged": outcome.acknowledged,
        "parked_there": outcome.parked_there,
        "received": outcome.received,
        "parked": outcome.parked,
        "not_delivered": [{"batch": one.batch_id, "error": one.refusal.code} for one in outcome.not_delivered],
        "clock_off_seconds": outcome.clock_off_seconds,
    }


def _tell(context: Context, outcome: SyncOutcome) -> None:
    words = context.words
    context.print(words.say("hub", "sent", sent=outcome.sent, acknowledged=outcome.acknowledged))
    context.print(words.say("hub", "received", received=outcome.received))
    for key, count in (("parked_there", outcome.parked_there), ("parked", outcome.parked)):
        if count:
            context.print(words.say("hub", key, count=count))
    for one in outcome.not_delivered:
        context.warn(words.say("hub", "not_delivered", file=one.path, sentence=words.refuse(one.refusal)))
    if outcome.clock_off_seconds:
        key = "clock_slow" if outcome.clock_off_seconds > 0 else "clock_fast"
        context.warn(words.say("hub", key, hours=round(abs(outcome.clock_off_seconds) / 3600, 1)))
