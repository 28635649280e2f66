"""One made-up ANSWERS document of the scoring contract for every form, to try the engine with and to measure it by."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from workbench.domain.resources import DataFolders


def sample_answers(folders: DataFolders) -> dict[str, Mapping[str, Any]]:
    """Load the documents of `resources/samples/answers/`, by form code."""
    files = sorted((folders.resources / "samples" / "answers").glob("*.json"))
    documents = (json.loads(file.read_text("utf-8")) for file in files)
    return {str(document["form"]): document for document in documents}
