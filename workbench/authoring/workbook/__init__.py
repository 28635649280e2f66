"""A form as a workbook for people who know Excel and no JSON: one description of each sheet writes it and reads it."""

from __future__ import annotations
