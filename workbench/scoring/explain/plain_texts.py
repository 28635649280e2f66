"""Sentences for yes or no, levels, counts and deductions."""

from __future__ import annotations

import re
from typing import Final

from workbench.scoring.explain.facts import (
    CountFact,
    DeductionFact,
    Explanation,
    LevelFact,
    LossFact,
    YesNoFact,
)
from workbench.scoring.explain.speaking import Speaker

_QUALIFIED: Final = re.compile(r"\s*[(（/].*")


def yes_no_text(fact: YesNoFact, explanation: Explanation, speaker: Speaker) -> str:
    """Say whether the requirement is fulfilled."""
    key = "yes" if fact.fulfilled else "no"
    return speaker.say("judged", key, points=speaker.points(explanation.points), full=speaker.points(explanation.full))


def level_text(fact: LevelFact, explanation: Explanation, speaker: Speaker) -> str:
    """Say which level was chosen, and what the next better one gives."""
    said = speaker.say("judged", "level", label=speaker.quoted(fact.label), points=speaker.points(explanation.points))
    if fact.better is None:
        return said
    label, points = fact.better
    more = speaker.say("judged", "level_better", label=speaker.quoted(label), points=speaker.points(points))
    return speaker.join("clause", (said, more))


def count_text(fact: CountFact, explanation: Explanation, speaker: Speaker) -> str:
    """Say how many were counted, and how many would give more."""
    said = speaker.say("judged", _count_key(fact), **_count_facts(fact, explanation, speaker))
    if fact.options:
        options = speaker.join("list", (speaker.text(option) for option in fact.options))
        said += speaker.say("judged", "counted", options=options)
    if fact.better is None:
        return said
    number, points = fact.better
    more = speaker.say("judged", "count_better", number=number, points=speaker.points(points))
    return speaker.join("clause", (said, more))


def _count_key(fact: CountFact) -> str:
    if fact.each is None:
        return "count_banded"
    return "count_capped" if fact.cap is not None and fact.each * fact.number > fact.cap else "count"


def _count_facts(fact: CountFact, explanation: Explanation, speaker: Speaker) -> dict[str, object]:
    unit = speaker.text(fact.unit)
    return {
        "number": fact.number,
        "unit": unit,
        "one": _QUALIFIED.sub("", unit),
        "each": speaker.points(fact.each),
        "cap": speaker.points(fact.cap),
        "points": speaker.points(explanation.points),
    }


def deduction_text(fact: DeductionFact, explanation: Explanation, speaker: Speaker) -> str:
    """Say what was lost, or that nothing was."""
    points = speaker.points(explanation.points)
    if fact.void is not None:
        return speaker.say("judged", "void", text=speaker.text(fact.void), points=points)
    if not fact.losses:
        return speaker.say("judged", "untouched", points=points)
    losses = speaker.join("clause", (_loss(loss, speaker) for loss in fact.losses))
    key = "losses_floored" if fact.floored else "losses"
    return speaker.say("judged", key, start=speaker.points(fact.start), losses=losses, points=points)


def _loss(loss: LossFact, speaker: Speaker) -> str:
    key = "loss_capped" if loss.capped else "loss_once" if loss.count == 1 else "loss"
    return speaker.say(
        "judged",
        key,
        text=speaker.text(loss.text),
        count=loss.count,
        each=speaker.points(loss.each),
        lost=speaker.points(loss.lost),
    )
