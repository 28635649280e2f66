"""The register of units, a new unit, and the start of a visit."""

from __future__ import annotations
