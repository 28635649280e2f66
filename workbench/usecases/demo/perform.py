"""The demo from first to last act."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from workbench.catalogue.samples import load_samples
from workbench.usecases.demo import play, stage
from workbench.usecases.demo.online import ServeHub, online
from workbench.usecases.demo.play import DrawPhoto, Made
from workbench.usecases.demo.stage import Stage
from workbench.usecases.workplace import Workplace

Tell = Callable[[str, dict[str, object]], None]
"""Told the key of a sentence of the room `commands` and its facts, as each step is done."""


def perform(place: Workplace, folder: Path, draw: DrawPhoto, serve: ServeHub, tell: Tell) -> Made:
    """Do the whole main job in a folder and verify what came of it.

    Raises:
        NotADemoFolder: the folder holds other things.
    """
    samples = load_samples(place.data)
    stage.clear(folder, [sample.code for sample in samples])
    scene = Stage(place, folder, tell)
    made = Made([], {}, {}, [], [])
    tell("demo.start", {"folder": folder})
    tell("demo.step_keys", {})
    stage.set_up(scene)
    first, *others = samples
    tell("demo.step_fill", {})
    play.inspect_units(scene, made, draw, [first])
    tell("demo.step_deliver", {})
    play.deliver(scene, made)
    play.inspect_units(scene, made, draw, others)
    tell("demo.step_hub", {})
    online(scene, made, serve)
    tell("demo.step_review", {})
    play.review(scene, made)
    play.certify(scene, made)
    tell("demo.step_verify", {})
    play.verify(scene, made)
    tell("demo.passwords", {"file": stage.write_passwords(scene).name})
    return made
