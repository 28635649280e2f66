"""The supervisor's desk."""

from __future__ import annotations
