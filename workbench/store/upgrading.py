"""Brings an older schema up to date: a backup first, then all steps in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from workbench.store.durable_files import sync_file, sync_folder
from workbench.store.engine import connect, refusal_for
from workbench.store.migrations import STEPS, Step, newest, steps_after
from workbench.store.refusals import NewerSchema, NotAStore, StoreDamaged


def upgrade(path: Path, key: bytes) -> Path | None:
    """Run the steps a store lacks and give the backup made before, None when nothing was to be done.

    A kill at any moment leaves the old schema or the new one: SQLite changes schemas inside transactions.

    Raises:
        NotAStore: the file has no schema number.
        NewerSchema: a later program made it.
        StoreDamaged: rows contradict each other after the steps; nothing was changed.
    """
    found = schema_number(path, key)
    if found is None:
        raise NotAStore(path=str(path))
    missing = steps_after(found, STEPS)
    if missing is None:
        raise NewerSchema(path=str(path), found=found, known=newest(STEPS))
    if not missing:
        return None
    backup = path.with_name(f"{path.name}.before-{missing[-1].number}.bak")
    backup.unlink(missing_ok=True)
    copy_store(path, key, backup)
    run_steps(path, key, missing)
    return backup


def schema_number(path: Path, key: bytes) -> str | None:
    """Read the number of the schema; None when the file holds no store."""
    connection = connect(path, key)
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except dbapi2.OperationalError as error:
        if "no such table" in str(error):
            return None
        raise refusal_for(error, path) from error
    except dbapi2.Error as error:
        raise refusal_for(error, path) from error
    finally:
        connection.close()
    return None if row is None else str(row[0])


def copy_store(path: Path, key: bytes, target: Path) -> None:
    """Write a consistent, encrypted copy of a store beside it while it may be in use, durable when done."""
    connection = connect(path, key)
    try:
        connection.execute("VACUUM INTO ?", (str(target),))
    except dbapi2.Error as error:
        target.unlink(missing_ok=True)
        raise refusal_for(error, target) from error
    finally:
        connection.close()
    sync_file(target)
    sync_folder(target.parent)


def run_steps(path: Path, key: bytes, steps: Sequence[Step]) -> None:
    """Run steps in one transaction and note the last one's number.

    Raises:
        StoreDamaged: a foreign key points nowhere afterwards; nothing was changed.
    """
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    engine = _engine_without_foreign_keys(path, key)
    try:
        with engine.begin() as connection:
            operations = Operations(MigrationContext.configure(connection))
            for step in steps:
                step.upgrade(operations)
            _note(connection, steps[-1].number)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise StoreDamaged(path=str(path), detail=f"foreign key of {broken[0][0]}")
    except dbapi2.Error as error:
        raise refusal_for(error, path) from error
    finally:
        engine.dispose()


def _engine_without_foreign_keys(path: Path, key: bytes) -> Engine:
    # SQLite rebuilds a table by dropping the old one: with foreign keys on, that would delete what points at it.
    def creator() -> Any:
        connection = connect(path, key)
        connection.execute("PRAGMA foreign_keys = OFF")
        return connection

    engine = create_engine("sqlite://", module=dbapi2, creator=creator, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _note(connection: Connection, number: str) -> None:
    connection.exec_driver_sql("DELETE FROM alembic_version")
    connection.exec_driver_sql("INSERT INTO alembic_version (version_num) VALUES (?)", (number,))
