"""The made-up malls of the demo: units, answers, readings and the pictures to draw, all data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workbench.catalogue.reading.texts import Node, text
from workbench.catalogue.source.yaml_source import read_source
from workbench.domain.people import Person
from workbench.domain.resources import DataFolders
from workbench.domain.results import Verdict
from workbench.domain.texts import Text


@dataclass(frozen=True, slots=True)
class SampleEvidence:
    """A picture that the demo draws and attaches to an item; `picture` names the drawing (`meter`, `lamp`, ...)."""

    item: str
    picture: str
    name: str
    caption: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One made-up unit with everything an inspector would have recorded about it.

    Attributes:
        code: short name for the command line.
        about: what it is there to show.
        unit: `name`, `action`, `credit_code`, `region`, `address`, `attributes` of the unit record.
        form: code of the form.
        edition: edition of the form.
        visit: the day on the spot.
        team: who assessed; the first one leads.
        representative: who signs for the unit.
        answers: the whole ANSWERS document of the scoring contract.
        parameter_sources: `source` and `author` of each entered parameter.
        readings: single measurements by item code (decision 14); the counts in `answers` are derived from them.
        evidence: the pictures, in the order of the report.
        verdict: what scoring says about it.
        grade: the grade it gets, None while it is incomplete.
    """

    code: str
    about: Text
    unit: Mapping[str, Any]
    form: str
    edition: str
    visit: date
    team: tuple[Person, ...]
    representative: str
    answers: Mapping[str, Any]
    parameter_sources: Mapping[str, Mapping[str, str]]
    readings: Mapping[str, tuple[Mapping[str, Any], ...]]
    evidence: tuple[SampleEvidence, ...]
    verdict: Verdict
    grade: str | None


def load_samples(folders: DataFolders, name: str = "malls") -> tuple[Sample, ...]:
    """Load the samples of `resources/samples/<name>.yaml`; our own file, so a fault in it raises."""
    file = folders.resources / "samples" / f"{name}.yaml"
    source, problems = read_source(file.read_bytes(), str(file))
    if problems:
        raise ValueError(f"{problems[0].place}: {problems[0].code}")
    return tuple(_sample(entry) for entry in source.content["samples"])


def _sample(node: Node) -> Sample:
    visit, expected = node["visit"], node["expected"]
    return Sample(
        code=node["code"],
        about=text(node["about"]),
        unit=node["unit"],
        form=node["form"],
        edition=node["edition"],
        visit=date.fromisoformat(visit["date"]),
        team=tuple(Person(member["person_id"], member["name"]) for member in visit["team"]),
        representative=node["representative"],
        answers=node["answers"],
        parameter_sources=node["parameter_sources"],
        readings={item: tuple(entries) for item, entries in node["readings"].items()},
        evidence=tuple(
            SampleEvidence(entry["item"], entry["picture"], entry["name"], entry["caption"])
            for entry in node["evidence"]
        ),
        verdict=Verdict(expected["verdict"]),
        grade=expected["grade"],
    )
