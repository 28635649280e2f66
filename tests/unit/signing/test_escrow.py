"""The way back to a signing key when its password is forgotten."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from workbench.signing.escrow import EscrowDamaged, RecoveryKey, deposit, new_recovery_key, withdraw
from workbench.signing.key_envelope import KdfCost, WrongPassword
from workbench.signing.keys import FileKey

CHEAP = KdfCost(memory_kib=8, iterations=1, lanes=1)
CODE = "7K3M9QWERTY"


@pytest.fixture
def recovery() -> RecoveryKey:
    return new_recovery_key(CODE, cost=CHEAP, random=os.urandom)


def test_the_recovery_code_wins_a_signing_key_back(recovery):
    key = FileKey.generate(os.urandom)
    won_back = withdraw(deposit(key, recovery.public), key.key_id, recovery, CODE)
    assert won_back.key_id == key.key_id
    assert won_back.sign(b"record") == key.sign(b"record")


def test_a_copy_is_sealed_anew_each_time(recovery):
    key = FileKey.generate(os.urandom)
    assert deposit(key, recovery.public) != deposit(key, recovery.public)


def test_another_code_opens_nothing(recovery):
    key = FileKey.generate(os.urandom)
    with pytest.raises(WrongPassword):
        withdraw(deposit(key, recovery.public), key.key_id, recovery, CODE + "X")


def test_another_stores_recovery_key_opens_nothing(recovery):
    key = FileKey.generate(os.urandom)
    other = new_recovery_key(CODE, cost=CHEAP, random=os.urandom)
    with pytest.raises(EscrowDamaged):
        withdraw(deposit(key, recovery.public), key.key_id, other, CODE)


def test_a_copy_cannot_be_passed_off_as_another_key(recovery):
    key, other = FileKey.generate(os.urandom), FileKey.generate(os.urandom)
    with pytest.raises(EscrowDamaged):
        withdraw(deposit(key, recovery.public), other.key_id, recovery, CODE)


@pytest.mark.parametrize("position", [0, 20, 40, -1])
def test_a_changed_byte_of_the_copy_is_noticed(recovery, position):
    key = FileKey.generate(os.urandom)
    changed = bytearray(deposit(key, recovery.public))
    changed[position] ^= 1
    with pytest.raises(EscrowDamaged):
        withdraw(bytes(changed), key.key_id, recovery, CODE)


def test_a_cut_copy_is_noticed(recovery):
    key = FileKey.generate(os.urandom)
    with pytest.raises(EscrowDamaged):
        withdraw(deposit(key, recovery.public)[:10], key.key_id, recovery, CODE)


def test_the_private_half_is_wrapped_and_not_the_public_one(recovery):
    assert len(recovery.public) == 32
    assert recovery.public not in recovery.wrapped_private
    swapped = replace(recovery, public=bytes(32))
    assert swapped.wrapped_private == recovery.wrapped_private
