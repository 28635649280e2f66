"""Containers of the four kinds of waste, and the machine that takes back what can be used again."""

from __future__ import annotations

from workbench.documents.sample_photos.easel import BLACK, WHITE, Colour, Easel, Point, between
from workbench.documents.sample_photos.gauges import square_code
from workbench.documents.sample_photos.rooms import floor, wall

_KINDS: tuple[tuple[str, str, Colour], ...] = (
    ("可回收物", "Recyclable", (24, 92, 172)),
    ("厨余垃圾", "Food Waste", (34, 132, 74)),
    ("有害垃圾", "Hazardous", (196, 44, 42)),
    ("其他垃圾", "Residual", (92, 96, 100)),
)


def waste_bins(easel: Easel, caption: str) -> None:
    """Draw the four containers; without signs, or with a wrong throw, where the caption says so."""
    wall(easel, 700, ((196, 202, 198), (222, 224, 218)))
    _wall_tiles(easel)
    floor(easel, 700, ((140, 138, 134), (176, 172, 166)))
    if "混" in caption:
        _mixed(easel)
        return
    has_signs = "没有标志" not in caption
    if has_signs:
        _notice(easel)
    for index in range(4):
        _bin(easel, (95 + index * 365, 420), 320, index, has_sign=has_signs)


def _wall_tiles(easel: Easel) -> None:
    for y in range(20, 660, 108):
        easel.line([(0, y), (1600, y)], (188, 192, 188), 1.6)
    for x in range(40, 1600, 180):
        easel.line([(x, 0), (x, 664)], (190, 194, 190), 1.6)
    easel.glow((520, 60), (760, 420), (255, 255, 250), 0.5)


def _notice(easel: Easel) -> None:
    easel.shadow([(520, 74), (1090, 74), (1090, 300), (520, 300)], 16, 0.4)
    easel.box((510, 60, 1080, 290), (246, 248, 244), 8)
    easel.box((510, 60, 1080, 124), (34, 132, 74), 8)
    easel.text((795, 92), "生活垃圾分类投放点", -40, WHITE, "mm")
    for index, (name, _, tone) in enumerate(_KINDS):
        x = 530 + index * 136
        easel.box((x, 144, x + 124, 268), tone, 8)
        easel.text((x + 62, 206), name, 26, WHITE, "mm")


def _bin(easel: Easel, corner: Point, width: float, index: int, *, has_sign: bool) -> None:
    name, english, tone = _KINDS[index]
    x, y = corner
    bottom = y + 580
    dark, light = between(tone, BLACK, 0.42), between(tone, WHITE, 0.16)
    easel.shadow(
        [(x + 10, bottom - 30), (x + width + 40, bottom - 30), (x + width + 20, bottom + 30), (x, bottom + 30)], 26, 0.7
    )
    for wheel in (x + 34, x + width - 84):
        easel.shade_box((wheel, bottom - 40, wheel + 50, bottom + 20), ((36, 36, 38), (64, 64, 66)), 12)
    body = [(x, y + 64), (x + width, y + 64), (x + width - 34, bottom), (x + 34, bottom)]
    easel.shade(body, (light, dark), across=True)
    for rib in (0.16, 0.84):
        top, low = x + width * rib, x + 34 + (width - 68) * rib
        easel.line([(top, y + 110), (low, bottom - 16)], between(tone, BLACK, 0.3), 5)
        easel.line([(top + 6, y + 110), (low + 6, bottom - 16)], between(tone, WHITE, 0.22), 3)
    easel.box((x - 12, y + 50, x + width + 12, y + 92), between(tone, BLACK, 0.25), 10)
    easel.line([(x - 6, y + 56), (x + width + 6, y + 56)], between(tone, WHITE, 0.35), 3)
    lid = [(x + 22, y - 26), (x + width - 22, y - 26), (x + width + 16, y + 54), (x - 16, y + 54)]
    easel.shade(lid, (between(tone, WHITE, 0.34), tone))
    easel.line([lid[0], lid[1]], between(tone, WHITE, 0.55), 4)
    easel.shade_box((x + width / 2 - 60, y + 34, x + width / 2 + 60, y + 62), (between(tone, BLACK, 0.5), dark), 10)
    if has_sign:
        _sign(easel, (x + width / 2, y + 300), tone, (name, english), index)
    else:
        easel.box((x + width / 2 - 84, y + 214, x + width / 2 + 84, y + 400), between(tone, WHITE, 0.13), 6)


def _sign(easel: Easel, centre: Point, tone: Colour, words: tuple[str, str], index: int) -> None:
    x, y = centre
    easel.box((x - 92, y - 124, x + 92, y + 126), (244, 246, 246), 10)
    easel.box((x - 84, y - 116, x + 84, y + 118), tone, 6)
    _symbol(easel, (x, y - 40), index)
    easel.text((x, y + 54), words[0], -34, WHITE, "mm")
    easel.text((x, y + 94), words[1], 20, WHITE, "mm")


def _symbol(easel: Easel, centre: Point, index: int) -> None:
    """Draw a plain sign in the manner of the standard's: triangle of arrows, leaf, crossed circle, downward arrow."""
    x, y = centre
    if index == 0:
        for turn in (0, 120, 240):
            easel.arc((x - 46, y - 46, x + 46, y + 46), (turn - 80, turn + 10), WHITE, 11)
        for tip in ((x + 46, y + 4), (x - 30, y + 38), (x - 18, y - 46)):
            easel.polygon([(tip[0] - 14, tip[1] - 4), (tip[0] + 14, tip[1] - 6), (tip[0], tip[1] + 18)], WHITE)
    elif index == 1:
        easel.polygon([(x - 44, y + 30), (x - 30, y - 26), (x + 44, y - 44), (x + 28, y + 22), (x - 16, y + 38)], WHITE)
        easel.line([(x - 48, y + 46), (x + 24, y - 24)], _KINDS[1][2], 6)
    elif index == 2:
        easel.ring((x - 46, y - 46, x + 46, y + 46), WHITE, 9)
        easel.line([(x - 26, y - 26), (x + 26, y + 26)], WHITE, 11)
        easel.line([(x + 26, y - 26), (x - 26, y + 26)], WHITE, 11)
    else:
        easel.polygon([(x - 44, y - 38), (x + 44, y - 38), (x, y + 10)], WHITE)
        easel.polygon([(x - 44, y + 2), (x + 44, y + 2), (x, y + 46)], WHITE)


def _mixed(easel: Easel) -> None:
    """Look into the container for recyclables from near: meal boxes among the bottles."""
    tone = _KINDS[0][2]
    easel.soften(7)
    easel.shadow([(250, 1060), (1400, 1060), (1380, 1180), (230, 1180)], 40, 0.7)
    easel.shade(
        [(190, 470), (1410, 470), (1330, 1200), (270, 1200)], (between(tone, WHITE, 0.14), between(tone, BLACK, 0.4))
    )
    easel.shade(
        [(280, 60), (1320, 60), (1400, 300), (200, 300)], (between(tone, WHITE, 0.1), between(tone, BLACK, 0.3))
    )
    easel.shade([(200, 290), (1400, 290), (1440, 500), (160, 500)], ((14, 30, 52), (30, 56, 92)))
    _litter(easel)
    easel.shade_box((140, 486, 1460, 556), (between(tone, WHITE, 0.3), between(tone, BLACK, 0.15)), 22)
    easel.box((620, 690, 980, 1110), (244, 246, 246), 12)
    easel.box((634, 704, 966, 1096), tone, 8)
    x, y = 800, 850
    for turn in (0, 120, 240):
        easel.arc((x - 90, y - 90, x + 90, y + 90), (turn - 80, turn + 6), WHITE, 22)
    easel.text((800, 1010), "可回收物", -66, WHITE, "mm")
    easel.text((800, 1066), "Recyclable", 32, WHITE, "mm")


def _litter(easel: Easel) -> None:
    for x, y, tilt, tone in (
        (330, 400, 30, (120, 186, 214)),
        (1180, 410, -50, (150, 204, 170)),
        (560, 330, 60, (206, 226, 232)),
    ):
        easel.line([(x, y), (x + 180, y + tilt)], between(tone, BLACK, 0.25), 70)
        easel.line([(x, y - 12), (x + 180, y + tilt - 12)], between(tone, WHITE, 0.4), 26)
        easel.line([(x + 180, y + tilt), (x + 226, y + tilt * 1.25)], tone, 30)
        easel.line([(x + 226, y + tilt * 1.25), (x + 244, y + tilt * 1.35)], (40, 92, 170), 34)
    easel.shade([(800, 330), (940, 296), (1010, 420), (860, 470)], ((198, 158, 108), (166, 124, 78)))
    easel.line([(870, 313), (935, 445)], (226, 206, 160), 18)
    for x, y in ((640, 400), (1000, 380)):
        easel.shadow([(x, y + 20), (x + 250, y + 20), (x + 240, y + 110), (x + 10, y + 110)], 14, 0.6)
        easel.shade(
            [(x + 14, y + 40), (x + 236, y + 40), (x + 216, y + 116), (x + 34, y + 116)],
            ((250, 248, 240), (206, 202, 190)),
        )
        easel.shade_disc((x, y, x + 250, y + 78), ((240, 236, 226), (255, 252, 244)))
        easel.shade_disc((x + 16, y + 10, x + 234, y + 68), ((176, 96, 40), (208, 136, 60)))
        for _ in range(26):
            cx, cy = x + easel.dice.uniform(50, 200), y + easel.dice.uniform(20, 56)
            piece = easel.dice.choice(((246, 238, 214), (92, 132, 52), (186, 52, 32), (240, 226, 190)))
            easel.disc((cx - 9, cy - 5, cx + 9, cy + 5), piece)


def recycler(easel: Easel, caption: str) -> None:
    """Draw a take-back machine with a screen and four flaps; with a notice where it is out of use."""
    wall(easel, 800, ((206, 206, 200), (230, 228, 220)))
    easel.shade_box((0, 0, 300, 766), ((190, 214, 222), (220, 232, 234)))
    for x in (0, 148, 292):
        easel.shade_box((x, 0, x + 14, 766), ((150, 154, 156), (120, 124, 126)))
    floor(easel, 800, ((170, 164, 154), (200, 194, 184)))
    easel.shadow([(330, 960), (1420, 960), (1440, 1080), (340, 1080)], 34, 0.7)
    is_off = "停用" in caption
    easel.shade([(1290, 170), (1370, 220), (1370, 1020), (1290, 1056)], ((32, 98, 60), (18, 66, 40)))
    easel.shade_box((310, 170, 1290, 1056), ((240, 243, 240), (214, 219, 215)), 14)
    easel.shade_box((310, 170, 1290, 306), ((44, 150, 92), (30, 124, 74)), 14)
    easel.text((800, 240), "智能回收机", -74, WHITE, "mm")
    easel.box((310, 1010, 1290, 1056), (64, 68, 68))
    _screen(easel, is_off=is_off)
    for index, name in enumerate(("纸类", "塑料", "金属", "纺织物")):
        _flap(easel, (720 + index % 2 * 280, 350 + index // 2 * 330), name, is_off=is_off)
    if is_off:
        _out_of_use(easel)


def _screen(easel: Easel, *, is_off: bool) -> None:
    easel.box((352, 350, 672, 800), (30, 32, 34), 16)
    if is_off:
        easel.shade_box((370, 368, 654, 782), ((46, 50, 54), (24, 26, 28)))
        easel.polygon([(370, 368), (480, 368), (370, 600)], (60, 64, 68))
    else:
        easel.shade_box((370, 368, 654, 782), ((22, 116, 160), (40, 160, 132)))
        easel.text((512, 410), "欢迎投递", -40, WHITE, "mm")
        square_code(easel, (430, 456), 164)
        easel.text((512, 664), "扫码开门", 32, WHITE, "mm")
        easel.box((412, 706, 612, 760), (246, 190, 60), 24)
        easel.text((512, 733), "投递记录", 28, (70, 50, 10), "mm")
    easel.box((420, 850, 604, 900), (48, 52, 54), 8)
    easel.box((436, 868, 588, 880), (12, 12, 14), 4)
    easel.text((512, 940), "凭条出口", 24, (90, 96, 94), "mm")


def _flap(easel: Easel, corner: Point, name: str, *, is_off: bool) -> None:
    x, y = corner
    easel.frame((x, y, x + 250, y + 300), (168, 174, 170), 3, 8)
    easel.shade_box((x + 24, y + 76, x + 226, y + 236), ((60, 66, 66), (96, 104, 102)), 10)
    easel.shade_box((x + 34, y + 86, x + 216, y + 206), ((150, 158, 156), (196, 202, 200)), 6)
    easel.box((x + 84, y + 182, x + 166, y + 196), (70, 76, 76), 6)
    easel.box((x + 24, y + 18, x + 226, y + 62), (44, 150, 92), 8)
    easel.text((x + 125, y + 40), name, -30, WHITE, "mm")
    lamp = (110, 114, 112) if is_off else (60, 220, 110)
    easel.disc((x + 112, y + 252, x + 138, y + 278), lamp)
    if not is_off:
        easel.glow((x + 125, y + 265), (40, 40), (130, 255, 170), 0.7)


def _out_of_use(easel: Easel) -> None:
    notice = easel.sheet(520, 400, (252, 250, 240))
    notice.text((260, 84), "停用告示", -74, (190, 30, 30), "mm")
    for index, words in enumerate(("设备故障，暂停使用。", "请将可回收物送至一层", "服务台旁的分类容器。")):
        notice.text((60, 160 + index * 58), words, 40, (50, 50, 54))
    notice.text((462, 350), "2025年11月", 32, (50, 50, 54), "rm")
    quad = [(742, 420), (1232, 402), (1244, 776), (756, 796)]
    easel.shadow([(x + 8, y + 12) for x, y in quad], 14, 0.55)
    easel.place(notice, quad)
    for x, y in quad:
        easel.polygon([(x - 40, y - 8), (x + 30, y - 22), (x + 38, y + 8), (x - 32, y + 22)], (226, 222, 196))
