"""The receipt file `*.awr`: a signed receipt's envelope, and whether it truly acknowledges a batch."""

from __future__ import annotations

from workbench.domain.refusals import Refusal
from workbench.protocol import records, signatures
from workbench.protocol.facts import facts_of
from workbench.protocol.signatures import Envelope
from workbench.protocol.signers import Trust, judge


class ReceiptRefused(Refusal):
    """A file is no receipt for the batch; facts: `reason`, and `batch` where a batch is meant.

    Reasons: `not_a_receipt`, `other_batch`, `other_records`, or the value of a `ParkReason` about its signature.
    """

    code = "receipt_refused"


def read_receipt(data: bytes) -> Envelope:
    """Read a receipt file; its signature is judged by `check_receipt`.

    Raises:
        ReceiptRefused: the envelope holds another kind of record.
        NotCanonical, EnvelopeInvalid, RecordInvalid, FutureFormat, UnknownKind: the file cannot be read.
    """
    envelope = signatures.open_envelope(data)
    receipt_of(envelope)
    return envelope


def receipt_of(envelope: Envelope) -> records.Receipt:
    """Give the receipt in an envelope.

    Raises:
        ReceiptRefused: the envelope holds another kind of record.
    """
    if not isinstance(envelope.record, records.Receipt):
        raise ReceiptRefused(reason="not_a_receipt", kind=envelope.record.kind)
    return envelope.record


def check_receipt(envelope: Envelope, manifest: records.Manifest, trust: Trust) -> records.Receipt:
    """Make sure that a receipt acknowledges a batch; only then may the batch be shown as delivered.

    Raises:
        ReceiptRefused: it is for another batch, does not account for exactly the batch's records, or is not signed by
            the hub or supervisor who it says holds them.
    """
    receipt = receipt_of(envelope)
    batch = records.record_id(manifest)
    if receipt.batch != batch:
        raise ReceiptRefused(reason="other_batch", batch=receipt.batch)
    accounted = {*receipt.accepted, *(one.id for one in receipt.parked)}
    if accounted != {one.id for one in manifest.records}:
        raise ReceiptRefused(reason="other_records", batch=batch)
    judgement = judge(facts_of(envelope.record_id, receipt), envelope.signatures, None, trust)
    if judgement.reason is not None:
        raise ReceiptRefused(reason=judgement.reason.value, batch=batch)
    return receipt
