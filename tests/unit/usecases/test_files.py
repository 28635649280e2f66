"""Files named by people: what cannot be read, or never ends, is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.usecases.files import FileTooLarge, FileUnreadable, KeyTwice, TooDeep, read_file, read_json


def test_a_file_up_to_the_limit_is_read(tmp_path):
    file = tmp_path / "answers.json"
    file.write_bytes(b"x" * 10)
    assert read_file(file, limit=10) == b"x" * 10


def test_a_longer_file_is_refused_with_its_length(tmp_path):
    file = tmp_path / "answers.json"
    file.write_bytes(b"x" * 11)
    with pytest.raises(FileTooLarge) as refused:
        read_file(file, limit=10)
    assert refused.value.facts["size"] == 11


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no such device here")
def test_a_device_that_never_ends_is_refused():
    with pytest.raises(FileTooLarge):
        read_file(Path("/dev/zero"), limit=1000)


@pytest.mark.parametrize("name", ["", "missing", "na\0me"])
def test_what_is_no_file_is_refused(tmp_path, name):
    with pytest.raises(FileUnreadable):
        read_file(tmp_path / name)


@pytest.mark.parametrize("figure", ["NaN", "-Infinity", "1e400", "0.10", "9" * 5000])
def test_a_figure_that_no_document_may_hold_is_shown_as_it_was_written(figure):
    read = read_json(f'{{"value": {figure}}}')["value"]
    assert (isinstance(read, float), str(read)) == (True, figure)


def test_whole_figures_are_whole():
    assert read_json("[12, -3]") == [12, -3]


def test_a_key_named_twice_and_a_bottomless_nest_have_sentences_of_their_own():
    with pytest.raises(KeyTwice) as refused:
        read_json('{"a": {"b": 1, "b": 2}}', "f.json")
    assert (refused.value.facts["key"], refused.value.place) == ("b", "f.json")
    with pytest.raises(TooDeep):
        read_json("[" * 100_000)
