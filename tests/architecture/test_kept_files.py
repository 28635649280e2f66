"""Git keeps every source and data file of the project: a clean clone is the whole program."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.architecture.measures import ROOT

KEPT = ("workbench", "forms", "resources", "tests", "packaging")
MADE_BY_TOOLS = ("__pycache__/", ".pyc", "_cache/")


@pytest.mark.skipif(not (ROOT / ".git").exists() or shutil.which("git") is None, reason="this is no git checkout")
def test_no_source_or_data_file_is_ignored_by_git():
    words = ["git", "ls-files", "--others", "--ignored", "--exclude-standard", "--directory", *KEPT]
    listed = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    assert [one for one in listed if not one.endswith(MADE_BY_TOOLS)] == []
