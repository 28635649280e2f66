"""What a certificate of this project allows its owner, written into the certificate itself (RFC 5280, 4.2; decision 2).

It stands in a non-critical private extension, OID `GRANT_OID` (an arc under 2.25, free to use by ITU-T X.667). Its
value is one UTF8String with canonical JSON: `{"actions":[...],"format":1,"region":"140100","role":"inspector"}`.
`actions` holds form family codes; the single entry "*" stands for all of them, an empty list for none. `region` is a
GB/T 2260 code that covers all codes below it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.oid import NameOID

from workbench.domain.people import Role
from workbench.domain.refusals import Refusal
from workbench.signing import der

GRANT_OID: Final = x509.ObjectIdentifier("2.25.239959343049491220095623809705848818356")
"""Where the grant stands in a certificate; the number is a UUID drawn once for this project."""

ALL_ACTIONS: Final = "*"

LONGEST_GRANT_DAYS: Final = 3660

UNREADABLE: Final = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
    CryptographyDeprecationWarning,
)
"""What the X.509 reader raises for bytes that are no proper certificate or request."""

_PERSON_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
_REGION: Final = re.compile(r"[0-9]{6}")
_ACTION: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}|\*")


class GrantRefused(Refusal):
    """What is to be granted cannot be granted; facts: `reason`, `value`."""

    code = "grant_refused"


class CertificateNotOurs(Refusal):
    """A certificate does not carry this project's grant in its one proper form; facts: `reason`."""

    code = "certificate_not_ours"


@dataclass(frozen=True, slots=True)
class Grant:
    """What one certificate allows its owner: a role, in a region, for some actions, for so many days."""

    person_id: str
    role: Role
    region: str
    actions: tuple[str, ...]
    days: int

    def covers_region(self, region: str) -> bool:
        """Tell whether a GB/T 2260 code is this grant's region or lies in it (140000 covers 140100, that 140105)."""
        covered = self.region
        while covered.endswith("00"):
            covered = covered[:-2]
        return bool(_REGION.fullmatch(region)) and region.startswith(covered)

    def covers_action(self, action: str) -> bool:
        """Tell whether a form family code is among this grant's actions."""
        return ALL_ACTIONS in self.actions or action in self.actions


def is_person_id(text: str) -> bool:
    """Tell whether a text can be a staff number in a certificate: plain ASCII, up to 64 signs."""
    return _PERSON_ID.fullmatch(text) is not None


def require_proper(grant: Grant) -> None:
    """Let a well-formed grant through.

    Raises:
        GrantRefused: person, region, actions or days are not in their proper form.
    """
    if not is_person_id(grant.person_id):
        raise GrantRefused(reason="person_id", value=grant.person_id)
    if not _REGION.fullmatch(grant.region):
        raise GrantRefused(reason="region", value=grant.region)
    if len(set(grant.actions)) != len(grant.actions) or len(grant.actions) > 32:
        raise GrantRefused(reason="actions", value=grant.actions)
    for action in grant.actions:
        if not _ACTION.fullmatch(action):
            raise GrantRefused(reason="actions", value=action)
    if not 1 <= grant.days <= LONGEST_GRANT_DAYS:
        raise GrantRefused(reason="days", value=grant.days)


def grant_extension(grant: Grant) -> x509.UnrecognizedExtension:
    """Write a grant as the certificate extension that carries it."""
    return x509.UnrecognizedExtension(GRANT_OID, _written(grant))


def grant_of(certificate: x509.Certificate) -> Grant:
    """Read what a certificate of this project allows; says nothing about who issued it.

    Raises:
        CertificateNotOurs: the extension is missing, or not in the one form that `grant_extension` writes.
    """
    try:
        extension = certificate.extensions.get_extension_for_oid(GRANT_OID)
        assert isinstance(extension.value, x509.UnrecognizedExtension)
        found = extension.value.value
        grant = _grant_from(certificate, json.loads(der.content(found, der.UTF8_STRING)))
        require_proper(grant)
    except (*UNREADABLE, x509.ExtensionNotFound, KeyError, RecursionError, GrantRefused) as error:
        raise CertificateNotOurs(reason="grant") from error
    if _written(grant) != found:
        raise CertificateNotOurs(reason="form")
    return grant


def common_name(name: x509.Name) -> str:
    """Give the common name of an X.509 name that consists of nothing else.

    Raises:
        ValueError: it has other parts, or none.
    """
    names = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    if len(names) != 1 or len(list(name)) != 1:
        raise ValueError(name.rfc4514_string())
    return str(names[0].value)


def _written(grant: Grant) -> bytes:
    said = {"actions": list(grant.actions), "format": 1, "region": grant.region, "role": grant.role.value}
    return der.element(der.UTF8_STRING, json.dumps(said, sort_keys=True, separators=(",", ":")).encode())


def _grant_from(certificate: x509.Certificate, said: Any) -> Grant:
    lasts = certificate.not_valid_after_utc - certificate.not_valid_before_utc
    return Grant(
        person_id=common_name(certificate.subject),
        role=Role(said["role"]),
        region=said["region"],
        actions=tuple(said["actions"]),
        days=lasts.days,
    )
