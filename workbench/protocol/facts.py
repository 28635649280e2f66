"""What an import has to know of a record without holding the whole record in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from workbench.protocol import records


@dataclass(frozen=True, slots=True)
class Scope:
    """The region and the action that a record is about; a signing key has to cover both."""

    region: str
    action: str


@dataclass(frozen=True, slots=True)
class EditionRef:
    """An edition of a form, by content."""

    form: str
    edition: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Certifiable:
    """What a certificate says of a revision, as either of the two puts it; figures are decimal strings."""

    unit_id: str
    unit_name: str
    credit_code: str | None
    edition_sha256: str
    grade: str
    score: str | None


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """The facts of one record that other records and the import depend on.

    Attributes:
        id: Record id.
        kind: Kind of the record.
        scope: Region and action, where the record itself says them.
        signers: Staff numbers of whom one has to have signed; None when the record names nobody.
        assessment: UUID of the assessment, of revisions and decisions.
        parents: Parents of a revision.
        about: Record ids that have to be held before this record makes sense.
        approves: Revisions that a decision approves.
        approved_by: The decision that a certificate rests on.
        blobs: SHA-256 and size of every blob the record needs.
        needs_edition: The edition a revision was scored with.
        brings_edition: The edition that a form edition carries.
        serial: Serial of a certificate.
        certifiable: What a certificate certifies, or a revision with a passing result has to be certified as.
        target_kind: What a revocation takes back.
    """

    id: str
    kind: str
    scope: Scope | None = None
    signers: frozenset[str] | None = None
    assessment: str | None = None
    parents: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    approves: frozenset[str] = frozenset()
    approved_by: str | None = None
    blobs: tuple[tuple[str, int], ...] = ()
    needs_edition: EditionRef | None = None
    brings_edition: EditionRef | None = None
    serial: str | None = None
    certifiable: Certifiable | None = None
    target_kind: str | None = None


def facts_of(record_id: str, record: records.Record) -> RecordFacts:
    """Collect the facts of a record."""
    facts = RecordFacts(id=record_id, kind=record.kind)
    collect = _COLLECTORS.get(type(record))
    return replace(facts, **collect(record)) if collect else facts


def _of_unit(record: records.Unit) -> dict[str, Any]:
    return {"scope": Scope(region=record.region, action=record.action)}


def _of_form_edition(record: records.FormEdition) -> dict[str, Any]:
    return {"brings_edition": EditionRef(form=record.form, edition=record.edition, sha256=record.sha256)}


def _of_parameter_set(record: records.ParameterSet) -> dict[str, Any]:
    return {"scope": Scope(region=record.region, action=record.form)}


def _of_revision(record: records.Revision) -> dict[str, Any]:
    return {
        "scope": Scope(region=record.unit.region, action=record.unit.action),
        "signers": frozenset(one.person_id for one in record.visit.team),
        "assessment": record.assessment,
        "parents": record.parents,
        "blobs": tuple(sorted({(one.sha256, one.size) for one in record.evidence})),
        "needs_edition": EditionRef(form=record.form.code, edition=record.form.edition, sha256=record.form.sha256),
        "certifiable": _certifiable_of(record),
    }


def _certifiable_of(record: records.Revision) -> Certifiable | None:
    result, unit = record.result, record.unit
    grade, normalised, total = (result.get(name) for name in ("grade", "normalised", "total"))
    if not isinstance(grade, dict) or result.get("verdict") != "pass":
        return None
    score = total if normalised is None else normalised
    return Certifiable(
        unit_id=unit.unit_id,
        unit_name=unit.name,
        credit_code=unit.credit_code,
        edition_sha256=record.form.sha256,
        grade=str(grade.get("code")),
        score=None if score is None else str(score),
    )


def _of_acknowledgement(record: records.Acknowledgement) -> dict[str, Any]:
    blobs = ((record.mark.sha256, record.mark.size),) if record.mark else ()
    return {"about": (record.revision,), "blobs": blobs}


def _of_decision(record: records.Decision) -> dict[str, Any]:
    return {
        "signers": frozenset({record.reviewer.person_id}),
        "assessment": record.assessment,
        "about": record.revisions,
        "approves": frozenset(record.revisions if record.outcome == "approved" else ()),
    }


def _of_certificate(record: records.Certificate) -> dict[str, Any]:
    return {
        "scope": Scope(region=record.unit.region, action=record.action),
        "about": (record.revision,),
        "approved_by": record.decision,
        "serial": record.serial,
        "certifiable": Certifiable(
            unit_id=record.unit.unit_id,
            unit_name=record.unit.name,
            credit_code=record.unit.credit_code,
            edition_sha256=record.form.sha256,
            grade=record.grade.code,
            score=record.score,
        ),
    }


def _of_revocation(record: records.Revocation) -> dict[str, Any]:
    about = (record.target,) if record.target_kind == "certificate" else ()
    return {"about": about, "target_kind": record.target_kind}


def _of_receipt(record: records.Receipt) -> dict[str, Any]:
    return {"signers": frozenset({record.holder.person_id})}


_COLLECTORS: Final[dict[type, Callable[[Any], dict[str, Any]]]] = {
    records.Unit: _of_unit,
    records.FormEdition: _of_form_edition,
    records.ParameterSet: _of_parameter_set,
    records.Revision: _of_revision,
    records.Acknowledgement: _of_acknowledgement,
    records.Decision: _of_decision,
    records.Certificate: _of_certificate,
    records.Revocation: _of_revocation,
    records.Receipt: _of_receipt,
}
