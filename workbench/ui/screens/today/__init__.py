"""Today: work by what it waits for."""

from __future__ import annotations
