"""One store: made, opened, closed; transactions that are durable when they end, and snapshots that cannot write."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlcipher3 import dbapi2

from workbench.domain.refusals import Refusal
from workbench.signing.keys import RandomBytes
from workbench.store import engine as engines
from workbench.store import evidence, tables, vault
from workbench.store.blobs import KEY_BYTES, BlobFolder, blob_folder
from workbench.store.durable_files import make_folder, sync_file, sync_folder
from workbench.store.durable_files import refusal_for as file_refusal
from workbench.store.finding import UnitFinder
from workbench.store.migrations import STEPS
from workbench.store.refusals import NotAStore, StoreDamaged, StoreExists, StoreLocked, WrongKey
from workbench.store.rows import Blob
from workbench.store.upgrading import copy_store, run_steps, upgrade

StoreConnection = Connection
"""What repositories take; the name lets other rooms speak of it without knowing SQLAlchemy."""

_BLOB_KEY = "blob_key"


class Store:
    """An open store. Any thread may use it; writers wait for each other, readers for nobody.

    Attributes:
        path: The database file.
        blobs: The evidence folder beside it.
        backup: The copy made before an upgrade at this opening, None when there was none.
        finder: Finds units as one types; what it has laid out stays with the open store.
    """

    def __init__(self, path: Path, key: bytes, random_bytes: RandomBytes, backup: Path | None) -> None:
        self.path = path
        self.backup = backup
        self.finder = UnitFinder(self.read)
        self._key = key
        self._writer: Engine = engines.make_engine(path, key, writes=True)
        self._reader: Engine = engines.make_engine(path, key, writes=False)
        self._turn = threading.Lock()
        self._turn_of: int | None = None
        self.blobs = BlobFolder(blob_folder(path), self._blob_key(), random_bytes)

    @classmethod
    def create(cls, path: Path, key: bytes, *, device_id: str, random_bytes: RandomBytes = os.urandom) -> Self:
        """Make a new, empty store and open it; a kill on the way leaves no half-made store at `path`.

        Args:
            path: Where the database shall lie; its folder is made where it is missing.
            key: 32 bytes, from `vault.create_vault`.
            device_id: UUID under which this store counts its revisions and batches.
            random_bytes: Source of the evidence key and of nonces.

        Raises:
            StoreExists, ReadOnlyFolder, DiskFull, DiskFailed, OldSqlite.
        """
        engines.require_safe_sqlite()
        if path.exists():
            raise StoreExists(path=str(path))
        unfinished = path.with_name(path.name + ".new")
        try:
            make_folder(path.parent)
            unfinished.unlink(missing_ok=True)
            os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            _fill(unfinished, key, device_id, random_bytes)
            sync_file(unfinished)
            unfinished.replace(path)
            sync_folder(path.parent)
        except OSError as error:
            raise file_refusal(error, path) from error
        return cls.open(path, key, random_bytes=random_bytes)

    @classmethod
    def open(cls, path: Path, key: bytes, *, random_bytes: RandomBytes = os.urandom) -> Self:
        """Open a store; an older schema is upgraded after a backup.

        Raises:
            StoreMissing, NotAStore, WrongKey, StoreDamaged, NewerSchema, ReadOnlyFolder, DiskFull, DiskFailed,
            StoreLocked, OldSqlite.
        """
        engines.require_safe_sqlite()
        try:
            engines.require_readable(path, key)
            backup = upgrade(path, key)
            engines.use_write_ahead_log(path, key)
        except (WrongKey, NotAStore) as refusal:
            raise _why_unreadable(path, key, refusal) from None
        except DBAPIError as error:
            raise engines.refusal_for(error, path) from error
        return cls(path, key, random_bytes, backup)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections; the last one folds the write-ahead log into the file, and no name stays in memory."""
        self.finder.forget()
        self._reader.dispose()
        self._writer.dispose()

    @contextmanager
    def transaction(self) -> Iterator[StoreConnection]:
        """Write: everything inside is kept, durably, when the block ends, and nothing when it raises.

        Raises:
            StoreLocked: another program kept writing for ten seconds.
            DiskFull, ReadOnlyFolder, StoreDamaged, DiskFailed: nothing was kept.
        """
        self._take_turn()
        try:
            with self._refusals(), self._writer.begin() as connection:
                yield connection
        finally:
            self._turn_of = None
            self._turn.release()

    @contextmanager
    def read(self) -> Iterator[StoreConnection]:
        """Read from one moment's state, whatever is written meanwhile; writing is a fault of the caller.

        Raises:
            StoreDamaged, DiskFailed: the file cannot be read.
        """
        with self._refusals(), self._reader.begin() as connection:
            try:
                yield connection
            except DBAPIError as error:
                if engines.is_refused_write(error):
                    raise RuntimeError("a snapshot cannot write; use Store.transaction") from error
                raise

    def keep_blob(self, data: bytes, mime: str, at: str) -> Blob:
        """Keep content: first the file, durably, only then its row (decision of `design.md` section 5).

        Raises:
            BlobTooLarge, DiskFull, ReadOnlyFolder, DiskFailed: nothing was kept.
        """
        blob = self.blobs.put(data, mime)
        with self.transaction() as connection:
            evidence.note_blob(connection, blob, at)
        return blob

    def check(self) -> tuple[str, ...]:
        """Look over every page of the file (authentication code, structure, references); empty when all is sound."""
        faults: list[str] = []
        for name in ("cipher_integrity_check", "integrity_check", "foreign_key_check"):
            try:
                with self.read() as connection:
                    rows = connection.exec_driver_sql(f"PRAGMA {name}").fetchall()
            except StoreDamaged as damage:
                faults.append(f"{name}: {damage.facts['detail']}")
            else:
                faults += [f"{name}: {row[0]}" for row in rows if row[0] != "ok"]
        return tuple(faults)

    def backup_to(self, target: Path) -> None:
        """Write a consistent copy, encrypted with the same key, while the store stays in use.

        Raises:
            StoreExists: a file lies there already.
            DiskFull, ReadOnlyFolder, DiskFailed: no copy was left behind.
        """
        if target.exists():
            raise StoreExists(path=str(target))
        copy_store(self.path, self._key, target)

    def _blob_key(self) -> bytes:
        with self.read() as connection:
            row = connection.execute(
                tables.store_meta.select().where(tables.store_meta.c.name == _BLOB_KEY),
            ).one_or_none()
        if row is None:
            raise StoreDamaged(path=str(self.path), detail=_BLOB_KEY)
        return bytes(row.value)

    def _take_turn(self) -> None:
        if self._turn_of == threading.get_ident():
            raise RuntimeError("a transaction is already open in this thread")
        if not self._turn.acquire(timeout=engines.BUSY_SECONDS):
            raise StoreLocked(path=str(self.path))
        self._turn_of = threading.get_ident()

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise  # a constraint is broken by our own code: no refusal, a fault
        except StatementError as error:
            # What a column type refuses to write comes wrapped; what the driver reports is said in our words.
            if isinstance(error.orig, Refusal):
                raise error.orig from error
            if not isinstance(error, DBAPIError):
                raise
            raise engines.refusal_for(error, self.path) from error
        except dbapi2.Error as error:
            raise engines.refusal_for(error, self.path) from error


def _fill(path: Path, key: bytes, device_id: str, random_bytes: RandomBytes) -> None:
    run_steps(path, key, STEPS)
    connection = engines.connect(path, key)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO store_meta (name, value) VALUES (?, ?)", (_BLOB_KEY, random_bytes(KEY_BYTES)))
        connection.execute("INSERT INTO device VALUES (?, 0, NULL, 0)", (device_id,))
        connection.execute("COMMIT")
    except dbapi2.Error as error:
        raise engines.refusal_for(error, path) from error
    finally:
        connection.close()


def _why_unreadable(path: Path, key: bytes, refusal: Refusal) -> Refusal:
    # A wrong key and a foreign or damaged file look alike to the cipher; the vault and the size tell them apart.
    if vault.is_key_of(path, key):
        return StoreDamaged(path=str(path), detail="first page")
    if isinstance(refusal, WrongKey) and not engines.looks_encrypted(path):
        return NotAStore(path=str(path))
    return refusal
