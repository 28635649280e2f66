"""Columns that several sheets have: provenance, N/A, evidence, rules, quantities and samples."""

from __future__ import annotations

from typing import Any, Final

from workbench.authoring.workbook.codecs import Choice, Codec, Figure, UnsayableError, figure_in
from workbench.authoring.workbook.fields import Field, both, choice, code, codes, special, whole, words
from workbench.authoring.workbook.lines import Evidence
from workbench.authoring.workbook.notation import COUNTS
from workbench.authoring.workbook.trees import Tree, look
from workbench.authoring.workbook.vocabulary import Vocabulary
from workbench.spreadsheets.reading import Cell
from workbench.spreadsheets.writing import CellValue

ORIGIN: Final = (
    choice("provenance", "provenance", "origin", "provenance"),
    words("source", "origin", "source", width=24),
    choice("content_source", "content_source", "origin", "content_source"),
    choice("points_source", "content_source", "origin", "points_source"),
    choice("scoring_source", "content_source", "origin", "scoring_source"),
    choice("target_source", "content_source", "origin", "target_source"),
    choice("options_source", "content_source", "origin", "options_source"),
    words("provenance_note", "origin", "provenance_note"),
)
TABLE_ORIGIN: Final = (ORIGIN[0], ORIGIN[1], ORIGIN[-1])
NOT_APPLICABLE: Final = (
    choice("na", "na", "na", "rule"),
    *both("na_condition", "na", "condition"),
    *both("na_proof", "na", "proof", width=18),
)
EVIDENCE: Final = special("evidence", Evidence(), width=30)
SAMPLE: Final = (
    code("sample_input", "sample", "size_input", width=18, refers="inputs"),
    whole("sample_size", "sample", "min_size"),
    words("sample_unit", "sample", "unit", width=10),
    words("sample_rule", "sample", "rule", width=10),
)
ITEM_KINDS: Final = (
    "yes_no",
    "graded",
    "bands",
    "count",
    "deduction",
    "sum_of_parts.sum",
    "sum_of_parts.max",
    "sum_of_parts.min",
    "sum_of_parts.mean",
    "sum_of_parts.select",
    "sum_of_parts.time_weighted",
    "sum_of_parts.all",
    "formula.step",
    "formula.step_by_region",
    "formula.linear",
    "formula.target_deduct",
    "gate",
)
PREREQUISITE_KINDS: Final = (
    "yes_no",
    "choose_n",
    "bands",
    "item_must_pass",
    "item_gate",
    "formula.required_level",
    *(kind for kind in ITEM_KINDS if kind.startswith("sum_of_parts")),
)
_FURTHER: Final = {"formula": "form", "sum_of_parts": "combine"}


class RuleKind(Choice):
    """The kind of a rule in one word: kind, form of a formula, way of putting parts together."""

    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """See Codec."""
        kind = value.get("kind") if isinstance(value, dict) else None
        member = _FURTHER.get(str(kind))
        if not isinstance(kind, str) or value.keys() != {"kind", *([member] if member else [])}:
            raise UnsayableError
        return super().say(f"{kind}.{value[member]}" if member else kind, words)

    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """See Codec."""
        kind, _, further = self.code(cell.text, words).partition(".")
        return {"kind": kind, **({_FURTHER[kind]: further} if further else {})}


def rule_kind(some: tuple[str, ...]) -> Field:
    """Describe the column of rule kinds."""
    return Field("kind", ("scoring",), RuleKind("kind", some), width=14, takes=_names_the_kind, is_needed=True)


def _names_the_kind(key: str, _: Any) -> bool:
    return key in {"kind", "form", "combine"}


class FigureOrWord(Codec):
    """A figure, or the one word that may stand in its place."""

    holds_text = False

    def __init__(self, code: str) -> None:
        self._code = code

    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """See Codec."""
        return words.word("outcome", self._code) if value == self._code else Figure().say(value, words)

    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """See Codec."""
        return self._code if words.code("outcome", cell.text) == self._code else figure_in(cell)


class PointsOrMet(FigureOrWord):
    """The points of a band, or that the demand is met."""

    def __init__(self) -> None:
        super().__init__("met")

    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """See Codec."""
        if value == {"result": "met"}:
            return super().say("met", words)
        if not isinstance(value, dict) or value.keys() != {"points"}:
            raise UnsayableError
        return Figure().say(value["points"], words)

    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """See Codec."""
        points = super().mean(cell, words)
        return {"result": "met"} if points == "met" else {"points": points}


def points_or_met(key: str, *path: str) -> Field:
    """Describe a column of points that may say `met` instead."""
    return Field(key, path, PointsOrMet(), width=9, takes=_is_outcome)


def _is_outcome(key: str, _: Any) -> bool:
    return key in {"points", "result"}


def quantity(*path: str, is_keyed: bool = False) -> tuple[Field, ...]:
    """Describe the columns of a quantity; one among several has a key of its own."""
    return (
        *((code("key"),) if is_keyed else ()),
        *both("quantity_name", *path, "name", width=18),
        words("unit", *path, "unit", width=10, refers="words"),
        codes("quantity_inputs", *path, "inputs", width=22),
        words("expr", *path, "expr", width=30),
        *both("definition", *path, "definition", width=26),
        codes("quantity_parameters", *path, "parameters"),
        special("lengths", COUNTS, *path, "lengths"),
        codes("nullable", *path, "nullable"),
    )


def proof_implied(node: Tree) -> None:
    """Lay down what goes without saying: where a proof is named, N/A without it gives no points."""
    policy = look(node, ("na",))
    if isinstance(policy, dict) and "proof" in policy:
        policy["without_proof"] = "zero"
