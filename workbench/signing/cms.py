"""The signature container inside a PDF: CMS SignedData (RFC 5652), CAdES baseline B-B (ETSI EN 319 122-1).

There is one form of it, and everything in it follows from three things: the digest of the file, the signer's
certificate and the signature value. So a container is checked by writing it again and comparing all bytes; no bit of it
is left that a signature does not cover. Signed attributes: content type, message digest, signing certificate v2
(RFC 5035, 4) and algorithm protection (RFC 6211). Only the signer's own certificate is carried, never a root. The
digest is SHA-256, the signature ECDSA P-256; a further suite would bring its own algorithm identifiers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from workbench.domain.ports import RecordSigner
from workbench.domain.refusals import Refusal
from workbench.signing import der
from workbench.signing.authority import certificate_der, certificate_from_der
from workbench.signing.keys import SIGNATURE_BYTES, der_signature, require_p256, verify

_SIGNED_DATA: Final = der.object_identifier("1.2.840.113549.1.7.2")
_DATA: Final = der.object_identifier("1.2.840.113549.1.7.1")
_CONTENT_TYPE: Final = der.object_identifier("1.2.840.113549.1.9.3")
_MESSAGE_DIGEST: Final = der.object_identifier("1.2.840.113549.1.9.4")
_SIGNING_CERTIFICATE: Final = der.object_identifier("1.2.840.113549.1.9.16.2.47")
_ALGORITHM_PROTECTION: Final = der.object_identifier("1.2.840.113549.1.9.52")
_SHA256: Final = der.element(der.SEQUENCE, der.object_identifier("2.16.840.1.101.3.4.2.1"))
_ECDSA_SHA256: Final = der.element(der.SEQUENCE, der.object_identifier("1.2.840.10045.4.3.2"))
_VERSION_1: Final = der.integer(1)
_CONTEXT_1: Final = 0xA1
_LONGEST_SIGNATURE: Final = bytes(72)


class SignatureNotMade(Refusal):
    """The key did not give a signature that its certificate confirms; facts: `key`."""

    code = "signature_not_made"


@dataclass(frozen=True, slots=True)
class Container:
    """What a container of our form holds besides what follows from it: the digest it signs, by whom, the signature."""

    digest: bytes
    certificate: x509.Certificate
    signature: bytes


def sign_digest(digest: bytes, certificate: x509.Certificate, key: RecordSigner) -> bytes:
    """Sign the SHA-256 digest of a file's covered bytes.

    Raises:
        SignatureNotMade: key and certificate do not belong together, or the token gave nonsense.
    """
    encoded = certificate_der(certificate)
    message = der.set_of(*_attributes(digest, encoded))
    signature = key.sign(message)
    written = der_signature(signature)
    if written is None or not verify(require_p256(certificate.public_key()), signature, message):
        raise SignatureNotMade(key=key.key_id)
    return _write(digest, certificate, written)


def longest_container(certificate: x509.Certificate) -> int:
    """Say how many bytes a container with this certificate takes at most."""
    return len(_write(bytes(32), certificate, _LONGEST_SIGNATURE))


def read_container(container: bytes) -> Container | None:
    """Read a container; None unless it is, byte for byte, what `sign_digest` writes around some signature value."""
    try:
        _, wrapped = der.children(container, der.SEQUENCE)
        (signed_data,) = der.children(wrapped, der.CONTEXT_0)
        _, _, _, certificates, signer_infos = der.children(signed_data, der.SEQUENCE)
        (certificate,) = der.children(certificates, der.CONTEXT_0)
        (signer_info,) = der.children(signer_infos, der.SET)
        _, _, _, attributes, _, signature = der.children(signer_info, der.SEQUENCE)
        read = Container(
            _message_digest(der.children(attributes, der.CONTEXT_0)),
            _certificate(certificate),
            der.content(signature, der.OCTET_STRING),
        )
    except (ValueError, Refusal):
        return None
    return read if _write(read.digest, read.certificate, read.signature) == container else None


def is_intact(read: Container, digest: bytes) -> bool:
    """Tell whether a container that was read is its signer's signature over this digest."""
    try:
        # Takes the one DER form only, so that each signature value has one encoding.
        r, s = decode_dss_signature(read.signature)
        signature = b"".join(number.to_bytes(SIGNATURE_BYTES // 2, "big") for number in (r, s))
    except (ValueError, OverflowError):
        return False
    message = der.set_of(*_attributes(read.digest, certificate_der(read.certificate)))
    public_key = require_p256(read.certificate.public_key())
    return read.digest == digest and verify(public_key, signature, message)


@lru_cache(maxsize=64)
def _certificate(encoded: bytes) -> x509.Certificate:
    return certificate_from_der(encoded)


def _message_digest(attributes: list[bytes]) -> bytes:
    for attribute in attributes:
        name, values = der.children(attribute, der.SEQUENCE)
        if name == _MESSAGE_DIGEST:
            return der.content(der.content(values, der.SET), der.OCTET_STRING)
    raise ValueError(attributes)


def _attributes(digest: bytes, certificate: bytes) -> tuple[bytes, ...]:
    # ESSCertIDv2 without its hash algorithm: SHA-256 is the default, which DER leaves out.
    certificate_id = der.element(der.SEQUENCE, der.element(der.OCTET_STRING, sha256(certificate).digest()))
    signing_certificate = der.element(der.SEQUENCE, der.element(der.SEQUENCE, certificate_id))
    protected_signature = bytes([_CONTEXT_1]) + _ECDSA_SHA256[1:]
    return (
        _attribute(_CONTENT_TYPE, _DATA),
        _attribute(_MESSAGE_DIGEST, der.element(der.OCTET_STRING, digest)),
        _attribute(_SIGNING_CERTIFICATE, signing_certificate),
        _attribute(_ALGORITHM_PROTECTION, der.element(der.SEQUENCE, _SHA256, protected_signature)),
    )


def _attribute(name: bytes, value: bytes) -> bytes:
    return der.element(der.SEQUENCE, name, der.set_of(value))


def _write(digest: bytes, certificate: x509.Certificate, signature: bytes) -> bytes:
    encoded = certificate_der(certificate)
    signer = der.element(der.SEQUENCE, certificate.issuer.public_bytes(), der.integer(certificate.serial_number))
    signer_info = der.element(
        der.SEQUENCE,
        _VERSION_1,
        signer,
        _SHA256,
        der.element(der.CONTEXT_0, *sorted(_attributes(digest, encoded))),
        _ECDSA_SHA256,
        der.element(der.OCTET_STRING, signature),
    )
    signed_data = der.element(
        der.SEQUENCE,
        _VERSION_1,
        der.set_of(_SHA256),
        der.element(der.SEQUENCE, _DATA),
        der.element(der.CONTEXT_0, encoded),
        der.set_of(signer_info),
    )
    return der.element(der.SEQUENCE, _SIGNED_DATA, der.element(der.CONTEXT_0, signed_data))
