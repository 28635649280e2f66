"""The frozen program: PyInstaller's one folder, and the proof that what was built runs."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path

from dev_setup import PYTHON, ROOT, say

SPEC = ROOT / "packaging" / "workbench.spec"
PROGRAM = ROOT / "dist" / "workbench" / ("workbench.exe" if os.name == "nt" else "workbench")
SAME_BYTES = {"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1577836800"}  # two builds of one source are equal


def _step(sentence: str, command: list[str], folder: Path, environment: dict[str, str]) -> int:
    say(sentence)
    started = time.monotonic()
    status = subprocess.call(command, cwd=folder, env=environment)
    say(f"{'Done' if status == 0 else 'FAILED'} ({time.monotonic() - started:.1f} s).")
    return status


def folder_size(folder: Path) -> int:
    """Add up the bytes of all files below a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def freeze(environment: dict[str, str]) -> int:
    """Build `dist/workbench`, then run its demo and open its window offscreen, far from the source tree."""
    command = [str(PYTHON), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    command += ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build"), str(SPEC)]
    status = _step("Building dist/workbench.", command, ROOT, {**environment, **SAME_BYTES})
    if status != 0:
        return status
    say(f"It takes {folder_size(PROGRAM.parent) / 1e6:.0f} MB.")
    with tempfile.TemporaryDirectory() as name:
        elsewhere = Path(name)
        demo = [str(PROGRAM), "demo", "--out", str(elsewhere / "demo")]
        status = _step("The built program does the main job.", demo, elsewhere, environment)
        if status != 0:
            return status
        return _step(
            "The built program opens its window offscreen.", [str(PROGRAM), "self-test"], elsewhere, environment
        )
