"""Paper forms: what a form asks, worded for a sheet that is filled in by hand or shows what was recorded."""

from __future__ import annotations
