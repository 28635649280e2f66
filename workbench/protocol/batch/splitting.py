"""Shares out a delivery that is too large for one batch, so that each record travels with its blobs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from workbench.protocol.batch import layout as lay
from workbench.protocol.records.deliveries import MAX_BATCH_BLOBS, MAX_BATCH_RECORDS, BlobRef, RecordRef

# Longest spelling of a record and of a blob in a manifest, and of a manifest around them with all its signatures.
_RECORD_LINE: Final = 256
_BLOB_LINE: Final = 256
_MANIFEST_FRAME: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class Parcel:
    """A record and the blobs it refers to; never torn abatch."""

    record: RecordRef
    blobs: tuple[BlobRef, ...] = ()


@dataclass(slots=True)
class PlannedBatch:
    """What one batch will hold; `size` is the most that it can become in bytes."""

    _records: dict[str, RecordRef] = field(default_factory=dict)
    _blobs: dict[str, BlobRef] = field(default_factory=dict)
    size: int = _MANIFEST_FRAME + lay.END_SIZE

    @property
    def records(self) -> tuple[RecordRef, ...]:
        """The records, ascending by id."""
        return tuple(self._records[one] for one in sorted(self._records))

    @property
    def blobs(self) -> tuple[BlobRef, ...]:
        """The blobs, ascending by SHA-256; each once, however many records share it."""
        return tuple(self._blobs[one] for one in sorted(self._blobs))

    def growth(self, parcel: Parcel) -> int:
        """Give the bytes that a parcel would add at most."""
        records = [parcel.record] if parcel.record.id not in self._records else []
        blobs = self._new_blobs(parcel)
        return lay.content_size(records, blobs) + _RECORD_LINE * len(records) + _BLOB_LINE * len(blobs)

    def has_room(self, parcel: Parcel, limit: int) -> bool:
        """Tell whether a parcel fits without exceeding `limit` bytes or the counts of a manifest."""
        return (
            self.size + self.growth(parcel) <= limit
            and len(self._records) < MAX_BATCH_RECORDS
            and len(self._blobs) + len(self._new_blobs(parcel)) <= MAX_BATCH_BLOBS
        )

    def add(self, parcel: Parcel) -> None:
        """Put a parcel in."""
        self.size += self.growth(parcel)
        self._records[parcel.record.id] = parcel.record
        self._blobs.update((one.sha256, one) for one in parcel.blobs)

    def _new_blobs(self, parcel: Parcel) -> list[BlobRef]:
        return list({one.sha256: one for one in parcel.blobs if one.sha256 not in self._blobs}.values())


def plan_batches(parcels: Iterable[Parcel], *, limit: int = lay.MAX_BATCH_BYTES) -> Iterator[PlannedBatch]:
    """Share parcels out to as few batches as their order allows, each at most `limit` bytes long.

    Raises:
        BatchTooLarge: one record with its blobs is larger than a batch may be.
    """
    batch = PlannedBatch()
    empty = True
    for parcel in parcels:
        if not batch.has_room(parcel, limit):
            if not empty:
                yield batch
            batch = PlannedBatch()
            lay.check_size(
                lay.record_name(parcel.record.id), batch.growth(parcel) + _MANIFEST_FRAME + lay.END_SIZE, limit
            )
        batch.add(parcel)
        empty = False
    if not empty:
        yield batch
