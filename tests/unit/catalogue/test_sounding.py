"""Words are followed through many texts at once, and find exactly what a slow scan finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.plain_scan import best_fit
from workbench.catalogue import sounding
from workbench.catalogue.sounding import Fit, SoundedTexts

SIGNS = "太原小学长洞吕店市区一3a"
KEYS = "taiyunxoezhcgldsqv3太小长学店"
ROWS = st.lists(st.lists(st.text(SIGNS, max_size=6), max_size=2).map(tuple), max_size=12)
WORDS = st.one_of(st.text(KEYS, min_size=1, max_size=7), st.text("tyxzd", min_size=1, max_size=4))


def ranks(texts: SoundedTexts, word: str) -> dict[int, int]:
    """The best rank of every row that the word fits."""
    found: dict[int, int] = {}
    for rank, rows in enumerate(texts.fit(word).ranks):
        for number in texts.numbers(rows):
            found.setdefault(number, rank)
    return found


def found_in(word, *names):
    texts = SoundedTexts((name,) for name in names)
    fit = texts.fit(word)
    return [names[number] for number in sorted(texts.numbers(fit.short | fit.anywhere))]


@settings(max_examples=600, deadline=None)
@given(rows=ROWS, word=WORDS)
def test_the_index_finds_what_a_slow_scan_finds_and_nothing_else(rows, word):
    slowly = {number: best_fit(word, row) for number, row in enumerate(rows)}
    assert ranks(SoundedTexts(rows), word) == {number: rank for number, rank in slowly.items() if rank is not None}


@settings(max_examples=200, deadline=None)
@given(rows=ROWS, words=st.lists(WORDS, min_size=2, max_size=30), dense=st.sampled_from([1, 4, 10**6]))
def test_what_is_kept_from_one_search_to_the_next_changes_nothing(rows, words, dense):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sounding, "_MOST_DENSE", dense)
        patch.setattr(sounding, "_FEWEST_KEPT", 3)
        patch.setattr(sounding, "_BYTES_KEPT", 0)
        texts = SoundedTexts(rows)
        for word in words:
            assert ranks(texts, word) == ranks(SoundedTexts(rows), word)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("太原", "太原市样例小学"),
        ("taiyuan", "太原市样例小学"),
        ("taiyu", "太原市样例小学"),
        ("ty", "太原市样例小学"),
        ("tyuan", "太原市样例小学"),
        ("taiy", "太原市样例小学"),
        ("太yu", "太原市样例小学"),
        ("tyshiyl", "太原市样例小学"),
        ("tyxx", "太原市样例小学"),
        ("太小", "太原市样例小学"),
        ("ylxx", "太原市样例小学"),
        ("ＴＹ", "太原市样例小学"),
        ("changzhi", "长治市样例小学"),
        ("zhangzhi", "长治市样例小学"),
        ("hongdong", "洪洞县样例小学"),
        ("hongtong", "洪洞县样例小学"),
        ("lvliang", "吕梁市样例小学"),
        ("luliang", "吕梁市样例小学"),
        ("LÜLIANG", "吕梁市样例小学"),
        ("taigu", "太谷区样例小学"),
        ("a座", "样例Ａ座"),
        ("3h", "样例3号楼"),
    ],
)
def test_a_name_is_found_as_people_type_it(word, name):
    assert found_in(word, "别的", name) == [name]


@pytest.mark.parametrize(
    "word", ["yt", "taiyang", "xxty", "原太", "", " ", "tyx学x", "\x1f", "\n", "t\x00y", "太" * 101]
)
def test_what_is_in_no_name_is_not_found(word):
    assert found_in(word, "太原市样例小学", "小店") == []


def test_homophones_are_found_by_their_sound():
    assert found_in("jinyang", "晋阳商场", "金阳商场", "今样商场") == ["晋阳商场", "金阳商场", "今样商场"]


def test_a_word_does_not_run_from_one_text_into_the_next():
    texts = SoundedTexts([("太", "原"), ("太",), ("原",)])
    assert texts.fit("太原") == Fit()
    assert texts.fit("ty") == Fit()


def test_rows_are_numbered_the_last_first():
    texts = SoundedTexts((str(number),) for number in range(300))
    assert list(texts.numbers(texts.every)) == list(range(299, -1, -1))
    assert list(texts.numbers(texts.bits([7, 0, 299]))) == [299, 7, 0]


def test_without_rows_nothing_is_found():
    texts = SoundedTexts()
    texts.warm()
    assert (texts.fit("ty"), texts.every, list(texts.numbers(0))) == (Fit(), 0, [])
