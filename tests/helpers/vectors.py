"""The published cases of the scoring contract, as answers with the RESULT they must give."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from tests.conftest import ROOT
from workbench.catalogue.library import Library
from workbench.domain.forms import Form
from workbench.domain.resources import DataFolders


@cache
def library() -> Library:
    """Open the shipped forms once."""
    return Library.open(DataFolders(forms=ROOT / "forms", resources=ROOT / "resources"))


def form_of(case: dict[str, Any]) -> Form:
    """Give the edition a case is answered by."""
    return library().form(case["answers"]["form"], case["answers"].get("edition"))


@cache
def cases() -> dict[str, dict[str, Any]]:
    """Read every case, by its id."""
    files = sorted((ROOT / "tests" / "vectors").glob("*.json"))
    return {case["id"]: case for file in files for case in json.loads(file.read_text("utf-8"))["cases"]}
