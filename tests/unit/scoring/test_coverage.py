"""Every branch of the scoring law is walked by the tests of the law."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.drill
def test_no_branch_of_scoring_is_left_out():
    walked = ("tests/unit/scoring", "tests/forms")
    options = ("-q", "-m", "not drill", "--cov=workbench.scoring", "--cov-branch", "--cov-fail-under=100")
    command = [sys.executable, "-m", "pytest", *walked, *options]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stdout[-3_000:]
