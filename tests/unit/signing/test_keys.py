"""Keys are made, named and used as the standards say; the vectors are those of RFC 6979, A.2.5."""

from __future__ import annotations

import pytest
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from tests.unit.signing.project import seeded
from workbench.signing import keys
from workbench.signing.keys import FileKey, UnsuitableKey, key_id, public_key_from_spki, spki, verify

RFC_6979 = FileKey(
    ec.derive_private_key(0xC9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721, ec.SECP256R1())
)
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@pytest.mark.skipif(not keys.DETERMINISTIC, reason="this OpenSSL signs with random nonces only")
@pytest.mark.parametrize(
    ("message", "r", "s"),
    [
        (
            b"sample",
            "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
            "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
        ),
        (
            b"test",
            "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367",
            "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083",
        ),
    ],
)
def test_signatures_are_those_of_rfc_6979(message, r, s):
    signature = RFC_6979.sign(message)
    assert signature.hex().upper() == r + s
    assert verify(RFC_6979.public_key, signature, message)


def test_a_key_is_named_by_its_public_key():
    key = FileKey.generate(seeded(7))
    assert key.key_id == key_id(key.public_key)
    assert len(key.key_id) == 32
    assert key.suite == "ecdsa-p256-sha256"
    assert FileKey.generate(seeded(7)).key_id == key.key_id
    assert FileKey.generate(seeded(8)).key_id != key.key_id


def test_key_generation_passes_over_numbers_outside_the_group():
    drawn = iter([bytes(32), ORDER.to_bytes(32, "big"), b"\xff" * 32, (5).to_bytes(32, "big")])
    key = FileKey.generate(lambda count: next(drawn))
    assert key.private_key.private_numbers().private_value == 5


def test_another_message_key_or_length_is_not_verified():
    signature = RFC_6979.sign(b"sample")
    assert not verify(RFC_6979.public_key, signature, b"sampl")
    assert not verify(FileKey.generate(seeded(1)).public_key, signature, b"sample")
    assert not verify(RFC_6979.public_key, signature + b"\0", b"sample")
    assert not verify(RFC_6979.public_key, signature[:-1], b"sample")
    assert not verify(RFC_6979.public_key, b"", b"sample")


def test_a_signature_has_one_length_even_where_a_zero_would_not_count():
    signature = RFC_6979.sign(b"sample")
    assert not verify(RFC_6979.public_key, signature[:32] + b"\0" + signature[32:], b"sample")


@pytest.mark.parametrize("value", [0, ORDER, ORDER + 1, 2**256 - 1])
def test_numbers_outside_the_group_are_not_verified(value):
    signature = RFC_6979.sign(b"sample")
    bad = value.to_bytes(32, "big")
    assert not verify(RFC_6979.public_key, bad + signature[32:], b"sample")
    assert not verify(RFC_6979.public_key, signature[:32] + bad, b"sample")
    assert keys.der_signature(bad + signature[32:]) is None


def test_every_flipped_bit_of_a_signature_is_noticed():
    signature = RFC_6979.sign(b"sample")
    for bit in range(len(signature) * 8):
        changed = bytearray(signature)
        changed[bit // 8] ^= 1 << bit % 8
        assert not verify(RFC_6979.public_key, bytes(changed), b"sample")


def test_a_public_key_is_read_back():
    der = spki(RFC_6979.public_key)
    assert spki(public_key_from_spki(der)) == der


@pytest.mark.parametrize(
    "der",
    [
        b"",
        b"nonsense",
        spki(RFC_6979.public_key) + b"\0",
        spki(RFC_6979.public_key)[:-1] + b"\0",
        ec.derive_private_key(5, ec.SECP384R1())
        .public_key()
        .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo),
        ed25519.Ed25519PrivateKey.from_private_bytes(bytes(32))
        .public_key()
        .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo),
    ],
    ids=["empty", "nonsense", "longer", "off the curve", "P-384", "Ed25519"],
)
def test_other_public_keys_are_refused(der):
    with pytest.raises(UnsuitableKey):
        public_key_from_spki(der)


def test_a_compressed_point_is_refused_because_it_would_have_another_name():
    point = RFC_6979.public_key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint)
    head = bytes.fromhex("3039301306072a8648ce3d020106082a8648ce3d030107032200")
    with pytest.raises(UnsuitableKey):
        public_key_from_spki(head + point)


def test_a_private_key_of_another_curve_is_refused():
    with pytest.raises(UnsuitableKey):
        FileKey(ec.derive_private_key(5, ec.SECP384R1()))


def test_an_older_openssl_signs_with_random_nonces(monkeypatch):
    plain = ec.ECDSA

    def older(algorithm, *, deterministic_signing=False):
        if deterministic_signing:
            raise UnsupportedAlgorithm("not before OpenSSL 3.2")
        return plain(algorithm)

    monkeypatch.setattr(keys.ec, "ECDSA", older)
    monkeypatch.setattr(keys, "_ECDSA", keys._ecdsa())
    assert keys._ECDSA.deterministic_signing is False
    assert verify(RFC_6979.public_key, RFC_6979.sign(b"sample"), b"sample")
