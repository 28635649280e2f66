"""Stores with a unit, an edition and a draft in them, and revisions that fit what a store holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.helpers import records as build
from workbench.protocol import canonical, records
from workbench.protocol.signatures import Signature, seal
from workbench.store import assessments, batches, editions, finishing, revisions
from workbench.store import records as stored
from workbench.store.rows import Applied, Assessment, DraftKey, Origin
from workbench.store.store import Store, StoreConnection

KEY = bytes(range(32))
AT = build.MOMENT
LATER = "2026-11-23T11:00:00+08:00"
ASSESSOR = "insp-001"
DRAFT = DraftKey(build.ASSESSMENT, ASSESSOR)
OTHER_DEVICE = "11111111-2222-4333-8444-555555555555"

RESULT: dict[str, Any] = {
    "form": "green-mall",
    "edition": "1",
    "complete": True,
    "groups": [],
    "total": "87.5",
    "max": "100",
    "normalised": "87.5",
    "prerequisites": [],
    "grade": {"code": "qualified", "name": "达标"},
    "verdict": "pass",
    "blocking": [],
    "ledger": [
        {"code": "A101", "state": "scored", "points": "4.995", "max": "5", "rule": "formula", "reason_code": "ok"},
        {"code": "A102", "state": "na", "points": None, "max": "0", "rule": "yes_no", "reason_code": "na_excluded"},
    ],
}


def new_store(folder: Path, *, device: str = build.DEVICE, name: str = "inspector.db") -> Store:
    """Make an empty store."""
    return Store.create(folder / name, KEY, device_id=device)


def envelope(record: records.Record, *signatures: Signature) -> bytes:
    """Seal a record; the store trusts whoever checked the signatures, so none are needed."""
    return seal(record, signatures)


def take_in(store: Store, record: records.Record, *, origin: Origin = Origin.IMPORTED, at: str = AT) -> Applied:
    """Take one record in, in a transaction of its own."""
    with store.transaction() as connection:
        return stored.apply(connection, envelope(record), at=at, origin=origin)


def begin_draft(connection: StoreConnection, assessment_id: str = build.ASSESSMENT) -> DraftKey:
    """Start a draft on the sample unit and the sample edition."""
    stored.apply(connection, envelope(build.a_unit()), at=AT, origin=Origin.OWN, enqueue=True)
    sha256 = editions.put(connection, canonical.encode(build.CONTENT), form="green-mall", code="1")
    assessments.new(
        connection,
        Assessment(assessment_id, build.UNIT_ID, "green-mall", "1", sha256, ASSESSOR, AT),
    )
    return DraftKey(assessment_id, ASSESSOR)


def store_with_draft(folder: Path) -> Store:
    """Make a store in which the sample mall is being assessed."""
    store = new_store(folder)
    with store.transaction() as connection:
        begin_draft(connection)
    return store


def next_revision(
    connection: StoreConnection, assessment_id: str = build.ASSESSMENT, **changes: Any
) -> records.Revision:
    """Build the revision that finishing this draft would make."""
    device = batches.this_device(connection)
    fields = {
        "assessment": assessment_id,
        "parents": revisions.parents_of_next(connection, assessment_id),
        "evidence": (),
        "result": RESULT,
        "device": records.DevicePosition(
            id=device.device_id,
            sequence=device.record_sequence + 1,
            previous=device.last_record,
        ),
    }
    return build.a_revision(**{**fields, **changes})


def finish(store: Store, assessment_id: str = build.ASSESSMENT, **changes: Any) -> str:
    """Freeze a draft and give the record id of its revision."""
    with store.transaction() as connection:
        revision = next_revision(connection, assessment_id, **changes)
        return finishing.freeze_revision(connection, envelope(revision), at=LATER).record_id


def foreign_revision(**changes: Any) -> records.Revision:
    """Build a revision that another device has made."""
    place = records.DevicePosition(id=OTHER_DEVICE, sequence=1, previous=None)
    return build.a_revision(**{"result": RESULT, "evidence": (), "device": place, **changes})
