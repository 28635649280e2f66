"""How long a key typed into the search takes among fifty thousand units, measured in the thread that asks."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from pathlib import Path

from workbench.catalogue.credit_code import check_digit
from workbench.catalogue.pinyin import spelled
from workbench.catalogue.regions import Regions
from workbench.cli.bench.figures import Figure, median, percentile, seconds
from workbench.domain.people import Person
from workbench.signing.key_envelope import KdfCost
from workbench.store.bare_registers import BareUnit, fill_register
from workbench.usecases.opening import create_store
from workbench.usecases.registering import find_units
from workbench.usecases.workplace import Workplace

_UNITS = 50_000
_TYPED = 40
_CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)
_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_PROPER = (
    "晋阳、并州、龙城、汾河、双塔、桃园、滨河、文瀛、和平、建设、长风、平阳、学府、体育、兴华、千峰、胜利、解放、新建、府西、"
    "府东、柳巷、长兴、北城、南关、东街、西街、育才、希望、光明、红旗、向阳、朝阳、丽华、锦绣、东方、金桥、万达、天美、新世纪、"
    "银都、乐民、泰山、云冈、绿洲、吕梁山、会展、行知、重阳、恒山、五台、关帝、太行、黄河、沁水、桑干、漳泽、玉泉、崇文、尚德、"
    "明德、启智、华苑、安居、康乐、兴业、富民"
)
_KINDS = (
    ("green-school", "小学 中学 实验小学 幼儿园 高级中学 职业技术学院 第一小学 第二中学 特殊教育学校"),
    ("green-community", "社区居民委员会 花园小区 社区"),
    ("green-mall", "购物中心 百货商场 购物广场 超市 家居城"),
    ("conserving-organ", "人民政府办公室 财政局 教育局 机关事务服务中心 税务局 人民法院 人民医院"),
    ("green-building", "办公楼 商务中心 综合楼 图书馆"),
)


def find_unit(place: Workplace, folder: Path) -> Figure:
    """Type names, sounds, first letters, codes and regions key by key; each key is one search for five units."""
    chance = random.Random(20261123)  # noqa: S311 -- the same register at every measurement
    cheap = Workplace(place.data, place.clock, place.random, cost=_CHEAP)
    register = tuple(_units(place.regions, chance))
    with create_store(cheap, folder / "register.db", Person("bench-0002", "评审员乙"), "bench").session as session:
        with session.store.transaction() as connection:
            fill_register(connection, register)
        warm = seconds(lambda: find_units(session, place.regions.cities[0].name))
        texts = [text for one in chance.sample(register, _TYPED) for text in _typed(one, place.regions)]
        keys = [text[: end + 1] for text in texts for end in range(len(text))]
        times = sorted(seconds(lambda key=key: find_units(session, key, limit=5)) for key in keys)  # type: ignore[misc]
    return Figure(
        name="find_unit",
        value=percentile(times, 0.99) * 1_000,
        unit="ms",
        ceiling=16.0,
        work=f"{_UNITS} units, encrypted store, p99 of {len(keys)} keys of {len(texts)} searches",
        note=f"median {median(times) * 1_000:.2f} ms; laid out once in {warm:.2f} s",
    )


def _units(regions: Regions, chance: random.Random) -> Iterator[BareUnit]:
    for _ in range(_UNITS):
        region = chance.choice(regions.counties)
        city = regions.city_of(region.code)
        action, kinds = chance.choice(_KINDS)
        where = chance.choice((region.name, f"{city.name if city else ''}{region.name}", city.name if city else "", ""))
        proper = "".join(chance.sample(_PROPER.split("、"), chance.choice((1, 1, 2))))
        number = chance.choice(("", "", "", f"第{chance.randint(1, 60)}"))
        name = f"{where}{proper}{number}{chance.choice(kinds.split())}"
        first = f"91{region.code}{''.join(chance.choices(_CODE_SIGNS, k=9))}"
        code = f"{first}{check_digit(first)}" if action != "green-building" else None
        yield BareUnit(str(uuid.UUID(int=chance.getrandbits(128), version=4)), name, action, region.code, code)


def _typed(unit: BareUnit, regions: Regions) -> Iterator[str]:
    """Give what people type to find a unit."""
    letters, sounds = spelled(unit.name)
    region = regions.find(unit.region)
    yield unit.name[:8]
    yield unit.name[-4:]
    yield letters
    yield sounds[:14]
    yield f"{letters[0]}{letters[-3:]}"
    yield f"{region.initials} {letters[-4:]} {region.name[:2]}"
    if unit.credit_code:
        yield unit.credit_code[:10]
        yield unit.credit_code[-5:]
