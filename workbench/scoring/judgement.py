"""What a rule says of one answer: state, points, what they count against, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from workbench.domain.forms import Form, Table
from workbench.domain.results import ItemState, Reason
from workbench.scoring.answers import DecodedAnswers, SubjectValue


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a rule may look at beside its own answer."""

    subject: Mapping[str, SubjectValue]
    parameters: Mapping[str, Fraction]
    tables: Mapping[str, Table]


def circumstances_of(form: Form, answers: DecodedAnswers) -> Circumstances:
    """Give what the rules of a form may look at, for one set of answers."""
    return Circumstances(answers.subject, answers.parameters, {table.key: table for table in form.tables})


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judgement on one item or part; `points` None while it is open or excluded."""

    state: ItemState
    points: Fraction | None
    max_points: Fraction
    reason: Reason

    @property
    def is_excluded(self) -> bool:
        """Whether it left the base by its own N/A rule."""
        return self.state is ItemState.NA and self.points is None

    @property
    def is_full(self) -> bool:
        """Whether nothing is missing."""
        return self.points is not None and self.points >= self.max_points


def scored(points: Fraction, full: Fraction, reason: Reason = Reason.OK) -> Judgement:
    """Judge: so many points of `full`."""
    return Judgement(ItemState.SCORED, points, full, reason)


def unanswered(full: Fraction) -> Judgement:
    """Leave open: nothing entered, or entered only in part."""
    return Judgement(ItemState.NOT_ANSWERED, None, full, Reason.NOT_ANSWERED)


def unjudged(reason: Reason, full: Fraction) -> Judgement:
    """Leave open for a reason: not answered, or entered but not computable."""
    return unanswered(full) if reason is Reason.NOT_ANSWERED else Judgement(ItemState.UNDETERMINED, None, full, reason)


def first_open(judgements: Iterable[Judgement]) -> Reason | None:
    """Give the reason of what keeps a whole open: any unanswered part, otherwise the first undetermined one."""
    reasons = [judgement.reason for judgement in judgements if judgement.state.is_open]
    if not reasons:
        return None
    return Reason.NOT_ANSWERED if Reason.NOT_ANSWERED in reasons else reasons[0]
