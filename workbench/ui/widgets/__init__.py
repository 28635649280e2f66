"""Small parts used by several screens; each paints itself from the tokens."""

from __future__ import annotations
