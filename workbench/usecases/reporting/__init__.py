"""The report: what a dossier and its score say on paper, and the signed file that is made of it."""

from __future__ import annotations
