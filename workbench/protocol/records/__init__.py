"""One struct per kind of record, and the way between a record, its canonical bytes and its id."""

from __future__ import annotations

import hashlib
from typing import Any, Final

import msgspec

from workbench.protocol import canonical
from workbench.protocol.records.decisions import (
    Certificate,
    CertifiedUnit,
    Comment,
    Decision,
    GradeRef,
    Issuer,
    Revocation,
)
from workbench.protocol.records.deliveries import BlobRef, Manifest, ParkedRef, Receipt, RecordRef
from workbench.protocol.records.forms import FormEdition, ParameterSet
from workbench.protocol.records.revisions import (
    Acknowledgement,
    AssessedUnit,
    DevicePosition,
    EvidenceRef,
    Mark,
    ParameterSource,
    Reading,
    Revision,
    Visit,
)
from workbench.protocol.records.trust import Member, QrKey, RevokedKey, TrustList
from workbench.protocol.records.units import Unit
from workbench.protocol.records.values import ActingPerson, FormRef, MediaType, PersonRef, RecordBase, RoleCode
from workbench.protocol.refusals import FutureFormat, NotCanonical, RecordInvalid, UnknownKind, tell_fault

__all__ = [
    "KINDS",
    "Acknowledgement",
    "ActingPerson",
    "AssessedUnit",
    "BlobRef",
    "Certificate",
    "CertifiedUnit",
    "Comment",
    "Decision",
    "DevicePosition",
    "EvidenceRef",
    "FormEdition",
    "FormRef",
    "GradeRef",
    "Issuer",
    "Manifest",
    "Mark",
    "MediaType",
    "Member",
    "ParameterSet",
    "ParameterSource",
    "ParkedRef",
    "PersonRef",
    "QrKey",
    "Reading",
    "Receipt",
    "Record",
    "RecordBase",
    "RecordRef",
    "Revision",
    "Revocation",
    "RevokedKey",
    "RoleCode",
    "TrustList",
    "Unit",
    "Visit",
    "from_bytes",
    "from_value",
    "id_of_bytes",
    "record_id",
    "to_bytes",
]

Record = (
    Unit
    | FormEdition
    | ParameterSet
    | Revision
    | Acknowledgement
    | Decision
    | Certificate
    | Revocation
    | Manifest
    | Receipt
    | TrustList
)

KINDS: Final[dict[str, type[RecordBase]]] = {
    str(one.__struct_config__.tag): one
    for one in (
        Unit,
        FormEdition,
        ParameterSet,
        Revision,
        Acknowledgement,
        Decision,
        Certificate,
        Revocation,
        Manifest,
        Receipt,
        TrustList,
    )
}
FORMAT: Final = 1

_ENCODER = msgspec.json.Encoder(order="sorted")


def to_bytes(record: Record) -> bytes:
    """Give the canonical bytes of a record, after making sure that they can be read again.

    Raises:
        NotCanonical: a text or number lies outside the canonical profile.
        RecordInvalid: a field does not fit, or fields contradict each other.
    """
    try:
        data = _ENCODER.encode(record)
    except UnicodeEncodeError:
        raise NotCanonical(place="$", rule=canonical.Rule.SURROGATE.value) from None
    from_bytes(data)
    return data


def from_bytes(data: bytes) -> Record:
    """Read a record from its canonical bytes.

    Raises:
        NotCanonical: the bytes are not canonical.
        RecordInvalid: the record does not fit its kind.
        FutureFormat: the record was made by a later program; its bytes should be kept.
        UnknownKind: the kind is not known; its bytes should be kept.
    """
    return from_value(canonical.decode(data))


def from_value(value: Any) -> Record:
    """Read a record from a value that `canonical.decode` has given; refuses as `from_bytes` does."""
    kind = _kind_of(value)
    try:
        record: Record = msgspec.convert(value, KINDS[kind])  # type: ignore[assignment]
    except msgspec.ValidationError as fault:
        rule, place = tell_fault(fault)
        raise RecordInvalid(place=place, kind=kind, rule=rule) from None
    rule = record.broken_rule() or _content_rule(record)
    if rule:
        raise RecordInvalid(place="$", kind=kind, rule=rule)
    return record


def record_id(record: Record) -> str:
    """Give the id of a record: SHA-256 of its canonical bytes, 64 hex digits."""
    return id_of_bytes(to_bytes(record))


def id_of_bytes(data: bytes) -> str:
    """Give the id of the record whose canonical bytes these are."""
    return hashlib.sha256(data).hexdigest()


def _kind_of(value: Any) -> str:
    if not isinstance(value, dict):
        raise RecordInvalid(place="$", kind="", rule="Expected `object`")
    kind, version = value.get("kind"), value.get("format")
    if not isinstance(kind, str):
        raise RecordInvalid(place="$.kind", kind="", rule="Expected `str`")
    if type(version) is not int:
        raise RecordInvalid(place="$.format", kind=kind[:32], rule="Expected `int`")
    if version > FORMAT:
        raise FutureFormat(kind=kind[:32], format=version)
    if kind not in KINDS:
        raise UnknownKind(kind=kind[:32])
    return kind


def _content_rule(record: Record) -> str:
    if isinstance(record, FormEdition):
        content = hashlib.sha256(canonical.encode(record.content)).hexdigest()
        return "" if content == record.sha256 else "sha256_of_content"
    return ""
