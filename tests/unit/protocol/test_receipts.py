"""The receipt file: only a signed receipt that accounts for exactly this batch acknowledges it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers import records as build
from tests.helpers.batches import a_manifest_of, sealed
from tests.helpers.memory_store import HUB, INSPECTOR, STRANGER, SUPERVISOR, MemoryTrust
from workbench.protocol import records, signatures
from workbench.protocol.receipts import ReceiptRefused, check_receipt, read_receipt
from workbench.protocol.refusals import NotCanonical
from workbench.protocol.signers import KeyStatus

UNIT = sealed(build.a_unit(), INSPECTOR)
MANIFEST = a_manifest_of([UNIT])
UNIT_ID = MANIFEST.records[0].id


def a_receipt(**changes: Any) -> records.Receipt:
    fields = {"batch": records.record_id(MANIFEST), "accepted": (UNIT_ID,), "parked": ()}
    return build.a_receipt(**{**fields, **changes})


def refused(data: bytes, trust: MemoryTrust | None = None) -> dict[str, object]:
    with pytest.raises(ReceiptRefused) as caught:
        check_receipt(read_receipt(data), MANIFEST, (trust or MemoryTrust()).trust())
    return caught.value.facts


def test_a_supervisors_receipt_acknowledges_the_batch():
    receipt = a_receipt()
    assert check_receipt(read_receipt(sealed(receipt, SUPERVISOR)), MANIFEST, MemoryTrust().trust()) == receipt


def test_a_hubs_receipt_acknowledges_the_batch_even_with_parked_records():
    holder = build.an_acting_person(person_id="hub-001", role="hub")
    parked = (records.ParkedRef(id=UNIT_ID, reason="unknown_key"),)
    receipt = a_receipt(accepted=(), parked=parked, holder=holder)
    assert check_receipt(read_receipt(sealed(receipt, HUB)), MANIFEST, MemoryTrust().trust()) == receipt


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"batch": build.digest("another batch")}, "other_batch"),
        ({"accepted": ()}, "other_records"),
        ({"accepted": tuple(sorted((UNIT_ID, build.digest("more"))))}, "other_records"),
    ],
)
def test_a_receipt_for_something_else_is_refused(changes: dict[str, Any], reason: str):
    facts = refused(sealed(a_receipt(**changes), SUPERVISOR))
    assert facts["reason"] == reason
    assert facts["batch"] == changes.get("batch", records.record_id(MANIFEST))


@pytest.mark.parametrize(
    ("key", "purpose", "reason"),
    [
        (STRANGER, "deliver", "unknown_key"),
        (INSPECTOR, "deliver", "role_not_allowed"),
        (SUPERVISOR, "decide", "role_not_allowed"),
        (HUB, "deliver", "signer_not_named"),
    ],
)
def test_a_receipt_of_the_wrong_key_is_refused(key: Any, purpose: Any, reason: str):
    assert refused(sealed(a_receipt(), key, purpose=purpose))["reason"] == reason


def test_an_unsigned_or_forged_receipt_is_refused():
    assert refused(sealed(a_receipt()))["reason"] == "missing_signature"
    other = signatures.open_envelope(sealed(build.a_receipt(), SUPERVISOR)).signatures
    assert refused(signatures.seal(a_receipt(), other))["reason"] == "bad_signature"


def test_a_receipt_of_a_revoked_key_is_refused():
    trust = MemoryTrust()
    trust.set(SUPERVISOR, KeyStatus.REVOKED)
    assert refused(sealed(a_receipt(), SUPERVISOR), trust)["reason"] == "revoked_key"


def test_another_record_is_no_receipt():
    with pytest.raises(ReceiptRefused) as caught:
        read_receipt(UNIT)
    assert caught.value.facts == {"reason": "not_a_receipt", "kind": "unit"}


def test_a_changed_receipt_file_is_refused():
    data = sealed(a_receipt(), SUPERVISOR)
    with pytest.raises(NotCanonical):
        read_receipt(data[:-1])
    assert refused(data.replace(b'"role":"supervisor"', b'"role":"hub"'))["reason"] == "bad_signature"
