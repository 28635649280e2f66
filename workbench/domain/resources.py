"""Where the data files that travel with the program lie; the composition root finds them once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataFolders:
    """The two data folders: `forms/` (what is asked) and `resources/` (fonts, words, schemas, samples)."""

    forms: Path
    resources: Path
