"""The divisions of Shanxi in force: 11 cities and 117 county-level units, found by code, name or pinyin."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from workbench.catalogue.refusals import UnknownRegion
from workbench.catalogue.regions import Regions
from workbench.domain.plans import RegionLevel


@pytest.fixture(scope="module")
def regions(data_folders) -> Regions:
    return Regions.open(data_folders)


def names(found) -> list[str]:
    return [region.name for region in found]


def test_there_are_eleven_cities_and_117_county_level_units(regions: Regions):
    assert names(regions.cities) == [
        *("太原市", "大同市", "阳泉市", "长治市", "晋城市", "朔州市"),
        *("晋中市", "运城市", "忻州市", "临汾市", "吕梁市"),
    ]
    kinds = Counter(region.name[-1] for region in regions.counties)
    assert (len(regions.counties), kinds) == (117, {"区": 26, "市": 11, "县": 80})


def test_the_list_says_its_date_and_source(regions: Regions):
    assert regions.as_of == date(2026, 11, 23)
    assert "GB/T 2260" in regions.source


@pytest.mark.parametrize("former", ["140202", "140211", "140227", "140402", "140481", "140624", "140726", "140101"])
def test_former_codes_and_collective_codes_are_not_in_force(regions: Regions, former: str):
    assert not regions.has(former)
    with pytest.raises(UnknownRegion) as refusal:
        regions.find(former)
    assert refusal.value.facts == {"region": former, "example": "140100"}


@pytest.mark.parametrize(
    ("code", "name"),
    [("140213", "平城区"), ("140403", "潞州区"), ("140681", "怀仁市"), ("140703", "太谷区"), ("141002", "尧都区")],
)
def test_the_latest_changes_are_in(regions: Regions, code: str, name: str):
    assert regions.find(code).name == name


def test_the_regions_are_listed_from_the_top(regions: Regions):
    assert regions.province.name == "山西省"
    assert names(regions.all)[:3] == ["山西省", "太原市", "小店区"]


def test_names_in_full_as_addresses_write_them(regions: Regions):
    assert regions.full_name("140105") == "山西省太原市小店区"
    assert regions.full_name("140000") == "山西省"


def test_every_county_lies_in_the_city_its_code_says(regions: Regions):
    for county in regions.counties:
        assert county.parent == f"{county.code[:4]}00"
        assert regions.city_of(county.code) == regions.find(f"{county.code[:4]}00")
    assert regions.city_of("140000") is None


def test_a_region_contains_itself_and_what_lies_below(regions: Regions):
    assert len(regions.within("140000")) == 1 + 11 + 117
    assert names(regions.within("140300")) == ["阳泉市", "城区", "矿区", "郊区", "平定县", "盂县"]
    assert names(regions.within("140105")) == ["小店区"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("洪洞", "洪洞县"),
        ("hongtong", "洪洞县"),
        ("ht", "洪洞县"),
        ("ＨＴ", "洪洞县"),
        ("zz", "长子县"),
        ("fanshi", "繁峙县"),
        ("lvl", "吕梁市"),
        ("luliang", "吕梁市"),
        ("141024", "洪洞县"),
        ("hong tong", "洪洞县"),
    ],
)
def test_a_few_letters_find_a_region(regions: Regions, typed: str, first: str):
    assert names(regions.search(typed))[0] == first


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("小店", "140105"),
        ("xd", "140105"),
        ("xiaodian", "140105"),
        ("太原小店", "140105"),
        ("太原市小店", "140105"),
        ("tyxd", "140105"),
        ("140105", "140105"),
        ("盂", "140322"),
        ("luliang", "141100"),
        ("lvliang", "141100"),
        ("zhangzhi", "140400"),
        ("hongdong", "141024"),
    ],
)
def test_a_word_names_regions_by_the_beginning_of_name_sounds_or_code(regions: Regions, word: str, code: str):
    assert code in regions.named(word)


def test_a_city_names_all_that_lies_in_it(regions: Regions):
    within = {region.code for region in regions.within("140100")}
    assert regions.named("taiyuan") == regions.named("太原市") == regions.named("1401") == within


@pytest.mark.parametrize("word", ["", "x", "店", "山西", "sx市", "qqqq"])
def test_what_begins_no_region_names_none(regions: Regions, word: str):
    assert regions.named(word) == frozenset()


def test_nothing_typed_lists_from_the_top_and_nonsense_finds_nothing(regions: Regions):
    assert names(regions.search("", 2)) == ["山西省", "太原市"]
    assert regions.search("qqqq") == ()


def test_english_names_come_from_the_pinyin(regions: Regions):
    assert regions.find("141024").text.en == "Hongtong County"
    assert regions.find("140100").text.en == "Taiyuan City"
    assert regions.find("141100").text.en == "Lüliang City"
    assert regions.find("140105").level is RegionLevel.COUNTY


def test_every_pinyin_has_one_syllable_per_character(regions: Regions):
    for region in regions.all:
        assert len(region.pinyin.split()) == len(region.name) - 1, region.name
