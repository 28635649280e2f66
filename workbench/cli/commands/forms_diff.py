"""`workbench forms diff`: what changed between two editions, per item, for people and for machines."""

from __future__ import annotations

import argparse
import json
from typing import Any

from workbench.authoring.comparison import Comparison, EditionName
from workbench.authoring.differences import Difference, Kind, written
from workbench.cli.context import Context
from workbench.usecases.comparing import compare_editions
from workbench.usecases.edition_words import comparison_lines
from workbench.usecases.words import Words


def add_verbs(verbs: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add `diff` to the verbs of `workbench forms`."""
    diff = verbs.add_parser("diff", parents=[common], help=words.say("commands", "help.forms_diff"))
    diff.add_argument("old", metavar="A", help=words.say("commands", "help.forms_diff_edition"))
    diff.add_argument("new", metavar="B", help=words.say("commands", "help.forms_diff_edition"))
    diff.set_defaults(run=_diff)


def _diff(context: Context, options: argparse.Namespace) -> int:
    found = compare_editions(context.workplace, options.old, options.new)
    if context.as_json:
        context.print(json.dumps(comparison_document(found), ensure_ascii=False))
    else:
        for line in comparison_lines(found, context.words):
            context.print(line)
    return 0


def comparison_document(found: Comparison) -> dict[str, Any]:
    """Write a comparison for machines; paths count lists without codes from 0."""
    return {
        "old": _edition(found.old),
        "new": _edition(found.new),
        "one_form": found.is_one_form,
        "differences": [difference_document(one) for one in found.differences],
    }


def difference_document(one: Difference) -> dict[str, Any]:
    """Write one difference; `old`, `new` and `after` stand only where there is one."""
    told: dict[str, Any] = {
        "section": one.section,
        "entry": one.entry,
        "path": written(one.path),
        "kind": one.kind.value,
    }
    if one.kind in (Kind.REMOVED, Kind.CHANGED):
        told["old"] = one.old
    if one.kind in (Kind.ADDED, Kind.CHANGED):
        told["new"] = one.new
    if one.after is not None:
        told["after"] = one.after
    return told


def _edition(named: EditionName) -> dict[str, str]:
    return {"form": named.form, "edition": named.edition, "sha256": named.sha256}
