"""Canonical bytes: equal to RFC 8785 inside the profile, refused with the rule and the place outside of it."""

from __future__ import annotations

import enum
import random
import unicodedata
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.canonical_values import a_value
from workbench.protocol import canonical
from workbench.protocol.refusals import NotCanonical


class Name(str, enum.Enum):  # noqa: UP042 -- exactly the kind of subclass that must not pass as a plain string
    """A string that is not quite one."""

    A = "a"


def refused(data: bytes, **limits: int) -> tuple[str, str]:
    with pytest.raises(NotCanonical) as caught:
        canonical.decode(data, **limits)
    return caught.value.facts["rule"], caught.value.place


def not_encoded(value: Any) -> tuple[str, str]:
    with pytest.raises(NotCanonical) as caught:
        canonical.encode(value)
    return caught.value.facts["rule"], caught.value.place


def agree_with_rfc8785(seed: int, documents: int) -> None:
    rng = random.Random(seed)
    for _ in range(documents):
        value = a_value(rng)
        data = canonical.encode(value)
        assert data == rfc8785.dumps(value)
        assert canonical.decode(data) == value


def test_bytes_equal_rfc8785_on_two_thousand_random_documents():
    agree_with_rfc8785(8785, 2_000)


@pytest.mark.drill
def test_bytes_equal_rfc8785_on_twenty_thousand_random_documents():
    agree_with_rfc8785(20_000, 20_000)


TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs", "Cf"])).map(
    lambda text: unicodedata.normalize("NFC", text)
)
KEYS = st.text(st.characters(min_codepoint=1, max_codepoint=127), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-canonical.MAX_INTEGER, canonical.MAX_INTEGER) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
    max_leaves=25,
)


@given(VALUES)
def test_whatever_is_encoded_is_rfc8785_and_comes_back(value: Any):
    data = canonical.encode(value)
    assert data == rfc8785.dumps(value)
    assert canonical.decode(data) == value


@given(st.binary(max_size=60))
def test_any_bytes_are_either_refused_or_their_own_canonical_form(data: bytes):
    try:
        value = canonical.decode(data)
    except NotCanonical:
        return
    assert canonical.encode(value) == data


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "syntax"),
        (b"\xef\xbb\xbf{}", "syntax"),
        (b"{}{}", "syntax"),
        (b"{} ", "form"),
        (b'{"a":1,"a":1}', "form"),
        (b'{"b":1,"a":2}', "form"),
        (b'{"a": 1}', "form"),
        (b'"\\u0041"', "form"),
        (b'"\\/"', "form"),
        (b"-0", "form"),
        (b"1.0", "float"),
        (b"1e2", "float"),
        (b"1e400", "syntax"),
        (b"NaN", "syntax"),
        (b"9007199254740992", "integer"),
        (b"-9007199254740992", "integer"),
        (b"9" * 30, "integer"),
        (b"9" * 5_000, "syntax"),
        (b"[" * 100_000, "depth"),
        (b"[" * 33 + b"]" * 33, "depth"),
        (b'{"a":' * 33 + b"1" + b"}" * 33, "depth"),
        (b'"\\u0000"', "nul"),
        ('"太\\u0000"'.encode(), "nul"),
        (b'"\\ud800"', "syntax"),
        (b'"\xed\xa0\x80"', "encoding"),
        (b'"\xff"', "encoding"),
        ('"e\u0301"'.encode(), "nfc"),
        ('"\u202egpj.exe"'.encode(), "bidi"),
        ('"\u2066a\u2069"'.encode(), "bidi"),
        ('{"键":1}'.encode(), "key"),
        (b'{"\\u0000":1}', "key"),
        (b'{"' + b"k" * 257 + b'":1}', "key"),
        (b'"' + b"a" * 262_145 + b'"', "string_length"),
        (('"' + "太" * 262_145 + '"').encode(), "string_length"),
    ],
)
def test_every_other_spelling_is_refused_by_its_rule(data: bytes, rule: str):
    assert refused(data)[0] == rule


def test_thirty_two_levels_pass_and_the_limit_can_be_moved():
    deepest = b"[" * 32 + b"]" * 32
    assert canonical.encode(canonical.decode(deepest)) == deepest
    assert refused(b"[[1]]", max_depth=1) == ("depth", "$[0]")


def test_bytes_over_the_limit_are_refused_before_they_are_read():
    assert refused(b"[" * 11, max_bytes=10) == ("size", "")


@pytest.mark.parametrize(
    "value",
    [canonical.MAX_INTEGER, -canonical.MAX_INTEGER, "a" * 262_144, "太" * 262_144, {"k" * 256: 1}],
)
def test_what_just_keeps_a_limit_passes(value: Any):
    data = canonical.encode(value)
    assert canonical.decode(data, max_bytes=len(data)) == value
    assert refused(data, max_bytes=len(data) - 1)[0] == "size"


def test_the_place_of_a_fault_is_its_json_path():
    assert refused(b'{"a":[1,{"b":[true,1.5]}]}') == ("float", "$.a[1].b[1]")
    assert refused('{"a":{"b":{"键":1}}}'.encode()) == ("key", "$.a.b.\\u952e")
    assert refused('{"a":1.5,"键":1}'.encode()) == ("key", "$.\\u952e")
    assert refused(b'{"a":[' + b"[" * 31 + b"]" * 31 + b"]}")[1] == "$.a" + "[0]" * 31


@pytest.mark.parametrize(
    ("value", "rule", "place"),
    [
        ({"a": 1.0}, "float", "$.a"),
        ({"a": [b"x"]}, "type", "$.a[0]"),
        ({"a": Name.A}, "type", "$.a"),
        ({1: 2}, "key", "$[1]"),
        ({"a": "\ud800"}, "surrogate", "$.a"),
        ((1, "\u202e"), "bidi", "$[1]"),
        (2**53, "integer", "$"),
    ],
)
def test_values_outside_the_profile_are_not_encoded(value: Any, rule: str, place: str):
    assert not_encoded(value) == (rule, place)


def test_tuples_are_written_as_arrays():
    assert canonical.encode({"a": (1, (2,))}) == b'{"a":[1,[2]]}'
