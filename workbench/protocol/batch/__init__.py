"""The batch `*.awb`: a manifest with records and blobs in one strict, deterministic container.

One file holds at most 4 GiB - 2 bytes, 20,000 records and 40,000 blobs: FAT32 sticks take no larger file and plain ZIP
needs no extension up to there. `plan_batches` shares a larger delivery out to several batches.
"""

from __future__ import annotations

from workbench.protocol.batch.layout import MAX_BATCH_BYTES
from workbench.protocol.batch.reader import BatchReader
from workbench.protocol.batch.refusals import (
    BatchChanged,
    BatchIncomplete,
    BatchMalformed,
    BatchTooLarge,
    BatchTruncated,
    NotABatch,
    NotInBatch,
)
from workbench.protocol.batch.splitting import Parcel, PlannedBatch, plan_batches
from workbench.protocol.batch.writer import BlobSource, write_batch

__all__ = [
    "MAX_BATCH_BYTES",
    "BatchChanged",
    "BatchIncomplete",
    "BatchMalformed",
    "BatchReader",
    "BatchTooLarge",
    "BatchTruncated",
    "BlobSource",
    "NotABatch",
    "NotInBatch",
    "Parcel",
    "PlannedBatch",
    "plan_batches",
    "write_batch",
]
