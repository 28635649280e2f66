"""The plain and the measured kinds of rule, written for the phone."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from workbench.authoring.xlsform.context import Scoring, marked
from workbench.authoring.xlsform.fields import ROLE_SHORTCUT, ROLE_VALUE, ROLE_VOID, Node
from workbench.authoring.xlsform.judged import (
    FINE,
    NOT_ANSWERED,
    SCORED,
    TOO_LARGE,
    UNDETERMINED,
    Judged,
    Points,
)
from workbench.authoring.xlsform.logic import FALSE, Subject, all_hold, chosen_text, is_blank, negated, one_holds
from workbench.authoring.xlsform.lookups import columns_of
from workbench.authoring.xlsform.measuring import Limits, Measuring, first_matching, sample_fault
from workbench.authoring.xlsform.numbers import ONE, ZERO, Exactly, Whole, chosen, figure, minus, plus, times
from workbench.domain.rules import (
    Band,
    Bands,
    Count,
    Deduction,
    Graded,
    Linear,
    Relation,
    Step,
    TargetDeduct,
    YesNo,
)

Formula = Step | Linear | TargetDeduct


def yes_no(scoring: Scoring, node: Node, _rule: YesNo) -> Judged:
    """Judge yes or no."""
    asked = node.fields[ROLE_VALUE]
    full = scoring.points(node.points)
    state = chosen_text(is_blank(asked.reference), NOT_ANSWERED, SCORED)
    return Judged(state, Points(chosen(marked(asked), full, ZERO)), full)


def graded(scoring: Scoring, node: Node, rule: Graded) -> Judged:
    """Judge by the level chosen."""
    asked = node.fields[ROLE_VALUE].reference
    worths = [scoring.points(level.points) for level in rule.levels]
    number = first_matching([f"{asked} = '{level.code}'" for level in rule.levels], worths, ZERO)
    return Judged(chosen_text(is_blank(asked), NOT_ANSWERED, SCORED), Points(number), scoring.points(node.points))


def count(scoring: Scoring, node: Node, rule: Count) -> Judged:
    """Judge by a number, or by how many options were found."""
    entry = node.field(ROLE_VALUE) or node.fields["count", ""]
    full = scoring.points(node.points)
    number = scoring.whole(entry)
    if rule.options:
        text = f"if(selected({entry.reference}, '{entry.nothing}'), 0, count-selected({entry.reference}))"
        number = Whole(text, 0, len(rule.options))
    number = scoring.workings.kept(f"{node.prefix}_c", number)
    if rule.each is not None:
        cap = full if rule.cap is None else scoring.points(rule.cap)
        worth = times(number, scoring.points(rule.each))
        points = chosen(f"{worth.text} > {cap.text}", cap, Whole(worth.text, 0, min(worth.high, cap.high)))
    else:
        reached = [f"{number.text} >= {band.at_least}" for band in rule.bands]
        worths = [scoring.points(band.points) for band in rule.bands]
        points = first_matching(reached, worths, scoring.points(rule.otherwise or Fraction(0)))
    return Judged(chosen_text(is_blank(entry.reference), NOT_ANSWERED, SCORED), Points(points), full)


def deduction(scoring: Scoring, node: Node, rule: Deduction) -> Judged:
    """Judge by what is lost."""
    full = scoring.points(node.points)
    void = node.field(ROLE_VOID)
    missing = [is_blank(entry.reference) for _code, entry in node.of_kind("lost")]
    missing += [] if void is None else [is_blank(void.reference)]
    unsized, too_small = (FALSE, FALSE) if rule.sample is None else sample_fault(node, rule.sample)
    state = chosen_text(one_holds(*missing, unsized), NOT_ANSWERED, chosen_text(too_small, UNDETERMINED, SCORED))
    lost = ZERO
    for entry in rule.rules:
        number = scoring.whole(node.fields["lost", entry.code])
        each = times(number, scoring.points(entry.each))
        if entry.cap is not None:
            cap = scoring.points(entry.cap)
            each = chosen(f"{each.text} > {cap.text}", cap, Whole(each.text, 0, cap.high))
        lost = plus(lost, each)
    lost = scoring.workings.kept(f"{node.prefix}_lost", lost)
    start, floor = scoring.points(rule.start), scoring.points(rule.floor)
    left = Whole(minus(start, lost).text, floor.low, start.high)
    number = chosen(f"{lost.text} > {start.high - floor.low}", floor, left)
    return Judged(chosen_text(marked(void), SCORED, state), Points(chosen(marked(void), ZERO, number)), full)


# --- bands ----------------------------------------------------------------------------------------


def placed(
    scoring: Scoring, node: Node, rule: Bands, subject: Subject, prefix: str
) -> tuple[str, list[str], Measuring]:
    """Write why the quantity cannot be judged (blank when it can), which bands match, and the measuring itself."""
    measuring = Measuring(scoring, node, rule.quantity, prefix)
    lacking = FALSE
    if rule.lookup is not None:
        columns, lacking = columns_of(scoring, rule.lookup, subject)
        measuring.use_columns(columns)
    matches = [_matches(band, measuring) for band in rule.bands]
    return measuring.fault(rule.sample, missing_fact=lacking), matches, measuring


def _matches(band: Band, measuring: Measuring) -> str:
    every = all_hold(*(measuring.holds(bound) for bound in band.every))
    return all_hold(every, one_holds(*(measuring.holds(bound) for bound in band.any_of))) if band.any_of else every


def bands(scoring: Scoring, node: Node, rule: Bands, subject: Subject, prefix: str) -> Judged:
    """Judge by the first band that matches; a shortcut gives at least its own points."""
    fault, matches, _measuring = placed(scoring, node, rule, subject, prefix)
    full = scoring.points(node.points)
    worths = [scoring.points(band.points or Fraction(0)) for band in rule.bands]
    number = first_matching(matches, worths, scoring.points(rule.otherwise or Fraction(0)))
    state = settled(fault)
    if rule.shortcut is None:
        return Judged(state, Points(number), full)
    granted = full if rule.shortcut.points is None else scoring.points(rule.shortcut.points)
    taken = marked(node.field(ROLE_SHORTCUT))
    number = scoring.workings.kept(f"{prefix}_b", number)
    fine = one_holds(f"{fault} = ''") if fault != FINE else "true()"
    best = chosen(all_hold(fine, f"{number.text} > {granted.text}"), number, granted)
    unsure = state if granted.high < full.high else SCORED
    with_it = chosen_text(f"{fault} = {TOO_LARGE}", unsure, SCORED)
    return Judged(chosen_text(taken, with_it, state), Points(chosen(taken, best, number)), full)


def settled(fault: str) -> str:
    """Turn the reason why something cannot be judged into a state."""
    return SCORED if fault == FINE else f"if({fault} = '', {SCORED}, {fault})"


# --- formulas -------------------------------------------------------------------------------------


def line_of(rule: Formula, subject: Subject) -> tuple[Limits, str]:
    """Give the line a formula starts from, and when the attribute it depends on is missing."""
    if isinstance(rule, Linear):
        return _fixed(rule.zero_at), FALSE
    line = rule.base_at if isinstance(rule, Step) else rule.target
    if isinstance(line, Fraction):
        return _fixed(line), FALSE
    return _by_attribute(line, rule.by or "", subject)


def _fixed(line: Fraction) -> Limits:
    return Limits(figure(line.numerator), line.denominator)


def _by_attribute(lines: Mapping[str, Fraction], by: str, subject: Subject) -> tuple[Limits, str]:
    below = 1
    for line in lines.values():
        below = below * line.denominator
    codes = [code for code in lines if code != "default"]
    fits = [subject.equals(by, code) for code in codes]
    otherwise = figure(int(lines["default"] * below)) if "default" in lines else ZERO
    above = first_matching(fits, [figure(int(lines[code] * below)) for code in codes], otherwise)
    known = subject.given(by) if "default" in lines else all_hold(subject.given(by), one_holds(*fits))
    return Limits(above, below), negated(known)


def formula(scoring: Scoring, node: Node, rule: Formula, subject: Subject, prefix: str) -> Judged:
    """Judge by whole steps up from a base, a straight line, or started steps down from a target."""
    measuring = Measuring(scoring, node, rule.quantity, prefix)
    line, unknown = line_of(rule, subject)
    full = scoring.points(node.points)
    if isinstance(rule, Linear):
        points, over = _linear(scoring, rule, measuring, prefix)
    else:
        points, over = Points(_stepped(scoring, rule, measuring, line)), None
    fault = measuring.fault(missing_fact=unknown, none_is_open=True)
    if over is not None:
        safe = scoring.workings.keep(f"{prefix}_over", chosen_text(_is_fine(fault), over.text, "1"))
        points = Points(points.number, points.extra, (Whole(safe, 1, over.high),))
    return Judged(settled(fault), points, full)


def _is_fine(fault: str) -> str:
    return "true()" if fault == FINE else f"{fault} = ''"


def _distance(measuring: Measuring, line: Limits, *, upwards: bool) -> tuple[Whole, Whole]:
    """Give |value - line| as a fraction; only looked at on the side where it is not negative."""
    exact = measuring.exact
    value = exact.product([measuring.above, figure(line.below)])
    mark = exact.product([line.above, measuring.below])
    gap = exact.difference(value, mark) if upwards else exact.difference(mark, value)
    return Whole(gap.text, 0, max(gap.high, 0)), exact.product([measuring.below, figure(line.below)])


def _stepped(scoring: Scoring, rule: Step | TargetDeduct, measuring: Measuring, line: Limits) -> Whole:
    reached = measuring.compared(measuring.above, measuring.below, Relation.GTE, line)
    gap, below = _distance(measuring, line, upwards=isinstance(rule, Step))
    exact = measuring.exact
    above = exact.product([gap, figure(rule.step.denominator)])
    below = exact.product([below, figure(rule.step.numerator)])
    steps, rest = exact.split(above, below)
    steps = scoring.workings.kept(f"{scoring.workings.names.take('step')}", steps)
    if isinstance(rule, Step):
        worth = plus(scoring.points(rule.base_points), times(steps, scoring.points(rule.step_points)))
        cap = scoring.points(rule.cap)
        gained = chosen(f"{worth.text} > {cap.text}", cap, Whole(worth.text, 0, cap.high))
        return chosen(reached, gained, ZERO)
    started = plus(steps, chosen(f"{rest.text} > 0", ONE, ZERO))
    lost = times(started, scoring.points(rule.per_step))
    full, floor = scoring.points(rule.full_points), scoring.points(rule.floor)
    left = Whole(minus(full, lost).text, floor.low, full.high)
    return chosen(reached, full, chosen(f"{lost.text} > {full.high - floor.low}", floor, left))


def _linear(scoring: Scoring, rule: Linear, measuring: Measuring, prefix: str) -> tuple[Points, Whole | None]:
    """Write full x (value - zero) / (full_at - zero), cut at 0 and full, over the quantity's own denominator."""
    exact = measuring.exact
    span = rule.full_at - rule.zero_at
    slope = rule.full_points * scoring.unit / span
    shift = slope * rule.zero_at
    extra = slope.denominator * shift.denominator
    value = exact.product([figure(int(slope * extra)), measuring.above])
    worth = exact.difference(value, exact.product([figure(int(shift * extra)), measuring.below]))
    worth = scoring.workings.kept(f"{prefix}_lin", worth)
    top = exact.product([figure(int(rule.full_points * scoring.unit * extra)), measuring.below])
    cut = chosen(f"{worth.text} < 0", ZERO, chosen(f"{worth.text} > {top.text}", top, worth))
    points = Points(Whole(cut.text, 0, top.high), extra)
    if measuring.below.constant is not None:
        return Points(points.number, extra * measuring.below.constant), None
    return points, measuring.below


def exactly(scoring: Scoring, prefix: str) -> Exactly:
    """Begin arithmetic for a node."""
    return Exactly(scoring.workings, prefix)
