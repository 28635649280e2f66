"""Connections to the encrypted file, and refusals in place of what the driver throws."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from workbench.domain.refusals import Refusal
from workbench.store.refusals import (
    DiskFailed,
    DiskFull,
    OldSqlite,
    ReadOnlyFolder,
    StoreDamaged,
    StoreLocked,
    StoreMissing,
    WrongKey,
)

SAFE_SQLITE: Final = (3, 51, 3)
"""The first version without the WAL-reset fault that can lose acknowledged commits (findings, trap 1)."""

BUSY_SECONDS: Final = 10
PAGE_BYTES: Final = 4096
_SQLITE_MAGIC: Final = b"SQLite format 3\x00"

# Set on every connection: pragmas are forgotten with it. SYNCHRONOUS=FULL is what makes a commit an acknowledgement.
_PRAGMAS: Final = (
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
)


def require_safe_sqlite(found: tuple[int, ...] = dbapi2.sqlite_version_info) -> None:
    """Let only a SQLite without the WAL-reset fault through.

    Raises:
        OldSqlite: the library is older than 3.51.3.
    """
    if found < SAFE_SQLITE:
        raise OldSqlite(found=".".join(map(str, found)), needed=".".join(map(str, SAFE_SQLITE)))


def connect(path: Path, key: bytes) -> Any:
    """Open one driver connection to an existing file; nothing has been read from it yet."""
    connection = dbapi2.connect(
        f"file:{quote(str(path.absolute()))}?mode=rw",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
    )
    # SQLCipher would write about a wrong key to standard error; what went wrong is said by a refusal.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    return connection


def make_engine(path: Path, key: bytes, *, writes: bool) -> Engine:
    """Make the one-connection engine for writing, or the pooled engine for snapshots that cannot write."""

    def creator() -> Any:
        connection = connect(path, key)
        if not writes:
            connection.execute("PRAGMA query_only = ON")
        return connection

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=creator,
        poolclass=QueuePool,
        pool_size=1 if writes else 4,
        max_overflow=0 if writes else 4,
    )
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        # Straight to the driver: this runs once per autosave.
        connection.connection.dbapi_connection.execute(begin)  # type: ignore[union-attr]

    return engine


def require_readable(path: Path, key: bytes) -> None:
    """Read the schema once, so that a wrong key, a foreign or a damaged file is refused before anything else.

    Raises:
        StoreMissing, NotAStore, WrongKey, StoreDamaged, ReadOnlyFolder, DiskFailed.
    """
    if not path.is_file():
        raise StoreMissing(path=str(path))
    try:
        connection = connect(path, key)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    except dbapi2.Error as error:
        raise refusal_for(error, path) from error


def use_write_ahead_log(path: Path, key: bytes) -> None:
    """Switch the file to WAL, where it stays; a restored copy comes without.

    Raises:
        ReadOnlyFolder, StoreLocked, DiskFull, StoreDamaged, DiskFailed.
    """
    connection = connect(path, key)
    try:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
    except dbapi2.Error as error:
        raise refusal_for(error, path) from error
    finally:
        connection.close()


def looks_encrypted(path: Path) -> bool:
    """Tell whether the file could be one of SQLCipher's: whole pages and no plain SQLite header."""
    with path.open("rb") as file:
        head = file.read(len(_SQLITE_MAGIC))
        size = file.seek(0, os.SEEK_END)
    return size >= PAGE_BYTES and size % PAGE_BYTES == 0 and head != _SQLITE_MAGIC


def is_refused_write(error: DBAPIError) -> bool:
    """Tell whether a statement failed because it wanted to write where only reading is allowed."""
    return bool(_code_of(error.orig) == dbapi2.SQLITE_READONLY)


def refusal_for(error: BaseException, path: Path) -> Refusal:
    """Say a driver's error as a refusal."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = _code_of(cause)
    if code == dbapi2.SQLITE_NOTADB:
        return WrongKey(path=str(path))
    if code in {dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED}:
        return StoreLocked(path=str(path))
    if code == dbapi2.SQLITE_FULL:
        return DiskFull(path=str(path))
    if code in {dbapi2.SQLITE_READONLY, dbapi2.SQLITE_CANTOPEN, dbapi2.SQLITE_PERM}:
        return ReadOnlyFolder(path=str(path.parent))
    if code == dbapi2.SQLITE_CORRUPT:
        return StoreDamaged(path=str(path), detail=str(cause))
    return DiskFailed(path=str(path), detail=str(cause))


def _code_of(cause: BaseException | None) -> int:
    # Extended codes carry the primary one in their lowest byte.
    return int(getattr(cause, "sqlite_errorcode", 0)) & 0xFF
