"""Workbooks as plain cells: the one door to openpyxl; it knows nothing of forms."""

from __future__ import annotations
