"""Nothing grows past what can be read at one go."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from tests.architecture import measures
from tests.architecture.measures import ROOT, Length, told

WORKBENCH = ROOT / "workbench"


def _functions(*folders: Path) -> list[Length]:
    return list(
        chain.from_iterable(map(measures.function_lengths, chain.from_iterable(map(measures.sources, folders))))
    )


@pytest.mark.parametrize("folder", ["workbench", "packaging"])
def test_no_file_is_longer_than_four_hundred_lines(folder):
    assert told(measures.long_files(ROOT / folder, measures.FILE_LIMIT)) == ""


def test_no_test_file_is_longer_than_six_hundred_lines():
    assert told(measures.long_files(ROOT / "tests", measures.TEST_FILE_LIMIT)) == ""


@pytest.mark.parametrize("folder", ["workbench", "packaging", "tests"])
def test_no_function_is_longer_than_sixty_lines(folder):
    assert told(measures.too_long(_functions(ROOT / folder), measures.FUNCTION_LIMIT)) == ""


def test_ninety_five_percent_of_all_functions_take_at_most_forty_lines():
    assert measures.usual_share(_functions(WORKBENCH), measures.USUAL_FUNCTION) >= measures.USUAL_SHARE


def test_no_class_is_longer_than_two_hundred_and_fifty_lines():
    lengths = list(chain.from_iterable(map(measures.class_lengths, measures.sources(WORKBENCH))))
    assert told(measures.too_long(lengths, measures.CLASS_LIMIT)) == ""


def test_a_long_file_is_found(tmp_path):
    (tmp_path / "long.py").write_text("x = 1\n" * 401, encoding="utf-8")
    (tmp_path / "short.py").write_text("x = 1\n" * 400, encoding="utf-8")
    assert [length.lines for length in measures.long_files(tmp_path, 400)] == [401]


def test_a_long_function_is_found_even_inside_a_class(tmp_path):
    path = tmp_path / "bad.py"
    body = "        pass\n" * 60
    path.write_text(f"class A:\n    async def f(self):\n{body}\n    def g(self):\n        pass\n", encoding="utf-8")
    lengths = measures.function_lengths(path)
    assert [length.place for length in measures.too_long(lengths, 60)] == ["bad.py:2 f"]
    assert [length.lines for length in measures.class_lengths(path)] == [65]


def test_the_share_of_usual_functions_is_counted():
    lengths = [Length("a", 40), Length("b", 41), Length("c", 3), Length("d", 1)]
    assert measures.usual_share(lengths, 40) == 0.75
    assert measures.usual_share([], 40) == 1.0
