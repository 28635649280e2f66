"""Where electricity and water come in: meters, a parking space with chargers, a tap that drips."""

from __future__ import annotations

from workbench.documents.sample_photos.easel import BLACK, HEIGHT, WHITE, WIDTH, Colour, Easel, Point, between
from workbench.documents.sample_photos.gauges import bars, digits, digits_width, display, screw
from workbench.documents.sample_photos.rooms import along

_PHASES: tuple[Colour, ...] = ((206, 176, 40), (40, 140, 70), (190, 44, 40), (60, 80, 160))


def meter(easel: Easel, caption: str) -> None:
    """Open a distribution board: three meters on their rail, or an empty place where one is missing."""
    easel.shade_box((0, 0, WIDTH, HEIGHT), ((176, 180, 178), (140, 144, 143)))
    easel.shade_box((60, 0, 1540, HEIGHT), ((222, 224, 221), (186, 189, 187)))
    easel.glow((700, 160), (800, 560), WHITE, 0.5)
    for x in (60, 1528):
        easel.shade_box((x, 0, x + 12, HEIGHT), ((120, 123, 122), (90, 93, 92)))
    easel.tube((60, 520, 1540, 580), (136, 140, 142), (226, 229, 230), upright=False)
    for slot in range(29):
        easel.box((80 + slot * 50, 542, 104 + slot * 50, 558), (104, 108, 110), 6)
    for x in (84, 1516):
        for y in (60, 600, 1140):
            screw(easel, (x, y), 13)
    is_missing = "缺" in caption
    for index, x in enumerate((110, 590, 1070)):
        if is_missing and index == 1:
            _empty_place(easel, x)
            continue
        _cables(easel, x)
        _meter(easel, x, index)
    names = ("AL-01 照明", "AL-02 冷库", "AL-03 扶梯") if is_missing else ("AL-01 照明", "AP-02 空调", "AP-03 扶梯")
    for name, x in zip(names, (110, 590, 1070), strict=True):
        easel.shade_box((x + 80, 96, x + 340, 158), ((252, 222, 70), (238, 200, 40)), 6)
        easel.text((x + 210, 126), name, -36, (40, 36, 10), "mm")


def _cables(easel: Easel, x: float) -> None:
    for index, tone in enumerate(_PHASES):
        start = x + 90 + index * 80
        lean = easel.dice.uniform(-30, 30)
        path: list[Point] = [(start, 900), (start + lean * 0.4, 1000), (start + lean, 1100), (start + lean, 1230)]
        easel.curve([(a + 10, b + 4) for a, b in path], (150, 153, 152), 24)
        easel.curve(path, between(tone, BLACK, 0.25), 26)
        easel.curve([(a - 5, b) for a, b in path], between(tone, WHITE, 0.3), 6)


def _meter(easel: Easel, x: float, index: int) -> None:
    y = 210
    easel.shadow([(x + 14, y + 20), (x + 450, y + 20), (x + 450, y + 770), (x + 14, y + 770)], 26, 0.55)
    easel.shade_box((x, y, x + 420, y + 560), ((252, 252, 250), (222, 224, 223)), 28)
    easel.shade_box((x + 14, y + 540, x + 406, y + 750), ((214, 217, 216), (184, 188, 187)), 16)
    easel.frame((x + 24, y + 24, x + 396, y + 530), (196, 200, 200), 3, 16)
    display(easel, (x + 56, y + 70, x + 364, y + 200), (168, 188, 160))
    figure = f"{easel.dice.randint(8_000, 98_000):06d}.{easel.dice.randint(0, 9)}"
    digits(easel, (x + 330 - digits_width(figure, 48), y + 118), figure, 48, (30, 38, 32))
    easel.text((x + 356, y + 194), "kWh", -22, (30, 38, 32), "rs")
    easel.text((x + 64, y + 74), "当前 总电量", 20, (30, 38, 32))
    for at, words, tone in ((84, "脉冲", (230, 50, 40)), (194, "有功", (230, 50, 40)), (304, "报警", (120, 60, 56))):
        easel.disc((x + at, y + 228, x + at + 22, y + 250), tone)
        easel.text((x + at + 30, y + 239), words, 20, (80, 84, 86), "lm")
    easel.glow((x + 95, y + 239), (34, 34), (255, 90, 70), 0.7)
    easel.text((x + 210, y + 296), "三相四线电子式电能表", -29, (44, 48, 52), "mm")
    for row, words in enumerate(
        ("3×220/380V   3×1.5(6)A   50Hz", "有功 0.5S级    20000 imp/kWh", f"编号  SAMPLE-{index + 1:04d}")
    ):
        easel.text((x + 210, y + 344 + row * 36), words, 22, (70, 74, 78), "mm")
    bars(easel, (x + 90, y + 448, x + 330, y + 508))
    for at in (60, 360):
        screw(easel, (x + at, y + 640), 16)
    easel.curve([(x + 360, y + 640), (x + 376, y + 700), (x + 350, y + 738)], (150, 120, 60), 4)
    easel.shade_disc((x + 326, y + 724, x + 370, y + 768), ((214, 60, 50), (150, 30, 24)))
    for slot in range(4):
        easel.box((x + 78 + slot * 80, y + 712, x + 104 + slot * 80, y + 750), (52, 54, 56), 6)


def _empty_place(easel: Easel, x: float) -> None:
    for at in (110, 320):
        screw(easel, (x + at, 300), 12)
        screw(easel, (x + at, 830), 12)
    easel.frame((x + 30, 220, x + 390, 930), (150, 154, 153), 2, 10)
    for index, tone in enumerate(_PHASES):
        start = x + 100 + index * 72
        path: list[Point] = [
            (start, 1230),
            (start + 6, 1050),
            (start - 20 + index * 14, 900),
            (start - 40 + index * 24, 780),
        ]
        easel.curve([(a + 12, b + 6) for a, b in path], (160, 163, 162), 22)
        easel.curve(path, between(tone, BLACK, 0.2), 24)
        tip = path[-1]
        easel.line([(tip[0], tip[1] + 34), (tip[0] - 4, tip[1] - 12)], (30, 30, 32), 28)
    easel.shade_box((x + 100, 380, x + 320, 500), ((255, 255, 250), (240, 238, 226)), 4)
    easel.text((x + 210, 416), "冷  库", -40, (40, 44, 48), "mm")
    easel.text((x + 210, 466), "未装表", 30, (190, 40, 34), "mm")


def water_meter(easel: Easel, caption: str) -> None:  # noqa: ARG001 -- every scene is drawn from the same two
    """Look at the main water meter on its flanged pipe, the lid open."""
    easel.shade_box((0, 0, WIDTH, HEIGHT), ((150, 146, 138), (112, 108, 102)))
    for _ in range(420):
        x, y, size = easel.dice.uniform(0, WIDTH), easel.dice.uniform(0, HEIGHT), easel.dice.uniform(2, 9)
        easel.disc((x, y, x + size * 1.6, y + size), between((150, 146, 138), (90, 86, 80), easel.dice.random()))
    for y in (230, 900):
        easel.line([(0, y), (WIDTH, y + 14)], (104, 100, 94), 7)
    easel.soften(3)
    easel.glow((700, 200), (900, 640), (255, 250, 236), 0.4)
    blue, pale = (22, 60, 110), (104, 154, 206)
    easel.shadow([(0, 760), (WIDTH, 760), (WIDTH, 920), (0, 920)], 40, 0.7)
    easel.tube((0, 520, WIDTH, 800), blue, pale, upright=False)
    for x in (150, 1290):
        for shift in (0, 76):
            easel.tube((x + shift, 430, x + shift + 64, 890), (16, 46, 88), (120, 168, 214), upright=False)
            for bolt in range(5):
                y = 466 + bolt * 92
                edge = x - 30 if shift == 0 else x + 140
                easel.shade_box((edge, y, edge + 34, y + 40), ((200, 202, 200), (110, 112, 112)), 6)
    easel.shade_disc((420, 390, 1180, 1010), (pale, blue))
    _dial(easel, (800, 640), 350)
    easel.shade([(560, 330), (1040, 330), (1000, 40), (600, 40)], ((40, 92, 150), (24, 64, 116)))
    easel.line([(604, 44), (996, 44)], (130, 176, 220), 8)
    easel.shade_box((690, 306, 910, 350), ((150, 156, 160), (90, 96, 100)), 12)


def _dial(easel: Easel, centre: Point, radius: float) -> None:
    x, y = centre
    easel.shadow(
        [(x - radius, y - radius), (x + radius, y - radius), (x + radius, y + radius), (x - radius, y + radius)],
        30,
        0.3,
    )
    easel.shade_disc((x - radius, y - radius, x + radius, y + radius), ((236, 204, 120), (150, 112, 44)))
    easel.disc((x - radius + 34, y - radius + 34, x + radius - 34, y + radius - 34), (70, 62, 40))
    easel.shade_disc(
        (x - radius + 42, y - radius + 42, x + radius - 42, y + radius - 42), ((255, 255, 252), (232, 234, 232))
    )
    easel.text((x, y - 206), "水 表", -46, (44, 48, 52), "mm")
    easel.text((x, y - 152), "DN100   Q3 100 m³/h", 26, (70, 74, 78), "mm")
    figure = f"{easel.dice.randint(110_000, 690_000):06d}"
    easel.box((x - 196, y - 118, x + 136, y - 38), (30, 32, 34), 6)
    for index, sign in enumerate(figure):
        left = x - 190 + index * 54
        tone = (250, 250, 246) if index < 5 else (206, 40, 34)
        easel.shade_box((left, y - 112, left + 50, y - 44), (between(tone, BLACK, 0.25), tone), 4)
        easel.text((left + 25, y - 80), sign, -50, (24, 26, 28) if index < 5 else WHITE, "mm")
    easel.text((x + 190, y - 78), "m³", -46, (44, 48, 52), "mm")
    for at, words in (((-150, 62), "×0.1"), ((-30, 148), "×0.01"), ((120, 84), "×0.001")):
        _pointer(easel, (x + at[0], y + at[1]), words)
    hub = x + 20, y + 40
    for turn in range(6):
        dx, dy = ((0, -34), (30, -17), (30, 17), (0, 34), (-30, 17), (-30, -17))[turn]
        easel.polygon(
            [hub, (hub[0] + dx, hub[1] + dy), (hub[0] + dx * 0.5 + dy * 0.3, hub[1] + dy * 0.5 - dx * 0.3)],
            (200, 40, 34),
        )
    easel.glow((x - 140, y - 170), (200, 130), WHITE, 0.55)


def _pointer(easel: Easel, centre: Point, words: str) -> None:
    x, y = centre
    easel.ring((x - 62, y - 62, x + 62, y + 62), (60, 64, 68), 4)
    for tick, (dx, dy) in enumerate(
        (
            (0, -1),
            (0.59, -0.81),
            (0.95, -0.31),
            (0.95, 0.31),
            (0.59, 0.81),
            (0, 1),
            (-0.59, 0.81),
            (-0.95, 0.31),
            (-0.95, -0.31),
            (-0.59, -0.81),
        )
    ):
        easel.line([(x + dx * 50, y + dy * 50), (x + dx * 60, y + dy * 60)], (60, 64, 68), 4 if tick % 5 == 0 else 2)
    tip = easel.dice.choice(((34, -28), (42, 14), (-18, 40), (-40, -18)))
    easel.polygon(
        [(x + tip[0], y + tip[1]), (x + tip[1] * 0.22, y - tip[0] * 0.22), (x - tip[1] * 0.22, y + tip[0] * 0.22)],
        (206, 40, 34),
    )
    easel.disc((x - 9, y - 9, x + 9, y + 9), (206, 40, 34))
    easel.text((x, y + 82), words, 22, (70, 74, 78), "mm")


def water_tap(easel: Easel, caption: str) -> None:  # noqa: ARG001 -- every scene is drawn from the same two
    """Show a tap over a steel sink before a tiled wall, a drop on its way."""
    easel.shade_box((0, 0, WIDTH, 800), ((224, 230, 230), (202, 210, 210)))
    for y in range(-30, 800, 150):
        for x in range(-80, WIDTH, 230):
            shift = 115 if (y // 150) % 2 else 0
            tone = between((236, 240, 240), (206, 216, 218), easel.dice.random())
            easel.shade_box((x + shift + 4, y + 4, x + shift + 226, y + 146), (between(tone, WHITE, 0.5), tone), 4)
    easel.soften(2.4)
    easel.glow((520, 80), (640, 420), WHITE, 0.6)
    easel.shade_box((0, 800, WIDTH, HEIGHT), ((206, 209, 211), (150, 154, 157)))
    easel.shade_box((0, 786, WIDTH, 822), ((236, 238, 240), (168, 172, 175)))
    basin: list[Point] = [(260, 870), (1400, 870), (1500, 1230), (150, 1230)]
    easel.shade(basin, ((92, 97, 101), (176, 181, 184)))
    easel.line([basin[3], basin[0], basin[1], basin[2]], (232, 235, 237), 9)
    for step in range(40):
        y = 880 + step * 8
        easel.line(
            [(270 - step * 3, y), (1390 + step * 3, y)],
            between((120, 125, 129), (176, 181, 184), easel.dice.random()),
            1,
        )
    easel.glow((900, 1130), (360, 80), WHITE, 0.45)
    easel.shade_disc((770, 1060, 930, 1110), ((60, 64, 66), (120, 124, 126)))
    easel.ring((770, 1060, 930, 1110), (214, 218, 220), 6)
    _tap(easel)
    for y, size in ((742, 17), (930, 13)):
        easel.polygon(
            [(850, y - size * 2.4), (850 + size * 0.8, y - size * 0.3), (850 - size * 0.8, y - size * 0.3)],
            (190, 214, 224),
        )
        easel.shade_disc((850 - size, y - size, 850 + size, y + size), ((170, 200, 214), (232, 244, 248)))
        easel.glow((850 - size * 0.3, y - size * 0.2), (size * 0.7, size * 0.7), WHITE, 1)
    for radius in (40, 74, 112):
        easel.ring((850 - radius, 1085 - radius * 0.26, 850 + radius, 1085 + radius * 0.26), (214, 226, 230), 3)


def _tap(easel: Easel) -> None:
    easel.shadow([(520, 340), (940, 340), (940, 640), (520, 820)], 40, 0.35)
    dark, pale = (88, 94, 99), (246, 248, 249)
    easel.tube((470, 330, 580, 820), dark, pale)
    easel.tube((440, 770, 610, 830), dark, pale)
    easel.tube((500, 380, 830, 466), dark, pale, upright=False)
    easel.shade_disc((744, 380, 916, 560), (pale, dark), across=True)
    easel.tube((794, 466, 906, 640), dark, pale)
    easel.shade_box((786, 630, 914, 668), ((60, 64, 68), (150, 156, 160)), 8)
    easel.shade_box((455, 262, 595, 346), (pale, dark), 26)
    easel.tube((500, 150, 550, 276), dark, pale)
    easel.shade_box((380, 128, 670, 178), (pale, (120, 126, 131)), 25)
    easel.disc((505, 283, 545, 323), (46, 110, 190))
    easel.line([(520, 396), (760, 396)], WHITE, 8)


def charger(easel: Easel, caption: str) -> None:  # noqa: ARG001 -- every scene is drawn from the same two
    """Show parking spaces below ground with wall chargers and a car that is being charged."""
    easel.shade_box((0, 0, WIDTH, 560), ((118, 120, 118), (196, 198, 192)))
    easel.shade([(0, 0), (WIDTH, 0), (1400, 130), (200, 130)], ((70, 72, 72), (120, 122, 120)))
    for x in (360, 900):
        easel.polygon([(x, 40), (x + 340, 40), (x + 320, 64), (x + 20, 64)], (255, 255, 250))
        easel.glow((x + 170, 60), (420, 260), (250, 255, 250), 0.6)
    easel.tube((0, 150, WIDTH, 186), (150, 40, 36), (220, 90, 80), upright=False)
    easel.box((0, 470, WIDTH, 700), (226, 226, 214))
    easel.box((0, 540, WIDTH, 580), (40, 140, 84))
    easel.shade_box((0, 690, WIDTH, HEIGHT), ((66, 112, 96), (104, 150, 132)))
    for near, far in ((-420, 210), (560, 690), (1520, 1170), (2300, 1560)):
        easel.polygon([(far, 700), (far + 16, 700), (near + 60, HEIGHT), (near, HEIGHT)], (244, 244, 236))
    easel.glow((980, 1090), (560, 110), (226, 240, 232), 0.5)
    for x in (340, 1310):
        _charger(easel, (x, 300))
    _pillar(easel)
    _car(easel, (960, 640))
    easel.curve([(430, 560), (446, 760), (520, 850), (600, 800), (660, 762)], (26, 28, 30), 16)
    easel.curve([(426, 560), (442, 760), (518, 844), (598, 794)], (80, 84, 88), 4)


def _pillar(easel: Easel) -> None:
    easel.tube((30, 0, 190, 1010), (150, 150, 144), (224, 224, 216))
    easel.box((30, 520, 190, 980), (230, 190, 40))
    for step in range(6):
        y = 520 + step * 80
        easel.polygon([(30, y + 40), (190, y - 20), (190, y + 20), (30, y + 80)], (36, 36, 36))
    easel.box((46, 250, 174, 400), (24, 110, 70), 8)
    easel.text((110, 300), "B2", -58, WHITE, "mm")
    easel.text((110, 362), "C区", 36, WHITE, "mm")


def _charger(easel: Easel, corner: Point) -> None:
    x, y = corner
    easel.shadow([(x + 10, y + 20), (x + 200, y + 20), (x + 200, y + 320), (x + 10, y + 320)], 18, 0.5)
    easel.shade_box((x, y, x + 180, y + 300), ((252, 253, 252), (216, 220, 218)), 30)
    easel.shade_box((x + 18, y + 20, x + 162, y + 130), ((24, 32, 36), (44, 58, 62)), 14)
    easel.text((x + 90, y + 56), "充电中", -30, (110, 240, 160), "mm")
    easel.text((x + 90, y + 98), f"{easel.dice.randint(31, 88)}%", 30, WHITE, "mm")
    easel.box((x + 18, y + 148, x + 162, y + 160), (60, 210, 120), 6)
    easel.glow((x + 90, y + 154), (120, 40), (120, 255, 170), 0.5)
    bolt = [
        (x + 98, y + 176),
        (x + 62, y + 226),
        (x + 86, y + 226),
        (x + 78, y + 268),
        (x + 118, y + 212),
        (x + 92, y + 212),
    ]
    easel.polygon(bolt, (34, 160, 94))
    easel.box((x - 16, y - 120, x + 196, y - 34), (26, 130, 82), 8)
    easel.text((x + 90, y - 77), "充电车位", -42, WHITE, "mm")


def _car(easel: Easel, centre: Point) -> None:
    """Draw a small white car from the front."""
    x, y = centre
    paint, dim = (246, 248, 249), (176, 184, 190)
    easel.shadow([(x - 370, y + 360), (x + 370, y + 360), (x + 410, y + 450), (x - 410, y + 450)], 34, 0.85)
    for side in (-1, 1):
        easel.box((x + side * 300 - 56, y + 270, x + side * 300 + 56, y + 430), (24, 24, 26), 26)
        easel.shade_box((x + side * 372 - 40, y - 16, x + side * 372 + 40, y + 44), (paint, dim), 20)
    easel.shade([(x - 230, y - 150), (x + 230, y - 150), (x + 330, y + 60), (x - 330, y + 60)], (paint, dim))
    easel.shade(
        [(x - 206, y - 128), (x + 206, y - 128), (x + 286, y + 44), (x - 286, y + 44)], ((36, 48, 56), (96, 116, 126))
    )
    easel.polygon([(x - 150, y - 128), (x - 20, y - 128), (x - 130, y + 44), (x - 270, y + 44)], (84, 102, 112))
    easel.shade_box((x - 352, y + 40, x + 352, y + 380), (paint, dim), 74)
    easel.polygon([(x - 300, y + 44), (x + 300, y + 44), (x + 220, y + 120), (x - 220, y + 120)], (252, 253, 254))
    for side in (-1, 1):
        lamp = [
            (x + side * 334, y + 130),
            (x + side * 200, y + 160),
            (x + side * 210, y + 204),
            (x + side * 336, y + 196),
        ]
        easel.polygon(lamp, (60, 70, 78))
        easel.polygon([along(point, lamp[1], 0.25) for point in lamp], (236, 246, 252))
        easel.shade_box((x + side * 270 - 44, y + 276, x + side * 270 + 44, y + 310), ((70, 76, 80), (40, 44, 46)), 14)
    easel.shade_box((x - 190, y + 300, x + 190, y + 350), ((52, 56, 60), (30, 32, 34)), 20)
    easel.shade_box((x - 120, y + 214, x + 120, y + 276), ((236, 250, 240), (120, 206, 150)), 8)
    easel.text((x, y + 245), "晋A·样0000", -34, (30, 50, 40), "mm")
    easel.disc((x - 26, y + 140, x + 26, y + 184), (150, 158, 164))
    easel.disc((x - 312, y + 106, x - 274, y + 136), (40, 44, 48))
