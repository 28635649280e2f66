"""Scores answers against a form, exactly and explainably: decode, judge, add up, explain, advise."""

from __future__ import annotations
