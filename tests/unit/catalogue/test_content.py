"""Content is named by its canonical JSON, byte for byte what RFC 8785 says inside the restricted profile."""

from __future__ import annotations

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.form_content import small_content
from workbench.catalogue.source.content import canonical_bytes, content_sha256, profile_problems
from workbench.catalogue.source.yaml_source import Source

KEYS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=6)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def problems(content: object) -> list[tuple[str, str]]:
    return [(problem.code, problem.path) for problem in profile_problems(Source("", content))]


@given(VALUES)
def test_the_bytes_equal_rfc_8785(value: object):
    assert canonical_bytes(value) == rfc8785.dumps(value)


def test_a_known_content_keeps_its_name():
    assert content_sha256({"b": ["0.85", None], "a": "绿"}) == (
        "b47f9bc6c8abaa1659d076f1304e98c283d8b1cf69d3799c4a7306dde14391be"
    )


def test_the_order_of_keys_does_not_change_the_name():
    assert content_sha256({"a": 1, "b": 2}) == content_sha256({"b": 2, "a": 1})


def test_faultless_content_passes():
    assert problems(small_content()) == []


def test_what_cannot_be_canonical_is_named_with_its_path():
    assert problems({"a": [0.5]}) == [("value_is_float", "a[0]")]
    assert problems({"a": 2**53}) == [("whole_too_large", "a")]
    assert problems({"é": 1}) == [("key_not_ascii", "")]
    assert problems({"a": "e\u0301"}) == [("text_not_nfc", "a")]
    assert problems({"a": "x\x00"}) == [("text_not_storable", "a")]
    assert problems({"a": "\ud800"}) == [("text_not_storable", "a")]
    assert problems({"a": b"x"}) == [("value_not_json", "a")]


def test_content_nested_without_end_is_refused_without_end_of_stack():
    deep: object = 1
    for _ in range(5000):
        deep = [deep]
    assert [code for code, _ in problems(deep)] == ["too_deep"]
