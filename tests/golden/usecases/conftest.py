"""Compares a text with its golden file; run with GOLDEN_UPDATE=1 to rewrite the files, then review the difference."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

_HERE = Path(__file__).parent


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Give the comparison: `golden(file_name, text)`."""

    def compare(name: str, text: str) -> None:
        path = _HERE / name
        if os.environ.get("GOLDEN_UPDATE") == "1":
            path.write_text(text, "utf-8", newline="\n")
        assert text == path.read_text("utf-8")

    return compare
