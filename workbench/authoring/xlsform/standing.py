"""Everything a grade can ask for on the phone, as references to what was computed before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.authoring.xlsform.ledger import Row
from workbench.authoring.xlsform.numbers import Whole
from workbench.authoring.xlsform.sums import Amount
from workbench.domain.forms import Group


@dataclass(frozen=True, slots=True)
class Chapter:
    """One group: its amount, its maximum in units, when it is asked, and the reference that says its floor is met."""

    group: Group
    amount: Amount
    most: Whole
    asked: str
    met: str


@dataclass(frozen=True, slots=True)
class Required:
    """A prerequisite or star requirement: code, state, and the star it reaches."""

    code: str
    state: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything a grade can ask for."""

    rows: Sequence[Row]
    chapters: Sequence[Chapter]
    prerequisites: Sequence[Required]
    stars: Sequence[Required]
