"""What was acknowledged survives `kill -9` at any moment; the drill notices the bugs it is there for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = Path(__file__).with_name("kill_rounds.py")


def killed(folder, work, *, kills, fault=""):
    arguments = [str(folder), "--work", work, "--kills", str(kills), "--fault", fault]
    told = subprocess.run([sys.executable, str(ROUNDS), *arguments], capture_output=True, check=True, text=True)
    return json.loads(told.stdout)


@pytest.mark.parametrize(("work", "kills"), [("answers", 20), ("finish", 12), ("photos", 12)])
def test_nothing_acknowledged_is_lost(tmp_path, work, kills):
    told = killed(tmp_path, work, kills=kills)
    assert (told["lost"], told["faults"], told["kills"]) == ([], [], kills)
    assert told["acknowledged"] >= kills // 2, "most lives are long enough to acknowledge something"


@pytest.mark.drill
@pytest.mark.parametrize("work", ["answers", "finish", "photos"])
def test_nothing_acknowledged_is_lost_in_two_hundred_kills(tmp_path, work):
    told = killed(tmp_path, work, kills=200)
    assert (told["lost"], told["faults"], told["kills"]) == ([], [], 200)


@pytest.mark.parametrize(
    ("work", "fault", "kills"),
    [("answers", "skip-commit", 2), ("finish", "two-steps", 40), ("photos", "row-first", 40)],
)
def test_a_seeded_bug_is_noticed(tmp_path, work, fault, kills):
    assert killed(tmp_path, work, kills=kills, fault=fault)["lost"] != []
