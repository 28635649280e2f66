"""Recovery codes survive being read aloud, typed and printed, and notice a slip."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.signing.project import seeded
from workbench.signing.recovery_code import ALPHABET, RecoveryCodeMistyped, new_recovery_code, normalise_recovery_code

CODE = new_recovery_code(seeded(1))


def test_a_code_has_seven_groups_of_four_plain_signs():
    assert [len(group) for group in CODE.split("-")] == [4] * 7
    assert set(CODE) <= set(ALPHABET) | {"-"}
    assert not set("01ILO") & set(ALPHABET)
    assert len(ALPHABET) == 31


@given(st.integers())
def test_every_code_passes_its_own_check(seed):
    code = new_recovery_code(seeded(seed))
    assert normalise_recovery_code(code) == code


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        CODE.replace("-", ""),
        CODE.replace("-", " "),
        f"  {CODE}\n",
        CODE.replace("-", "—"),
        "".join(chr(ord(sign) + 0xFEE0) for sign in CODE),
    ],
    ids=["small", "joined", "blanks", "padded", "dashes", "full width"],
)
def test_a_code_may_be_typed_in_any_way(typed):
    assert normalise_recovery_code(typed) == CODE


def test_every_single_mistyped_sign_is_noticed():
    signs = CODE.replace("-", "")
    for place, right in enumerate(signs):
        for wrong in ALPHABET:
            if wrong != right:
                with pytest.raises(RecoveryCodeMistyped) as refusal:
                    normalise_recovery_code(signs[:place] + wrong + signs[place + 1 :])
                assert refusal.value.facts["reason"] == "check"


def test_every_swap_of_neighbours_is_noticed():
    signs = CODE.replace("-", "")
    for place in range(len(signs) - 1):
        swapped = signs[:place] + signs[place + 1] + signs[place] + signs[place + 2 :]
        if swapped != signs:
            with pytest.raises(RecoveryCodeMistyped):
                normalise_recovery_code(swapped)


@pytest.mark.parametrize(
    ("typed", "reason"), [("", "length"), (CODE[:-1], "length"), (CODE + "2", "length"), ("O" + CODE[1:], "sign")]
)
def test_foreign_signs_and_lengths_are_named(typed, reason):
    with pytest.raises(RecoveryCodeMistyped) as refusal:
        normalise_recovery_code(typed)
    assert refusal.value.facts["reason"] == reason


def test_no_sign_is_favoured():
    drawn = iter([bytes([248]), bytes([255]), *(bytes([31]) for _ in range(27))])
    assert new_recovery_code(lambda count: next(drawn)).startswith("2222")
