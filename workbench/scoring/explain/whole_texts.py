"""Sentences for what follows from the rows: groups against floors, the total, prerequisites, and what lifts a unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, assert_never

from workbench.domain.figures import exact_sum, on_screen, plain
from workbench.domain.forms import Form
from workbench.domain.results import GroupResult, Result
from workbench.domain.rules import Relation
from workbench.domain.texts import Language
from workbench.scoring.advice import Lift
from workbench.scoring.explain.figures import lines_of
from workbench.scoring.explain.prerequisite import (
    ChoiceFact,
    EligibilityFact,
    ItemFact,
    LineFact,
    PrerequisiteExplanation,
)
from workbench.scoring.explain.speaking import Speaker

_HUNDRED = 100


def group_text(form: Form, group: GroupResult, language: Language, words: Mapping[str, Any]) -> str:
    """Say a group's points against its base, and its ratio against its floor."""
    speaker = Speaker(language, words)
    name = next(speaker.text(entry.name) for entry in form.groups if entry.code == group.code)
    facts = {"name": name, "points": plain(group.points), "max": plain(group.max_points)}
    if group.ratio is None:
        return speaker.say("whole", "group_empty", **facts)
    facts["ratio"] = _percent(group.ratio, group.floor)
    if group.floor is None:
        return speaker.say("whole", "group", **facts)
    facts["floor"] = plain(group.floor * _HUNDRED)
    facts["missing"] = speaker.points(group.floor * group.max_points - group.points)
    key = {None: "group_open", True: "group_met", False: "group_below"}[group.met]
    return speaker.say("whole", key, **facts)


def _percent(ratio: Fraction, floor: Fraction | None) -> str:
    shown = on_screen(ratio * _HUNDRED, None if floor is None else floor * _HUNDRED)
    return shown if "." in shown else f"{shown}.0"


def total_text(form: Form, result: Result, language: Language, words: Mapping[str, Any]) -> str:
    """Say how the groups make the total, and what it is out of a hundred; nothing in a mode without points."""
    speaker = Speaker(language, words)
    if result.total is None or result.max_points is None:
        return ""
    summed = exact_sum(group.points for group in result.groups)
    formula = form.total_formula
    facts = {
        "sum": " + ".join(plain(group.points) for group in result.groups),
        "granted": plain(result.total * formula.divisor - summed),
        "divisor": plain(formula.divisor),
        "total": plain(result.total),
        "max": plain(result.max_points),
    }
    key = "index" if formula.divisor != 1 else "total" if len(result.groups) > 1 else "total_of_one"
    said = speaker.say("whole", key, **facts)
    if result.normalised is None or result.normalised == result.total:
        return said
    share = speaker.say("whole", "normalised", normalised=plain(result.normalised), **facts)
    return speaker.join("clause", (said, share))


def prerequisite_text(explanation: PrerequisiteExplanation, language: Language, words: Mapping[str, Any]) -> str:
    """Say how a prerequisite stands, and what is held against what."""
    speaker = Speaker(language, words, explanation.terms)
    state = speaker.say("states", explanation.state.value)
    if explanation.level is not None:
        state = speaker.say("whole", "level", state=state, level=speaker.say("levels", explanation.level))
    return speaker.join("clause", (state, _fact(explanation, speaker)))


def _fact(explanation: PrerequisiteExplanation, speaker: Speaker) -> str:
    match explanation.fact:
        case None:
            return ""
        case ChoiceFact() as fact:
            return _choice(fact, speaker)
        case LineFact() as fact:
            value = speaker.figure(fact.value, fact.unit, [(Relation.GTE, fact.line)])
            line = speaker.limit(fact.line, fact.unit)
            return speaker.say("whole", "line", name=speaker.text(fact.name), value=value, line=line)
        case ItemFact() as fact:
            points, full = speaker.points(fact.points), speaker.points(fact.full)
            return speaker.say("whole", "item", code=fact.code, name=speaker.text(fact.name), points=points, full=full)
        case EligibilityFact() as fact:
            return _eligibility(fact, speaker)
        case fact:  # pragma: no cover -- mypy proves that no kind is forgotten
            assert_never(fact)


def _choice(fact: ChoiceFact, speaker: Speaker) -> str:
    said = speaker.say("whole", "choice", of=fact.of, present=len(fact.present), wanted=fact.wanted)
    unjudged = speaker.say("whole", "choice_unjudged", unjudged=fact.unjudged) if fact.unjudged else ""
    listed = speaker.join("list", (speaker.quoted(text) for text in fact.present))
    present = speaker.say("whole", "choice_present", present=listed) if listed else ""
    return speaker.join("clause", (said, unjudged, present))


def _eligibility(fact: EligibilityFact, speaker: Speaker) -> str:
    if fact.shortcut is not None:
        return speaker.say("whole", "shortcut", condition=speaker.quoted(fact.shortcut))
    if fact.value is None or fact.band is None:
        return ""
    value = speaker.figure(fact.value, fact.unit, lines_of((fact.band,)))
    line = speaker.band(fact.band).strip()
    return speaker.say("whole", "eligibility", name=speaker.text(fact.name), value=value, line=line)


def advice_lines(form: Form, lift: Lift, language: Language, words: Mapping[str, Any]) -> tuple[str, ...]:
    """Say how the aim of a lift can be reached, a line for each set, or plainly why it cannot."""
    return tuple(_advice(form, lift, Speaker(language, words)))


def _advice(form: Form, lift: Lift, speaker: Speaker) -> Iterator[str]:
    if lift.aim is None:
        yield speaker.say("advice", "best")
        return
    aim = _aim(form, lift.aim, speaker)
    if lift.obstacles:
        obstacles = speaker.join("clause", (_obstacle(form, entry, speaker) for entry in lift.obstacles))
        yield speaker.say("advice", "impossible", aim=aim, obstacles=obstacles)
        return
    number = len(lift.sets[0].items)
    if number == 0:
        yield speaker.say("advice", "nothing", aim=aim)
        return
    yield speaker.say("advice", "head", aim=aim, number=number)
    for entry in lift.sets:
        items = speaker.join("list", (_item(form, code, speaker) for code in entry.items))
        yield speaker.say("advice", "set", items=items, points=speaker.points(entry.points))


def _aim(form: Form, aim: str, speaker: Speaker) -> str:
    if aim.startswith("group:"):
        return speaker.say("advice", "floor", name=_name(form, aim, speaker))
    grade = next(grade for grade in form.grading if grade.code == aim)
    return speaker.say("advice", "grade", name=speaker.quoted(grade.name))


def _item(form: Form, code: str, speaker: Speaker) -> str:
    return f"{code} {speaker.text(form.item_by_code[code].name)}"


def _obstacle(form: Form, obstacle: str, speaker: Speaker) -> str:
    return speaker.say("advice", obstacle.partition(":")[0], name=_name(form, obstacle, speaker))


def _name(form: Form, obstacle: str, speaker: Speaker) -> str:
    """Name what an entry like those of `blocking` stands for; the total has no name of its own."""
    kind, _, code = obstacle.partition(":")
    names = {
        "prerequisite": {entry.code: entry.name for entry in form.prerequisites},
        "requirement": {entry.code: entry.name for entry in form.star_requirements},
        "group": {entry.code: entry.name for entry in form.groups},
    }
    return "" if kind == "total" else speaker.quoted(names[kind][code])
