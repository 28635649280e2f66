"""Drawn stand-ins for site photos, the evidence of the sample units: made up, repeatable, never a real place."""

from __future__ import annotations

from workbench.documents.sample_photos.picture import PICTURES, draw_photo

__all__ = ["PICTURES", "draw_photo"]
