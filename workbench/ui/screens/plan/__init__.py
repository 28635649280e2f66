"""The plan's targets against what is certified."""

from __future__ import annotations
