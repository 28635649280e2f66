"""Files named by people: read with a clear refusal."""

from __future__ import annotations

from pathlib import Path

from workbench.domain.refusals import Refusal


class FileUnreadable(Refusal):
    """A file named by the user cannot be read; facts: `file`, `reason`."""

    code = "file_unreadable"


class FileTooLarge(Refusal):
    """A file named by the user is larger than anything of its kind; facts: `file`, `size`, `limit`."""

    code = "file_too_large"


def read_file(path: Path, limit: int = 512 * 1024 * 1024) -> bytes:
    """Read a whole file.

    Raises:
        FileUnreadable, FileTooLarge.
    """
    try:
        size = path.stat().st_size
        if size > limit:
            raise FileTooLarge(file=path, size=size, limit=limit)
        return path.read_bytes()
    except OSError as fault:
        raise FileUnreadable(file=path, reason=fault.strerror or str(fault)) from fault
