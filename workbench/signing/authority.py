"""The project's file CA: one root, signing requests, certificates (RFC 5280, RFC 2986, decision 2).

Names in certificates are ASCII: libraries that compare X.509 names prepare them by Unicode 3.2 (RFC 3454) and fail on
hundreds of Chinese characters in use. Display names belong to the trust list and the records.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.oid import NameOID

from workbench.domain.refusals import Refusal
from workbench.signing.grants import (
    UNREADABLE,
    CertificateNotOurs,
    Grant,
    GrantRefused,
    common_name,
    grant_extension,
    is_person_id,
    require_proper,
)
from workbench.signing.keys import DETERMINISTIC, FileKey, RandomBytes, key_id, require_p256

# What the library still reads but warns of (a serial below zero) is none of ours, and nobody shall see the warning.
warnings.filterwarnings("error", category=CryptographyDeprecationWarning, module=re.escape(__name__))

ROOT_YEARS: Final = 20

CLOCK_LEEWAY: Final = timedelta(hours=1)
"""Certificates begin a little before they are made: the laptop that signs first may be slow."""

_PROJECT: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,62}[A-Za-z0-9]")


class NameNotAscii(Refusal):
    """A name that goes into a certificate is empty, too long or not plain ASCII; facts: `name`."""

    code = "name_not_ascii"


class RequestRefused(Refusal):
    """A signing request is unreadable, unproved, or names somebody else; facts: `reason`."""

    code = "request_refused"


@dataclass(frozen=True, slots=True)
class Authority:
    """The root of a project: its key and its self-signed certificate."""

    key: FileKey
    certificate: x509.Certificate


@dataclass(frozen=True, slots=True)
class Request:
    """What a signing request says: who asks, with which key, proved by that key's signature."""

    person_id: str
    public_key: ec.EllipticCurvePublicKey
    key_id: str


def create_authority(project_name: str, *, now: datetime, random: RandomBytes) -> Authority:
    """Make the root key and its certificate, valid for twenty years.

    Raises:
        NameNotAscii: the project's name is not plain ASCII of 2 to 64 characters.
    """
    if not _PROJECT.fullmatch(project_name):
        raise NameNotAscii(name=project_name)
    key = FileKey.generate(random)
    name = _name(project_name)
    usage = _key_usage(signs_documents=False)
    certificate = (
        _builder(name, name, key.public_key, random=random)
        .not_valid_before(_whole_second(now - CLOCK_LEEWAY))
        .not_valid_after(_whole_second(now) + timedelta(days=ROOT_YEARS * 365 + ROOT_YEARS // 4))
        .add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
        .add_extension(usage, critical=True)
        .sign(key.private_key, hashes.SHA256(), ecdsa_deterministic=DETERMINISTIC)
    )
    return Authority(key, certificate)


def make_request(key: FileKey, person_id: str) -> str:
    """Ask for a certificate (PKCS#10, RFC 2986); the text is PEM.

    Raises:
        NameNotAscii: the person's id is not a plain ASCII staff number.
    """
    if not is_person_id(person_id):
        raise NameNotAscii(name=person_id)
    request = (
        x509.CertificateSigningRequestBuilder()
        .subject_name(_name(person_id))
        .sign(key.private_key, hashes.SHA256(), ecdsa_deterministic=DETERMINISTIC)
    )
    return request.public_bytes(serialization.Encoding.PEM).decode("ascii")


def read_request(pem: str) -> Request:
    """Read a signing request and check that the asker holds the key.

    Raises:
        RequestRefused: it is unreadable, its signature is wrong, or it does not name one person in ASCII.
        UnsuitableKey: the key is not a P-256 key.
    """
    try:
        request = x509.load_pem_x509_csr(pem.encode("ascii"))
        proved = request.is_signature_valid
        person_id = common_name(request.subject)
        asked = request.public_key()
    except UNREADABLE as error:
        raise RequestRefused(reason="unreadable") from error
    public_key = require_p256(asked)
    if not proved:
        raise RequestRefused(reason="not_proved")
    if not is_person_id(person_id):
        raise RequestRefused(reason="name")
    return Request(person_id, public_key, key_id(public_key))


def issue(
    authority: Authority, request_pem: str, grant: Grant, *, now: datetime, random: RandomBytes
) -> x509.Certificate:
    """Certify the key of a request for one person, role, region and set of actions.

    Raises:
        RequestRefused: the request is unusable, or asks for another person than the grant names.
        UnsuitableKey: the request's key is not a P-256 key.
        GrantRefused: role, region, actions or days are not in their proper form, or the root ends earlier.
    """
    request = read_request(request_pem)
    if request.person_id != grant.person_id:
        raise RequestRefused(reason="another_person", asked=request.person_id, granted=grant.person_id)
    require_proper(grant)
    if grant.person_id == common_name(authority.certificate.subject):
        raise GrantRefused(reason="root_name", value=grant.person_id)
    ends = _whole_second(now) + timedelta(days=grant.days)
    if ends > authority.certificate.not_valid_after_utc:
        raise GrantRefused(reason="outlives_root", value=grant.days)
    root_key_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key)
    return (
        _builder(_name(grant.person_id), authority.certificate.subject, request.public_key, random=random)
        .not_valid_before(_whole_second(now - CLOCK_LEEWAY))
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(signs_documents=True), critical=True)
        .add_extension(root_key_id, critical=False)
        .add_extension(grant_extension(grant), critical=False)
        .sign(authority.key.private_key, hashes.SHA256(), ecdsa_deterministic=DETERMINISTIC)
    )


def certificate_from_der(encoded: bytes) -> x509.Certificate:
    """Read a certificate from DER.

    Raises:
        CertificateNotOurs: it is no certificate.
        UnsuitableKey: its key is not a P-256 key.
    """
    try:
        certificate = x509.load_der_x509_certificate(encoded)
        public_key = certificate.public_key()
        # The library reads these only when they are asked for; a fault shall show here and nowhere later.
        _ = (certificate.issuer, certificate.subject, certificate.extensions, certificate.serial_number)
        _ = (certificate.not_valid_before_utc, certificate.not_valid_after_utc)
    except UNREADABLE as error:
        raise CertificateNotOurs(reason="unreadable") from error
    require_p256(public_key)
    return certificate


def certificate_der(certificate: x509.Certificate) -> bytes:
    """Write a certificate as DER."""
    return certificate.public_bytes(serialization.Encoding.DER)


def certificate_key_id(certificate: x509.Certificate) -> str:
    """Name the key that a certificate certifies."""
    return key_id(require_p256(certificate.public_key()))


def _builder(
    subject: x509.Name, issuer: x509.Name, public_key: ec.EllipticCurvePublicKey, *, random: RandomBytes
) -> x509.CertificateBuilder:
    serial = int.from_bytes(b"\x01" + random(15), "big")
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(serial)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _key_usage(*, signs_documents: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs_documents,
        content_commitment=signs_documents,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs_documents,
        crl_sign=not signs_documents,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _whole_second(moment: datetime) -> datetime:
    assert moment.tzinfo is not None
    return moment.astimezone(UTC).replace(microsecond=0)
