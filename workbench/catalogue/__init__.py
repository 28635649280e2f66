"""Forms, plans, regions and codes: what the data files say, read strictly and checked before anything relies on it."""

from __future__ import annotations
