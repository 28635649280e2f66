"""Nothing that comes from a file or a stranger commands the terminal or turns the writing round."""

from __future__ import annotations

import json

import pytest

from workbench.cli.context import plainly


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("a\x1b[2Jb", "a\\u001b[2Jb"),
        ("photo\u202egpj.exe", "photo\\u202egpj.exe"),
        ("\x9b31m\x7f\r", "\\u009b31m\\u007f\\u000d"),
        ("\u2066x\u2069", "\\u2066x\\u2069"),
    ],
)
def test_signs_that_command_a_terminal_are_written_out(told, shown):
    assert plainly(told) == shown


def test_ordinary_text_stays_as_it_is():
    text = "太原市样例购物中心 𬭎\t✓ “达标”\nsecond line"
    assert plainly(text) == text


def test_a_line_of_json_says_the_same():
    value = {"name": "a\u202eb\x9b\u2028"}
    assert json.loads(plainly(json.dumps(value, ensure_ascii=False))) == value
