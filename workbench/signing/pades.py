"""Signed PDFs: fields before the first signature, PAdES B-B signatures, and what became of them (ETSI EN 319 142-1).

This is the only door to pyHanko. All signature fields exist before the first signature. The first signature certifies
the document (DocMDP): filling the other fields stays allowed, or nothing at all where its own field locks everything,
as with a single required signature. The last required field locks everything with "no changes" (decision 5).

pyHanko takes most of a second to load, so it is imported by these functions only; `warm_up` does it beforehand.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from workbench.domain.people import Role
from workbench.signing.pades_terms import (
    DocumentLocked,
    FieldPlan,
    FieldUnusable,
    Locks,
    PdfUnusable,
    Signatory,
    Signing,
)
from workbench.signing.pdf_verdict import PdfVerdict
from workbench.signing.trust import TrustStore

__all__ = [
    "DocumentLocked",
    "FieldPlan",
    "FieldUnusable",
    "Locks",
    "PdfUnusable",
    "Signatory",
    "Signing",
    "add_signature_fields",
    "sign_pdf",
    "verify_pdf",
    "warm_up",
]

# What pyHanko finds wrong with a file is told by a verdict or refusal; its log would show the clerk a traceback.
logging.getLogger("pyhanko").addHandler(logging.NullHandler())
logging.getLogger("pyhanko").propagate = False


def add_signature_fields(pdf: bytes, fields: Sequence[FieldPlan]) -> bytes:
    """Add all signature fields in one revision.

    Raises:
        PdfUnusable: the PDF is damaged, encrypted, or has no such page.
        FieldUnusable: a field of that name exists.
        DocumentLocked: the PDF is signed already.
    """
    from workbench.signing import pades_signing

    return pades_signing.add_signature_fields(pdf, fields)


def sign_pdf(pdf: bytes, signing: Signing, signatory: Signatory) -> bytes:
    """Fill one signature field; the bytes so far stay as they are, one revision is added.

    Raises:
        PdfUnusable: the PDF or the appearance cannot be read.
        FieldUnusable: there is no empty signature field of that name.
        DocumentLocked: an earlier signature allows no changes.
        SignatureNotMade: key and certificate do not belong together.
    """
    from workbench.signing import pades_signing

    return pades_signing.sign_pdf(pdf, signing, signatory)


def verify_pdf(pdf: bytes, trust: TrustStore, *, required: Sequence[str | Role] = ()) -> PdfVerdict:
    """Check every signature of a PDF against its bytes, its later revisions and a trust list.

    Cutting off the last revision leaves no trace in the file, so `required` says which fields (text) must be signed and
    which roles must have signed; a role named twice needs two signatures. Nothing is raised: a file that cannot be read
    is `UNREADABLE`, or `CHANGED` where it shows traces of a signature.
    """
    from workbench.signing import pades_checking

    return pades_checking.verify_pdf(pdf, trust, required)


def warm_up() -> None:
    """Load pyHanko, on a worker thread before the first signature is wanted."""
    from workbench.signing import pades_checking, pades_signing  # noqa: F401 -- loading is the purpose
