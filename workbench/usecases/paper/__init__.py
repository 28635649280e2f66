"""Paper forms: everything a form asks, worded for a sheet that is filled in by hand, or that shows what was recorded."""

from __future__ import annotations
