"""Data files are read strictly: whatever two YAML readers could understand differently is refused with its line."""

from __future__ import annotations

from itertools import pairwise

import pytest

from workbench.catalogue.source.yaml_source import read_source


def codes(data: bytes | str) -> list[tuple[str, int | None]]:
    raw = data.encode() if isinstance(data, str) else data
    return [(problem.code, problem.line) for problem in read_source(raw, "f.yaml")[1]]


def content(text: str) -> object:
    source, problems = read_source(text.encode(), "f.yaml")
    assert problems == []
    return source.content


def test_maps_lists_and_plain_scalars_are_read():
    assert content('a: {b: [1, true, null, 文字, "0.85"]}\nc: ~\nd:\n') == {
        "a": {"b": [1, True, None, "文字", "0.85"]},
        "c": None,
        "d": None,
    }


def test_quoted_words_stay_text():
    assert content('a: "1"\nb: \'no\'\nc: "2020-08-19"\nd: |\n  1.5\n') == {
        "a": "1",
        "b": "no",
        "c": "2020-08-19",
        "d": "1.5\n",
    }


def test_every_value_knows_its_line():
    source, _ = read_source(b"a: 1\nb:\n- x: 1\n- x: 2\n  y: 3\n", "f.yaml")
    assert source.lines[("a",)] == 1
    assert source.lines[("b", 1, "y")] == 5
    assert source.line_of(("b", 0, "x", "nowhere")) == 3
    assert source.line_of(("missing",)) == 1


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter():
    source, problems = read_source(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "f.yaml")
    assert (source.content, problems) == ({"a": 1, "b": 2}, [])


@pytest.mark.parametrize(
    "value",
    [
        *("1.5", "-0.5", ".5", "1e5", "1_000", "012", "0x1f", "0o17", "12:30", "2020-08-19", ".inf", ".nan"),
        *("no", "Yes", "on", "OFF", "True", "NULL", "=", "<<", "+1", "99999999999999999"),
    ],
)
def test_a_word_that_readers_take_for_something_else_must_be_quoted(value: str):
    assert codes(f"x: 1\na: {value}") == [("value_ambiguous", 2)]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: 2\na: 3", "key_repeated", 3),
        ("{a: 1, a: 2}", "key_repeated", 1),
        ("甲: 1", "key_not_ascii", 1),
        ('"": 1', "key_not_ascii", 1),
        ("1: a", "key_not_text", 1),
        ("true: a", "key_not_text", 1),
        ("no: a", "key_not_text", 1),
        ("<<: {a: 1}", "key_not_text", 1),
        ("a: &x 1", "yaml_anchor", 1),
        ("a: &x {b: 1}", "yaml_anchor", 1),
        ("a: !!str 1", "yaml_tag", 1),
        ("a: !thing {}", "yaml_tag", 1),
        ("a: 1\n---\nb: 2", "yaml_documents", 2),
        ("a: 1\nb:\n\tc: 1", "tab", 3),
        ("a: [1, 2", "yaml_syntax", 2),
        ("a: 1\n b: 2", "yaml_syntax", 2),
        ("", "file_empty", None),
        ("# nothing but a comment", "file_empty", None),
    ],
)
def test_what_is_refused_is_named_with_its_line(text: str, code: str, line: int | None):
    assert codes(text)[0] == (code, line)


def test_an_alias_is_refused_where_it_stands():
    assert ("yaml_alias", 2) in codes("a: &x 1\nb: *x")


def test_a_map_as_a_key_ends_the_reading_at_once():
    assert codes("{" * 200) == [("key_not_text", 1)]


def test_nesting_stops_before_it_becomes_a_danger():
    assert codes("[" * 10_000) == [("too_deep", 1)]


def test_a_billion_laughs_are_not_expanded():
    bomb = "a: &a [x,x]\n" + "".join(f"{new}: &{new} [*{old},*{old}]\n" for old, new in pairwise("abcdefg"))
    assert {code for code, _ in codes(bomb)} == {"yaml_anchor", "yaml_alias"}


def test_bytes_that_are_no_utf8_are_placed():
    assert codes(b"a: 1\nb: \xff\n") == [("not_utf8", 2)]


def test_a_control_character_is_a_syntax_fault():
    assert [code for code, _ in codes(b"a: b\x00c")] == ["yaml_syntax"]


def test_a_file_of_unreasonable_length_is_not_even_looked_at():
    assert codes(b"a" * 4_000_001) == [("file_too_long", None)]


def test_hundreds_of_faults_are_cut_short():
    assert len(codes("\n".join(f"a{number}: 1.5" for number in range(500)))) == 50


def test_problems_tell_file_line_and_path():
    problem = read_source(b"a:\n- b: 1.5\n", "forms/x.yaml")[1][0]
    assert (problem.place, dict(problem.facts)) == ("forms/x.yaml:2: a[0].b", {"value": "1.5"})
