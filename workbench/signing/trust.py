"""Whom to believe, for what, where and when: the trust list in memory (decisions 2, 7).

A key is judged at the moment it says it signed: what it signed before its revocation or expiry stays valid, and
`Trusted.revoked_later` tells that it has been revoked since. That moment is the signer's own claim until a trusted
timestamp covers it.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec

from workbench.domain.people import Role
from workbench.domain.refusals import Refusal
from workbench.signing.authority import certificate_key_id
from workbench.signing.certificate_code import CodeKey
from workbench.signing.grants import UNREADABLE, CertificateNotOurs, Grant, grant_of
from workbench.signing.keys import SUITE, require_p256, verify
from workbench.signing.keys import key_id as key_id_of


class Reason(enum.Enum):
    """Why a key is not believed."""

    UNKNOWN_KEY = "unknown_key"
    BAD_CHAIN = "bad_chain"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    ROLE_NOT_ALLOWED = "role_not_allowed"
    REGION_NOT_COVERED = "region_not_covered"
    ACTION_NOT_COVERED = "action_not_covered"


class TrustListRefused(Refusal):
    """A trust list may not take the place of the one held; facts: `reason`, `held`, `offered` (their numbers)."""

    code = "trust_list_refused"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody whom the project's trust list names, with the certificate that says what he may do."""

    certificate: x509.Certificate
    person_id: str
    name: str
    role: Role
    region: str
    actions: tuple[str, ...]

    @property
    def key_id(self) -> str:
        """The key his certificate certifies."""
        return certificate_key_id(self.certificate)


@dataclass(frozen=True, slots=True)
class Revocation:
    """From when on a key is no longer believed, and why."""

    key_id: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Trusted:
    """The key is believed at that moment; `revoked_later` is set where it has been revoked since."""

    member: Member
    revoked_later: Revocation | None = None


@dataclass(frozen=True, slots=True)
class Untrusted:
    """The key is not believed; `member` is who it belongs to, where the list knows the key."""

    reason: Reason
    member: Member | None = None
    revocation: Revocation | None = None


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a signature is needed for; what is None or empty is not asked."""

    roles: frozenset[Role] | None = None
    region: str | None = None
    action: str | None = None


ANY_PURPOSE = Purpose()


class TrustStore:
    """One trust list: its number, root, members, revocations and the keys of certificate codes.

    Implements `domain.ports.SignatureChecker`. It is built from values that the caller has already checked to be signed
    by the root; the members' certificates are checked here, each when it is first asked for.
    """

    def __init__(
        self,
        *,
        number: int,
        root: x509.Certificate,
        members: Sequence[Member],
        revoked: Sequence[Revocation] = (),
        code_keys: Sequence[CodeKey] = (),
    ) -> None:
        self.number = number
        self.root = root
        self.members = tuple(members)
        self.revoked = tuple(sorted(revoked, key=lambda revocation: (revocation.key_id, revocation.at)))
        self.code_keys = {key.kid: key for key in code_keys}
        self._members = _by_key(members)
        # The earliest revocation of a key counts.
        self._revoked = {revocation.key_id: revocation for revocation in reversed(self.revoked)}
        self._chained: dict[x509.Certificate, bool] = {}

    @property
    def root_key_id(self) -> str:
        """The key that signs trust lists."""
        return certificate_key_id(self.root)

    def public_key(self, key_id: str) -> ec.EllipticCurvePublicKey | None:
        """Give the key of a member whose certificate the root issued, or the root's own; None where it is unknown."""
        if key_id == self.root_key_id:
            return require_p256(self.root.public_key())
        for member in self._members.get(key_id, ()):
            if self._is_chained(member):
                return require_p256(member.certificate.public_key())
        return None

    def member(self, key_id: str) -> Member | None:
        """Give who a key belongs to, by its newest certificate, whatever became of it; None where it is unknown."""
        members = self._members.get(key_id)
        return None if members is None else max(members, key=lambda one: one.certificate.not_valid_before_utc)

    def check(self, *, key_id: str, suite: str, signature: bytes, message: bytes) -> bool:
        """Tell whether a known key made this signature; `status` says whether it was allowed to."""
        public_key = self.public_key(key_id)
        return suite == SUITE and public_key is not None and verify(public_key, signature, message)

    def status(self, key_id: str, at: datetime, purpose: Purpose = ANY_PURPOSE) -> Trusted | Untrusted:
        """Judge a key at the moment it signed (an aware datetime), for a purpose."""
        if key_id not in self._members:
            return Untrusted(Reason.UNKNOWN_KEY)
        member = _in_force(self._members[key_id], at)
        if not self._is_chained(member):
            return Untrusted(Reason.BAD_CHAIN, member)
        revocation = self._revoked.get(key_id)
        if revocation is not None and revocation.at <= at:
            return Untrusted(Reason.REVOKED, member, revocation)
        reason = _out_of_date(member, at) or _beyond(member, purpose)
        if reason is not None:
            return Untrusted(reason, member, revocation)
        return Trusted(member, revocation)

    def code_revocation(self, key: CodeKey) -> Revocation | None:
        """Give from when on a key of certificate codes is no longer believed; None where it still is."""
        return self._revoked.get(key_id_of(key.public_key))

    def _is_chained(self, member: Member) -> bool:
        if member.certificate not in self._chained:
            issued = is_issued_by(member.certificate, self.root)
            self._chained[member.certificate] = issued and _says_the_same(member)
        return self._chained[member.certificate]


def is_issued_by(certificate: x509.Certificate, root: x509.Certificate) -> bool:
    """Tell whether a root issued a certificate directly: names match and the signature is its own."""
    try:
        certificate.verify_directly_issued_by(root)
    except (*UNREADABLE, InvalidSignature):
        return False
    return True


def require_successor(held: TrustStore, offered: TrustStore) -> None:
    """Let a trust list through that may take the place of the one held; the same list once more is let through too.

    Raises:
        TrustListRefused: it has another root ("foreign"), a lower number ("older"), the same number with other content
            ("same_number"), or it forgets a revocation ("forgets").
    """
    reason = _objection(held, offered)
    if reason is not None:
        raise TrustListRefused(reason=reason, held=held.number, offered=offered.number)


def _objection(held: TrustStore, offered: TrustStore) -> str | None:
    if offered.root != held.root:
        return "foreign"
    if offered.number < held.number:
        return "older"
    if offered.number == held.number and not _is_same(held, offered):
        return "same_number"
    return None if _keeps_revocations(held, offered) else "forgets"


def _is_same(held: TrustStore, offered: TrustStore) -> bool:
    return (
        set(held.members) == set(offered.members)
        and held.revoked == offered.revoked
        and held.code_keys == offered.code_keys
    )


def _keeps_revocations(held: TrustStore, offered: TrustStore) -> bool:
    return {revocation.key_id for revocation in held.revoked} <= {revocation.key_id for revocation in offered.revoked}


def _by_key(members: Sequence[Member]) -> dict[str, tuple[Member, ...]]:
    grouped: dict[str, tuple[Member, ...]] = {}
    for member in members:
        grouped[member.key_id] = (*grouped.get(member.key_id, ()), member)
    return grouped


def _in_force(members: tuple[Member, ...], at: datetime) -> Member:
    """Choose among the certificates of one key, renewed or not, the one that was in force; else the newest."""
    newest_first = sorted(members, key=lambda one: one.certificate.not_valid_before_utc, reverse=True)
    return next((member for member in newest_first if _out_of_date(member, at) is None), newest_first[0])


def _out_of_date(member: Member, at: datetime) -> Reason | None:
    if at < member.certificate.not_valid_before_utc:
        return Reason.NOT_YET_VALID
    if at > member.certificate.not_valid_after_utc:
        return Reason.EXPIRED
    return None


def _beyond(member: Member, purpose: Purpose) -> Reason | None:
    grant = grant_of(member.certificate)
    if purpose.roles is not None and grant.role not in purpose.roles:
        return Reason.ROLE_NOT_ALLOWED
    if purpose.region is not None and not grant.covers_region(purpose.region):
        return Reason.REGION_NOT_COVERED
    if purpose.action is not None and not grant.covers_action(purpose.action):
        return Reason.ACTION_NOT_COVERED
    return None


def _says_the_same(member: Member) -> bool:
    try:
        grant = grant_of(member.certificate)
    except CertificateNotOurs:
        return False
    said = Grant(member.person_id, member.role, member.region, member.actions, grant.days)
    return said == grant
