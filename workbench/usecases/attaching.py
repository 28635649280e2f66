"""Photos and files bound to the items of a draft: the bytes are durable before anything points at them."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.documents.photos import read_facts
from workbench.protocol import canonical
from workbench.protocol.times import moment_to_text
from workbench.store import evidence
from workbench.store.rows import EvidenceRef
from workbench.usecases.assessing import draft_key, own_draft, part_of
from workbench.usecases.editions import form_of
from workbench.usecases.media import media_type_of_name
from workbench.usecases.session import Session
from workbench.usecases.typed_text import shown_file_name, typed


@dataclass(frozen=True)
class NewEvidence:
    """A file to be attached to the item `code`; `name` is shown and never used as a path."""

    code: str
    name: str
    content: bytes
    note: str = ""


def attach_evidence(session: Session, assessment_id: str, wanted: NewEvidence) -> str:
    """Keep a photo or file for an item: the bytes durable first, then the row; gives its SHA-256.

    Raises:
        UnknownItem, NotADraft, NotYourDraft, BlobTooLarge, DiskFull, NotCanonical (the note can never be signed).
    """
    note = typed(wanted.note)
    canonical.encode(note)
    facts = read_facts(wanted.content)
    mime = facts.mime if facts else media_type_of_name(wanted.name)
    now = session.place.now_text()
    with session.store.read() as connection:
        assessment = own_draft(session, connection, assessment_id)
        part_of(form_of(session.place, connection, assessment), wanted.code)
    blob = session.store.keep_blob(wanted.content, mime, now)
    with session.store.transaction() as connection:
        held = evidence.listing(connection, draft_key(session, own_draft(session, connection, assessment_id)))
        evidence.attach(
            connection,
            draft_key(session, assessment),
            EvidenceRef(
                item=wanted.code,
                sha256=blob.sha256,
                name=shown_file_name(wanted.name),
                mime=mime,
                size=blob.size,
                note=note,
                taken_at=moment_to_text(facts.taken_at) if facts and facts.taken_at else None,
                lat_e7=facts.lat_e7 if facts else None,
                lon_e7=facts.lon_e7 if facts else None,
                sort=len(held) + 1,
                added_at=now,
            ),
        )
    return blob.sha256


def detach_evidence(session: Session, assessment_id: str, code: str, sha256: str) -> None:
    """Take a file off an item; its bytes stay in the evidence folder, so that the step can be undone."""
    with session.store.transaction() as connection:
        assessment = own_draft(session, connection, assessment_id)
        evidence.detach(connection, draft_key(session, assessment), code, sha256)
