"""Photos and files behind the window."""

from __future__ import annotations

from pathlib import Path

from workbench.documents.photos import reduce_photo
from workbench.store import evidence
from workbench.store.rows import DraftKey, EvidenceRef
from workbench.ui.desk.rows import evidence_row
from workbench.ui.facts import EvidenceRow, Saved
from workbench.usecases.attaching import NewEvidence, attach_evidence, detach_evidence
from workbench.usecases.files import read_file
from workbench.usecases.session import Session

_LARGEST = 64 * 1024 * 1024


class Shelf:
    """Implements `ports.EvidenceShelf`; what was taken off is remembered, so that it can be put back."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._taken_off: dict[tuple[str, str], EvidenceRef] = {}

    def add(self, assessment_id: str, item: str, name: str, content: bytes | Path) -> EvidenceRow:
        """Keep a file durably."""
        data = content if isinstance(content, bytes) else read_file(content, _LARGEST)
        sha256 = attach_evidence(self._session, assessment_id, NewEvidence(item, name, data))
        return evidence_row(self._find(assessment_id, item, sha256))

    def remove(self, assessment_id: str, evidence_id: str) -> Saved:
        """Take a file off its item."""
        item, _, sha256 = evidence_id.partition(":")
        self._taken_off[assessment_id, evidence_id] = self._find(assessment_id, item, sha256)
        detach_evidence(self._session, assessment_id, item, sha256)
        return Saved(self._session.place.now())

    def restore(self, assessment_id: str, evidence_id: str) -> EvidenceRow:
        """Put a file back that was taken off."""
        ref = self._taken_off[assessment_id, evidence_id]
        with self._session.store.transaction() as connection:
            evidence.attach(connection, self._key(assessment_id), ref)
        del self._taken_off[assessment_id, evidence_id]
        return evidence_row(ref)

    def picture(self, sha256: str, longest_side: int) -> bytes | None:
        """Give a reduced JPEG of a picture."""
        return reduce_photo(self._session.store.blobs.get(sha256), longest_side)

    def _find(self, assessment_id: str, item: str, sha256: str) -> EvidenceRef:
        with self._session.store.read() as connection:
            listed = evidence.listing(connection, self._key(assessment_id))
        return next(ref for ref in listed if ref.item == item and ref.sha256 == sha256)

    def _key(self, assessment_id: str) -> DraftKey:
        return DraftKey(assessment_id, self._session.person.person_id)
