"""Signatures over records: the statement that is signed, the envelope that carries them, checking and merging."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Annotated, Any, Final, Literal, get_args

import msgspec
from msgspec import Meta

from workbench.domain.ports import RecordSigner, SignatureChecker
from workbench.protocol import canonical, records
from workbench.protocol.records.values import KeyId, Moment, Part
from workbench.protocol.refusals import EnvelopeInvalid, FutureFormat, RecordsDiffer, SignatureRefused, tell_fault
from workbench.protocol.times import moment_to_text

Purpose = Literal["author", "team", "acknowledge", "decide", "issue", "deliver", "trust"]
PURPOSES: Final[frozenset[str]] = frozenset(get_args(Purpose))

ECDSA_P256: Final = "ecdsa-p256-sha256"
MAX_SIGNATURES: Final = 64
MAX_BYTES: Final = canonical.MAX_BYTES + 256 * 1024
FORMAT: Final = 1

_P256_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551

Suite = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[a-z0-9][a-z0-9-]*$(?!\n)")]
SignatureValue = Annotated[str, Meta(min_length=2, max_length=1_400, pattern=r"^[A-Za-z0-9_-]+$(?!\n)")]


class Signature(Part, frozen=True, kw_only=True):
    """One signature over the statement about a record.

    Attributes:
        key: Id of the signing key: first 16 bytes of SHA-256 of its SubjectPublicKeyInfo DER, hex.
        purpose: What the signer means by it.
        signed_at: When it was made, by the signer's clock.
        suite: Crypto suite of the signature.
        value: The signature, base64url without padding; for P-256 r || s with s in the lower half.
    """

    key: KeyId
    purpose: Purpose
    signed_at: Moment
    suite: Suite
    value: SignatureValue


_ENCODER = msgspec.json.Encoder(order="sorted")
_MEMBERS: Final = {"format", "record", "signatures"}
_Signatures = Annotated[tuple[Signature, ...], Meta(max_length=MAX_SIGNATURES)]


@dataclass(frozen=True)
class Envelope:
    """A record with its signatures; `signatures` is sorted and free of duplicates."""

    record: records.Record
    record_bytes: bytes
    signatures: tuple[Signature, ...]

    @cached_property
    def record_id(self) -> str:
        """The record's id: SHA-256 of its canonical bytes."""
        return records.id_of_bytes(self.record_bytes)

    def to_bytes(self) -> bytes:
        """Give the canonical bytes of the envelope."""
        return _ENCODER.encode(
            {"format": FORMAT, "record": msgspec.Raw(self.record_bytes), "signatures": self.signatures},
        )


def statement(signature: Signature, *, kind: str, record_id: str) -> bytes:
    """Give the bytes that a signature covers: who says what about which record, and when."""
    return canonical.encode(
        {
            "key": signature.key,
            "kind": kind,
            "purpose": signature.purpose,
            "record": record_id,
            "signed_at": signature.signed_at,
            "suite": signature.suite,
        },
    )


def sign_record(record: records.Record, signer: RecordSigner, *, purpose: Purpose, signed_at: datetime) -> Signature:
    """Sign a record.

    A P-256 signature (r, s) is as valid as (r, n - s); the one with the smaller s is written, the other is refused on
    reading, so that nobody can change the bytes of an envelope without the key.

    Raises:
        SignatureRefused: the signer gave something that is no signature of its suite.
    """
    unsigned = Signature(
        key=signer.key_id,
        purpose=purpose,
        signed_at=moment_to_text(signed_at),
        suite=signer.suite,
        value="",
    )
    raw = signer.sign(statement(unsigned, kind=record.kind, record_id=records.record_id(record)))
    if signer.suite == ECDSA_P256:
        if len(raw) != 64:
            raise SignatureRefused(key=signer.key_id, suite=signer.suite)
        raw = _with_low_s(raw)
    return msgspec.structs.replace(unsigned, value=_to_base64url(raw))


def seal(record: records.Record, signatures: Iterable[Signature]) -> bytes:
    """Give the bytes of an envelope; they are the same whatever the order of the signatures.

    Raises:
        NotCanonical, RecordInvalid: the record cannot be written.
        EnvelopeInvalid: a signature is malformed, or there are too many.
    """
    record_bytes = records.to_bytes(record)
    return _envelope(record, record_bytes, _signatures(msgspec.to_builtins(tuple(signatures)))).to_bytes()


def open_envelope(data: bytes) -> Envelope:
    """Read an envelope and the record in it, strictly; nothing is said yet about the truth of the signatures.

    Raises:
        NotCanonical: the bytes are not the canonical bytes of what they say.
        EnvelopeInvalid: the envelope is malformed, its signatures are unsorted, doubled or not in their lowest form.
        RecordInvalid: the record does not fit its kind.
        FutureFormat, UnknownKind: made by a later program; keep the bytes and read them after an update.
    """
    value = _members(canonical.decode(data, max_bytes=MAX_BYTES, max_depth=canonical.MAX_DEPTH + 1))
    record = records.from_value(value["record"])
    signatures = _signatures(value["signatures"])
    envelope = _envelope(record, _ENCODER.encode(value["record"]), signatures)
    if envelope.signatures != signatures:
        raise EnvelopeInvalid(place="$.signatures", rule="sorted_once")
    return envelope


def check(envelope: Envelope, checker: SignatureChecker) -> list[tuple[Signature, bool]]:
    """Check every signature of an envelope, in its order."""
    told = []
    for one in envelope.signatures:
        message = statement(one, kind=envelope.record.kind, record_id=envelope.record_id)
        good = checker.check(key_id=one.key, suite=one.suite, signature=signature_bytes(one), message=message)
        told.append((one, good))
    return told


def merge(left: Envelope, right: Envelope) -> Envelope:
    """Unite the signatures of two envelopes of one record.

    Raises:
        RecordsDiffer: the envelopes hold different records.
        EnvelopeInvalid: together they hold more signatures than an envelope may.
    """
    if left.record_bytes != right.record_bytes:
        raise RecordsDiffer(left=left.record_id, right=right.record_id)
    return _envelope(left.record, left.record_bytes, {*left.signatures, *right.signatures})


def signature_bytes(signature: Signature) -> bytes:
    """Give the raw bytes of a signature; for P-256 these are r || s.

    Raises:
        EnvelopeInvalid: the value is not base64url in its one canonical spelling.
    """
    text = signature.value
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raw = b""
    if _to_base64url(raw) != text:
        raise EnvelopeInvalid(place="$.signatures", rule="base64url")
    return raw


def _members(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or value.keys() != _MEMBERS:
        raise EnvelopeInvalid(place="$", rule="members")
    version = value["format"]
    if type(version) is not int or version < FORMAT:
        raise EnvelopeInvalid(place="$.format", rule="Expected `int` >= 1")
    if version > FORMAT:
        raise FutureFormat(kind="envelope", format=version)
    return value


def _signatures(value: Any) -> tuple[Signature, ...]:
    try:
        return msgspec.convert(value, _Signatures)
    except msgspec.ValidationError as fault:
        rule, place = tell_fault(fault)
        raise EnvelopeInvalid(place=f"$.signatures{place[1:]}", rule=rule) from None


def _envelope(record: records.Record, record_bytes: bytes, signatures: Iterable[Signature]) -> Envelope:
    in_order = tuple(sorted(set(signatures), key=_order))
    if len(in_order) > MAX_SIGNATURES:
        raise EnvelopeInvalid(place="$.signatures", rule="too_many", limit=MAX_SIGNATURES)
    for one in in_order:
        raw = signature_bytes(one)
        if one.suite == ECDSA_P256 and raw != _with_low_s(raw):
            raise EnvelopeInvalid(place="$.signatures", rule="lowest_form", key=one.key)
    return Envelope(record=record, record_bytes=record_bytes, signatures=in_order)


def _order(signature: Signature) -> tuple[str, str, str, str, str]:
    return (signature.key, signature.purpose, signature.signed_at, signature.suite, signature.value)


def _with_low_s(raw: bytes) -> bytes:
    """Give r || s, 64 bytes, with the smaller of the two equally valid values of s."""
    s = int.from_bytes(raw[32:])
    return raw[:32] + min(s, (_P256_ORDER - s) % _P256_ORDER).to_bytes(32)


def _to_base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")
