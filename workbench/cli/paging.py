"""How much of a long list a command prints, and the sentence that says what it leaves out."""

from __future__ import annotations

import argparse

from workbench.cli.context import Context
from workbench.domain.refusals import Refusal
from workbench.usecases.words import Words

USUAL = 200


class BadLimit(Refusal):
    """A number of lines is no number above zero; facts: `found`."""

    code = "bad_limit"


def add_limit(parser: argparse.ArgumentParser, words: Words) -> None:
    """Let a list be as long as wanted."""
    parser.add_argument("--limit", default=str(USUAL), metavar="N", help=words.say("commands", "help.limit"))
    parser.add_argument("--all", action="store_true", help=words.say("commands", "help.all"))


def wanted_lines(options: argparse.Namespace) -> int | None:
    """Give the most lines that are wanted; None for all.

    Raises:
        BadLimit.
    """
    if options.all:
        return None
    if not options.limit.isdecimal() or not 0 < int(options.limit) < 1_000_000_000:
        raise BadLimit(found=options.limit)
    return int(options.limit)


def tell_rest(context: Context, shown: int, total: int) -> None:
    """Say that a list goes on; beside a list for programs, which holds nothing but the list."""
    if shown >= total:
        return
    sentence = context.words.say("commands", "first_of_all", shown=shown, total=total)
    (context.warn if context.as_json else context.print)(sentence)
