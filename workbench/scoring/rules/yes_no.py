"""yes_no: true gives full points, false 0."""

from __future__ import annotations

from fractions import Fraction

from workbench.domain.rules import YesNo
from workbench.scoring.judgement import Circumstances, Judgement, scored


def judge(_rule: YesNo, value: bool, full: Fraction, _circumstances: Circumstances) -> Judgement:  # noqa: FBT001 -- the answer itself
    """Judge: 6 points, `false` gives 0."""
    return scored(full if value else Fraction(0), full)
