"""The checking half of `pades`: strict bytes first, then the later revisions through pyHanko, then the trust list."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Final

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    FieldComparisonContext,
    FieldMDPRule,
    FormUpdate,
    FormUpdatingRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
    XrefStreamRule,
)
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from workbench.domain.people import Role
from workbench.signing import cms, pdf_layout
from workbench.signing.authority import certificate_key_id
from workbench.signing.keys import KEY_ID_BYTES
from workbench.signing.pdf_layout import Span
from workbench.signing.pdf_verdict import VERDICT_OF_REASON, Cause, PdfVerdict, SignatureVerdict, Verdict, worst
from workbench.signing.trust import Trusted, TrustStore, is_issued_by

_PADES: Final = "/ETSI.CAdES.detached"


class _SameFields(FieldMDPRule):
    """No field comes or goes after the first signature: all were there before it (decision 5)."""

    def apply(self, context: FieldComparisonContext) -> Iterable[tuple[ModificationLevel, FormUpdate]]:
        """Look at all fields of two revisions."""
        for name, comparison in context.field_specs.items():
            if comparison.old_field_ref is None or comparison.new_field_ref is None:
                raise SuspiciousModification(f"field {name} added or removed")
        return ()


_MAY_CHANGE: Final = StandardDiffPolicy(
    # Narrower than pyHanko's own policy: our revisions never touch metadata, extensions, versions or other fields.
    # Validation data and a document timestamp (B-LTA) will need `DSSCompareRule` and a rule for the timestamp's field.
    global_rules=[
        CatalogModificationRule(ignored_keys={"/AcroForm"}),  # type: ignore[no-untyped-call]
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ],
    form_rule=FormUpdatingRule([_SameFields(), SigFieldModificationRule()], ignored_acroform_keys={"/Fields"}),
    ignore_orphaned_objects=False,
    ignore_identical_objects=False,
)


@dataclass(frozen=True, slots=True)
class _Examined:
    """One span with what its own bytes say; `read` is None where the container is not of our form."""

    span: Span
    value: bytes | None
    read: cms.Container | None
    is_intact: bool


def verify_pdf(pdf: bytes, trust: TrustStore, required: Sequence[str | Role]) -> PdfVerdict:
    """See `pades.verify_pdf`."""
    try:
        signatures = _judge_all(pdf, trust)
    except Exception:  # noqa: BLE001 -- a hostile file may break a parser in any way; none of them may reach the user
        return PdfVerdict(Verdict.CHANGED if pdf_layout.has_traces(pdf) else Verdict.UNREADABLE)
    missing = _missing(signatures, required)
    if not signatures:
        return PdfVerdict(Verdict.CHANGED if pdf_layout.has_traces(pdf) else Verdict.NOT_SIGNED, (), missing)
    verdicts = [signature.verdict for signature in signatures]
    return PdfVerdict(
        worst([*verdicts, Verdict.MISSING_SIGNATURE] if missing else verdicts), tuple(signatures), missing
    )


def _judge_all(pdf: bytes, trust: TrustStore) -> list[SignatureVerdict]:
    spans = pdf_layout.find_spans(pdf)
    if len(spans) > pdf_layout.MOST_SIGNATURES:
        raise ValueError(len(spans))
    examined = [_examine(pdf, span) for span in spans]
    broken = [_broken(one, pdf, trust) for one in examined if one.read is not None and not one.is_intact]
    # Most changes are noticed here, by the digest alone, before any PDF parser sees the file.
    return broken or _judge_fields(pdf, {one.span: one for one in examined}, trust)


def _examine(pdf: bytes, span: Span) -> _Examined:
    value = pdf_layout.container(pdf, span)
    read = None if value is None else cms.read_container(value)
    if value is None or read is None:
        return _Examined(span, value, None, is_intact=False)
    return _Examined(span, value, read, is_intact=cms.is_intact(read, pdf_layout.digest(pdf, span)))


def _broken(one: _Examined, pdf: bytes, trust: TrustStore) -> SignatureVerdict:
    assert one.read is not None
    key_id = certificate_key_id(one.read.certificate)
    return SignatureVerdict(
        verdict=Verdict.CHANGED,
        cause=Cause.COVERED_BYTES,
        key_id=key_id,
        member=trust.member(key_id),
        covered_bytes=one.span.ends,
        covers_file=one.span.ends == len(pdf),
    )


def _judge_fields(pdf: bytes, examined: dict[Span, _Examined], trust: TrustStore) -> list[SignatureVerdict]:
    reader = PdfFileReader(BytesIO(pdf), strict=True)
    judged: list[SignatureVerdict] = []
    for embedded in reader.embedded_signatures:
        one = examined.pop(_span(embedded), None)
        judged.append(_judge(embedded, one, pdf, trust))
    # A signature that no field names any more: the field was given another one.
    judged.extend(
        SignatureVerdict(verdict=Verdict.CHANGED, cause=Cause.LAYOUT, covered_bytes=span.ends) for span in examined
    )
    is_covered = any(signature.covers_file or signature.verdict is Verdict.CHANGED for signature in judged)
    if judged and not is_covered:
        judged[-1] = replace(judged[-1], verdict=Verdict.CHANGED, cause=Cause.BYTES_AFTER)
    return judged


def _span(embedded: EmbeddedPdfSignature) -> Span:
    _, gap_starts, gap_ends, length = (int(number) for number in embedded.byte_range)
    return Span(gap_ends + length, gap_starts, gap_ends)


def _judge(embedded: EmbeddedPdfSignature, one: _Examined | None, pdf: bytes, trust: TrustStore) -> SignatureVerdict:
    told = _told(embedded, pdf)
    if one is None or not _holds(embedded, one):
        return replace(told, verdict=Verdict.CHANGED, cause=Cause.LAYOUT)
    if one.read is None or embedded.sig_object.get("/SubFilter") != _PADES:
        return _judge_foreign(embedded, told, trust)
    told = replace(told, key_id=certificate_key_id(one.read.certificate))
    if not _is_followed_by_allowed_changes_only(embedded):
        return replace(told, verdict=Verdict.CHANGED, cause=Cause.LATER_CHANGE, member=trust.member(told.key_id))
    return _judge_signer(one.read, told, trust)


def _told(embedded: EmbeddedPdfSignature, pdf: bytes) -> SignatureVerdict:
    """Collect what the signature says about itself; the verdict is still to come."""
    said = embedded.sig_object
    ends = _span(embedded).ends
    return SignatureVerdict(
        verdict=Verdict.UNREADABLE,
        field=str(embedded.field_name),
        claimed_name=str(said.get("/Name", "")),
        reason=str(said.get("/Reason", "")),
        location=str(said.get("/Location", "")),
        signed_at=embedded.self_reported_timestamp,
        covered_bytes=ends,
        covers_file=ends == len(pdf),
        revision=int(embedded.signed_revision),
    )


def _holds(embedded: EmbeddedPdfSignature, one: _Examined) -> bool:
    """Tell whether the value of the field is the very string in the gap of its byte range."""
    in_field: bytes = embedded.pkcs7_content
    if one.value is None:
        return False
    gap = one.span.gap_ends - one.span.gap_starts - 2
    return len(in_field) * 2 == gap and in_field == one.value.ljust(len(in_field), b"\0")


def _judge_foreign(embedded: EmbeddedPdfSignature, told: SignatureVerdict, trust: TrustStore) -> SignatureVerdict:
    """Tell a stranger's signature, made by another program, from a broken one of ours."""
    certificate = embedded.signer_cert
    key_id = hashlib.sha256(certificate.public_key.dump()).digest()[:KEY_ID_BYTES].hex()
    digest = embedded.compute_digest()
    is_intact = all(validate_sig_integrity(embedded.signer_info, certificate, "data", digest))
    if is_intact and trust.member(key_id) is None:
        return replace(told, verdict=Verdict.UNKNOWN_SIGNER, cause=Cause.FOREIGN_FORM, key_id=key_id)
    return replace(told, verdict=Verdict.CHANGED, cause=Cause.COVERED_BYTES, key_id=key_id)


def _is_followed_by_allowed_changes_only(embedded: EmbeddedPdfSignature) -> bool:
    embedded.compute_integrity_info(diff_policy=_MAY_CHANGE)  # type: ignore[no-untyped-call]
    return embedded.summarise_integrity_info()["docmdp_ok"] is True


def _judge_signer(read: cms.Container, told: SignatureVerdict, trust: TrustStore) -> SignatureVerdict:
    if told.signed_at is None or told.signed_at.tzinfo is None:
        return replace(told, verdict=Verdict.UNREADABLE, cause=Cause.NO_TIME)
    status = trust.status(told.key_id, told.signed_at)
    if not is_issued_by(read.certificate, trust.root):
        return replace(told, verdict=Verdict.UNKNOWN_SIGNER, cause=Cause.NOT_OURS)
    if isinstance(status, Trusted):
        return replace(
            told,
            verdict=Verdict.VALID_NO_TRUSTED_TIME,
            member=status.member,
            revocation=status.revoked_later,
        )
    verdict = VERDICT_OF_REASON[status.reason]
    cause = Cause.NOT_OURS if verdict is Verdict.UNKNOWN_SIGNER else None
    return replace(told, verdict=verdict, cause=cause, member=status.member, revocation=status.revocation)


def _missing(signatures: Sequence[SignatureVerdict], required: Sequence[str | Role]) -> tuple[str, ...]:
    """Name the required fields and roles that no valid signature fills."""
    valid = [signature for signature in signatures if signature.verdict is Verdict.VALID_NO_TRUSTED_TIME]
    fields = {signature.field for signature in valid}
    roles = Counter(signature.member.role for signature in valid if signature.member is not None)
    missing = [wanted for wanted in required if isinstance(wanted, str) and wanted not in fields]
    wanted_roles = Counter(wanted for wanted in required if isinstance(wanted, Role))
    return (*missing, *(role.value for role in (wanted_roles - roles).elements()))
