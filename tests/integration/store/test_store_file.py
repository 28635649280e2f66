"""The database file: made, opened, refused; what a transaction and a snapshot promise."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from tests.helpers.records import DEVICE
from tests.helpers.stores import AT, DRAFT, KEY, new_store, store_with_draft
from workbench.domain.people import Person
from workbench.signing.key_envelope import KdfCost
from workbench.store import batches, engine, people, responses, vault
from workbench.store.instance_lock import InstanceLock
from workbench.store.refusals import (
    DiskFull,
    NotAStore,
    OldSqlite,
    ReadOnlyFolder,
    StoreDamaged,
    StoreExists,
    StoreLocked,
    StoreMissing,
    WrongKey,
)
from workbench.store.rows import Response
from workbench.store.store import Store

ROOT = Path(__file__).resolve().parents[3]
QUICK = vault.Secrecy(cost=KdfCost(memory_kib=64, iterations=1, lanes=1))


def names_in(folder):
    return sorted(file.name for file in folder.iterdir())


@pytest.fixture
def path(tmp_path):
    new_store(tmp_path).close()
    return tmp_path / "inspector.db"


# --- making and opening -----------------------------------------------------------------------------


def test_a_new_store_is_one_file_with_its_own_device(path):
    assert names_in(path.parent) == ["inspector.db"]
    with Store.open(path, KEY) as store, store.read() as connection:
        device = batches.this_device(connection)
        assert (device.device_id, device.record_sequence, device.last_record) == (DEVICE, 0, None)
        assert store.check() == ()


def test_what_was_written_is_there_after_closing(path):
    with Store.open(path, KEY) as store, store.transaction() as connection:
        people.put(connection, Person("insp-001", "评审员甲"))
    with Store.open(path, KEY) as store, store.read() as connection:
        assert people.get(connection, "insp-001") == Person("insp-001", "评审员甲")


def test_every_connection_has_its_pragmas(path):
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "fullfsync": 1}
    with Store.open(path, KEY) as store:
        for block in (store.read, store.transaction):
            with block() as connection:
                found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected}
                assert found == expected


def test_nothing_readable_lies_on_the_disk(path):
    with Store.open(path, KEY) as store:
        with store.transaction() as connection:
            people.put(connection, Person("insp-001", "SECRET-NAME"))
        store.keep_blob(b"SECRET-PHOTO" * 100, "image/png", AT)
        lying = [file.read_bytes() for file in path.parent.rglob("*") if file.is_file()]
    assert len(lying) >= 3
    assert not any(b"SECRET" in data or b"SQLite format" in data for data in lying)


def test_a_store_is_never_written_over(path):
    before = path.read_bytes()
    with pytest.raises(StoreExists):
        new_store(path.parent)
    assert path.read_bytes() == before


def test_a_half_made_store_of_a_killed_program_is_no_hindrance(tmp_path):
    (tmp_path / "inspector.db.new").write_bytes(b"half")
    new_store(tmp_path).close()
    assert names_in(tmp_path) == ["inspector.db"]


def test_a_copy_made_in_use_opens_with_the_same_key(path, tmp_path):
    with Store.open(path, KEY) as store:
        with store.transaction() as connection:
            people.put(connection, Person("insp-001", "评审员甲"))
        store.backup_to(tmp_path / "copy.db")
        with pytest.raises(StoreExists):
            store.backup_to(tmp_path / "copy.db")
    with Store.open(tmp_path / "copy.db", KEY) as copy, copy.read() as connection:
        assert people.listing(connection) == (Person("insp-001", "评审员甲"),)


# --- refusals ---------------------------------------------------------------------------------------


def test_a_missing_store_is_not_made_by_opening_it(tmp_path):
    with pytest.raises(StoreMissing):
        Store.open(tmp_path / "none.db", KEY)
    assert names_in(tmp_path) == []


def test_a_wrong_key_is_said_and_nothing_is_printed(path, capfd):
    with pytest.raises(WrongKey):
        Store.open(path, bytes(32))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("garbage", [b"", b"hello", b"PK\x03\x04" * 5000, b"SQLite format 3\x00" + bytes(4080)])
def test_a_foreign_file_is_said(tmp_path, garbage):
    path = tmp_path / "foreign.db"
    path.write_bytes(garbage)
    with pytest.raises(NotAStore):
        Store.open(path, KEY)
    assert path.read_bytes() == garbage


def test_an_encrypted_database_of_something_else_is_no_store(tmp_path):
    path = tmp_path / "other.db"
    path.touch()
    connection = engine.connect(path, KEY)
    connection.execute("CREATE TABLE something (a)")
    connection.close()
    with pytest.raises(NotAStore):
        Store.open(path, KEY)


def test_a_store_cut_short_is_damaged(path):
    os.truncate(path, path.stat().st_size // 2 // 4096 * 4096)
    with pytest.raises(StoreDamaged):
        Store.open(path, KEY)


@pytest.mark.parametrize("left", [1000, 4096 + 100, 0])
def test_with_its_vault_beside_it_a_stump_is_known_as_a_damaged_store(tmp_path, left):
    made = vault.create_vault(tmp_path / "inspector.db", Person("insp-001", "评审员甲"), "一个密码", QUICK)
    store = Store.create(tmp_path / "inspector.db", made.key, device_id=DEVICE)
    store.close()
    os.truncate(store.path, left)
    with pytest.raises(StoreDamaged):
        Store.open(store.path, made.key)


def test_a_changed_byte_in_a_page_is_found(path):
    data = bytearray(path.read_bytes())
    data[-2000] ^= 1
    path.write_bytes(data)
    with Store.open(path, KEY) as store:
        assert store.check() != ()


def test_an_old_sqlite_is_refused():
    with pytest.raises(OldSqlite) as refused:
        engine.require_safe_sqlite((3, 51, 2))
    assert refused.value.facts == {"found": "3.51.2", "needed": "3.51.3"}
    engine.require_safe_sqlite((3, 51, 3))
    engine.require_safe_sqlite()


READ_ONLY = """
import os, sys, tempfile
from pathlib import Path
from workbench.store.refusals import ReadOnlyFolder
from workbench.store.store import Store
key = bytes(range(32))
with tempfile.TemporaryDirectory() as folder:  # once with full rights, so that every module is loaded
    Store.create(Path(folder) / "a.db", key, device_id="x").close()
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
for step in (lambda: Store.open(Path(sys.argv[1]), key),
             lambda: Store.create(Path(sys.argv[1] + "2"), key, device_id="x")):
    try:
        with step() as store, store.transaction() as connection:
            connection.exec_driver_sql("DELETE FROM person")
        print("written")
    except ReadOnlyFolder as refusal:
        print(refusal.code)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders of Windows have other rights")
def test_a_read_only_folder_is_said():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        new_store(folder).close()
        folder.chmod(0o555)
        (folder / "inspector.db").chmod(0o444)
        told = subprocess.run(
            [sys.executable, "-B", "-c", READ_ONLY, str(folder / "inspector.db")],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        folder.chmod(0o755)
    assert (told.stdout.split(), told.stderr) == (["read_only_folder", "read_only_folder"], "")


def test_a_full_disk_keeps_nothing_of_the_step_and_the_store_goes_on(tmp_path):
    store = store_with_draft(tmp_path)
    with store.transaction() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull), store.transaction() as connection:  # noqa: PT012 -- the first line must have run
        responses.save(connection, DRAFT, Response("A101", value=True))
        responses.save(connection, DRAFT, Response("A102", note="长" * 20_000))
    with store.transaction() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        assert responses.load(connection, DRAFT) == ()
        responses.save(connection, DRAFT, Response("A101", value=True))
    assert store.check() == ()
    store.close()


# --- transactions and snapshots ---------------------------------------------------------------------


def test_an_exception_undoes_everything_in_its_block(path):
    with Store.open(path, KEY) as store:
        with pytest.raises(KeyError), store.transaction() as connection:  # noqa: PT012 -- the first line must have run
            people.put(connection, Person("insp-001", "评审员甲"))
            raise KeyError
        with store.read() as connection:
            assert people.listing(connection) == ()


def test_a_snapshot_cannot_write(path):
    with Store.open(path, KEY) as store:
        with pytest.raises(RuntimeError, match="snapshot"), store.read() as connection:
            people.put(connection, Person("insp-001", "评审员甲"))
        with store.read() as connection:
            assert people.listing(connection) == ()


def test_a_snapshot_sees_one_moment_while_others_write(path):
    with Store.open(path, KEY) as store, store.read() as snapshot:
        assert people.listing(snapshot) == ()
        with store.transaction() as connection:
            people.put(connection, Person("insp-001", "评审员甲"))
        assert people.listing(snapshot) == ()


def test_a_transaction_inside_a_transaction_is_a_fault(path):
    with Store.open(path, KEY) as store, store.transaction():
        with pytest.raises(RuntimeError, match="already open"), store.transaction():
            pass
        with pytest.raises(RuntimeError, match="already open"):
            store.keep_blob(b"photo", "image/png", AT)


def test_many_threads_write_one_after_the_other(path):
    with Store.open(path, KEY) as store:

        def write(number):
            for turn in range(20):
                with store.transaction() as connection:
                    people.put(connection, Person(f"insp-{number}-{turn}", "评审员"))

        threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with store.read() as connection:
            assert len(people.listing(connection)) == 80


def test_another_program_that_keeps_writing_is_said(path):
    with Store.open(path, KEY) as store:
        with store.transaction() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 50")
        other = engine.connect(path, KEY)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked), store.transaction():
            pass
        other.execute("ROLLBACK")
        other.close()
        with store.transaction() as connection:
            people.put(connection, Person("insp-001", "评审员甲"))


def test_one_window_at_a_time(path):
    with InstanceLock(path):
        with pytest.raises(StoreLocked), InstanceLock(path):
            pass
        with Store.open(path, KEY) as store, store.transaction() as connection:
            people.put(connection, Person("insp-001", "评审员甲"))
    with InstanceLock(path):
        pass


def test_a_lock_file_left_by_a_dead_program_hinders_nobody(path):
    holder = (
        "import sys, os, signal; from pathlib import Path; from workbench.store.instance_lock import InstanceLock\n"
        "lock = InstanceLock(Path(sys.argv[1])).__enter__(); print('held', flush=True)\n"
        "sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", holder, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout.readline() == b"held\n"
    with pytest.raises(StoreLocked), InstanceLock(path):
        pass
    process.kill()
    process.communicate()
    with InstanceLock(path):
        assert path.with_name("inspector.db.lock").exists()


def test_a_read_only_folder_refuses_the_lock(path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ReadOnlyFolder), InstanceLock(path):
        pass
