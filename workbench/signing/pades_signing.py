"""The writing half of `pades`: fields and signatures as incremental revisions, through pyHanko."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any, Final, ParamSpec, TypeVar, cast

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
    enumerate_sig_fields,
)
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from workbench.signing import cms
from workbench.signing.pades_terms import (
    DocumentLocked,
    FieldPlan,
    FieldUnusable,
    Locks,
    PdfUnusable,
    Signatory,
    Signing,
)

_DIGEST: Final = "sha256"

_P = ParamSpec("_P")
_R = TypeVar("_R")


class _Revision(IncrementalPdfFileWriter):
    """Adds one revision that holds what was put into it and nothing else.

    WORKAROUND pyHanko 0.38.0: its writer stamps /Info and XMP with the clock of the machine and draws the file
    identifier at random. Neither is wanted in a signature's revision: metadata that never changes after signing need
    not be allowed to change when the signature is checked.
    """

    def _update_meta(self) -> None:
        pass

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> generic.ArrayObject:
        try:
            first, last = prev.trailer["/ID"]
        except KeyError:
            first = last = generic.ByteStringObject(b"")
        # ISO 32000-2, 14.4: the first part stays, the second names this state of the file.
        seed = first.original_bytes + last.original_bytes + str(prev.last_startxref).encode()
        return generic.ArrayObject(
            [
                generic.ByteStringObject(first.original_bytes or sha256(seed).digest()[:16]),
                generic.ByteStringObject(sha256(seed).digest()[:16]),
            ]
        )


def _refusing(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Turn whatever a parser says about a bad PDF into one refusal."""

    @functools.wraps(function)
    def guarded(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            return function(*args, **kwargs)
        except (PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError) as error:
            raise PdfUnusable(reason=str(error)) from error
        except RecursionError as error:
            raise PdfUnusable(reason="nesting") from error

    return guarded


@_refusing
def add_signature_fields(pdf: bytes, fields: Sequence[FieldPlan]) -> bytes:
    """See `pades.add_signature_fields`."""
    stream = BytesIO(pdf)
    revision = _Revision(stream)
    present = {name: value for name, value, _ in enumerate_sig_fields(revision)}
    for name, value in present.items():
        if value is not None:
            raise DocumentLocked(field=name)
    for field in fields:
        if field.name in present:
            raise FieldUnusable(field=field.name)
        append_signature_field(revision, _specification(field))
        present[field.name] = None
    # PAdES in a PDF 1.x is declared as an extension (ETSI EN 319 142-1, 5.5), here so that no signature need do it.
    if revision.output_version < (2, 0):
        revision.register_extension(ESIC_EXTENSION_1)
    revision.write_in_place()  # type: ignore[no-untyped-call]
    return stream.getvalue()


@_refusing
def sign_pdf(pdf: bytes, signing: Signing, signatory: Signatory) -> bytes:
    """See `pades.sign_pdf`."""
    assert signing.signed_at.tzinfo is not None
    stream = BytesIO(pdf)
    revision = _Revision(stream)
    is_first = _is_first_signature(revision, signing.field)
    embedder = PdfCMSEmbedder().write_cms(signing.field, revision, existing_fields_only=True)
    field = next(embedder).get_object()
    if signing.appearance is not None:
        _draw(revision, field, signing.appearance)
    embedder.send(SigObjSetup(_signature_object(signing, signatory), _modification_policy(field, certifies=is_first)))
    prepared, _ = embedder.send(SigIOSetup(_DIGEST, in_place=True))
    embedder.send(cms.sign_digest(prepared.document_digest, signatory.certificate, signatory.key))
    return stream.getvalue()


def _specification(field: FieldPlan) -> SigFieldSpec:
    if field.locks is Locks.ALL:
        lock, permission = FieldMDPSpec(FieldMDPAction.ALL), MDPPerm.NO_CHANGES
    else:
        lock, permission = FieldMDPSpec(FieldMDPAction.INCLUDE, [field.name]), None
    # pyHanko takes fractions of a point too, its annotation does not say so.
    box = cast("tuple[int, int, int, int]", field.box)
    return SigFieldSpec(field.name, on_page=field.page, box=box, field_mdp_spec=lock, doc_mdp_update_value=permission)


def _is_first_signature(revision: _Revision, wanted: str) -> bool:
    """Find out whether nobody has signed yet; refuse where somebody has locked the document, or the field is no use."""
    is_first = True
    is_empty = False
    for name, value, reference in enumerate_sig_fields(revision):
        if value is None:
            is_empty |= name == wanted
            continue
        is_first = False
        if _permission(reference.get_object()) is MDPPerm.NO_CHANGES:
            raise DocumentLocked(field=name)
    if not is_empty:
        raise FieldUnusable(field=wanted)
    return is_first


def _permission(field: generic.DictionaryObject) -> MDPPerm | None:
    lock = field["/Lock"] if "/Lock" in field else {}  # noqa: SIM401 -- pyHanko's `get` leaves references unresolved
    return MDPPerm(lock["/P"]) if "/P" in lock else None


def _modification_policy(field: generic.DictionaryObject, *, certifies: bool) -> SigMDPSetup:
    """Say what may follow this signature: the field's own lock, and for the first one a certification."""
    permission = _permission(field)
    return SigMDPSetup(
        md_algorithm=_DIGEST,
        certify=certifies,
        field_lock=FieldMDPSpec.from_pdf_object(field["/Lock"]) if "/Lock" in field else None,
        docmdp_perms=permission or (MDPPerm.FILL_FORMS if certifies else None),
    )


def _signature_object(signing: Signing, signatory: Signatory) -> SignatureObject:
    return SignatureObject(
        timestamp=signing.signed_at,
        subfilter=SigSeedSubFilter.PADES,
        name=signing.signer_name,
        reason=signing.reason,
        location=signing.location,
        # Two hexadecimal digits a byte.
        bytes_reserved=2 * cms.longest_container(signatory.certificate),
    )


def _draw(revision: _Revision, field: Any, appearance: bytes) -> None:
    """Make the page of a small PDF the look of a field; viewers fit its box into the field's (ISO 32000-2, 12.5.5)."""
    drawn = revision.import_page_as_xobject(PdfFileReader(BytesIO(appearance)))
    field["/AP"] = generic.DictionaryObject({pdf_name("/N"): drawn})  # type: ignore[no-untyped-call]
