"""The doors between the window and the rooms below, in the user's words; the composition root fills them.

Everything but the doors of `ui.score_ports` is called on the one store thread of `ui.tasks`, never on the GUI thread,
so an implementation may take its time and needs no locks. Whatever cannot be done is raised as a `Refusal`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from workbench.domain.forms import Form
from workbench.domain.refusals import Refusal
from workbench.ui.facts import (
    AssessmentsFound,
    BatchRow,
    CertificateRow,
    Entry,
    EvidenceRow,
    Finished,
    FinishReport,
    FirstRun,
    FormRow,
    ImportOutcome,
    ImportPreview,
    NewAssessment,
    OpenAssessment,
    ParameterValue,
    ParkedRow,
    PersonRow,
    RegionRow,
    ReportFile,
    Resting,
    ReviewDecision,
    ReviewRow,
    Saved,
    StoreState,
    SyncOutcome,
    TargetRow,
    Today,
    UnitRow,
    UnitsFound,
    UnitValues,
)
from workbench.ui.register_facts import RegisterChoices, RegisterLook, RegisterOutcome, RegisterWanted
from workbench.ui.score_ports import Scorekeeper, Speech

Progress = Callable[[int, int, str], None]
"""Called with done, total (0: unknown) and what is being done; raises `tasks.Stopped` when the user cancelled."""


class Units(Protocol):
    """The register of units and the regions they lie in."""

    def find(self, text: str, limit: int = 200, skip: int = 0) -> UnitsFound:
        """Find units by name, code, region or pinyin (first letters too), word by word; "" gives the latest first."""
        ...

    def regions(self) -> tuple[RegionRow, ...]:
        """List the cities and counties of the province, cities before their counties."""
        ...

    def check_credit_code(self, text: str) -> Refusal | None:
        """Say what is wrong with a unified social credit code; None when it stands or is empty."""
        ...

    def register(self, values: UnitValues) -> UnitRow:
        """Add a unit.

        Raises:
            UnitRefused: with one refusal per field that cannot stand.
        """
        ...


class Registers(Protocol):
    """Registers of units in files: looked at before anything is written, then taken in whole or not at all."""

    def look(
        self, path: Path, wanted: RegisterWanted, progress: Progress, before: RegisterLook | None = None
    ) -> RegisterLook:
        """Say what an import would do; `before` is an earlier look at the same file, which is not read again."""
        ...

    def take_in(self, look: RegisterLook, choices: RegisterChoices, progress: Progress) -> RegisterOutcome:
        """Write what was looked at; refused when the store has changed since, or faulty rows are not left out."""
        ...

    def give_out(self, path: Path, progress: Progress) -> int:
        """Write the whole register, as CSV where the name ends so, otherwise as a workbook; gives how many units."""
        ...


class Assessments(Protocol):
    """One visit from its start to its signed report."""

    def forms(self, action: str | None = None) -> tuple[FormRow, ...]:
        """List the editions that can be started, newest first, of one action or of all."""
        ...

    def form(self, code: str, edition: str) -> Form:
        """Give a whole edition (for the attributes asked at the start)."""
        ...

    def listed(self, limit: int = 200, skip: int = 0) -> AssessmentsFound:
        """List the assessments of this store, the latest first, and say how many there are."""
        ...

    def start(self, wanted: NewAssessment) -> str:
        """Start a draft and give its id."""
        ...

    def open(self, assessment_id: str) -> OpenAssessment:
        """Give everything that is known of an assessment; frozen ones are read-only."""
        ...

    def record_response(self, assessment_id: str, item: str, entry: Entry | None) -> Saved:
        """Keep an item's response durably; None clears it."""
        ...

    def record_prerequisite(self, assessment_id: str, code: str, entry: Entry | None) -> Saved:
        """Keep a prerequisite's response durably; None clears it."""
        ...

    def record_parameter(self, assessment_id: str, value: ParameterValue) -> Saved:
        """Keep an outside value with its source; an empty value removes it."""
        ...

    def record_subject(self, assessment_id: str, subject: Mapping[str, object]) -> Saved:
        """Keep other facts about the subject durably; the answers stay."""
        ...

    def set_flag(self, assessment_id: str, item: str, flagged: bool) -> Saved:  # noqa: FBT001 -- the flag's state
        """Mark or unmark an item for the team."""
        ...

    def check_finish(self, assessment_id: str) -> FinishReport:
        """List what is open and what only warns."""
        ...

    def finish(self, assessment_id: str) -> Finished:
        """Freeze and sign the revision; refused while anything is open."""
        ...

    def make_report(self, assessment_id: str, progress: Progress) -> ReportFile:
        """Make (or give again) the report: signed when finished, else marked 草稿 and unsigned."""
        ...


class EvidenceShelf(Protocol):
    """Photos and files bound to items."""

    def add(self, assessment_id: str, item: str, name: str, content: bytes | Path) -> EvidenceRow:
        """Keep a file durably, original bytes unchanged."""
        ...

    def remove(self, assessment_id: str, evidence_id: str) -> Saved:
        """Take a file off its item; the bytes stay until the assessment is frozen so that it can be undone."""
        ...

    def restore(self, assessment_id: str, evidence_id: str) -> EvidenceRow:
        """Undo a removal."""
        ...

    def picture(self, sha256: str, longest_side: int) -> bytes | None:
        """Give a reduced JPEG or PNG of a picture; None when the file cannot be shown."""
        ...


class Batches(Protocol):
    """Sealed work, how it travels and what comes in."""

    def listed(self) -> tuple[BatchRow, ...]:
        """List the batches, the latest first; finished work not sealed yet comes first with `delivery` None."""
        ...

    def parked(self) -> tuple[ParkedRow, ...]:
        """List what came in and was kept aside, by reason."""
        ...

    def hub(self) -> str:
        """Give the hub this person meets, "" while none is named."""
        ...

    def seal(self, progress: Progress) -> BatchRow:
        """Seal all finished work into a signed batch."""
        ...

    def write(self, batch_id: str, folder: Path, progress: Progress) -> Path:
        """Write a batch to a stick or folder, durably."""
        ...

    def preview(self, path: Path, progress: Progress) -> ImportPreview:
        """Check a batch or receipt (a folder: the newest in it) and say what an import would do."""
        ...

    def take_in(self, path: Path, progress: Progress) -> ImportOutcome:
        """Import what was previewed and write the signed receipt."""
        ...

    def sync(self, progress: Progress, hub: str = "") -> SyncOutcome:
        """Send what waits to the hub and fetch what is new; an address that answers is remembered."""
        ...


class Reviews(Protocol):
    """The supervisor's desk."""

    def queue(self) -> tuple[ReviewRow, ...]:
        """List everything imported for review, the oldest first, decided ones included."""
        ...

    def decide(self, decision: ReviewDecision) -> Saved:
        """Sign and keep a decision; returning needs a reason."""
        ...


class Certificates(Protocol):
    """The register of certificates."""

    def listed(self) -> tuple[CertificateRow, ...]:
        """List approved assessments without a certificate, then the certificates, the latest first."""
        ...

    def issuer(self) -> str:
        """Give the office that is printed as the issuer, "" while none is named."""
        ...

    def issue(self, assessment_id: str, issuer: str, progress: Progress) -> CertificateRow:
        """Issue a certificate for an approved assessment; the issuer's name is remembered."""
        ...

    def pdf(self, serial: str) -> Path:
        """Give the certificate's page."""
        ...


class Workspace(Protocol):
    """An open store, seen by one person."""

    @property
    def person(self) -> PersonRow:
        """Who opened it."""
        ...

    @property
    def units(self) -> Units:
        """The register."""
        ...

    @property
    def registers(self) -> Registers:
        """Registers in files."""
        ...

    @property
    def assessments(self) -> Assessments:
        """The visits."""
        ...

    @property
    def evidence(self) -> EvidenceShelf:
        """The photos and files."""
        ...

    @property
    def batches(self) -> Batches:
        """The sealed work."""
        ...

    @property
    def reviews(self) -> Reviews:
        """The supervisor's desk."""
        ...

    @property
    def certificates(self) -> Certificates:
        """The register of certificates."""
        ...

    def today(self, whole: frozenset[str] = frozenset()) -> Today:
        """Give the start page; lists that are named come whole, the others as far as one looks."""
        ...

    def targets(self) -> tuple[TargetRow, ...]:
        """Give the plan's targets against what is certified here."""
        ...

    def close(self) -> None:
        """Lock the store."""
        ...


class Created(Protocol):
    """A store just made: the workspace and the recovery code that is shown once."""

    @property
    def workspace(self) -> Workspace:
        """The open store."""
        ...

    @property
    def recovery_code(self) -> str:
        """The code to print, in groups."""
        ...

    @property
    def request(self) -> Path | None:
        """Where the signing request lies that the project's authority wants; None while it could not be written."""
        ...


class Door(Protocol):
    """What can be done before a store is open."""

    def state(self) -> StoreState:
        """Tell whether there is a store already."""
        ...

    def people(self) -> tuple[PersonRow, ...]:
        """Name those who may open it."""
        ...

    def regions(self) -> tuple[RegionRow, ...]:
        """List cities and counties for the first run."""
        ...

    def resting(self) -> Resting:
        """Say what is safe and what waits."""
        ...

    def create(self, wanted: FirstRun) -> Created:
        """Make the store, its first user and the user's key."""
        ...

    def unlock(self, person_id: str, password: str) -> Workspace:
        """Open the store; refused with a wrong password."""
        ...

    def recover(self, person_id: str, recovery_code: str, new_password: str) -> Workspace:
        """Open the store with the recovery code and set a new password."""
        ...


class Services(Protocol):
    """What the composition root hands the window."""

    @property
    def door(self) -> Door:
        """The way into a store."""
        ...

    @property
    def speech(self) -> Speech:
        """The sentences."""
        ...

    def keep_score(self, opened: OpenAssessment) -> Scorekeeper:
        """Start scoring an opened assessment (GUI thread, milliseconds)."""
        ...
