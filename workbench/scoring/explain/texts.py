"""Says explanations in sentences that an inspector would write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from workbench.domain.results import ItemState, Reason
from workbench.domain.texts import Language
from workbench.scoring.explain.facts import (
    BandsFact,
    CountFact,
    DeductionFact,
    Explanation,
    GateFact,
    LevelFact,
    LinearFact,
    PartsFact,
    StepFact,
    TargetFact,
    YesNoFact,
)
from workbench.scoring.explain.measured_texts import bands_text, linear_text, step_text, target_text
from workbench.scoring.explain.open_texts import open_text
from workbench.scoring.explain.part_texts import gate_text, parts_text
from workbench.scoring.explain.plain_texts import count_text, deduction_text, level_text, yes_no_text
from workbench.scoring.explain.speaking import Speaker


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation; `depth` 0 is the item, deeper ones its parts."""

    depth: int
    text: str


def explain_text(explanation: Explanation, language: Language, words: Mapping[str, Any]) -> str:
    """Say in one sentence why an item or part is what it is.

    Args:
        explanation: what `explain` gave.
        language: the language of `words`; names in the form follow it.
        words: the sentences of `resources/words/explain.<language>.toml`.
    """
    return _text(explanation, Speaker(language, words, explanation.terms))


def explain_lines(explanation: Explanation, language: Language, words: Mapping[str, Any]) -> tuple[Line, ...]:
    """Say an item line by line: the item's sentence, then each part with its name in front."""
    return tuple(_lines(explanation, Speaker(language, words, explanation.terms), 0))


def _lines(explanation: Explanation, speaker: Speaker, depth: int) -> Iterator[Line]:
    said = _text(explanation, speaker)
    if depth:
        said = speaker.say("written", "part_line", name=speaker.text(explanation.name), text=said)
    yield Line(depth, said)
    if isinstance(explanation.fact, PartsFact):
        for part in explanation.fact.parts:
            yield from _lines(part, speaker, depth + 1)


def _text(explanation: Explanation, speaker: Speaker) -> str:
    if explanation.state in (ItemState.NA, ItemState.NOT_IN_FORM):
        return _set_aside(explanation, speaker)
    if explanation.state.is_open:
        return open_text(explanation, speaker)
    if explanation.fact is None or explanation.reason is Reason.NO_VARIANT:
        return speaker.say("reasons", explanation.reason.value, points=speaker.points(explanation.points))
    return _judged(explanation, speaker)


def _set_aside(explanation: Explanation, speaker: Speaker) -> str:
    said = speaker.say("reasons", explanation.reason.value, points=speaker.points(explanation.points))
    if explanation.state is ItemState.NOT_IN_FORM or explanation.condition is None:
        return said
    condition = speaker.text(explanation.condition)
    return speaker.say("reasons", "na_condition", text=said, condition=condition) if condition else said


def _judged(explanation: Explanation, speaker: Speaker) -> str:  # noqa: C901, PLR0911 -- one case per kind of fact
    match explanation.fact:
        case YesNoFact() as fact:
            return yes_no_text(fact, explanation, speaker)
        case LevelFact() as fact:
            return level_text(fact, explanation, speaker)
        case CountFact() as fact:
            return count_text(fact, explanation, speaker)
        case DeductionFact() as fact:
            return deduction_text(fact, explanation, speaker)
        case BandsFact() as fact:
            return bands_text(fact, explanation, speaker)
        case StepFact() as fact:
            return step_text(fact, explanation, speaker)
        case LinearFact() as fact:
            return linear_text(fact, explanation, speaker)
        case TargetFact() as fact:
            return target_text(fact, explanation, speaker)
        case GateFact() as fact:
            return gate_text(fact, explanation, speaker)
        case PartsFact() as fact:
            return parts_text(fact, explanation, speaker)
        case None:  # pragma: no cover -- `_text` has said it by its reason
            raise ValueError(f"{explanation.code} has nothing to explain")
        case fact:  # pragma: no cover -- mypy proves that no kind is forgotten
            assert_never(fact)
