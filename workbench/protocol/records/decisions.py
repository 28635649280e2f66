"""Records of what an office decides: review decisions, certificates, revocations."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from workbench.protocol.records.values import (
    ActingPerson,
    Code,
    CreditCode,
    Date,
    Decimal,
    FormRef,
    Line,
    Moment,
    Part,
    Prose,
    QrText,
    Reason,
    RecordBase,
    RecordId,
    Region,
    Serial,
    Uuid,
    ascending,
)


class Comment(Part, frozen=True, kw_only=True):
    """A remark of the reviewer about one item.

    Attributes:
        item: Code of the item or prerequisite.
        text: The remark.
    """

    item: Code
    text: Reason


class Decision(RecordBase, frozen=True, kw_only=True, tag="decision"):
    """What a supervisor decides about exact revisions of one assessment.

    Attributes:
        assessment: UUID of the assessment.
        revisions: Record ids of the revisions decided on, ascending.
        outcome: `approved`, `returned`, `withdrawn` or `merged`.
        reason: Reason in words; needed for everything but an approval.
        comments: Remarks by item.
        reviewer: Who decided, in which role.
        decided_at: When it was decided.
    """

    assessment: Uuid
    revisions: Annotated[tuple[RecordId, ...], Meta(min_length=1, max_length=8)]
    outcome: Literal["approved", "returned", "withdrawn", "merged"]
    reason: Prose
    comments: Annotated[tuple[Comment, ...], Meta(max_length=1_000)]
    reviewer: ActingPerson
    decided_at: Moment

    def broken_rule(self) -> str:
        """Revisions rise strictly; one is approved, several are merged; all but an approval say why."""
        if not ascending(self.revisions):
            return "revisions_ascending"
        if self.outcome == "approved" and len(self.revisions) != 1:
            return "approved_names_one_revision"
        if self.outcome == "merged" and len(self.revisions) < 2:
            return "merged_names_several_revisions"
        if self.outcome != "approved" and not self.reason.strip():
            return f"{self.outcome}_needs_reason"
        return ""


class CertifiedUnit(Part, frozen=True, kw_only=True):
    """The unit as named on the certificate.

    Attributes:
        unit_id: UUID of the unit.
        name: Full name of the unit.
        region: Code of the region, 6 digits.
        credit_code: Unified social credit code, or null where there is none.
    """

    unit_id: Uuid
    name: Line
    region: Region
    credit_code: CreditCode | None


class GradeRef(Part, frozen=True, kw_only=True):
    """The grade reached.

    Attributes:
        code: Code of the grade in the form.
        name: Name of the grade as printed.
    """

    code: Code
    name: Line


class Issuer(Part, frozen=True, kw_only=True):
    """The office that issues certificates.

    Attributes:
        code: Code of the issuer in serials.
        name: Name of the office as printed.
    """

    code: Code
    name: Line


class Certificate(RecordBase, frozen=True, kw_only=True, tag="certificate"):
    """A certificate, issued from one approved revision.

    Attributes:
        serial: Serial number, one sequence per issuer, action and year.
        unit: The certified unit.
        action: Code of the creation action.
        form: The exact edition of the form.
        grade: The grade reached.
        score: Score as printed, a decimal string, or null where the form has none.
        revision: Record id of the approved revision.
        decision: Record id of the approving decision.
        issuer: The issuing office.
        issued_on: Day of issue.
        valid_until: Last day of validity, or null when unlimited or not settled.
        provenance_line: The printed line about constructed items of the form; empty when there are none.
        qr: The text of the QR code, with its own signature.
    """

    serial: Serial
    unit: CertifiedUnit
    action: Code
    form: FormRef
    grade: GradeRef
    score: Decimal | None
    revision: RecordId
    decision: RecordId
    issuer: Issuer
    issued_on: Date
    valid_until: Date | None
    provenance_line: Prose
    qr: QrText

    def broken_rule(self) -> str:
        """The validity does not end before the day of issue."""
        if self.valid_until is not None and self.valid_until < self.issued_on:
            return "valid_until_not_before_issued_on"
        return ""


class Revocation(RecordBase, frozen=True, kw_only=True, tag="revocation"):
    """Takes back a certificate or a key.

    Attributes:
        target_kind: `certificate` or `key`.
        target: Record id of the certificate (64 hex digits) or id of the key (32 hex digits).
        reason: Why.
        revoked_at: From when on.
    """

    target_kind: Literal["certificate", "key"]
    target: Annotated[str, Meta(min_length=32, max_length=64, pattern="^(?:[0-9a-f]{32}|[0-9a-f]{64})$(?!\\n)")]
    reason: Reason
    revoked_at: Moment

    def broken_rule(self) -> str:
        """The target has the length of its kind."""
        expected = 64 if self.target_kind == "certificate" else 32
        return "" if len(self.target) == expected else "target_fits_target_kind"
