"""`workbench unit`: the register on the command line."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import Any

import msgspec

from workbench.cli.commands import unit_registers
from workbench.cli.context import Context
from workbench.cli.paging import add_limit, tell_rest, wanted_lines
from workbench.cli.sessions import session
from workbench.cli.tables import table
from workbench.store.rows import Unit
from workbench.usecases.registering import NewUnit, add_unit, find_units
from workbench.usecases.session import Session
from workbench.usecases.words import Words

_PAGE = 1_000


def add_to(subparsers: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("unit", help=words.say("commands", "help.unit"))
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    add = verbs.add_parser("add", parents=[common], help=words.say("commands", "help.unit_add"))
    add.add_argument("--name", required=True)
    add.add_argument("--action", required=True)
    add.add_argument("--region", required=True)
    add.add_argument("--credit-code", default="")
    add.add_argument("--address", default="")
    add.set_defaults(run=_add)
    listing = verbs.add_parser("list", parents=[common], help=words.say("commands", "help.unit_list"))
    listing.add_argument("text", nargs="?", default="")
    listing.add_argument("--action", default=None)
    add_limit(listing, words)
    listing.set_defaults(run=_list)
    unit_registers.add_verbs(verbs, words, common)


def _add(context: Context, options: argparse.Namespace) -> int:
    wanted = NewUnit(
        name=options.name,
        action=options.action,
        region=options.region,
        credit_code=options.credit_code,
        address=options.address,
    )
    with session(context) as opened:
        unit = add_unit(opened, wanted)
    _tell(context, [unit])
    return 0


def _list(context: Context, options: argparse.Namespace) -> int:
    wanted = wanted_lines(options)
    with session(context) as opened:
        found, total = _found(opened, options, wanted)
    if not found and not context.as_json:
        context.say("no_units_found" if options.text or options.action else "no_units")
    _tell(context, found)
    tell_rest(context, len(found), total)
    return 0


def _found(opened: Session, options: argparse.Namespace, wanted: int | None) -> tuple[list[Unit], int]:
    """Find so many units, or all, a page at a time."""
    found: list[Unit] = []
    while True:
        room = _PAGE if wanted is None else min(_PAGE, wanted - len(found))
        page = find_units(opened, options.text, action=options.action, skip=len(found), limit=room)
        found += page.units
        if not page.units or len(found) in (page.total, wanted):
            return found, page.total


def _tell(context: Context, units: Sequence[Unit]) -> None:
    if context.as_json:
        context.print(json.dumps([msgspec.to_builtins(unit) for unit in units], ensure_ascii=False))
        return
    regions = context.workplace.regions
    for line in table(
        [
            [unit.unit_id[:8], unit.name, unit.action, regions.full_name(unit.region), unit.credit_code or "—"]
            for unit in units
        ]
    ):
        context.print(line)
