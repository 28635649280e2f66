"""count: so many points each, up to a cap; or bands of the number."""

from __future__ import annotations

from fractions import Fraction

from workbench.domain.rules import Count
from workbench.scoring.answers import Tally
from workbench.scoring.judgement import Circumstances, Judgement, scored, unanswered


def judge(rule: Count, value: Tally, full: Fraction, _circumstances: Circumstances) -> Judgement:
    """Judge: each 1.5 with cap 6 gives 4.5 for 3 and 6 for 9; options [a, a, b] count 2."""
    number = value.number
    return unanswered(full) if number is None else scored(points_for(rule, number, full), full)


def points_for(rule: Count, number: int, full: Fraction) -> Fraction:
    """Give the points for a number; without a cap the item's points are the cap."""
    if rule.each is not None:
        return min(full if rule.cap is None else rule.cap, rule.each * number)
    return next((band.points for band in rule.bands if number >= band.at_least), rule.otherwise or Fraction(0))
