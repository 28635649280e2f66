"""The demo as a process on a clean home, once for all tests of this folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT


@dataclass
class Program:
    """The program as a process, in a home of its own."""

    home: Path

    def environment(self, **more: str) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "WORKBENCH_", "HOME"))}
        return {**kept, "HOME": str(self.home), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", **more}

    def command(self, *words: object) -> list[str]:
        return [sys.executable, "-m", "workbench", *map(str, words)]

    def run(self, *words: object, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words),
            env=self.environment(**more),
            cwd=self.home,
            capture_output=True,
            check=False,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            timeout=300,
        )


@dataclass
class Demo:
    """What the demo left behind and how it ended."""

    program: Program
    folder: Path
    ended: subprocess.CompletedProcess[str]

    @property
    def passwords(self) -> dict[str, str]:
        lines = (self.folder / "passwords.txt").read_text("utf-8").splitlines()
        return dict(line.split(" = ", 1) for line in lines if " = " in line)

    def papers(self, *patterns: str) -> Sequence[Path]:
        found = [path for pattern in patterns for path in self.folder.glob(pattern)]
        return sorted(path for path in found if not path.name.endswith("-draft.pdf"))

    def as_person(self, store: str, person: str, *words: object) -> subprocess.CompletedProcess[str]:
        options = ("--store", self.folder / f"{store}.db", "--user", person)
        return self.program.run(*words, *options, WORKBENCH_PASSWORD=self.passwords[person])


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(tmp_path_factory.mktemp("clean-home"))


@pytest.fixture(scope="session")
def demo(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("made") / "demo"
    return Demo(program, folder, program.run("demo", "--out", folder))
