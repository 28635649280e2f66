"""A household's name in a code that anybody may photograph (decision 28)."""

from __future__ import annotations

import pytest

from workbench.signing.certificate_claims import UnitName


@pytest.mark.parametrize(
    ("name", "shown"),
    [("张某某家庭", "张＊＊＊＊"), ("李", "李＊"), ("欧阳某某与司马某某之家庭", "欧＊＊＊＊＊＊")],
)
def test_only_the_first_character_is_shown(name, shown):
    assert UnitName.masked(name) == UnitName(shown)


def test_a_masked_name_carries_no_digest_to_guess_at():
    assert UnitName.masked("张某某家庭").digest is None


def test_it_is_still_held_against_the_full_name():
    assert UnitName.masked("张某某家庭").matches("张某某家庭")
    assert not UnitName.masked("张某某家庭").matches("李某某家庭")
    assert not UnitName.masked("张某某家庭").matches("张某某")
