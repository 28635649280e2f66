"""The installed Qt binding keeps the counts of None, True and False (PySide6 6.12.0 loses them before Python 3.12)."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROBE = """
import sys
from PySide6.QtCore import QObject, Signal

class Sender(QObject):
    told = Signal(bool)

def listen(value):
    return None

sender = Sender()
sender.told.connect(listen)
sender.told.emit(True)
before = [sys.getrefcount(each) for each in (None, True, False)]
for turn in range(200):
    sender.told.emit(turn % 2 == 0)
after = [sys.getrefcount(each) for each in (None, True, False)]
lost = [then - now for then, now in zip(before, after)]
print(max(lost))
"""


@pytest.mark.gui
def test_two_hundred_signals_lose_no_reference():
    # In a process of its own: the broken release aborts instead of failing.
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 50
