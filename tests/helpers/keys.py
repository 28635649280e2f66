"""A P-256 key in memory that signs records, and a checker that knows some keys."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_HASH = ec.ECDSA(hashes.SHA256())


class MemoryKey:
    """A signer whose key is derived from a small number, so that ids are the same in every run."""

    suite = "ecdsa-p256-sha256"

    def __init__(self, number: int = 1) -> None:
        self._key = ec.derive_private_key(number, ec.SECP256R1())
        der = self.public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        self.key_id = hashlib.sha256(der).hexdigest()[:32]

    @property
    def public_key(self) -> ec.EllipticCurvePublicKey:
        return self._key.public_key()

    def sign(self, message: bytes) -> bytes:
        r, s = utils.decode_dss_signature(self._key.sign(message, _HASH))
        return r.to_bytes(32) + s.to_bytes(32)


@dataclass
class MemoryChecker:
    """Checks signatures against public keys held in memory."""

    keys: dict[str, ec.EllipticCurvePublicKey] = field(default_factory=dict)

    @classmethod
    def of(cls, *keys: MemoryKey) -> MemoryChecker:
        return cls({key.key_id: key.public_key for key in keys})

    def check(self, *, key_id: str, suite: str, signature: bytes, message: bytes) -> bool:
        if suite != MemoryKey.suite or key_id not in self.keys or len(signature) != 64:
            return False
        der = utils.encode_dss_signature(int.from_bytes(signature[:32]), int.from_bytes(signature[32:]))
        try:
            self.keys[key_id].verify(der, message, _HASH)
        except InvalidSignature:
            return False
        return True
