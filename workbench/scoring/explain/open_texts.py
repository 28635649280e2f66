"""Sentences for what is not yet judged, and why."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.domain.results import ItemState, Reason
from workbench.domain.texts import Text
from workbench.scoring.explain.facts import Explanation, GateFact, OpenFact, PartsFact
from workbench.scoring.explain.part_texts import gate_text
from workbench.scoring.explain.speaking import Speaker


def open_text(explanation: Explanation, speaker: Speaker) -> str:
    """Say what is still missing."""
    fact = explanation.fact
    if isinstance(fact, PartsFact):
        if fact.lacking is not None:
            return speaker.say("open", "precondition", text=speaker.text(fact.lacking))
        waiting = [part for part in fact.parts if part.state is explanation.state]
        if waiting:
            key = "parts" if explanation.state is ItemState.NOT_ANSWERED else "undetermined_parts"
            return speaker.say("open", key, parts=_quoted((part.name for part in waiting), speaker))
    said = _missing(explanation, explanation.still_open or OpenFact(), speaker)
    if isinstance(fact, GateFact):
        return speaker.join("clause", (gate_text(fact, explanation, speaker), said))
    return said


def _missing(explanation: Explanation, missing: OpenFact, speaker: Speaker) -> str:
    names = _quoted(missing.missing, speaker)
    match explanation.reason:
        case Reason.NOT_ANSWERED if missing.missing:
            return speaker.say("open", "not_answered_missing", missing=names)
        case Reason.NOT_ANSWERED:
            return speaker.say("open", "not_answered", max=speaker.points(explanation.max_points))
        case Reason.MISSING_ATTRIBUTE if not missing.missing:
            return speaker.say("open", "missing_row")
        case reason:
            unit = "" if missing.unit is None else speaker.text(missing.unit)
            return speaker.say(
                "open", reason.value, missing=names, found=missing.found, wanted=missing.wanted, unit=unit
            )


def _quoted(names: Iterable[Text], speaker: Speaker) -> str:
    return speaker.join("list", (speaker.quoted(name) for name in names))
