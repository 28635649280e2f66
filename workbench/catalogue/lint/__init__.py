"""What a schema cannot see: sums, references, bands, grades and texts of a form that do not fit together."""

from __future__ import annotations
