"""Files that are wholly there or not at all, also after a power cut: temporary name, fsync, replace, fsync folder."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from workbench.domain.refusals import Refusal
from workbench.store.refusals import DiskFailed, DiskFull, ReadOnlyFolder

_FULL = {errno.ENOSPC, errno.EDQUOT}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}


def write_durably(path: Path, data: bytes) -> None:
    """Put bytes at a path so that a power cut leaves the old file or the new one, never a part.

    The folder is made where it is missing. A file that lies there already is replaced.

    Raises:
        DiskFull, ReadOnlyFolder, DiskFailed: nothing was changed.
    """
    temporary = None
    try:
        make_folder(path.parent)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        temporary = None
        sync_folder(path.parent)
    except OSError as error:
        raise refusal_for(error, path) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each durable in its parent."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def sync_file(path: Path) -> None:
    """Make the content of a finished file durable."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows has no such call and keeps names in its journal."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def refusal_for(error: OSError, path: Path) -> Refusal:
    """Say an operating system's error as a refusal."""
    if error.errno in _FULL:
        return DiskFull(path=str(path))
    if error.errno in _READ_ONLY:
        return ReadOnlyFolder(path=str(path.parent))
    return DiskFailed(path=str(path), detail=error.strerror or type(error).__name__)
