"""The report on screen: pages, signatures, print and save."""

from __future__ import annotations
