"""Records of a delivery: the manifest of a batch and the receipt for it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from workbench.protocol.records.values import (
    ActingPerson,
    ByteSize,
    Count,
    Key,
    KeyId,
    Kind,
    MediaType,
    Moment,
    Number,
    Part,
    RecordBase,
    RecordId,
    Sha256,
    Uuid,
    ascending,
)

MAX_BATCH_RECORDS = 20_000
MAX_BATCH_BLOBS = 40_000


class RecordRef(Part, frozen=True, kw_only=True):
    """A record in a batch.

    Attributes:
        id: Record id.
        kind: Kind of the record; it may be one this program does not know.
        sha256: SHA-256 of the bytes of its envelope.
        size: Length of the envelope in bytes.
    """

    id: RecordId
    kind: Kind
    sha256: Sha256
    size: ByteSize


class BlobRef(Part, frozen=True, kw_only=True):
    """A blob (evidence, mark) in a batch.

    Attributes:
        sha256: SHA-256 of the original bytes.
        size: Length in bytes.
        mime: Media type.
    """

    sha256: Sha256
    size: ByteSize
    mime: MediaType


class Manifest(RecordBase, frozen=True, kw_only=True, tag="manifest"):
    """The list of everything in a batch; its record id is the id of the batch.

    Attributes:
        device: UUID of the device that made the batch.
        sequence: Counts the batches of the device from 1.
        made_at: When the batch was made.
        recipients: Ids of keys the batch is meant for; reserved, empty means everybody.
        trust_list_number: Number of the trust list the sender held; 0 when it held none.
        records: All records, ascending by id.
        blobs: All blobs, ascending by SHA-256.
    """

    device: Uuid
    sequence: Number
    made_at: Moment
    recipients: Annotated[tuple[KeyId, ...], Meta(max_length=100)]
    trust_list_number: Count
    records: Annotated[tuple[RecordRef, ...], Meta(max_length=MAX_BATCH_RECORDS)]
    blobs: Annotated[tuple[BlobRef, ...], Meta(max_length=MAX_BATCH_BLOBS)]

    def broken_rule(self) -> str:
        """Records and blobs rise strictly, so nothing is listed twice and the order of the file is fixed."""
        if not ascending(one.id for one in self.records):
            return "records_ascending"
        if not ascending(one.sha256 for one in self.blobs):
            return "blobs_ascending"
        return ""


class ParkedRef(Part, frozen=True, kw_only=True):
    """A record that is kept but not taken up.

    Attributes:
        id: Record id as the manifest names it.
        reason: Code of the reason.
    """

    id: RecordId
    reason: Key


class Receipt(RecordBase, frozen=True, kw_only=True, tag="receipt"):
    """Says who holds the work of a batch; only a signed receipt makes a delivery acknowledged.

    Attributes:
        batch: Record id of the batch's manifest.
        accepted: Record ids held, ascending.
        parked: Records kept aside with the reason, ascending by id.
        holder: Who holds them, in which role.
        received_at: When the batch was received first.
    """

    batch: RecordId
    accepted: Annotated[tuple[RecordId, ...], Meta(max_length=MAX_BATCH_RECORDS)]
    parked: Annotated[tuple[ParkedRef, ...], Meta(max_length=MAX_BATCH_RECORDS)]
    holder: ActingPerson
    received_at: Moment

    def broken_rule(self) -> str:
        """Both lists rise strictly and no record is in both."""
        parked = tuple(one.id for one in self.parked)
        if not ascending(self.accepted):
            return "accepted_ascending"
        if not ascending(parked):
            return "parked_ascending"
        return "accepted_or_parked" if set(self.accepted) & set(parked) else ""
