"""Files named by people: what cannot be read, or never ends, is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.usecases.files import FileTooLarge, FileUnreadable, read_file


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
