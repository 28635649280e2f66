"""`workbench hub`: give a hub its key and run it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from workbench.cli.context import Context
from workbench.cli.sessions import password
from workbench.domain.people import Person
from workbench.usecases.hub_setup import init_hub, open_hub_key
from workbench.usecases.keyring import fingerprint
from workbench.usecases.words import Words


def add_to(subparsers: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("hub", help=words.say("hub", "help.hub"))
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    init = verbs.add_parser("init", parents=[common], help=words.say("hub", "help.init"))
    init.add_argument("--data", type=Path, required=True, metavar="DIR", help=words.say("hub", "help.data"))
    init.add_argument("--person", required=True, metavar="ID=NAME", help=words.say("hub", "help.person"))
    init.set_defaults(run=_init)
    serve = verbs.add_parser("serve", parents=[common], help=words.say("hub", "help.serve"))
    serve.add_argument("--data", type=Path, required=True, metavar="DIR", help=words.say("hub", "help.data"))
    serve.add_argument("--host", default="127.0.0.1", help=words.say("hub", "help.host"))
    serve.add_argument("--port", type=int, default=8440, help=words.say("hub", "help.port"))
    serve.set_defaults(run=_serve)


def _init(context: Context, options: argparse.Namespace) -> int:
    person_id, _, name = options.person.partition("=")
    made = init_hub(context.workplace, options.data, Person(person_id, name or person_id), password(context))
    if context.as_json:
        context.print(json.dumps({"key": made.key_id, "request": str(made.request)}))
        return 0
    facts = {"request": made.request, "person": person_id, "name": name or person_id, "folder": options.data}
    context.print(context.words.say("hub", "made", fingerprint=fingerprint(made.key_id), **facts))
    context.print(context.words.say("hub", "next", **facts))
    return 0


def _serve(context: Context, options: argparse.Namespace) -> int:
    key = open_hub_key(options.data, password(context))

    def told(url: str) -> None:
        context.print(context.words.say("hub", "ready", url=url, folder=options.data))

    context.surroundings.serve_hub(
        data=options.data,
        key=key,
        host=options.host,
        port=options.port,
        clock=context.surroundings.clock,
        new_uuid=context.workplace.uuid,
        on_ready=told,
    )
    context.print(context.words.say("hub", "stopped"))
    return 0
