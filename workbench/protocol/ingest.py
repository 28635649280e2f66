"""Decides, without doing anything, what an import would do with each record of a batch.

The plan is a pure function of the batch, of what is held and of whom is trusted. Its items stand in the order in which
they can be applied, whatever the order of the batch; a record that is held is never taken up again, so importing is a
set union.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from workbench.domain.refusals import Refusal
from workbench.protocol import records, signatures
from workbench.protocol.facts import EditionRef, RecordFacts, Scope, facts_of
from workbench.protocol.parking import ParkReason
from workbench.protocol.plans import (
    Conflict,
    Disposition,
    IngestPlan,
    Known,
    PlannedRecord,
    plan_receipt,
    planned_envelope,
)
from workbench.protocol.refusals import FutureFormat, UnknownKind
from workbench.protocol.signatures import Envelope, Signature
from workbench.protocol.signers import Trust, judge

__all__ = [
    "Conflict",
    "Disposition",
    "IngestPlan",
    "Known",
    "PlannedRecord",
    "judge_manifest",
    "plan_ingest",
    "plan_receipt",
    "planned_envelope",
]

_CARRIED: Final = (
    *("trust_list", "form_edition", "parameter_set", "unit", "revision"),
    *("acknowledgement", "decision", "certificate", "revocation", "receipt"),
)
# What others depend on comes first, so that one pass over a batch suffices.
_ORDER: Final = {kind: position for position, kind in enumerate(_CARRIED)}
_UNREADABLE: Final[dict[type[Refusal], ParkReason]] = {
    FutureFormat: ParkReason.FUTURE_FORMAT,
    UnknownKind: ParkReason.UNKNOWN_KIND,
}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A readable record, reduced to what the plan needs."""

    facts: RecordFacts
    signatures: tuple[Signature, ...]
    result_follows: bool = True


@dataclass(slots=True)
class _World:
    """What is held, and what this batch would add to it so far."""

    known: Known
    trust: Trust
    offered_blobs: dict[str, int]
    facts: dict[str, RecordFacts] = field(default_factory=dict)
    editions: set[EditionRef] = field(default_factory=set)
    serials: set[str] = field(default_factory=set)

    def facts_for(self, record_id: str) -> RecordFacts | None:
        return self.facts.get(record_id) or self.known.facts(record_id)

    def needs_blob(self, sha256: str) -> bool:
        return sha256 in self.offered_blobs and not self.known.has_blob(sha256)

    def take_up(self, facts: RecordFacts) -> None:
        self.facts[facts.id] = facts
        if facts.brings_edition is not None:
            self.editions.add(facts.brings_edition)
        if facts.serial is not None:
            self.serials.add(facts.serial)


def plan_ingest(
    manifest: Envelope,
    envelopes: Iterable[tuple[records.RecordRef, bytes]],
    known: Known,
    trust: Trust,
) -> IngestPlan:
    """Plan an import.

    Args:
        manifest: The envelope of the batch's manifest.
        envelopes: Entries of the manifest with the bytes of their envelopes, in any order; read once, not kept.
        known: What the store holds.
        trust: Whom the store trusts; a trust list inside the batch takes effect with the next plan.
    """
    listed = _manifest_of(manifest)
    reason = judge_manifest(manifest, trust)
    if reason is not None:
        items = tuple(_parked(ref, reason) for ref in _in_order(listed.records))
        return IngestPlan(batch=manifest.record_id, batch_reason=reason, items=items, conflicts=())
    by_id = {ref.id: ref for ref in listed.records}
    opened = {given.id: _open(by_id[given.id], data, known) for given, data in envelopes if given.id in by_id}
    world = _World(known=known, trust=trust, offered_blobs={one.sha256: one.size for one in listed.blobs})
    items = tuple(
        _plan_record(ref, opened.get(ref.id, ParkReason.MISSING_RECORD), world) for ref in _in_order(listed.records)
    )
    return IngestPlan(batch=manifest.record_id, batch_reason=None, items=items, conflicts=_conflicts(world))


def judge_manifest(manifest: Envelope, trust: Trust) -> ParkReason | None:
    """Say why a batch is not believed as a whole; None when a trusted key delivered it."""
    facts = facts_of(manifest.record_id, manifest.record)
    return judge(facts, manifest.signatures, None, trust).reason


def _manifest_of(envelope: Envelope) -> records.Manifest:
    if not isinstance(envelope.record, records.Manifest):
        raise TypeError("plan_ingest needs the envelope of a manifest")
    return envelope.record


def _in_order(refs: Iterable[records.RecordRef]) -> list[records.RecordRef]:
    return sorted(refs, key=lambda ref: (_ORDER.get(ref.kind, len(_ORDER)), ref.id))


def _open(ref: records.RecordRef, data: bytes, known: Known) -> _Candidate | ParkReason:
    if len(data) != ref.size or hashlib.sha256(data).hexdigest() != ref.sha256:
        return ParkReason.HASH_MISMATCH
    try:
        envelope = signatures.open_envelope(data)
    except Refusal as refusal:
        return _UNREADABLE.get(type(refusal), ParkReason.INVALID_RECORD)
    if envelope.record_id != ref.id or envelope.record.kind != ref.kind:
        return ParkReason.HASH_MISMATCH
    if ref.kind not in _ORDER:
        return ParkReason.KIND_NOT_CARRIED
    follows = (
        not isinstance(envelope.record, records.Revision)
        or known.has_record(ref.id)
        or known.result_follows(envelope.record)
    )
    return _Candidate(facts_of(ref.id, envelope.record), envelope.signatures, result_follows=follows)


def _plan_record(ref: records.RecordRef, opened: _Candidate | ParkReason, world: _World) -> PlannedRecord:
    is_held = world.known.has_record(ref.id)
    if isinstance(opened, ParkReason):
        return PlannedRecord(ref.id, ref.kind, Disposition.KNOWN) if is_held else _parked(ref, opened)
    facts = opened.facts
    judgement = judge(facts, opened.signatures, _scope(facts, world), world.trust)
    reason = judgement.reason or _reference_fault(facts, world) or _content_fault(facts, world)
    if reason is None and not opened.result_follows:
        reason = ParkReason.RESULT_MISMATCH
    if reason is not None and not is_held:
        return _parked(ref, reason)
    world.take_up(facts)
    held = world.known.signatures(ref.id) if is_held else frozenset()
    return PlannedRecord(
        id=ref.id,
        kind=ref.kind,
        disposition=Disposition.KNOWN if is_held else Disposition.NEW,
        signatures=tuple(one for one in judgement.good if one not in held),
        blobs=tuple(sha256 for sha256, _ in facts.blobs if world.needs_blob(sha256)),
    )


def _parked(ref: records.RecordRef, reason: ParkReason) -> PlannedRecord:
    return PlannedRecord(ref.id, ref.kind, Disposition.PARKED, reason=reason)


def _scope(facts: RecordFacts, world: _World) -> Scope | None:
    """Give the scope of a record: its own, or that of what it is about."""
    if facts.scope is not None or not facts.about:
        return facts.scope
    about = world.facts_for(facts.about[0])
    return about.scope if about else None


def _reference_fault(facts: RecordFacts, world: _World) -> ParkReason | None:
    about = [world.facts_for(one) for one in facts.about]
    if facts.approved_by is not None:
        about.append(world.facts_for(facts.approved_by))
    if None in about:
        return ParkReason.UNKNOWN_REFERENCE
    held = [one for one in about if one is not None]
    return None if _fits(facts, held) else ParkReason.REFERENCE_MISMATCH


def _fits(facts: RecordFacts, about: list[RecordFacts]) -> bool:
    """Tell whether what a record points at is what its kind needs there."""
    kinds = {one.kind for one in about}
    if facts.kind == "certificate":
        revision, decision = about
        same = (revision.scope, revision.certifiable) == (facts.scope, facts.certifiable)
        return same and revision.id in decision.approves
    if facts.kind == "decision":
        one_subject = len({one.scope for one in about}) == 1
        return kinds == {"revision"} and {one.assessment for one in about} == {facts.assessment} and one_subject
    return kinds <= {"certificate" if facts.kind == "revocation" else "revision"}


def _content_fault(facts: RecordFacts, world: _World) -> ParkReason | None:
    if facts.brings_edition is not None and not world.known.vouches_for(facts.brings_edition):
        return ParkReason.UNKNOWN_EDITION
    edition = facts.needs_edition
    if edition is not None and edition not in world.editions and not world.known.has_edition(edition):
        return ParkReason.UNKNOWN_EDITION
    if facts.serial is not None and (facts.serial in world.serials or world.known.certificate_with(facts.serial)):
        return ParkReason.SERIAL_TAKEN
    return _blob_fault(facts, world)


def _blob_fault(facts: RecordFacts, world: _World) -> ParkReason | None:
    for sha256, size in facts.blobs:
        if not world.known.takes_blob_of(size):
            return ParkReason.BLOB_TOO_LARGE
        offered = world.offered_blobs.get(sha256)
        if offered is not None and offered != size:
            return ParkReason.HASH_MISMATCH
        if offered is None and not world.known.has_blob(sha256):
            return ParkReason.MISSING_BLOB
    return None


def _conflicts(world: _World) -> tuple[Conflict, ...]:
    touched: dict[str, list[RecordFacts]] = {}
    for one in world.facts.values():
        if one.kind == "revision" and one.assessment is not None:
            touched.setdefault(one.assessment, []).append(one)
    found = []
    for assessment, revisions in sorted(touched.items()):
        followed = {parent for one in revisions for parent in one.parents}
        candidates = world.known.heads(assessment) | {one.id for one in revisions}
        heads = sorted(one for one in candidates - followed if not world.known.has_child(assessment, one))
        if len(heads) > 1:
            found.append(Conflict(assessment=assessment, heads=tuple(heads)))
    return tuple(found)
