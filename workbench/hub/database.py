"""The hub's own SQLite file: WAL, fully synchronous, one writer at a time.

The driver is sqlcipher3, used without a key: it brings a SQLite without the WAL-reset fault of 3.7.0 to 3.51.2
(a database written and checkpointed by two connections could lose acknowledged commits).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from workbench.hub.migrations import STEPS, steps_after
from workbench.hub.refusals import HubNotReady

SAFE_SQLITE: Final = (3, 51, 3)
_BUSY_SECONDS: Final = 30
_PRAGMAS: Final = (
    f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
)


class Database:
    """An open hub database: durable transactions in turn, and snapshots that cannot write."""

    def __init__(self, path: Path) -> None:
        """Open the file, make it where it is missing, and bring its schema up to date.

        Raises:
            HubNotReady: a later program made it, the SQLite library is too old, or the file cannot be used.
        """
        if dbapi2.sqlite_version_info < SAFE_SQLITE:
            raise HubNotReady(reason="old_sqlite", folder=path.parent)
        try:
            path.touch(mode=0o600)  # others' reports lie in it unencrypted; the journals beside it get the same mode
            _bring_up_to_date(path)
        except (dbapi2.Error, OSError) as fault:
            raise HubNotReady(reason="database_unusable", folder=path.parent, detail=str(fault)) from fault
        self._turn = threading.Lock()
        self._writer = _engine(path, writes=True)
        self._reader = _engine(path, writes=False)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Write: everything inside is kept durably when the block ends, nothing when it raises."""
        with self._turn, self._writer.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Read one snapshot."""
        with self._reader.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self._reader.dispose()
        self._writer.dispose()


def _connect(path: Path) -> Any:
    connection = dbapi2.connect(
        f"file:{quote(str(path.absolute()))}?mode=rwc",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=_BUSY_SECONDS,
    )
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    return connection


def _engine(path: Path, *, writes: bool) -> Engine:
    def creator() -> Any:
        connection = _connect(path)
        if not writes:
            connection.execute("PRAGMA query_only = ON")
        return connection

    size = 1 if writes else 8
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=creator,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0 if writes else 32,
    )
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _bring_up_to_date(path: Path) -> None:
    connection = _connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("BEGIN IMMEDIATE")
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
        missing = steps_after(found)
        if missing is None:
            raise HubNotReady(reason="newer_schema", folder=path.parent, found=found, known=STEPS[-1].number)
        for step in missing:
            for statement in step.statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {step.number}")
        connection.execute("COMMIT")
    finally:
        connection.close()
