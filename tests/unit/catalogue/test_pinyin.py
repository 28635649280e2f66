"""What is typed for a region and its pinyin are compared in one form."""

from __future__ import annotations

from workbench.catalogue.pinyin import folded


def test_what_is_typed_is_brought_to_one_form():
    assert folded(" ＬÜ liang ") == "lvliang"
