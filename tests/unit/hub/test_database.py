"""The hub's file: its pragmas, its schema's history, its transactions, its blobs."""

from __future__ import annotations

import hashlib
import os

import pytest
from sqlalchemy import insert, inspect, select
from sqlcipher3 import dbapi2

from workbench.hub import tables as t
from workbench.hub.blobs import BlobFolder
from workbench.hub.database import SAFE_SQLITE, Database
from workbench.hub.migrations import STEPS, steps_after
from workbench.hub.refusals import HubNotReady


@pytest.fixture
def database(tmp_path):
    opened = Database(tmp_path / "hub.db")
    yield opened
    opened.close()


def test_the_steps_make_the_tables_that_the_program_speaks_of(database):
    with database.read() as connection:
        looked = inspect(connection)
        found = {
            name: {one["name"]: one["nullable"] for one in looked.get_columns(name)}
            for name in looked.get_table_names()
        }
    declared = {one.name: {column.name: column.nullable for column in one.columns} for one in t.metadata.sorted_tables}
    assert found == declared


def test_a_commit_is_durable_and_the_library_is_a_safe_one(database):
    with database.transaction() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    assert dbapi2.sqlite_version_info >= SAFE_SQLITE


def write_and_fail(database):
    with database.transaction() as connection:
        connection.execute(insert(t.meta).values(name="a", value="b"))
        raise ZeroDivisionError


def test_a_broken_transaction_leaves_nothing_and_a_reader_cannot_write(database):
    with pytest.raises(ZeroDivisionError):
        write_and_fail(database)
    with database.read() as connection:
        assert connection.execute(select(t.meta)).all() == []
        with pytest.raises(Exception, match="readonly"):
            connection.execute(insert(t.meta).values(name="a", value="b"))


def test_what_was_written_is_there_after_opening_again(tmp_path, database):
    with database.transaction() as connection:
        connection.execute(insert(t.meta).values(name="a", value="b"))
    database.close()
    again = Database(tmp_path / "hub.db")
    with again.read() as connection:
        assert connection.execute(select(t.meta.c.value)).scalars().all() == ["b"]
    again.close()


def test_a_later_programs_file_and_a_foreign_file_are_refused(tmp_path):
    path = tmp_path / "hub.db"
    connection = dbapi2.connect(str(path))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(HubNotReady) as told:
        Database(path)
    assert told.value.facts["reason"] == "newer_schema"
    path.write_bytes(b"no database at all" * 300)
    with pytest.raises(HubNotReady) as told:
        Database(path)
    assert told.value.facts["reason"] == "database_unusable"


def test_steps_are_numbered_from_one_without_a_gap():
    assert [step.number for step in STEPS] == list(range(1, len(STEPS) + 1))
    assert steps_after(len(STEPS)) == ()
    assert steps_after(len(STEPS) + 1) is None


def test_a_blob_is_kept_under_its_hash_or_not_at_all(tmp_path):
    blobs = BlobFolder(tmp_path / "blobs")
    sha256 = hashlib.sha256(b"photo").hexdigest()
    with pytest.raises(ValueError, match="not the one named"):
        blobs.put(sha256, [b"another"])
    assert not blobs.has(sha256)
    blobs.put(sha256, [b"ph", b"oto"])
    blobs.put(sha256, [b"photo"])
    with blobs.open(sha256) as file:
        assert file.read() == b"photo"
    assert [path.name for path in (tmp_path / "blobs").rglob("*") if path.is_file()] == [sha256]


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_nobody_else_on_the_machine_reads_the_file_or_its_journals(tmp_path):
    database = Database(tmp_path / "hub.db")
    with database.transaction() as connection:
        connection.execute(t.meta.insert().values(name="mode", value="checked"))
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.glob("hub.db*")}
    database.close()
    assert modes == {"hub.db": 0o600, "hub.db-wal": 0o600, "hub.db-shm": 0o600}


def test_a_path_that_can_be_no_file_is_refused(tmp_path):
    with pytest.raises(HubNotReady):
        Database(tmp_path / "missing" / "hub.db")
