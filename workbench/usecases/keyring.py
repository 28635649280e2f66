"""The project's file CA and its trust list: init-ca, request, sign, revoke, install (decisions 1 and 2).

A CA folder holds `root.key` (sealed), `root.pem` and `trust.json` (the newest trust list, a signed record). The trust
list carries every certificate, so it is the one file to bring back to a laptop.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from workbench.domain.people import Person
from workbench.domain.refusals import Refusal
from workbench.protocol.times import moment_to_text
from workbench.signing.authority import (
    Authority,
    certificate_der,
    create_authority,
    issue,
    make_request,
    read_request,
)
from workbench.signing.certificate_claims import china_day
from workbench.signing.certificate_code import CodeKey
from workbench.signing.grants import Grant
from workbench.signing.key_envelope import open_private_key, seal_private_key
from workbench.signing.keys import key_id as key_id_of
from workbench.signing.trust import Member, Revocation, TrustStore, require_successor
from workbench.store import keys as key_table
from workbench.store import records as record_table
from workbench.store import trust as trust_table
from workbench.store.durable_files import write_durably
from workbench.store.rows import Origin
from workbench.store.store import StoreConnection
from workbench.usecases.session import Session
from workbench.usecases.trusting import trust_list_envelope, trust_store_of
from workbench.usecases.typed_text import typed_person, typed_reason
from workbench.usecases.workplace import Workplace

ROOT_KEY, ROOT_CERTIFICATE, TRUST_LIST = "root.key", "root.pem", "trust.json"


class AuthorityExists(Refusal):
    """The folder holds a CA already; facts: `folder`."""

    code = "authority_exists"


class NoAuthority(Refusal):
    """The folder holds no CA; facts: `folder`."""

    code = "no_authority"


class KeyNotListed(Refusal):
    """The trust list does not name the key; facts: `key`."""

    code = "key_not_listed"


@dataclass(frozen=True)
class CertificateAuthority:
    """An opened CA folder."""

    folder: Path
    project: str
    authority: Authority
    trust: TrustStore


def init_authority(place: Workplace, folder: Path, project: str, password: str) -> CertificateAuthority:
    """Make a CA folder with an empty trust list.

    Raises:
        AuthorityExists, NameNotAscii, EmptyPassword.
    """
    if (folder / ROOT_KEY).exists():
        raise AuthorityExists(folder=folder)
    authority = create_authority(project, now=place.now(), random=place.random)
    folder.mkdir(parents=True, exist_ok=True)
    write_durably(folder / ROOT_KEY, seal_private_key(authority.key, password, cost=place.cost, random=place.random))
    write_durably(folder / ROOT_CERTIFICATE, authority.certificate.public_bytes(serialization.Encoding.PEM))
    trust = TrustStore(number=1, root=authority.certificate, members=())
    return _publish(place, CertificateAuthority(folder, project, authority, trust))


def open_authority(folder: Path, password: str) -> CertificateAuthority:
    """Open a CA folder.

    Raises:
        NoAuthority, WrongPassword, TrustListForged.
    """
    try:
        sealed = (folder / ROOT_KEY).read_bytes()
        listed = (folder / TRUST_LIST).read_bytes()
    except FileNotFoundError:
        raise NoAuthority(folder=folder) from None
    trust = trust_store_of(listed)
    project = trust.root.subject.rfc4514_string().removeprefix("CN=")
    return CertificateAuthority(folder, project, Authority(open_private_key(sealed, password), trust.root), trust)


def request_certificate(session: Session) -> str:
    """Write the person's signing request (PEM, RFC 2986)."""
    return make_request(session.require_key(), session.person.person_id)


def sign_request(
    place: Workplace, ca: CertificateAuthority, request_pem: str, grant: Grant, name: str
) -> CertificateAuthority:
    """Certify a request and publish the next trust list, which names its owner.

    Raises:
        RequestRefused, GrantRefused, UnsuitableKey.
    """
    certificate = issue(ca.authority, request_pem, grant, now=place.now(), random=place.random)
    shown = typed_person(Person(grant.person_id, name)).name
    member = Member(certificate, grant.person_id, shown, grant.role, grant.region, grant.actions)
    # The certificate before a renewal stays: what was signed under it is judged by it.
    kept = tuple(one for one in ca.trust.members if _slot(one) != _slot(member))
    return _publish(place, _with(ca, members=(*kept, member)))


def add_code_key(
    place: Workplace, ca: CertificateAuthority, request_pem: str, issuer: str, days: int | None = None
) -> CertificateAuthority:
    """Name a key that signs certificate codes, the issuer it belongs to, and for how many days it may sign.

    Naming it once more gives it a new end and keeps its beginning.

    Raises:
        RequestRefused: the request is unusable.
    """
    public_key, today = read_request(request_pem).public_key, china_day(place.now())
    held = ca.trust.code_keys.get(CodeKey(public_key, issuer).kid)
    begin = today if held is None else held.valid_from
    key = CodeKey(public_key, issuer, begin, None if days is None else today + timedelta(days=days))
    return _publish(place, _with(ca, code_keys=(*ca.trust.code_keys.values(), key)))


def revoke_key(
    place: Workplace, ca: CertificateAuthority, key_id: str, reason: str, at: datetime | None = None
) -> CertificateAuthority:
    """Revoke a key, of a person or of certificate codes, from a moment on (now, unless an earlier one is given).

    Raises:
        KeyNotListed: no member and no issuer has this key.
        ReasonMissing.
    """
    code_keys = {kid: key_id_of(key.public_key) for kid, key in ca.trust.code_keys.items()}
    key_id = code_keys.get(key_id, key_id)
    if key_id not in {*(member.key_id for member in ca.trust.members), *code_keys.values()}:
        raise KeyNotListed(key=key_id)
    revocation = Revocation(key_id, at or place.now(), typed_reason(reason))
    return _publish(place, _with(ca, revoked=(*ca.trust.revoked, revocation)))


def install_trust_list(session: Session, envelope: bytes) -> TrustStore:
    """Put a trust list into the store and pick the certificates of the keys that lie there.

    The first list is believed as it comes (its root's fingerprint is to be compared on paper); later ones must follow.

    Raises:
        TrustListForged, TrustListRefused.
    """
    offered = trust_store_of(envelope)
    with session.store.transaction() as connection:
        held = trust_table.current(connection)
        if held is not None:
            require_successor(trust_store_of(held.envelope), offered)
        record_table.apply(connection, envelope, at=session.place.now_text(), origin=Origin.IMPORTED)
        adopt_certificates(session, connection, offered)
    return offered


def adopt_certificates(session: Session, connection: StoreConnection, trust: TrustStore) -> None:
    """Pick from a trust list the newest certificates of the keys that lie in this store."""
    for row in key_table.listing(connection):
        member = trust.member(row.key_id)
        if member is not None:
            key_table.set_certificate(connection, row.key_id, certificate_der(member.certificate))
            _adopt(session, member.key_id, member.certificate)


def fingerprint(key_id: str) -> str:
    """Group a key id so that two people can compare it aloud."""
    return " ".join(key_id[start : start + 4] for start in range(0, len(key_id), 4)).upper()


def owner_of(trust: TrustStore, key_id: str) -> Person | None:
    """Name the person a key belongs to, where the list knows it."""
    for member in trust.members:
        if member.key_id == key_id:
            return Person(member.person_id, member.name)
    return None


def _slot(member: Member) -> tuple[str, datetime]:
    """A list names a key once per beginning of a certificate; the later of two made within a second counts."""
    return member.key_id, member.certificate.not_valid_before_utc


def _adopt(session: Session, key_id: str, certificate: x509.Certificate) -> None:
    if session.key is not None and session.key.key_id == key_id:
        session.certificate = certificate


def _with(
    ca: CertificateAuthority,
    *,
    members: tuple[Member, ...] | None = None,
    revoked: tuple[Revocation, ...] | None = None,
    code_keys: tuple[CodeKey, ...] | None = None,
) -> CertificateAuthority:
    trust = TrustStore(
        number=ca.trust.number + 1,
        root=ca.authority.certificate,
        members=ca.trust.members if members is None else members,
        revoked=ca.trust.revoked if revoked is None else revoked,
        code_keys=tuple(ca.trust.code_keys.values()) if code_keys is None else code_keys,
    )
    return CertificateAuthority(ca.folder, ca.project, ca.authority, trust)


def _publish(place: Workplace, ca: CertificateAuthority) -> CertificateAuthority:
    envelope = trust_list_envelope(ca.authority, ca.trust, project=ca.project, issued_at=moment_to_text(place.now()))
    write_durably(ca.folder / TRUST_LIST, envelope)
    return ca
