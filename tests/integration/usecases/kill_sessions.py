"""Kills a working inspector again and again and looks for what had been acknowledged; POSIX only, it forks.

    python tests/integration/usecases/kill_sessions.py STORE ASSESSMENT --kills 15 [--fault early]

Each life opens the store with the password, records answers by the use case, and says each one that has come back.
Prints one JSON object: kills, acknowledged, lost, faults. `--fault early` says an answer before it is recorded, which
the drill has to notice.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from tests.helpers.offices import INSPECTOR, PASSWORD, a_place
from workbench.usecases.assessing import record_response
from workbench.usecases.dossiers import open_dossier
from workbench.usecases.opening import open_store
from workbench.usecases.workplace import Workplace

ITEMS = ("A101", "A202", "B101")
LONGEST_SECONDS = 0.08


def live(place: Workplace, store: Path, assessment_id: str, life: int, *, is_early: bool, said: int) -> None:
    """Answer until killed; a note numbers life and answer, so that a later one sorts after an earlier one."""
    with open_store(place, store, INSPECTOR.person_id, PASSWORD) as session:
        for number in itertools.count():
            code, note = ITEMS[number % len(ITEMS)], f"{life:03d}-{number:06d}"
            line = f"{code} {note}\n".encode()
            if is_early:
                os.write(said, line)
            record_response(session, assessment_id, code, {"value": "ab"[number % 2], "note": note})
            if not is_early:
                os.write(said, line)


def one_life(place: Workplace, store: Path, assessment_id: str, life: int, *, is_early: bool, seconds: float) -> bytes:
    """Fork, let it acknowledge something, kill it, and give all it had said."""
    hears, said = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(hears)
            live(place, store, assessment_id, life, is_early=is_early, said=said)
        finally:
            os._exit(1)
    os.close(said)
    heard = os.read(hears, 4096)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(hears, "rb") as rest:
        return heard + rest.read()


def main() -> None:
    """Run the rounds that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("assessment")
    parser.add_argument("--kills", type=int, default=15)
    parser.add_argument("--fault", default="")
    wanted = parser.parse_args()
    source, place = random.Random(20261123), a_place()
    latest: dict[str, str] = {}
    told = {"kills": wanted.kills, "acknowledged": 0, "lost": [], "faults": []}
    for life in range(wanted.kills):
        seconds = 0.0 if wanted.fault else source.uniform(0, LONGEST_SECONDS)
        is_early = wanted.fault == "early"
        heard = one_life(place, wanted.store, wanted.assessment, life, is_early=is_early, seconds=seconds)
        lines = heard.decode().splitlines()
        told["acknowledged"] += len(lines)
        latest.update(line.split(" ") for line in lines)
        with open_store(place, wanted.store, INSPECTOR.person_id, PASSWORD) as session:
            held = open_dossier(session, wanted.assessment).answers["responses"]
            told["faults"] += session.store.check()
        told["lost"] += [code for code, note in latest.items() if held.get(code, {}).get("note", "") < note]
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
