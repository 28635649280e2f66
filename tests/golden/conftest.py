"""Compares a text with its golden file; `--golden-update` rewrites the files, then review the difference."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.fixture
def golden(request: pytest.FixtureRequest, golden_update: bool) -> Callable[[str, str], None]:
    """Give the comparison `golden(file_name, text)`; the file lies beside the test."""

    def compare(name: str, text: str) -> None:
        path = request.path.parent / name
        if golden_update:
            path.write_text(text, "utf-8", newline="\n")
        assert text == path.read_text("utf-8")

    return compare
