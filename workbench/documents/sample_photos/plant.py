"""Machines of the house: a chiller, a heat recovery unit and solar panels on the roof."""

from __future__ import annotations

from workbench.documents.sample_photos.easel import BLACK, WHITE, WIDTH, Colour, Easel, Point, between
from workbench.documents.sample_photos.gauges import bars, screw
from workbench.documents.sample_photos.rooms import along, floor, inside, wall

_INK = (40, 44, 48)


def chiller(easel: Easel, caption: str) -> None:  # noqa: ARG001 -- every scene is drawn from the same two
    """Show a water chiller in its plant room, its nameplate and energy label in front."""
    wall(easel, 760, ((172, 178, 176), (206, 208, 202)))
    floor(easel, 760, ((74, 118, 104), (104, 146, 130)), spacing=520)
    for y, tones in ((40, ((30, 70, 130), (120, 170, 220))), (130, ((30, 110, 70), (120, 200, 150)))):
        easel.tube((0, y, WIDTH, y + 66), *tones, upright=False)
        for x in (260, 860, 1380):
            easel.polygon([(x, y + 18), (x + 60, y + 33), (x, y + 48)], WHITE)
    easel.text((340, 74), "冷冻水供水", 34, WHITE, "lm")
    easel.text((340, 164), "冷却水回水", 34, WHITE, "lm")
    for x, tones in ((1240, ((30, 70, 130), (120, 170, 220))), (1390, ((30, 110, 70), (120, 200, 150)))):
        easel.tube((x, 180, x + 92, 560), *tones)
        easel.tube((x - 16, 380, x + 108, 430), (70, 74, 78), (180, 186, 190))
    easel.soften(4)
    easel.shadow([(60, 1010), (1560, 1010), (1560, 1110), (60, 1110)], 36, 0.75)
    for x in (150, 1330):
        easel.shade_box((x, 900, x + 120, 1070), ((70, 74, 78), (46, 50, 54)))
    for top, height in ((700, 260), (420, 250)):
        easel.tube((70, top, 1540, top + height), (54, 74, 92), (184, 202, 214), upright=False)
        for x in (70, 1470):
            easel.tube((x - 16, top - 16, x + 62, top + height + 16), (44, 60, 76), (150, 172, 188), upright=False)
            for bolt in range(6):
                middle = top + 6 + bolt * (height - 12) / 5
                easel.disc((x + 10, middle - 9, x + 32, middle + 9), (196, 204, 208))
    easel.shade_box((930, 240, 1210, 460), ((150, 168, 182), (76, 94, 110)), 50)
    easel.shade_disc((1130, 236, 1290, 466), ((180, 196, 208), (84, 102, 118)))
    easel.tube((990, 330, 1060, 720), (54, 74, 92), (170, 190, 204))
    _control_panel(easel)


def _control_panel(easel: Easel) -> None:
    easel.shadow([(160, 330), (880, 330), (880, 990), (160, 990)], 26, 0.6)
    easel.shade_box((140, 290, 850, 960), ((240, 242, 242), (206, 210, 211)), 10)
    easel.frame((140, 290, 850, 960), (150, 156, 158), 3, 10)
    plate = (170, 330, 556, 780)
    easel.shade_box(plate, ((222, 225, 226), (182, 186, 188)), 8)
    easel.frame((180, 340, 546, 770), (90, 94, 98), 2, 6)
    easel.text((363, 378), "离心式冷水机组", -36, _INK, "mm")
    rows = (
        ("型号", "SAMPLE-1500"),
        ("制冷量", "5274 kW"),
        ("输入功率", "838 kW"),
        ("COP", "6.29"),
        ("IPLV", "8.90"),
        ("制冷剂", "R134a"),
        ("出厂日期", "2021-04"),
    )
    for index, (name, figure) in enumerate(rows):
        y = 432 + index * 48
        easel.line([(190, y - 22), (536, y - 22)], (120, 124, 128), 1.6)
        easel.text((198, y + 2), name, 27, _INK, "lm")
        easel.text((530, y + 2), figure, -27, _INK, "rm")
    for x in (182, 544):
        for y in (342, 768):
            screw(easel, (x, y), 7)
    _energy_label(easel, (590, 330))
    easel.shade_box((190, 826, 400, 926), ((26, 34, 40), (50, 66, 74)), 8)
    easel.text((295, 858), "运行  7.0℃", -30, (120, 240, 170), "mm")
    easel.text((295, 898), "负荷 62%", 28, (200, 220, 226), "mm")
    for index, tone in enumerate(((60, 200, 100), (230, 180, 40), (210, 50, 40))):
        x = 470 + index * 110
        easel.shade_disc((x, 840, x + 68, 908), (between(tone, WHITE, 0.45), between(tone, BLACK, 0.2)))
        easel.ring((x, 840, x + 68, 908), (96, 100, 104), 5)


def _energy_label(easel: Easel, corner: Point) -> None:
    x, y = corner
    easel.box((x, y, x + 230, y + 450), (250, 252, 252), 6)
    easel.box((x, y, x + 230, y + 62), (60, 160, 214), 6)
    easel.text((x + 115, y + 31), "能效标识", -32, WHITE, "mm")
    tones = ((0, 150, 70), (250, 210, 40), (216, 50, 40))
    for index, tone in enumerate(tones):
        top = y + 96 + index * 74
        reach = 76 + index * 26
        easel.polygon(
            [(x + 14, top), (x + reach, top), (x + reach + 26, top + 27), (x + reach, top + 54), (x + 14, top + 54)],
            tone,
        )
        easel.text((x + 34, top + 27), str(index + 1), -36, WHITE, "mm")
    easel.polygon(
        [(x + 140, y + 123), (x + 166, y + 93), (x + 222, y + 93), (x + 222, y + 153), (x + 166, y + 153)], _INK
    )
    easel.text((x + 190, y + 123), "1级", -30, WHITE, "mm")
    easel.text((x + 14, y + 340), "耗能低", 22, (0, 120, 60))
    for row in range(2):
        easel.line([(x + 14, y + 392 + row * 26), (x + 150 - row * 40, y + 392 + row * 26)], (130, 136, 140), 4)
    bars(easel, (x + 166, y + 384, x + 220, y + 430))


def _roof(easel: Easel, horizon: float) -> None:
    """Paint sky, a far skyline and the roof's parapet."""
    easel.shade_box((0, 0, WIDTH, horizon), ((96, 152, 212), (214, 228, 236)))
    for _ in range(9):
        x, y = easel.dice.uniform(0, WIDTH), easel.dice.uniform(40, horizon * 0.7)
        easel.glow((x, y), (easel.dice.uniform(160, 420), easel.dice.uniform(24, 70)), WHITE, 0.6)
    x = -20.0
    while x < WIDTH:
        width, height = easel.dice.uniform(50, 140), easel.dice.uniform(40, 190)
        tone = between((150, 168, 186), (196, 206, 214), easel.dice.random())
        easel.shade_box((x, horizon - height, x + width, horizon), (tone, between(tone, WHITE, 0.3)))
        for row in range(int(height // 22)):
            easel.line(
                [(x + 8, horizon - height + 14 + row * 22), (x + width - 8, horizon - height + 14 + row * 22)],
                between(tone, BLACK, 0.12),
                4,
            )
        x += width + easel.dice.uniform(-8, 46)
    easel.soften(3)
    easel.shade_box((0, horizon - 10, WIDTH, horizon + 70), ((206, 204, 196), (172, 170, 162)))
    easel.box((0, horizon - 18, WIDTH, horizon), (222, 220, 212))


def heat_exchanger(easel: Easel, caption: str) -> None:  # noqa: ARG001 -- every scene is drawn from the same two
    """Show a heat recovery unit on the roof: louvres, doors, ducts, and the way of the air."""
    _roof(easel, 400)
    floor(easel, 470, ((168, 164, 156), (150, 146, 138)), (800, 330), 460)
    easel.shadow([(120, 960), (1500, 960), (1580, 1080), (160, 1080)], 34, 0.8)
    for x in (180, 640, 1020):
        easel.shade_box((x, 930, x + 110, 1020), ((110, 112, 114), (76, 78, 80)))
    easel.shade([(1180, 300), (1440, 360), (1440, 900), (1180, 950)], ((156, 162, 164), (118, 124, 126)))
    easel.shade([(120, 300), (1180, 300), (1440, 360), (330, 352)], ((238, 241, 241), (216, 220, 220)))
    easel.shade_box((120, 300, 1180, 950), ((232, 235, 235), (196, 200, 201)))
    for x in (120, 470, 826, 1168):
        easel.shade_box((x, 300, x + 14, 950), ((150, 156, 158), (120, 126, 128)))
    easel.shade_box((112, 924, 1188, 956), ((96, 100, 102), (70, 74, 76)))
    _louvre(easel, (164, 380, 440, 660))
    for left in (510, 866):
        easel.frame((left, 350, left + 288, 900), (150, 156, 158), 4, 10)
        for y in (470, 770):
            easel.shade_box((left + 240, y, left + 270, y + 80), ((70, 74, 76), (36, 38, 40)), 8)
            easel.box((left + 6, y + 10, left + 26, y + 60), (120, 126, 128), 4)
    easel.text((654, 420), "排风热回收机组", -36, (30, 84, 120), "mm")
    easel.text((654, 470), "PF-R-03", 34, (60, 66, 70), "mm")
    easel.disc((600, 560, 708, 668), (30, 130, 84))
    easel.text((654, 614), "运行", -36, WHITE, "mm")
    for y, words, tone, turn in ((400, "新风", (40, 130, 200), 1), (650, "排风", (220, 130, 40), -1)):
        tip, tail = (1120, 910) if turn == 1 else (900, 1110)
        easel.line([(tail, y + 120), (tip - turn * 30, y + 120)], tone, 26)
        easel.polygon([(tip, y + 120), (tip - turn * 50, y + 84), (tip - turn * 50, y + 156)], tone)
        easel.text((1010, y + 66), words, -36, tone, "mm")
    easel.text((302, 720), "室外空气入口", 30, (90, 96, 98), "mm")
    _duct(easel)


def _louvre(easel: Easel, box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = box
    easel.box((left - 14, top - 14, right + 14, bottom + 14), (134, 140, 142), 6)
    easel.box(box, (44, 48, 50))
    for slat in range(int((bottom - top) // 28)):
        y = top + 4 + slat * 28
        easel.shade_box((left, y, right, y + 20), ((228, 232, 232), (140, 146, 148)))


def _duct(easel: Easel) -> None:
    easel.shade([(1300, 420), (1600, 470), (1600, 760), (1300, 760)], ((214, 219, 222), (140, 146, 150)))
    for index in range(5):
        x = 1310 + index * 70
        easel.line([(x, 424 + index * 11), (x, 760)], (112, 118, 122), 6)
        easel.line([(x + 7, 426 + index * 11), (x + 7, 760)], (232, 236, 238), 3)
    easel.shade([(1300, 420), (1600, 470), (1600, 440), (1360, 400)], ((240, 243, 244), (220, 224, 226)))


def solar(easel: Easel, caption: str) -> None:  # noqa: ARG001 -- every scene is drawn from the same two
    """Show rows of panels on the roof, the near one large, under a bright sky."""
    _roof(easel, 350)
    floor(easel, 420, ((186, 182, 172), (158, 154, 146)), (800, 280), 520)
    rows: tuple[tuple[Point, Point, Point, Point], ...] = (
        ((250, 416), (1520, 416), (1600, 486), (150, 486)),
        ((170, 500), (1560, 496), (1700, 620), (20, 626)),
        ((60, 668), (1620, 660), (1850, 960), (-180, 980)),
    )
    for index, quad in enumerate(rows):
        _array(easel, quad, (16, 13, 9)[index], index)
    easel.glow((1120, 780), (420, 150), (220, 236, 255), 0.5)
    easel.glow((560, 556), (300, 60), (220, 236, 255), 0.4)


def _array(easel: Easel, quad: tuple[Point, Point, Point, Point], count: int, row: int) -> None:
    below = 30 * (row + 1)
    easel.shadow(
        [quad[3], quad[2], (quad[2][0], quad[2][1] + below * 1.6), (quad[3][0], quad[3][1] + below * 1.6)],
        14 + row * 8,
        0.75,
    )
    for leg in range(count + 1):
        foot = along(quad[3], quad[2], leg / count)
        easel.line([foot, (foot[0], foot[1] + below)], (150, 154, 156), 4 + row * 4)
    for module in range(count):
        low, high = (module + 0.012) / count, (module + 0.988) / count
        panel = [inside(quad, low, 0), inside(quad, high, 0), inside(quad, high, 1), inside(quad, low, 1)]
        blue = between((28, 48, 104), (44, 74, 140), easel.dice.random())
        easel.polygon(panel, (208, 212, 216))
        glass = [
            inside(panel, 0.025, 0.03),
            inside(panel, 0.975, 0.03),
            inside(panel, 0.975, 0.97),
            inside(panel, 0.025, 0.97),
        ]
        easel.shade(glass, (between(blue, WHITE, 0.22), between(blue, BLACK, 0.2)))
        _cells(easel, glass, between(blue, WHITE, 0.42), row)


def _cells(easel: Easel, glass: list[Point], ink: Colour, row: int) -> None:
    for cell in range(1, 6):
        easel.line([inside(glass, cell / 6, 0), inside(glass, cell / 6, 1)], ink, 0.7 + row * 0.5)
    for cell in range(1, 8):
        share = (cell / 8) ** 1.15
        easel.line([inside(glass, 0, share), inside(glass, 1, share)], ink, 0.6 + row * 0.5)
