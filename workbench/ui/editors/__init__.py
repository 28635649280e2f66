"""Editors: one real widget for the clause in focus, drawn from its rule."""

from __future__ import annotations
