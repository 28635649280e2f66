"""From the kind of a picture to the bytes of its photo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from workbench.documents.sample_photos import instruments, papers, waste
from workbench.documents.sample_photos.camera import develop, exposed, moment_of, stamp
from workbench.documents.sample_photos.easel import Easel

_Scene = Callable[[Easel, str], None]


def _plain(easel: Easel, caption: str) -> None:
    easel.shade_box((0, 0, 1600, 820), ((205, 208, 205), (228, 228, 222)))
    easel.shade_box((0, 820, 1600, 1200), ((150, 145, 138), (176, 170, 160)))
    easel.shadow([(420, 260), (1220, 280), (1220, 960), (420, 960)], 40, 0.5)
    easel.shade_box((400, 220, 1200, 920), ((250, 250, 247), (226, 226, 220)), 24)
    for index in range(0, len(caption), 9):
        easel.text((800, 400 + index * 9), caption[index : index + 9], 72, (60, 66, 70), "mm")


PICTURES: dict[str, _Scene] = dict.fromkeys(
    (
        "bag",
        "certificate",
        "charger",
        "chiller",
        "document",
        "escalator",
        "heat_exchanger",
        "lamp",
        "lux_meter",
        "meter",
        "recycler",
        "shelf",
        "sign",
        "solar",
        "thermal",
        "thermometer",
        "training",
        "waste_bins",
        "water_meter",
        "water_tap",
    ),
    _plain,
)
PICTURES |= {
    "document": papers.document,
    "certificate": papers.certificate,
    "training": papers.training,
    "thermal": instruments.thermal,
    "thermometer": instruments.thermometer,
    "lux_meter": instruments.lux_meter,
    "recycler": waste.recycler,
    "waste_bins": waste.waste_bins,
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
