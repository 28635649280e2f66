"""What an XLSForm becomes: codes, wordings, conditions, attributes, items and groups of a form."""

from __future__ import annotations
