"""The score of one assessment kept in memory and scored anew after each answer, on the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workbench.domain.refusals import Refusal
from workbench.domain.results import Result
from workbench.scoring.answers import DecodedAnswers, Response, SubjectValue
from workbench.scoring.decoding.document import Decoder, Decoding
from workbench.scoring.engine import Scored, Scorer
from workbench.ui.facts import Entry, OpenAssessment


class EntryUnreadable(Refusal):
    """A value cannot be read by the form; facts: `faults` (their codes)."""

    code = "entry_unreadable"


class LiveScore:
    """Implements `ports.Scorekeeper` with the incremental scorer."""

    def __init__(self, opened: OpenAssessment) -> None:
        self._decoder = Decoder(opened.form)
        self._scorer = Scorer(opened.form)
        self._subject: Mapping[str, object] = dict(opened.subject)
        self._parameters = {value.key: value.value for value in opened.parameters.values() if value.value}
        self._halves = {"responses": dict(opened.responses), "prerequisites": dict(opened.prerequisites)}
        self._scored: Scored = self._scorer.rescore(_answers(self._decoder.decode(self._document())))

    @property
    def result(self) -> Result:
        """The score as it stands."""
        return self._scored.result

    @property
    def facts(self) -> Mapping[str, SubjectValue]:
        """What is known of the subject, defaults filled in."""
        return self._scored.answers.subject

    def record(self, item: str, entry: Entry | None) -> Result:
        """Put an item's response in and score again."""
        answers = self._scored.answers
        response = None
        if entry:
            response = _checked(*self._decoder.decode_entry(item, dict(entry), answers.subject))
        self._keep("responses", item, entry)
        return self._rescore(replace(answers, responses=_with(answers.responses, item, response)))

    def record_prerequisite(self, code: str, entry: Entry | None) -> Result:
        """Put a prerequisite's response in and score again."""
        answers = self._scored.answers
        response = None
        if entry:
            response = _checked(*self._decoder.decode_prerequisite(code, dict(entry), answers.subject))
        self._keep("prerequisites", code, entry)
        return self._rescore(replace(answers, prerequisites=_with(answers.prerequisites, code, response)))

    def set_parameter(self, key: str, value: str | None) -> Result:
        """Put an outside value in and score again."""
        kept = {name: text for name, text in self._parameters.items() if name != key}
        if value:
            kept[key] = value
        document = {**self._document(), "parameters": kept, "responses": {}, "prerequisites": {}}
        decoded = _answers(self._decoder.decode(document))
        self._parameters = kept
        return self._rescore(replace(self._scored.answers, parameters=decoded.parameters))

    def set_subject(self, subject: Mapping[str, object]) -> Result:
        """Put other facts about the subject in and score everything again; what was folded away is read anew."""
        decoded = _answers(self._decoder.decode({**self._document(), "subject": dict(subject)}))
        self._subject = dict(subject)
        return self._rescore(decoded)

    def _document(self) -> dict[str, object]:
        form = self._decoder.form
        head = {"form": form.code, "edition": form.edition}
        return {**head, "subject": self._subject, "parameters": self._parameters, **self._halves}

    def _keep(self, half: str, code: str, entry: Entry | None) -> None:
        """Keep what was entered as it was, for it may be folded away by another subject and come back."""
        kept = {key: value for key, value in self._halves[half].items() if key != code}
        self._halves[half] = {**kept, code: dict(entry)} if entry else kept

    def _rescore(self, answers: DecodedAnswers) -> Result:
        self._scored = self._scorer.rescore(answers, self._scored)
        return self._scored.result


def _with(responses: Mapping[str, Response], code: str, response: Response | None) -> dict[str, Response]:
    kept = {key: value for key, value in responses.items() if key != code}
    if response is not None:
        kept[code] = response
    return kept


def _checked(response: Response, decoding: Decoding) -> Response:
    if decoding.faults:
        raise EntryUnreadable(faults=[fault.code for fault in decoding.faults])
    return response


def _answers(decoding: Decoding) -> DecodedAnswers:
    if decoding.answers is None:
        raise EntryUnreadable(faults=[fault.code for fault in decoding.faults])
    return decoding.answers
