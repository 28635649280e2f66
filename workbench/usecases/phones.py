"""Forms for phones: write an edition as an XLSForm, and take answers back as documents that the engine reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.authoring.xlsform.answering import document_of
from workbench.authoring.xlsform.comparing import Difference, differences
from workbench.authoring.xlsform.saying import Sayings
from workbench.authoring.xlsform.submissions import Submission, read_submissions
from workbench.authoring.xlsform.workbook import Drawn, PhoneForm, drawn, phone_form
from workbench.domain.refusals import Refusal
from workbench.domain.texts import Language
from workbench.scoring.decoding import Decoder
from workbench.scoring.engine import Scorer
from workbench.scoring.faults import Fault
from workbench.usecases.files import read_file
from workbench.usecases.workplace import Workplace

LARGEST_SUBMISSIONS = 200_000_000
"""Bytes of a file of submissions that is still read."""


@dataclass(frozen=True)
class Collected:
    """One submission: its document, why it is refused if it is, and what should be known of it.

    `differences` is what the phone computed otherwise than the engine; `not_computed` names what it did not compute.
    """

    place: str
    document: dict[str, Any]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    differences: tuple[Difference, ...]
    not_computed: str
    unknown: tuple[str, ...]
    is_version_known: bool


@dataclass(frozen=True)
class FileRefused:
    """A file, or a submission in it, that cannot be read; the other files still are."""

    refusal: Refusal


def sayings_of(place: Workplace) -> Sayings:
    """Give the wordings for phones in both languages."""
    return Sayings(place.words(Language.ZH).room("xlsform"), place.words(Language.EN).room("xlsform"))


def write_phone_form(place: Workplace, code: str, edition: str | None) -> PhoneForm:
    """Write an edition of a form, the newest when none is named, as an XLSForm workbook."""
    return phone_form(place.library.form(code, edition), sayings_of(place))


def collect_answers(
    place: Workplace, files: Sequence[Path], code: str, edition: str | None
) -> Iterator[Collected | FileRefused]:
    """Read submissions of a form from CSV exports and XML, one after the other."""
    form = place.library.form(code, edition)
    made = drawn(form, sayings_of(place))
    decoder, scorer = Decoder(form), Scorer(form)
    for file in files:
        try:
            found = read_submissions(read_file(file, LARGEST_SUBMISSIONS), str(file), made)
        except Refusal as refusal:
            yield FileRefused(refusal)
            continue
        for submission in found:
            yield _collected(submission, made, decoder, scorer)


def _collected(submission: Submission, made: Drawn, decoder: Decoder, scorer: Scorer) -> Collected:
    document = document_of(made.plan, submission)
    decoding = decoder.decode(document)
    found: tuple[Difference, ...] = ()
    if decoding.answers is not None:
        found = tuple(differences(made.plan, submission.values, scorer.score(decoding.answers)))
    return Collected(
        place=submission.place,
        document=document,
        faults=decoding.faults,
        warnings=decoding.warnings,
        differences=found,
        not_computed=submission.values.get("t_not_computed", ""),
        unknown=tuple(submission.unknown),
        is_version_known=bool(submission.version or submission.values.get("t_version")),
    )
