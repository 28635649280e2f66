"""Answers after decoding: exact values of one assessment that the rules can rely on without checking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

InputValue = Fraction | tuple[Fraction, ...] | None
"""A raw quantity; None is the explicit "there is none" of a nullable input (an absent key is not answered)."""

SubjectValue = str | frozenset[str] | Fraction | bool
"""A fact about the subject: a code, a set of codes, a figure, or yes and no."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The raw inputs of one measured quantity; answers `bands` and `formula`."""

    inputs: Mapping[str, InputValue]
    shortcut: bool = False
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """A plain count, or the distinct options that were found; options win."""

    count: int | None = None
    options: frozenset[str] | None = None

    @property
    def number(self) -> int | None:
        """How many were counted, or None while nothing was entered."""
        return self.count if self.options is None else len(self.options)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """How often each deduction rule applied, and whether the void condition holds."""

    counts: Mapping[str, int]
    void: bool | None = None
    inputs: Mapping[str, InputValue] = field(default_factory=dict)
    population: int | None = None


@dataclass(frozen=True, slots=True)
class PartAnswers:
    """Responses to the parts of a `sum_of_parts`, with its precondition and the weights of its parts."""

    parts: Mapping[str, Response]
    precondition: bool | None = None
    weights: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GateAnswers:
    """Raw inputs of all quantities of a gate, and its statements."""

    inputs: Mapping[str, InputValue]
    statements: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which options of a choose-n are there; an option left out is not judged."""

    options: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Claims:
    """Measures of a star requirement; None claims nothing, an absent key is not answered."""

    measures: Mapping[str, Fraction | bool | None]


Value = bool | str | Measured | Tally | Occurrences | PartAnswers | GateAnswers | Chosen | Claims


@dataclass(frozen=True, slots=True)
class Response:
    """What was entered for one item, part or prerequisite; the N/A mark wins over the value."""

    value: Value | None = None
    not_applicable: bool = False
    proof: bool = False

    @property
    def is_entered(self) -> bool:
        """Whether there is anything to judge."""
        return self.not_applicable or self.value is not None


@dataclass(frozen=True, slots=True)
class DecodedAnswers:
    """One ANSWERS document, checked against its form; defaults are filled in, missing things are absent."""

    subject: Mapping[str, SubjectValue] = field(default_factory=dict)
    parameters: Mapping[str, Fraction] = field(default_factory=dict)
    responses: Mapping[str, Response] = field(default_factory=dict)
    prerequisites: Mapping[str, Response] = field(default_factory=dict)
