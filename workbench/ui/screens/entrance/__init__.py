"""The way in: first run and lock."""

from __future__ import annotations
