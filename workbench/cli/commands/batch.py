"""`workbench batch`: seal finished work, look into a batch, import one, take a receipt."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from workbench.cli.context import Context
from workbench.cli.sessions import session
from workbench.cli.tables import table
from workbench.protocol.plans import Disposition, IngestPlan
from workbench.store import batches
from workbench.usecases.importing import import_batch, import_receipt, inspect_batch
from workbench.usecases.keyring import fingerprint
from workbench.usecases.sealing import seal_batches, write_out
from workbench.usecases.words import Words


def add_to(subparsers: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("batch", help=words.say("commands", "help.batch"))
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    seal = verbs.add_parser("seal", parents=[common], help=words.say("commands", "help.batch_seal"))
    seal.add_argument("--out", type=Path, required=True, help=words.say("commands", "help.batch_folder"))
    seal.set_defaults(run=_seal)
    for verb, run in (("inspect", _inspect), ("import", _import)):
        one = verbs.add_parser(verb, parents=[common], help=words.say("commands", f"help.batch_{verb}"))
        one.add_argument("file", type=Path)
        one.set_defaults(run=run)
    listing = verbs.add_parser("list", parents=[common], help=words.say("commands", "help.batch_list"))
    listing.set_defaults(run=_list)


def _seal(context: Context, options: argparse.Namespace) -> int:
    with session(context) as opened:
        sealed = seal_batches(opened, options.out)
        for one in sealed:
            write_out(opened, one.batch_id, one.path)
    if context.as_json:
        rows = [
            {"batch": one.batch_id, "file": str(one.path), "records": one.records, "blobs": one.blobs} for one in sealed
        ]
        context.print(json.dumps(rows))
        return 0
    for one in sealed:
        context.say(
            "batch_sealed", file=one.path, number=one.sequence, records=one.records, blobs=one.blobs, size=one.size
        )
    return 0


def _inspect(context: Context, options: argparse.Namespace) -> int:
    with session(context) as opened:
        preview = inspect_batch(opened, options.file)
    if context.as_json:
        context.print(json.dumps({"batch": preview.batch_id, "records": _rows(preview.plan)}))
        return 0
    context.say(
        "batch_head",
        number=preview.sequence,
        sender=preview.sender,
        key=fingerprint(preview.sender_key),
        made_at=preview.made_at,
        blobs=preview.blobs,
    )
    _tell(context, preview.plan)
    return 0


def _import(context: Context, options: argparse.Namespace) -> int:
    with session(context) as opened:
        if options.file.suffix.lower() == ".awr":
            context.say("receipt_taken", batch=import_receipt(opened, options.file)[:8])
            return 0
        imported = import_batch(opened, options.file)
    if context.as_json:
        receipt = str(imported.receipt) if imported.receipt else None
        context.print(json.dumps({"taken": imported.taken, "receipt": receipt, "records": _rows(imported.plan)}))
        return 0
    context.say("batch_imported", taken=imported.taken)
    _tell(context, imported.plan)
    if imported.receipt is not None:
        context.say("receipt_written", file=imported.receipt)
    return 0


def _rows(plan: IngestPlan) -> list[dict[str, str | None]]:
    return [
        {
            "id": one.id,
            "kind": one.kind,
            "disposition": one.disposition.value,
            "reason": one.reason.value if one.reason else None,
        }
        for one in plan.items
    ]


def _tell(context: Context, plan: IngestPlan) -> None:
    words = context.words
    rows = []
    for disposition in Disposition:
        for one in plan.of(disposition):
            reason = words.say("commands", f"parked.{one.reason.value}") if one.reason else ""
            kind = (
                words.say("commands", f"kind.{one.kind}") if words.knows("commands", f"kind.{one.kind}") else one.kind
            )
            rows.append([one.id[:12], kind, words.say("commands", f"disposition.{disposition.value}"), reason])
    for line in table(rows):
        context.print(line)
    for conflict in plan.conflicts:
        context.say(
            "conflict", assessment=conflict.assessment[:8], heads="、".join(head[:8] for head in conflict.heads)
        )


def _list(context: Context, _: argparse.Namespace) -> int:
    with session(context) as opened, opened.store.read() as connection:
        found = batches.listing(connection)
    if context.as_json:
        told = [{"batch": one.batch_id, "number": one.sequence, "delivery": one.delivery.value} for one in found]
        context.print(json.dumps(told))
        return 0
    if not found:
        context.say("no_batches")
    rows = [
        [
            f"{one.sequence:04d}",
            one.batch_id[:8],
            one.made_at,
            context.words.say("commands", f"delivery.{one.delivery.value}"),
            one.path,
        ]
        for one in found
    ]
    for line in table(rows):
        context.print(line)
    return 0
