"""The batch container: deterministic, complete, readable by any archiver, and shared out when it grows too large."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import records as build
from tests.helpers.batches import a_batch, a_manifest_of, batch_bytes, record_ref, sealed
from tests.helpers.keys import MemoryKey
from workbench.protocol import batch, records
from workbench.protocol.batch import layout as lay

KEY = MemoryKey()
PHOTOS = [b"photo one", b"photo two" * 100_000, b""]
ENVELOPES = [sealed(build.a_revision(), KEY), sealed(build.a_unit(), KEY), sealed(build.a_form_edition(), KEY)]


def reader_of(data: bytes) -> batch.BatchReader:
    return batch.BatchReader(io.BytesIO(data))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_batch_gives_back_what_went_in():
    reader = reader_of(a_batch(ENVELOPES, PHOTOS, key=KEY))
    reader.verify()
    assert sorted(data for _, data in reader.records()) == sorted(ENVELOPES)
    assert [ref for ref, _ in reader.records()] == list(reader.manifest.records)
    assert {b"".join(reader.blob(one.sha256)) for one in reader.blobs()} == {*PHOTOS}
    assert reader.batch_id == records.record_id(a_manifest_of(ENVELOPES, PHOTOS))
    assert reader.manifest_bytes == reader.envelope.to_bytes()


def test_a_batch_without_records_is_a_batch():
    reader_of(a_batch([], key=KEY)).verify()


def test_the_same_contents_give_the_same_bytes():
    manifest = sealed(a_manifest_of(ENVELOPES, PHOTOS), KEY)
    assert batch_bytes(manifest, ENVELOPES, PHOTOS) == batch_bytes(manifest, reversed(ENVELOPES), reversed(PHOTOS))


def test_any_archiver_can_open_a_batch(tmp_path: Path):
    path = tmp_path / "batch.awb"
    path.write_bytes(a_batch(ENVELOPES, PHOTOS, key=KEY))
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names[0] == "manifest.json"
        assert names[1:] == [f"records/{one}.json" for one in sorted(record_ref(e).id for e in ENVELOPES)] + [
            f"blobs/{one}" for one in sorted(sha256(photo) for photo in PHOTOS)
        ]
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_the_manifest_does_not_list_is_not_in_the_batch():
    reader = reader_of(a_batch(ENVELOPES, PHOTOS, key=KEY))
    with pytest.raises(batch.NotInBatch):
        reader.record("0" * 64)
    with pytest.raises(batch.NotInBatch):
        next(reader.blob("../../etc"))


def write(records_given: Any, blobs_given: Any, manifest: bytes | None = None) -> None:
    manifest = manifest or sealed(a_manifest_of(ENVELOPES, PHOTOS), KEY)
    batch.write_batch(io.BytesIO(), manifest, records_given, blobs_given)


RECORDS = sorted((record_ref(one).id, one) for one in ENVELOPES)
BLOBS = [
    batch.BlobSource(one, len(photo), lambda photo=photo: io.BytesIO(photo))
    for one, photo in sorted((sha256(photo), photo) for photo in PHOTOS)
]


def other(blob: batch.BlobSource, content: bytes) -> batch.BlobSource:
    return blob._replace(open=lambda: io.BytesIO(content))


@pytest.mark.parametrize(
    ("records_given", "blobs_given", "rule"),
    [
        (RECORDS[:2], BLOBS, "not_expected_here"),
        (RECORDS, BLOBS[:2], "missing"),
        (RECORDS, BLOBS + BLOBS[:1], "not_expected_here"),
        (RECORDS[::-1], BLOBS, "not_expected_here"),
        (RECORDS, BLOBS[::-1], "not_expected_here"),
        ([(RECORDS[0][0], RECORDS[1][1]), *RECORDS[1:]], BLOBS, "content"),
        (RECORDS, [other(BLOBS[0], b"changed meanwhile"), *BLOBS[1:]], "content"),
    ],
)
def test_nothing_but_the_manifests_contents_is_written(records_given: Any, blobs_given: Any, rule: str):
    write(RECORDS, BLOBS)
    with pytest.raises(batch.BatchIncomplete) as caught:
        write(records_given, blobs_given)
    assert caught.value.facts["rule"] == rule
    assert caught.value.place == caught.value.facts["entry"]


def test_only_a_manifest_leads_a_batch():
    with pytest.raises(batch.BatchIncomplete) as caught:
        write([], [], sealed(build.a_unit(), KEY))
    assert caught.value.facts["rule"] == "not_a_manifest"


def test_a_batch_over_four_gibibytes_is_refused_before_a_byte_is_written():
    big = records.BlobRef(sha256=build.BLOB_SHA256, size=2**32 - 700, mime="video/mp4")
    target = io.BytesIO()
    with pytest.raises(batch.BatchTooLarge) as caught:
        batch.write_batch(target, sealed(build.a_manifest(records=(), blobs=(big,)), KEY), [], [])
    assert caught.value.facts["what"] == "batch"
    assert caught.value.facts["limit"] == 2**32 - 2
    assert target.getvalue() == b""


def test_a_size_at_its_limit_passes():
    lay.check_size("batch", 5, 5)
    with pytest.raises(batch.BatchTooLarge):
        lay.check_size("batch", 6, 5)


def test_an_envelope_over_its_limit_is_refused():
    big = records.RecordRef(id="0" * 64, kind="revision", sha256="0" * 64, size=lay.MAX_RECORD_BYTES + 1)
    with pytest.raises(batch.BatchTooLarge) as caught:
        write([], [], sealed(build.a_manifest(records=(big,), blobs=()), KEY))
    assert caught.value.facts["what"] == f"records/{'0' * 64}.json"


def a_parcel(number: int, *blobs: tuple[str, int]) -> batch.Parcel:
    ref = records.RecordRef(id=build.digest(str(number)), kind="revision", sha256=build.digest("e"), size=10_000)
    photos = tuple(records.BlobRef(sha256=build.digest(name), size=size, mime="image/jpeg") for name, size in blobs)
    return batch.Parcel(ref, photos)


def test_a_delivery_is_shared_out_so_that_every_record_keeps_its_blobs():
    parcels = [a_parcel(number, (f"p{number}", 400_000), ("shared", 100_000)) for number in range(10)]
    parts = list(batch.plan_batches(parcels, limit=2_000_000))
    assert [len(part.records) for part in parts] == [3, 3, 3, 1]
    for part in parts:
        manifest = build.a_manifest(records=part.records, blobs=part.blobs)
        size = lay.plan_layout(len(sealed(manifest, KEY)), manifest).size
        assert size <= part.size <= 2_000_000
    held = {record.id: {blob.sha256 for blob in part.blobs} for part in parts for record in part.records}
    assert all({blob.sha256 for blob in one.blobs} <= held[one.record.id] for one in parcels)


def test_a_record_given_twice_travels_once():
    (part,) = batch.plan_batches([a_parcel(1, ("a", 5)), a_parcel(1, ("a", 5), ("b", 6))])
    assert len(part.records) == 1
    assert len(part.blobs) == 2
    assert part.size == next(batch.plan_batches([a_parcel(1, ("a", 5), ("b", 6))])).size


def test_a_part_may_be_exactly_as_large_as_the_limit():
    parcels = [a_parcel(1, ("a", 500_000)), a_parcel(2, ("b", 500_000))]
    (part,) = batch.plan_batches(parcels)
    assert len(list(batch.plan_batches(parcels, limit=part.size))) == 1
    assert len(list(batch.plan_batches(parcels, limit=part.size - 1))) == 2


def test_counts_limit_a_part_as_sizes_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("workbench.protocol.batch.splitting.MAX_BATCH_RECORDS", 2)
    monkeypatch.setattr("workbench.protocol.batch.splitting.MAX_BATCH_BLOBS", 3)
    parcels = [a_parcel(0), a_parcel(1), a_parcel(2, ("a", 1), ("b", 1)), a_parcel(3, ("c", 1), ("d", 1))]
    assert [len(part.records) for part in batch.plan_batches(parcels)] == [2, 1, 1]
    parcels = [a_parcel(2, ("a", 1), ("b", 1)), a_parcel(3, ("b", 1), ("c", 1))]
    assert [len(part.blobs) for part in batch.plan_batches(parcels)] == [3]


def test_a_record_too_large_for_any_batch_is_named():
    with pytest.raises(batch.BatchTooLarge) as caught:
        list(batch.plan_batches([a_parcel(1), a_parcel(2, ("film", 5_000_000))], limit=2_000_000))
    assert caught.value.facts["what"] == lay.record_name(build.digest("2"))
    with pytest.raises(batch.BatchTooLarge):
        next(batch.plan_batches([a_parcel(2, ("film", 5_000_000))], limit=2_000_000))
    assert list(batch.plan_batches([])) == []


def test_all_counts_of_a_manifest_fit_plain_zip():
    assert 1 + records.deliveries.MAX_BATCH_RECORDS + records.deliveries.MAX_BATCH_BLOBS < 65_535
