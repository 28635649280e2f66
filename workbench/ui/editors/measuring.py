"""Figures while they are typed: the value of a formula, the points of a part, and the ruler of a banded item."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from workbench.domain.figures import on_screen, plain
from workbench.domain.forms import Form
from workbench.domain.results import Reason
from workbench.domain.rules import (
    Band,
    Bands,
    Better,
    Bound,
    Graded,
    ItemRule,
    Linear,
    ParameterRef,
    Quantity,
    Step,
    TargetDeduct,
    YesNo,
)
from workbench.domain.texts import Language
from workbench.scoring.answers import InputValue, SubjectValue
from workbench.scoring.judgement import Circumstances
from workbench.scoring.rules.quantities import compute

_DECIMAL = re.compile(r"-?\d+(\.\d+)?")
_MARGIN_LOW = Fraction(1, 3)
_MARGIN_HIGH = Fraction(1, 8)


@dataclass(frozen=True)
class EditorContext:
    """What an editor may know besides its rule."""

    form: Form
    language: Language
    parameters: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    shared: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Raw inputs already entered in another clause: key -> (value, clause)."""
    facts: Mapping[str, SubjectValue] = field(default_factory=dict)
    """What is known of the subject, defaults filled in."""

    def say(self, text: object) -> str:
        """Give a text of the form in the language of the window."""
        return text.in_language(self.language) if hasattr(text, "in_language") else str(text or "")

    def parameter_values(self) -> dict[str, Fraction]:
        """Give the outside values that are known, defaults included."""
        values = {entry.key: entry.default for entry in self.form.parameters if entry.default is not None}
        values.update({key: Fraction(text) for key, text in self.parameters.items() if is_number(text)})
        return values

    def circumstances(self) -> Circumstances:
        """Give what a rule may look at beside its own answer."""
        return Circumstances(self.facts, self.parameter_values(), {table.key: table for table in self.form.tables})

    def unit(self, unit: str) -> str:
        """Give a unit in the language of the window; a bare number has none."""
        return "" if unit in ("", "1") else self.say(self.form.word(unit))


def is_number(text: object) -> bool:
    """Tell whether a text is a plain decimal; whole numbers of answers that were taken in from a file are too."""
    if isinstance(text, int):
        return not isinstance(text, bool)
    return isinstance(text, str) and bool(_DECIMAL.fullmatch(text))


def tidy(text: str) -> str:
    """Bring a typed figure into the shape that can be kept ("5." -> "5", ".5" -> "0.5"); "" when there is none."""
    text = text.strip()
    if text.startswith("."):
        text = f"0{text}"
    if text.startswith("-."):
        text = f"-0{text[1:]}"
    return text.removesuffix(".") if is_number(text.removesuffix(".")) else ""


def operands(quantity: Quantity, value: Mapping[str, object]) -> dict[str, InputValue] | None:
    """Read the raw inputs of a quantity; None while one is missing."""
    out: dict[str, InputValue] = {}
    for key in quantity.inputs:
        raw = value.get(key)
        if isinstance(raw, list | tuple):
            if not raw or not all(is_number(entry) for entry in raw):
                return None
            out[key] = tuple(Fraction(str(entry)) for entry in raw)
        elif is_number(raw):
            out[key] = Fraction(str(raw))
        elif key in quantity.nullable and key in value:
            out[key] = None
        else:
            return None
    return out


def figure(quantity: Quantity, value: object, context: EditorContext) -> Fraction | Reason | None:
    """Compute a quantity from what is typed; None while an input is missing, a reason when it cannot be computed."""
    if not isinstance(value, Mapping):
        return None
    inputs = operands(quantity, value)
    if inputs is None:
        return None
    parameters = context.parameter_values()
    if any(key not in parameters for key in quantity.parameters):
        return Reason.MISSING_PARAMETER
    computed = compute(quantity, inputs, parameters)
    return computed if isinstance(computed, Reason) else computed.value


def shown(rule: Bands | Step | Linear | TargetDeduct, value: Fraction, context: EditorContext) -> str:
    """Write a measured value with its unit; one below an edge of the rule is never shown as if it reached it."""
    edges = _edges(rule, context.parameter_values()) if isinstance(rule, Bands) else []
    above = next((edge for edge in edges if edge > value), None)
    unit = "" if rule.quantity.unit in ("", "1") else f" {rule.quantity.unit}"
    return f"{on_screen(value, above, 2 if abs(value) >= 10 else 3)}{unit}"


def part_points(rule: ItemRule, value: object, full: Fraction) -> Fraction | None:
    """Give the points of a part whose answer alone decides them; None where the ledger must say."""
    if isinstance(rule, YesNo) and isinstance(value, bool):
        return full if value else Fraction(0)
    if isinstance(rule, Graded):
        return next((level.points for level in rule.levels if level.code == value), None)
    return None


# --- the ruler --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tick:
    """One edge of the ruler, at a share 0..1 from the left."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Ruler:
    """Segments from the left: (end as a share, step 0..4 by points), the ticks between, and how a value is placed."""

    segments: tuple[tuple[float, int], ...]
    ticks: tuple[Tick, ...]
    low: Fraction
    high: Fraction
    is_mirrored: bool

    def place(self, value: Fraction) -> float:
        """Give the share from the left at which a value lies, kept within the ruler."""
        share = float((value - self.low) / (self.high - self.low))
        share = min(max(share, 0.0), 1.0)
        return 1 - share if self.is_mirrored else share


def ruler(rule: Bands, parameters: Mapping[str, Fraction]) -> Ruler | None:
    """Draw up the ruler of a banded item; None where an edge is not known or does not lie on one scale."""
    edges = _edges(rule, parameters)
    if not edges:
        return None
    span = edges[-1] - edges[0] or abs(edges[0]) or Fraction(1)
    mirrored = rule.better is Better.LOWER
    low_margin, high_margin = (_MARGIN_HIGH, _MARGIN_LOW) if mirrored else (_MARGIN_LOW, _MARGIN_HIGH)
    if rule.better is Better.RANGE:
        low_margin = high_margin = Fraction(1, 5)
    low, high = edges[0] - span * low_margin, edges[-1] + span * high_margin
    made = Ruler((), (), low, high, mirrored)
    bounds = [low, *edges, high]
    steps = _steps(rule, [(one + other) / 2 for one, other in pairwise(bounds)], parameters)
    pairs = list(zip(bounds[1:], steps, strict=True))
    if mirrored:
        pairs = list(zip(reversed(bounds[:-1]), reversed(steps), strict=True))
    ticks = tuple(Tick(made.place(edge), _label(rule, edge, parameters)) for edge in edges)
    if mirrored:
        ticks = tuple(reversed(ticks))
    return Ruler(tuple((made.place(end), step) for end, step in pairs), ticks, low, high, mirrored)


def _edges(rule: Bands, parameters: Mapping[str, Fraction]) -> list[Fraction]:
    edges: set[Fraction] = set()
    for band in rule.bands:
        for bound in band.every:
            if bound.quantity is not None or band.any_of:
                return []
            limit = _limit(bound, parameters)
            if limit is None:
                return []
            edges.add(limit)
    return sorted(edges)


def _limit(bound: Bound, parameters: Mapping[str, Fraction]) -> Fraction | None:
    if isinstance(bound.limit, Fraction):
        return bound.limit
    return parameters.get(bound.limit.key) if isinstance(bound.limit, ParameterRef) else None


def _points(rule: Bands, value: Fraction, parameters: Mapping[str, Fraction]) -> Fraction:
    for band in rule.bands:
        if _matches(band, value, parameters):
            return band.points or Fraction(0)
    return rule.otherwise or Fraction(0)


def _matches(band: Band, value: Fraction, parameters: Mapping[str, Fraction]) -> bool:
    tests = {
        "gte": lambda limit: value >= limit,
        "gt": lambda limit: value > limit,
        "lte": lambda limit: value <= limit,
        "lt": lambda limit: value < limit,
        "eq": lambda limit: value == limit,
    }
    limits = [(bound.relation.value, _limit(bound, parameters)) for bound in band.every]
    return all(limit is not None and tests[relation](limit) for relation, limit in limits)


def _steps(rule: Bands, samples: list[Fraction], parameters: Mapping[str, Fraction]) -> list[int]:
    most = max([band.points or Fraction(0) for band in rule.bands] or [Fraction(1)]) or Fraction(1)
    shares = [_points(rule, sample, parameters) / most for sample in samples]
    return [0 if not share else min(4, 1 + int(share * 4 - Fraction(1, 1000))) for share in shares]


_SIGNS = {"gte": "≥", "gt": ">", "lte": "≤", "lt": "<", "eq": "="}


def _label(rule: Bands, edge: Fraction, parameters: Mapping[str, Fraction]) -> str:
    for band in rule.bands:
        for bound in band.every:
            if _limit(bound, parameters) == edge:
                if len(band.every) > 1:
                    return plain(edge)
                points = "" if band.points is None else f" → {plain(band.points)}"
                return f"{_SIGNS[bound.relation.value]}{plain(edge)}{points}"
    return plain(edge)
