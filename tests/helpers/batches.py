"""Sealed batches in memory, from records, blobs and keys."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Mapping
from typing import Any

from tests.helpers import records as build
from tests.helpers.keys import MemoryKey
from workbench.protocol import batch, records, signatures
from workbench.protocol.times import moment_from_text

PURPOSES: Mapping[str, signatures.Purpose] = {
    "unit": "author",
    "form_edition": "author",
    "parameter_set": "author",
    "revision": "author",
    "acknowledgement": "acknowledge",
    "decision": "decide",
    "certificate": "issue",
    "revocation": "issue",
    "manifest": "deliver",
    "receipt": "deliver",
    "trust_list": "trust",
}


def sealed(record: records.Record, *keys: MemoryKey, purpose: signatures.Purpose | None = None) -> bytes:
    """Give the envelope of a record, signed by each key for the usual purpose of its kind."""
    moment = moment_from_text(build.MOMENT)
    for_what = purpose or PURPOSES[record.kind]
    return signatures.seal(
        record, [signatures.sign_record(record, key, purpose=for_what, signed_at=moment) for key in keys]
    )


def record_ref(envelope: bytes) -> records.RecordRef:
    """List an envelope as a manifest does."""
    opened = signatures.open_envelope(envelope)
    digest = hashlib.sha256(envelope).hexdigest()
    return records.RecordRef(id=opened.record_id, kind=opened.record.kind, sha256=digest, size=len(envelope))


def a_manifest_of(envelopes: Iterable[bytes], blobs: Iterable[bytes] = (), **changes: Any) -> records.Manifest:
    """Give the manifest of envelopes and blobs."""
    refs = sorted((record_ref(one) for one in envelopes), key=lambda ref: ref.id)
    listed = [
        records.BlobRef(sha256=hashlib.sha256(one).hexdigest(), size=len(one), mime="image/jpeg") for one in {*blobs}
    ]
    listed.sort(key=lambda blob: blob.sha256)
    return build.a_manifest(**{"records": tuple(refs), "blobs": tuple(listed), **changes})


def batch_bytes(manifest_envelope: bytes, envelopes: Iterable[bytes], blobs: Iterable[bytes] = ()) -> bytes:
    """Give the bytes of a batch file."""
    target = io.BytesIO()
    by_id = sorted((signatures.open_envelope(one).record_id, one) for one in envelopes)
    by_hash = sorted((hashlib.sha256(one).hexdigest(), one) for one in {*blobs})
    sources = [(sha256, len(one), lambda one=one: io.BytesIO(one)) for sha256, one in by_hash]
    written = batch.write_batch(target, manifest_envelope, by_id, sources)
    assert written == len(target.getvalue())
    return target.getvalue()


def a_batch(envelopes: Iterable[bytes], blobs: Iterable[bytes] = (), *, key: MemoryKey) -> bytes:
    """Give a whole batch, its manifest signed by a key."""
    envelopes, blobs = list(envelopes), list(blobs)
    return batch_bytes(sealed(a_manifest_of(envelopes, blobs), key), envelopes, blobs)
