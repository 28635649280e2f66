"""Builds complete, fictional reports and certificates for tests, drawings and measurements."""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from functools import cache
from io import BytesIO
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw

from workbench.documents.content import (
    Acknowledgement,
    CertificateContent,
    Conclusion,
    Condition,
    EvidenceLine,
    Fact,
    FormFacts,
    GroupEntry,
    ItemEntry,
    LostPoints,
    OpenItem,
    ParameterLine,
    Picture,
    PrerequisiteEntry,
    Reading,
    ReportContent,
    SignatureField,
    Standing,
    SubgroupEntry,
    TotalLine,
    UnitFacts,
    Visit,
)
from workbench.documents.fonts import open_bundle
from workbench.documents.press import Press
from workbench.domain.texts import Language

_ROOT = Path(__file__).resolve().parents[2]
_SHANXI = timezone(timedelta(hours=8))
VISIT_START = datetime(2026, 11, 23, 9, 30, 0, tzinfo=_SHANXI)
RECORD_HASH = hashlib.sha256(b"sample record").hexdigest()
PROVENANCE = (
    "评价表中的逐项条目和逐项分值由评估工作台自拟，不是官方细则；六个模块、总分 600 分和各模块得分率下限取自"
    "《绿色商场（购物中心）创建实施细则（修订稿）》。"
)
_COLOURS = ((92, 128, 112), (148, 120, 84), (96, 112, 140), (132, 132, 120))
_OPEN_CODES = ("A601", "B203", "C106")
_NOT_APPLICABLE = "B505"
_LOST = "判为只有分解、没有考核，得一半；分解、考核、兑现齐全可得满分"
_ANSWERS = ("签发、公开且员工知晓", "四项齐全", "实配 48 台，应配 50 台", "有制度、有记录，相互印证")


def a_press(language: Language = Language.ZH) -> Press:
    """The bundled faces with the documents' words of a language."""
    words = tomllib.loads((_ROOT / f"resources/words/documents.{language.value}.toml").read_text("utf-8"))
    return Press(language, words, open_bundle(_ROOT / "resources/fonts"))


@cache
def a_photo(number: int, width: int = 1024, height: int = 768) -> bytes:
    """A drawn JPEG, different for each number."""
    image = Image.new("RGB", (width, height), _COLOURS[number % len(_COLOURS)])
    pen = ImageDraw.Draw(image)
    for step in range(0, width, 64):
        shade = 60 + (step * 7 + number * 31) % 150
        pen.rectangle((step, height // 3 + (step * number) % 90, step + 40, height), fill=(shade, shade, shade - 20))
    pen.ellipse((width // 2, 60, width // 2 + 160, 220), fill=(236, 226, 190))
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()


def a_picture(item: str, order: int, caption: str, *, upright: bool = False) -> Picture:
    """A photo of an item."""
    number = sum(map(ord, item)) + order
    jpeg = a_photo(number, 720, 960) if upright else a_photo(number)
    return Picture(
        number=f"{item}-{order}",
        jpeg=jpeg,
        caption=caption,
        sha256=hashlib.sha256(f"{item} {order}".encode()).hexdigest(),
        taken_at=VISIT_START + timedelta(minutes=number % 240),
    )


_PICTURES = {
    "A101": (("方针公示栏", False), ("员工手册", True)),
    "A501": (
        ("一级电表", False),
        ("二级电表与分户计量箱，位于负一层东侧配电间", False),
        ("台账", True),
        ("台账续页", True),
    ),
    "B301": (("中庭照明", False),),
    "F109": (("危废暂存间", False),),
}


def _rows() -> list[list[str]]:
    with (Path(__file__).with_name("mall_items.tsv")).open(encoding="utf-8") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _item(order: int, row: list[str], salt: str, *, is_draft: bool) -> ItemEntry:
    code, name, most, check, clause = row[7:12]
    pictures = tuple(
        a_picture(code, index + 1, caption, upright=upright)
        for index, (caption, upright) in enumerate(_PICTURES.get(code, ()))
    )
    entry = {"code": code, "name": name, "check": check, "clause": clause, "max_points": most, "pictures": pictures}
    if is_draft and code in _OPEN_CODES:
        return ItemEntry(answer="", points="—", state="未填", reason="尚未填写", standing=Standing.OPEN, **entry)
    if code == _NOT_APPLICABLE:
        return ItemEntry(
            answer="不适用",
            points="—",
            state="不适用",
            reason="从满分中扣除",
            note="无条件使用非常规水源，附供水协议。" + salt,
            standing=Standing.NOT_APPLICABLE,
            **entry,
        )
    loses = order % 17 == 5
    note = f"现场核对原件，与台账一致；{salt}编号 {order:03d}，由商场工程部提供复印件。" if order % 9 == 2 else ""
    if order == 40:
        note = "评审组在地下一层、一层中庭和四层餐饮区各抽查一处，逐一核对铭牌、台账和运行记录。" * 6 + salt
    return ItemEntry(
        answer="只有分解，没有考核记录" if loses else _ANSWERS[order % len(_ANSWERS)] + salt,
        points=str(int(most) // 2) if loses else most,
        state="已评",
        reason=_LOST if loses else f"判为{_ANSWERS[order % len(_ANSWERS)]}，得 {most} 分",
        note=note,
        standing=Standing.NOT_MET if loses else Standing.MET,
        readings=_READINGS if code == "B301" else (),
        **entry,
    )


_READINGS = (
    Reading("一层中庭", "照度 lx", "312、298、305、310、321", "不低于 300", Standing.MET),
    Reading("负一层超市收银区", "照度 lx", "276、281、290", "不低于 300", Standing.NOT_MET),
)


def _groups(rows: list[list[str]], salt: str, *, is_draft: bool) -> Iterator[GroupEntry]:
    order = 0
    for code, of_group in groupby(rows, key=lambda row: row[0]):
        group_rows = list(of_group)
        subgroups = []
        for _, of_subgroup in groupby(group_rows, key=lambda row: row[4]):
            entries = []
            subgroup_rows = list(of_subgroup)
            for row in subgroup_rows:
                entries.append(_item(order, row, salt, is_draft=is_draft))
                order += 1
            first = subgroup_rows[0]
            subgroups.append(SubgroupEntry(first[4], first[5], f"{first[6]} 分" if first[6] else "", tuple(entries)))
        yield _group(code, group_rows[0], tuple(subgroups), is_draft=is_draft)


def _group(code: str, row: list[str], subgroups: tuple[SubgroupEntry, ...], *, is_draft: bool) -> GroupEntry:
    items = [item for subgroup in subgroups for item in subgroup.items]
    points = sum(int(item.points) for item in items if item.points != "—")
    most = sum(int(item.max_points) for item in items if item.standing is not Standing.NOT_APPLICABLE)
    floor, share = Fraction(row[3]), Fraction(points, most)
    is_open = is_draft and any(item.standing is Standing.OPEN for item in items)
    standing = Standing.OPEN if is_open else Standing.MET if share >= floor else Standing.NOT_MET
    return GroupEntry(
        code=code,
        name=row[1],
        points=str(points),
        max_points=str(most),
        ratio=f"{float(share) * 100:.1f}%",
        share=share,
        floor=f"{int(floor * 100)}%",
        floor_share=floor,
        standing=standing,
        subgroups=subgroups,
    )


def _conclusion(groups: tuple[GroupEntry, ...], unit: str, *, is_draft: bool) -> Conclusion:
    conditions = [Condition("前置条件全部满足", "5 项均满足", Standing.MET)]
    conditions += [
        Condition(f"{group.name}得分率不低于 {group.floor}", group.ratio, group.standing or Standing.MET)
        for group in groups
    ]
    if is_draft:
        sentence = f"{unit}的评价尚有 {len(_OPEN_CODES)} 个条目未判定，暂不作结论。"
        return Conclusion("尚不能判定", sentence, Standing.OPEN, tuple(conditions))
    if any(group.standing is Standing.NOT_MET for group in groups):
        failing = "、".join(group.name for group in groups if group.standing is Standing.NOT_MET)
        sentence = f"经评价，{unit}的{failing}得分率低于下限，未达到绿色商场创建要求。"
        return Conclusion("不达标", sentence, Standing.NOT_MET, tuple(conditions))
    sentence = f"经评价，{unit}满足全部前置条件，六个模块的得分率均不低于下限，达到绿色商场创建要求。"
    return Conclusion("达标", sentence, Standing.MET, tuple(conditions))


_PREREQUISITES = (
    ("P1", "合法合规", "没有安全、环保、卫生、节能、规划、排水等方面的重大违法失信记录"),
    ("P2", "组织机构", "有创建组织机构、责任分工和系统的培训计划"),
    ("P3", "近三年无重大事故", "近三年没有发生重大安全、消防、环境污染、食品安全责任事故"),
    ("P4", "十五项中至少三项", "从下列十五个项目中至少具备三个"),
    ("P5", "开业时间", "开业满一个完整自然年（能耗数据可用）"),
)


SIGNATURES = (
    SignatureField("Sig1_Inspector", "评审员（组长）", "评审员甲"),
    SignatureField("Sig2_Inspector", "评审员", "评审员乙"),
    SignatureField("Sig3_Supervisor", "复核负责人", "复核员丙"),
)
_PARAMETERS = (
    ParameterLine(
        "省内同业态单位面积年用电量平均值", "118.6 kWh/(m2·a)", "省商务主管部门 2026 年度统计（样例）", "评审员甲"
    ),
    ParameterLine("零售业用水定额（通用值）", "2.5 L/(m2·d)", "DB14/T 1049.3-2021（样例取值）", "评审员甲"),
)
_FORM = FormFacts(
    title="绿色商场（购物中心、超市）创建评审表",
    standard="绿色商场（购物中心、超市）创建评审表",
    edition="1",
    sha256=hashlib.sha256(b"form edition").hexdigest(),
    provenance=PROVENANCE,
)


def a_report(
    *,
    unit: str = "太原市样例购物中心",
    is_draft: bool = False,
    salt: str = "",
    items: int | None = None,
    signatures: tuple[SignatureField, ...] = SIGNATURES,
) -> ReportContent:
    """A complete report of the mall form; `salt` makes its answers differ from those of another."""
    groups = tuple(_groups(_rows()[:items], salt, is_draft=is_draft))
    entries = [item for group in groups for subgroup in group.subgroups for item in subgroup.items]
    total = _total(groups)
    return ReportContent(
        title="绿色商场创建评价报告",
        unit=_unit(unit),
        form=_FORM,
        visit=Visit(date(2026, 11, 23), ("评审员甲", "评审员乙"), VISIT_START + timedelta(hours=7)),
        header=(
            Fact("细则总分", "600 分"),
            Fact("考察项目总分", f"{total.max_points} 分"),
            Fact("达标应得分", "483.15 分"),
            Fact("实际得分", f"{total.points} 分，占 {total.ratio}"),
        ),
        conclusion=_conclusion(groups, unit, is_draft=is_draft),
        groups=groups,
        total=total,
        prerequisites=tuple(_prerequisite(*told) for told in _PREREQUISITES),
        lost_points=tuple(_lost(item) for item in entries if item.standing is Standing.NOT_MET),
        parameters=_PARAMETERS,
        evidence=tuple(
            EvidenceLine(picture.number, item.code, picture.caption, "照片", picture.sha256, picture.taken_at)
            for item in entries
            for picture in item.pictures
        ),
        signatures=signatures,
        generated_at=VISIT_START + timedelta(hours=7, minutes=32),
        revision_id="" if is_draft else RECORD_HASH,
        engine="0.1.0",
        is_draft=is_draft,
        open_items=tuple(
            OpenItem(item.code, item.name, "填写结果") for item in entries if item.standing is Standing.OPEN
        ),
        warnings=("条目 B203 未附佐证材料。",),
        acknowledgement=None if is_draft else an_acknowledgement(),
    )


def _unit(name: str) -> UnitFacts:
    return UnitFacts(
        name=name,
        region="山西省太原市小店区",
        address="样例路 100 号",
        credit_code="91140000MA0SAMPLE1",
        attributes=(Fact("业态 · 规模", "市区购物中心 · 大型"),),
    )


def _total(groups: tuple[GroupEntry, ...]) -> TotalLine:
    points, most = sum(int(group.points) for group in groups), sum(int(group.max_points) for group in groups)
    return TotalLine(str(points), str(most), f"{points * 100 / most:.1f}%")


def _prerequisite(code: str, name: str, check: str) -> PrerequisiteEntry:
    chosen = "选 a 智能控制系统、f 电动汽车充电桩、h ISO 9001 认证、l 服务业态 12 个。" if code == "P4" else ""
    kind = "选三" if code == "P4" else "必备"
    return PrerequisiteEntry(code, name, kind, check, "满足", "满足", Standing.MET, note=chosen)


def _lost(item: ItemEntry) -> LostPoints:
    lost = str(int(item.max_points) - int(item.points))
    return LostPoints(item.code, item.name, lost, item.reason, "补齐考核与兑现记录", "2027年2月底前")


def an_acknowledgement() -> Acknowledgement:
    """The unit's representative agreed and added a sentence."""
    return Acknowledgement(
        outcome="已签认",
        name="单位代表丁",
        statement="对 B203 的判定保留意见，一周内补交负荷记录。",
        acknowledged_at=VISIT_START + timedelta(hours=7, minutes=20),
    )


def a_certificate(**changes: object) -> CertificateContent:
    """A certificate of the mall form with a code of the usual length."""
    values: dict[str, object] = {
        "title": "绿色商场证书",
        "unit_name": "太原市样例购物中心",
        "body": "经评价，符合绿色商场创建要求，评定为达标，特发此证。",
        "grade": "达标",
        "action": "绿色商场创建行动",
        "standard": "绿色商场（购物中心、超市）创建评审表",
        "edition": "1",
        "serial": "晋绿商〔2026〕0001号",
        "issuer": "样例省商务主管部门",
        "issued_on": date(2026, 11, 23),
        "valid_until": date(2029, 11, 22),
        "validity": "",
        "qr": "SXC1:" + hashlib.shake_256(b"sample code").hexdigest(177).upper()[:353],
        "made_at": VISIT_START,
        "provenance": "评价表中的逐项条目和逐项分值由评估工作台自拟，不是官方细则。",
        "credit_code": "91140000MA0SAMPLE1",
        "score": "",
    }
    values.update(changes)
    return CertificateContent(**values)  # type: ignore[arg-type]
