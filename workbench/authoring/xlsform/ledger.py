"""The ledger on the phone: state, points and maximum of every item, as the scoring contract names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workbench.authoring.xlsform.context import Scoring, marked
from workbench.authoring.xlsform.fields import ROLE_NA, Asked
from workbench.authoring.xlsform.judged import (
    EXCLUDED,
    NO_POINTS,
    NOT_ANSWERED,
    SCORED,
    TOO_LARGE,
    UNDETERMINED,
    Judged,
    Points,
)
from workbench.authoring.xlsform.logic import FALSE, TRUE, all_hold, chosen_text, negated, one_holds
from workbench.authoring.xlsform.nodes import NodeJudge
from workbench.authoring.xlsform.numbers import ZERO, Whole, chosen, figure
from workbench.authoring.xlsform.requirements import ItemOutcome
from workbench.authoring.xlsform.sums import Adding, Amount
from workbench.domain.forms import Group, Item
from workbench.scoring.membership import MODE, STAGE

NOT_COMPUTED: Final = "not_computed"
_WORDS: Final = ((EXCLUDED, "na"), (NOT_ANSWERED, "not_answered"), (UNDETERMINED, "undetermined"))
OPEN_WORDS: Final = ("not_answered", "undetermined")


@dataclass(frozen=True, slots=True)
class Row:
    """One item: reference to its state in words, its points while they count, and its maximum in units."""

    item: Item
    state: str
    points: Points
    most: Whole
    is_full: str


def is_asked(scoring: Scoring, group: Group) -> str:
    """Say that a chapter belongs to the mode in which the form is judged."""
    modes = scoring.plan.form.modes
    if not modes:
        return TRUE
    holding = [mode for mode in modes if group.code in mode.groups]
    named = one_holds(*(scoring.subject.equals(MODE, mode.code) for mode in holding))
    if modes[0] not in holding:
        return named
    others = one_holds(*(scoring.subject.equals(MODE, mode.code) for mode in modes if mode not in holding))
    return negated(others)


@dataclass(frozen=True, slots=True)
class Membership:
    """When an item surely does not belong to the form, and when that cannot be told."""

    absent: str
    unknown: str


def membership(scoring: Scoring, item: Item) -> Membership:
    """Tell whether an item belongs to the form: edition, then stage, then the subject."""
    subject = scoring.subject
    if item.editions is not None and scoring.plan.form.edition not in item.editions:
        return Membership(TRUE, FALSE)
    staged, unstaged = TRUE, FALSE
    if item.stages is not None:
        staged = one_holds(*(subject.equals(STAGE, stage) for stage in sorted(item.stages)))
        unstaged = negated(subject.given(STAGE))
    truth = subject.holds(item.applies_to)
    off_stage = all_hold(negated(unstaged), negated(staged))
    absent = one_holds(off_stage, all_hold(negated(unstaged), truth.no))
    return Membership(absent, one_holds(unstaged, all_hold(negated(off_stage), truth.unknown)))


def row_of(scoring: Scoring, judge: NodeJudge, asked: Asked, group: Group) -> Row:
    """Write one row."""
    node, item = asked.node, asked.of
    if not isinstance(item, Item):
        raise TypeError(f"{node.code} is no item")
    belongs = membership(scoring, item)
    judged = Judged(EXCLUDED, NO_POINTS, ZERO) if belongs.absent == TRUE else judge.judge(node, scoring.subject)
    full = scoring.points(item.points)
    state = scoring.workings.keep(f"{node.prefix}_state", _word(scoring, asked, judged, belongs, group))
    counts = all_hold(is_asked(scoring, group), negated(belongs.absent), negated(belongs.unknown), judged.is_in(SCORED))
    most = chosen(belongs.unknown, full, chosen(belongs.absent, ZERO, judged.most))
    most = scoring.workings.kept(f"{node.prefix}_most", chosen(is_asked(scoring, group), most, ZERO))
    number = scoring.workings.kept(f"{node.prefix}_counted", chosen(counts, judged.points.number, ZERO))
    points = Points(number, judged.points.extra, judged.points.over)
    return Row(item, state, points, most, _shown(scoring, node.prefix, points, most, counts))


def _word(scoring: Scoring, asked: Asked, judged: Judged, belongs: Membership, group: Group) -> str:
    text = chosen_text(judged.is_in(TOO_LARGE), f"'{NOT_COMPUTED}'", "'scored'")
    for letter, word in _WORDS:
        text = chosen_text(judged.is_in(letter), f"'{word}'", text)
    text = chosen_text(marked(asked.node.field(ROLE_NA)), "'na'", text)
    text = chosen_text(belongs.absent, "'not_in_form'", chosen_text(belongs.unknown, "'undetermined'", text))
    return chosen_text(is_asked(scoring, group), text, "''")


def _shown(scoring: Scoring, prefix: str, points: Points, most: Whole, counts: str) -> str:
    """Print points and maximum to four places; give the condition that the points are full."""
    adding = Adding(scoring.workings, prefix)
    amount = adding.amount([points], points.extra)
    below = figure(points.extra * scoring.unit)
    text = adding.rounded(amount, 1, below)
    scoring.workings.keep(f"{prefix}_points", chosen_text(counts, text, "''"))
    scoring.workings.keep(f"{prefix}_max", f"({most.text} div {scoring.unit})")
    top = adding.exact.product([most, figure(points.extra)])
    return adding.reaches(Amount(amount.whole, amount.rest, amount.below), figure(1), top)


def outcome(asked: Asked, row: Row) -> ItemOutcome:
    """Give what a derived prerequisite needs of a row."""
    state = chosen_text(
        f"{row.state} = 'not_answered'", "'open'", chosen_text(f"{row.state} = ''", "'not_in_form'", row.state)
    )
    return ItemOutcome(asked.node, f"{state}", row.is_full)
