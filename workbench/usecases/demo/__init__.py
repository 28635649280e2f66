"""The whole main job on the shipped sample units, from key ceremony to verified certificate, without a screen."""

from __future__ import annotations
