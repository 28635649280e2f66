"""Batches behind the window: seal, write out, look before importing, take in, synchronise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from workbench.domain.refusals import Refusal
from workbench.domain.states import AssessmentState
from workbench.protocol.plans import Disposition, IngestPlan
from workbench.store import assessments, batches
from workbench.store import people as people_table
from workbench.store.rows import Batch, Origin
from workbench.ui.facts import Arrival, BatchRow, ImportOutcome, ImportPreview, SyncOutcome
from workbench.ui.ports import Progress
from workbench.usecases import importing, sealing
from workbench.usecases.files import read_file
from workbench.usecases.keyring import fingerprint, install_trust_list
from workbench.usecases.session import Session
from workbench.usecases.words import Words

HUB_SETTING = "hub_url"
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
                connection, assessments.Wanted(states=(AssessmentState.FINISHED,), origin=Origin.OWN), limit=1_000
            )
        rows = [self._row(one) for one in found]
        if waiting:
            today = self._session.place.now().date()
            rows.insert(0, BatchRow("", "—", today, len(waiting), 0, 0, None))
        return tuple(rows)

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
        """Check a file (of a folder: the newest) and say what an import would do."""
        file = _file_in(path)
        progress(0, 1, file.name)
        if file.suffix.lower() != ".awb":
            return ImportPreview(file, "", "", file.name, 1, {Arrival.NEW: 1})
        preview = importing.inspect_batch(self._session, file)
        return ImportPreview(
            path=file,
            sender=preview.sender,
            fingerprint=fingerprint(preview.sender_key)[:19],
            number=f"{preview.sequence:04d}",
            files=preview.blobs,
            counts=_counts(preview.plan),
            parked_because=tuple(
                self._words.say("commands", f"parked.{reason}")
                for reason in dict.fromkeys(one.reason.value for one in preview.plan.items if one.reason)
            ),
        )

    def take_in(self, path: Path, progress: Progress) -> ImportOutcome:
        """Import a batch, a receipt (.awr) or a trust list (.json)."""
        file = _file_in(path)
        if file.suffix.lower() == ".json":
            install_trust_list(self._session, read_file(file))
            return ImportOutcome({Arrival.NEW: 1}, None)
        if file.suffix.lower() == ".awr":
            importing.import_receipt(self._session, file)
            return ImportOutcome({Arrival.NEW: 1}, None)
        done = importing.import_batch(self._session, file, progress)
        return ImportOutcome(_counts(done.plan), done.receipt)

    def sync(self, progress: Progress) -> SyncOutcome:
        """Send what waits to the hub and fetch what is new."""
        from workbench.usecases.syncing import sync_with_hub

        with self._session.store.read() as connection:
            url = people_table.get_setting(connection, self._session.person.person_id, HUB_SETTING)
        if not url:
            raise NoHub
        done = sync_with_hub(self._session, url, progress)
        return SyncOutcome(done.sent, done.acknowledged, done.received)

    def _row(self, one: Batch) -> BatchRow:
        path = Path(one.path)
        with self._session.store.read() as connection:
            parked = sum(len(receipt.parked) for receipt in batches.receipts(connection, one.batch_id))
        return BatchRow(
            batch_id=one.batch_id,
            number=f"{one.sequence:04d}",
            made_on=date.fromisoformat(one.made_at[:10]),
            assessments=len(one.records),
            files=0,
            size=path.stat().st_size if path.is_file() else 0,
            delivery=one.delivery,
            remark=self._words.say("commands", "batch_parked", parked=parked) if parked else "",
        )


def _counts(plan: IngestPlan) -> Mapping[Arrival, int]:
    counts = dict.fromkeys(Arrival, 0)
    for disposition, arrival in _ARRIVALS.items():
        counts[arrival] = len(plan.of(disposition))
    counts[Arrival.CONFLICT] = len(plan.conflicts)
    return counts


def _file_in(path: Path) -> Path:
    if not path.is_dir():
        return path
    found = [one for one in path.iterdir() if one.suffix.lower() in (".awb", ".awr") and not one.name.startswith(".")]
    if not found:
        raise NothingThere(folder=path)
    return max(found, key=lambda one: one.stat().st_mtime)
