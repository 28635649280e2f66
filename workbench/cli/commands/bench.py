"""`workbench bench`: figures side by side, as ratios in one run."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from workbench.cli.bench.desk import filled_desk
from workbench.cli.bench.figures import Figure
from workbench.cli.bench.loading import load_forms
from workbench.cli.bench.paper import PAPER, paper
from workbench.cli.bench.register import find_unit
from workbench.cli.bench.saving import autosave
from workbench.cli.bench.scoring import advise, rescore_many, score_growth, score_one_answer
from workbench.cli.bench.window import first_window
from workbench.cli.context import Context
from workbench.cli.tables import table
from workbench.domain.refusals import Refusal
from workbench.usecases.words import Words
from workbench.usecases.workplace import Workplace

_ENGINE: Mapping[str, Callable[[Workplace], Figure]] = {
    "score_one_answer": score_one_answer,
    "advise": advise,
    "rescore_many": rescore_many,
    "score_growth": score_growth,
}
_IN_A_FOLDER: Mapping[str, Callable[[Workplace, Path], Figure]] = {
    "first_window": lambda _place, folder: first_window(folder),
    "load_forms": load_forms,
    "find_unit": find_unit,
}
NAMES = (*_IN_A_FOLDER, *_ENGINE, "autosave", *PAPER)


class UnknownFigure(Refusal):
    """There is no such figure; facts: `name`, `known`."""

    code = "unknown_figure"


def add_to(subparsers: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("bench", parents=[common], help=words.say("commands", "help.bench"))
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.set_defaults(run=run)


def run(context: Context, options: argparse.Namespace) -> int:
    """Measure and print; a figure above its ceiling is marked, never an error."""
    for name in options.names:
        if name not in NAMES:
            raise UnknownFigure(name=name, known=", ".join(NAMES))
    wanted = set(options.names or NAMES)
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        for figure in _measure(context, wanted, Path(folder)):
            figures.append(figure)
            if not context.as_json:
                _tell(context, figure)
    if context.as_json:
        context.print(json.dumps({"figures": [figure.told() for figure in figures]}, ensure_ascii=False))
    return 0


def _measure(context: Context, wanted: set[str], folder: Path) -> Iterator[Figure]:
    for name, measure in _IN_A_FOLDER.items():
        if name in wanted:
            yield measure(context.workplace, folder)
    for name, score in _ENGINE.items():
        if name in wanted:
            yield score(context.workplace)
    if wanted & {"autosave", *PAPER}:
        with filled_desk(context.workplace, folder) as desk:
            if "autosave" in wanted:
                yield autosave(desk, folder)
            if wanted & set(PAPER):
                yield from (figure for figure in paper(desk) if figure.name in wanted)


def _tell(context: Context, figure: Figure) -> None:
    mark = "✓" if figure.is_reached else "✗"
    row = [mark, figure.name, f"{figure.value:.2f} {figure.unit}", f"<= {figure.ceiling:g} {figure.unit}"]
    context.print(table([row])[0])
    context.print(f"    {figure.work}; {figure.note}")
