"""The doors to the engine, called on the GUI thread: the live score, and its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from workbench.domain.refusals import Refusal
from workbench.domain.results import Result
from workbench.scoring.answers import SubjectValue
from workbench.ui.facts import Entry, OpenAssessment


class Scorekeeper(Protocol):
    """Scores one assessment in memory; called on the GUI thread after each answer, so it takes a millisecond."""

    @property
    def result(self) -> Result:
        """The score as it stands."""
        ...

    @property
    def facts(self) -> Mapping[str, SubjectValue]:
        """What is known of the subject, defaults filled in."""
        ...

    def record(self, item: str, entry: Entry | None) -> Result:
        """Put an item's response in and score again; raises a `Refusal` when the entry cannot be read."""
        ...

    def record_prerequisite(self, code: str, entry: Entry | None) -> Result:
        """Put a prerequisite's response in and score again."""
        ...

    def set_parameter(self, key: str, value: str | None) -> Result:
        """Put an outside value in and score again."""
        ...

    def set_subject(self, subject: Mapping[str, object]) -> Result:
        """Put other facts about the subject in and score again; raises a `Refusal` when one cannot be read."""
        ...


class Speech(Protocol):
    """Sentences from `resources/words` in the language of the window."""

    def refusal(self, refusal: Refusal) -> str:
        """Say why something is declined and what to do next."""
        ...

    def explain(self, opened: OpenAssessment, result: Result, code: str) -> tuple[str, ...]:
        """Explain an item's or prerequisite's row of the ledger, one sentence a line."""
        ...
