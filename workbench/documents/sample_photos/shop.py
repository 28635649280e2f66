"""Goods and what is said of them: green shelves, bags under the thickness gauge, codes that trace meat."""

from __future__ import annotations

from workbench.documents.sample_photos.easel import BLACK, HEIGHT, WHITE, WIDTH, Colour, Easel, Point, between
from workbench.documents.sample_photos.gauges import digits, digits_width, display, figure_in, screw, square_code
from workbench.documents.sample_photos.rooms import counter, floor, hall, wall

_GREEN, _LEAF = (30, 134, 82), (110, 184, 96)
_GOODS: tuple[Colour, ...] = (
    (206, 70, 56), (238, 176, 60), (66, 138, 96), (70, 124, 186),
    (244, 240, 228), (168, 104, 160), (96, 170, 176), (150, 110, 72),
)  # fmt: skip


def shelf(easel: Easel, caption: str) -> None:
    """Show the shelves for green goods, or for appliances with the best energy label."""
    wall(easel, 900, ((214, 210, 202), (232, 228, 220)))
    floor(easel, 900, ((176, 166, 150), (204, 194, 178)))
    is_for_appliances = "能效" in caption
    board = easel.sheet(1240, 1020, (236, 234, 226))
    _banner(board, "一级能效专柜" if is_for_appliances else "绿色商品专区")
    if is_for_appliances:
        _appliances(board)
    else:
        for row in range(4):
            _goods_row(board, 176 + row * 212)
    quad: list[Point] = [(150, 90), (1440, 40), (1430, 1100), (170, 1030)]
    easel.shadow([(140, 1000), (1480, 1060), (1500, 1150), (160, 1090)], 34, 0.7)
    easel.polygon([(150, 90), (170, 1030), (110, 1000), (84, 118)], (170, 168, 160))
    easel.place(board, quad)
    easel.glow((620, 60), (760, 360), (255, 252, 240), 0.4)


def _banner(board: Easel, words: str) -> None:
    board.shade_box((0, 0, 1240, 150), (_LEAF, _GREEN))
    board.text((650, 76), words, -84, WHITE, "mm")
    board.polygon([(240, 110), (250, 50), (340, 34), (330, 92), (280, 114)], (226, 244, 214))
    board.line([(232, 124), (322, 54)], _GREEN, 5)


def _goods_row(board: Easel, top: float) -> None:
    board.shade_box((0, top - 26, 1240, top + 186), ((176, 172, 162), (226, 223, 214)))
    base = top + 156
    x = 24.0
    while x < 1170:
        tone, kind = board.dice.choice(_GOODS), board.dice.choice(("box", "bottle", "bag"))
        width, height = board.dice.uniform(56, 84), board.dice.uniform(100, 150)
        for _ in range(board.dice.randint(2, 4)):
            if x + width > 1216:
                break
            _item(board, (x, base - height, x + width, base), tone, kind)
            x += width + 5
        x += 8
    board.shade_box((0, base, 1240, base + 34), ((250, 250, 246), (206, 204, 196)))
    for tag in range(8):
        left = 40 + tag * 152
        board.box((left, base + 3, left + 92, base + 31), (252, 252, 246), 3)
        board.box((left, base + 3, left + 18, base + 31), _GREEN, 3)
        board.text(
            (left + 56, base + 17), f"{board.dice.randint(6, 98)}.{board.dice.choice('059')}0", -20, (190, 40, 34), "mm"
        )
    board.shade_box((0, base + 34, 1240, base + 46), ((90, 88, 82), (150, 147, 139)))


def _item(board: Easel, box: tuple[float, float, float, float], tone: Colour, kind: str) -> None:
    left, top, right, bottom = box
    width = right - left
    dark, pale = between(tone, BLACK, 0.3), between(tone, WHITE, 0.3)
    if kind == "bottle":
        board.tube((left + width * 0.36, top, right - width * 0.36, top + 40), between(dark, WHITE, 0.1), WHITE)
        board.shade_box((left + 4, top + 30, right - 4, bottom), (pale, dark), 16, across=True)
    elif kind == "bag":
        board.shade([(left + 6, top), (right - 6, top), (right, bottom), (left, bottom)], (pale, tone), across=True)
        board.line([(left + 6, top + 8), (right - 6, top + 8)], dark, 3)
    else:
        board.shade_box((left, top + 8, right, bottom), (pale, between(tone, BLACK, 0.12)), 3, across=True)
        board.polygon([(left, top + 8), (right, top + 8), (right - 5, top), (left + 5, top)], between(tone, WHITE, 0.5))
    middle = top + (bottom - top) * 0.6
    board.box((left + 9, middle - 24, right - 9, middle + 26), (250, 250, 246), 5)
    board.disc((left + width / 2 - 12, middle - 18, left + width / 2 + 12, middle + 6), _LEAF)
    board.line([(left + 18, middle + 15), (right - 18, middle + 15)], dark, 3)


def _appliances(board: Easel) -> None:
    board.shade_box((0, 150, 1240, 1020), ((206, 204, 198), (232, 230, 224)))
    for index in range(2):
        _fridge(board, 50 + index * 270)
    for index in range(2):
        for floor_no in range(2):
            _washer(board, (620 + index * 310, 200 + floor_no * 410))
    board.shade_box((0, 990, 1240, 1020), ((120, 118, 112), (80, 78, 74)))


def _fridge(board: Easel, x: float) -> None:
    board.shadow([(x + 10, 240), (x + 260, 240), (x + 260, 990), (x + 10, 990)], 16, 0.5)
    board.shade_box((x, 200, x + 240, 985), ((226, 230, 233), (168, 175, 180)), 12, across=True)
    board.line([(x, 600), (x + 240, 600)], (96, 102, 106), 5)
    for top in (420, 640):
        board.shade_box((x + 204, top, x + 222, top + 140), ((120, 126, 130), (80, 86, 90)), 8)
    board.box((x + 30, 250, x + 90, 276), (40, 46, 52), 4)
    _grade(board, (x + 50, 310))


def _washer(board: Easel, corner: Point) -> None:
    x, y = corner
    board.shadow([(x + 10, y + 20), (x + 290, y + 20), (x + 290, y + 380), (x + 10, y + 380)], 16, 0.5)
    board.shade_box((x, y, x + 270, y + 375), ((250, 251, 252), (212, 216, 219)), 12)
    board.box((x + 14, y + 14, x + 110, y + 62), (226, 230, 232), 6)
    board.box((x + 150, y + 20, x + 256, y + 56), (34, 44, 52), 6)
    board.text((x + 203, y + 38), "0:45", 26, (110, 220, 240), "mm")
    board.shade_disc((x + 40, y + 110, x + 230, y + 300), ((206, 211, 214), (120, 127, 132)))
    board.shade_disc((x + 64, y + 134, x + 206, y + 276), ((40, 52, 62), (96, 116, 128)))
    board.glow((x + 110, y + 176), (50, 40), WHITE, 0.6)
    _grade(board, (x + 176, y + 252), 0.66)


def _grade(board: Easel, corner: Point, scale: float = 1.0) -> None:
    """Stick an energy label of grade 1 on an appliance."""
    x, y = corner
    board.box((x, y, x + 130 * scale, y + 170 * scale), WHITE, 4)
    board.box((x, y, x + 130 * scale, y + 34 * scale), (60, 160, 214), 4)
    board.text((x + 65 * scale, y + 17 * scale), "能效标识", -20 * scale, WHITE, "mm")
    for index, tone in enumerate(((0, 150, 70), (130, 190, 60), (250, 210, 40), (240, 140, 40), (216, 50, 40))):
        top = y + (44 + index * 17) * scale
        board.box((x + 8 * scale, top, x + (44 + index * 12) * scale, top + 12 * scale), tone)
    board.text((x + 98 * scale, y + 54 * scale), "1", -40 * scale, (0, 130, 60), "mm")
    for row in (140, 154):
        board.line([(x + 10 * scale, y + row * scale), (x + 110 * scale, y + row * scale)], (150, 156, 160), 2)


def bag(easel: Easel, caption: str) -> None:
    """Lay a shopping bag under a thickness gauge that shows the caption's figure; a thin one is nearly clear."""
    counter(easel, ((190, 194, 196), (222, 224, 224)))
    is_thin = "超薄" in caption
    figure = figure_in(caption, "毫米", "0.018")
    figure = figure.ljust(5, "0")
    tone: Colour = (236, 226, 226) if is_thin else (226, 238, 224)
    easel.glow((500, 300), (800, 600), WHITE, 0.5)
    _bag(easel, tone, is_thin=is_thin)
    _gauge(easel, figure)


def _bag(easel: Easel, tone: Colour, *, is_thin: bool) -> None:
    outline: list[Point] = [
        (120, 330), (150, 60), (300, 50), (330, 340), (420, 400), (560, 410), (650, 350),
        (700, 60), (850, 76), (870, 350), (960, 1120), (60, 1140),
    ]  # fmt: skip
    easel.shadow([(x + 16, y + 20) for x, y in outline], 22, 0.4 if is_thin else 0.55)
    easel.shade(outline, (between(tone, WHITE, 0.5), between(tone, (150, 160, 160), 0.3)))
    for _ in range(34 if is_thin else 20):
        x, y = easel.dice.uniform(120, 850), easel.dice.uniform(430, 1040)
        reach = easel.dice.uniform(40, 150)
        lean = easel.dice.uniform(-60, 60)
        fold: list[Point] = [(x, y), (x + lean * 0.5, y + reach * 0.5), (x + lean, y + reach)]
        easel.curve([(a + 5, b) for a, b in fold], between(tone, (120, 130, 134), 0.35), 4)
        easel.curve(fold, between(tone, WHITE, 0.85), 4)
    for x in (210, 775):
        easel.line([(x, 90), (x, 330)], between(tone, (120, 130, 134), 0.3), 3)
    ink = (190, 60, 60) if is_thin else _GREEN
    easel.text((500, 560), "谢谢惠顾" if is_thin else "环保购物袋", -92, ink, "mm")
    if is_thin:
        return
    for turn in (0, 120, 240):
        easel.arc((410, 660, 590, 840), (turn - 80, turn + 10), ink, 22)
    easel.text((500, 900), "样例商场", 54, ink, "mm")
    easel.text((500, 974), "PE-HD   可重复使用", 36, ink, "mm")


def _gauge(easel: Easel, figure: str) -> None:
    """Draw a hand gauge: a round body with display, a frame, and two anvils on the bag's edge."""
    easel.shadow([(980, 300), (1540, 300), (1540, 1000), (980, 1000)], 30, 0.5)
    frame_ink = (60, 66, 72)
    easel.curve([(900, 690), (960, 980), (1200, 1060), (1420, 980), (1450, 760)], (40, 44, 48), 74)
    easel.curve([(904, 680), (964, 964), (1200, 1042), (1410, 966), (1440, 760)], (112, 120, 128), 14)
    easel.tube((866, 560, 934, 720), (110, 116, 120), (236, 239, 241))
    easel.shade_box((852, 536, 948, 572), ((226, 230, 232), (130, 136, 140)), 8)
    easel.shade_box((852, 500, 948, 532), ((226, 230, 232), (130, 136, 140)), 8)
    easel.tube((866, 400, 934, 504), (110, 116, 120), (236, 239, 241))
    easel.shade_box((840, 330, 1090, 410), ((112, 120, 128), frame_ink), 18)
    easel.shade_box((1010, 190, 1550, 760), ((92, 100, 108), (48, 53, 58)), 110)
    easel.frame((1010, 190, 1550, 760), (30, 33, 36), 4, 110)
    easel.text((1280, 250), "数显测厚仪", -40, (236, 238, 238), "mm")
    display(easel, (1070, 310, 1490, 520), (190, 204, 184))
    digits(easel, (1420 - digits_width(figure, 108), 372), figure, 108, (30, 36, 32))
    easel.text((1484, 508), "mm", -38, (30, 36, 32), "rs")
    for index, words in enumerate(("ON/OFF", "ZERO", "mm/in")):
        x = 1090 + index * 136
        easel.shade_box((x, 590, x + 110, 656), ((240, 170, 60), (206, 130, 24)), 24)
        easel.text((x + 55, 623), words, -21, (60, 36, 6), "mm")
    screw(easel, (1280, 716), 14)


def sign(easel: Easel, caption: str) -> None:
    """Show the code on the fresh counter by which meat is traced to where it was made."""
    title = caption.partition("可")[0] or caption
    hall(easel, 14)
    easel.shade_box((0, 640, WIDTH, 980), ((70, 60, 60), (206, 196, 190)))
    easel.shade_box((0, 600, WIDTH, 660), ((236, 238, 240), (180, 184, 187)))
    easel.glow((800, 700), (900, 200), (255, 190, 180), 0.55)
    for row in range(2):
        for index in range(6):
            _tray(easel, (index * 290 - 60 - row * 70, 700 + row * 130), 0.9 + row * 0.12)
    easel.shade_box((0, 960, WIDTH, HEIGHT), ((240, 242, 242), (186, 190, 192)))
    easel.line([(0, 962), (WIDTH, 962)], WHITE, 6)
    easel.text((240, 1080), "鲜  肉", -96, (190, 40, 36), "mm")
    card = easel.sheet(640, 860, (252, 253, 252))
    card.shade_box((0, 0, 640, 150), (_LEAF, _GREEN))
    card.text((320, 76), title, -72, WHITE, "mm")
    square_code(card, (130, 204), 380)
    for index, words in enumerate(("品名：猪后腿肉", "屠宰场：样例定点屠宰场", "检疫合格   批次 0316")):
        card.text((320, 664 + index * 62), words, 42, (44, 48, 52), "mm")
    quad: list[Point] = [(560, 110), (1150, 96), (1170, 930), (560, 952)]
    easel.shadow([(x + 18, y + 22) for x, y in quad], 26, 0.6)
    easel.place(card, quad)
    easel.shade_box((640, 944, 1100, 1000), ((206, 212, 216), (140, 146, 150)), 10)


def _tray(easel: Easel, corner: Point, scale: float) -> None:
    x, y = corner
    easel.shade_box((x, y, x + 260 * scale, y + 120 * scale), ((250, 250, 250), (216, 218, 220)), 16)
    easel.shade_box((x + 16, y + 14, x + 244 * scale, y + 104 * scale), ((206, 74, 70), (160, 40, 44)), 20)
    for _ in range(7):
        ax, ay = x + easel.dice.uniform(30, 190) * scale, y + easel.dice.uniform(24, 84) * scale
        easel.curve([(ax, ay), (ax + 24 * scale, ay - 8), (ax + 50 * scale, ay + 4)], (244, 206, 200), 5 * scale)
    easel.glow((x + 80 * scale, y + 34 * scale), (70 * scale, 24 * scale), WHITE, 0.6)
