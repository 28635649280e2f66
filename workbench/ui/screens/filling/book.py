"""The screen's own copy of one assessment: what was answered, what it scores, and how to take a step back."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from workbench.domain.forms import Form, Item, Prerequisite
from workbench.domain.results import LedgerRow, PrerequisiteResult, Result
from workbench.domain.texts import Language
from workbench.ui.facts import Entry, EvidenceRow, OpenAssessment, ParameterValue
from workbench.ui.ports import Scorekeeper
from workbench.ui.screens.filling.demands import DemandState, look


class Matter(enum.Enum):
    """What a change is about."""

    RESPONSE = "response"
    PREREQUISITE = "prerequisite"
    PARAMETER = "parameter"
    FLAG = "flag"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Change:
    """One step that can be taken back: what stood before and what stands after."""

    matter: Matter
    code: str
    before: object
    after: object

    def reversed(self) -> Change:
        """Give the step back."""
        return replace(self, before=self.after, after=self.before)


@dataclass
class Book:
    """Everything the filling screen knows; changed only through `apply`."""

    opened: OpenAssessment
    keeper: Scorekeeper
    language: Language
    responses: dict[str, Entry] = field(default_factory=dict)
    prerequisites: dict[str, Entry] = field(default_factory=dict)
    parameters: dict[str, ParameterValue] = field(default_factory=dict)
    evidence: dict[str, tuple[EvidenceRow, ...]] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    result: Result = field(init=False)

    def __post_init__(self) -> None:
        self.responses.update(self.opened.responses)
        self.prerequisites.update(self.opened.prerequisites)
        self.parameters.update(self.opened.parameters)
        self.flags.update(self.opened.flags)
        for row in self.opened.evidence:
            self.evidence[row.item] = (*self.evidence.get(row.item, ()), row)
        self._take(self.keeper.result)

    @property
    def form(self) -> Form:
        """The edition that is filled."""
        return self.opened.form

    @cached_property
    def prerequisite_by_code(self) -> Mapping[str, Prerequisite]:
        """Prerequisites by code."""
        return {entry.code: entry for entry in self.form.prerequisites}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Every code that can have the focus, in the order of the form."""
        return (*self.prerequisite_by_code, *self.form.item_by_code)

    def is_gate(self, code: str) -> bool:
        """Whether a code names a prerequisite."""
        return code in self.prerequisite_by_code

    def node(self, code: str) -> Item | Prerequisite:
        """Give the item or prerequisite of a code."""
        return self.prerequisite_by_code[code] if self.is_gate(code) else self.form.item_by_code[code]

    def entry(self, code: str) -> Entry:
        """Give the response that stands; empty when there is none."""
        return (self.prerequisites if self.is_gate(code) else self.responses).get(code, {})

    def row(self, code: str) -> LedgerRow:
        """Give an item's row of the ledger."""
        return self._rows[code]

    def gate(self, code: str) -> PrerequisiteResult:
        """Give the state of a prerequisite."""
        return self._gates[code]

    def demands(self, code: str) -> tuple[DemandState, ...]:
        """Hold the demands of a clause against what is there."""
        return look(self.node(code).evidence, self.evidence.get(code, ()), self.entry(code))

    def say(self, text: object) -> str:
        """Give a text of the form in the language of the window."""
        return text.in_language(self.language) if hasattr(text, "in_language") else str(text or "")

    def apply(self, change: Change) -> None:
        """Put a change into the copy and score again; raises a `Refusal` when the entry cannot be read."""
        if change.matter is Matter.RESPONSE:
            entry = _entry(change.after)
            self._take(self.keeper.record(change.code, entry))
            _put(self.responses, change.code, entry)
        elif change.matter is Matter.PREREQUISITE:
            entry = _entry(change.after)
            self._take(self.keeper.record_prerequisite(change.code, entry))
            _put(self.prerequisites, change.code, entry)
        elif change.matter is Matter.PARAMETER:
            self._apply_parameter(change)
        elif change.matter is Matter.FLAG:
            (self.flags.add if change.after else self.flags.discard)(change.code)
        else:
            self._apply_evidence(change)

    def _apply_parameter(self, change: Change) -> None:
        value = change.after if isinstance(change.after, ParameterValue) else None
        self._take(self.keeper.set_parameter(change.code, value.value if value and value.value else None))
        if value is None:
            self.parameters.pop(change.code, None)
        else:
            self.parameters[change.code] = value

    def _apply_evidence(self, change: Change) -> None:
        gone = change.before.evidence_id if isinstance(change.before, EvidenceRow) else None
        kept = tuple(row for row in self.evidence.get(change.code, ()) if row.evidence_id != gone)
        if isinstance(change.after, EvidenceRow):
            kept = (*(row for row in kept if row.evidence_id != change.after.evidence_id), change.after)
        self.evidence[change.code] = kept

    def _take(self, result: Result) -> None:
        self.result = result
        self._rows = {row.code: row for row in result.ledger}
        self._gates = {entry.code: entry for entry in result.prerequisites}


def _entry(value: object) -> Entry | None:
    return value if isinstance(value, Mapping) and value else None


def _put(where: dict[str, Entry], code: str, entry: Entry | None) -> None:
    if entry is None:
        where.pop(code, None)
    else:
        where[code] = entry
