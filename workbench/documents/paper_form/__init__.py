"""The paper form: one edition as a sheet to be filled in by hand, or the same sheet with what was recorded."""

from __future__ import annotations
