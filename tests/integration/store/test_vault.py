"""The store's key, wrapped per user and for the recovery code."""

from __future__ import annotations

import json
import os

import pytest

from workbench.domain.people import Person
from workbench.signing.escrow import deposit, withdraw
from workbench.signing.key_envelope import EmptyPassword, KdfCost, WrongPassword
from workbench.signing.keys import FileKey
from workbench.signing.recovery_code import RecoveryCodeMistyped
from workbench.store import vault
from workbench.store.refusals import (
    NoVault,
    UnknownUser,
    UserExists,
    VaultDamaged,
    VaultExists,
    WrongRecoveryCode,
)

QUICK = vault.Secrecy(cost=KdfCost(memory_kib=64, iterations=1, lanes=1))
FIRST = Person("insp-001", "评审员甲")
SECOND = Person("insp-002", "评审员丁")


@pytest.fixture
def store(tmp_path):
    return tmp_path / "inspector.db"


@pytest.fixture
def made(store):
    return vault.create_vault(store, FIRST, "一个密码", QUICK)


def test_a_password_and_the_recovery_code_give_the_same_key(store, made):
    assert len(made.key) == 32
    assert vault.open_with_password(store, "insp-001", "一个密码") == made.key
    assert vault.open_with_recovery(store, made.recovery_code.lower()) == made.key


def test_every_store_gets_its_own_key(store, made, tmp_path):
    other = vault.create_vault(tmp_path / "other.db", FIRST, "一个密码", QUICK)
    assert other.key != made.key


def test_the_file_shows_names_but_neither_key_nor_code(store, made):
    text = vault.vault_path(store).read_text("utf-8")
    assert json.loads(text)["users"][0]["name"] == "评审员甲"
    assert made.key.hex() not in text
    assert made.recovery_code not in text


@pytest.mark.parametrize("password", ["另一个", ""])
def test_another_password_is_refused_with_the_user(store, made, password):
    with pytest.raises(WrongPassword) as refused:
        vault.open_with_password(store, "insp-001", password)
    assert refused.value.facts == {"person_id": "insp-001"}


def test_somebody_unknown_is_refused(store, made):
    with pytest.raises(UnknownUser):
        vault.open_with_password(store, "insp-009", "一个密码")


def test_another_stores_recovery_code_is_refused(store, made, tmp_path):
    other = vault.create_vault(tmp_path / "other.db", FIRST, "一个密码", QUICK)
    with pytest.raises(WrongRecoveryCode):
        vault.open_with_recovery(store, other.recovery_code)
    with pytest.raises(RecoveryCodeMistyped):
        vault.open_with_recovery(store, "ABCD")


def test_a_second_user_opens_with_an_own_password(store, made):
    vault.add_user(store, made.key, SECOND, "第二个", QUICK)
    assert vault.open_with_password(store, "insp-002", "第二个") == made.key
    assert vault.open_with_password(store, "insp-001", "一个密码") == made.key
    assert vault.users(store) == (FIRST, SECOND)


def test_one_person_has_one_password(store, made):
    with pytest.raises(UserExists):
        vault.add_user(store, made.key, FIRST, "第二个", QUICK)
    assert vault.open_with_password(store, "insp-001", "一个密码") == made.key


def test_only_the_stores_own_key_lets_somebody_in(store, made):
    with pytest.raises(WrongPassword):
        vault.add_user(store, bytes(32), SECOND, "第二个", QUICK)
    with pytest.raises(WrongPassword):
        vault.change_password(store, bytes(32), "insp-001", "新密码", QUICK)
    assert vault.users(store) == (FIRST,)


def test_a_forgotten_password_is_replaced_with_the_recovery_code(store, made):
    key = vault.open_with_recovery(store, made.recovery_code)
    vault.change_password(store, key, "insp-001", "新密码", QUICK)
    assert vault.open_with_password(store, "insp-001", "新密码") == made.key
    with pytest.raises(WrongPassword):
        vault.open_with_password(store, "insp-001", "一个密码")


def test_a_deposited_signing_key_comes_back_with_the_recovery_code(store, made):
    signing = FileKey.generate(os.urandom)
    deposited = deposit(signing, vault.recovery_key(store).public)
    back = withdraw(deposited, signing.key_id, vault.recovery_key(store), made.recovery_code)
    assert back.key_id == signing.key_id


def test_a_vault_is_never_written_over(store, made):
    before = vault.vault_path(store).read_bytes()
    with pytest.raises(VaultExists):
        vault.create_vault(store, SECOND, "第二个", QUICK)
    assert vault.vault_path(store).read_bytes() == before


def test_an_empty_password_makes_no_vault(store):
    with pytest.raises(EmptyPassword):
        vault.create_vault(store, FIRST, "", QUICK)
    assert not vault.vault_path(store).exists()


def test_no_vault_is_said(store):
    with pytest.raises(NoVault):
        vault.users(store)
    assert vault.is_key_of(store, bytes(32)) is None


@pytest.mark.parametrize("text", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"format": 2}'])
def test_a_damaged_vault_is_said(store, made, text):
    vault.vault_path(store).write_bytes(text)
    with pytest.raises(VaultDamaged):
        vault.open_with_password(store, "insp-001", "一个密码")


def test_a_wrap_moved_to_another_user_opens_nothing(store, made):
    vault.add_user(store, made.key, SECOND, "第二个", QUICK)
    path = vault.vault_path(store)
    told = json.loads(path.read_text("utf-8"))
    told["users"][0]["wrapped"] = told["users"][1]["wrapped"]
    path.write_text(json.dumps(told), "utf-8")
    with pytest.raises(VaultDamaged):
        vault.open_with_password(store, "insp-001", "第二个")


def test_a_failed_write_keeps_the_old_vault(store, made, monkeypatch):
    def fail(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(vault.refusal_for(OSError(28, ""), store).__class__):
        vault.change_password(store, made.key, "insp-001", "新密码", QUICK)
    monkeypatch.undo()
    assert vault.open_with_password(store, "insp-001", "一个密码") == made.key
