"""What somebody with a listed key and our own source code could make to be believed."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pikepdf

from tests.helpers.batches import a_manifest_of, batch_bytes
from workbench.documents.appearance import render_appearance
from workbench.documents.content import AppearanceContent
from workbench.documents.pdfa import Attachment, Description, archive
from workbench.domain.texts import Language
from workbench.protocol import records
from workbench.protocol.signatures import Purpose, open_envelope, seal, sign_record
from workbench.signing.pades import FieldPlan, Locks, Signatory, Signing, add_signature_fields, sign_pdf
from workbench.store import records as record_table
from workbench.usecases.reporting.issue import RECORD_FILE, make_press
from workbench.usecases.session import Session


def held(session: Session, kind: str) -> list[bytes]:
    """Give the envelopes of a kind in a store, in the order of their arrival."""
    with session.store.read() as connection:
        return [one.envelope for one in record_table.listing(connection, kind)]


def changed(envelope: bytes, **changes: Any) -> Any:
    """Give the record of an envelope with some fields replaced."""
    return msgspec.structs.replace(open_envelope(envelope).record, **changes)


def signed(session: Session, record: records.Record, purpose: Purpose) -> bytes:
    """Sign a record with the key of a session, whatever it says."""
    return seal(record, [sign_record(record, session.require_key(), purpose=purpose, signed_at=session.place.now())])


def paper(session: Session, *attached: bytes) -> bytes:
    """Sign a blank page with files named like the record inside."""
    document = pikepdf.new()
    document.add_blank_page()
    blank = io.BytesIO()
    document.save(blank)
    now, key = session.place.now(), session.require_key()
    files = [Attachment(RECORD_FILE, "application/json", one, "record") for one in attached]
    archived = archive(blank.getvalue(), Description("t", "a", "s", now, Language.ZH), files)
    fielded = add_signature_fields(archived, [FieldPlan("Sig1", 0, (10, 10, 210, 90), Locks.ALL)])
    drawn = AppearanceContent(role="评审员", name=session.person.name, signed_at=now, key_id=key.key_id)
    appearance = render_appearance(drawn, (200, 80), make_press(session, Language.ZH))
    signing = Signing(
        field="Sig1",
        signed_at=now,
        signer_name=session.person.name,
        reason="",
        location="",
        appearance=appearance,
    )
    return sign_pdf(fielded, signing, Signatory(key, session.require_certificate()))


def batch(session: Session, file: Path, envelopes: Iterable[bytes], blobs: Iterable[bytes] = ()) -> Path:
    """Deliver whatever one likes."""
    sent = sorted(envelopes, key=lambda one: hashlib.sha256(records.to_bytes(open_envelope(one).record)).hexdigest())
    manifest = a_manifest_of(sent, blobs)
    file.write_bytes(batch_bytes(signed(session, manifest, "deliver"), sent, blobs))
    return file
