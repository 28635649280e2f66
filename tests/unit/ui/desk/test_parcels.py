"""Batches, receipts and trust lists as the window sees them."""

from __future__ import annotations

import pytest

from tests.helpers.offices import DATONG_MALL, INSPECTOR, SUPERVISOR, SUPERVISORS, filled
from workbench.domain.refusals import Refusal
from workbench.domain.states import Delivery
from workbench.protocol.receipts import ReceiptRefused
from workbench.store import parked
from workbench.ui.desk.parcels import NoHub, NothingThere
from workbench.ui.facts import Arrival, ParcelKind
from workbench.usecases import syncing
from workbench.usecases.importing import NotOurBatch


def silently(_done, _total, _what):
    """Tell nobody."""


def test_finished_work_waits_on_a_line_of_its_own_until_it_is_sealed(finished_office, sit):
    batches = sit(finished_office, INSPECTOR).batches
    (waiting,) = batches.listed()
    assert (waiting.delivery, waiting.assessments) == (None, 1)
    sealed = batches.seal(silently)
    assert (sealed.number, sealed.delivery) == ("0001", Delivery.READY)
    assert batches.listed() == (sealed,)


def test_a_batch_counts_its_visits_and_its_evidence_not_its_records(finished_office, sit):
    row = sit(finished_office, INSPECTOR).batches.seal(silently)
    assert (row.assessments, row.files) == (1, 2)
    assert row.size > 10_000


def test_a_batch_written_out_is_on_its_way_and_only_the_receipt_delivers_it(finished_office, sit, tmp_path):
    batches = sit(finished_office, INSPECTOR).batches
    batch = batches.seal(silently)
    path = batches.write(batch.batch_id, tmp_path, silently)
    assert [row.delivery for row in batches.listed()] == [Delivery.OFFERED]
    theirs = sit(finished_office, SUPERVISOR, SUPERVISORS).batches
    receipt = theirs.take_in(path, silently).receipt
    preview = batches.preview(receipt, silently)
    assert (preview.kind, preview.sender, preview.number) == (ParcelKind.RECEIPT, SUPERVISOR.name, "0001")
    assert [row.delivery for row in batches.listed()] == [Delivery.OFFERED]
    assert batches.take_in(receipt, silently).says == "回执有效，批次 0001 已送达"
    assert [row.delivery for row in batches.listed()] == [Delivery.ACKNOWLEDGED]


def test_looking_at_a_batch_changes_nothing_and_taking_it_in_counts_what_is_new(finished_office, sit):
    path = finished_office.folder / "stick"
    with finished_office.inspector() as session:
        syncing.seal_batches(session, path)
    theirs = sit(finished_office, SUPERVISOR, SUPERVISORS)
    preview = theirs.batches.preview(path, silently)
    assert (preview.kind, preview.sender, preview.taken) == (ParcelKind.BATCH, INSPECTOR.name, 3)
    assert theirs.reviews.queue() == ()
    outcome = theirs.batches.take_in(preview.path, silently)
    assert (outcome.taken, outcome.counts[Arrival.KNOWN]) == (3, 1)
    again = theirs.batches.take_in(preview.path, silently)
    assert (again.taken, again.counts[Arrival.KNOWN]) == (0, 4)


def test_a_batch_with_a_changed_byte_is_refused_when_it_is_looked_at(finished_office, sit):
    with finished_office.inspector() as session:
        (sealed,) = syncing.seal_batches(session, finished_office.folder)
    data = bytearray(sealed.path.read_bytes())
    data[data.rindex(b"\xff\xd9") - 5] ^= 1  # inside a photo, which only a reading of every byte finds
    sealed.path.write_bytes(data)
    with pytest.raises(Refusal) as refused:
        sit(finished_office, SUPERVISOR, SUPERVISORS).batches.preview(sealed.path, silently)
    assert refused.value.code == "batch_changed"


def test_somebody_elses_receipt_is_refused_when_it_is_looked_at(delivered_office, sit):
    receipt = next((delivered_office.folder / "stick").glob("*.awr"))
    with pytest.raises(NotOurBatch):
        sit(delivered_office, SUPERVISOR, SUPERVISORS).batches.preview(receipt, silently)


def test_a_file_that_is_no_receipt_is_refused(finished_office, sit, tmp_path):
    path = tmp_path / "list.awr"
    path.write_bytes(finished_office.trust_list)
    with pytest.raises(ReceiptRefused):
        sit(finished_office, INSPECTOR).batches.preview(path, silently)


def test_a_trust_list_says_its_number_and_whether_it_names_oneself(office, sit):
    batches = sit(office, INSPECTOR).batches
    preview = batches.preview(office.folder / "ca" / "trust.json", silently)
    assert (preview.kind, preview.number) == (ParcelKind.TRUST_LIST, "7")
    assert preview.says[-1] == "名单里有你的钥匙和证书"
    assert preview.warns == ()
    assert batches.take_in(preview.path, silently).says == "已装入信任名单第 7 号"


def test_an_empty_folder_holds_nothing(office, sit, tmp_path):
    with pytest.raises(NothingThere):
        sit(office, INSPECTOR).batches.preview(tmp_path, silently)


def test_parked_records_are_counted_by_reason(office, sit):
    with office.inspector() as session, session.store.transaction() as connection:
        for raw, reason, day in ((b"1", "unknown_key", 20), (b"2", "unknown_edition", 21), (b"3", "unknown_key", 22)):
            parked.park(connection, raw, reason, batch_id=None, at=f"2026-11-{day}T09:00:00+08:00")
    rows = sit(office, INSPECTOR).batches.parked()
    assert [(row.count, row.reason, row.since.day) for row in rows] == [
        (2, "签名钥匙不在信任名单里", 20),
        (1, "缺这一版评价表", 21),
    ]


def test_without_a_hub_nothing_is_sent(office, sit):
    batches = sit(office, INSPECTOR).batches
    assert batches.hub() == ""
    with pytest.raises(NoHub):
        batches.sync(silently)


def test_what_did_not_go_well_with_the_hub_is_told_in_sentences(office, sit, monkeypatch, tmp_path):
    asked = []

    def pretend(_session, url, _progress):
        asked.append(url)
        failed = syncing.NotDelivered("b1", tmp_path / "batch-1.awb", NothingThere(folder=tmp_path))
        return syncing.SyncOutcome(
            sent=2,
            acknowledged=1,
            received=3,
            parked=4,
            parked_there=5,
            not_delivered=(failed,),
            clock_off_seconds=-620,
        )

    monkeypatch.setattr(syncing, "sync_with_hub", pretend)
    outcome = sit(office, INSPECTOR).batches.sync(silently, " https://hub.example ")
    assert asked == ["https://hub.example"]
    assert (outcome.sent, outcome.acknowledged, outcome.received) == (2, 1, 3)
    assert outcome.troubles == (
        f"batch-1.awb 没有送到：{tmp_path} 里没有批次或回执文件。",
        "中心搁置了 5 条，批次那一行写着原因",
        "取回的记录里有 4 条先搁置，列在批次下面",
        "本机时钟与中心相差约 10 分钟，请校准",
    )


def test_drafts_are_never_sealed(office, sit):
    with office.inspector() as session:
        filled(session, DATONG_MALL)
    with pytest.raises(Refusal) as refused:
        sit(office, INSPECTOR).batches.seal(silently)
    assert refused.value.code == "nothing_to_seal"
