"""Sentences for wholes: parts put together, and gates."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from workbench.domain.figures import plain
from workbench.domain.results import ItemState, Reason
from workbench.domain.rules import Combine, Relation
from workbench.scoring.explain.facts import ConditionFact, Explanation, GateFact, PartsFact
from workbench.scoring.explain.speaking import Speaker

_NOTHING = Fraction(0)


def parts_text(fact: PartsFact, explanation: Explanation, speaker: Speaker) -> str:
    """Say how the parts make the points, and where points are missing."""
    points = speaker.points(explanation.points)
    if fact.lacking is not None:
        return speaker.say("reasons", Reason.PRECONDITION_NOT_MET.value, text=speaker.text(fact.lacking), points=points)
    counted = [part for part in fact.parts if part.reason is not Reason.NA_EXCLUDED]
    match fact.combine:
        case Combine.SUM:
            return _sum(counted, explanation, speaker)
        case Combine.ALL:
            return _all(counted, explanation, speaker)
        case Combine.MAX | Combine.MIN:
            deciding = max(counted, key=_points) if fact.combine is Combine.MAX else min(counted, key=_points)
            return _one(fact.combine.value, deciding, points, speaker)
        case Combine.SELECT if not fact.by_area:
            return _one(fact.combine.value, counted[0], points, speaker)
        case _:
            return _weighed(fact, counted, points, speaker)


def _points(part: Explanation) -> Fraction:
    return part.points or _NOTHING


def _short(part: Explanation) -> Fraction:
    return part.max_points - _points(part)


def _sum(parts: Sequence[Explanation], explanation: Explanation, speaker: Speaker) -> str:
    short = [part for part in parts if _short(part) > 0]
    listed = (
        speaker.say("judged", "part_short", name=speaker.quoted(part.name), points=speaker.points(_short(part)))
        for part in short
    )
    return speaker.say(
        "judged",
        "sum_lacking" if short else "sum",
        points=speaker.points(explanation.points),
        max=speaker.points(explanation.max_points),
        parts=speaker.join("list", listed),
    )


def _all(parts: Sequence[Explanation], explanation: Explanation, speaker: Speaker) -> str:
    short = [part for part in parts if part.state is not ItemState.NOT_ANSWERED and _short(part) > 0]
    return speaker.say(
        "judged",
        "all_lacking" if short else "all_met",
        parts=speaker.join("list", (speaker.quoted(part.name) for part in short)),
        points=speaker.points(explanation.points),
        full=speaker.points(explanation.full),
    )


def _one(key: str, part: Explanation, points: str, speaker: Speaker) -> str:
    return speaker.say("judged", key, part=speaker.quoted(part.name), points=points)


def _weighed(fact: PartsFact, parts: Sequence[Explanation], points: str, speaker: Speaker) -> str:
    key = "by_area" if fact.by_area else fact.combine.value
    listed = speaker.join("list", (_weighted_part(part, fact, speaker) for part in parts))
    return speaker.say("judged", key, parts=listed, points=points)


def _weighted_part(part: Explanation, fact: PartsFact, speaker: Speaker) -> str:
    name, points = speaker.quoted(part.name), speaker.points(part.points)
    weight = fact.weights.get(part.code)
    if weight is None:
        return speaker.say("judged", "part_points", name=name, points=points)
    return speaker.say("judged", "part_weighted", name=name, points=points, weight=plain(weight))


def gate_text(fact: GateFact, explanation: Explanation, speaker: Speaker) -> str:
    """Say which branch applies and how each condition stands."""
    conditions = speaker.join("clause", (_condition(condition, speaker) for condition in fact.conditions))
    key = "gate_open" if explanation.state.is_open else "gate"
    points = speaker.points(explanation.points)
    return speaker.say("judged", key, branch=speaker.quoted(fact.branch), conditions=conditions, points=points)


def _condition(condition: ConditionFact, speaker: Speaker) -> str:
    text = speaker.text(condition.text)
    if condition.value is not None and condition.limit is not None:
        value = speaker.figure(condition.value, condition.unit, [(Relation.LTE, condition.limit)])
        limit = speaker.limit(condition.limit, condition.unit)
        text = speaker.say("judged", "condition_measured", text=text, value=value, limit=limit)
    key = (
        "condition_open"
        if isinstance(condition.met, Reason)
        else "condition_met"
        if condition.met
        else "condition_not_met"
    )
    return speaker.say("judged", key, text=text)
