"""Phones for tests: forms drawn and converted, random answers typed in, and a real XForms engine to compute with."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import tostring

import pytest
from defusedxml.ElementTree import fromstring

from tests.helpers.forms import ROOT, shipped_form
from workbench.authoring.xlsform.answering import document_of
from workbench.authoring.xlsform.comparing import Difference, differences
from workbench.authoring.xlsform.fields import Field, FieldKind
from workbench.authoring.xlsform.saying import Sayings
from workbench.authoring.xlsform.submissions import Submission
from workbench.authoring.xlsform.workbook import Drawn, drawn
from workbench.domain.figures import plain
from workbench.domain.forms import Form, Item, Prerequisite
from workbench.domain.results import Result
from workbench.domain.rules import Bands, ItemRule, Linear, PrerequisiteRule, Step, SumOfParts, TargetDeduct
from workbench.scoring.decoding import decode
from workbench.scoring.engine import score

EDITIONS = [
    ("conserving-organ", "1"),
    ("green-building", "2019"),
    ("green-building", "2024"),
    ("green-community", "1"),
    ("green-household", "1"),
    ("green-mall", "1"),
    ("green-school", "1"),
    ("green-school-university", "1"),
    ("green-travel", "1"),
]
SCRIPT = Path(__file__).parent / "xforms" / "evaluate.mjs"
VARIABLE = "WORKBENCH_XFORMS_ENGINE"


@cache
def sayings() -> Sayings:
    """Give the wordings of the room `xlsform`."""
    folder = ROOT / "resources" / "words"
    zh, en = (tomllib.loads((folder / f"xlsform.{language}.toml").read_text("utf-8")) for language in ("zh", "en"))
    return Sayings(zh, en)


@cache
def drawn_form(code: str, edition: str) -> Drawn:
    """Draw a shipped edition for the phone."""
    return drawn(shipped_form(code, edition), sayings())


def converted(data: bytes) -> tuple[str, list[str]]:
    """Convert a workbook with pyxform; give the XForm and what pyxform warns of."""
    from io import BytesIO

    from pyxform.xls2xform import convert

    found = convert(BytesIO(data), validate=False, file_type=".xlsx")
    return found.xform, list(found.warnings)


# --- the engine ----------------------------------------------------------------------------------


def engine_folder() -> Path:
    """Find the engine, or skip the test by name."""
    folder = Path(os.environ.get(VARIABLE) or ROOT / "build" / "xforms-engine")
    if shutil.which("node") is None:
        pytest.skip("Node is not on this machine (dev.py drills --install brings it)")
    if (
        int(subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout[1:].split(".")[0])
        < 20
    ):
        pytest.skip("Node is older than 20, which the XForms engine needs")
    if not (folder / "node_modules" / "@getodk" / "xforms-engine").is_dir():
        pytest.skip(f"@getodk/xforms-engine is not in {VARIABLE} or build/xforms-engine (dev.py drills --install)")
    return folder


def filled_in(xform: str, answers: Sequence[Mapping[str, str]], place: Path) -> Iterator[bytes]:
    """Fill a form in once for each set of answers; give the submissions as the engine would send them."""
    form = place / "form.xml"
    form.write_text(xform, "utf-8")
    lines = "\n".join(json.dumps(dict(entry)) for entry in answers)
    done = subprocess.run(
        ["node", str(SCRIPT), str(engine_folder()), str(form)],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    for line in done.stdout.splitlines():
        yield json.loads(line)["xml"].encode()


def filled_in_on_collect(xform: str, answers: Sequence[Mapping[str, str]], place: Path) -> Iterator[bytes]:
    """Fill a form in with JavaRosa, the engine inside ODK Collect, taken from the ODK Validate that pyxform brings."""
    import pyxform

    if shutil.which("javac") is None:
        pytest.skip("no Java compiler is on this machine (dev.py drills --install brings it)")
    jar = Path(pyxform.__file__).parent / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"
    form = place / "form.xml"
    form.write_text(xform, "utf-8")
    for number, entry in enumerate(answers):
        (place / f"{number:04}.in.xml").write_bytes(_instance(xform, entry))
    script = SCRIPT.with_name("Evaluate.java")
    subprocess.run(["java", "-cp", str(jar), str(script), str(form), str(place)], capture_output=True, check=True)
    for number in range(len(answers)):
        yield (place / f"{number:04}.out.xml").read_bytes()


def _instance(xform: str, answers: Mapping[str, str]) -> bytes:
    """Type answers into the blank instance of a form."""
    instance = fromstring(xform).find(".//{http://www.w3.org/2002/xforms}instance")
    assert instance is not None
    blank = instance[0]
    for leaf in blank.iter():
        leaf.tag = leaf.tag.rpartition("}")[2]
        if not len(leaf) and leaf.tag in answers:
            leaf.text = answers[leaf.tag]
    return tostring(blank, encoding="utf-8")


# --- what comes back -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Compared:
    """One submission: what the phone says otherwise than the engine, and how it ended."""

    differences: tuple[Difference, ...]
    result: Result
    not_computed: str


def compared(made: Drawn, submission: Submission) -> Compared:
    """Bring a submission back, score it and compare it with what the phone computed."""
    decoding = decode(made.plan.form, document_of(made.plan, submission))
    assert decoding.answers is not None, decoding.faults
    assert not decoding.warnings
    result = score(made.plan.form, decoding.answers)
    found = tuple(differences(made.plan, submission.values, result))
    return Compared(found, result, submission.values.get("t_not_computed", ""))


# --- random answers ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Typist:
    """Types random answers that the form's own checks let pass, ties at limits among them."""

    made: Drawn
    limits: tuple[Fraction, ...]
    random: random.Random
    openness: float = 0.05

    def answers(self) -> dict[str, str]:
        """Type one whole form."""
        values: dict[str, str] = {}
        openness = self.random.choice([0.0, self.openness, 0.3])
        for entry in self.made.plan.fields():
            if entry.kind is FieldKind.IMAGE or self.random.random() < openness:
                continue
            text = self._text(entry, values)
            if text:
                values[entry.name] = text
        return values

    def _text(self, entry: Field, values: Mapping[str, str]) -> str:  # noqa: PLR0911 -- one case per kind
        match entry.kind:
            case FieldKind.YES_NO:
                return self.random.choice("1110")
            case FieldKind.MARK:
                return self.random.choice(["1", "", "", "", "", ""])
            case FieldKind.ONE:
                return self.random.choice(entry.choices).code
            case FieldKind.MANY:
                return self._many(entry)
            case FieldKind.WHOLE | FieldKind.DECIMAL:
                return self._figure(entry, values)
            case FieldKind.DATE:
                return "2026-11-23"
            case _:
                return self.random.choice(["", f"甲 & <{entry.name}>"])

    def _many(self, entry: Field) -> str:
        codes = [choice.code for choice in entry.choices]
        if entry.nothing and self.random.random() < 0.2:
            return entry.nothing
        usual = [code for code in codes if code != entry.nothing]
        return " ".join(code for code in usual if self.random.random() < 0.6)

    def _figure(self, entry: Field, values: Mapping[str, str]) -> str:
        most = values.get(entry.at_most) if entry.at_most else None
        least = values.get(entry.at_least) if entry.at_least else None
        figure = self._drawn(entry)
        figure = min(figure, Fraction(most)) if most else figure
        figure = max(figure, Fraction(least)) if least else figure
        return plain(figure, entry.places)

    def _drawn(self, entry: Field) -> Fraction:
        smallest = Fraction(1, 10**entry.places)
        near = self.random.choice([0, 0, 0, smallest, -smallest])
        pick = self.random.random()
        if pick < 0.45:
            figure = self.random.choice(self.limits) + near
        elif pick < 0.9:
            figure = Fraction(
                self.random.choice([0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 40, 45, 50, 90, 100, 120, 200])
            )
        else:
            figure = Fraction(self.random.randrange(0, 10**7), 10**entry.places)
        figure = Fraction(int(figure * 10**entry.places), 10**entry.places)
        return figure if entry.may_be_negative else abs(figure)


def typist(made: Drawn, seed: int) -> Typist:
    """Make a typist who knows the figures of the form's rules."""
    return Typist(made, tuple(sorted(_limits(made.plan.form))) or (Fraction(1),), random.Random(seed))


def _limits(form: Form) -> set[Fraction]:
    nodes: list[Item | Prerequisite] = [*form.items, *form.prerequisites, *form.provincial_checks]
    found = {limit for node in nodes for limit in _limits_of(node.rule)}
    for requirement in form.star_requirements:
        demands = (bound for demand in requirement.stars if demand for bound in demand)
        found.update(bound.limit for bound in demands if isinstance(bound.limit, Fraction))
    return found


def _limits_of(rule: ItemRule | PrerequisiteRule) -> Iterator[Fraction]:
    match rule:
        case Bands():
            bounds = (bound for band in rule.bands for bound in (*band.every, *band.any_of))
            yield from (bound.limit for bound in bounds if isinstance(bound.limit, Fraction))
        case Step():
            yield from (line + more for line in _lines(rule.base_at) for more in (0, rule.step))
        case TargetDeduct():
            yield from _lines(rule.target)
        case Linear():
            yield from (rule.zero_at, rule.full_at)
        case SumOfParts():
            for part in rule.parts:
                yield from _limits_of(part.rule)
        case _:
            return


def _lines(line: Fraction | Mapping[str, Fraction]) -> list[Fraction]:
    return [line] if isinstance(line, Fraction) else list(line.values())
