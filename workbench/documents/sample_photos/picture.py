"""From the kind of a picture to the bytes of its photo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from workbench.documents.sample_photos import instruments, interior, papers, plant, shop, supply, waste
from workbench.documents.sample_photos.camera import develop, exposed, moment_of, stamp
from workbench.documents.sample_photos.easel import Easel

_Scene = Callable[[Easel, str], None]


PICTURES: dict[str, _Scene] = {
    "bag": shop.bag,
    "certificate": papers.certificate,
    "charger": supply.charger,
    "chiller": plant.chiller,
    "document": papers.document,
    "escalator": interior.escalator,
    "heat_exchanger": plant.heat_exchanger,
    "lamp": interior.lamp,
    "lux_meter": instruments.lux_meter,
    "meter": supply.meter,
    "recycler": waste.recycler,
    "shelf": shop.shelf,
    "sign": shop.sign,
    "solar": plant.solar,
    "thermal": instruments.thermal,
    "thermometer": instruments.thermometer,
    "training": papers.training,
    "waste_bins": waste.waste_bins,
    "water_meter": supply.water_meter,
    "water_tap": supply.water_tap,
}


def draw_photo(picture: str, caption: str, day: str, fonts: Path) -> bytes:
    """Draw a plausible site photo, 1600 x 1200 JPEG; the same words always give the same bytes.

    Args:
        picture: the kind, one of `PICTURES`.
        caption: what the photo shows; figures in it may be shown by the instrument.
        day: the day of the visit, ISO 8601; the time of day follows from the words.
        fonts: the folder of the shipped fonts.

    Raises:
        ValueError: no such kind; the sample data are our own, so this is a fault of ours.
    """
    scene = PICTURES.get(picture)
    if scene is None:
        raise ValueError(f"no sample photo of the kind {picture!r}")
    dice = Random(f"{picture}\n{caption}")  # noqa: S311 -- dice of a drawing, nothing secret
    moment = moment_of(day, dice)
    easel = Easel(fonts, dice)
    scene(easel, caption)
    photo = develop(easel.finished(), dice)
    stamp(photo, moment, fonts)
    return exposed(photo, moment, dice)
