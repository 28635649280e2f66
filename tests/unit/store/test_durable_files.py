"""Files that are wholly there or not at all."""

from __future__ import annotations

import errno
import os

import pytest

from workbench.store import durable_files
from workbench.store.durable_files import write_durably
from workbench.store.refusals import DiskFailed, DiskFull, ReadOnlyFolder


@pytest.fixture
def calls(monkeypatch):
    """Watch the order of what reaches the operating system."""
    seen = []

    def watch(owner, name, *, label):
        real = getattr(owner, name)

        def spy(*arguments, **named):
            seen.append(label)
            return real(*arguments, **named)

        monkeypatch.setattr(owner, name, spy)

    watch(os, "fsync", label="fsync")
    watch(durable_files.Path, "replace", label="replace")
    return seen


def test_a_file_is_made_with_the_folders_above_it(tmp_path):
    write_durably(tmp_path / "a" / "b" / "file", b"bytes")
    assert (tmp_path / "a" / "b" / "file").read_bytes() == b"bytes"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fsync of folders")
def test_content_is_synced_before_the_name_and_the_name_before_returning(tmp_path, calls):
    write_durably(tmp_path / "file", b"bytes")
    assert calls == ["fsync", "replace", "fsync"]


@pytest.mark.parametrize(
    ("number", "refusal"),
    [(errno.ENOSPC, DiskFull), (errno.EROFS, ReadOnlyFolder), (errno.EIO, DiskFailed)],
)
def test_a_failure_keeps_the_old_file_and_leaves_no_part(tmp_path, monkeypatch, number, refusal):
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def fail(handle):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(refusal):
        write_durably(path, b"new")
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["file"]
