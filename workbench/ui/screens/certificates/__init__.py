"""The register of certificates."""

from __future__ import annotations
