"""One window per store: a lock the operating system itself drops when the program dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from workbench.store.durable_files import refusal_for
from workbench.store.refusals import StoreLocked


class InstanceLock:
    """Holds `<store>.lock` while a window is open; commands do not take it, SQLite's own locks suffice for them.

    The file stays behind on purpose: removing it would let two programs hold locks on two files of one name.
    """

    def __init__(self, store: Path) -> None:
        self._store = store
        self._path = store.with_name(store.name + ".lock")
        self._handle: int | None = None

    def __enter__(self) -> Self:
        """Take the lock.

        Raises:
            StoreLocked: another window holds it.
            ReadOnlyFolder, DiskFull, DiskFailed: the lock's file cannot be made.
        """
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise refusal_for(error, self._path) from error
        try:
            _lock(handle)
        except OSError as error:
            os.close(handle)
            raise StoreLocked(path=str(self._store)) from error
        self._handle = handle
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Drop the lock."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
