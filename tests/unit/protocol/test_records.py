"""Records: canonical bytes and back, and everything that does not fit is refused with its place."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
import pytest

from tests.helpers import records as build
from workbench.protocol import canonical, records
from workbench.protocol.records.values import ascending
from workbench.protocol.refusals import FutureFormat, NotCanonical, RecordInvalid, UnknownKind

BUILDERS = list(build.BUILDERS.items())


def changed(record: Any, path: str, value: Any) -> bytes:
    """Give the canonical bytes of a record with one field set to a raw value."""
    raw = msgspec.to_builtins(record)
    *parents, last = path.split(".")
    place = raw
    for name in parents:
        place = place[int(name)] if name.isdigit() else place[name]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return msgspec.json.encode(raw, order="sorted")


def refusal_of(data: bytes) -> RecordInvalid:
    with pytest.raises(RecordInvalid) as caught:
        records.from_bytes(data)
    return caught.value


@pytest.mark.parametrize(("kind", "builder"), BUILDERS)
def test_every_kind_comes_back_from_its_canonical_bytes(kind: str, builder: Any):
    record = builder()
    data = records.to_bytes(record)
    assert records.from_bytes(data) == record
    assert canonical.encode(canonical.decode(data)) == data
    assert record.kind == kind
    assert records.record_id(record) == hashlib.sha256(data).hexdigest() == records.id_of_bytes(data)


def test_all_eleven_kinds_have_a_builder():
    assert list(records.KINDS) == list(build.BUILDERS)


@pytest.mark.parametrize(("kind", "builder"), BUILDERS)
def test_every_field_is_always_written_and_no_other_is_taken(kind: str, builder: Any):
    record = builder()
    names = set(msgspec.to_builtins(record))
    assert names == {field.name for field in msgspec.structs.fields(record)} | {"kind"}
    for name in names:
        assert refusal_of(changed(record, name, ...)).code == "record_invalid"
    assert refusal_of(changed(record, "extra", 1)).facts["kind"] == kind


def test_a_record_cannot_be_changed():
    with pytest.raises(AttributeError):
        build.a_unit().name = "另一个"


@pytest.mark.parametrize(
    ("record", "path", "value", "place"),
    [
        (build.a_unit(), "name", "", "$.name"),
        (build.a_unit(), "name", "a\nb", "$.name"),
        (build.a_unit(), "region", "1401050", "$.region"),
        (build.a_unit(), "region", "１４０１０５", "$.region"),
        (build.a_unit(), "action", "green-mall\n", "$.action"),
        (build.a_unit(), "unit_id", build.UNIT_ID.upper(), "$.unit_id"),
        (build.a_unit(), "credit_code", "91140100MA000000OX", "$.credit_code"),
        (build.a_unit(), "recorded_at", "2026-02-29T10:42:07+08:00", "$.recorded_at"),
        (build.a_unit(), "recorded_at", "2026-11-23T10:42:07Z", "$.recorded_at"),
        (build.a_unit(), "recorded_at", "2026-11-23T24:00:00+08:00", "$.recorded_at"),
        (build.a_unit(), "attributes", {"键": 1}, None),
        (build.a_unit(), "attributes", {"a b": 1}, "$.attributes"),
        (build.a_parameter_set(), "valid_from", "2100-02-29", "$.valid_from"),
        (build.a_parameter_set(), "values.energy_quota", "1,5", "$.values[...]"),
        (build.a_parameter_set(), "values.energy_quota", 5, "$.values[...]"),
        (build.a_revision(), "evidence.0.mime", "image/svg+xml", "$.evidence[0].mime"),
        (build.a_revision(), "evidence.0.mime", "text/html", "$.evidence[0].mime"),
        (build.a_revision(), "evidence.0.name", "../x.jpg", "$.evidence[0].name"),
        (build.a_revision(), "evidence.0.name", "c:\\x.jpg", "$.evidence[0].name"),
        (build.a_revision(), "evidence.0.lat_e7", 900_000_001, "$.evidence[0].lat_e7"),
        (build.a_revision(), "visit.team", [], "$.visit.team"),
        (build.a_revision(), "answers", [], "$.answers"),
        (build.a_revision(), "device.sequence", 0, "$.device.sequence"),
        (build.a_revision(), "device.sequence", True, "$.device.sequence"),
        (build.a_decision(), "outcome", "certified", "$.outcome"),
        (build.a_decision(), "reviewer.role", "root", "$.reviewer.role"),
        (build.a_certificate(), "score", "8e1", "$.score"),
        (build.a_manifest(), "records.0.size", -1, "$.records[0].size"),
        (build.a_trust_list(), "root", "AAA", "$.root"),
    ],
)
def test_a_field_that_does_not_fit_is_named_by_its_path(record: Any, path: str, value: Any, place: str | None):
    if place is None:
        with pytest.raises(NotCanonical):
            records.from_bytes(changed(record, path, value))
        return
    assert refusal_of(changed(record, path, value)).place == place


@pytest.mark.parametrize(
    ("record", "rule"),
    [
        (build.a_form_edition(sha256=build.digest("another")), "sha256_of_content"),
        (build.a_revision(parents=(build.digest("a"), build.digest("a"))), "parents_ascending"),
        (
            build.a_revision(evidence=(build.an_evidence_ref(), build.an_evidence_ref(note="再次"))),
            "evidence_once_per_item",
        ),
        (
            build.a_revision(evidence=(build.an_evidence_ref(), build.an_evidence_ref(item="A102", size=1))),
            "evidence_one_size",
        ),
        (build.a_revision(required_signatures=("inspector", "inspector")), "required_signatures_once"),
        (build.an_acknowledgement(mark=None), "signed_needs_mark"),
        (build.an_acknowledgement(outcome="statement", statement=" "), "statement_needs_words"),
        (build.an_acknowledgement(outcome="refused", witness="见证人丁"), "refused_needs_words"),
        (build.an_acknowledgement(outcome="refused", statement="不认可"), "refused_needs_witness"),
        (build.a_decision(revisions=(build.digest("a"),) * 2), "revisions_ascending"),
        (
            build.a_decision(outcome="approved", revisions=tuple(sorted((build.digest("a"), build.digest("b"))))),
            "approved_names_one_revision",
        ),
        (build.a_decision(outcome="merged"), "merged_names_several_revisions"),
        (build.a_decision(reason="\n"), "returned_needs_reason"),
        (build.a_certificate(valid_until="2026-11-29"), "valid_until_not_before_issued_on"),
        (build.a_revocation(target_kind="key"), "target_fits_target_kind"),
        (build.a_manifest(records=build.a_manifest().records * 2), "records_ascending"),
        (build.a_manifest(blobs=build.a_manifest().blobs * 2), "blobs_ascending"),
        (build.a_receipt(accepted=(build.digest("a"),) * 2), "accepted_ascending"),
        (build.a_receipt(parked=build.a_receipt().parked * 2), "parked_ascending"),
        (build.a_receipt(accepted=(build.digest("other"),)), "accepted_or_parked"),
        (build.a_trust_list(members=build.a_trust_list().members * 2), "members_ascending"),
        (build.a_trust_list(revoked=build.a_trust_list().revoked * 2), "revoked_ascending"),
        (build.a_trust_list(qr_keys=build.a_trust_list().qr_keys * 2), "qr_keys_ascending"),
    ],
)
def test_fields_that_contradict_each_other_are_refused(record: Any, rule: str):
    with pytest.raises(RecordInvalid) as caught:
        records.to_bytes(record)
    assert caught.value.facts["rule"] == rule


@pytest.mark.parametrize(
    "record",
    [
        build.an_acknowledgement(outcome="refused", statement="不认可", witness="见证人丁", mark=None),
        build.an_acknowledgement(outcome="statement", statement="有说明", mark=None),
        build.a_decision(outcome="approved", reason="", comments=()),
        build.a_decision(outcome="merged", revisions=tuple(sorted((build.digest("a"), build.digest("b"))))),
        build.a_certificate(valid_until=None, score=None),
        build.a_certificate(valid_until="2026-11-30"),
        build.a_revocation(target_kind="key", target="0" * 32),
        build.a_unit(credit_code=None, address="", attributes={}),
        build.a_revision(parents=tuple(sorted((build.digest("a"), build.digest("b"))))),
        build.a_manifest(records=(), blobs=()),
    ],
)
def test_what_is_allowed_passes(record: Any):
    assert records.from_bytes(records.to_bytes(record)) == record


def test_a_later_format_and_an_unknown_kind_ask_to_be_kept():
    with pytest.raises(FutureFormat) as future:
        records.from_bytes(b'{"format":2,"kind":"unit","new":1}')
    assert future.value.facts == {"kind": "unit", "format": 2}
    with pytest.raises(UnknownKind) as unknown:
        records.from_bytes(b'{"format":1,"kind":"assignment"}')
    assert unknown.value.facts == {"kind": "assignment"}


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"[]", "$"),
        (b"{}", "$.kind"),
        (b'{"format":1,"kind":7}', "$.kind"),
        (b'{"kind":"unit"}', "$.format"),
        (b'{"format":0,"kind":"unit"}', "$.format"),
        (b'{"format":true,"kind":"unit"}', "$.format"),
    ],
)
def test_what_is_no_record_at_all_is_refused(data: bytes, place: str):
    assert refusal_of(data).place == place


def test_a_record_with_an_unspeakable_text_is_not_written():
    for name, rule in (("\ud800", "surrogate"), ("e\u0301", "nfc"), ("a\u202eb", "bidi")):
        with pytest.raises(NotCanonical) as caught:
            records.to_bytes(build.a_unit(name=name))
        assert caught.value.facts["rule"] == rule


def test_keys_ascend_only_when_each_is_larger_than_the_one_before():
    assert ascending(())
    assert ascending(("a",))
    assert ascending(("a", "b"))
    assert not ascending(("a", "a"))
    assert not ascending(("b", "a"))


def test_a_message_about_a_hostile_field_name_stays_short():
    refusal = refusal_of(changed(build.a_unit(), "x" * 250, 1))
    assert len(str(refusal.facts["rule"])) <= 200
