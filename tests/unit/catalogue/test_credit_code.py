"""统一社会信用代码: accepted in one spelling, refused with what exactly is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from workbench.catalogue.credit_code import check_digit, credit_code_refusal, read_credit_code
from workbench.catalogue.refusals import (
    CreditCodeCharacter,
    CreditCodeCheckDigit,
    CreditCodeLength,
)

GOOD = "91140105YANGLE0117"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def test_a_good_code_passes():
    assert read_credit_code(GOOD) == GOOD
    assert credit_code_refusal(GOOD) is None


@pytest.mark.parametrize(
    "typed", ["91140105yangle0117", " 9114 0105 YANG LE01 17 ", "91140105-YANGLE0117", "９１１４０１０５YANGLE0117"]
)
def test_spellings_people_type_come_to_the_one_spelling(typed: str):
    assert read_credit_code(typed) == GOOD


@pytest.mark.parametrize(("typed", "length"), [("", 0), ("123", 3), (GOOD + "1", 19)])
def test_a_wrong_length_is_said(typed: str, length: int):
    with pytest.raises(CreditCodeLength) as refusal:
        read_credit_code(typed)
    assert refusal.value.facts["length"] == length


@pytest.mark.parametrize(
    ("typed", "position", "character"),
    [
        ("9114O105YANGLE0117", 5, "O"),
        ("91140105YANGLEI117", 15, "I"),
        ("91140105YANGLE011Z", 18, "Z"),
        ("91A40105YANGLE0117", 3, "A"),
        ("91140105样NGLE0117X", 9, "样"),
    ],
)
def test_a_character_that_cannot_stand_there_is_named_with_its_position(typed: str, position: int, character: str):
    with pytest.raises(CreditCodeCharacter) as refusal:
        read_credit_code(typed)
    assert (refusal.value.facts["position"], refusal.value.facts["character"]) == (position, character)


def test_a_wrong_check_digit_names_the_right_one():
    with pytest.raises(CreditCodeCheckDigit) as refusal:
        read_credit_code("91140105YANGLE0118")
    assert (refusal.value.facts["found"], refusal.value.facts["right"]) == ("8", "7")


def test_the_authority_for_rural_collectives_begins_with_a_letter():
    body = "N2140105YANGLE011"
    assert read_credit_code(body + check_digit(body + "0")) == body + check_digit(body + "0")


BODIES = st.tuples(st.text("0123456789", min_size=8, max_size=8), st.text(ALPHABET, min_size=9, max_size=9)).map(
    "".join
)


@given(BODIES)
def test_what_the_library_accepts_we_accept(body: str):
    code = body + check_digit(body + "0")
    assert uscc.is_valid(code)
    assert credit_code_refusal(code) is None


@given(BODIES, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_any_single_slip_of_the_pen_is_noticed(body: str, position: int, other: str):
    code = body + check_digit(body + "0")
    slipped = code[:position] + other + code[position + 1 :]
    assert slipped == code or credit_code_refusal(slipped) is not None


@given(st.text(max_size=30))
def test_any_text_is_accepted_or_refused_and_never_crashes(typed: str):
    refusal = credit_code_refusal(typed)
    assert refusal is None or refusal.code.startswith("credit_code")
