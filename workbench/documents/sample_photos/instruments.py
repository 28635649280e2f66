"""Instruments at work: illuminance, air temperature, and heat seen by an infrared camera."""

from __future__ import annotations

from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from workbench.documents.sample_photos.easel import HEIGHT, WHITE, WIDTH, Box, Colour, Easel, Point, between
from workbench.documents.sample_photos.gauges import digits, digits_width, display, figure_in
from workbench.documents.sample_photos.rooms import counter, hall

_LCD = (34, 40, 36)
_IRONBOW: tuple[tuple[float, Colour], ...] = (
    (0.0, (4, 2, 24)), (0.16, (44, 6, 104)), (0.34, (134, 12, 146)), (0.5, (202, 44, 96)),
    (0.66, (238, 104, 28)), (0.82, (254, 186, 28)), (0.94, (255, 240, 130)), (1.0, (255, 255, 246)),
)  # fmt: skip
_FIELD = (400, 300)
_ROOM_WARMTH, _HOT = 24.0, 0.97


def lux_meter(easel: Easel, caption: str) -> None:
    """Lay an illuminance meter with its sensor beside the record sheet."""
    counter(easel)
    easel.glow((300, 160), (900, 700), (255, 253, 240), 0.6)
    _record(easel)
    figure = figure_in(caption, "lx", str(easel.dice.randint(281, 327)))
    body: Box = (860, 150, 1290, 1090)
    easel.shadow([(880, 190), (1330, 190), (1330, 1130), (880, 1130)], 34, 0.65)
    easel.shade_box(body, ((250, 178, 40), (226, 138, 16)), 64)
    easel.shade_box((884, 174, 1266, 1066), ((72, 74, 78), (42, 44, 48)), 48)
    easel.text((1075, 226), "LUX METER", -34, (238, 238, 234), "mm")
    display(easel, (926, 274, 1224, 500))
    digits(easel, (1200 - digits_width(figure, 120), 334), figure, 120, _LCD)
    easel.text((1206, 484), "lx", -40, _LCD, "rs")
    easel.text((944, 290), "MAX  AUTO", 22, _LCD)
    for row in range(2):
        for column, words in enumerate(("HOLD", "MAX", "LUX/FC")):
            x, y = 930 + column * 104, 556 + row * 92
            easel.shade_box((x, y, x + 84, y + 56), ((128, 132, 138), (92, 96, 102)), 20)
            easel.text((x + 42, y + 28), ("REC", "ZERO", "RANGE")[column] if row else words, 17, WHITE, "mm")
    easel.shade_disc((1003, 790, 1147, 934), ((226, 70, 52), (160, 30, 22)))
    easel.arc((1048, 832, 1102, 892), (-60, 240), WHITE, 7)
    easel.line([(1075, 824), (1075, 860)], WHITE, 7)
    easel.text((1075, 1004), "0–200 000 lx", 24, (190, 192, 194), "mm")
    _sensor(easel, (480, 300))


def _sensor(easel: Easel, centre: Point) -> None:
    x, y = centre
    cable = [
        (x + 130, y + 30),
        (x + 230, y + 84),
        (x + 330, y + 20),
        (x + 440, y - 150),
        (x + 560, y - 190),
        (x + 594, y - 130),
    ]
    easel.curve([(a + 6, b + 14) for a, b in cable], (186, 184, 178), 14)
    easel.curve(cable, (38, 38, 40), 15)
    easel.shadow([(x - 130, y - 110), (x + 160, y - 110), (x + 160, y + 170), (x - 130, y + 170)], 26, 0.6)
    easel.shade_box((x - 150, y - 150, x + 150, y + 150), ((66, 68, 72), (40, 42, 46)), 46)
    easel.shade_disc((x - 112, y - 112, x + 112, y + 112), ((150, 152, 154), (206, 208, 208)))
    easel.shade_disc((x - 96, y - 96, x + 96, y + 96), ((255, 255, 255), (216, 218, 220)))
    easel.glow((x - 26, y - 34), (70, 60), WHITE, 0.9)


def _record(easel: Easel) -> None:
    page = easel.sheet(760, 620, (252, 251, 246))
    page.text((380, 60), "照度与照明功率密度测试记录", -36, (44, 44, 48), "mm")
    for column, head in enumerate(("测点", "照度/lx", "功率密度/(W/m²)")):
        page.text(((120, 310, 570)[column], 132), head, -26, (44, 44, 48), "mm")
    for row in range(7):
        y = 190 + row * 56
        page.text((120, y), f"{row + 1}", 28, (44, 44, 48), "mm")
        page.text((310, y), str(easel.dice.randint(281, 327)), 32, (32, 52, 120), "mm")
        page.text((570, y), f"{easel.dice.uniform(7.4, 8.9):.1f}", 32, (32, 52, 120), "mm")
    for row in range(9):
        page.line([(40, 104 + row * 56), (720, 104 + row * 56)], (150, 152, 154), 1.6)
    for x in (40, 200, 420, 720):
        page.line([(x, 104), (x, 552)], (150, 152, 154), 1.6)
    quad: list[Point] = [(96, 520), (800, 440), (880, 1070), (110, 1160)]
    easel.shadow([(x + 10, y + 12) for x, y in quad], 16, 0.45)
    easel.place(page, quad)


def thermometer(easel: Easel, caption: str) -> None:
    """Hold a thermometer and hygrometer on its stand before the hall; it shows the caption's figure."""
    hall(easel)
    figure = figure_in(caption, "℃", "20.0")
    easel.shade([(0, 1010), (WIDTH, 1010), (WIDTH, HEIGHT), (0, HEIGHT)], ((226, 218, 204), (190, 180, 164)))
    easel.line([(0, 1010), (WIDTH, 1010)], (246, 240, 228), 5)
    easel.shadow([(520, 1060), (1120, 1060), (1180, 1120), (500, 1120)], 30, 0.7)
    easel.shade([(600, 980), (1000, 980), (1080, 1090), (520, 1090)], ((70, 74, 78), (40, 42, 46)))
    easel.tube((770, 60, 830, 240), (70, 74, 76), (190, 194, 196))
    for slot in range(6):
        easel.box((778, 84 + slot * 24, 822, 94 + slot * 24), (36, 38, 40), 5)
    easel.shade_box((490, 210, 1110, 1020), ((252, 252, 250), (206, 208, 208)), 56)
    easel.frame((490, 210, 1110, 1020), (180, 184, 184), 3, 56)
    easel.shade_box((520, 240, 1080, 300), ((38, 130, 150), (28, 108, 128)), 28)
    easel.text((800, 270), "温湿度计", -38, WHITE, "mm")
    display(easel, (548, 346, 1052, 808), (190, 204, 180))
    digits(easel, (944 - digits_width(figure, 160), 414), figure, 160, _LCD)
    easel.text((1036, 574), "℃", -62, _LCD, "rs")
    easel.line([(566, 612), (1034, 612)], (110, 122, 106), 3)
    humidity = f"{easel.dice.uniform(31, 44):.1f}"
    digits(easel, (894 - digits_width(humidity, 118), 652), humidity, 118, _LCD)
    easel.text((1036, 774), "%RH", -46, _LCD, "rs")
    easel.text((566, 366), "室内", 30, _LCD)
    for index, words in enumerate(("开关", "保持", "极值")):
        x = 590 + index * 160
        easel.shade_box((x, 866, x + 110, 936), ((226, 230, 230), (176, 180, 182)), 30)
        easel.text((x + 55, 901), words, 28, (60, 66, 70), "mm")


def thermal(easel: Easel, caption: str) -> None:
    """Show the screen of an infrared camera: joints of busbars, the hottest as warm as the caption says."""
    hottest = float(figure_in(caption, "℃", "40.0"))
    field, spots = _heat(easel)
    easel.paste(_ironbow(field), (0, 0, WIDTH, HEIGHT))
    x, y = spots[0][0] * 4, spots[0][1] * 4
    for radius, ink in ((46, (20, 20, 20)), (44, WHITE)):
        easel.ring((x - radius, y - radius, x + radius, y + radius), ink, 4)
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        easel.line([(x + dx * 28, y + dy * 28), (x + dx * 78, y + dy * 78)], WHITE, 4)
    _label(easel, (x + 66, y - 96), f"最高 {hottest:.1f}℃")
    for index, spot in enumerate(spots[1:3], 2):
        at = spot[0] * 4, spot[1] * 4
        easel.line([(at[0] - 22, at[1]), (at[0] + 22, at[1])], WHITE, 3)
        easel.line([(at[0], at[1] - 22), (at[0], at[1] + 22)], WHITE, 3)
        share = spot[2] / _HOT
        _label(easel, (at[0] + 26, at[1] + 12), f"Sp{index} {_ROOM_WARMTH + (hottest - _ROOM_WARMTH) * share:.1f}℃")
    _scale(easel, hottest)
    _label(easel, (40, 36), f"{hottest:.1f}℃", 64)
    _label(easel, (40, 1110), "ε 0.95   20℃   1.0 m")


def _heat(easel: Easel) -> tuple[Image.Image, list[tuple[float, float, float]]]:
    """Make the field of warmth and tell its joints, hottest first: x, y, level."""
    dice = easel.dice
    field = Image.linear_gradient("L").resize(_FIELD).point([26 + level // 9 for level in range(256)])
    pen = ImageDraw.Draw(field)
    for box in ((20, 20, 46, 290), (320, 26, 352, 300), (46, 246, 330, 262)):
        pen.rectangle(box, fill=dice.randint(54, 66))
    levels = [_HOT, dice.uniform(0.62, 0.74), dice.uniform(0.5, 0.6)]
    order = dice.sample(range(3), 3)
    spots: list[tuple[float, float, float]] = []
    for bar, level in zip(order, levels, strict=True):
        x, y = 92 + bar * 84, 126 + dice.randint(-14, 14)
        pen.rectangle((x - 15, 0, x + 15, y + 30), fill=round(96 + level * 40))
        pen.rectangle((x - 22, y - 26, x + 22, y + 26), fill=round(110 + level * 60))
        pen.line([(x, y + 28), (x + dice.randint(-20, 20), 210), (x - 8, 300)], fill=round(92 + level * 30), width=17)
        spots.append((x, y, level))
    field = field.filter(ImageFilter.GaussianBlur(3))
    for across, down, level in spots:
        field = _warmed(field, (across, down), level)
        joint = across - 9, down - 9, across + 9, down + 9
        ImageDraw.Draw(field).ellipse(joint, fill=min(255, round(level * 262)))
    return field.filter(ImageFilter.GaussianBlur(2.2)), spots


def _warmed(field: Image.Image, at: Point, level: float) -> Image.Image:
    halo = Image.radial_gradient("L").point([max(0, round((1 - ring / 150) * 150 * level)) for ring in range(256)])
    layer = Image.new("L", _FIELD)
    layer.paste(halo.resize((130, 150)), (round(at[0] - 65), round(at[1] - 75)))
    return ImageChops.add(field, layer)


def _ironbow(field: Image.Image) -> Image.Image:
    colours = [_heat_colour(level / 255) for level in range(256)]
    planes = [field.point([colour[plane] for colour in colours]) for plane in range(3)]
    return Image.merge("RGB", planes)


def _heat_colour(share: float) -> Colour:
    for (low, one), (high, other) in pairwise(_IRONBOW):
        if share <= high:
            return between(one, other, (share - low) / (high - low))
    return _IRONBOW[-1][1]


def _scale(easel: Easel, hottest: float) -> None:
    easel.box((1484, 150, 1548, 1000), (16, 16, 18), 6)
    for step in range(168):
        top = 160 + step * 4.94
        easel.box((1494, top, 1538, top + 5.4), _heat_colour(1 - step / 167))
    _label(easel, (1430, 92), f"{hottest:.1f}")
    _label(easel, (1430, 1008), f"{_ROOM_WARMTH - 5:.1f}")


def _label(easel: Easel, at: Point, words: str, size: float = 40) -> None:
    width = sum(size * (0.56 if ord(sign) < 256 else 1.0) for sign in words)
    easel.box((at[0] - 10, at[1] - 4, at[0] + width + 14, at[1] + size * 1.34), (20, 20, 24), 6)
    easel.text((at[0], at[1] + size * 0.66), words, size, WHITE, "lm")
