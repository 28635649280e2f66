"""Names the file in a refusal that knows only the place inside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.domain.refusals import Refusal


@contextmanager
def naming(file: Path) -> Iterator[None]:
    """Put the file in front of the place of whatever is refused in the block."""
    try:
        yield
    except Refusal as refusal:
        refusal.place = f"{file}: {refusal.place}" if refusal.place else str(file)
        raise
