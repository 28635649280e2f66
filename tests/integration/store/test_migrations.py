"""The schema's history: every released schema is upgraded with its data, after a backup, or not touched at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Column, Text
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlcipher3 import dbapi2

from tests.helpers import records as build
from tests.helpers.stores import AT, DRAFT, KEY, new_store, store_with_draft
from workbench.domain.people import Person
from workbench.domain.states import AssessmentState
from workbench.protocol.signatures import open_envelope
from workbench.store import (
    assessments,
    engine,
    people,
    records,
    replaced_drafts,
    responses,
    revisions,
    store,
    upgrading,
)
from workbench.store.migrations import STEPS, Step, newest, steps_after
from workbench.store.refusals import DiskFull, NewerSchema, StoreDamaged
from workbench.store.store import Store
from workbench.store.tables import metadata

RELEASED = sorted(Path(__file__).with_name("released").glob("*.sql"))


def schema_of(path):
    connection = engine.connect(path, KEY)
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name != 'alembic_version'")
    found = sorted(_plain(sql) for (sql,) in rows.fetchall())
    connection.close()
    return found


def _plain(sql):
    return " ".join(sql.replace('"', "").split())


def restored(dump, folder):
    """Make a store from the dump of a released schema."""
    path = folder / "old.db"
    path.touch()
    connection = engine.connect(path, KEY)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.executescript(dump.read_text("utf-8"))
    connection.close()
    return path


@pytest.fixture
def old(tmp_path):
    """Make a store with a draft, closed."""
    with store_with_draft(tmp_path) as opened, opened.transaction() as connection:
        responses.save(connection, DRAFT, responses.Response("A101", value=True, updated_at=AT))
    return tmp_path / "inspector.db"


@pytest.fixture
def with_steps(monkeypatch):
    """Let the program know further steps."""

    def know(*steps):
        monkeypatch.setattr(upgrading, "STEPS", STEPS + steps)

    return know


def add_remark(operations):
    operations.add_column("unit", Column("remark", Text))
    operations.execute("UPDATE unit SET remark = name")


def rebuild_blob(operations):
    with operations.batch_alter_table("blob") as batch:
        batch.add_column(Column("remark", Text))


# --- the history ------------------------------------------------------------------------------------


def test_the_steps_lead_to_the_tables_of_the_program(tmp_path):
    new_store(tmp_path).close()
    dialect = sqlite.dialect()
    wanted = [str(CreateTable(table).compile(dialect=dialect)) for table in metadata.tables.values()]
    wanted += [
        str(CreateIndex(one).compile(dialect=dialect)) for table in metadata.tables.values() for one in table.indexes
    ]
    assert schema_of(tmp_path / "inspector.db") == sorted(map(_plain, wanted))


def test_the_steps_are_numbered_without_a_gap():
    assert [step.number for step in STEPS] == [f"{number:04}" for number in range(1, len(STEPS) + 1)]
    assert newest() == STEPS[-1].number
    assert steps_after(None) == STEPS
    assert steps_after(newest()) == ()
    assert steps_after("9999") is None


def test_there_is_a_dump_of_every_released_schema():
    assert [dump.stem for dump in RELEASED] == [step.number for step in STEPS]


@pytest.mark.parametrize("dump", RELEASED, ids=lambda dump: dump.stem)
def test_every_released_schema_opens_with_its_data(dump, tmp_path):
    path = restored(dump, tmp_path)
    with Store.open(path, KEY) as opened, opened.read() as connection:
        shown = assessments.overview_of(connection, build.ASSESSMENT)
        assert (shown.unit_name, shown.assessment.state) == ("太原市样例购物中心", AssessmentState.FINISHED)
        assert (shown.total, shown.answered) == (875_000, 2)
        (frozen,) = records.listing(connection, "revision")
        assert open_envelope(frozen.envelope).record_id == shown.assessment.head
        assert revisions.get(connection, frozen.record_id).scores == (49_950, None)
        assert people.listing(connection) == (Person("insp-001", "评审员甲"),)
    new_store(tmp_path).close()
    assert schema_of(path) == schema_of(tmp_path / "inspector.db")


def test_contents_put_away_before_an_upgrade_can_still_be_taken_back(tmp_path):
    for dump in RELEASED:
        folder = tmp_path / dump.stem
        folder.mkdir()
        with Store.open(restored(dump, folder), KEY) as opened, opened.read() as connection:
            found = replaced_drafts.newest(connection, DRAFT)
        if dump.stem < "0002":
            assert found is None
            continue
        assert (found.number, found.content.edition, found.content.subject) == (1, "1", {"mall_type": "centre"})
        assert found.content.parameter_sources["energy_quota"].source == "晋发改〔2026〕1号"
        (answer,) = found.content.responses
        assert (answer.code, answer.value, answer.note, answer.flagged) == ("A101", False, "复查", True)


# --- upgrading --------------------------------------------------------------------------------------


def test_an_older_store_is_upgraded_after_a_backup(old, with_steps):
    with_steps(Step("9001", add_remark), Step("9002", rebuild_blob))
    with Store.open(old, KEY) as opened:
        assert opened.backup == old.with_name("inspector.db.before-9002.bak")
        with opened.read() as connection:
            assert connection.exec_driver_sql("SELECT remark FROM unit").scalars().all() == ["太原市样例购物中心"]
            assert [one.value for one in responses.load(connection, DRAFT)] == [True]
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert opened.check() == ()
    with Store.open(old, KEY) as again:
        assert again.backup is None
    assert upgrading.schema_number(old.with_name("inspector.db.before-9002.bak"), KEY) == newest()


def test_the_backup_opens_as_the_store_it_was(old, with_steps):
    before = schema_of(old)
    with_steps(Step("9001", add_remark))
    Store.open(old, KEY).close()
    backup = old.with_name("inspector.db.before-9001.bak")
    assert schema_of(backup) == before
    assert schema_of(old) != before


def test_rebuilding_a_table_deletes_nothing_that_points_at_it(old, with_steps):
    with Store.open(old, KEY) as opened:
        blob = opened.keep_blob(b"photo", "image/jpeg", AT)
        with opened.transaction() as connection:
            connection.exec_driver_sql(
                "INSERT INTO evidence VALUES (?, 'insp-001', 'A101', ?, 'x', 'x', 5, '', NULL, NULL, NULL, 0, '')",
                (build.ASSESSMENT, blob.sha256),
            )
    with_steps(Step("9001", rebuild_blob))
    with Store.open(old, KEY) as opened, opened.read() as connection:
        assert connection.exec_driver_sql("SELECT sha256 FROM evidence").scalars().all() == [blob.sha256]


def test_a_step_that_fails_leaves_the_old_schema(old, with_steps):
    before = schema_of(old)

    def fail(operations):
        add_remark(operations)
        raise KeyError("in the middle")

    with_steps(Step("9001", fail))
    with pytest.raises(KeyError):
        Store.open(old, KEY)
    assert schema_of(old) == before
    assert upgrading.schema_number(old, KEY) == newest()


def test_a_step_that_breaks_references_is_undone(old, with_steps):
    def break_references(operations):
        operations.execute("DELETE FROM assessment")

    with_steps(Step("9001", break_references))
    with pytest.raises(StoreDamaged):
        Store.open(old, KEY)
    assert upgrading.schema_number(old, KEY) == newest()


def test_without_room_for_a_backup_nothing_is_upgraded(old, with_steps, monkeypatch):
    def fail(*_):
        raise DiskFull(path="")

    monkeypatch.setattr(upgrading, "copy_store", fail)
    with_steps(Step("9001", add_remark))
    with pytest.raises(DiskFull):
        Store.open(old, KEY)
    assert upgrading.schema_number(old, KEY) == newest()


def test_a_store_of_a_later_program_is_refused_and_not_touched(old):
    connection = engine.connect(old, KEY)
    connection.execute("UPDATE alembic_version SET version_num = '9001'")
    connection.close()
    before = old.read_bytes()
    with pytest.raises(NewerSchema) as refused:
        Store.open(old, KEY)
    assert refused.value.facts == {"path": str(old), "found": "9001", "known": newest()}
    assert old.read_bytes() == before


def test_a_lost_evidence_key_is_said(old):
    connection = engine.connect(old, KEY)
    connection.execute("DELETE FROM store_meta")
    connection.close()
    with pytest.raises(StoreDamaged):
        Store.open(old, KEY)


def test_a_copy_that_cannot_be_written_leaves_no_file(old, monkeypatch):
    real = engine.connect

    class Failing:
        def __init__(self, connection):
            self._connection = connection

        def execute(self, sql, *arguments):
            if sql.startswith("VACUUM"):
                Path(arguments[0][0]).write_bytes(b"half")
                error = dbapi2.OperationalError("database or disk is full")
                error.sqlite_errorcode = dbapi2.SQLITE_FULL
                raise error
            return self._connection.execute(sql, *arguments)

        def close(self):
            self._connection.close()

    monkeypatch.setattr(upgrading, "connect", lambda path, key: Failing(real(path, key)))
    with pytest.raises(DiskFull):
        store.copy_store(old, KEY, old.with_name("copy.db"))
    assert not old.with_name("copy.db").exists()
