"""Names are spelled in pinyin so that a few Latin letters find them."""

from __future__ import annotations

import pytest

from workbench.catalogue.pinyin import folded, initials, spelled


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
    assert (initials(name), spelled(name)) == (letters, whole)


def test_what_is_typed_is_brought_to_one_form():
    assert folded(" ＬÜ liang ") == "lvliang"
