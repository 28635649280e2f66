"""Settings of this machine."""

from __future__ import annotations
