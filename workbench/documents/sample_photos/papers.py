"""Papers an inspector photographs: policies, ledgers, contracts, certificates, and lists of those who were trained."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from workbench.documents.sample_photos.easel import HEIGHT, WHITE, WIDTH, Box, Colour, Easel, Point, between
from workbench.documents.sample_photos.rooms import desk, floor, wall

_INK, _FAINT, _RED = (44, 44, 48), (120, 122, 126), (206, 44, 40)
_POLICY = (
    "一、遵守国家和本省节约能源、保护环境的法律法规。",
    "二、优先采购节能、节水、环保标志产品。",
    "三、完善能源计量，按月分析，持续降低消耗。",
    "四、减少一次性用品，推行绿色包装。",
    "五、分类投放垃圾，提高资源回收水平。",
    "六、培训员工，引导供应商和顾客绿色消费。",
)
_PURCHASE = (
    "第三章  绿色采购要求",
    "第八条  采购部门按照《企业绿色采购指南》的要求，",
    "建立绿色供应商名录，每年评价一次。",
    "第九条  同等条件下优先选用获得绿色产品认证、",
    "能效标识二级以上、节水标识的商品和设备。",
    "第十条  包装应当简约，便于回收再利用。",
    "第十一条  合同中写明节能环保要求和验收办法。",
)
_CONTRACT = (
    "甲方：样例单位    乙方：样例收运单位",
    "第一条  乙方每日一次到甲方后场收运餐厨垃圾，",
    "使用密闭容器和专用车辆，不得沿途撒漏。",
    "第二条  甲方应当分类投放，不得混入其他垃圾。",
    "第三条  双方每次过磅，填写联单，一式两份。",
    "第四条  收运费按核定标准结算，每季度一次。",
    "第五条  本协议有效期自2026年1月1日起一年。",
)
_PAPERS = (
    ("方针", "绿色经营方针", _POLICY),
    ("采购", "绿色采购管理制度", _PURCHASE),
    ("协议", "餐厨垃圾收运协议", _CONTRACT),
)


def document(easel: Easel, caption: str) -> None:
    """Draw a page: a policy on the wall where it hangs in public, otherwise papers or a ledger on a desk."""
    if "台账" in caption:
        _ledger(easel, has_gaps="缺" in caption)
        return
    _, title, lines = next((paper for paper in _PAPERS if paper[0] in caption), _PAPERS[0])
    page = _page(easel, title, lines)
    if "公示" in caption:
        _notice_board(easel, page)
        return
    desk(easel)
    quad = _on_desk(easel, page, [(420, 60), (1180, 46), (1270, 1150), (350, 1168)])
    _pen(easel, (quad[1][0] + 150, 420))


def _page(easel: Easel, title: str, lines: Sequence[str]) -> Easel:
    page = easel.sheet(840, 1160, (252, 251, 246))
    page.text((420, 130), title, -58, _INK, "mm")
    page.line([(110, 190), (730, 190)], _RED, 3)
    for index, words in enumerate(lines):
        page.text((84, 236 + index * 74), words, 28, _INK)
    page.text((730, 880), "样例单位（盖章）", 28, _INK, "rm")
    page.text((730, 940), "2025年12月1日", 28, _INK, "rm")
    page.text((420, 1110), "— 1 —", 22, _FAINT, "mm")
    _seal(page, (600, 900), 108)
    return page


def _seal(page: Easel, centre: Point, radius: float) -> None:
    """Print a round red seal with a star; its word says that it is a sample."""
    x, y = centre
    ink = (222, 70, 62)
    page.ring((x - radius, y - radius, x + radius, y + radius), ink, radius * 0.06)
    _star(page, (x, y - radius * 0.08), radius * 0.36, ink)
    page.text((x, y + radius * 0.56), "样例专用", -radius * 0.25, ink, "mm")
    for index in range(15):
        angle = pi * (0.86 + 1.28 * index / 14)
        at = x + cos(angle) * radius * 0.78, y + sin(angle) * radius * 0.78
        size = radius * 0.055
        page.disc((at[0] - size, at[1] - size, at[0] + size, at[1] + size), ink)


def _star(page: Easel, centre: Point, radius: float, ink: Colour) -> None:
    reach = [radius if corner % 2 == 0 else radius * 0.382 for corner in range(10)]
    angles = [pi * (corner / 5 - 0.5) for corner in range(10)]
    points = [
        (centre[0] + cos(turn) * long, centre[1] + sin(turn) * long) for turn, long in zip(angles, reach, strict=True)
    ]
    page.polygon(points, ink)


def _on_desk(easel: Easel, page: Easel, quad: list[Point]) -> list[Point]:
    easel.shadow([(x + 14, y + 18) for x, y in quad], 26, 0.6)
    under = [(x + dx, y + dy) for (x, y), (dx, dy) in zip(quad, ((-14, 6), (-6, 10), (-8, 18), (-16, 16)), strict=True)]
    easel.polygon(under, (226, 224, 216))
    easel.place(page, quad)
    easel.glow((quad[0][0] + 160, quad[0][1] + 160), (620, 520), (255, 255, 248), 0.22)
    return quad


def _pen(easel: Easel, at: Point) -> None:
    x, y = at
    easel.shadow([(x + 18, y + 8), (x + 40, y + 8), (x - 26, y + 520), (x - 50, y + 520)], 12, 0.6)
    easel.line([(x, y), (x - 60, y + 470)], (30, 34, 44), 26)
    easel.line([(x - 6, y), (x - 66, y + 470)], (92, 100, 116), 6)
    easel.line([(x + 16, y + 16), (x - 4, y + 170)], (190, 192, 196), 8)
    easel.polygon([(x - 73, y + 470), (x - 47, y + 470), (x - 66, y + 520)], (196, 178, 120))


def _notice_board(easel: Easel, page: Easel) -> None:
    wall(easel, 1130, ((214, 212, 202), (234, 232, 224)))
    easel.shade_box((0, 1130, WIDTH, HEIGHT), ((150, 144, 136), (164, 158, 150)))
    easel.shadow([(190, 90), (1430, 90), (1430, 1050), (190, 1050)], 30, 0.6)
    easel.shade_box((170, 60, 1410, 1030), ((190, 194, 198), (140, 144, 150)), 10)
    easel.shade_box((194, 84, 1386, 1006), ((40, 110, 84), (28, 88, 66)))
    easel.text((790, 134), "公  示  栏", -50, (250, 246, 226), "mm")
    easel.place(page, [(500, 182), (1084, 178), (1088, 980), (502, 984)])
    for x, tone in ((226, (250, 244, 226)), (1120, (238, 246, 248))):
        easel.box((x, 230, x + 236, 560), tone)
        easel.box((x, 600, x + 236, 930), between(tone, WHITE, 0.5))
        for row in range(9):
            easel.line([(x + 24, 280 + row * 28), (x + 212 - row % 3 * 30, 280 + row * 28)], (150, 152, 154), 4)
            easel.line([(x + 24, 650 + row * 28), (x + 212 - row % 4 * 24, 650 + row * 28)], (150, 152, 154), 4)
    easel.glow((420, 200), (420, 300), WHITE, 0.34)


def _ledger(easel: Easel, *, has_gaps: bool) -> None:
    """Lay a year's ledger on the desk, bills beside it; two months are empty where the caption says so."""
    desk(easel, ((128, 92, 62), (166, 126, 88)))
    page = easel.sheet(1120, 900, (251, 251, 247))
    page.text((560, 70), "2025年能源资源消耗台账", -46, _INK, "mm")
    heads, lefts = ("月份", "用电量/kWh", "电费/元", "用水量/m³", "经手人"), (40, 160, 400, 640, 860, 1080)
    page.box((40, 120, 1080, 176), (226, 236, 226))
    empty = (5, 8) if has_gaps else ()
    for index, head in enumerate(heads):
        page.text(((lefts[index] + lefts[index + 1]) / 2, 148), head, -26, _INK, "mm")
    for month in range(1, 13):
        y = 120 + 56 * month
        page.text((100, y + 28), f"{month}月", 26, _INK, "mm")
        if month in empty:
            page.box((161, y + 1, 1080, y + 55), (255, 240, 214))
            continue
        power = easel.dice.randint(82_000, 104_000)
        for column, figure in ((1, f"{power:,}"), (2, f"{power * 0.62:,.2f}"), (3, f"{power // 52:,}")):
            page.text((lefts[column + 1] - 22, y + 28), figure, 25, (36, 56, 120), "rm")
        _scribble(page, (890, y + 30), 140)
    for row in range(14):
        page.line([(40, 120 + row * 56), (1080, 120 + row * 56)], _FAINT, 1.5)
    for left in lefts:
        page.line([(left, 120), (left, 848)], _FAINT, 1.5)
    _bills(easel)
    _on_desk(easel, page, [(130, 130), (1240, 90), (1330, 1060), (70, 1110)])
    _pen(easel, (1480, 560))


def _scribble(page: Easel, at: Point, width: float) -> None:
    """Write something by hand that no one can read."""
    x, y = at
    points = [(x, y)]
    while x < at[0] + width:
        x += page.dice.uniform(3, 13)
        points.append((x, y + page.dice.uniform(-14, 12)))
    page.line(points, (32, 44, 92), 2)


def _bills(easel: Easel) -> None:
    for shift in (0, 1, 2):
        bill = easel.sheet(420, 260, ((250, 236, 236), (238, 244, 250), (246, 246, 236))[shift])
        bill.text((210, 40), "电费通知单", -30, (150, 50, 50), "mm")
        for row in range(6):
            bill.line([(30, 86 + row * 26), (390 - row * 23 % 90, 86 + row * 26)], (170, 160, 164), 3)
        x, y = 1120 + shift * 26, 40 + shift * 110
        quad: list[Point] = [(x, y), (x + 420, y + 50), (x + 396, y + 320), (x - 26, y + 266)]
        easel.shadow([(a + 8, b + 10) for a, b in quad], 12, 0.5)
        easel.place(bill, quad)


def certificate(easel: Easel, caption: str) -> None:
    """Hang a framed certificate; its title is the caption up to the first comma."""
    title = caption.partition("，")[0]
    wall(easel, 1300, ((196, 186, 168), (222, 212, 194)))
    for x in range(0, WIDTH, 64):
        easel.line([(x, 0), (x, HEIGHT)], (204, 194, 176), 10)
    easel.glow((800, 80), (900, 620), (255, 250, 232), 0.75)
    quad: list[Point] = [(250, 136), (1372, 110), (1386, 1010), (240, 1040)]
    easel.shadow([(x + 26, y + 40) for x, y in quad], 34, 0.65)
    sheet = easel.sheet(1240, 1000, (112, 74, 40))
    sheet.shade_box((0, 0, 1240, 1000), ((168, 118, 66), (104, 66, 34)))
    sheet.shade_box((26, 26, 1214, 974), ((92, 58, 30), (150, 104, 60)))
    sheet.box((44, 44, 1196, 956), (242, 238, 226))
    _certificate_sheet(sheet, (90, 90, 1150, 910), title)
    easel.place(sheet, quad)
    easel.glow((430, 300), (260, 420), WHITE, 0.35)


def _certificate_sheet(sheet: Easel, box: Box, title: str) -> None:
    left, top, right, bottom = box
    gold, green = (190, 150, 70), (30, 110, 76)
    sheet.box(box, (254, 252, 243))
    for inset, width, ink in ((14, 14, (222, 200, 146)), (34, 3, gold), (44, 1.5, gold)):
        sheet.frame((left + inset, top + inset, right - inset, bottom - inset), ink, width)
    for ring in range(9):
        reach = 40 + ring * 22
        sheet.ring((620 - reach * 1.5, 560 - reach, 620 + reach * 1.5, 560 + reach), (246, 240, 220), 3)
    sheet.disc((576, 146, 664, 234), green)
    sheet.ring((582, 152, 658, 228), (250, 244, 220), 3)
    sheet.polygon([(596, 206), (606, 176), (650, 166), (640, 200), (612, 214)], (232, 246, 232))
    sheet.text((620, 300), title, -66 if len(title) <= 11 else -54, _INK, "mm")
    sheet.text((620, 366), "证书编号：SAMPLE-2024-0000", 26, _FAINT, "mm")
    standard = "GB/T 24001-2016 / ISO 14001:2015" if "环境" in title else "GB/T 23331-2020 / ISO 50001:2018"
    lines = (
        "兹证明  样例单位",
        f"{title.removesuffix('认证证书')}符合",
        standard,
        "认证范围：商场的经营管理及相关活动",
    )
    for index, words in enumerate(lines):
        sheet.text((620, 438 + index * 62), words, 34, _INK, "mm")
    sheet.text((190, 740), "颁证日期：2024年6月18日", 27, _INK)
    sheet.text((190, 790), "有效期至：2027年6月17日", 27, _INK)
    sheet.text((860, 830), "样例认证机构", 27, _INK, "mm")
    _seal(sheet, (900, 760), 92)


def training(easel: Easel, caption: str) -> None:
    """Draw the list of those who came where the caption names it, otherwise the room."""
    if "签到" in caption:
        _sign_in(easel)
    else:
        _class_room(easel)


def _sign_in(easel: Easel) -> None:
    desk(easel, ((176, 172, 164), (206, 200, 190)))
    page = easel.sheet(900, 1160, (252, 252, 248))
    page.text((450, 84), "节能培训签到表", -54, _INK, "mm")
    page.text((60, 150), "时间：2025年四季度    地点：五层培训室", 27, _INK)
    lefts = (60, 150, 350, 560, 840)
    for index, head in enumerate(("序号", "部门", "姓名", "签名")):
        page.text(((lefts[index] + lefts[index + 1]) / 2, 232), head, -28, _INK, "mm")
    for row in range(14):
        y = 264 + row * 60
        page.text((105, y + 30), str(row + 1), 26, _INK, "mm")
        part = ("工程部", "营运部", "客服部", "保洁部", "安保部")[row % 5]
        page.text((250, y + 30), part, 26, _INK, "mm")
        page.text((455, y + 30), f"员工{'甲乙丙丁戊己庚辛壬癸子丑寅卯'[row]}", 26, _INK, "mm")
        _scribble(page, (600, y + 32), easel.dice.uniform(90, 180))
    for row in range(16):
        page.line([(60, 204 + row * 60), (840, 204 + row * 60)], _FAINT, 1.6)
    for left in lefts:
        page.line([(left, 204), (left, 1104)], _FAINT, 1.6)
    _on_desk(easel, page, [(400, 40), (1210, 64), (1260, 1176), (320, 1150)])
    _pen(easel, (1420, 360))


def _class_room(easel: Easel) -> None:
    """Show the room from the last row: a lit screen, a speaker, the backs of the listeners."""
    wall(easel, 690, ((178, 172, 160), (204, 198, 186)))
    floor(easel, 690, ((128, 108, 88), (150, 128, 104)))
    easel.shade_box((0, 0, WIDTH, 84), ((226, 224, 218), (206, 204, 198)))
    for x in (180, 660, 1140):
        easel.box((x, 20, x + 280, 48), (255, 255, 248), 6)
        easel.glow((x + 140, 50), (320, 150), (255, 255, 244), 0.6)
    easel.box((372, 116, 1108, 560), (40, 42, 44), 6)
    easel.shade_box((384, 128, 1096, 548), ((236, 250, 242), (204, 236, 220)))
    easel.box((384, 128, 1096, 226), (24, 128, 84))
    easel.text((740, 177), "节能环保知识培训", -56, WHITE, "mm")
    for row, words in enumerate(("照明分区控制，人走灯灭", "空调夏季不低于26℃", "垃圾分类，从我做起")):
        easel.disc((440, 276 + row * 86, 464, 300 + row * 86), (24, 128, 84))
        easel.text((490, 288 + row * 86), words, 44, (36, 66, 52), "lm")
    easel.glow((740, 340), (760, 500), (220, 255, 238), 0.3)
    _person(easel, (1240, 420), 92, (52, 62, 92), is_back=False)
    easel.shade([(1150, 560), (1370, 560), (1350, 800), (1170, 800)], ((150, 104, 62), (104, 70, 40)))
    for row, (size, y, count) in enumerate(((70, 700, 8), (94, 820, 7), (132, 990, 5))):
        for seat in range(count):
            place = WIDTH * (seat + 0.5 + (row % 2) * 0.2) / count + easel.dice.uniform(-14, 14)
            shirt = easel.dice.choice(((44, 96, 76), (54, 70, 110), (44, 96, 76), (120, 60, 60), (70, 74, 80)))
            _person(easel, (place, y + easel.dice.uniform(-10, 10)), size, shirt, is_back=True)


def _person(easel: Easel, head: Point, size: float, shirt: Colour, *, is_back: bool) -> None:
    x, y = head
    skin = (224, 184, 152)
    easel.shadow(
        [(x - size, y + size), (x + size, y + size), (x + size, y + size * 3), (x - size, y + size * 3)], 16, 0.3
    )
    body = (x - size * 1.02, y + size * 0.62, x + size * 1.02, y + size * 4)
    easel.shade_box(body, (between(shirt, WHITE, 0.12), between(shirt, (0, 0, 0), 0.4)), size * 0.62)
    easel.box((x - size * 0.2, y + size * 0.3, x + size * 0.2, y + size * 0.8), between(skin, (120, 70, 40), 0.3))
    easel.disc((x - size * 0.46, y - size * 0.56, x + size * 0.46, y + size * 0.56), skin)
    hair = (38, 32, 30)
    if is_back:
        easel.shade_disc((x - size * 0.5, y - size * 0.62, x + size * 0.5, y + size * 0.46), ((66, 58, 54), hair))
        easel.disc((x - size * 0.56, y - size * 0.1, x - size * 0.42, y + size * 0.16), skin)
        easel.disc((x + size * 0.42, y - size * 0.1, x + size * 0.56, y + size * 0.16), skin)
    else:
        easel.shade_disc((x - size * 0.5, y - size * 0.64, x + size * 0.5, y + size * 0.02), ((60, 52, 50), hair))
        easel.box((x - size * 0.42, y - size * 0.2, x + size * 0.42, y), skin)
        easel.polygon(
            [(x - size * 0.2, y + size * 0.64), (x + size * 0.2, y + size * 0.64), (x, y + size * 1.2)], WHITE
        )
