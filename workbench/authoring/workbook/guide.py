"""x."""

from __future__ import annotations


def guide_page(words): ...
