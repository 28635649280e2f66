"""Names found by their sounds."""

from __future__ import annotations

import pytest

from workbench.store.pinyin import folded, initials_of, sounds_of


def test_initials_are_the_first_letters_of_the_sounds():
    assert initials_of("太原市样例购物中心") == "tysylgwzx"


def test_letters_and_figures_stand_as_they_are_written():
    assert initials_of("样例Ａ座3号") == "ylaz3h"


def test_sounds_stand_in_one_word():
    assert sounds_of("太原Mall") == "taiyuanmall"


@pytest.mark.parametrize(
    ("name", "letters", "whole"),
    [
        ("太原市样例购物中心", "tysylgwzx", "taiyuanshiyangligouwuzhongxin"),
        ("太原A座", "tyaz", "taiyuanazuo"),
        ("吕梁", "ll", "lvliang"),
        ("3号店 east", "3hdeast", "3haodianeast"),
        ("ＡＢ店", "abd", "abdian"),
        ("好hao", "hhao", "haohao"),
        ("", "", ""),
    ],
)
def test_a_name_gives_initials_and_spelling(name: str, letters: str, whole: str):
    assert (initials_of(name), sounds_of(name)) == (letters, whole)


@pytest.mark.parametrize("typed", ["ＡＢ 12", "ab12", "Ab１２"])
def test_width_case_and_blanks_make_no_difference(typed):
    assert folded(typed) == "ab12"
