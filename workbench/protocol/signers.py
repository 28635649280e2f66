"""Who may sign which kind of record, for what purpose; judged with the trust that the caller holds."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from workbench.domain.people import Role
from workbench.domain.ports import SignatureChecker
from workbench.protocol.facts import RecordFacts, Scope
from workbench.protocol.parking import ParkReason
from workbench.protocol.signatures import Purpose, Signature, signature_bytes, statement
from workbench.protocol.times import moment_from_text


class KeyStatus(enum.Enum):
    """Where a key stands at the moment it signed, for a region and an action."""

    TRUSTED = "trusted"
    UNKNOWN = "unknown"
    REVOKED = "revoked"
    EXPIRED = "expired"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class KeyUse:
    """One use of a key; region and action are None where the record has none."""

    key_id: str
    signed_at: datetime
    region: str | None = None
    action: str | None = None


@dataclass(frozen=True, slots=True)
class KeyStanding:
    """What is known of a key for one use; `is_root` marks the key of the project's own CA."""

    status: KeyStatus
    role: Role | None = None
    person_id: str = ""
    is_root: bool = False


@dataclass(frozen=True, slots=True)
class Trust:
    """The trust of one store: checks signatures, and says where a key stands."""

    checker: SignatureChecker
    standing: Callable[[KeyUse], KeyStanding]


@dataclass(frozen=True, slots=True)
class Requirement:
    """What one good signature has to be: its purpose, and the role of its key or the root key."""

    purposes: frozenset[Purpose]
    roles: frozenset[Role] = frozenset()
    root: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """The signatures that hold, and why the record is not believed all the same; None when it is."""

    good: tuple[Signature, ...]
    reason: ParkReason | None


_EVERYBODY: Final = frozenset(Role)
_ASSESSORS: Final = frozenset({Role.INSPECTOR, Role.SUPERVISOR})
_KEY_REVOCATION: Final = Requirement(frozenset({"trust"}), frozenset({Role.ADMINISTRATOR}), root=True)

REQUIREMENTS: Final[dict[str, Requirement]] = {
    "unit": Requirement(frozenset({"author", "team"}), _ASSESSORS),
    # An edition or a parameter set is what its hash says; a trusted key only vouches that it may be carried here.
    "form_edition": Requirement(frozenset({"author"}), _EVERYBODY),
    "parameter_set": Requirement(frozenset({"author"}), _EVERYBODY),
    "revision": Requirement(frozenset({"author", "team"}), _ASSESSORS),
    "acknowledgement": Requirement(frozenset({"acknowledge"}), _ASSESSORS),
    "decision": Requirement(frozenset({"decide"}), frozenset({Role.SUPERVISOR})),
    "certificate": Requirement(frozenset({"issue"}), frozenset({Role.ISSUER})),
    "revocation": Requirement(frozenset({"issue"}), frozenset({Role.ISSUER})),
    "manifest": Requirement(frozenset({"deliver"}), _EVERYBODY),
    "receipt": Requirement(frozenset({"deliver"}), frozenset({Role.HUB, Role.SUPERVISOR})),
    "trust_list": Requirement(frozenset({"trust"}), root=True),
}

_FAULTS: Final = {
    KeyStatus.UNKNOWN: ParkReason.UNKNOWN_KEY,
    KeyStatus.REVOKED: ParkReason.REVOKED_KEY,
    KeyStatus.EXPIRED: ParkReason.EXPIRED_KEY,
    KeyStatus.OUT_OF_SCOPE: ParkReason.OUT_OF_SCOPE,
}
# When several signatures fail, the one that came furthest is told.
_PROGRESS: Final = (
    ParkReason.MISSING_SIGNATURE,
    ParkReason.UNKNOWN_KEY,
    ParkReason.BAD_SIGNATURE,
    ParkReason.REVOKED_KEY,
    ParkReason.EXPIRED_KEY,
    ParkReason.OUT_OF_SCOPE,
    ParkReason.ROLE_NOT_ALLOWED,
    ParkReason.SIGNER_NOT_NAMED,
)


def requirement_for(facts: RecordFacts) -> Requirement:
    """Give what a record of these facts has to be signed with."""
    return _KEY_REVOCATION if facts.target_kind == "key" else REQUIREMENTS[facts.kind]


def judge(facts: RecordFacts, signatures: Iterable[Signature], scope: Scope | None, trust: Trust) -> Judgement:
    """Judge the signatures of one record.

    Args:
        facts: The facts of the record.
        signatures: Its signatures, as the envelope holds them.
        scope: Region and action that a key has to cover; None where there are none.
        trust: Whom the store trusts.
    """
    good: list[Signature] = []
    reasons: list[ParkReason | None] = [ParkReason.MISSING_SIGNATURE]
    for one in signatures:
        use = KeyUse(one.key, moment_from_text(one.signed_at), *((scope.region, scope.action) if scope else ()))
        standing = trust.standing(use)
        fault = _fault_of(facts, one, standing, trust.checker)
        if fault is None:
            good.append(one)
        reasons.append(fault or _shortfall(facts, one, standing))
    if None in reasons:
        return Judgement(good=tuple(good), reason=None)
    return Judgement(good=tuple(good), reason=max(filter(None, reasons), key=_PROGRESS.index))


def _fault_of(
    facts: RecordFacts, signature: Signature, standing: KeyStanding, checker: SignatureChecker
) -> ParkReason | None:
    if standing.status is KeyStatus.UNKNOWN:
        return ParkReason.UNKNOWN_KEY
    message = statement(signature, kind=facts.kind, record_id=facts.id)
    raw = signature_bytes(signature)
    if not checker.check(key_id=signature.key, suite=signature.suite, signature=raw, message=message):
        return ParkReason.BAD_SIGNATURE
    return _FAULTS.get(standing.status)


def _shortfall(facts: RecordFacts, signature: Signature, standing: KeyStanding) -> ParkReason | None:
    """Say what a good signature lacks to carry the record; None when it carries it."""
    wanted = requirement_for(facts)
    in_role = (wanted.root and standing.is_root) or standing.role in wanted.roles
    if signature.purpose not in wanted.purposes or not in_role:
        return ParkReason.ROLE_NOT_ALLOWED
    if facts.signers is not None and standing.person_id not in facts.signers:
        return ParkReason.SIGNER_NOT_NAMED
    return None
