"""An answer that was acknowledged survives `kill -9`, by the very way the window takes: password, use case, store."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.offices import INSPECTORS, started

ROUNDS = Path(__file__).with_name("kill_sessions.py")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the drill forks")


def killed(office, *, kills, fault=""):
    with office.inspector() as session:
        assessment_id = started(session)
    arguments = [str(office.store(INSPECTORS)), assessment_id, "--kills", str(kills), "--fault", fault]
    told = subprocess.run([sys.executable, str(ROUNDS), *arguments], capture_output=True, check=True, text=True)
    return json.loads(told.stdout)


def test_nothing_acknowledged_is_lost(office):
    told = killed(office, kills=15)
    assert (told["lost"], told["faults"], told["kills"]) == ([], [], 15)
    assert told["acknowledged"] >= 15


def test_an_answer_acknowledged_too_early_is_noticed(office):
    assert killed(office, kills=25, fault="early")["lost"] != []


@pytest.mark.drill
def test_nothing_acknowledged_is_lost_in_two_hundred_kills(office):
    told = killed(office, kills=200)
    assert (told["lost"], told["faults"], told["kills"]) == ([], [], 200)
