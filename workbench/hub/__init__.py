"""The provincial hub in one process: takes batches, keeps them, answers with receipts and with what is new."""

from __future__ import annotations
