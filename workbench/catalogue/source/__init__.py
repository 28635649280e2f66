"""Data files as strict YAML: read with line numbers, held to a canonical profile, checked against their JSON Schema."""

from __future__ import annotations
