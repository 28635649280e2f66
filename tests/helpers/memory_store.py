"""A store in memory that applies import plans, and the trust of a few keys with roles."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tests.helpers.keys import MemoryChecker, MemoryKey
from workbench.domain.people import Role
from workbench.protocol import batch, records, signatures
from workbench.protocol.facts import EditionRef, RecordFacts, facts_of
from workbench.protocol.ingest import plan_ingest
from workbench.protocol.plans import Disposition, IngestPlan, planned_envelope
from workbench.protocol.signatures import Signature
from workbench.protocol.signers import KeyStanding, KeyStatus, KeyUse, Trust

INSPECTOR, SUPERVISOR, ISSUER, HUB, ADMINISTRATOR, ROOT, STRANGER = (MemoryKey(number) for number in range(11, 18))
OTHER_INSPECTOR = MemoryKey(18)
TRUSTED = KeyStatus.TRUSTED
STANDINGS: Mapping[str, KeyStanding] = {
    INSPECTOR.key_id: KeyStanding(TRUSTED, Role.INSPECTOR, "insp-001"),
    OTHER_INSPECTOR.key_id: KeyStanding(TRUSTED, Role.INSPECTOR, "insp-002"),
    SUPERVISOR.key_id: KeyStanding(TRUSTED, Role.SUPERVISOR, "sup-001"),
    ISSUER.key_id: KeyStanding(TRUSTED, Role.ISSUER, "iss-001"),
    HUB.key_id: KeyStanding(TRUSTED, Role.HUB, "hub-001"),
    ADMINISTRATOR.key_id: KeyStanding(TRUSTED, Role.ADMINISTRATOR, "adm-001"),
    ROOT.key_id: KeyStanding(TRUSTED, None, "", is_root=True),
}
KNOWN_KEYS = (INSPECTOR, OTHER_INSPECTOR, SUPERVISOR, ISSUER, HUB, ADMINISTRATOR, ROOT)


@dataclass
class MemoryTrust:
    """Standings that a test can change; every key covers the regions that begin with `region`."""

    standings: dict[str, KeyStanding] = field(default_factory=lambda: dict(STANDINGS))
    region: str = "14"
    uses: list[KeyUse] = field(default_factory=list)

    def set(self, key: MemoryKey, status: KeyStatus) -> None:
        self.standings[key.key_id] = replace(self.standings[key.key_id], status=status)

    def standing(self, use: KeyUse) -> KeyStanding:
        self.uses.append(use)
        found = self.standings.get(use.key_id, KeyStanding(KeyStatus.UNKNOWN))
        if found.status is TRUSTED and use.region is not None and not use.region.startswith(self.region):
            return replace(found, status=KeyStatus.OUT_OF_SCOPE)
        return found

    def trust(self) -> Trust:
        return Trust(checker=MemoryChecker.of(*KNOWN_KEYS), standing=self.standing)


@dataclass
class MemoryStore:
    """Holds envelopes and blobs as a real store would, and nothing else."""

    envelopes: dict[str, bytes] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    parked: dict[str, str] = field(default_factory=dict)
    trust: MemoryTrust = field(default_factory=MemoryTrust)
    refused_editions: set[str] = field(default_factory=set)
    wrong_results: set[str] = field(default_factory=set)
    longest_blob: int = 1_000_000

    def has_record(self, record_id: str) -> bool:
        return record_id in self.envelopes

    def signatures(self, record_id: str) -> frozenset[Signature]:
        return frozenset(signatures.open_envelope(self.envelopes[record_id]).signatures)

    def facts(self, record_id: str) -> RecordFacts | None:
        if record_id not in self.envelopes:
            return None
        return facts_of(record_id, signatures.open_envelope(self.envelopes[record_id]).record)

    def all_facts(self) -> list[RecordFacts]:
        return [facts for one in self.envelopes if (facts := self.facts(one)) is not None]

    def has_blob(self, sha256: str) -> bool:
        return sha256 in self.blobs

    def takes_blob_of(self, size: int) -> bool:
        return size <= self.longest_blob

    def has_edition(self, edition: EditionRef) -> bool:
        return any(one.brings_edition == edition for one in self.all_facts())

    def vouches_for(self, edition: EditionRef) -> bool:
        return edition.sha256 not in self.refused_editions

    def result_follows(self, revision: records.Revision) -> bool:
        return records.record_id(revision) not in self.wrong_results

    def heads(self, assessment: str) -> frozenset[str]:
        revisions = [one for one in self.all_facts() if one.kind == "revision" and one.assessment == assessment]
        return frozenset(one.id for one in revisions) - {parent for one in revisions for parent in one.parents}

    def has_child(self, assessment: str, revision_id: str) -> bool:
        return any(one.assessment == assessment and revision_id in one.parents for one in self.all_facts())

    def certificate_with(self, serial: str) -> str | None:
        return next((one.id for one in self.all_facts() if one.serial == serial), None)

    def plan(self, data: bytes) -> IngestPlan:
        reader = batch.BatchReader(io.BytesIO(data))
        return plan_ingest(reader.envelope, reader.records(), self, self.trust.trust())

    def take(self, data: bytes) -> IngestPlan:
        """Import a batch: plan, then apply the plan, blobs first."""
        plan = self.plan(data)
        reader = batch.BatchReader(io.BytesIO(data))
        for one in plan.items:
            if one.disposition is Disposition.PARKED:
                self.parked[one.id] = one.reason.value if one.reason else ""
                continue
            for sha256 in one.blobs:
                self.blobs[sha256] = b"".join(reader.blob(sha256))
            self.envelopes[one.id] = planned_envelope(one, self.envelopes.get(one.id), reader.record(one.id))
            self.parked.pop(one.id, None)
        return plan
