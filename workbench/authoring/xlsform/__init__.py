"""Forms for phones: an XLSForm that asks, checks and scores in ODK Collect or KoboToolbox, and the way back."""

from __future__ import annotations
