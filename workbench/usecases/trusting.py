"""Between the trust list as a record and the trust store that judges signatures."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from datetime import date

from msgspec import UNSET, UnsetType

from workbench.domain.people import Role
from workbench.domain.refusals import Refusal
from workbench.protocol import records
from workbench.protocol.signatures import Envelope, check, open_envelope, seal, sign_record
from workbench.protocol.times import moment_from_text, moment_to_text
from workbench.signing.authority import Authority, certificate_der, certificate_from_der
from workbench.signing.certificate_code import CodeKey
from workbench.signing.grants import ALL_ACTIONS
from workbench.signing.keys import public_key_from_spki, spki
from workbench.signing.trust import Member, Revocation, TrustStore


class NotATrustList(Refusal):
    """The record is no trust list."""

    code = "not_a_trust_list"


class TrustListForged(Refusal):
    """The trust list is not signed by the root it names."""

    code = "trust_list_forged"


def trust_store_of(envelope_bytes: bytes) -> TrustStore:
    """Read a trust list and make sure that its own root signed it.

    Raises:
        NotATrustList, TrustListForged, or what the envelope's reader refuses.
    """
    envelope = open_envelope(envelope_bytes)
    record = envelope.record
    if not isinstance(record, records.TrustList):
        raise NotATrustList(kind=record.kind)
    store = TrustStore(
        number=record.number,
        root=certificate_from_der(base64.b64decode(record.root)),
        members=[_member_of(one) for one in record.members],
        revoked=[Revocation(one.key, moment_from_text(one.at), one.reason) for one in record.revoked],
        code_keys=[_code_key_of(one) for one in record.qr_keys],
    )
    if not _is_signed_by_root(envelope, store):
        raise TrustListForged(number=record.number)
    return store


def trust_list_envelope(
    authority: Authority,
    store: TrustStore,
    *,
    project: str,
    issued_at: str,
) -> bytes:
    """Write a trust store as a signed record."""
    record = records.TrustList(
        number=store.number,
        issued_at=issued_at,
        project=project,
        root=_text(certificate_der(authority.certificate)),
        members=tuple(sorted((_row_of(member) for member in store.members), key=lambda row: (row.key, row.not_before))),
        revoked=_revoked_rows(store.revoked),
        qr_keys=tuple(_code_key_row(key) for _, key in sorted(store.code_keys.items())),
    )
    signed_at = moment_from_text(issued_at)
    return seal(record, [sign_record(record, authority.key, purpose="trust", signed_at=signed_at)])


def _is_signed_by_root(envelope: Envelope, store: TrustStore) -> bool:
    return any(
        good and signature.purpose == "trust" and signature.key == store.root_key_id
        for signature, good in check(envelope, store)
    )


def _member_of(row: records.Member) -> Member:
    return Member(
        certificate=certificate_from_der(base64.b64decode(row.certificate)),
        person_id=row.person_id,
        name=row.name,
        role=Role(row.role),
        region=row.region,
        actions=row.actions or (ALL_ACTIONS,),
    )


def _row_of(member: Member) -> records.Member:
    return records.Member(
        key=member.key_id,
        certificate=_text(certificate_der(member.certificate)),
        person_id=member.person_id,
        name=member.name,
        role=member.role.value,
        region=member.region,
        actions=() if ALL_ACTIONS in member.actions else member.actions,
        not_before=moment_to_text(member.certificate.not_valid_before_utc),
        not_after=moment_to_text(member.certificate.not_valid_after_utc),
    )


def _code_key_of(row: records.QrKey) -> CodeKey:
    return CodeKey(
        public_key_from_spki(base64.b64decode(row.public)), row.issuer, _day(row.valid_from), _day(row.valid_until)
    )


def _code_key_row(key: CodeKey) -> records.QrKey:
    return records.QrKey(
        kid=key.kid,
        public=_text(spki(key.public_key)),
        issuer=key.issuer,
        valid_from=key.valid_from.isoformat() if key.valid_from else UNSET,
        valid_until=key.valid_until.isoformat() if key.valid_until else UNSET,
    )


def _day(text: str | UnsetType) -> date | None:
    return None if isinstance(text, UnsetType) else date.fromisoformat(text)


def _revoked_rows(revoked: Iterable[Revocation]) -> tuple[records.RevokedKey, ...]:
    """A key is revoked once, from the earliest moment told."""
    rows: dict[str, Revocation] = {}
    for one in revoked:
        held = rows.get(one.key_id)
        rows[one.key_id] = one if held is None or one.at < held.at else held
    return tuple(
        records.RevokedKey(key=key, at=moment_to_text(rows[key].at), reason=rows[key].reason) for key in sorted(rows)
    )


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
