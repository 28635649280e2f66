"""`workbench demo`: the whole main job on the shipped sample units, with progress on the terminal."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from workbench.cli.commands.targets import standing
from workbench.cli.commands.verify import sentences
from workbench.cli.context import Context
from workbench.documents.sample_photos import draw_photo
from workbench.usecases.demo import stage as staging
from workbench.usecases.demo.perform import perform
from workbench.usecases.demo.play import Made
from workbench.usecases.demo.stage import Stage
from workbench.usecases.targets import target_states
from workbench.usecases.words import Words


def add_to(subparsers: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("demo", parents=[common], help=words.say("commands", "help.demo"))
    parser.add_argument("--out", type=Path, required=True, help=words.say("commands", "help.demo_out"))
    parser.set_defaults(run=run)


def run(context: Context, options: argparse.Namespace) -> int:
    """Do it all; 0 only if everything that was made was also verified (decision 21)."""
    folder: Path = options.out

    def tell(key: str, facts: dict[str, object]) -> None:
        if not context.as_json:
            context.say(key, **facts)

    def draw(picture: str, caption: str, day: str) -> bytes:
        return draw_photo(picture, caption, day, context.workplace.data.resources / "fonts")

    made = perform(context.workplace, folder, draw, context.surroundings.serve_hub, tell)
    if context.as_json:
        told = {"files": [str(path) for path in made.files], "verified": made.is_all_verified}
        context.print(json.dumps(told, ensure_ascii=False))
    else:
        _list(context, folder, made)
    return 0 if made.is_all_verified else 1


def _list(context: Context, folder: Path, made: Made) -> None:
    context.say("demo.made")
    for path in made.files:
        context.print(f"  {path.relative_to(folder) if path.is_relative_to(folder) else path}")
    context.say("demo.verified")
    for name, found in made.checked:
        for line in sentences(context.words, f"  {name}", found):
            context.print(line)
    _list_targets(context, folder)
    context.say("demo.all_verified" if made.is_all_verified else "demo.not_all_verified")


def _list_targets(context: Context, folder: Path) -> None:
    scene = Stage(context.workplace, folder, lambda _key, _facts: None)
    scene.passwords.update(_passwords(folder))
    context.say("demo.targets")
    with scene.open("supervisor", staging.SUPERVISOR) as session:
        _, states = target_states(session)
    for state in states:
        if state.certified:
            context.print(f"  {context.words.text(state.target.text)}：{standing(context.words, state)}")


def _passwords(folder: Path) -> dict[str, str]:
    lines = (folder / "passwords.txt").read_text("utf-8").splitlines()
    pairs = (line.split(" = ") for line in lines if " = " in line)
    return {name: password for name, password in pairs}  # noqa: C416 -- split gives lists, not pairs
