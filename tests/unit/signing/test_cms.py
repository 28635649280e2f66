"""The signature container has one form, and every bit of it counts."""

from __future__ import annotations

import hashlib

import pytest
from asn1crypto import cms as asn1
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from tests.unit.signing.project import an_authority, somebody
from workbench.signing import cms, der
from workbench.signing.authority import certificate_der

ROOT = an_authority()
SIGNER = somebody(ROOT, "insp-01")
OTHER = somebody(ROOT, "insp-02")
DIGEST = hashlib.sha256(b"covered bytes").digest()
CONTAINER = cms.sign_digest(DIGEST, SIGNER.certificate, SIGNER.key)


def is_intact(container, digest=DIGEST):
    read = cms.read_container(container)
    return read is not None and cms.is_intact(read, digest)


def test_a_container_is_intact_for_its_digest_only():
    assert is_intact(CONTAINER)
    assert not is_intact(CONTAINER, hashlib.sha256(b"other bytes").digest())
    assert cms.read_container(CONTAINER).certificate == SIGNER.certificate


def test_another_library_reads_the_same():
    signed = asn1.ContentInfo.load(CONTAINER, strict=True)["content"]
    (signer,) = signed["signer_infos"]
    (certificate,) = signed["certificates"]
    assert certificate.chosen.dump() == certificate_der(SIGNER.certificate)
    assert signed["encap_content_info"]["content_type"].native == "data"
    assert signer["digest_algorithm"]["algorithm"].native == "sha256"
    assert signer["signature_algorithm"]["algorithm"].native == "sha256_ecdsa"
    assert signer["sid"].chosen["serial_number"].native == SIGNER.certificate.serial_number
    attributes = {one["type"].native: one["values"][0] for one in signer["signed_attrs"]}
    assert attributes["message_digest"].native == DIGEST
    certificate_id = attributes["signing_certificate_v2"]["certs"][0]
    assert certificate_id["cert_hash"].native == hashlib.sha256(certificate.chosen.dump()).digest()
    assert certificate_id["hash_algorithm"]["algorithm"].native == "sha256"
    message = signer["signed_attrs"].untag().dump()
    SIGNER.certificate.public_key().verify(signer["signature"].native, message, ec.ECDSA(hashes.SHA256()))


def test_every_flipped_bit_is_noticed():
    for bit in range(len(CONTAINER) * 8):
        flipped = bytearray(CONTAINER)
        flipped[bit // 8] ^= 1 << bit % 8
        assert not is_intact(bytes(flipped)), bit


@pytest.mark.parametrize("container", [b"", CONTAINER[:-1], CONTAINER + b"\0", b"\x30\x80" + CONTAINER[2:]])
def test_other_lengths_are_not_read(container):
    assert not is_intact(container)


def test_the_certificate_of_another_cannot_be_put_in():
    swapped = CONTAINER.replace(certificate_der(SIGNER.certificate), certificate_der(OTHER.certificate))
    assert not is_intact(swapped)


def test_a_signature_of_the_same_key_over_other_attributes_does_not_hold():
    read = cms.read_container(CONTAINER)
    elsewhere = cms.read_container(cms.sign_digest(bytes(32), SIGNER.certificate, SIGNER.key))
    assert len(elsewhere.signature) == len(read.signature)
    assert not is_intact(CONTAINER.replace(read.signature, elsewhere.signature))


@pytest.mark.parametrize("signature", ["3006020101020101", "300702020001020101", "3006020100020101", "", "ff"])
def test_a_signature_value_is_taken_in_one_form_only(signature):
    read = cms.read_container(CONTAINER)
    written = cms._write(DIGEST, read.certificate, bytes.fromhex(signature))
    assert cms.read_container(written).signature.hex() == signature
    assert not is_intact(written)


def test_a_key_without_its_certificate_does_not_sign():
    with pytest.raises(cms.SignatureNotMade):
        cms.sign_digest(DIGEST, OTHER.certificate, SIGNER.key)


class BrokenToken:
    key_id = SIGNER.key.key_id
    suite = SIGNER.key.suite

    def __init__(self, answer):
        self.answer = answer

    def sign(self, message):
        return self.answer


@pytest.mark.parametrize("answer", [b"", bytes(64), b"\xff" * 64, SIGNER.key.sign(b"something else")])
def test_a_token_that_answers_nonsense_does_not_sign(answer):
    with pytest.raises(cms.SignatureNotMade):
        cms.sign_digest(DIGEST, SIGNER.certificate, BrokenToken(answer))


def test_room_is_kept_for_the_longest_signature():
    assert len(CONTAINER) <= cms.longest_container(SIGNER.certificate) <= len(CONTAINER) + 4
    assert der.element_length(CONTAINER) == len(CONTAINER)
