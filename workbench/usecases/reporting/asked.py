"""The conditions without points on paper: prerequisites, star requirements and the checks beside the score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from workbench.documents.content import Picture, PrerequisiteEntry, Standing
from workbench.domain.figures import plain
from workbench.domain.forms import Asked, Prerequisite, StarRequirement
from workbench.domain.results import PrerequisiteResult, PrerequisiteState
from workbench.domain.rules import RequiredLevel, StarBound, StarMeasure
from workbench.usecases.answer_words import answer_text
from workbench.usecases.reporting.material import Material

_STANDING = {
    PrerequisiteState.MET: Standing.MET,
    PrerequisiteState.NOT_MET: Standing.NOT_MET,
    PrerequisiteState.NA: Standing.NOT_APPLICABLE,
    PrerequisiteState.NOT_IN_FORM: Standing.NOT_APPLICABLE,
}


def asked_entries(material: Material, pictures: Mapping[str, tuple[Picture, ...]]) -> Iterator[PrerequisiteEntry]:
    """Write every condition that belongs to this subject; a mode without stars names none."""
    for entry in material.form.asked_by_code.values():
        found = material.prerequisites.get(entry.code)
        if found is None or found.state is PrerequisiteState.NOT_IN_FORM:
            continue
        told = material.dossier.answers["prerequisites"].get(entry.code)
        yield PrerequisiteEntry(
            code=entry.code,
            name=material.words.text(entry.name),
            kind=_kind(material, entry),
            check=_check(material, entry),
            answer=_answer(material, entry, told, found),
            state=_state(material, entry, found),
            standing=_STANDING.get(found.state, Standing.OPEN),
            note=str((told or {}).get("note", "") or ""),
            pictures=pictures.get(entry.code, ()),
        )


def _kind(material: Material, entry: Asked) -> str:
    kind = "star" if isinstance(entry, StarRequirement) else entry.kind.value
    return material.say(f"prerequisite_kind.{kind}")


def _check(material: Material, entry: Asked) -> str:
    if isinstance(entry, Prerequisite):
        return material.words.text(entry.check)
    measures = {one.key: one for one in entry.measures}
    demands = (
        material.say("star.demand", star=material.say(f"star.level_{star}"), demand=_demand(material, measures, bounds))
        for star, bounds in enumerate(entry.stars, start=1)
    )
    return material.words.say("answers", "clause_separator").join(demands)


def _demand(material: Material, measures: Mapping[str, StarMeasure], bounds: tuple[StarBound, ...] | None) -> str:
    if bounds is None:
        return material.say("star.no_demand")
    return material.say("star.either").join(_bound(material, measures[bound.measure], bound) for bound in bounds)


def _bound(material: Material, measure: StarMeasure, bound: StarBound) -> str:
    name = material.words.text(measure.name)
    if isinstance(bound.limit, bool):
        return name
    facts = {"name": name, "limit": plain(bound.limit), "unit": _unit(material, measure)}
    return material.say(f"star.{bound.relation.value}", **facts).strip()


def _unit(material: Material, measure: StarMeasure) -> str:
    return material.words.text(material.form.word(measure.unit))


def _answer(
    material: Material,
    entry: Asked,
    told: Mapping[str, Any] | None,
    found: PrerequisiteResult,
) -> str:
    if isinstance(entry, StarRequirement):
        return _claims(material, entry, (told or {}).get("value"))
    if isinstance(entry.rule, RequiredLevel):
        grades = {grade.code: grade for grade in material.form.grading}
        level = grades.get(found.level or "")
        return material.say("star.required", level=material.words.text(level.name)) if level else ""
    return answer_text(material.form, entry.rule, told, material.words)


def _claims(material: Material, entry: StarRequirement, value: object) -> str:
    claimed = value if isinstance(value, Mapping) else {}
    said = [_claim(material, one, claimed[one.key]) for one in entry.measures if one.key in claimed]
    words = material.words
    return words.say("answers", "clause_separator").join(said) or words.say("answers", "not_answered")


def _claim(material: Material, measure: StarMeasure, claim: object) -> str:
    name, words = material.words.text(measure.name), material.words
    if claim is None:
        return material.say("star.not_claimed", name=name)
    if isinstance(claim, bool):
        return words.say("answers", "part", name=name, answer=words.say("answers", "yes" if claim else "no"))
    return words.say("answers", "measured", name=name, value=str(claim), unit=_unit(material, measure)).strip()


def _state(material: Material, entry: Asked, found: PrerequisiteResult) -> str:
    state = material.say(f"prerequisite_state.{found.state.value}")
    if not isinstance(entry, StarRequirement) or found.level is None:
        return state
    return material.say("star.state", state=state, level=material.say(f"star.level_{found.level}"))
