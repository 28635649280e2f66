"""Where things stand: walls, tiled floors, desks, and the blurred depth of a shopping hall."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from workbench.documents.sample_photos.easel import HEIGHT, WIDTH, Colour, Easel, Point, Shades, between

_DEPTHS = 14


def along(one: Point, other: Point, share: float) -> Point:
    """Give the point at a share of the way from one to the other."""
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def inside(quad: Sequence[Point], across: float, down: float) -> Point:
    """Give the point at shares across and down of a quad given clockwise from the upper left."""
    return along(along(quad[0], quad[1], across), along(quad[3], quad[2], across), down)


def wall(easel: Easel, bottom: float, shades: Shades) -> None:
    """Paint the wall down to its skirting board."""
    easel.shade_box((0, 0, WIDTH, bottom), shades)
    easel.shade_box((0, bottom - 34, WIDTH, bottom), (between(shades[1], (60, 60, 60), 0.3), (70, 68, 66)))


def floor(easel: Easel, top: float, shades: Shades, vanish: Point = (800, 420), spacing: float = 330) -> None:
    """Lay a tiled floor below `top`, its joints running to the vanishing point."""
    easel.shade_box((0, top, WIDTH, HEIGHT), shades)
    joint = between(shades[1], (40, 40, 40), 0.22)
    depth = HEIGHT - vanish[1]
    for row in range(_DEPTHS):
        y = vanish[1] + depth / (1 + row * 0.24)
        if y > top:
            easel.line([(0, y), (WIDTH, y)], joint, 2.4 / (1 + row * 0.2))
    share = (top - vanish[1]) / depth
    for column in range(-16, 17):
        x = vanish[0] + (column + 0.4) * spacing
        easel.line([(vanish[0] + (x - vanish[0]) * share, top), (x, HEIGHT)], joint, 1.6)


def desk(easel: Easel, shades: Shades = ((150, 108, 70), (186, 142, 98))) -> None:
    """Lay a wooden desk seen from above, with its grain."""
    easel.shade_box((0, 0, WIDTH, HEIGHT), shades)
    for _ in range(48):
        y = easel.dice.uniform(-40, HEIGHT + 40)
        shift = easel.dice.uniform(-26, 26)
        tone = between(shades[0], (96, 62, 36), easel.dice.uniform(0.0, 0.45))
        bend = [(x, y + shift * (x / WIDTH) ** 2 + easel.dice.uniform(-2, 2)) for x in range(0, WIDTH + 1, 200)]
        easel.line(bend, tone, easel.dice.choice((0.8, 1, 1.6, 2.6)))
    for seam in (395, 810):
        easel.line([(0, seam), (WIDTH, seam + 6)], between(shades[0], (40, 24, 12), 0.6), 2.4)


def counter(easel: Easel, shades: Shades = ((214, 212, 206), (236, 234, 228))) -> None:
    """Lay a pale stone top with a few veins."""
    easel.shade_box((0, 0, WIDTH, HEIGHT), shades)
    for _ in range(14):
        x, y = easel.dice.uniform(-200, WIDTH), easel.dice.uniform(0, HEIGHT)
        vein = [(x, y)]
        for _ in range(9):
            x, y = x + easel.dice.uniform(20, 90), y + easel.dice.uniform(-50, 60)
            vein.append((x, y))
        easel.line(vein, between(shades[0], (150, 148, 146), easel.dice.uniform(0.15, 0.6)), 1.4)


def hall(easel: Easel, blur: float = 16, warmth: Colour = (255, 240, 214)) -> None:
    """Paint a shopping hall out of focus: ceiling lights, shop fronts left and right, a shining floor."""
    far = [(610.0, 400.0), (990.0, 400.0), (990.0, 660.0), (610.0, 660.0)]
    easel.polygon([(0, 0), (WIDTH, 0), far[1], far[0]], (226, 224, 216))
    easel.shade([far[3], far[2], (WIDTH, HEIGHT), (0, HEIGHT)], ((206, 196, 180), (178, 168, 154)))
    easel.polygon(far, (240, 234, 220))
    for side in (0, 1):
        edge, end = (0.0, far[0][0]) if side == 0 else (float(WIDTH), far[1][0])
        _fronts(easel, edge, end)
    for row in range(5):
        share = (1 - 0.8**row) * 1.4
        for edge in (420.0, 1180.0):
            x, y = along((edge, 40), (800 + (edge - 800) * 0.36, 390), min(share, 1))
            size = 62 * (1 - share * 0.8)
            easel.disc((x - size, y - size * 0.3, x + size, y + size * 0.3), (255, 252, 240))
            easel.glow((x, 1560 - y), (size * 1.6, 120), warmth, 0.5)
    easel.soften(blur)


def _fronts(easel: Easel, edge: float, end: float) -> None:
    """Line one side of the hall with lit shop fronts."""
    paints = [(196, 120, 104), (120, 150, 150), (214, 190, 140), (150, 132, 170), (128, 160, 120)]
    easel.dice.shuffle(paints)
    outline: list[Point] = [(edge, 0), (end, 400), (end, 660), (edge, HEIGHT)]
    easel.polygon(outline, (206, 200, 190))
    cuts = (0.0, 0.42, 0.68, 0.86, 1.0)
    for index, (near, far) in enumerate(pairwise(cuts)):
        panel = [inside(outline, near + 0.02, 0.2), inside(outline, far - 0.02, 0.2)]
        panel += [inside(outline, far - 0.02, 0.86), inside(outline, near + 0.02, 0.86)]
        easel.polygon(panel, (250, 240, 218))
        sign = [panel[0], panel[1], along(panel[1], panel[2], 0.16), along(panel[0], panel[3], 0.16)]
        easel.polygon(sign, paints[index])
        for across in (0.2, 0.5, 0.8):
            low, high = inside(panel, across, 0.95), inside(panel, across, easel.dice.uniform(0.35, 0.6))
            width = abs(panel[1][0] - panel[0][0]) * 0.09
            tone = between(paints[(index + 2) % 5], (90, 80, 76), easel.dice.random() * 0.6)
            easel.polygon(
                [
                    (low[0] - width, low[1]),
                    (high[0] - width, high[1]),
                    (high[0] + width, high[1]),
                    (low[0] + width, low[1]),
                ],
                tone,
            )
