"""The checks that are no tests: lint, format, types, floors. Each says a sentence and how long it took."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from typing import NamedTuple

from dev_setup import PYTHON, ROOT, SCRIPTS, child_environment, say


class Check(NamedTuple):
    """One check: the sentence that is said, and the command that must end with 0."""

    sentence: str
    command: list[str]


SCRIPT_FILES = sorted(ROOT.glob("packaging/*.py"))
CHECKS = [
    Check("ruff: no rule is broken", [str(PYTHON), "-m", "ruff", "check", "."]),
    Check("ruff: everything is formatted", [str(PYTHON), "-m", "ruff", "format", "--check", "."]),
    Check("mypy: every type holds", [str(PYTHON), "-m", "mypy"]),
    Check("mypy: every type of the scripts holds", [str(PYTHON), "-m", "mypy", *map(str, SCRIPT_FILES)]),
    Check("import-linter: imports point down only", [str(SCRIPTS / "lint-imports")]),
]
ARCHITECTURE = Check(
    "pytest: the architecture is as it is written",
    [str(PYTHON), "-m", "pytest", "-q", "tests/architecture"],
)


def run_checks(checks: Sequence[Check]) -> list[str]:
    """Run all checks, show the output of those that fail, and return their sentences."""
    failed = []
    environment = dict(child_environment(), QT_QPA_PLATFORM="offscreen")
    for check in checks:
        started = time.monotonic()
        done = subprocess.run(
            check.command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        verdict = "yes" if done.returncode == 0 else "NO"
        say(f"{check.sentence}: {verdict} ({time.monotonic() - started:.1f} s)")
        if done.returncode != 0:
            failed.append(check.sentence)
            say(done.stdout.rstrip())
    return failed
