"""The values of a submission as an ANSWERS document of the scoring contract."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from workbench.authoring.xlsform.fields import (
    ROLE_NA,
    ROLE_NOTE,
    ROLE_PHOTO,
    ROLE_POPULATION,
    ROLE_PRECONDITION,
    ROLE_PROOF,
    ROLE_SHORTCUT,
    ROLE_VALUE,
    ROLE_VOID,
    Field,
    FieldKind,
    Node,
)
from workbench.authoring.xlsform.plan import PhonePlan
from workbench.authoring.xlsform.submissions import Submission
from workbench.domain.rules import (
    Bands,
    ChooseN,
    Combine,
    Condition,
    Count,
    Deduction,
    Gate,
    Linear,
    Step,
    SumOfParts,
    TargetDeduct,
)
from workbench.scoring.answers import SubjectValue
from workbench.scoring.conditions import holds
from workbench.scoring.decoding.subject import subject as decode_subject
from workbench.scoring.faults import Findings, Place
from workbench.scoring.rules.sum_of_parts import BUILDING_TYPE, MIXED, SHARES

COLLECTED: Final = "collected"
"""The member of a document that keeps what a phone tells beside the answers."""
_FIGURE: Final = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?")
_NUMBERS: Final = (FieldKind.WHOLE, FieldKind.DECIMAL)


def document_of(plan: PhonePlan, submission: Submission) -> dict[str, Any]:
    """Write the document; what was left blank is not in it."""
    return _Reader(plan, submission).document()


def as_decimal(text: str) -> str:
    """Write a number as a plain decimal string (phones may write `1.0E-4`); what is none stays as it is."""
    if not _FIGURE.fullmatch(text):  # Decimal also takes `1_000` and figures of other scripts
        return text
    figure = Decimal(text)
    return format(figure, "f") if figure.is_finite() and abs(figure.adjusted()) < 40 else text


class _Reader:
    """Reads one submission."""

    def __init__(self, plan: PhonePlan, submission: Submission) -> None:
        self._plan = plan
        self._submission = submission
        self._values = submission.values
        self._facts: Mapping[str, SubjectValue] = {}

    def document(self) -> dict[str, Any]:
        form = self._plan.form
        subject = self._known(self._plan.attributes)
        place = Place("subject", Findings())  # faults are told when the whole document is decoded
        self._facts = decode_subject(subject, form.attributes, place)
        asked = {entry.node.code: self._entry(entry.node) for entry in self._plan.prerequisites}
        items = {code: self._entry(entry.node) for code, entry in self._plan.items.items()}
        return {
            "form": form.code,
            "edition": form.edition,
            "subject": subject,
            "parameters": self._known(self._plan.parameters),
            "responses": {code: entry for code, entry in items.items() if entry},
            "prerequisites": {code: entry for code, entry in asked.items() if entry},
            COLLECTED: self._collected(),
        }

    def _known(self, entries: Mapping[str, Field]) -> dict[str, Any]:
        return {key: self._read(entry) for key, entry in entries.items() if self._read(entry) is not None}

    def _collected(self) -> dict[str, Any]:
        plan = self._plan
        named = {
            "instance_id": self._submission.instance_id,
            "unit_name": self._text(plan.unit_name),
            "unit_code": self._text(plan.unit_code),
            "visit_date": self._text(plan.visit_date),
            "remark": self._text(plan.remark),
        }
        nodes = [asked.node for asked in (*plan.prerequisites, *plan.items.values())]
        photos = {node.code: self._text(node.field(ROLE_PHOTO)) for node in nodes}
        told: dict[str, Any] = {key: value for key, value in named.items() if value}
        told |= {"photos": {code: file for code, file in photos.items() if file}} if any(photos.values()) else {}
        return told | ({"unknown": dict(self._submission.unknown)} if self._submission.unknown else {})

    def _text(self, entry: Field | None) -> str:
        return "" if entry is None else self._values.get(entry.name, "")

    def _read(self, entry: Field | None) -> Any:
        """Read one field in the way the contract writes it; None when it is blank."""
        text = self._text(entry)
        if entry is None or not text:
            return None
        if entry.kind in (FieldKind.YES_NO, FieldKind.MARK):
            return {"1": True, "0": False}.get(text, text)
        if entry.kind in _NUMBERS:
            return as_decimal(text)
        if entry.kind is FieldKind.MANY:
            return [code for code in text.split() if code != entry.nothing]
        return text

    # --- entries --------------------------------------------------------------------------------

    def _entry(self, node: Node) -> dict[str, Any]:
        note = self._text(node.field(ROLE_NOTE))
        beside = {"note": note} if note else {}
        if self._read(node.field(ROLE_NA)) is True:
            proof = {"proof": True} if self._read(node.field(ROLE_PROOF)) is True else {}
            return {"na": True, **proof, **beside}
        is_entered = any(self._text(entry) for entry in node.answers())
        if not is_entered and not self._asks_nothing(node):
            return beside
        value = self._claims(node) if node.rule is None else self._value(node)
        return {"value": value, **beside} if value is not None else beside

    def _value(self, node: Node) -> Any:  # noqa: PLR0911 -- one case per kind of rule
        match node.rule:
            case Bands() | Step() | Linear() | TargetDeduct():
                return self._measured(node)
            case Count():
                if node.rule.options:
                    return {"options": self._read(node.field(ROLE_VALUE))}
                return {"count": self._read(node.fields["count", ""])}
            case Deduction():
                void = self._read(node.field(ROLE_VOID))
                told = {} if void is None else {"void": void}
                return {"counts": self._coded(node, "lost"), **told, **self._measured(node)}
            case SumOfParts():
                return self._parts(node, node.rule)
            case Gate():
                return {"statements": self._coded(node, "statement"), **self._measured(node)}
            case ChooseN():
                return self._coded(node, "option")
            case _:
                return self._read(node.field(ROLE_VALUE))

    def _coded(self, node: Node, kind: str) -> dict[str, Any]:
        read = {code: self._read(entry) for code, entry in node.of_kind(kind)}
        return {code: value for code, value in read.items() if value is not None}

    def _measured(self, node: Node) -> dict[str, Any]:
        value = self._coded(node, "input")
        series: dict[str, list[Any]] = {}
        for code, entry in node.of_kind("list"):
            series.setdefault(code.split("#")[0], []).append(self._read(entry))
        value |= {key: listed for key, listed in series.items() if any(entry is not None for entry in listed)}
        value |= {key: None for key, entry in node.of_kind("none") if self._read(entry) is True}
        if self._read(node.field(ROLE_SHORTCUT)) is True:
            value["shortcut"] = True
        population = self._read(node.field(ROLE_POPULATION))
        return value if population is None else {**value, "population": population}

    def _parts(self, node: Node, rule: SumOfParts) -> dict[str, Any]:
        entries = {part.code: self._entry(part) for part in node.parts}
        value: dict[str, Any] = {"parts": {code: entry for code, entry in entries.items() if entry}}
        if rule.combine is Combine.TIME_WEIGHTED:
            value["weights"] = self._coded(node, "weight")
        before = self._read(node.field(ROLE_PRECONDITION))
        return value if before is None else {**value, "precondition": before}

    def _claims(self, node: Node) -> dict[str, Any]:
        claimed = self._coded(node, "measure")
        return claimed | {key: None for key, entry in node.of_kind("none") if self._read(entry) is True}

    # --- nothing to ask -------------------------------------------------------------------------

    def _asks_nothing(self, node: Node) -> bool:
        """Tell whether a structure has nothing that fits the subject; it is then entered by itself (contract 10.2)."""
        if isinstance(node.rule, Gate):
            return all(self._surely_not(branch.when, in_mixed=node.in_mixed) for branch in node.rule.branches)
        if not isinstance(node.rule, SumOfParts) or node.rule.precondition is not None:
            return False
        return all(
            self._surely_not(part.when, in_mixed=part.in_mixed) or self._asks_nothing(part) for part in node.parts
        )

    def _surely_not(self, condition: Condition | None, *, in_mixed: bool) -> bool:
        if in_mixed and self._facts.get(BUILDING_TYPE) == MIXED:
            seen = ({**self._facts, BUILDING_TYPE: kind} for kind, _area in SHARES)
            return all(holds(condition, facts) is False for facts in seen)
        return holds(condition, self._facts) is False
