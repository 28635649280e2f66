"""Batches behind the window: seal, write out, look before importing, take in, synchronise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from workbench.domain.refusals import Refusal
from workbench.domain.states import AssessmentState
from workbench.protocol import records
from workbench.protocol.plans import Disposition, IngestPlan
from workbench.protocol.signatures import open_envelope
from workbench.store import assessments, batches, parked
from workbench.store import people as people_table
from workbench.store import records as record_table
from workbench.store.rows import Batch, Origin
from workbench.store.store import StoreConnection
from workbench.ui.desk.arrivals import look_at_receipt, look_at_trust_list, take_receipt, take_trust_list
from workbench.ui.facts import Arrival, BatchRow, ImportOutcome, ImportPreview, ParkedRow, SyncOutcome
from workbench.ui.ports import Progress
from workbench.usecases import importing, sealing
from workbench.usecases.keyring import fingerprint
from workbench.usecases.session import Session
from workbench.usecases.words import Words

HUB_SETTING = "hub_url"
BATCH, RECEIPT, TRUST_LIST = ".awb", ".awr", ".json"
_ARRIVALS = {Disposition.NEW: Arrival.NEW, Disposition.KNOWN: Arrival.KNOWN, Disposition.PARKED: Arrival.PARKED}


class NothingThere(Refusal):
    """The folder holds neither batch nor receipt; facts: `folder`."""

    code = "nothing_there"


class NoHub(Refusal):
    """No hub has been named yet."""

    code = "no_hub"


class Parcels:
    """Implements `ports.Batches`."""

    def __init__(self, session: Session, words: Words, folder: Path) -> None:
        self._session = session
        self._words = words
        self._folder = folder

    def listed(self) -> tuple[BatchRow, ...]:
        """List finished work that waits, then the batches, the latest first."""
        with self._session.store.read() as connection:
            found = batches.listing(connection)
            waiting = assessments.overview(
                connection, assessments.Wanted(states=(AssessmentState.FINISHED,), origin=Origin.OWN), limit=None
            )
        rows = [self._row(one) for one in found]
        if waiting:
            today = self._session.place.now().date()
            rows.insert(0, BatchRow("", "—", today, len(waiting), 0, 0, None))
        return tuple(rows)

    def parked(self) -> tuple[ParkedRow, ...]:
        """List what came in and was kept aside, by reason, the reason that stands longest first."""
        with self._session.store.read() as connection:
            held = parked.listing(connection)
        since = {one.reason: date.fromisoformat(one.parked_at[:10]) for one in reversed(held)}
        counts = Counter(one.reason for one in held)
        return tuple(ParkedRow(counts[reason], self._reason(reason), since[reason]) for reason in counts)

    def hub(self) -> str:
        """Give the hub this person meets."""
        with self._session.store.read() as connection:
            return people_table.get_setting(connection, self._session.person.person_id, HUB_SETTING) or ""

    def seal(self, progress: Progress) -> BatchRow:
        """Seal all finished work into a signed batch."""
        sealed = sealing.seal_batches(self._session, self._folder, progress)
        with self._session.store.read() as connection:
            held = batches.get(connection, sealed[-1].batch_id)
        assert held is not None
        return self._row(held)

    def write(self, batch_id: str, folder: Path, progress: Progress) -> Path:
        """Write a batch to a stick or folder, durably."""
        progress(0, 1, folder.name)
        return sealing.write_out(self._session, batch_id, folder)

    def preview(self, path: Path, progress: Progress) -> ImportPreview:
        """Check a file (of a folder: the newest) in full and say what an import would do."""
        file = _file_in(path)
        progress(0, 2, file.name)
        if file.suffix.lower() == TRUST_LIST:
            return look_at_trust_list(self._session, self._words, file)
        if file.suffix.lower() == RECEIPT:
            return look_at_receipt(self._session, self._words, file)
        preview = importing.inspect_batch(self._session, file)
        progress(1, 2, file.name)
        with importing.open_batch(file) as reader:
            reader.verify()
        return ImportPreview(
            path=file,
            sender=preview.sender,
            fingerprint=fingerprint(preview.sender_key)[:19],
            number=f"{preview.sequence:04d}",
            files=preview.blobs,
            counts=_counts(preview.plan),
            parked_because=self._reasons(preview.plan),
        )

    def take_in(self, path: Path, progress: Progress) -> ImportOutcome:
        """Import a batch, a receipt (.awr) or a trust list (.json)."""
        file = _file_in(path)
        if file.suffix.lower() == TRUST_LIST:
            return take_trust_list(self._session, self._words, file)
        if file.suffix.lower() == RECEIPT:
            return take_receipt(self._session, self._words, file)
        done = importing.import_batch(self._session, file, progress)
        counts = _counts(done.plan)
        reasons = self._words.say("answers", "list_separator").join(self._reasons(done.plan))
        aside = counts[Arrival.PARKED]
        says = self._words.say("commands", "parcel.parked", parked=aside, reasons=reasons) if aside else ""
        return ImportOutcome(counts, done.receipt, says)

    def sync(self, progress: Progress, hub: str = "") -> SyncOutcome:
        """Send what waits to the hub and fetch what is new."""
        from workbench.usecases.syncing import sync_with_hub

        address = hub.strip() or self.hub()
        if not address:
            raise NoHub
        done = sync_with_hub(self._session, address, progress)
        say = self._words.say
        troubles = [
            say("commands", "parcel.not_delivered", file=one.path.name, why=self._words.refuse(one.refusal))
            for one in done.not_delivered
        ]
        if done.parked_there:
            troubles.append(say("commands", "parcel.parked_there", parked=done.parked_there))
        if done.parked:
            troubles.append(say("commands", "parcel.parked_here", parked=done.parked))
        if done.clock_off_seconds:
            troubles.append(say("commands", "parcel.clock_off", minutes=round(abs(done.clock_off_seconds) / 60)))
        return SyncOutcome(done.sent, done.acknowledged, done.received, tuple(troubles))

    def _row(self, one: Batch) -> BatchRow:
        path = Path(one.path)
        with self._session.store.read() as connection:
            aside = [reason for held in batches.receipts(connection, one.batch_id) for reason in held.parked.values()]
            visits = sum(_is_revision(connection, record_id) for record_id in one.records)
            manifest = _manifest(connection, one.batch_id)
        remark = ""
        if aside:
            reasons = self._words.say("answers", "list_separator").join(map(self._reason, dict.fromkeys(aside)))
            remark = self._words.say("commands", "parcel.parked_by_holder", parked=len(aside), reasons=reasons)
        return BatchRow(
            batch_id=one.batch_id,
            number=f"{one.sequence:04d}",
            made_on=date.fromisoformat(one.made_at[:10]),
            assessments=visits,
            files=len(manifest.blobs) if manifest else 0,
            size=path.stat().st_size if path.is_file() else 0,
            delivery=one.delivery,
            remark=remark,
        )

    def _reasons(self, plan: IngestPlan) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._reason(one.reason.value) for one in plan.items if one.reason))

    def _reason(self, reason: str) -> str:
        key = f"parked.{reason}"
        return self._words.say("commands", key) if self._words.knows("commands", key) else reason


def _is_revision(connection: StoreConnection, record_id: str) -> bool:
    held = record_table.get(connection, record_id)
    return held is not None and held.kind == "revision"


def _manifest(connection: StoreConnection, batch_id: str) -> records.Manifest | None:
    held = record_table.get(connection, batch_id)
    record = open_envelope(held.envelope).record if held else None
    return record if isinstance(record, records.Manifest) else None


def _counts(plan: IngestPlan) -> Mapping[Arrival, int]:
    counts = dict.fromkeys(Arrival, 0)
    for disposition, arrival in _ARRIVALS.items():
        counts[arrival] = len(plan.of(disposition))
    counts[Arrival.CONFLICT] = len(plan.conflicts)
    return counts


def _file_in(path: Path) -> Path:
    if not path.is_dir():
        return path
    found = [one for one in path.iterdir() if one.suffix.lower() in (BATCH, RECEIPT) and not one.name.startswith(".")]
    if not found:
        raise NothingThere(folder=path)
    return max(found, key=lambda one: one.stat().st_mtime)
