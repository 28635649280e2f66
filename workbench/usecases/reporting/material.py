"""Everything a report is written from: dossier, score, words, pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from workbench.domain.figures import on_screen, plain
from workbench.domain.forms import Form
from workbench.domain.results import GroupResult, LedgerRow, PrerequisiteResult, Result
from workbench.scoring.answers import SubjectValue
from workbench.scoring.decoding.subject import subject as decoded_subject
from workbench.scoring.faults import Findings, Place
from workbench.store.rows import EvidenceRef
from workbench.usecases.dossiers import Dossier
from workbench.usecases.words import Words

ROOM = "report"


@dataclass(frozen=True)
class Material:
    """One report's material; `explain` gives the sentence why an item has its points."""

    dossier: Dossier
    result: Result
    words: Words
    explain: Callable[[str], str]
    picture: Callable[[str], bytes | None]

    @property
    def form(self) -> Form:
        """The edition that was asked."""
        return self.dossier.form

    @cached_property
    def subject(self) -> Mapping[str, SubjectValue]:
        """The facts about the subject, defaults filled in."""
        place = Place("subject", Findings())
        return decoded_subject(self.dossier.answers.get("subject"), self.form.attributes, place)

    @cached_property
    def rows(self) -> Mapping[str, LedgerRow]:
        """The ledger by item code."""
        return {row.code: row for row in self.result.ledger}

    @cached_property
    def groups(self) -> Mapping[str, GroupResult]:
        """The groups' results by code."""
        return {group.code: group for group in self.result.groups}

    @cached_property
    def prerequisites(self) -> Mapping[str, PrerequisiteResult]:
        """The prerequisites' results by code."""
        return {one.code: one for one in self.result.prerequisites}

    @cached_property
    def evidence_numbers(self) -> Mapping[tuple[str, str], str]:
        """The number of each piece of evidence, by item and hash: pictures and files count apart."""
        numbers: dict[tuple[str, str], str] = {}
        pictures = files = 0
        for ref in self.dossier.evidence:
            if ref.mime.startswith("image/"):
                pictures += 1
                numbers[ref.item, ref.sha256] = self.say("evidence_number", number=pictures)
            else:
                files += 1
                numbers[ref.item, ref.sha256] = self.say("file_number", number=files)
        return numbers

    def evidence_of(self, code: str) -> tuple[EvidenceRef, ...]:
        """List an item's evidence in the order of the report."""
        return tuple(ref for ref in self.dossier.evidence if ref.item == code)

    def say(self, key: str, **facts: object) -> str:
        """Fill a sentence of the room `report`."""
        return self.words.say(ROOM, key, **facts)

    def points(self, value: Fraction | None) -> str:
        """Write points, or a dash where there are none."""
        return self.say("no_points") if value is None else plain(value)

    def percent(self, ratio: Fraction | None, line: Fraction | None = None) -> str:
        """Write a share as a percentage that never seems to reach a line it misses."""
        if ratio is None:
            return self.say("no_ratio")
        return on_screen(ratio * 100, None if line is None else line * 100)
