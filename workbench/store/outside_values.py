"""Outside values of a draft as a column keeps them: each with its source and who entered it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.store.rows import ParameterSource


def to_json(values: Mapping[str, str], sources: Mapping[str, ParameterSource]) -> dict[str, Any]:
    """Write values with their sources."""
    nowhere = ParameterSource("", "")
    return {
        key: {"value": value, "source": sources.get(key, nowhere).source, "author": sources.get(key, nowhere).author}
        for key, value in values.items()
    }


def values_of(kept: Mapping[str, Any]) -> dict[str, str]:
    """Read the values back."""
    return {key: one["value"] for key, one in kept.items()}


def sources_of(kept: Mapping[str, Any]) -> dict[str, ParameterSource]:
    """Read the sources back; a value without one has none."""
    return {key: ParameterSource(one["source"], one["author"]) for key, one in kept.items() if one["source"]}
