"""Batches: sealed, sent, acknowledged; and what comes in."""

from __future__ import annotations
