"""One ECDSA P-256 key: made, named, used and checked (FIPS 186-5, RFC 6979, SEC 1)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from workbench.domain.refusals import Refusal

SUITE: Final = "ecdsa-p256-sha256"
"""The only suite so far; every signature carries its name, so that another (SM2/SM3, RSA of a token) can be added."""

SIGNATURE_BYTES: Final = 64
"""Length of r || s."""

KEY_ID_BYTES: Final = 16
"""How much of SHA-256 over the SubjectPublicKeyInfo names a key."""

ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Order n of the group P-256 (SP 800-186, 3.2.1.3)."""


def _ecdsa() -> ec.ECDSA:
    try:
        return ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
    except UnsupportedAlgorithm:  # a cryptography built against an OpenSSL before 3.2: random nonces, as valid
        return ec.ECDSA(hashes.SHA256())


_ECDSA: Final = _ecdsa()

DETERMINISTIC: Final = _ECDSA.deterministic_signing
"""Whether signatures here need no randomness (RFC 6979)."""

RandomBytes = Callable[[int], bytes]
"""Gives that many unpredictable bytes; the composition root passes `os.urandom`, a test a seeded generator."""


class UnsuitableKey(Refusal):
    """A public or private key is not a P-256 key in its plain DER form; facts: `kind`."""

    code = "unsuitable_key"


def spki(public_key: ec.EllipticCurvePublicKey) -> bytes:
    """Write a public key as SubjectPublicKeyInfo DER (RFC 5480)."""
    return public_key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def key_id(public_key: ec.EllipticCurvePublicKey) -> str:
    """Name a key: the first 16 bytes of SHA-256 over its SubjectPublicKeyInfo, as 32 hex digits."""
    return hashlib.sha256(spki(public_key)).digest()[:KEY_ID_BYTES].hex()


def public_key_from_spki(der: bytes) -> ec.EllipticCurvePublicKey:
    """Read a P-256 public key.

    Raises:
        UnsuitableKey: not DER, not P-256, not on the curve, or not the one canonical encoding of it.
    """
    try:
        public_key = serialization.load_der_public_key(der)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise UnsuitableKey(kind="unreadable") from error
    checked = require_p256(public_key)
    if spki(checked) != der:
        raise UnsuitableKey(kind="not_canonical")
    return checked


def require_p256(public_key: object) -> ec.EllipticCurvePublicKey:
    """Let a P-256 public key through.

    Raises:
        UnsuitableKey: it is of another family or curve.
    """
    if not isinstance(public_key, ec.EllipticCurvePublicKey) or not isinstance(public_key.curve, ec.SECP256R1):
        raise UnsuitableKey(kind=type(public_key).__name__)
    return public_key


class FileKey:
    """A private key held in memory after its envelope was opened; implements `domain.ports.RecordSigner`."""

    def __init__(self, private_key: ec.EllipticCurvePrivateKey) -> None:
        require_p256(private_key.public_key())
        self._private_key = private_key
        self._key_id = key_id(private_key.public_key())

    @classmethod
    def generate(cls, random: RandomBytes) -> FileKey:
        """Make a new key by rejection sampling (FIPS 186-5, A.2.2)."""
        while True:
            scalar = int.from_bytes(random(SIGNATURE_BYTES // 2), "big")
            if 0 < scalar < ORDER:
                return cls(ec.derive_private_key(scalar, ec.SECP256R1()))

    @property
    def key_id(self) -> str:
        """First 16 bytes of SHA-256 over the public key (SubjectPublicKeyInfo DER), as 32 hex digits."""
        return self._key_id

    @property
    def suite(self) -> str:
        """`ecdsa-p256-sha256`."""
        return SUITE

    @property
    def public_key(self) -> ec.EllipticCurvePublicKey:
        """The public half."""
        return self._private_key.public_key()

    @property
    def private_key(self) -> ec.EllipticCurvePrivateKey:
        """The private half, for the few libraries that sign by themselves (certificates, RFC 9421)."""
        return self._private_key

    def sign(self, message: bytes) -> bytes:
        """Sign SHA-256 of a message; the result is r || s, 64 bytes, the same each time (RFC 6979)."""
        r, s = decode_dss_signature(self._private_key.sign(message, _ECDSA))
        return r.to_bytes(SIGNATURE_BYTES // 2, "big") + s.to_bytes(SIGNATURE_BYTES // 2, "big")


def verify(public_key: ec.EllipticCurvePublicKey, signature: bytes, message: bytes) -> bool:
    """Tell whether r || s is this key's signature over SHA-256 of the message; anything malformed is simply false."""
    der = der_signature(signature)
    if der is None:
        return False
    try:
        public_key.verify(der, message, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def der_signature(signature: bytes) -> bytes | None:
    """Write r || s as Ecdsa-Sig-Value (RFC 3279, 2.2.3); None unless it is 64 bytes with r and s in 1..n-1."""
    if len(signature) != SIGNATURE_BYTES:
        return None
    r = int.from_bytes(signature[: SIGNATURE_BYTES // 2], "big")
    s = int.from_bytes(signature[SIGNATURE_BYTES // 2 :], "big")
    return encode_dss_signature(r, s) if 0 < r < ORDER and 0 < s < ORDER else None
