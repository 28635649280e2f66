"""Score answers by a form, and put what was found into the shapes other programs rely on (scoring contract)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.catalogue.refusals import UnknownEdition, UnknownForm
from workbench.domain.forms import Form
from workbench.domain.refusals import Refusal
from workbench.domain.results import Result
from workbench.domain.texts import Language
from workbench.scoring.answers import DecodedAnswers
from workbench.scoring.decoding.document import decode
from workbench.scoring.decoding.scalars import shown
from workbench.scoring.engine import Scored, Scorer
from workbench.scoring.faults import Fault, rejection, sentence
from workbench.usecases.words import Words
from workbench.usecases.workplace import Workplace


class AnswersRejected(Refusal):
    """An ANSWERS document has faults; facts: `sentences`, one per fault with its path."""

    code = "answers_rejected"

    def __init__(self, faults: tuple[Fault, ...], words: Words) -> None:
        self.faults = faults
        super().__init__(sentences="; ".join(sentence(fault, words.room("faults")) for fault in faults))


@dataclass(frozen=True)
class Judged:
    """A scored document: the form it was scored by, what came out, and what was ignored on the way."""

    form: Form
    scored: Scored
    warnings: tuple[Fault, ...]

    @property
    def answers(self) -> DecodedAnswers:
        """The answers that were scored."""
        return self.scored.answers

    @property
    def result(self) -> Result:
        """Points, grade and verdict."""
        return self.scored.result


@dataclass(frozen=True)
class Rejected:
    """A document that cannot be scored; `document` stands in place of the RESULT (contract 10.15)."""

    document: Mapping[str, object]
    faults: tuple[Fault, ...]


def check(form: Form, document: Any, words: Words) -> tuple[Fault, ...]:
    """Make sure that a document, or a piece of one, can be read by a form; nothing is scored; gives what is ignored.

    Raises:
        AnswersRejected: the document has faults.
    """
    decoding = decode(form, document)
    if decoding.answers is None:
        raise AnswersRejected(tuple(decoding.faults), words)
    return tuple(decoding.warnings)


def judge(form: Form, document: Mapping[str, Any], words: Words) -> Judged:
    """Score one ANSWERS document by a form that is already at hand.

    Raises:
        AnswersRejected: the document has faults.
    """
    decoding = decode(form, document)
    if decoding.answers is None:
        raise AnswersRejected(tuple(decoding.faults), words)
    return Judged(form, Scorer(form).rescore(decoding.answers), tuple(decoding.warnings))


def judge_document(place: Workplace, document: Any, language: Language = Language.ZH) -> Judged | Rejected:
    """Score one ANSWERS document by the form it names; a faulty one is answered, not raised.

    Raises:
        UnusableForm: the form itself has errors.
    """
    words = place.words(language)
    form = _form_of(place, document)
    if isinstance(form, Fault):
        return Rejected(rejection([form], words.room("faults")), (form,))
    decoding = decode(form, document)
    if decoding.answers is None:
        faults = tuple(decoding.faults)
        return Rejected(rejection(faults, words.room("faults")), faults)
    return Judged(form, place.scorer(form).rescore(decoding.answers), tuple(decoding.warnings))


def _form_of(place: Workplace, document: Any) -> Form | Fault:
    if not isinstance(document, Mapping):
        return Fault("", "expected_object", {"found": shown(document)})
    code, edition = document.get("form"), document.get("edition")
    if code is None:
        return Fault("form", "form_missing")
    if not isinstance(code, str):
        return Fault("form", "unknown_form", {"found": shown(code)})
    try:
        return place.library.form(code, edition if isinstance(edition, str) else None)
    except UnknownForm:
        return Fault("form", "unknown_form", {"found": code})
    except UnknownEdition:
        return Fault("edition", "unknown_edition", {"found": edition})
