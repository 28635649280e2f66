"""How long work tells how far it is, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Called with done, total (0: unknown) and what is being done; raises to stop, and nothing is left half done."""


def silent(_done: int, _total: int, _what: str) -> None:
    """Tell nobody."""
