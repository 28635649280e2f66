"""Writes a batch: the same manifest, records and blobs always give the same bytes, in constant memory."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Final, NamedTuple

from workbench.protocol import signatures
from workbench.protocol.batch import layout as lay
from workbench.protocol.batch.refusals import BatchIncomplete
from workbench.protocol.records.deliveries import Manifest

CHUNK: Final = 256 * 1024


class BlobSource(NamedTuple):
    """A blob to be written: its SHA-256, its length and how to open it for reading."""

    sha256: str
    size: int
    open: Callable[[], BinaryIO]


def write_batch(
    target: BinaryIO,
    manifest_envelope: bytes,
    records: Iterable[tuple[str, bytes]],
    blobs: Iterable[tuple[str, int, Callable[[], BinaryIO]]],
) -> int:
    """Write a batch and prove while writing that it holds exactly what its manifest lists.

    Args:
        target: An empty file at position 0 that can be sought; what stands in it after a refusal is of no use.
        manifest_envelope: The sealed manifest.
        records: Id and envelope of every record, in the manifest's order (ascending by id).
        blobs: SHA-256, size and opener of every blob, in the manifest's order (ascending by SHA-256).

    Returns:
        The length of the batch in bytes.

    Raises:
        BatchTooLarge: the batch would not fit one file; nothing has been written yet.
        BatchIncomplete: an entry is missing, surplus, out of order or not what the manifest says.
        Refusal: the manifest's envelope cannot be read.
    """
    envelope = signatures.open_envelope(manifest_envelope)
    manifest = envelope.record
    if not isinstance(manifest, Manifest):
        raise BatchIncomplete(rule="not_a_manifest", entry=lay.MANIFEST_NAME)
    layout = lay.plan_layout(len(manifest_envelope), manifest)
    crcs = [_write_bytes(target, layout.entries[0], manifest_envelope)]
    listed = iter(layout.entries[1:])
    for record_id, data in records:
        entry = _next(listed, lay.record_name(record_id))
        if (len(data), hashlib.sha256(data).hexdigest()) != (entry.size, entry.sha256):
            raise BatchIncomplete(place=entry.name, rule="content", entry=entry.name)
        crcs.append(_write_bytes(target, entry, data))
    for sha256, _, open_blob in blobs:
        entry = _next(listed, lay.blob_name(sha256))
        crcs.append(_write_blob(target, entry, open_blob))
    for entry in listed:
        raise BatchIncomplete(place=entry.name, rule="missing", entry=entry.name)
    for entry, crc32 in zip(layout.entries, crcs, strict=True):
        target.write(lay.central_header(entry, crc32))
    target.write(lay.end_record(layout))
    return layout.size


def _next(listed: Iterator[lay.Entry], name: str) -> lay.Entry:
    entry = next(listed, None)
    if entry is None or entry.name != name:
        raise BatchIncomplete(place=name, rule="not_expected_here", entry=name)
    return entry


def _write_bytes(target: BinaryIO, entry: lay.Entry, data: bytes) -> int:
    crc32 = zlib.crc32(data)
    target.write(lay.local_header(entry, crc32))
    target.write(data)
    return crc32


def _write_blob(target: BinaryIO, entry: lay.Entry, open_blob: Callable[[], BinaryIO]) -> int:
    crc32, size, digest = 0, 0, hashlib.sha256()
    target.write(lay.local_header(entry, crc32))
    with open_blob() as source:
        while chunk := source.read(CHUNK):
            crc32 = zlib.crc32(chunk, crc32)
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    if (size, digest.hexdigest()) != (entry.size, entry.sha256):
        raise BatchIncomplete(place=entry.name, rule="content", entry=entry.name)
    target.seek(entry.offset + lay.CRC_POSITION)
    target.write(crc32.to_bytes(4, "little"))
    target.seek(entry.end)
    return crc32
