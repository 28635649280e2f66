"""Where every byte of a batch lies: a stored-only ZIP archive in which nothing is left to choose.

The manifest fixes the name, size and offset of each entry; dates, versions, flags and attributes have one allowed
value. So the headers can be rebuilt and compared byte for byte, and no two readers see different things in one file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from workbench.protocol import signatures
from workbench.protocol.batch.refusals import BatchMalformed, BatchTooLarge
from workbench.protocol.records.deliveries import BlobRef, Manifest, RecordRef

MANIFEST_NAME: Final = "manifest.json"
# Plain ZIP offsets and sizes end at 2^32 - 2 (2^32 - 1 announces zip64), and FAT32 sticks hold files up to 2^32 - 1.
# Larger deliveries are split into several batches (`splitting.plan_batches`); zip64 is never written and never read.
MAX_BATCH_BYTES: Final = 2**32 - 2
MAX_RECORD_BYTES: Final = signatures.MAX_BYTES
MAX_MANIFEST_BYTES: Final = signatures.MAX_BYTES

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_SHARED_FIELDS: Final = (
    *("version", "flags", "method", "time", "date", "crc32"),
    *("packed_size", "size", "name_length", "extra_length"),
)
_LOCAL_FIELDS: Final = ("signature", *_SHARED_FIELDS)
_CENTRAL_FIELDS: Final = (
    *("signature", "made_by", *_SHARED_FIELDS),
    *("comment_length", "disk", "internal_attributes", "external_attributes", "offset"),
)
_END_FIELDS: Final = (
    *("signature", "disk", "directory_disk", "entries_here", "entries"),
    *("directory_size", "directory_offset", "comment_length"),
)

LOCAL_SIZE: Final = _LOCAL.size
CENTRAL_SIZE: Final = _CENTRAL.size
END_SIZE: Final = _END.size
CRC_POSITION: Final = 14
CENTRAL_CRC_POSITION: Final = 16

_VERSION: Final = 10  # APPNOTE 4.4.3.2: 1.0, stored without folders
_DATE: Final = 0x0021  # 1980-01-01, the first date a ZIP archive can name
_STORED: Final = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: name, length and SHA-256 of its content as listed, offset of its local header."""

    name: str
    size: int
    sha256: str
    offset: int

    @property
    def content_offset(self) -> int:
        """Where the content begins."""
        return self.offset + LOCAL_SIZE + len(self.name)

    @property
    def end(self) -> int:
        """Where the next entry begins."""
        return self.content_offset + self.size


@dataclass(frozen=True, slots=True)
class Layout:
    """All entries of a batch, in file order, and the places behind them."""

    entries: tuple[Entry, ...]
    directory_offset: int
    directory_size: int

    @property
    def size(self) -> int:
        """Length of the whole file in bytes."""
        return self.directory_offset + self.directory_size + END_SIZE


def record_name(record_id: str) -> str:
    """Name the entry of a record."""
    return f"records/{record_id}.json"


def blob_name(sha256: str) -> str:
    """Name the entry of a blob."""
    return f"blobs/{sha256}"


def plan_layout(manifest_size: int, manifest: Manifest) -> Layout:
    """Lay out the batch of a manifest.

    Args:
        manifest_size: Length of the manifest's envelope in bytes.
        manifest: The manifest.

    Raises:
        BatchTooLarge: the batch would exceed `MAX_BATCH_BYTES`, or an envelope its own limit.
    """
    check_size("manifest", manifest_size, MAX_MANIFEST_BYTES)
    for one in manifest.records:
        check_size(record_name(one.id), one.size, MAX_RECORD_BYTES)
    offset = 0
    entries: list[Entry] = []
    for name, size, sha256 in [(MANIFEST_NAME, manifest_size, ""), *_named(manifest.records, manifest.blobs)]:
        entries.append(Entry(name=name, size=size, sha256=sha256, offset=offset))
        offset = entries[-1].end
    directory_size = sum(CENTRAL_SIZE + len(entry.name) for entry in entries)
    layout = Layout(entries=tuple(entries), directory_offset=offset, directory_size=directory_size)
    check_size("batch", layout.size, MAX_BATCH_BYTES)
    return layout


def content_size(records: Iterable[RecordRef], blobs: Iterable[BlobRef]) -> int:
    """Give the bytes that records and blobs take in a batch, headers included, manifest and end record not."""
    return sum(LOCAL_SIZE + CENTRAL_SIZE + 2 * len(name) + size for name, size, _ in _named(records, blobs))


def check_size(what: str, size: int, limit: int) -> None:
    """Refuse a size over its limit.

    Raises:
        BatchTooLarge: `size` exceeds `limit`.
    """
    if size > limit:
        raise BatchTooLarge(what=what, size=size, limit=limit)


def local_header(entry: Entry, crc32: int) -> bytes:
    """Give the only allowed local header of an entry, its name included."""
    name = entry.name.encode("ascii")
    shared = (_VERSION, 0, _STORED, 0, _DATE, crc32, entry.size, entry.size, len(name), 0)
    return _LOCAL.pack(b"PK\x03\x04", *shared) + name


def central_header(entry: Entry, crc32: int) -> bytes:
    """Give the only allowed central header of an entry, its name included."""
    name = entry.name.encode("ascii")
    shared = (_VERSION, 0, _STORED, 0, _DATE, crc32, entry.size, entry.size, len(name), 0)
    return _CENTRAL.pack(b"PK\x01\x02", _VERSION, *shared, 0, 0, 0, 0, entry.offset) + name


def end_record(layout: Layout) -> bytes:
    """Give the only allowed end record of a batch."""
    count = len(layout.entries)
    return _END.pack(b"PK\x05\x06", 0, 0, count, count, layout.directory_size, layout.directory_offset, 0)


def begins_as_batch(header: bytes) -> bool:
    """Tell whether the first bytes of a file are those of a batch, as far as they go."""
    return header[:4] == b"PK\x03\x04" and MANIFEST_NAME.encode().startswith(header[LOCAL_SIZE:])


def read_manifest_header(header: bytes) -> tuple[int, int]:
    """Read size and CRC-32 of the manifest from the first local header."""
    fields = _LOCAL.unpack_from(header)
    return fields[8], fields[6]


def read_crc32(header: bytes, position: int) -> int:
    """Read the CRC-32 from a header, where it is the one field that only the content can prove."""
    return int.from_bytes(header[position : position + 4], "little")


def require_local(found: bytes, expected: bytes, entry: Entry) -> None:
    """Refuse a local header that is not the expected one."""
    _require(found, expected, (entry.name, entry.offset, "local_header"))


def require_central(found: bytes, expected: bytes, entry: Entry, offset: int) -> None:
    """Refuse a central header that is not the expected one."""
    _require(found, expected, (entry.name, offset, "central_header"))


def require_end(found: bytes, layout: Layout) -> None:
    """Refuse an end record that is not the expected one."""
    _require(found, end_record(layout), ("", layout.size - END_SIZE, "end_record"))


_SHAPES: Final = {
    "local_header": (_LOCAL, _LOCAL_FIELDS),
    "central_header": (_CENTRAL, _CENTRAL_FIELDS),
    "end_record": (_END, _END_FIELDS),
}


def _require(found: bytes, expected: bytes, where: tuple[str, int, str]) -> None:
    if found != expected:
        name, offset, rule = where
        shape, fields = _SHAPES[rule]
        pairs = zip(fields, shape.unpack_from(found), shape.unpack_from(expected), strict=True)
        field = next((field for field, left, right in pairs if left != right), "name")
        raise BatchMalformed(place=name, rule=rule, entry=name, offset=offset, field=field)


def _named(records: Iterable[RecordRef], blobs: Iterable[BlobRef]) -> Iterable[tuple[str, int, str]]:
    yield from ((record_name(one.id), one.size, one.sha256) for one in records)
    yield from ((blob_name(one.sha256), one.size, one.sha256) for one in blobs)
