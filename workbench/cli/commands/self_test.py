"""`workbench self-test`: does this copy of the program work on this machine; used by the frozen build too."""

from __future__ import annotations

import argparse
import json
from typing import Any

from workbench.cli.context import Context
from workbench.usecases.self_testing import checks
from workbench.usecases.words import Words


def add_to(subparsers: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("self-test", parents=[common], help=words.say("commands", "help.self_test"))
    parser.set_defaults(run=run)


def run(context: Context, _: argparse.Namespace) -> int:
    """Run every check and paint one window offscreen; 1 when anything fails."""
    found = list(checks(context.workplace))
    window = context.surroundings.open_window(["--offscreen", "--self-close"])
    found.append(("window", "" if window == 0 else f"exit {window}"))
    if context.as_json:
        context.print(json.dumps({name: fault or "ok" for name, fault in found}))
    else:
        for name, fault in found:
            context.print(f"{name}: {fault or 'ok'}")
    return 1 if any(fault for _, fault in found) else 0
