"""The signed code on a certificate (QR), readable by any program, verified without a network.

Text: `SXC1:` followed by base45 (RFC 9285, alphanumeric mode of a QR) of a COSE_Sign1 message (RFC 9052, 4.2), tag 18:

    18([ << {1: -7, 4: kid} >>, {}, << claims >>, signature ])

`-7` is ES256 (RFC 9053, 2.1): ECDSA on P-256 with SHA-256, the signature is r || s, 64 bytes, over the Sig_structure
`["Signature1", protected, h'', claims]`; of the two values of s that verify only the lower one (at most n/2) is taken,
so that nobody can make a second code out of the first. `kid` is the first 8 bytes of SHA-256 over the
SubjectPublicKeyInfo of the signing key, which the project's trust list names together with its issuer and the days on
which it may sign. The unprotected header is empty.

Claims are a CWT claims set (RFC 8392) in the deterministic encoding of RFC 8949, 4.2.1; other keys are refused:

    1        issuer code (text); must be the issuer of the key
    4        the moment the validity ends: 00:00 +08:00 after the last valid day (seconds); absent where it is open
    6        the moment of issue: 00:00 +08:00 of the day of issue (seconds)
    -70001   map:
        1    name of the unit, at most 60 bytes of UTF-8; a longer one is cut and ends with U+2026
        2    unified social credit code (text of 18); absent where the unit has none
        3    form and edition, joined by "/" (text)
        4    score in ten-thousandths of a point (integer); absent where the form publishes none
        5    code of the grade (text)
        6    number of the certificate (text)
        8    day of issue, yyyymmdd (integer)
        9    last valid day, yyyymmdd (integer); absent where it is open
        10   creation action: code of the form family (text)
        11   first 16 bytes of the record id of the assessed revision
        12   name of the grade (text)
        13   first 8 bytes of SHA-256 over the full name of the unit in UTF-8; only where 1 is cut
        14   true where the form holds items of the project's own construction; else absent

Texts are NFC without control, format or surrogate characters. A reader checks in this order: prefix, length, base45,
frame, key, signature, and only then looks at the claims, which it encodes again and compares byte for byte. A score has
up to four places (the scoring contract), hence ten-thousandths. At 30 mm the longest text of ours is QR version 17, Q.
The README's chapter "Contracts: the certificate code" tells the same to other programs, with a worked example.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec

from workbench.domain.ports import RecordSigner
from workbench.domain.refusals import Refusal
from workbench.signing import base45, certificate_claims
from workbench.signing.certificate_claims import CertificateClaims
from workbench.signing.keys import ORDER, SIGNATURE_BYTES, SUITE, key_id, verify

PREFIX: Final = "SXC1:"

LONGEST_TEXT: Final = 531
"""Signs that fit into a QR of version 17, level Q, in alphanumeric mode (ISO/IEC 18004, table 7)."""

_KID_BYTES: Final = 8
_FRAME_START: Final = bytes.fromhex("d2844da201260448")
"""Tag 18, array of 4, 13 bytes of protected header, in it {1: -7, 4: 8 bytes that follow}."""

_EMPTY_MAP: Final = b"\xa0"
_SIGNATURE_START: Final = b"\x58\x40"
"""Byte string of 64 bytes."""


class NotACertificateCode(Refusal):
    """The text is no certificate code of this project at all; facts: `reason`."""

    code = "not_a_certificate_code"


class DamagedCode(Refusal):
    """The text begins like a certificate code but is cut, misread or built otherwise; facts: `reason`."""

    code = "damaged_code"


class UnknownCodeKey(Refusal):
    """No known key signed this code; facts: `kid`."""

    code = "unknown_code_key"


class ForgedCode(Refusal):
    """The signature is not the named key's, or the key belongs to another issuer; facts: `kid`, `issuer`."""

    code = "forged_code"


class CodeTooLong(Refusal):
    """The certificate says more than a code of 30 mm can carry; facts: `signs`, `limit`."""

    code = "code_too_long"


@dataclass(frozen=True, slots=True)
class CodeKey:
    """A key that signs certificate codes, the issuer it belongs to, and its first and last day of use; None is open."""

    public_key: ec.EllipticCurvePublicKey
    issuer: str
    valid_from: date | None = None
    valid_until: date | None = None

    @property
    def kid(self) -> str:
        """First 8 bytes of SHA-256 over the SubjectPublicKeyInfo, as 16 hex digits."""
        return code_kid(key_id(self.public_key))

    def covers(self, day: date) -> bool:
        """Tell whether the key may sign a certificate of this day."""
        has_begun = self.valid_from is None or self.valid_from <= day
        return has_begun and (self.valid_until is None or day <= self.valid_until)


def code_kid(key_id: str) -> str:
    """Shorten a key id to the kid that a code carries."""
    return key_id[: 2 * _KID_BYTES]


def make_code(claims: CertificateClaims, key: RecordSigner) -> str:
    """Sign the code of a certificate.

    Raises:
        ClaimsRefused: a claim is not in its proper form.
        CodeTooLong: together they do not fit into a code of 30 mm.
    """
    assert key.suite == SUITE
    kid = bytes.fromhex(code_kid(key.key_id))
    payload = certificate_claims.encode(claims)
    signature = _with_lower_s(key.sign(_signed_bytes(kid, payload)))
    framed = _FRAME_START + kid + _EMPTY_MAP + cbor2.dumps(payload) + _SIGNATURE_START + signature
    text = PREFIX + base45.encode(framed)
    if len(text) > LONGEST_TEXT:
        raise CodeTooLong(signs=len(text), limit=LONGEST_TEXT)
    return text


def read_code(text: str, keys: Mapping[str, CodeKey]) -> CertificateClaims:
    """Verify a code and give what it says; `keys` are the known keys by their kid (`TrustStore.code_keys`).

    Whether the certificate has expired or was revoked, and whether its key might sign it then, is the caller's to ask.

    Raises:
        NotACertificateCode: the text does not begin like one, or is far too long.
        DamagedCode: it is cut, misread, or framed in any other way than ours.
        UnknownCodeKey: its key is not known.
        ForgedCode: the signature is not that key's, or the claims name an issuer whose key it is not.
        ClaimsRefused: it is signed, but its claims are not in the form of this version.
    """
    return read_signed_code(text, keys)[0]


def read_signed_code(text: str, keys: Mapping[str, CodeKey]) -> tuple[CertificateClaims, CodeKey]:
    """Verify a code as `read_code` does, and give the key that signed it too."""
    kid, payload, signature = _unframed(_frame(text))
    if not _is_in_lower_half(signature):
        raise DamagedCode(reason="signature")
    key = keys.get(kid.hex())
    if key is None:
        raise UnknownCodeKey(kid=kid.hex())
    if not verify(key.public_key, signature, _signed_bytes(kid, payload)):
        raise ForgedCode(kid=kid.hex(), issuer=key.issuer)
    claims = certificate_claims.decode(payload)
    if claims.issuer != key.issuer:
        raise ForgedCode(kid=kid.hex(), issuer=claims.issuer)
    return claims, key


def _frame(text: str) -> bytes:
    if not text.startswith(PREFIX):
        raise NotACertificateCode(reason="prefix")
    if len(text) > LONGEST_TEXT:
        raise NotACertificateCode(reason="length")
    try:
        return base45.decode(text[len(PREFIX) :])
    except ValueError as error:
        raise DamagedCode(reason="base45") from error


def _unframed(frame: bytes) -> tuple[bytes, bytes, bytes]:
    """Take kid, claims and signature out of the one frame there is, without any CBOR reader."""
    kid_ends = len(_FRAME_START) + _KID_BYTES
    signature_starts = len(frame) - SIGNATURE_BYTES
    kid = frame[len(_FRAME_START) : kid_ends]
    framed_payload = frame[kid_ends + len(_EMPTY_MAP) : signature_starts - len(_SIGNATURE_START)]
    # A byte string of 24 to 255 bytes has a head of two bytes, a longer one of three.
    payload = framed_payload[2 if len(framed_payload) <= 2 + 255 else 3 :]
    again = _FRAME_START + kid + _EMPTY_MAP + cbor2.dumps(payload) + _SIGNATURE_START + frame[signature_starts:]
    if not payload or again != frame:
        raise DamagedCode(reason="frame")
    return kid, payload, frame[signature_starts:]


def _signed_bytes(kid: bytes, payload: bytes) -> bytes:
    protected = _FRAME_START[3:] + kid
    return cbor2.dumps(["Signature1", protected, b"", payload])


def _with_lower_s(signature: bytes) -> bytes:
    """Of (r, s) and (r, n - s), which verify alike, take the one with the lower s (SEC 1, 4.1.4; BIP 62)."""
    r, s = signature[: SIGNATURE_BYTES // 2], int.from_bytes(signature[SIGNATURE_BYTES // 2 :], "big")
    return r + min(s, ORDER - s).to_bytes(SIGNATURE_BYTES // 2, "big")


def _is_in_lower_half(signature: bytes) -> bool:
    return int.from_bytes(signature[SIGNATURE_BYTES // 2 :], "big") <= ORDER // 2
