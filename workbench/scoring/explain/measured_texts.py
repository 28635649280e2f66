"""Sentences for measured values: bands, steps, lines and targets."""

from __future__ import annotations

from fractions import Fraction

from workbench.domain.results import Reason
from workbench.domain.rules import Relation
from workbench.domain.texts import Text
from workbench.scoring.explain.facts import (
    BandsFact,
    BoundFact,
    Explanation,
    LinearFact,
    NamedValue,
    StepFact,
    TargetFact,
)
from workbench.scoring.explain.figures import Line, line_of, lines_of
from workbench.scoring.explain.speaking import Speaker


def bands_text(fact: BandsFact, explanation: Explanation, speaker: Speaker) -> str:
    """Say the value, the band it reached, and what the next better band gives and still lacks."""
    points = speaker.points(explanation.points)
    if explanation.reason is Reason.SHORTCUT:
        said = _shortcut(fact, points, speaker)
    elif fact.matched is None:
        said = speaker.say("judged", "band_none", value=_value(fact, speaker), points=points)
    else:
        band = speaker.band(fact.matched)
        said = speaker.say("judged", "band", value=_value(fact, speaker), band=band, points=points)
    return speaker.join("clause", (said, _better(fact, speaker)))


def _shortcut(fact: BandsFact, points: str, speaker: Speaker) -> str:
    condition = "" if fact.shortcut is None else speaker.quoted(fact.shortcut)
    if fact.measured is None:
        return speaker.say("judged", "shortcut", condition=condition, points=points)
    measured = speaker.points(fact.measured)
    value = _value(fact, speaker)
    return speaker.say("judged", "shortcut_instead", value=value, measured=measured, condition=condition, points=points)


def _value(fact: BandsFact, speaker: Speaker) -> str:
    """Write the value, or the raw inputs where the quantity has no single figure."""
    if fact.value is not None:
        figure = speaker.figure(fact.value, fact.unit, lines_of((fact.matched, fact.better)))
        return _named(fact.name, figure, speaker)
    bounds = [
        bound
        for band in (fact.matched, fact.better)
        if band is not None
        for bound in (*band.every, *band.any_of)
        if bound.limit is not None
    ]
    return speaker.join("list", (_input(entry, bounds, speaker) for entry in fact.inputs))


def _named(name: Text, figure: str, speaker: Speaker) -> str:
    return speaker.say("written", "named", name=speaker.text(name), value=figure)


def _input(entry: NamedValue, bounds: list[BoundFact], speaker: Speaker) -> str:
    if not isinstance(entry.value, Fraction):
        return _named(entry.name, speaker.say("written", "none"), speaker)
    lines = [line_of(bound) for bound in bounds if bound.name == entry.name]
    return _named(entry.name, speaker.figure(entry.value, entry.unit, lines), speaker)


def _better(fact: BandsFact, speaker: Speaker) -> str:
    """Say what the next better band asks; where it asks several things, also which of them is not yet so."""
    if fact.better is None:
        return ""
    points = speaker.points(fact.better.points)
    band = speaker.band(fact.better)
    lacking = [_lacking(bound, speaker) for bound in fact.better.every if bound.name is not None and not bound.held]
    if not lacking:
        return speaker.say("judged", "band_better", band=band, points=points).lstrip()
    told = speaker.join("list", lacking)
    return speaker.say("judged", "band_lacking", band=band, points=points, lacking=told).lstrip()


def _lacking(bound: BoundFact, speaker: Speaker) -> str:
    name = speaker.text(bound.name or Text(""))
    if bound.actual is None:
        return speaker.say("judged", "lacking", name=name, value=speaker.say("written", "none"))
    return speaker.say("judged", "lacking", name=name, value=speaker.figure(bound.actual, bound.unit, [line_of(bound)]))


def step_text(fact: StepFact, explanation: Explanation, speaker: Speaker) -> str:
    """Say how many whole steps were made above the base."""
    lines: list[Line] = [(Relation.GTE, fact.base_at)]
    lines += [(Relation.GTE, fact.better[0])] if fact.better else []
    said = speaker.say(
        "judged",
        "step" if fact.value >= fact.base_at else "step_below",
        value=_named(fact.name, speaker.figure(fact.value, fact.unit, lines), speaker),
        base_at=speaker.limit(fact.base_at, fact.unit),
        base=speaker.points(fact.base_points),
        step=speaker.limit(fact.step, fact.unit),
        gain=speaker.points(fact.step_points),
        cap=speaker.points(fact.cap),
        points=speaker.points(explanation.points),
    )
    if fact.better is None:
        return said
    at, points = fact.better
    more = speaker.say("judged", "step_better", at=speaker.limit(at, fact.unit), points=speaker.points(points))
    return speaker.join("clause", (said, more))


def linear_text(fact: LinearFact, explanation: Explanation, speaker: Speaker) -> str:
    """Say where on the line the figure lies."""
    lines: list[Line] = [(Relation.GTE, fact.full_at), (Relation.LTE, fact.full_at)]
    said = speaker.say(
        "judged",
        "linear",
        value=_named(fact.name, speaker.figure(fact.value, fact.unit, lines), speaker),
        zero_at=speaker.limit(fact.zero_at, fact.unit),
        full_at=speaker.limit(fact.full_at, fact.unit),
        points=speaker.points(explanation.points),
    )
    if explanation.points == fact.full_points:
        return said
    at = speaker.limit(fact.full_at, fact.unit)
    more = speaker.say("judged", "linear_better", at=at, points=speaker.points(fact.full_points))
    return speaker.join("clause", (said, more))


def target_text(fact: TargetFact, explanation: Explanation, speaker: Speaker) -> str:
    """Say whether the target is reached, and what each started step below it costs."""
    figure = speaker.figure(fact.value, fact.unit, [(Relation.GTE, fact.target)])
    said = speaker.say(
        "judged",
        "target_missed" if fact.steps else "target",
        value=_named(fact.name, figure, speaker),
        target=speaker.limit(fact.target, fact.unit),
        step=speaker.limit(fact.step, fact.unit),
        per_step=speaker.points(fact.per_step),
        steps=fact.steps,
        points=speaker.points(explanation.points),
    )
    if not fact.steps:
        return said
    return speaker.join(
        "clause", (said, speaker.say("judged", "target_better", points=speaker.points(fact.full_points)))
    )
