"""The screens: each a presenter without Qt, a view, and item models; no screen knows another."""

from __future__ import annotations
