"""What `pades` is asked for and what it refuses; free of pyHanko, so that both its halves may know it."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509

from workbench.domain.ports import RecordSigner
from workbench.domain.refusals import Refusal


class Locks(enum.Enum):
    """What a signature freezes besides the pages: its own field, or the whole document."""

    OWN = "own"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """One signature field to be: page index (from 0; -1 is the last) and box (left, bottom, right, top) in points."""

    name: str
    page: int
    box: tuple[float, float, float, float]
    locks: Locks


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: a key, in memory or on a token, and the certificate of that key."""

    key: RecordSigner
    certificate: x509.Certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """One signature to be made.

    `signed_at` is an aware datetime, `signer_name` the display name; `appearance` is a one-page PDF of the size of the
    field's box, drawn into it; None leaves the field blank.
    """

    field: str
    signed_at: datetime
    signer_name: str
    reason: str = ""
    location: str = ""
    appearance: bytes | None = None


class PdfUnusable(Refusal):
    """A PDF cannot be read or extended; facts: `reason`."""

    code = "pdf_unusable"


class FieldUnusable(Refusal):
    """There is no such empty signature field, or one of that name exists already; facts: `field`."""

    code = "field_unusable"


class DocumentLocked(Refusal):
    """A signature allows no further one, or no further field; facts: `field`."""

    code = "document_locked"
