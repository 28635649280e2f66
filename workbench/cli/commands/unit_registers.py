"""`workbench unit import|export`: registers as offices keep them, looked at before anything is written."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.cli.context import Context
from workbench.cli.sessions import session
from workbench.domain.refusals import Refusal
from workbench.store.durable_files import write_durably
from workbench.usecases.files import refuse_existing
from workbench.usecases.registers.columns import Wanted
from workbench.usecases.registers.giving_out import register_csv, register_workbook
from workbench.usecases.registers.planning import Fate, PlannedRow, Preview
from workbench.usecases.registers.taking_in import Choices, preview_register, take_in
from workbench.usecases.words import Words

_MOST_LINES = 40


class BadMapping(Refusal):
    """A meaning of a column is not written TITLE=MEANING; facts: `found`."""

    code = "bad_mapping"


def add_verbs(verbs: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add `import` and `export` to the verbs of `workbench unit`."""
    taking = verbs.add_parser("import", parents=[common], help=words.say("commands", "help.unit_import"))
    taking.add_argument("file", type=Path)
    taking.add_argument("--action", default="", help=words.say("commands", "help.unit_action"))
    taking.add_argument("--region", default="", help=words.say("commands", "help.unit_region"))
    taking.add_argument("--map", action="append", default=[], help=words.say("commands", "help.map"))
    taking.add_argument("--preview", action="store_true", help=words.say("commands", "help.preview"))
    taking.add_argument("--update", action="store_true", help=words.say("commands", "help.update"))
    taking.add_argument("--skip-faulty", action="store_true", help=words.say("commands", "help.skip_faulty"))
    taking.set_defaults(run=_import)
    giving = verbs.add_parser("export", parents=[common], help=words.say("commands", "help.unit_export"))
    giving.add_argument("--out", type=Path, required=True)
    giving.add_argument("--action", default=None, help=words.say("commands", "help.unit_action"))
    giving.add_argument("--force", action="store_true", help=words.say("commands", "help.force"))
    giving.set_defaults(run=_export)


def _import(context: Context, options: argparse.Namespace) -> int:
    """Show the preview and write it; 1 where faulty rows keep it from being written."""
    wanted = Wanted(options.action, options.region, dict(_meaning(entry) for entry in options.map))
    with session(context) as opened:
        preview = preview_register(opened, options.file, wanted)
        stops = bool(preview.of(Fate.FAULTY)) and not options.skip_faulty
        written = 0
        if not options.preview and not stops:
            written = take_in(opened, preview, Choices(options.update, options.skip_faulty))
    if context.as_json:
        context.print(json.dumps({**_as_json(context, preview), "written": written}, ensure_ascii=False))
        return 1 if stops else 0
    for line in _lines(context.words, preview):
        context.print(line)
    if stops:
        faulty = preview.of(Fate.FAULTY)
        context.warn(context.words.say("refusals", "faulty_rows", number=len(faulty), first=faulty[0].number))
        return 1
    key = "preview.nothing" if options.preview else "preview.done"
    context.print(context.words.say("registers", key, **({} if options.preview else {"number": written})))
    return 0


def _meaning(entry: str) -> tuple[str, str]:
    title, sign, meaning = entry.rpartition("=")
    if not sign or not title.strip():
        raise BadMapping(found=entry)
    return title.strip(), meaning.strip()


def _lines(words: Words, preview: Preview) -> Iterator[str]:
    say, columns = words.say, preview.columns
    separator = say("registers", "preview.separator")
    listed = separator.join(
        say("registers", "preview.column", title=title, meaning=_field(words, meaning))
        for title, meaning in columns.meanings.items()
    )
    yield say("registers", "preview.header", file=preview.file, row=columns.row, columns=listed)
    unused = [title for title in columns.unused if title]
    if unused:
        titles = say("registers", "preview.list_separator").join(unused)
        yield say("registers", "preview.unused", titles=titles)
    counts = {fate.value: len(preview.of(fate)) for fate in Fate}
    yield say("registers", "preview.counts", rows=len(preview.rows), **counts)
    told = [row for row in preview.rows if row.fate in {Fate.FAULTY, Fate.REPEATED, Fate.DIFFERS}]
    yield from (_line(words, row) for row in told[:_MOST_LINES])
    if len(told) > _MOST_LINES:
        yield say("registers", "preview.more", number=len(told) - _MOST_LINES)


def _line(words: Words, row: PlannedRow) -> str:
    facts: dict[str, object] = {"row": row.number, "name": row.unit.name or "—"}
    match row.fate:
        case Fate.FAULTY:
            facts["told"] = words.say("registers", "preview.separator").join(_fault(words, row))
        case Fate.REPEATED:
            facts["twin"] = row.twin_row
        case _:
            names = (_field(words, name) for name in row.differing)
            facts["fields"] = words.say("registers", "preview.list_separator").join(names)
            facts["known"] = row.known.name if row.known else ""
    return words.say("registers", f"preview.{row.fate.value}", **facts)


def _fault(words: Words, row: PlannedRow) -> Iterator[str]:
    for place, refusal in row.faults:
        told = words.refuse(refusal)
        yield f"{place} {told}" if place else told


def _field(words: Words, name: str) -> str:
    return words.say("registers", f"field.{name}") if words.knows("registers", f"field.{name}") else name


def _as_json(context: Context, preview: Preview) -> dict[str, object]:
    return {
        "file": preview.file,
        "header": preview.columns.row,
        "columns": dict(preview.columns.meanings),
        "unused": [title for title in preview.columns.unused if title],
        "rows": [
            {
                "row": row.number,
                "name": row.unit.name,
                "fate": row.fate.value,
                "faults": list(_fault(context.words, row)),
                "known": row.known.unit_id if row.known else None,
                "differing": list(row.differing),
                "twin": row.twin_row or None,
            }
            for row in preview.rows
        ],
    }


def _export(context: Context, options: argparse.Namespace) -> int:
    """Write CSV where the name ends so, otherwise a workbook."""
    refuse_existing(options.out, may_replace=options.force)
    make = register_csv if options.out.suffix.lower() == ".csv" else register_workbook
    with session(context) as opened:
        made = make(opened, context.words, options.action)
    write_durably(options.out, made.data)
    context.print(context.words.say("registers", "preview.exported", number=made.units, file=options.out))
    return 0
