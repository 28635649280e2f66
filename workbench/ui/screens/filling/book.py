"""The screen's own copy of one assessment: what was answered, what it scores, and how to take a step back."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from workbench.domain.forms import Asked, Form, Group, Item, Mode, StarRequirement
from workbench.domain.results import ItemState, LedgerRow, PrerequisiteResult, PrerequisiteState, Result
from workbench.domain.texts import Language
from workbench.scoring.answers import SubjectValue
from workbench.scoring.asking import empty_value
from workbench.scoring.engine import groups_in
from workbench.scoring.membership import active_mode
from workbench.ui.facts import Entry, EvidenceRow, OpenAssessment, ParameterValue
from workbench.ui.score_ports import Scorekeeper
from workbench.ui.screens.filling.demands import DemandState, look


class Matter(enum.Enum):
    """What a change is about."""

    RESPONSE = "response"
    PREREQUISITE = "prerequisite"
    PARAMETER = "parameter"
    FLAG = "flag"
    EVIDENCE = "evidence"
    SUBJECT = "subject"


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
    """Everything the filling screen knows; changed only through `apply`.

    `gates`, `stars` and `checks` are the prerequisites, star requirements and provincial checks that this subject is
    asked, by code in file order.
    """

    opened: OpenAssessment
    keeper: Scorekeeper
    language: Language
    responses: dict[str, Entry] = field(default_factory=dict)
    prerequisites: dict[str, Entry] = field(default_factory=dict)
    parameters: dict[str, ParameterValue] = field(default_factory=dict)
    evidence: dict[str, tuple[EvidenceRow, ...]] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    subject: dict[str, object] = field(default_factory=dict)
    result: Result = field(init=False)
    gates: tuple[str, ...] = field(init=False)
    stars: tuple[str, ...] = field(init=False)
    checks: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.responses.update(self.opened.responses)
        self.prerequisites.update(self.opened.prerequisites)
        self.parameters.update(self.opened.parameters)
        self.flags.update(self.opened.flags)
        self.subject.update(self.opened.subject)
        for row in self.opened.evidence:
            self.evidence[row.item] = (*self.evidence.get(row.item, ()), row)
        self._take(self.keeper.result)

    @property
    def form(self) -> Form:
        """The edition that is filled."""
        return self.opened.form

    @property
    def facts(self) -> Mapping[str, SubjectValue]:
        """What is known of the subject, defaults filled in."""
        return self.keeper.facts

    @property
    def mode(self) -> Mode | None:
        """The mode in which the form is judged; None for a form without modes."""
        return active_mode(self.form, self.facts)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups that are asked in this mode, in file order."""
        return groups_in(self.form, self.mode)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that can have the focus, as the list shows it; what this subject is not asked is folded away."""
        return self._codes

    @property
    def asked(self) -> tuple[str, ...]:
        """The prerequisites, star requirements and checks that this subject is asked, in file order."""
        return (*self.gates, *self.stars, *self.checks)

    @cached_property
    def _bonus(self) -> frozenset[str]:
        return frozenset(item.code for group in self.form.groups if group.bonus for item in group.items)

    def is_bonus(self, code: str) -> bool:
        """Whether an item only adds: what it does not give is not lost."""
        return code in self._bonus

    def _shown(self, codes: Iterable[str]) -> tuple[str, ...]:
        folded = PrerequisiteState.NOT_IN_FORM
        return tuple(code for code in codes if code in self._gates and self._gates[code].state is not folded)

    def items_of(self, group: Group) -> tuple[Item, ...]:
        """List the items of a group that this subject is asked."""
        return tuple(item for item in group.items if item.code in self._listed)

    def is_gate(self, code: str) -> bool:
        """Whether a code names a condition without points."""
        return code in self.form.asked_by_code

    def node(self, code: str) -> Item | Asked:
        """Give the item, prerequisite, star requirement or check of a code."""
        return self.form.asked_by_code[code] if self.is_gate(code) else self.form.item_by_code[code]

    def unasked(self) -> dict[str, Entry]:
        """Give what stands by itself for items in which this subject is asked nothing (contract 10.2)."""
        facts = self.facts
        empty = {code: empty_value(self.form.item_by_code[code].rule, facts) for code in self._listed}
        return {code: {"value": value} for code, value in empty.items() if value is not None and not self.entry(code)}

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
        node = self.node(code)
        wanted = () if isinstance(node, StarRequirement) else node.evidence
        return look(wanted, self.evidence.get(code, ()), self.entry(code))

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
        elif change.matter is Matter.SUBJECT:
            subject = dict(change.after) if isinstance(change.after, Mapping) else {}
            self._take(self.keeper.set_subject(subject))
            self.subject = subject
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
        self._listed = {row.code: None for row in result.ledger if row.state is not ItemState.NOT_IN_FORM}
        self.gates = self._shown(entry.code for entry in self.form.prerequisites)
        self.stars = self._shown(entry.code for entry in self.form.star_requirements)
        self.checks = self._shown(entry.code for entry in self.form.provincial_checks)
        self._codes = (*self.gates, *self.stars, *self._listed, *self.checks)


def _entry(value: object) -> Entry | None:
    return value if isinstance(value, Mapping) and value else None


def _put(where: dict[str, Entry], code: str, entry: Entry | None) -> None:
    if entry is None:
        where.pop(code, None)
    else:
        where[code] = entry
