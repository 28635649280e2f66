"""Registers of units as offices keep them, in XLSX and CSV: taken in after a preview, and given back."""

from __future__ import annotations
