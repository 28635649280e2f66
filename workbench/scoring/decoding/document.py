"""The whole ANSWERS document, and single entries of it for a screen that saves answer by answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.domain.forms import Form, Item, Prerequisite, StarRequirement
from workbench.domain.rules import NotApplicable
from workbench.scoring.answers import DecodedAnswers, Response, SubjectValue
from workbench.scoring.conditions import holds
from workbench.scoring.decoding.scalars import code, members, shown, warn_unknown
from workbench.scoring.decoding.subject import parameters, subject
from workbench.scoring.decoding.values import response, star_response
from workbench.scoring.faults import Fault, Findings, Place
from workbench.scoring.membership import active_mode, is_outside

_TOP_KEYS = frozenset({"form", "edition", "subject", "parameters", "responses", "prerequisites", "collected"})

Asked = Prerequisite | StarRequirement


@dataclass(frozen=True, slots=True)
class Decoding:
    """What reading a document gave: `answers` is None when there are faults; warnings never stop anything."""

    answers: DecodedAnswers | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


class Decoder:
    """Reads ANSWERS documents of one form."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._inputs = form.input_by_key
        asked: list[Asked] = [*form.prerequisites, *form.star_requirements, *form.provincial_checks]
        self._asked: Mapping[str, Asked] = {entry.code: entry for entry in asked}

    def decode(self, document: Any) -> Decoding:
        """Read a whole document; every fault is found in one pass, except that another form's is not read at all."""
        findings = Findings()
        place = Place("", findings)
        if not isinstance(document, dict):
            place.fault("expected_object", found=shown(document))
            return _decoding(None, findings)
        warn_unknown(document, _TOP_KEYS, place, "unknown_key")
        if not self._is_this_form(document, place):
            return _decoding(None, findings)
        facts = subject(document.get("subject"), self.form.attributes, place.at("subject"))
        answers = DecodedAnswers(
            subject=facts,
            parameters=parameters(document.get("parameters"), self.form.parameters, place.at("parameters")),
            responses=self._responses(document.get("responses"), facts, place.at("responses")),
            prerequisites=self._prerequisites(document.get("prerequisites"), facts, place.at("prerequisites")),
        )
        return _decoding(answers, findings)

    def decode_entry(self, item: str, entry: Any, facts: Mapping[str, SubjectValue]) -> tuple[Response, Decoding]:
        """Read the entry of one item alone; the decoding beside it carries its faults and warnings."""
        findings = Findings()
        found = self._responses({item: entry}, facts, Place("responses", findings))
        return found.get(item, Response()), _decoding(None, findings)

    def decode_prerequisite(
        self, prerequisite: str, entry: Any, facts: Mapping[str, SubjectValue]
    ) -> tuple[Response, Decoding]:
        """Read the entry of one prerequisite, star requirement or provincial check alone."""
        findings = Findings()
        found = self._prerequisites({prerequisite: entry}, facts, Place("prerequisites", findings))
        return found.get(prerequisite, Response()), _decoding(None, findings)

    def _is_this_form(self, document: Mapping[str, Any], place: Place) -> bool:
        if document.get("form") is None:
            place.at("form").fault("form_missing")
            return False
        form = code(document["form"], [self.form.code], place.at("form"), "unknown_form")
        edition = document.get("edition")
        if form is not None and edition is not None:
            return code(edition, [self.form.edition], place.at("edition"), "unknown_edition") is not None
        return form is not None

    def _responses(self, raw: Any, facts: Mapping[str, SubjectValue], place: Place) -> dict[str, Response]:
        entered = members(raw, place)
        warn_unknown(entered, self.form.item_by_code, place, "unknown_item")
        mode = active_mode(self.form, facts)
        found: dict[str, Response] = {}
        for key, entry in entered.items():
            item = self.form.item_by_code.get(key)
            if item is None or entry is None or (mode is not None and item.group not in mode.groups):
                continue
            if not is_outside(item, self.form.edition, facts):
                policy = _policy(item)
                found[key] = response(entry, item.rule, policy, self._inputs, place.at(key))
        return found

    def _prerequisites(self, raw: Any, facts: Mapping[str, SubjectValue], place: Place) -> dict[str, Response]:
        entered = members(raw, place)
        warn_unknown(entered, self._asked, place, "unknown_prerequisite")
        found: dict[str, Response] = {}
        for key, entry in entered.items():
            asked = self._asked.get(key)
            if asked is not None and entry is not None and not self._is_ignored(asked, facts):
                found[key] = self._answer(asked, entry, place.at(key))
        return found

    def _answer(self, asked: Asked, entry: Any, place: Place) -> Response:
        if isinstance(asked, StarRequirement):
            return star_response(entry, asked, place)
        return response(entry, asked.rule, asked.not_applicable, self._inputs, place)

    def _is_ignored(self, asked: Asked, facts: Mapping[str, SubjectValue]) -> bool:
        if asked.editions is not None and self.form.edition not in asked.editions:
            return True
        if isinstance(asked, Prerequisite):
            return asked.derived
        mode = active_mode(self.form, facts)
        return (mode is not None and not mode.groups) or holds(asked.when, facts) is False


def decode(form: Form, document: Any) -> Decoding:
    """Read one document of a form; keep a `Decoder` for many."""
    return Decoder(form).decode(document)


def _policy(item: Item) -> NotApplicable | None:
    return None if item.must_pass else item.not_applicable


def _decoding(answers: DecodedAnswers | None, findings: Findings) -> Decoding:
    return Decoding(None if findings.faults else answers, tuple(findings.faults), tuple(findings.warnings))
