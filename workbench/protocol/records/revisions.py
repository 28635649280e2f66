"""The record of a finished assessment, which never changes, and of the unit's word about it."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from workbench.protocol.records.values import (
    Address,
    ByteSize,
    Code,
    CreditCode,
    Date,
    Decimal,
    Document,
    FileName,
    FormRef,
    FreeText,
    Key,
    LatitudeE7,
    Line,
    LongitudeE7,
    MediaType,
    Moment,
    Number,
    Part,
    PersonRef,
    Prose,
    Reason,
    RecordBase,
    RecordId,
    Region,
    Sha256,
    Uuid,
    Version,
    ascending,
)


class AssessedUnit(Part, frozen=True, kw_only=True):
    """The unit as it was at the time of the assessment.

    Attributes:
        unit_id: UUID of the unit.
        name: Full name of the unit.
        region: Code of the region, 6 digits.
        credit_code: Unified social credit code, or null where there is none.
        action: Code of the creation action.
        address: Postal address; may be empty.
    """

    unit_id: Uuid
    name: Line
    region: Region
    credit_code: CreditCode | None
    action: Code
    address: Address


class Visit(Part, frozen=True, kw_only=True):
    """The day on the spot.

    Attributes:
        date: Day of the visit.
        team: Everybody who assessed; the first one leads.
    """

    date: Date
    team: Annotated[tuple[PersonRef, ...], Meta(min_length=1, max_length=20)]


class ParameterSource(Part, frozen=True, kw_only=True):
    """Where a parameter's value comes from that was entered for this assessment.

    Attributes:
        source: Document, number, clause, or the id of a parameter set.
        author: Who entered it.
    """

    source: Reason
    author: Line


class EvidenceRef(Part, frozen=True, kw_only=True):
    """A photo or file that supports an answer.

    Attributes:
        sha256: SHA-256 of the original bytes.
        size: Length of the original in bytes.
        mime: Media type.
        name: File name as the inspector saw it; never used as a path.
        item: Code of the item it belongs to.
        note: What it shows; may be empty.
        taken_at: When it was taken, or null when unknown.
        lat_e7: WGS-84 latitude in 1e-7 degrees, or null.
        lon_e7: WGS-84 longitude in 1e-7 degrees, or null.
    """

    sha256: Sha256
    size: ByteSize
    mime: MediaType
    name: FileName
    item: Code
    note: Prose
    taken_at: Moment | None
    lat_e7: LatitudeE7 | None
    lon_e7: LongitudeE7 | None


class Reading(Part, frozen=True, kw_only=True):
    """One measurement on the spot.

    Attributes:
        place: Where it was measured.
        kind: What was measured, a code of the form.
        values: The values read, decimal strings.
        limit: The limit it is held against, a decimal string, or null.
        passed: Whether it keeps the limit, or null when not judged.
    """

    place: FreeText
    kind: Code
    values: Annotated[tuple[Decimal, ...], Meta(min_length=1, max_length=100)]
    limit: Decimal | None
    passed: bool | None


class DevicePosition(Part, frozen=True, kw_only=True):
    """Where a revision stands in its device's chain; a gap or fork shows a restored or cloned disk.

    Attributes:
        id: UUID of the device.
        sequence: Counts the revisions of the device from 1.
        previous: Record id of the device's revision before, or null for the first.
    """

    id: Uuid
    sequence: Number
    previous: RecordId | None


class Revision(RecordBase, frozen=True, kw_only=True, tag="revision"):
    """A finished assessment, frozen. A correction is a new revision that names this one as its parent.

    Attributes:
        assessment: UUID of the assessment.
        parents: Record ids of the revisions this one follows, ascending; two for a merge, none for the first.
        unit: The assessed unit as it was.
        form: The exact edition of the form.
        visit: Day and team.
        answers: The ANSWERS document of the scoring contract.
        parameter_sources: For each parameter entered for this assessment its source and author.
        evidence: All evidence, in the order of the report.
        readings: Measurements by item code.
        result: The RESULT document of the scoring contract.
        engine: Version of the program that scored.
        required_signatures: Signatures the report needs before it is complete, for example `inspector`.
        device: Position in the device's chain.
        finished_at: When the assessment was finished.
    """

    assessment: Uuid
    parents: Annotated[tuple[RecordId, ...], Meta(max_length=8)]
    unit: AssessedUnit
    form: FormRef
    visit: Visit
    answers: Document
    parameter_sources: Annotated[dict[Key, ParameterSource], Meta(max_length=500)]
    evidence: Annotated[tuple[EvidenceRef, ...], Meta(max_length=5_000)]
    readings: Annotated[dict[Code, Annotated[tuple[Reading, ...], Meta(max_length=1_000)]], Meta(max_length=500)]
    result: Document
    engine: Version
    required_signatures: Annotated[tuple[Key, ...], Meta(min_length=1, max_length=10)]
    device: DevicePosition
    finished_at: Moment

    def broken_rule(self) -> str:
        """Parents rise strictly; evidence is named once per item; one blob has one length; roles are named once."""
        if not ascending(self.parents):
            return "parents_ascending"
        if len({(one.item, one.sha256) for one in self.evidence}) != len(self.evidence):
            return "evidence_once_per_item"
        if len({(one.sha256, one.size) for one in self.evidence}) != len({one.sha256 for one in self.evidence}):
            return "evidence_one_size"
        if len(set(self.required_signatures)) != len(self.required_signatures):
            return "required_signatures_once"
        return ""


class Mark(Part, frozen=True, kw_only=True):
    """A picture of strokes or of the signed page.

    Attributes:
        sha256: SHA-256 of the picture.
        size: Length of the picture in bytes.
        mime: Media type of the picture.
    """

    sha256: Sha256
    size: ByteSize
    mime: Literal["image/png", "image/jpeg", "image/webp"]


class Acknowledgement(RecordBase, frozen=True, kw_only=True, tag="acknowledgement"):
    """What the unit's representative says about one revision, named by its hash.

    Attributes:
        revision: Record id of the revision.
        outcome: `signed`, `refused` or `statement`.
        name: Name of the representative.
        statement: Their words, or the reason of the refusal; may be empty when signed.
        witness: Who witnessed a refusal, or null.
        mark: Picture of their strokes or of the signed page, or null.
        acknowledged_at: When it was given.
    """

    revision: RecordId
    outcome: Literal["signed", "refused", "statement"]
    name: Line
    statement: Prose
    witness: Line | None
    mark: Mark | None
    acknowledged_at: Moment

    def broken_rule(self) -> str:
        """A signature has a mark; a refusal has a reason and a witness; a statement has words."""
        if self.outcome == "signed":
            return "" if self.mark is not None else "signed_needs_mark"
        if not self.statement.strip():
            return f"{self.outcome}_needs_words"
        if self.outcome == "refused" and self.witness is None:
            return "refused_needs_witness"
        return ""
