"""Figures: an input each, and bands over it; a calculation over figures is one item over several inputs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from workbench.authoring.xlsform_in.making.units import unit_in
from workbench.authoring.xlsform_in.making.wording import Wording
from workbench.authoring.xlsform_in.making.workshop import Content, Workshop
from workbench.authoring.xlsform_in.source.columns import Role
from workbench.authoring.xlsform_in.source.outline import Outline, Question
from workbench.authoring.xlsform_in.source.question_types import Kind
from workbench.domain.expressions import ExpressionError, parse

FIGURES: Final = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})
_TOKEN: Final = re.compile(
    r"\s*(?:\$\{\s*(?P<name>[^}\s]+)\s*\}|(?P<sign>[-+*()]|div(?![\w.-])|[0-9]+(?:\.[0-9]+)?))\s*"
)
_LONGEST_KEY: Final = 64
_MOST_INPUTS: Final = 50


@dataclass(frozen=True, slots=True)
class Calculation:
    """An arithmetic expression over figures: its signs and the questions between them, in order."""

    parts: tuple[str | Question, ...]

    @property
    def figures(self) -> tuple[Question, ...]:
        """The figures it draws on, each once."""
        return tuple(dict.fromkeys(part for part in self.parts if isinstance(part, Question)))

    def written(self, keys: Mapping[Question, str]) -> str:
        """Write it as a form does."""
        return " ".join(keys[part] if isinstance(part, Question) else part for part in self.parts)


def calculations_of(outline: Outline) -> dict[Question, Calculation]:
    """Find the calculations that a form can say: the four kinds of arithmetic over figures."""
    known = Counter(question.name for question in outline.questions)
    figures = {one.name: one for one in outline.questions if one.type.kind in FIGURES and known[one.name] == 1}
    found = {
        question: _calculation(question.row.text(Role.CALCULATION), figures)
        for question in outline.questions
        if question.type.kind is Kind.CALCULATE
    }
    return {question: calculation for question, calculation in found.items() if calculation is not None}


def _calculation(text: str, figures: Mapping[str, Question]) -> Calculation | None:
    parts: list[str | Question] = []
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None or (token["name"] and token["name"] not in figures):
            return None
        parts.append(figures[token["name"]] if token["name"] else token["sign"].replace("div", "/"))
        at = token.end()
    found = Calculation(tuple(parts))
    return found if _can_be_said(found) else None


def _can_be_said(calculation: Calculation) -> bool:
    """Try it with the longest keys there are; a figure alone is no calculation."""
    if len(calculation.parts) < 2 or not 1 <= len(calculation.figures) <= _MOST_INPUTS:
        return False
    longest = {one: f"k{number}".ljust(_LONGEST_KEY, "_") for number, one in enumerate(calculation.figures)}
    try:
        parse(calculation.written(longest))
    except ExpressionError:
        return False
    return True


def plain_input(question: Question, workshop: Workshop) -> None:
    """Make an input of a figure that is not judged by itself because a calculation draws on it."""
    row, ledger = question.row, workshop.ledger
    key = workshop.input_keys.give(question.name)
    name = workshop.writer.wording(row, Role.LABEL, question.name or key, "input", key=key)
    _add_input(question, key, name, workshop)
    ledger.carry([row.cell(Role.TYPE), row.cell(Role.NAME)], "input", key=key)
    ledger.tell([row.cell(Role.TYPE)], "became_input", key=key)


def figure(question: Question, name: Wording, workshop: Workshop) -> Content:
    """Make an input of a figure, and propose bands over it that are still to be written."""
    key = workshop.input_keys.give(question.name)
    measured = _add_input(question, key, name, workshop)
    quantity = {"name": dict(name), **measured, "inputs": [key], "expr": key}
    return {"scoring": {"kind": "bands", "quantity": quantity}, **measured}


def calculated(calculation: Calculation, name: Wording, workshop: Workshop) -> Content:
    """Propose bands over a calculation."""
    keys = workshop.keys_of_inputs
    unit = unit_in(name["zh"], name.get("en", ""))
    measured: Content = {"unit": workshop.unit(unit)} if unit else {}
    inputs = [keys[one] for one in calculation.figures]
    quantity = {"name": dict(name), **measured, "inputs": inputs, "expr": calculation.written(keys)}
    return {"scoring": {"kind": "bands", "quantity": quantity}, **measured}


def _add_input(question: Question, key: str, name: Wording, workshop: Workshop) -> Content:
    is_whole = question.type.kind is Kind.INTEGER or (question.type.kind is Kind.RANGE and _has_whole_steps(question))
    unit = unit_in(name["zh"], name.get("en", ""))
    measured: Content = {"unit": workshop.unit(unit)} if unit else {}
    kind = "integer" if is_whole else "decimal"
    workshop.inputs.append({"key": key, "name": dict(name), **measured, "type": kind})
    workshop.keys_of_inputs[question] = key
    return measured


def _has_whole_steps(question: Question) -> bool:
    """Tell whether a range runs over whole numbers: XLSForm's own range does, from 0 to 10 by 1."""
    figures = re.findall(r"(?:start|end|step)\s*=\s*([^\s;,]+)", question.row.text(Role.PARAMETERS))
    return all(one.isdecimal() for one in figures)
