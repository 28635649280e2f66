"""The parts of a report, one module each, in the order in which they stand."""

from __future__ import annotations
