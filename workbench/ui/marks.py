"""The states that a shape can say; no Qt, so that presenters can speak of them."""

from __future__ import annotations

import enum


class Mark(enum.Enum):
    """What a state shape says."""

    MET = "met"
    LOST = "lost"
    OPEN = "open"
    BEGUN = "begun"
    NOT_APPLICABLE = "not_applicable"
    FAILED = "failed"
    FLAGGED = "flagged"
    CHANGED = "changed"
    EVIDENCE_MISSING = "evidence_missing"
    GATE_MET = "gate_met"
    GATE_OPEN = "gate_open"
    GATE_FAILED = "gate_failed"


class Fullness(enum.Enum):
    """How far a stop on a line has got."""

    HOLLOW = 0
    HALF = 1
    FULL = 2
