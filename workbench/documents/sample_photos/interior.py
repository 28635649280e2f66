"""The hall of a mall from within: lamps under its ceiling, and an escalator."""

from __future__ import annotations

from itertools import pairwise

from workbench.documents.sample_photos.easel import BLACK, HEIGHT, WHITE, WIDTH, Colour, Easel, Point, between
from workbench.documents.sample_photos.rooms import along, inside

_END: tuple[Point, Point, Point, Point] = ((640, 520), (960, 520), (960, 760), (640, 760))
_WARM = (255, 236, 200)


def lamp(easel: Easel, caption: str) -> None:
    """Look up under a ceiling with downlights, with spots on a track, or with long linear lamps."""
    _corridor(easel)
    if "射灯" in caption:
        _spots(easel)
    elif "线条" in caption:
        _linear(easel)
    else:
        _downlights(easel)


def _corridor(easel: Easel) -> None:
    ceiling = [(0.0, 0.0), (1600.0, 0.0), _END[1], _END[0]]
    easel.shade(ceiling, ((196, 192, 184), (236, 232, 222)))
    easel.shade([_END[3], _END[2], (WIDTH, HEIGHT), (0, HEIGHT)], ((216, 206, 190), (168, 158, 144)))
    easel.box((*_END[0], *_END[2]), (244, 238, 224))
    easel.shade_box((700, 600, 900, 760), ((206, 222, 226), (180, 200, 206)))
    for edge, end in ((0.0, 640.0), (1600.0, 960.0)):
        side: list[Point] = [(edge, 90), (end, 534), (end, 760), (edge, 1180)]
        easel.shade([(edge, 0), (end, 520), (end, 760), (edge, HEIGHT)], ((222, 214, 200), (186, 176, 160)))
        for index, near in enumerate((0.03, 0.4, 0.66, 0.84)):
            _shop(easel, side, (near, (0.37, 0.63, 0.82, 0.97)[index]), index)
    share = 1.0
    for _ in range(9):
        share *= 0.68
        y = 640 + 560 * share
        if y > 770:
            easel.line([(640 * (1 - (y - 760) / 440), y), (960 + 640 * ((y - 760) / 440), y)], (158, 148, 134), 2)
    easel.soften(3.2)


def _shop(easel: Easel, side: list[Point], span: tuple[float, float], index: int) -> None:
    tone = ((150, 60, 60), (60, 96, 120), (120, 104, 60), (90, 70, 110))[index]
    window = [
        inside(side, span[0], 0.24),
        inside(side, span[1], 0.24),
        inside(side, span[1], 0.96),
        inside(side, span[0], 0.96),
    ]
    easel.shade(window, ((252, 242, 218), (232, 214, 182)))
    board = [inside(side, span[0], 0.08), inside(side, span[1], 0.08), window[1], window[0]]
    easel.polygon(board, tone)
    for step in range(4):
        at = 0.14 + step * 0.22
        low = easel.dice.uniform(0.3, 0.55)
        garment = between(
            easel.dice.choice(((176, 88, 76), (84, 108, 130), (196, 170, 120), (108, 128, 98))), WHITE, 0.15
        )
        easel.polygon(
            [
                inside(window, at, low),
                inside(window, at + 0.13, low),
                inside(window, at + 0.15, 0.94),
                inside(window, at - 0.02, 0.94),
            ],
            garment,
        )


def _downlights(easel: Easel) -> None:
    for step in range(6):
        share = 1 - 0.62**step
        for lane in (0.2, 0.5, 0.8):
            near, far = (1600 * lane, 70.0), (640 + 320 * lane, 524.0)
            _downlight(easel, along(near, far, share), 112 * (1 - share) + 6)
    for lane in (0.2, 0.5, 0.8):
        easel.glow((640 + 320 * lane + (lane - 0.5) * 500, 940), (150, 120), (255, 248, 228), 0.45)


def _downlight(easel: Easel, at: Point, size: float) -> None:
    x, y = at
    flat = size * 0.42
    easel.glow((x, y), (size * 2.6, flat * 2.8), (255, 248, 226), 0.75)
    easel.disc((x - size, y - flat, x + size, y + flat), (246, 246, 242))
    easel.ring((x - size, y - flat, x + size, y + flat), (170, 166, 158), max(1, size * 0.03))
    easel.shade_disc(
        (x - size * 0.8, y - flat * 0.8, x + size * 0.8, y + flat * 0.8), ((186, 182, 172), (238, 234, 222))
    )
    easel.disc((x - size * 0.58, y - flat * 0.5, x + size * 0.58, y + flat * 0.66), (255, 254, 244))
    easel.glow((x, y), (size * 0.9, flat * 0.9), WHITE, 0.9)


def _spots(easel: Easel) -> None:
    for lane, far in ((300.0, 720.0), (1300.0, 880.0)):
        easel.line([(lane, 0), (far, 526)], (44, 44, 46), 20)
        for step in range(5):
            share = 1 - 0.64 ** (step + 0.3)
            at = along((lane, 0), (far, 526), share)
            _spot(easel, at, 1.25 * (1 - share) + 0.06, 1 if lane < 800 else -1)
    easel.shadow([(430, 980), (1170, 980), (1240, 1200), (360, 1200)], 40, 0.5)
    easel.shade([(440, 850), (1160, 850), (1230, 960), (370, 960)], ((236, 240, 240), (198, 206, 210)))
    easel.shade_box((370, 960, 1230, 1200), ((92, 70, 52), (60, 44, 32)))
    easel.shade_box((390, 980, 1210, 1060), ((40, 34, 30), (74, 62, 52)))
    for index in range(9):
        x = 440 + index * 84
        easel.box((x, 876, x + 58, 936), (40, 44, 60), 8)
        easel.ring((x + 16, 888, x + 42, 918), (250, 222, 130), 4)
        easel.glow((x + 29, 888), (24, 20), WHITE, 0.95)
    easel.glow((800, 900), (520, 130), (255, 248, 226), 0.55)


def _spot(easel: Easel, at: Point, scale: float, turn: int) -> None:
    x, y = at
    easel.line([(x, y), (x + turn * 10 * scale, y + 60 * scale)], (60, 60, 62), 14 * scale)
    tip = x + turn * 110 * scale, y + 150 * scale
    easel.line([(x - turn * 10 * scale, y + 50 * scale), tip], (38, 38, 40), 84 * scale)
    easel.line(
        [(x - turn * 24 * scale, y + 34 * scale), (tip[0] - 14 * scale, tip[1] - 22 * scale)], (92, 92, 96), 12 * scale
    )
    easel.disc((tip[0] - 44 * scale, tip[1] - 36 * scale, tip[0] + 44 * scale, tip[1] + 40 * scale), (255, 252, 236))
    easel.glow(tip, (190 * scale, 170 * scale), (255, 246, 216), 0.85)


def _linear(easel: Easel) -> None:
    for lane in (0.08, 0.36, 0.64, 0.92):
        for step in range(4):
            near, far = 1 - 0.55**step, 1 - 0.55 ** (step + 0.8)
            start, stop = (1600 * lane, 0.0), (640 + 320 * lane, 524.0)
            one, other = along(start, stop, near), along(start, stop, far)
            wide, slim = 40 * (1 - near) + 3, 40 * (1 - far) + 3
            easel.polygon(
                [
                    (one[0] - wide - 8, one[1]),
                    (one[0] + wide + 8, one[1]),
                    (other[0] + slim + 3, other[1]),
                    (other[0] - slim - 3, other[1]),
                ],
                (150, 148, 142),
            )
            easel.polygon(
                [
                    (one[0] - wide, one[1]),
                    (one[0] + wide, one[1]),
                    (other[0] + slim, other[1]),
                    (other[0] - slim, other[1]),
                ],
                (255, 255, 250),
            )
            middle = along(one, other, 0.5)
            easel.glow(middle, (wide * 4 + 20, abs(other[1] - one[1]) + 30), (255, 252, 238), 0.6)
    _goods(easel)


def _goods(easel: Easel) -> None:
    """Set low shelves of a supermarket on both sides of the aisle."""
    for edge, end in ((0.0, 640.0), (1600.0, 960.0)):
        side: list[Point] = [(edge, 560), (end, 664), (end, 770), (edge, 1200)]
        easel.polygon(side, (226, 224, 216))
        for shelf in range(4):
            for item in range(16):
                near, far = 1 - 0.86 ** (item * 1.1), 1 - 0.86 ** (item * 1.1 + 0.95)
                top, low = (shelf + 0.2) / 4, (shelf + 0.86) / 4
                tone = easel.dice.choice(
                    ((204, 60, 50), (240, 180, 50), (60, 130, 90), (60, 110, 180), (240, 236, 226), (180, 90, 150))
                )
                easel.polygon(
                    [inside(side, near, top), inside(side, far, top), inside(side, far, low), inside(side, near, low)],
                    between(tone, WHITE, 0.1),
                )
            easel.line([inside(side, 0, (shelf + 0.9) / 4), inside(side, 1, (shelf + 0.9) / 4)], (40, 140, 84), 6)


def escalator(easel: Easel, caption: str) -> None:  # noqa: ARG001 -- every scene is drawn from the same two
    """Stand at the foot of an escalator that runs slowly, nobody on it."""
    easel.shade_box((0, 0, WIDTH, HEIGHT), ((236, 230, 218), (206, 198, 186)))
    easel.shade([(0, 0), (WIDTH, 0), (1120, 300), (480, 300)], ((214, 210, 202), (244, 240, 230)))
    for x, y, size in ((420, 80, 70), (1180, 80, 70), (620, 190, 42), (980, 190, 42)):
        easel.disc((x - size, y - size * 0.3, x + size, y + size * 0.3), (255, 254, 246))
        easel.glow((x, y), (size * 3, size * 2), _WARM, 0.6)
    for x, tone in ((20, (168, 92, 80)), (250, (92, 120, 128)), (1180, (200, 170, 110)), (1400, (110, 120, 150))):
        easel.shade_box((x, 380, x + 190, 800), ((252, 244, 226), (232, 216, 190)))
        easel.box((x, 380, x + 190, 446), tone)
    easel.soften(7)
    easel.shade_box((600, 250, 1000, 330), ((250, 246, 236), (226, 220, 208)))
    _steps(easel)
    for side in (-1, 1):
        _balustrade(easel, side)
    _post(easel)


def _steps(easel: Easel) -> None:
    """Draw risers and treads that shrink towards the top, with grooves and yellow edges."""
    heights: list[float] = [1110]
    step = 104.0
    while heights[-1] - step > 330:
        heights.append(heights[-1] - step)
        step *= 0.885
    for low, high in pairwise(heights):
        wide, slim = _half(low), _half(high)
        split = high + (low - high) * 0.26
        middle = _half(split)
        easel.shade(
            [(800 - middle, split), (800 + middle, split), (800 + wide, low), (800 - wide, low)],
            ((92, 96, 100), (52, 55, 58)),
        )
        easel.shade(
            [(800 - slim, high), (800 + slim, high), (800 + middle, split), (800 - middle, split)],
            ((150, 155, 160), (178, 183, 187)),
        )
        for groove in range(1, 44):
            share = groove / 22 - 1
            easel.line([(800 + share * middle, split), (800 + share * wide, low)], (36, 38, 40), max(1, wide / 200))
        edge = max(2.0, wide / 60)
        easel.line([(800 - middle, split), (800 + middle, split)], (244, 196, 40), edge)
        for turn in (-1, 1):
            easel.line(
                [(800 + turn * (middle - edge), split), (800 + turn * (slim - edge), high)], (244, 196, 40), edge
            )
    comb: list[Point] = [(800 - _half(1110), 1110), (800 + _half(1110), 1110), (1420, HEIGHT), (180, HEIGHT)]
    easel.shade(comb, ((176, 181, 185), (132, 137, 141)))
    for groove in range(1, 60):
        easel.line([inside(comb, groove / 60, 0), inside(comb, groove / 60, 1)], (112, 116, 120), 2)
    easel.line([comb[0], comb[1]], (244, 196, 40), 16)


def _half(y: float) -> float:
    """Tell half the width of a step at a height in the picture."""
    return 96 + (y - 320) / 790 * 330


def _balustrade(easel: Easel, side: int) -> None:
    def at(x: float, y: float) -> Point:
        return 800 + side * x, y

    easel.shade([at(96, 320), at(120, 316), at(600, HEIGHT), at(426, 1110)], ((196, 201, 205), (140, 146, 150)))
    glass = [at(120, 316), at(130, 150), at(690, 470), at(640, HEIGHT)]
    easel.shade(glass, ((206, 220, 222), (168, 186, 188)))
    easel.polygon(
        [
            along(glass[1], glass[2], 0.3),
            along(glass[1], glass[2], 0.5),
            along(glass[0], glass[3], 0.5),
            along(glass[0], glass[3], 0.24),
        ],
        (222, 232, 234),
    )
    for share in (0.32, 0.66):
        easel.line([along(glass[0], glass[3], share), along(glass[1], glass[2], share)], (120, 134, 138), 3)
    rail = [at(128, 146), at(300, 226), at(520, 346), at(680, 452), at(752, 560), at(770, 760)]
    easel.curve([(x, y + 10) for x, y in rail], (130, 136, 140), 40)
    easel.curve(rail, (26, 27, 29), 44)
    easel.curve([(x - side * 8, y - 12) for x, y in rail], (92, 95, 99), 8)
    easel.shade([at(600, HEIGHT), at(650, 980), at(800, 980), at(800, HEIGHT)], ((182, 188, 192), (134, 140, 144)))


def _post(easel: Easel) -> None:
    easel.shadow([(1250, 1060), (1420, 1060), (1420, 1130), (1250, 1130)], 18, 0.6)
    easel.tube((1300, 760, 1370, 1110), (120, 126, 130), (226, 230, 233))
    easel.disc((1316, 800, 1354, 838), (24, 26, 28))
    easel.glow((1335, 819), (36, 36), (255, 70, 60), 0.8)
    easel.shade_box((1180, 520, 1490, 770), ((36, 146, 92), (24, 118, 72)), 16)
    easel.text((1335, 582), "感应运行", -60, WHITE, "mm")
    easel.text((1335, 652), "无人时低速", 44, WHITE, "mm")
    bolt: tuple[Colour, list[Point]] = (
        (250, 220, 70),
        [(1342, 684), (1312, 728), (1332, 728), (1324, 758), (1360, 716), (1338, 716)],
    )
    easel.polygon(bolt[1], bolt[0])
    easel.frame((1180, 520, 1490, 770), between((24, 118, 72), BLACK, 0.3), 4, 16)
