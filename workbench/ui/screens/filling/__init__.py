"""Filling: one assessment, clause by clause, with its score beside it."""

from __future__ import annotations
