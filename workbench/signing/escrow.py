"""A way back to signing keys when a password is forgotten: sealed to the store's recovery key (RFC 9180, decision 3).

The recovery key pair is made once, at first run. Its private half is wrapped by the printed recovery code, so keys of
users who join later can be sealed to the public half without anybody typing the code again, and nobody who merely opens
the store can use another user's key.
"""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, x25519
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from workbench.domain.refusals import Refusal
from workbench.signing.key_envelope import KdfCost, unwrap_secret, wrap_secret
from workbench.signing.keys import FileKey, RandomBytes

_OWNER = "recovery-key"
_INFO = b"workbench escrow of a signing key, format 1: "


class EscrowDamaged(Refusal):
    """The sealed copy of a signing key does not open with the recovery key."""

    code = "escrow_damaged"


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """The recovery pair as it rests: the private half wrapped by the recovery code, the public half as 32 raw bytes."""

    wrapped_private: bytes
    public: bytes


def new_recovery_key(recovery_code: str, *, cost: KdfCost, random: RandomBytes) -> RecoveryKey:
    """Make the pair of a store; `recovery_code` is the normalised printed code."""
    private = x25519.X25519PrivateKey.from_private_bytes(random(32))
    raw = private.private_bytes(
        serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption()
    )
    public = private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return RecoveryKey(wrap_secret(raw, recovery_code, owner=_OWNER, cost=cost, random=random), public)


def deposit(key: FileKey, recovery_public: bytes) -> bytes:
    """Seal a copy of a signing key to the recovery key."""
    der = key.private_key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = x25519.X25519PublicKey.from_public_bytes(recovery_public)
    return _suite().encrypt(der, public, info=_info(key.key_id))


def withdraw(deposited: bytes, key_id: str, recovery: RecoveryKey, recovery_code: str) -> FileKey:
    """Open the copy of the signing key `key_id`.

    Raises:
        WrongPassword: the recovery code is another store's.
        EscrowDamaged: the copy is changed or belongs to another key.
    """
    raw = unwrap_secret(recovery.wrapped_private, recovery_code, owner=_OWNER)
    try:
        der = _suite().decrypt(deposited, x25519.X25519PrivateKey.from_private_bytes(raw), info=_info(key_id))
        private_key = serialization.load_der_private_key(der, password=None)
    except (InvalidTag, ValueError) as fault:
        raise EscrowDamaged(key=key_id) from fault
    if not isinstance(private_key, ec.EllipticCurvePrivateKey):
        raise EscrowDamaged(key=key_id)
    return FileKey(private_key)


def _suite() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def _info(key_id: str) -> bytes:
    return _INFO + key_id.encode("ascii")
