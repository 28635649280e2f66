"""One copy of a form on paper: which form, for which subject, and what is already known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from typing import Any

from workbench.domain.forms import EvidenceMethod, Form
from workbench.domain.results import GroupResult, LedgerRow, PrerequisiteResult, Result
from workbench.scoring.answers import DecodedAnswers, PartAnswers, Response, SubjectValue
from workbench.scoring.judgement import Circumstances, circumstances_of


@dataclass(frozen=True)
class Occasion:
    """Whom and when a filled copy is about; a document of answers alone knows none of it."""

    unit: str = ""
    credit_code: str = ""
    region: str = ""
    address: str = ""
    visited_on: str = ""
    team: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filled:
    """What was recorded, as it was entered and as it was scored; `lacking` is the evidence demanded but not there."""

    document: Mapping[str, Any]
    answers: DecodedAnswers
    result: Result
    basis: str
    is_draft: bool
    occasion: Occasion = Occasion()
    sources: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    attached: frozenset[str] = frozenset()
    lacking: Mapping[str, tuple[EvidenceMethod, ...]] = field(default_factory=dict)
    dated: datetime | None = None

    @cached_property
    def rows(self) -> Mapping[str, LedgerRow]:
        """The ledger by item code."""
        return {row.code: row for row in self.result.ledger}

    @cached_property
    def groups(self) -> Mapping[str, GroupResult]:
        """The groups' results by code."""
        return {group.code: group for group in self.result.groups}

    @cached_property
    def states(self) -> Mapping[str, PrerequisiteResult]:
        """The prerequisites', star requirements' and provincial checks' results by code."""
        return {one.code: one for one in self.result.prerequisites}


@dataclass(frozen=True)
class Copy:
    """A form with the facts about the subject that are known; `filled` None is a blank sheet."""

    form: Form
    facts: Mapping[str, SubjectValue]
    filled: Filled | None = None

    @cached_property
    def circumstances(self) -> Circumstances | None:
        """What the rules look at on a filled copy."""
        return None if self.filled is None else circumstances_of(self.form, self.filled.answers)

    def given(self, half: str, code: str) -> Given:
        """Give what was recorded for an item (`responses`) or a condition (`prerequisites`)."""
        if self.filled is None:
            return NOTHING
        decoded = self.filled.answers.responses if half == "responses" else self.filled.answers.prerequisites
        entry = (self.filled.document.get(half) or {}).get(code)
        return Given(entry, decoded.get(code))

    def parameter(self, key: str) -> Fraction | None:
        """Give an outside value where the answers hold it."""
        return None if self.filled is None else self.filled.answers.parameters.get(key)


@dataclass(frozen=True)
class Given:
    """What was recorded for one item or part: as entered, and decoded."""

    entry: Mapping[str, Any] | None = None
    response: Response | None = None

    @property
    def value(self) -> Any:
        """The value as it was entered; None while there is none, or where the N/A mark wins over it."""
        return None if self.entry is None or self.is_na else self.entry.get("value")

    @property
    def members(self) -> Mapping[str, Any]:
        """The value's members; empty where it has none."""
        return self.value if isinstance(self.value, Mapping) else {}

    @property
    def is_na(self) -> bool:
        """Whether it was marked as not applicable."""
        return bool(self.entry and self.entry.get("na"))

    @property
    def has_proof(self) -> bool:
        """Whether the proof for the mark was there."""
        return bool(self.entry and self.entry.get("proof"))

    @property
    def note(self) -> str:
        """The remark."""
        return " ".join(str((self.entry or {}).get("note", "") or "").split())  # a line of paper knows no line breaks

    def part(self, code: str) -> Given:
        """Give what was recorded for a part."""
        decoded = self.response.value if self.response is not None else None
        parts = self.members.get("parts")
        return Given(
            parts.get(code) if isinstance(parts, Mapping) else None,
            decoded.parts.get(code) if isinstance(decoded, PartAnswers) else None,
        )


NOTHING = Given()
