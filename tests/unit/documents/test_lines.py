"""Lines obey 禁则 and lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.report_content import a_press
from workbench.documents.fonts import Role
from workbench.documents.lines import break_lines

_FACE = a_press().fonts.face(Role.BODY)
_CLOSING = "、。，．：；？！）］｝〕〉》」』】”’…％)]},.:;?!%"
_OPENING = "（［｛〔〈《「『【“‘([{"
_TEXTS = st.text(alphabet="绿色商场评价太原市，。、；：（）《》“”—…％ABCxyz0189 .,;:()%", min_size=1, max_size=120)


def _texts(text: str, width: float, *, size: float = 10, indent: float = 0) -> list[str]:
    return [line.text for line in break_lines(_FACE, text, size, width, indent)]


def test_a_text_that_fits_stays_one_line():
    (line,) = break_lines(_FACE, "太原市", 10, 30)
    assert (line.text, line.width, line.is_last) == ("太原市", 30, True)


def test_a_closing_mark_does_not_begin_a_line():
    assert _texts("绿色商场（样例）评价", 70) == ["绿色商场（样", "例）评价"]


def test_a_full_width_mark_may_end_a_line_with_its_blank_half_outside():
    assert _texts("绿色商场，评价", 45) == ["绿色商场，", "评价"]
    assert _texts("绿色商场。", 45) == ["绿色商场。"]


def test_an_opening_mark_does_not_end_a_line():
    assert _texts("依据《细则》评", 30) == ["依据", "《细", "则》评"]


def test_figures_and_words_stay_whole():
    assert _texts("得分 535.5 分", 40) == ["得分", "535.5 分"]
    assert _texts("per square metre", 60) == ["per square", "metre"]


def test_a_word_longer_than_the_line_is_cut_where_the_line_ends():
    lines = _texts("0123456789abcdef" * 2, 40)
    assert "".join(lines) == "0123456789abcdef" * 2
    assert all(_FACE.width(line, 10) <= 40 for line in lines)


def test_the_last_line_is_not_a_single_character():
    assert _texts("签发并公开且员工知晓", 90) == ["签发并公开且员工", "知晓"]
    assert _texts("签发并公开且员工知晓。", 90) == ["签发并公开且员工", "知晓。"]
    assert _texts("服务业态应有 12 个。", 77) == ["服务业态应有", "12 个。"]


def test_the_first_line_of_each_paragraph_is_shorter_by_its_indent():
    assert _texts("甲乙丙丁戊己\n庚辛壬癸", 40, indent=20) == ["甲乙", "丙丁戊己", "庚辛", "壬癸"]


def test_an_empty_line_stays_between_paragraphs():
    assert _texts("甲\n\n乙", 40) == ["甲", "", "乙"]


@given(_TEXTS, st.integers(min_value=20, max_value=200))
def test_no_character_but_blanks_is_lost_or_moved(text, width):
    joined = "".join(_texts(text, width))
    assert joined.replace(" ", "") == text.replace(" ", "")


@given(_TEXTS, st.integers(min_value=40, max_value=200))
def test_lines_keep_within_the_measure_but_for_half_a_closing_mark(text, width):
    assert all(line.width <= width + 5.02 for line in break_lines(_FACE, text, 10, width))


@given(
    st.lists(st.sampled_from(["绿色", "商场，", "（评", "价）", "《细", "则》。", "。”"]), min_size=1, max_size=40),
    st.integers(min_value=60, max_value=200),
)
def test_no_line_begins_with_a_closing_or_ends_with_an_opening_mark(pieces, width):
    lines = _texts("".join(pieces), width)
    crowded = any(mark * 3 in "".join(pieces) for mark in _CLOSING)
    if not crowded:
        assert not [line for line in lines[1:] if line[:1] in _CLOSING and line[:1]]
        assert not [line for line in lines[:-1] if line[-1:] in _OPENING and line[-1:]]


@pytest.mark.parametrize("width", [1, 5, 9.9])
def test_a_measure_narrower_than_a_character_still_ends(width):
    assert "".join(_texts("绿色商场", width)) == "绿色商场"
