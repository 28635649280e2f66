"""What an XLSForm says: its sheets, columns, languages, question types, groups, choice lists and conditions."""

from __future__ import annotations
