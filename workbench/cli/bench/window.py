"""Process start to the first painted window, against a bare PySide6 window started the same way."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from workbench.cli.bench.figures import Figure, median

_ROUNDS = 7
_BARE = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        print(time.monotonic(), flush=True)
        QTimer.singleShot(0, self.close)
application = QApplication([])
window = Window()
window.resize(1366, 698)
window.show()
application.exec()
"""


def first_window(folder: Path) -> Figure:
    """Start both programs in turn and take the time to the first paint."""
    ours = [*_program(), "window", "--offscreen", "--first-paint", "--store", str(folder / "none.db")]
    bare = [*_python(), "-c", _BARE]
    mine, theirs = [], []
    _time_to_paint(ours)  # the first runs warm the disk cache
    _time_to_paint(bare)
    for _ in range(_ROUNDS):
        mine.append(_time_to_paint(ours))
        theirs.append(_time_to_paint(bare))
    return Figure(
        name="first_window",
        value=median(mine) / median(theirs),
        unit="x",
        ceiling=1.5,
        work=f"process start to first paint, offscreen, warm, median of {_ROUNDS}, against a bare PySide6 window",
        note=f"medians {median(mine) * 1_000:.0f} / {median(theirs) * 1_000:.0f} ms",
    )


def _python() -> list[str]:
    if getattr(sys, "frozen", False):
        raise LookupError("the frozen program has no bare Python to compare with")
    return [sys.executable]


def _program() -> list[str]:
    return [*_python(), "-m", "workbench"]


def _time_to_paint(command: Sequence[str]) -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    started = time.monotonic()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)  # noqa: S603 -- our own program
    return float(done.stdout.strip().splitlines()[0]) - started
