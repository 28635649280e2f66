"""Where the data files that travel with the program lie; the composition root finds them once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataFolders:
    """The two data folders: `forms/` (what is asked) and `resources/` (fonts, words, schemas, samples).

    `own_forms` is a folder for editions that an office adds itself, laid out like `forms/`; it need not be there.
    """

    forms: Path
    resources: Path
    own_forms: Path | None = None
