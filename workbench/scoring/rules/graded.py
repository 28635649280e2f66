"""graded: the points of the level chosen."""

from __future__ import annotations

from fractions import Fraction

from workbench.domain.rules import Graded
from workbench.scoring.judgement import Circumstances, Judgement, scored


def judge(rule: Graded, value: str, full: Fraction, _circumstances: Circumstances) -> Judgement:
    """Judge: a level of ratio 0.7 carries 2.1 of 3 points already as its own."""
    return scored(next(level.points for level in rule.levels if level.code == value), full)
