"""Planning an import: what is new, known or parked and why; twice is once and no order matters."""

from __future__ import annotations

import io
import itertools
import random
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import records as build
from tests.helpers.batches import a_batch, a_manifest_of, batch_bytes, record_ref, sealed
from tests.helpers.memory_store import (
    ADMINISTRATOR,
    HUB,
    INSPECTOR,
    ISSUER,
    OTHER_INSPECTOR,
    ROOT,
    STRANGER,
    SUPERVISOR,
    MemoryStore,
)
from workbench.protocol import batch, records, signatures
from workbench.protocol.ingest import plan_ingest
from workbench.protocol.parking import ParkReason
from workbench.protocol.plans import Disposition, IngestPlan, plan_receipt
from workbench.protocol.signers import KeyStatus
from workbench.protocol.times import moment_from_text

EDITION = sealed(build.a_form_edition(), INSPECTOR)
REVISION_RECORD = build.a_revision()
REVISION = sealed(REVISION_RECORD, INSPECTOR)
REVISION_ID = records.record_id(REVISION_RECORD)
UNIT = sealed(build.a_unit(), INSPECTOR)
PARAMETERS = sealed(build.a_parameter_set(), ADMINISTRATOR)
ACKNOWLEDGEMENT = sealed(build.an_acknowledgement(revision=REVISION_ID), INSPECTOR)
DECISION_RECORD = build.a_decision(revisions=(REVISION_ID,), outcome="approved", reason="")
DECISION = sealed(DECISION_RECORD, SUPERVISOR)
CERTIFICATE_RECORD = build.a_certificate(revision=REVISION_ID, decision=records.record_id(DECISION_RECORD))
CERTIFICATE = sealed(CERTIFICATE_RECORD, ISSUER)
REVOCATION = sealed(build.a_revocation(target=records.record_id(CERTIFICATE_RECORD)), ISSUER)
KEY_REVOCATION = sealed(build.a_revocation(target_kind="key", target="0" * 32), ROOT, purpose="trust")
RECEIPT = sealed(build.a_receipt(), SUPERVISOR)
TRUST_LIST = sealed(build.a_trust_list(), ROOT)
EVERYTHING = [
    *(EDITION, REVISION, UNIT, PARAMETERS, ACKNOWLEDGEMENT, DECISION, CERTIFICATE),
    *(REVOCATION, KEY_REVOCATION, RECEIPT, TRUST_LIST),
]


def a_delivery(*envelopes: bytes, blobs: tuple[bytes, ...] = (build.BLOB,)) -> bytes:
    return a_batch(envelopes, blobs, key=SUPERVISOR)


def reasons(plan: IngestPlan) -> dict[str, str]:
    return {one.kind: one.reason.value for one in plan.items if one.reason is not None}


def reason_for(envelope: bytes, *others: bytes, store: MemoryStore | None = None) -> str | None:
    """Tell why an envelope would be parked when it comes with others; None when it would be new."""
    plan = (store or MemoryStore()).plan(a_delivery(envelope, *others))
    (found,) = [one for one in plan.items if one.id == record_ref(envelope).id]
    return found.reason.value if found.reason else None


def test_a_whole_delivery_is_new_in_the_order_in_which_it_can_be_applied():
    plan = MemoryStore().plan(a_delivery(*EVERYTHING))
    assert {one.disposition for one in plan.items} == {Disposition.NEW}
    kinds = [one.kind for one in plan.items]
    assert kinds == [
        *("trust_list", "form_edition", "parameter_set", "unit", "revision", "acknowledgement"),
        *("decision", "certificate", "revocation", "revocation", "receipt"),
    ]
    assert [one.blobs for one in plan.items if one.kind in {"revision", "acknowledgement"}] == [
        (build.BLOB_SHA256,)
    ] * 2
    assert (plan.batch_reason, plan.conflicts, plan.changes_nothing) == (None, (), False)


def test_importing_again_plans_nothing():
    store = MemoryStore()
    data = a_delivery(*EVERYTHING)
    store.take(data)
    again = store.plan(data)
    assert again.changes_nothing
    assert again.of(Disposition.KNOWN) == again.items


def test_new_signatures_of_a_known_record_are_added_and_bad_ones_are_not():
    store = MemoryStore()
    store.take(a_delivery(EDITION, REVISION))
    forged = msgspec.structs.replace(
        signatures.open_envelope(REVISION).signatures[0], signed_at="2026-11-24T00:00:00+08:00"
    )
    second = signatures.open_envelope(sealed(REVISION_RECORD, OTHER_INSPECTOR, purpose="team")).signatures[0]
    more = signatures.seal(REVISION_RECORD, [forged, second])
    plan = store.take(a_delivery(more))
    assert plan.items[0].disposition is Disposition.KNOWN
    assert plan.items[0].signatures == (second,)
    assert {one.key for one in store.signatures(REVISION_ID)} == {INSPECTOR.key_id, OTHER_INSPECTOR.key_id}
    assert store.plan(a_delivery(more)).changes_nothing


def test_only_good_signatures_are_stored_with_a_new_record():
    store = MemoryStore()
    stranger = signatures.open_envelope(sealed(REVISION_RECORD, STRANGER)).signatures
    good = signatures.open_envelope(REVISION).signatures
    store.take(a_delivery(EDITION, signatures.seal(REVISION_RECORD, [*stranger, *good])))
    assert store.signatures(REVISION_ID) == frozenset(good)


def test_a_blob_that_the_store_has_lost_is_taken_again():
    store = MemoryStore()
    data = a_delivery(EDITION, REVISION)
    store.take(data)
    store.blobs.clear()
    plan = store.take(data)
    assert not plan.changes_nothing
    assert store.blobs == {build.BLOB_SHA256: build.BLOB}
    assert store.plan(data).changes_nothing


def test_a_blob_that_is_not_in_the_batch_is_not_asked_of_it():
    store = MemoryStore()
    store.take(a_delivery(EDITION, REVISION))
    store.blobs.clear()
    assert store.plan(a_delivery(REVISION, blobs=())).changes_nothing


def test_a_plan_that_parks_changes_something():
    assert not MemoryStore().plan(a_delivery(REVISION)).changes_nothing


@pytest.mark.parametrize(
    ("key", "reason"),
    [(STRANGER, "unknown_key"), (None, "missing_signature")],
)
def test_a_batch_that_nobody_trusted_delivers_is_parked_whole(key: Any, reason: str):
    envelopes = [EDITION, REVISION]
    keys = [key] if key else []
    data = batch_bytes(sealed(a_manifest_of(envelopes, [build.BLOB]), *keys), envelopes, [build.BLOB])
    store = MemoryStore()
    plan = store.plan(data)
    assert plan.batch_reason is ParkReason(reason)
    assert {one.reason for one in plan.items} == {ParkReason(reason)}
    store.take(data)
    assert store.envelopes == {}


def test_a_batch_signed_for_another_purpose_is_parked_whole():
    manifest = sealed(a_manifest_of([UNIT]), SUPERVISOR, purpose="author")
    assert MemoryStore().plan(batch_bytes(manifest, [UNIT])).batch_reason is ParkReason.ROLE_NOT_ALLOWED


@pytest.mark.parametrize("key", [INSPECTOR, SUPERVISOR, ISSUER, HUB, ADMINISTRATOR])
def test_every_role_may_deliver(key: Any):
    assert MemoryStore().plan(a_batch([UNIT], key=key)).batch_reason is None


@pytest.mark.parametrize(
    ("record", "key", "purpose", "reason"),
    [
        (build.a_unit(), SUPERVISOR, "team", None),
        (build.a_unit(), ISSUER, "author", "role_not_allowed"),
        (build.a_unit(), INSPECTOR, "decide", "role_not_allowed"),
        (build.a_unit(), STRANGER, "author", "unknown_key"),
        (build.a_unit(), ROOT, "author", "role_not_allowed"),
        (build.a_parameter_set(), HUB, "author", None),
        (REVISION_RECORD, INSPECTOR, "team", None),
        (REVISION_RECORD, OTHER_INSPECTOR, "author", "signer_not_named"),
        (REVISION_RECORD, HUB, "author", "role_not_allowed"),
        (build.an_acknowledgement(revision=REVISION_ID), INSPECTOR, "author", "role_not_allowed"),
        (build.an_acknowledgement(revision=REVISION_ID), ISSUER, "acknowledge", "role_not_allowed"),
        (DECISION_RECORD, INSPECTOR, "decide", "role_not_allowed"),
        (DECISION_RECORD, SUPERVISOR, "author", "role_not_allowed"),
        (
            build.a_decision(revisions=(REVISION_ID,), reviewer=build.an_acting_person(person_id="sup-002")),
            SUPERVISOR,
            "decide",
            "signer_not_named",
        ),
        (CERTIFICATE_RECORD, SUPERVISOR, "issue", "role_not_allowed"),
        (build.a_revocation(target_kind="key", target="0" * 32), ADMINISTRATOR, "trust", None),
        (build.a_revocation(target_kind="key", target="0" * 32), ISSUER, "issue", "role_not_allowed"),
        (build.a_receipt(), INSPECTOR, "deliver", "role_not_allowed"),
        (build.a_receipt(), HUB, "deliver", "signer_not_named"),
        (build.a_trust_list(), ADMINISTRATOR, "trust", "role_not_allowed"),
        (build.a_trust_list(), ROOT, "deliver", "role_not_allowed"),
    ],
)
def test_each_kind_needs_its_purpose_and_role(record: Any, key: Any, purpose: Any, reason: str | None):
    others = [one for one in (EDITION, REVISION, DECISION) if record_ref(one).id != records.record_id(record)]
    assert reason_for(sealed(record, key, purpose=purpose), *others) == reason


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (KeyStatus.UNKNOWN, "unknown_key"),
        (KeyStatus.REVOKED, "revoked_key"),
        (KeyStatus.EXPIRED, "expired_key"),
        (KeyStatus.OUT_OF_SCOPE, "out_of_scope"),
    ],
)
def test_a_key_that_is_not_trusted_parks_its_record(status: KeyStatus, reason: str):
    store = MemoryStore()
    store.trust.set(INSPECTOR, status)
    assert reason_for(UNIT, store=store) == reason


def test_a_signature_that_does_not_hold_parks_its_record_whatever_the_key():
    good = signatures.open_envelope(sealed(build.a_unit(), INSPECTOR)).signatures
    other = build.a_unit(address="别处")
    assert reason_for(signatures.seal(other, good)) == "bad_signature"
    assert reason_for(signatures.seal(other, [])) == "missing_signature"


def test_of_several_failing_signatures_the_one_that_came_furthest_is_told():
    unit = build.a_unit()
    stranger, issuer = (signatures.open_envelope(sealed(unit, key)).signatures[0] for key in (STRANGER, ISSUER))
    assert reason_for(signatures.seal(unit, [stranger, issuer])) == "role_not_allowed"


def test_region_action_and_moment_of_a_record_are_asked_of_the_key():
    store = MemoryStore()
    store.take(a_delivery(EDITION, REVISION))
    store.trust.uses.clear()
    store.plan(a_delivery(DECISION))
    (use,) = [one for one in store.trust.uses if one.region is not None]
    assert (use.region, use.action) == ("140105", "green-mall")
    assert use.signed_at == moment_from_text(build.MOMENT)
    store.trust.region = "1402"
    assert reason_for(DECISION, store=store) == "out_of_scope"
    assert reason_for(CERTIFICATE, store=store) == "out_of_scope"
    elsewhere = MemoryStore(trust=store.trust)
    assert reason_for(CERTIFICATE, store=elsewhere) == "out_of_scope"
    assert reason_for(DECISION, store=elsewhere) == "unknown_reference"


def changed_ref(envelope: bytes, **changes: Any) -> IngestPlan:
    ref = msgspec.structs.replace(record_ref(envelope), **changes)
    manifest = signatures.open_envelope(sealed(build.a_manifest(records=(ref,), blobs=()), SUPERVISOR))
    store = MemoryStore()
    return plan_ingest(manifest, [(ref, envelope)], store, store.trust.trust())


@pytest.mark.parametrize(
    "changes", [{"id": "0" * 64}, {"sha256": "0" * 64}, {"size": 1}, {"kind": "revision"}, {"kind": "mystery"}]
)
def test_a_record_that_is_not_what_the_manifest_says_is_parked(changes: dict[str, Any]):
    assert [one.reason for one in changed_ref(UNIT, **changes).items] == [ParkReason.HASH_MISMATCH]


def test_a_manifest_inside_a_batch_is_not_carried():
    assert reason_for(sealed(build.a_manifest(), SUPERVISOR)) == "kind_not_carried"


def spoiled(envelope: bytes, old: bytes, new: bytes) -> IngestPlan:
    data = envelope.replace(old, new, 1)
    assert data != envelope
    ref = records.RecordRef(id="0" * 64, kind="unit", sha256=sha256(data), size=len(data))
    manifest = signatures.open_envelope(sealed(build.a_manifest(records=(ref,), blobs=()), SUPERVISOR))
    store = MemoryStore()
    return plan_ingest(manifest, [(ref, data)], store, store.trust.trust())


def sha256(data: bytes) -> str:
    return records.id_of_bytes(data)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b'"format":1,"kind":"unit"', b'"format":2,"kind":"unit"', ParkReason.FUTURE_FORMAT),
        (b'{"format":1,"record"', b'{"format":2,"record"', ParkReason.FUTURE_FORMAT),
        (b'"kind":"unit"', b'"kind":"assignment"', ParkReason.UNKNOWN_KIND),
        (b'"region":"140105"', b'"region":"1401"', ParkReason.INVALID_RECORD),
        (b'"region":', b'"region": ', ParkReason.INVALID_RECORD),
        (b'"value":"', b'"value":"!', ParkReason.INVALID_RECORD),
    ],
)
def test_a_record_that_cannot_be_read_is_parked_and_the_others_proceed(old: bytes, new: bytes, reason: ParkReason):
    assert [one.reason for one in spoiled(UNIT, old, new).items] == [reason]


def test_a_listed_record_that_was_not_handed_over_is_parked():
    manifest = signatures.open_envelope(sealed(a_manifest_of([UNIT, EDITION]), SUPERVISOR))
    store = MemoryStore()
    surplus = (record_ref(PARAMETERS), PARAMETERS)
    plan = plan_ingest(manifest, [(record_ref(UNIT), UNIT), surplus], store, store.trust.trust())
    assert reasons(plan) == {"form_edition": "missing_record"}
    assert len(plan.items) == 2
    store.envelopes[record_ref(EDITION).id] = EDITION
    assert reasons(plan_ingest(manifest, [(record_ref(UNIT), UNIT)], store, store.trust.trust())) == {}


def test_a_revision_waits_for_its_edition():
    store = MemoryStore()
    assert reason_for(REVISION, store=store) == "unknown_edition"
    store.take(a_delivery(EDITION))
    assert reason_for(REVISION, store=store) is None


def test_an_edition_under_the_same_name_with_other_content_does_not_do():
    other = sealed(build.a_form_edition(content={"code": "green-mall", "items": []}), INSPECTOR)
    assert reason_for(REVISION, other) == "unknown_edition"


def test_evidence_has_to_come_along_or_be_held():
    store = MemoryStore()
    store.take(a_delivery(EDITION, blobs=()))
    data = a_delivery(REVISION, blobs=())
    assert reasons(store.plan(data)) == {"revision": "missing_blob"}
    store.blobs[build.BLOB_SHA256] = build.BLOB
    plan = store.plan(data)
    assert [(one.disposition, one.blobs) for one in plan.items] == [(Disposition.NEW, ())]


def test_evidence_of_another_length_than_the_record_says_is_parked():
    record = build.a_revision(evidence=(build.an_evidence_ref(size=1),))
    assert reason_for(sealed(record, INSPECTOR), EDITION) == "hash_mismatch"


def test_a_mark_of_an_acknowledgement_is_needed_too():
    store = MemoryStore()
    store.take(a_delivery(EDITION, REVISION))
    store.blobs.clear()
    assert reasons(store.plan(a_delivery(ACKNOWLEDGEMENT, blobs=()))) == {"acknowledgement": "missing_blob"}
    spoken = build.an_acknowledgement(revision=REVISION_ID, outcome="statement", statement="无异议", mark=None)
    assert reason_for(sealed(spoken, INSPECTOR), store=store) is None


@pytest.mark.parametrize("envelope", [ACKNOWLEDGEMENT, DECISION, CERTIFICATE, REVOCATION])
def test_a_record_about_something_not_held_waits(envelope: bytes):
    assert reason_for(envelope) == "unknown_reference"


def test_a_decision_on_a_parked_revision_waits_with_it():
    plan = MemoryStore().plan(a_delivery(REVISION, DECISION, CERTIFICATE))
    assert reasons(plan) == {
        "revision": "unknown_edition",
        "decision": "unknown_reference",
        "certificate": "unknown_reference",
    }


OTHER_ASSESSMENT = "11111111-2222-4333-8444-555555555555"
OTHER_REGION = msgspec.structs.replace(REVISION_RECORD.unit, region="140200")
ELSEWHERE = build.a_revision(unit=OTHER_REGION)


def both(*ids: str) -> tuple[str, ...]:
    return tuple(sorted(ids))


@pytest.mark.parametrize(
    ("record", "key"),
    [
        (build.an_acknowledgement(revision=records.record_id(build.a_unit())), INSPECTOR),
        (build.a_decision(revisions=(REVISION_ID,), assessment=OTHER_ASSESSMENT), SUPERVISOR),
        (build.a_decision(revisions=(records.record_id(build.a_unit()),)), SUPERVISOR),
        (build.a_decision(revisions=(records.record_id(DECISION_RECORD),)), SUPERVISOR),
        (build.a_decision(outcome="merged", revisions=both(REVISION_ID, records.record_id(ELSEWHERE))), SUPERVISOR),
        (build.a_certificate(revision=REVISION_ID, decision=REVISION_ID), ISSUER),
        (
            build.a_certificate(revision=records.record_id(ELSEWHERE), decision=records.record_id(DECISION_RECORD)),
            ISSUER,
        ),
        (
            build.a_certificate(
                revision=REVISION_ID, decision=records.record_id(DECISION_RECORD), action="green-travel"
            ),
            ISSUER,
        ),
        (build.a_revocation(target=REVISION_ID), ISSUER),
    ],
)
def test_a_record_about_the_wrong_thing_is_parked(record: Any, key: Any):
    others = (EDITION, REVISION, UNIT, DECISION, sealed(ELSEWHERE, INSPECTOR))
    assert reason_for(sealed(record, key), *others) == "reference_mismatch"


def test_a_certificate_needs_an_approval():
    returned = build.a_decision(revisions=(REVISION_ID,))
    certificate = build.a_certificate(revision=REVISION_ID, decision=records.record_id(returned))
    reason = reason_for(sealed(certificate, ISSUER), EDITION, REVISION, sealed(returned, SUPERVISOR))
    assert reason == "reference_mismatch"


@pytest.mark.parametrize(
    "changes",
    [
        {"score": "99"},
        {"grade": records.GradeRef(code="excellent", name="优秀")},
        {"form": build.a_form_ref(sha256=build.digest("another edition"))},
        {"unit": msgspec.structs.replace(CERTIFICATE_RECORD.unit, name="太原市另一购物中心")},
        {"unit": msgspec.structs.replace(CERTIFICATE_RECORD.unit, credit_code=None)},
    ],
)
def test_a_certificate_says_of_the_revision_what_the_revision_says(changes):
    certificate = sealed(msgspec.structs.replace(CERTIFICATE_RECORD, **changes), ISSUER)
    assert reason_for(certificate, EDITION, REVISION, DECISION) == "reference_mismatch"


def test_a_result_that_its_answers_do_not_give_is_parked_with_what_rests_on_it():
    store = MemoryStore(wrong_results={REVISION_ID})
    plan = store.plan(a_delivery(EDITION, REVISION, DECISION, CERTIFICATE))
    assert reasons(plan) == {
        "revision": "result_mismatch",
        "decision": "unknown_reference",
        "certificate": "unknown_reference",
    }


def test_a_blob_larger_than_is_kept_is_told_by_its_size_and_the_rest_goes_on():
    store = MemoryStore(longest_blob=len(build.BLOB) - 1)
    plan = store.plan(a_delivery(EDITION, UNIT, REVISION, DECISION))
    assert reasons(plan) == {"revision": "blob_too_large", "decision": "unknown_reference"}
    assert {one.kind for one in plan.of(Disposition.NEW)} == {"form_edition", "unit"}


def test_an_invented_edition_is_parked_with_what_was_scored_by_it():
    record = signatures.open_envelope(EDITION).record
    store = MemoryStore(refused_editions={record.sha256})
    plan = store.plan(a_delivery(EDITION, REVISION))
    assert reasons(plan) == {"form_edition": "unknown_edition", "revision": "unknown_edition"}


def test_a_serial_is_given_once():
    again = build.a_certificate(
        **{name: getattr(CERTIFICATE_RECORD, name) for name in ("revision", "decision")}, issued_on="2026-12-01"
    )
    twin = sealed(again, ISSUER)
    store = MemoryStore()
    plan = store.plan(a_delivery(EDITION, REVISION, DECISION, CERTIFICATE, twin))
    assert sorted(one.disposition.value for one in plan.items if one.kind == "certificate") == ["new", "parked"]
    assert reasons(plan) == {"certificate": "serial_taken"}
    store.take(a_delivery(EDITION, REVISION, DECISION, CERTIFICATE))
    assert reason_for(twin, store=store) == "serial_taken"
    assert reason_for(twin, CERTIFICATE, store=store) == "serial_taken"


def a_successor(*parents: records.Revision, **changes: Any) -> records.Revision:
    return build.a_revision(parents=both(*(records.record_id(one) for one in parents)), **changes)


LEFT, RIGHT = (a_successor(REVISION_RECORD, engine=engine) for engine in ("0.1.1", "0.1.2"))
MERGED = a_successor(LEFT, RIGHT)


def heads_after(*batches: tuple[records.Revision, ...]) -> list[tuple[str, ...]]:
    store = MemoryStore()
    store.take(a_delivery(EDITION))
    plans = [store.take(a_delivery(*(sealed(one, INSPECTOR) for one in some))) for some in batches]
    return [conflict.heads for conflict in plans[-1].conflicts]


def test_two_heads_of_one_assessment_are_both_kept_and_told():
    expected = [both(records.record_id(LEFT), records.record_id(RIGHT))]
    assert heads_after((REVISION_RECORD,), (LEFT,), (RIGHT,)) == expected
    assert heads_after((REVISION_RECORD, LEFT, RIGHT)) == expected
    assert heads_after((LEFT,), (RIGHT,), (REVISION_RECORD,)) == expected
    assert heads_after((REVISION_RECORD, LEFT, RIGHT), (REVISION_RECORD,)) == expected


def test_a_chain_or_a_merge_has_one_head_in_whatever_order_it_comes():
    assert heads_after((REVISION_RECORD, LEFT)) == []
    assert heads_after((LEFT,), (REVISION_RECORD,)) == []
    assert heads_after((REVISION_RECORD, LEFT, RIGHT), (MERGED,)) == []
    assert heads_after((MERGED,), (LEFT, RIGHT, REVISION_RECORD)) == []


def test_a_revision_of_another_assessment_supersedes_nothing():
    foreign = a_successor(REVISION_RECORD, assessment=OTHER_ASSESSMENT)
    store = MemoryStore()
    store.take(a_delivery(EDITION, REVISION, sealed(foreign, INSPECTOR)))
    assert store.heads(build.ASSESSMENT) == {REVISION_ID}
    (conflict,) = store.plan(a_delivery(sealed(build.a_revision(engine="9"), INSPECTOR))).conflicts
    assert REVISION_ID in conflict.heads


def test_the_plan_needs_a_manifest():
    store = MemoryStore()
    with pytest.raises(TypeError):
        plan_ingest(signatures.open_envelope(UNIT), [], store, store.trust.trust())


def test_the_receipt_accounts_for_every_record_and_repeats_itself():
    store = MemoryStore()
    data = a_delivery(UNIT, REVISION)
    moment = moment_from_text(build.MOMENT)
    receipts = [plan_receipt(store.take(data), holder=build.an_acting_person(), received_at=moment) for _ in range(2)]
    assert receipts[0] == receipts[1]
    assert receipts[0].batch == batch.BatchReader(io.BytesIO(data)).batch_id
    assert receipts[0].accepted == (record_ref(UNIT).id,)
    assert receipts[0].parked == (records.ParkedRef(id=REVISION_ID, reason="unknown_edition"),)
    assert records.from_bytes(records.to_bytes(receipts[0])) == receipts[0]


@given(st.permutations(EVERYTHING))
@settings(max_examples=30)
def test_the_order_in_which_records_are_handed_over_is_irrelevant(shuffled: list[bytes]):
    manifest = signatures.open_envelope(sealed(a_manifest_of(EVERYTHING, [build.BLOB]), SUPERVISOR))
    store = MemoryStore()
    plan = plan_ingest(manifest, [(record_ref(one), one) for one in shuffled], store, store.trust.trust())
    assert plan == store.plan(a_delivery(*EVERYTHING))


def settle(store: MemoryStore, batches: list[bytes]) -> None:
    """Import batches until nothing changes, as a store does that judges parked records again."""
    for _ in range(len(batches) + 1):
        before = dict(store.envelopes)
        for data in batches:
            store.take(data)
        if store.envelopes == before:
            return
    pytest.fail("importing again and again never came to rest")


POOL: list[Callable[[], bytes]] = [
    *((lambda one=one: one) for one in EVERYTHING),
    lambda: sealed(LEFT, INSPECTOR),
    lambda: sealed(RIGHT, INSPECTOR),
    lambda: sealed(MERGED, OTHER_INSPECTOR),
    lambda: sealed(build.a_unit(address="别处"), STRANGER),
    lambda: signatures.seal(REVISION_RECORD, signatures.open_envelope(sealed(REVISION_RECORD, SUPERVISOR)).signatures),
]


@given(st.lists(st.sets(st.integers(0, len(POOL) - 1), min_size=1), min_size=1, max_size=4), st.integers(0, 2**16))
@settings(max_examples=40, deadline=None)
def test_any_mix_of_batches_in_any_order_leaves_the_same_store(mix: list[set[int]], seed: int):
    batches = [a_delivery(*{record_ref(one).id: one for one in (POOL[i]() for i in some)}.values()) for some in mix]
    shuffled = batches * 2
    random.Random(seed).shuffle(shuffled)
    one, two = MemoryStore(), MemoryStore()
    settle(one, batches)
    settle(two, shuffled)
    assert without_values(one) == without_values(two)
    assert one.blobs == two.blobs
    assert one.parked == two.parked
    for data in batches:
        assert {planned.disposition for planned in one.plan(data).items} <= {Disposition.KNOWN, Disposition.PARKED}
        assert not any(planned.signatures or planned.blobs for planned in one.plan(data).items)


def without_values(store: MemoryStore) -> dict[str, frozenset[tuple[str, str]]]:
    return {one: frozenset((made.key, made.purpose) for made in store.signatures(one)) for one in store.envelopes}


def test_every_split_of_a_delivery_ends_in_the_same_store():
    whole = MemoryStore()
    settle(whole, [a_delivery(*EVERYTHING)])
    assert len(whole.envelopes) == len(EVERYTHING)
    for first in itertools.islice(itertools.combinations(EVERYTHING, 3), 0, None, 20):
        rest = [one for one in EVERYTHING if one not in first]
        store = MemoryStore()
        settle(store, [a_delivery(*first), a_delivery(*rest)])
        assert store.envelopes == whole.envelopes
