"""Kills a working program again and again, at random moments, and looks for what it had acknowledged.

    python tests/integration/store/kill_rounds.py FOLDER --work answers --kills 20 --seed 1 [--fault skip-commit]

Prints one JSON object: kills, acknowledged, lost (what was acknowledged and is not there), faults (what the store's own
checks find). `--fault` seeds a bug that the drill has to notice.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import random
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from tests.helpers.stores import AT, DRAFT, KEY, begin_draft, envelope, next_revision, store_with_draft
from workbench.domain.states import AssessmentState
from workbench.store import assessments, batches, evidence, finishing, records, responses
from workbench.store.blobs import BlobFolder
from workbench.store.refusals import BlobDamaged, BlobMissing
from workbench.store.rows import Blob, EvidenceRef, Origin, Response
from workbench.store.store import Store
from workbench.store.tables import device

ITEMS = 30
SECONDS = 0.1
Acknowledge = Callable[[str], None]


def save_answers(store: Store, acknowledge: Acknowledge, fault: str) -> None:
    """Autosave one answer after the other; an acknowledgement is `item=value`."""
    for turn in _turns():
        answer = Response(f"A{turn % ITEMS}", value={"count": turn}, note="一层中庭，已查看", updated_at=AT)
        if fault == "skip-commit":
            with store._writer.connect() as connection, connection.begin() as undone:
                responses.save(connection, DRAFT, answer)
                undone.rollback()
        else:
            with store.transaction() as connection:
                responses.save(connection, DRAFT, answer)
        acknowledge(f"{answer.code}={turn}")


def finish_drafts(store: Store, acknowledge: Acknowledge, fault: str) -> None:
    """Start and finish assessments; an acknowledgement is the id of a revision."""
    source = random.Random(time.time_ns())
    for _ in _turns():
        assessment_id = str(uuid.UUID(int=source.getrandbits(128), version=4))
        with store.transaction() as connection:
            begin_draft(connection, assessment_id)
        with store.transaction() as connection:
            revision = envelope(next_revision(connection, assessment_id))
            if fault != "two-steps":
                revision_id = finishing.freeze_revision(connection, revision, at=AT).record_id
        if fault == "two-steps":
            revision_id = _finish_in_two_steps(store, assessment_id, revision)
        acknowledge(revision_id)


def keep_photos(store: Store, acknowledge: Acknowledge, fault: str) -> None:
    """Keep photos and bind them to items; an acknowledgement is a hash."""
    source = random.Random(time.time_ns())
    for turn in _turns():
        data = source.randbytes(20_000)
        blob = Blob(hashlib.sha256(data).hexdigest(), len(data), "image/jpeg")
        if fault == "row-first":
            with store.transaction() as connection:
                evidence.note_blob(connection, blob, AT)
        else:
            store.keep_blob(data, blob.mime, AT)
        with store.transaction() as connection:
            name = f"{turn}.jpg"
            evidence.attach(connection, DRAFT, EvidenceRef(f"A{turn % ITEMS}", blob.sha256, name, blob.mime, blob.size))
        if fault == "row-first":
            store.blobs.put(data, blob.mime)
        acknowledge(blob.sha256)


def lost_answers(store: Store, acknowledged: list[str]) -> list[str]:
    """Tell which answers are older than what was acknowledged."""
    latest = dict(line.split("=") for line in acknowledged)
    with store.read() as connection:
        held = {one.code: one.value["count"] for one in responses.load(connection, DRAFT)}
    return [code for code, turn in latest.items() if held.get(code, -1) < int(turn)]


def lost_revisions(store: Store, acknowledged: list[str]) -> list[str]:
    """Tell which revisions are missing, and where freezing was only half done."""
    with store.read() as connection:
        held = records.listing(connection, "revision")
        waiting = set(batches.waiting(connection))
        chain = batches.this_device(connection)
        finished = assessments.Wanted(states={AssessmentState.FINISHED})
        heads = {one.assessment.head for one in assessments.overview(connection, finished, limit=100_000)}
    ids = [one.record_id for one in held]
    half_done = [one for one in ids if one not in waiting or one not in heads]
    if chain.record_sequence != len(ids) or chain.last_record != (ids[-1] if ids else None):
        half_done.append("device chain")
    return sorted(set(acknowledged) - set(ids)) + half_done


def lost_photos(store: Store, acknowledged: list[str]) -> list[str]:
    """Tell which photos are missing or cannot be read, and which rows point nowhere."""
    with store.read() as connection:
        held = {one.sha256 for one in evidence.listing(connection, DRAFT)}
    unreadable = [sha256 for sha256 in held if not _is_readable(store.blobs, sha256)]
    return sorted(set(acknowledged) - held) + unreadable


WORK = {
    "answers": (save_answers, lost_answers),
    "finish": (finish_drafts, lost_revisions),
    "photos": (keep_photos, lost_photos),
}


def run_rounds(folder: Path, work: str, *, kills: int, seed: int, fault: str) -> dict[str, object]:
    """Kill as often as wanted and tell what was lost."""
    do, look = WORK[work]
    source = random.Random(seed)
    store_with_draft(folder).close()
    path = folder / "inspector.db"
    everything: list[str] = []
    lost: list[str] = []
    faults: list[str] = []
    for number in range(kills):
        # Every second life acknowledges something before its time runs, however busy the machine is.
        everything += _one_life(path, do, fault, seconds=source.uniform(0, SECONDS), at_least=number % 2)
        with Store.open(path, KEY) as store:
            lost += look(store, everything)
            faults += store.check()
        if fault and lost:
            break
    return {"kills": kills, "acknowledged": len(everything), "lost": sorted(set(lost)), "faults": faults}


def _one_life(
    path: Path,
    do: Callable[[Store, Acknowledge, str], None],
    fault: str,
    *,
    seconds: float,
    at_least: int,
) -> list[str]:
    # fork keeps the modules loaded, so that a life costs milliseconds; Windows starts a new interpreter each time.
    context = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_live, args=(path, do, fault, sender))
    process.start()
    sender.close()
    heard = [receiver.recv_bytes().decode() for _ in range(1 + at_least)]
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if receiver.poll(max(0.0, end - time.monotonic())):
            heard.append(receiver.recv_bytes().decode())
    process.kill()
    process.join()
    try:
        while True:
            heard.append(receiver.recv_bytes().decode())
    except (EOFError, OSError):
        return heard[1:]


def _live(path: Path, do: Callable[[Store, Acknowledge, str], None], fault: str, sender: Connection) -> None:
    with Store.open(path, KEY) as store:
        sender.send_bytes(b"open")
        do(store, lambda said: sender.send_bytes(said.encode()), fault)


def _finish_in_two_steps(store: Store, assessment_id: str, revision: bytes) -> str:
    """Seed the classic bug: the record in one transaction, what belongs to it in another."""
    with store.transaction() as connection:
        applied = records.apply(connection, revision, at=AT, origin=Origin.OWN)
    with store.transaction() as connection:
        batches.enqueue(connection, applied.record_id, AT)
        assessments.move(connection, assessment_id, AssessmentState.FINISHED, AT)
        sequence = batches.this_device(connection).record_sequence + 1
        connection.execute(device.update().values(record_sequence=sequence, last_record=applied.record_id))
    return applied.record_id


def _is_readable(blobs: BlobFolder, sha256: str) -> bool:
    try:
        blobs.get(sha256)
    except (BlobMissing, BlobDamaged):
        return False
    return True


def _turns() -> Iterator[int]:
    turn = time.time_ns() // 1000 % 10**12 * 1000
    while True:
        turn += 1
        yield turn


def main() -> None:
    """Run the rounds that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--work", choices=sorted(WORK), default="answers")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fault", default="")
    wanted = parser.parse_args()
    told = run_rounds(wanted.folder, wanted.work, kills=wanted.kills, seed=wanted.seed, fault=wanted.fault)
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
