"""What checking a signed PDF comes to, per signature and as a whole."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

from workbench.signing.trust import Member, Reason, Revocation


class Verdict(enum.Enum):
    """The answer, the worst first; the whole file is as bad as its worst signature.

    There is no plain "valid" yet: until a trusted timestamp covers a signature, its time is the signer's own claim.
    """

    UNREADABLE = "unreadable"
    CHANGED = "changed"
    UNKNOWN_SIGNER = "unknown_signer"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    NOT_SIGNED = "not_signed"
    MISSING_SIGNATURE = "missing_signature"
    VALID_NO_TRUSTED_TIME = "valid_no_trusted_time"


class Cause(enum.Enum):
    """Why a signature is called changed or unknown, for experts."""

    COVERED_BYTES = "covered_bytes"
    """Digest or container do not come out: bytes under the signature, or of the signature, differ."""

    LATER_CHANGE = "later_change"
    """The signature itself is intact, but what was added after it is not allowed."""

    BYTES_AFTER = "bytes_after"
    """Something stands after the last signature."""

    LAYOUT = "layout"
    """Byte ranges and signature fields of the file do not belong together one to one."""

    FOREIGN_FORM = "foreign_form"
    """Intact, but not made by this program nor by a known key."""

    NOT_OURS = "not_ours"
    """Intact, but the trust list does not know the signer."""

    NO_TIME = "no_time"
    """The signature does not say when it was made."""


VERDICT_OF_REASON = {
    Reason.UNKNOWN_KEY: Verdict.UNKNOWN_SIGNER,
    Reason.BAD_CHAIN: Verdict.UNKNOWN_SIGNER,
    Reason.REVOKED: Verdict.REVOKED,
    Reason.EXPIRED: Verdict.EXPIRED,
    Reason.NOT_YET_VALID: Verdict.NOT_YET_VALID,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureVerdict:
    """One signature.

    `covered_bytes` counts from the start of the file, the signature's own value included. `member` is who the trust
    list says it is, `claimed_name` what the file says. `revocation` is set too where the key was revoked only later.
    """

    verdict: Verdict
    cause: Cause | None = None
    field: str = ""
    key_id: str = ""
    member: Member | None = None
    claimed_name: str = ""
    reason: str = ""
    location: str = ""
    signed_at: datetime | None = None
    covered_bytes: int = 0
    covers_file: bool = False
    revision: int = 0
    revocation: Revocation | None = None


@dataclass(frozen=True, slots=True)
class PdfVerdict:
    """The whole file; `missing` names the required fields and roles without a valid signature."""

    verdict: Verdict
    signatures: tuple[SignatureVerdict, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Whether every signature holds and none that is required is missing."""
        return self.verdict is Verdict.VALID_NO_TRUSTED_TIME


def worst(verdicts: list[Verdict]) -> Verdict:
    """Choose the worst of some verdicts."""
    order = list(Verdict)
    return min(verdicts, key=order.index)
