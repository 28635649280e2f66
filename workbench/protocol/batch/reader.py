"""Reads a batch and believes nothing: every byte of the file is either rebuilt and compared or proved by a hash."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from workbench.protocol import signatures
from workbench.protocol.batch import layout as lay
from workbench.protocol.batch.refusals import (
    BatchChanged,
    BatchMalformed,
    BatchTruncated,
    NotABatch,
    NotInBatch,
)
from workbench.protocol.records.deliveries import BlobRef, Manifest, RecordRef

CHUNK: Final = 256 * 1024


class BatchReader:
    """A batch whose container has been checked in full; contents are checked as they are read.

    The manifest's envelope is read, its signatures are not judged here: do that before anything else is read.
    Nothing is ever extracted under a name from the file.
    """

    def __init__(self, file: BinaryIO) -> None:
        """Check the container.

        Args:
            file: The batch, seekable; it stays the caller's to close.

        Raises:
            NotABatch: the file begins differently.
            BatchTruncated: the file ends before the manifest says so.
            BatchMalformed: a header is not the only allowed one, or something is appended.
            BatchChanged: the manifest is not what its header says.
            BatchTooLarge: the file or an entry exceeds its limit.
            NotCanonical, EnvelopeInvalid, RecordInvalid, FutureFormat, UnknownKind: the manifest cannot be read.
        """
        self._file = file
        self.size = file.seek(0, 2)
        self.manifest_bytes = self._read_manifest()
        self.envelope = signatures.open_envelope(self.manifest_bytes)
        if not isinstance(self.envelope.record, Manifest):
            name = lay.MANIFEST_NAME
            raise BatchMalformed(place=name, rule="not_a_manifest", entry=name, offset=0, field="kind")
        self.manifest: Manifest = self.envelope.record
        self._layout = lay.plan_layout(len(self.manifest_bytes), self.manifest)
        self._require_size()
        lay.require_end(self._read_at(self._layout.size - lay.END_SIZE, lay.END_SIZE), self._layout)
        crcs = self._read_headers()
        self._entries = {entry.name: (entry, crc32) for entry, crc32 in zip(self._layout.entries, crcs, strict=True)}

    @property
    def batch_id(self) -> str:
        """The id of the batch: the record id of its manifest."""
        return self.envelope.record_id

    def record(self, record_id: str) -> bytes:
        """Give the envelope of one record, proved by the manifest's hash.

        Raises:
            NotInBatch: the manifest does not list it.
            BatchChanged: the bytes are not the ones listed.
        """
        return b"".join(self._stream(lay.record_name(record_id)))

    def records(self) -> Iterator[tuple[RecordRef, bytes]]:
        """Give every record with its envelope, in the manifest's order."""
        for ref in self.manifest.records:
            yield ref, self.record(ref.id)

    def blob(self, sha256: str) -> Iterator[bytes]:
        """Stream one blob; only when the stream has ended without a refusal is the content proved.

        Raises:
            NotInBatch: the manifest does not list it.
            BatchChanged: at the end, when the bytes are not the ones listed.
        """
        return self._stream(lay.blob_name(sha256))

    def blobs(self) -> tuple[BlobRef, ...]:
        """List the blobs in the manifest's order."""
        return self.manifest.blobs

    def verify(self) -> None:
        """Read and prove every content; afterwards each byte of the file is known to be the sealed one.

        Raises:
            BatchChanged: an entry's bytes are not the ones listed.
        """
        for entry in self._layout.entries[1:]:
            for _ in self._stream(entry.name):
                pass

    def _read_manifest(self) -> bytes:
        length = lay.LOCAL_SIZE + len(lay.MANIFEST_NAME)
        header = self._read_at(0, min(length, self.size))
        if not lay.begins_as_batch(header):
            raise NotABatch(size=self.size)
        if self.size < length:
            raise BatchTruncated(size=self.size, expected=length)
        size, crc32 = lay.read_manifest_header(header)
        entry = lay.Entry(name=lay.MANIFEST_NAME, size=size, sha256="", offset=0)
        lay.require_local(header, lay.local_header(entry, crc32), entry)
        lay.check_size("manifest", size, lay.MAX_MANIFEST_BYTES)
        data = self._read_at(entry.content_offset, size)
        if zlib.crc32(data) != crc32:
            raise BatchChanged(place=entry.name, rule="crc32", entry=entry.name, offset=0)
        return data

    def _require_size(self) -> None:
        if self.size < self._layout.size:
            raise BatchTruncated(size=self.size, expected=self._layout.size)
        if self.size > self._layout.size:
            raise BatchMalformed(rule="surplus_bytes", entry="", offset=self._layout.size, field="")

    def _read_headers(self) -> list[int]:
        directory = self._read_at(self._layout.directory_offset, self._layout.directory_size)
        position = 0
        crcs = []
        for entry in self._layout.entries:
            length = lay.CENTRAL_SIZE + len(entry.name)
            central = directory[position : position + length]
            crc32 = lay.read_crc32(central, lay.CENTRAL_CRC_POSITION)
            offset = self._layout.directory_offset + position
            lay.require_central(central, lay.central_header(entry, crc32), entry, offset)
            local = self._read_at(entry.offset, entry.content_offset - entry.offset)
            lay.require_local(local, lay.local_header(entry, crc32), entry)
            crcs.append(crc32)
            position += length
        return crcs

    def _stream(self, name: str) -> Iterator[bytes]:
        if name not in self._entries:
            raise NotInBatch(place=name, entry=name)
        entry, expected_crc32 = self._entries[name]
        crc32, digest = 0, hashlib.sha256()
        position = entry.content_offset
        while position < entry.end:
            chunk = self._read_at(position, min(CHUNK, entry.end - position))
            crc32 = zlib.crc32(chunk, crc32)
            digest.update(chunk)
            position += len(chunk)
            yield chunk
        if digest.hexdigest() != entry.sha256:
            raise BatchChanged(place=name, rule="sha256", entry=name, offset=entry.offset)
        if crc32 != expected_crc32:
            raise BatchChanged(place=name, rule="crc32", entry=name, offset=entry.offset)

    def _read_at(self, offset: int, length: int) -> bytes:
        self._file.seek(offset)
        data = self._file.read(length)
        if len(data) != length:
            raise BatchTruncated(size=offset + len(data), expected=offset + length)
        return data
