"""A bare UPDATE and commit through the same driver, key and pragmas: what an autosave is measured against."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from workbench.store.engine import connect


class BareUpdates:
    """One row in a database of its own, updated and committed again and again."""

    def __init__(self, path: Path, key: bytes) -> None:
        path.touch()
        self._connection = connect(path, key)
        self._connection.execute("PRAGMA journal_mode = WAL").fetchone()
        self._connection.execute("CREATE TABLE IF NOT EXISTS answer (id INTEGER PRIMARY KEY, value TEXT NOT NULL)")
        self._connection.execute("INSERT OR REPLACE INTO answer VALUES (1, '')")

    def update(self, value: str) -> None:
        """Write a value durably."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("UPDATE answer SET value = ? WHERE id = 1", (value,))
        self._connection.execute("COMMIT")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
