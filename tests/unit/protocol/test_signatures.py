"""Signatures and envelopes: what is signed, what is accepted back, and that no byte of it can be changed unnoticed."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest

from tests.helpers import records as build
from tests.helpers.keys import MemoryChecker, MemoryKey
from workbench.domain.refusals import Refusal
from workbench.protocol import canonical, records, signatures
from workbench.protocol.refusals import EnvelopeInvalid, FutureFormat, NotCanonical, RecordsDiffer, SignatureRefused
from workbench.protocol.signatures import MAX_SIGNATURES, Signature
from workbench.protocol.times import moment_from_text, moment_to_text

NOW = datetime(2026, 11, 23, 10, 42, 7, 999_999, tzinfo=timezone(timedelta(hours=8)))
KEY = MemoryKey(1)
OTHER = MemoryKey(2)
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class FixedSigner:
    """Signs everything with the same bytes."""

    key_id = "a" * 32

    def __init__(self, value: bytes, suite: str = "ecdsa-p256-sha256") -> None:
        self.value = value
        self.suite = suite

    def sign(self, message: bytes) -> bytes:
        assert message.startswith(b'{"key":')
        return self.value


def sign(key: Any = KEY, record: Any = None, purpose: Any = "author", later: int = 0) -> Signature:
    moment = NOW + timedelta(seconds=later)
    return signatures.sign_record(record or build.a_revision(), key, purpose=purpose, signed_at=moment)


def with_members(data: bytes, **members: Any) -> bytes:
    value = {**canonical.decode(data), **members}
    return msgspec.json.encode({name: one for name, one in value.items() if one is not ...}, order="sorted")


def refused_envelope(data: bytes) -> EnvelopeInvalid:
    with pytest.raises(EnvelopeInvalid) as caught:
        signatures.open_envelope(data)
    return caught.value


def test_the_statement_names_key_kind_purpose_record_time_and_suite():
    made = sign()
    assert signatures.statement(made, kind="revision", record_id="ab") == (
        b'{"key":"' + KEY.key_id.encode() + b'","kind":"revision","purpose":"author","record":"ab",'
        b'"signed_at":"2026-11-23T10:42:07+08:00","suite":"ecdsa-p256-sha256"}'
    )


def test_an_envelope_comes_back_with_its_record_and_good_signatures():
    record = build.a_revision()
    data = signatures.seal(record, [sign(OTHER, purpose="team"), sign()])
    envelope = signatures.open_envelope(data)
    assert envelope.record == record
    assert envelope.record_id == records.record_id(record)
    assert envelope.record_bytes == records.to_bytes(record)
    assert envelope.to_bytes() == data
    told = signatures.check(envelope, MemoryChecker.of(KEY))
    assert {one.key: good for one, good in told} == {KEY.key_id: True, OTHER.key_id: False}


def test_the_order_and_repetition_of_signatures_change_nothing():
    one, two = sign(), sign(OTHER)
    record = build.a_revision()
    assert signatures.seal(record, [one, two]) == signatures.seal(record, [two, one, two])


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": "team"},
        {"signed_at": "2026-11-23T10:42:08+08:00"},
        {"key": OTHER.key_id},
    ],
)
def test_a_signature_does_not_hold_for_another_statement(change: dict[str, Any]):
    made = msgspec.structs.replace(sign(), **change)
    envelope = signatures.open_envelope(signatures.seal(build.a_revision(), [made]))
    assert [good for _, good in signatures.check(envelope, MemoryChecker.of(KEY, OTHER))] == [False]


def test_a_signature_of_one_record_does_not_hold_for_another():
    envelope = signatures.open_envelope(signatures.seal(build.a_unit(), [sign()]))
    assert signatures.check(envelope, MemoryChecker.of(KEY))[0][1] is False


def test_p256_signatures_are_written_with_the_lower_s_only():
    high = (7).to_bytes(32) + (ORDER - 5).to_bytes(32)
    low = (7).to_bytes(32) + (5).to_bytes(32)
    made = sign(FixedSigner(high))
    assert signatures.signature_bytes(made) == low == signatures.signature_bytes(sign(FixedSigner(low)))
    data = signatures.seal(build.a_revision(), [made])
    text = base64.urlsafe_b64encode(high).rstrip(b"=")
    assert refused_envelope(data.replace(made.value.encode(), text)).facts["rule"] == "lowest_form"


def test_the_twin_of_a_good_signature_is_refused():
    made = sign()
    raw = signatures.signature_bytes(made)
    twin = raw[:32] + (ORDER - int.from_bytes(raw[32:])).to_bytes(32)
    statement = signatures.statement(made, kind="revision", record_id=records.record_id(build.a_revision()))
    assert MemoryChecker.of(KEY).check(key_id=KEY.key_id, suite=KEY.suite, signature=twin, message=statement)
    value = base64.urlsafe_b64encode(twin).rstrip(b"=").decode()
    with pytest.raises(EnvelopeInvalid):
        signatures.seal(build.a_revision(), [msgspec.structs.replace(made, value=value)])


def test_a_signer_that_gives_no_signature_is_refused():
    with pytest.raises(SignatureRefused) as caught:
        sign(FixedSigner(b"short"))
    assert caught.value.facts == {"key": "a" * 32, "suite": "ecdsa-p256-sha256"}


def test_a_later_suite_is_carried_but_not_believed():
    made = sign(FixedSigner(b"\xff" * 100, suite="rsa-pss-sha256"))
    envelope = signatures.open_envelope(signatures.seal(build.a_revision(), [made]))
    assert signatures.check(envelope, MemoryChecker.of(KEY)) == [(made, False)]


@pytest.mark.parametrize(
    ("members", "rule", "place"),
    [
        ({"format": 0}, "Expected `int` >= 1", "$.format"),
        ({"format": True}, "Expected `int` >= 1", "$.format"),
        ({"extra": 1}, "members", "$"),
        ({"signatures": ...}, "members", "$"),
        ({"signatures": {}}, "Expected `array`, got `object`", "$.signatures"),
        ({"signatures": [{}]}, "Object missing required field `key`", "$.signatures[0]"),
    ],
)
def test_a_malformed_envelope_is_refused_with_its_place(members: dict[str, Any], rule: str, place: str):
    refusal = refused_envelope(with_members(signatures.seal(build.a_unit(), []), **members))
    assert (refusal.facts["rule"], refusal.place) == (rule, place)


def test_an_envelope_that_is_no_object_is_refused():
    assert refused_envelope(b"[]").facts["rule"] == "members"


def test_an_envelope_of_a_later_format_asks_to_be_kept():
    with pytest.raises(FutureFormat) as caught:
        signatures.open_envelope(with_members(signatures.seal(build.a_unit(), []), format=2))
    assert caught.value.facts == {"kind": "envelope", "format": 2}


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": "approve"},
        {"key": "A" * 32},
        {"signed_at": "2026-11-23T10:42:07"},
        {"suite": "ECDSA"},
        {"value": "a+b"},
        {"value": ""},
        {"value": "AAAAA"},
        {"value": "é"},
        {"value": "A" * 87},
        {"suite": "rsa-pss-sha256", "value": "AB"},
        {"suite": "rsa-pss-sha256", "value": "AAAAA"},
        {"value": "AB"},
        {"value": "AA"},
    ],
)
def test_a_malformed_signature_is_neither_written_nor_read(change: dict[str, Any]):
    good = sign()
    bad = msgspec.structs.replace(good, **change)
    with pytest.raises(EnvelopeInvalid):
        signatures.seal(build.a_revision(), [bad])
    data = signatures.seal(build.a_revision(), [good])
    refused_envelope(with_members(data, signatures=[msgspec.to_builtins(bad)]))


def test_signatures_out_of_order_or_doubled_are_refused():
    one, two = sorted((sign(), sign(OTHER)), key=lambda made: made.key)
    data = signatures.seal(build.a_revision(), [one, two])
    for wrong in ([two, one], [one, one]):
        rule = refused_envelope(with_members(data, signatures=msgspec.to_builtins(wrong))).facts["rule"]
        assert rule == "sorted_once"


def test_an_envelope_over_the_size_limit_is_refused():
    with pytest.raises(NotCanonical) as caught:
        signatures.open_envelope(b" " * (signatures.MAX_BYTES + 1))
    assert caught.value.facts["rule"] == "size"


def test_the_deepest_record_still_fits_into_an_envelope():
    deep: Any = "x"
    for _ in range(canonical.MAX_DEPTH - 2):
        deep = [deep]
    record = build.a_revision(answers={"a": deep})
    assert signatures.open_envelope(signatures.seal(record, [])).record == record


def test_merging_unites_the_signatures_of_one_record():
    record = build.a_revision()
    one, two, three = sign(), sign(OTHER, purpose="team"), sign(later=5)
    left = signatures.open_envelope(signatures.seal(record, [one, two]))
    right = signatures.open_envelope(signatures.seal(record, [two, three]))
    merged = signatures.merge(left, right)
    assert merged == signatures.merge(right, left)
    assert merged.to_bytes() == signatures.seal(record, [one, two, three])


def test_envelopes_of_different_records_are_not_merged():
    left = signatures.open_envelope(signatures.seal(build.a_unit(), []))
    right = signatures.open_envelope(signatures.seal(build.a_unit(address=""), []))
    with pytest.raises(RecordsDiffer) as caught:
        signatures.merge(left, right)
    assert caught.value.facts == {"left": left.record_id, "right": right.record_id}


def test_more_signatures_than_an_envelope_holds_are_refused():
    record = build.a_revision()
    signer = FixedSigner(b"\x00" * 64)
    many = [sign(signer, later=second) for second in range(MAX_SIGNATURES)]
    left = signatures.open_envelope(signatures.seal(record, many))
    right = signatures.open_envelope(signatures.seal(record, [sign(signer, later=-1)]))
    with pytest.raises(EnvelopeInvalid) as caught:
        signatures.merge(left, right)
    assert caught.value.facts == {"rule": "too_many", "limit": MAX_SIGNATURES}


def test_no_changed_byte_of_a_sealed_envelope_is_believed():
    data = signatures.seal(build.a_decision(), [sign(record=build.a_decision(), purpose="decide")])
    checker = MemoryChecker.of(KEY)
    believed = 0
    for position in range(len(data)):
        for flip in (0x01, 0x20, 0x80):
            mutant = bytearray(data)
            mutant[position] ^= flip
            try:
                envelope = signatures.open_envelope(bytes(mutant))
            except Refusal:
                continue
            believed += signatures.check(envelope, checker)[0][1]
    assert believed == 0


def test_moments_are_written_to_the_second_with_their_offset():
    text = moment_to_text(NOW)
    assert text == "2026-11-23T10:42:07+08:00"
    assert moment_from_text(text) == NOW.replace(microsecond=0)
    with pytest.raises(ValueError, match="offset"):
        moment_to_text(datetime(2026, 11, 23))  # noqa: DTZ001 -- the missing zone is what is tested
