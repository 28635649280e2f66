"""Names found by their sounds: one form for what stands and what is typed, first letters, spellings, readings."""

from __future__ import annotations

import pytest

from workbench.catalogue.pinyin import folded, readings_of, spelled
from workbench.catalogue.regions import Regions


@pytest.mark.parametrize(
    ("name", "letters", "whole"),
    [
        ("太原市样例购物中心", "tysylgwzx", "taiyuanshiyangligouwuzhongxin"),
        ("太原A座", "tyaz", "taiyuanazuo"),
        ("样例Ａ座3号", "ylaz3h", "yangliazuo3hao"),
        ("吕梁", "ll", "lvliang"),
        ("3号店 east", "3hdeast", "3haodianeast"),
        ("ＡＢ店", "abd", "abdian"),
        ("好hao", "hhao", "haohao"),
        ("", "", ""),
    ],
)
def test_a_name_gives_first_letters_and_spelling(name: str, letters: str, whole: str):
    assert spelled(name) == (letters, whole)


@pytest.mark.parametrize("typed", ["ＡＢ 12", "ab12", "Ab１２"])
def test_width_case_and_blanks_make_no_difference(typed):
    assert folded(typed) == "ab12"


def test_what_is_typed_for_the_umlaut_is_brought_to_one_form():
    assert folded(" ＬÜ liang ") == folded("lvliang") == folded("LÜLIANG")


@pytest.mark.parametrize(
    ("sign", "spellings"),
    [
        ("太", {"tai"}),
        ("长", {"chang", "zhang"}),
        ("洞", {"dong", "tong"}),
        ("吕", {"lv", "lu"}),
        ("女", {"nv", "nu"}),
        ("a", {"a"}),
        ("v", {"v"}),
        ("3", {"3"}),
    ],
)
def test_a_sign_has_all_its_living_readings_and_no_dead_ones(sign, spellings):
    assert readings_of(sign) == spellings


def test_the_readings_hold_what_every_region_is_really_called(data_folders):
    for region in Regions.open(data_folders).all:
        for sign, sound in zip(region.name, region.pinyin.split(), strict=False):
            assert sound.replace("ü", "v") in readings_of(sign), (region.name, sign)
