"""The record of whom a project trusts: members with their certificates, revoked keys, keys of certificate QR codes."""

from __future__ import annotations

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from workbench.protocol.records.values import (
    Base64,
    Code,
    Date,
    KeyId,
    Line,
    Moment,
    Number,
    Part,
    Reason,
    RecordBase,
    Region,
    RoleCode,
    StaffNumber,
    ascending,
)


class Member(Part, frozen=True, kw_only=True):
    """A key that is trusted, and for what.

    Attributes:
        key: Id of the key.
        certificate: X.509 certificate of the key, base64 of DER.
        person_id: ASCII staff number.
        name: Name to be shown and printed.
        role: What the key may sign.
        region: Region the key is responsible for; a code ending in zeros covers everything below it.
        actions: Codes of the creation actions covered, ascending; empty means all.
        not_before: From when on the key may sign.
        not_after: Until when the key may sign.
    """

    key: KeyId
    certificate: Base64
    person_id: StaffNumber
    name: Line
    role: RoleCode
    region: Region
    actions: Annotated[tuple[Code, ...], Meta(max_length=50)]
    not_before: Moment
    not_after: Moment


class RevokedKey(Part, frozen=True, kw_only=True):
    """A key that is no longer trusted.

    Attributes:
        key: Id of the key.
        at: From when on its signatures do not count.
        reason: Why.
    """

    key: KeyId
    at: Moment
    reason: Reason


class QrKey(Part, frozen=True, kw_only=True):
    """A key that signs the QR codes of certificates.

    A day is left out, never null, where it is open: lists made before there were days keep their one spelling.

    Attributes:
        kid: Short id of the key as the QR code carries it.
        public: Public key, base64 of the SubjectPublicKeyInfo DER.
        issuer: Code of the issuer.
        valid_from: First day, in China, of certificates it may sign.
        valid_until: Last day, in China, of certificates it may sign.
    """

    kid: Code
    public: Base64
    issuer: Code
    valid_from: Date | UnsetType = UNSET
    valid_until: Date | UnsetType = UNSET


class TrustList(RecordBase, frozen=True, kw_only=True, tag="trust_list"):
    """Whom the project trusts; a higher number replaces a lower one.

    Attributes:
        number: Rises with every list.
        issued_at: When the list was issued.
        project: Name of the project.
        root: Root certificate, base64 of DER.
        members: Trusted keys, ascending by key and not_before; a key may be named once per certificate.
        revoked: Revoked keys, ascending by key and at.
        qr_keys: Keys of certificate QR codes, ascending by kid.
    """

    number: Number
    issued_at: Moment
    project: Line
    root: Base64
    members: Annotated[tuple[Member, ...], Meta(max_length=5_000)]
    revoked: Annotated[tuple[RevokedKey, ...], Meta(max_length=5_000)]
    qr_keys: Annotated[tuple[QrKey, ...], Meta(max_length=500)]

    def broken_rule(self) -> str:
        """Every list rises strictly, so nothing is named twice."""
        if not ascending((one.key, one.not_before) for one in self.members):
            return "members_ascending"
        if not ascending((one.key, one.at) for one in self.revoked):
            return "revoked_ascending"
        if not ascending(one.kid for one in self.qr_keys):
            return "qr_keys_ascending"
        return ""
