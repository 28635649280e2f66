"""What this store holds and whom it trusts, as the pure ingest planner wants to be told."""

from __future__ import annotations

from workbench.domain.people import Role
from workbench.protocol.facts import EditionRef, RecordFacts, facts_of
from workbench.protocol.records import Revision
from workbench.protocol.signatures import Signature, open_envelope
from workbench.protocol.signers import KeyStanding, KeyStatus, KeyUse, Trust
from workbench.signing.trust import Purpose, Reason, Trusted, TrustStore
from workbench.store import certificates, editions, evidence, revisions
from workbench.store import records as record_table
from workbench.store.blobs import MAX_BYTES
from workbench.store.store import Store, StoreConnection
from workbench.usecases.rescoring import follows, is_in_library
from workbench.usecases.workplace import Workplace

_STATUS = {
    Reason.UNKNOWN_KEY: KeyStatus.UNKNOWN,
    Reason.BAD_CHAIN: KeyStatus.UNKNOWN,
    Reason.REVOKED: KeyStatus.REVOKED,
    Reason.EXPIRED: KeyStatus.EXPIRED,
    Reason.NOT_YET_VALID: KeyStatus.EXPIRED,
    Reason.ROLE_NOT_ALLOWED: KeyStatus.OUT_OF_SCOPE,
    Reason.REGION_NOT_COVERED: KeyStatus.OUT_OF_SCOPE,
    Reason.ACTION_NOT_COVERED: KeyStatus.OUT_OF_SCOPE,
}


class Holdings:
    """Answers the planner's questions from one snapshot; implements `protocol.ingest.Known`."""

    def __init__(self, connection: StoreConnection, store: Store, place: Workplace) -> None:
        self._connection = connection
        self._store = store
        self._place = place

    def has_record(self, record_id: str) -> bool:
        """Tell whether the record is held."""
        return bool(record_table.held(self._connection, [record_id]))

    def signatures(self, record_id: str) -> frozenset[Signature]:
        """Give the signatures held with a record."""
        held = record_table.get(self._connection, record_id)
        return frozenset(open_envelope(held.envelope).signatures) if held else frozenset()

    def facts(self, record_id: str) -> RecordFacts | None:
        """Give the facts of a held record."""
        held = record_table.get(self._connection, record_id)
        return facts_of(record_id, open_envelope(held.envelope).record) if held else None

    def has_blob(self, sha256: str) -> bool:
        """Tell whether the blob is held, durably: the row is written only after the file."""
        held = evidence.held_blob(self._connection, sha256)
        return held is not None and self._store.blobs.has(sha256)

    def takes_blob_of(self, size: int) -> bool:
        """Tell whether the store keeps contents of so many bytes."""
        return size <= MAX_BYTES

    def has_edition(self, edition: EditionRef) -> bool:
        """Tell whether this very edition is held, under this very name."""
        held = editions.get(self._connection, edition.sha256)
        return held is not None and (held.form, held.edition) == (edition.form, edition.edition)

    def vouches_for(self, edition: EditionRef) -> bool:
        """Tell whether an edition is the one this program or store knows by that name: anybody can invent another."""
        return self.has_edition(edition) or is_in_library(self._place, edition)

    def result_follows(self, revision: Revision) -> bool:
        """Score the answers again; nobody's figures are believed, whoever signed them."""
        return follows(self._place, self._connection, revision) is not False

    def heads(self, assessment: str) -> frozenset[str]:
        """Give the revisions of an assessment that none follows."""
        return frozenset(revisions.heads(self._connection, assessment))

    def has_child(self, assessment: str, revision_id: str) -> bool:
        """Tell whether a held revision follows this one."""
        held = revisions.of_assessment(self._connection, assessment)
        return any(revision_id in self._parents(one.record_id) for one in held)

    def certificate_with(self, serial: str) -> str | None:
        """Give the certificate with a serial."""
        held = certificates.by_serial(self._connection, serial)
        return held[0].record_id if held else None

    def _parents(self, record_id: str) -> tuple[str, ...]:
        facts = self.facts(record_id)
        return facts.parents if facts else ()


def trust_for(store: TrustStore) -> Trust:
    """Tell the planner whom this store trusts."""

    def standing(use: KeyUse) -> KeyStanding:
        if use.key_id == store.root_key_id:
            return KeyStanding(KeyStatus.TRUSTED, is_root=True)
        judged = store.status(use.key_id, use.signed_at, Purpose(region=use.region, action=use.action))
        if isinstance(judged, Trusted):
            member = judged.member
            return KeyStanding(KeyStatus.TRUSTED, member.role, member.person_id)
        role: Role | None = judged.member.role if judged.member else None
        return KeyStanding(_STATUS[judged.reason], role, judged.member.person_id if judged.member else "")

    return Trust(checker=store, standing=standing)
