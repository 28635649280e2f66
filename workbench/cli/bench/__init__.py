"""Figures side by side in one run: ours against a bare twin of the same work, as a ratio (design, section 9)."""

from __future__ import annotations
