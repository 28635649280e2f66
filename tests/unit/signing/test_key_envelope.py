"""Keys and secrets at rest open with their password and nothing else."""

from __future__ import annotations

import hashlib
import struct

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from tests.unit.signing.project import TINY_COST, seeded
from workbench.signing import key_envelope
from workbench.signing.key_envelope import (
    HIGHEST,
    STANDARD,
    DamagedKeyFile,
    EmptyPassword,
    KdfCost,
    WrongPassword,
    open_private_key,
    seal_private_key,
    sealed_key_id,
    unwrap_secret,
    wrap_secret,
)
from workbench.signing.keys import FileKey

KEY = FileKey.generate(seeded(1))
SECRET = bytes(range(32))


def sealed(password="口令"):
    return seal_private_key(KEY, password, cost=TINY_COST, random=seeded(2))


def wrapped(owner="user:1", password="口令"):
    return wrap_secret(SECRET, password, owner=owner, cost=TINY_COST, random=seeded(2))


def rewritten(envelope, offset, replacement):
    """Change some bytes and mend the check at the end, as somebody who knows the layout would."""
    body = envelope[:offset] + replacement + envelope[offset + len(replacement) : -8]
    return body + hashlib.sha256(body).digest()[:8]


def test_a_sealed_key_opens_with_its_password():
    opened = open_private_key(sealed(), "口令")
    assert opened.key_id == KEY.key_id == sealed_key_id(sealed())
    assert opened.sign(b"x") == KEY.sign(b"x")


def test_another_password_is_told_apart_from_damage():
    with pytest.raises(WrongPassword):
        open_private_key(sealed(), "口令 ")


def test_a_password_typed_by_another_input_method_opens_it():
    assert open_private_key(sealed("caf\u00e9"), "cafe\u0301").key_id == KEY.key_id


def test_an_empty_password_is_refused():
    with pytest.raises(EmptyPassword):
        sealed("")
    with pytest.raises(EmptyPassword):
        open_private_key(sealed(), "")


def test_every_changed_byte_is_called_damage():
    envelope = sealed()
    for place in range(len(envelope)):
        changed = bytearray(envelope)
        changed[place] ^= 1
        with pytest.raises(DamagedKeyFile):
            open_private_key(bytes(changed), "口令")


@pytest.mark.parametrize("length", [0, 1, 58, 82, 200, 220])
def test_a_cut_file_is_called_damage(length):
    with pytest.raises(DamagedKeyFile):
        open_private_key(sealed()[:length], "口令")


def test_an_overlong_file_is_not_even_read():
    with pytest.raises(DamagedKeyFile) as refusal:
        open_private_key(sealed() + bytes(5000), "口令")
    assert refusal.value.facts == {"reason": "length"}


@pytest.mark.parametrize(
    "cost",
    [
        KdfCost(HIGHEST.memory_kib + 1, 1, 1),
        KdfCost(8, HIGHEST.iterations + 1, 1),
        KdfCost(2**20, 1, HIGHEST.lanes + 1),
        KdfCost(0, 1, 1),
        KdfCost(8, 0, 1),
        KdfCost(8, 1, 0),
        KdfCost(8, 1, 2),
    ],
)
def test_a_hostile_cost_is_refused_before_it_is_paid(cost):
    hostile = rewritten(sealed(), 6, struct.pack(">IIB", cost.memory_kib, cost.iterations, cost.lanes))
    with pytest.raises(DamagedKeyFile) as refusal:
        open_private_key(hostile, "口令")
    assert refusal.value.facts == {"reason": "cost"}


@pytest.mark.parametrize(("offset", "reason"), [(0, "not_ours"), (4, "version"), (5, "kind")])
def test_other_files_versions_and_kinds_are_named(offset, reason):
    with pytest.raises(DamagedKeyFile) as refusal:
        open_private_key(rewritten(sealed(), offset, b"\x09"), "口令")
    assert refusal.value.facts == {"reason": reason}


@pytest.mark.parametrize("offset", [15, 31, 43, 60])
def test_a_rewritten_header_or_body_does_not_open(offset):
    with pytest.raises(WrongPassword):
        open_private_key(rewritten(sealed(), offset, b"\x00\x00"), "口令")


def test_the_recommended_cost_can_be_opened():
    assert STANDARD.memory_kib == 65536
    assert STANDARD.iterations == 3
    assert STANDARD.memory_kib <= HIGHEST.memory_kib


def test_a_secret_opens_for_its_owner():
    assert unwrap_secret(wrapped(), "口令", owner="user:1") == SECRET


def test_one_users_wrap_cannot_stand_in_for_anothers():
    with pytest.raises(DamagedKeyFile):
        unwrap_secret(wrapped(), "口令", owner="user:2")
    moved = rewritten(wrapped(), 43, hashlib.sha256(b"user:2").digest()[:16])
    with pytest.raises(WrongPassword):
        unwrap_secret(moved, "口令", owner="user:2")


def test_a_key_and_a_secret_are_not_mistaken_for_each_other():
    with pytest.raises(DamagedKeyFile):
        open_private_key(wrapped(), "口令")
    with pytest.raises(DamagedKeyFile):
        unwrap_secret(sealed(), "口令", owner="user:1")


def test_two_seals_share_no_salt_or_nonce():
    source = seeded(3)
    first = seal_private_key(KEY, "x", cost=TINY_COST, random=source)
    second = seal_private_key(KEY, "x", cost=TINY_COST, random=source)
    assert first[15:31] != second[15:31]
    assert first[31:43] != second[31:43]


def pkcs8(private_key):
    return private_key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


@pytest.mark.parametrize(
    ("plain", "reason"),
    [
        (b"no key", "key"),
        (pkcs8(ed25519.Ed25519PrivateKey.from_private_bytes(bytes(32))), "key"),
        (pkcs8(ec.derive_private_key(5, ec.SECP384R1())), "key"),
        (pkcs8(FileKey.generate(seeded(9)).private_key), "key_id"),
    ],
    ids=["nonsense", "Ed25519", "P-384", "another key"],
)
def test_only_the_named_key_may_be_inside(plain, reason):
    label = key_envelope._Label(key_envelope._PRIVATE_KEY, bytes.fromhex(KEY.key_id))
    forged = key_envelope._seal(label, plain, "口令", cost=TINY_COST, random=seeded(2))
    with pytest.raises(DamagedKeyFile) as refusal:
        open_private_key(forged, "口令")
    assert refusal.value.facts == {"reason": reason}
