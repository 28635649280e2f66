"""The whole desk: the way in, the open store, the sentences; put together for the window by the composition root."""

from __future__ import annotations

import shutil
from pathlib import Path

from workbench.domain.people import Person
from workbench.domain.refusals import Refusal
from workbench.domain.results import Result
from workbench.domain.states import AssessmentState
from workbench.scoring.decoding.document import decode
from workbench.scoring.explain.item import explain
from workbench.scoring.explain.texts import explain_lines
from workbench.signing.grants import grant_of
from workbench.store import assessments
from workbench.store import people as people_table
from workbench.store.durable_files import write_durably
from workbench.store.rows import Origin
from workbench.ui.desk.offices import CertificateDesk, ReviewDesk, roles_of, target_rows
from workbench.ui.desk.parcels import Parcels
from workbench.ui.desk.registry import Registry, region_rows
from workbench.ui.desk.rows import assessment_row
from workbench.ui.desk.shelf import Shelf
from workbench.ui.desk.visits import Visits
from workbench.ui.facts import (
    CheckLine,
    FirstRun,
    OpenAssessment,
    PersonRow,
    RegionRow,
    Resting,
    StoreState,
    TargetRow,
    Today,
)
from workbench.ui.live_score import LiveScore
from workbench.usecases import opening
from workbench.usecases.keyring import request_certificate
from workbench.usecases.session import Session
from workbench.usecases.words import Words
from workbench.usecases.workplace import Workplace

_LITTLE_DISK = 1 << 30


class DeskWorkspace:
    """Implements `ports.Workspace`."""

    def __init__(self, session: Session, words: Words) -> None:
        self._session = session
        self._words = words
        papers = session.store.path.with_suffix(".papers")
        self.units = Registry(session, words)
        self.assessments = Visits(session, words, papers)
        self.evidence = Shelf(session)
        self.batches = Parcels(session, words, session.store.path.parent)
        self.reviews = ReviewDesk(session, words)
        self.certificates = CertificateDesk(session, words, papers)

    @property
    def person(self) -> PersonRow:
        """Who opened it, with the roles of the certificate."""
        session = self._session
        region = grant_of(session.certificate).region if session.certificate else ""
        regions = session.place.regions
        name = regions.full_name(region) if region and regions.has(region) else ""
        roles = roles_of(session) if session.certificate else frozenset()
        return PersonRow(session.person.person_id, session.person.name, roles, name)

    def today(self) -> Today:
        """Give the start page."""
        session = self._session
        with session.store.read() as connection:
            wanted = assessments.Wanted(origin=Origin.OWN)
            own = assessments.overview(connection, wanted, limit=500)
        rows = {one.assessment.assessment_id: assessment_row(session, self._words, one) for one in own}

        def of(*states: AssessmentState) -> tuple[object, ...]:
            return tuple(rows[one.assessment.assessment_id] for one in own if one.assessment.state in states)

        return Today(
            day=session.place.now().date(),
            drafts=of(AssessmentState.DRAFT),  # type: ignore[arg-type]
            finished=of(AssessmentState.FINISHED),  # type: ignore[arg-type]
            returned=of(AssessmentState.RETURNED),  # type: ignore[arg-type]
            batches=self.batches.listed(),
            checks=self._checks(),
        )

    def targets(self) -> tuple[TargetRow, ...]:
        """Give the plan's targets."""
        return target_rows(self._session, self._words)

    def close(self) -> None:
        """Lock the store."""
        self._session.close()

    def _checks(self) -> tuple[CheckLine, ...]:
        """The departure check: forms, key, disk."""
        session, words = self._session, self._words
        forms = session.place.library.usable()
        certificate = session.certificate
        free = shutil.disk_usage(session.store.path.parent).free
        until = certificate.not_valid_after_utc.date() if certificate else None
        key_fine = until is not None and until >= session.place.now().date()
        key = words.say("commands", "check.key_until", until=until) if until else words.say("commands", "check.no_key")
        return (
            CheckLine(words.say("commands", "check.forms"), words.say("commands", "check.count", count=len(forms))),
            CheckLine(words.say("commands", "check.key"), key, key_fine),
            CheckLine(
                words.say("commands", "check.disk"),
                words.say("commands", "check.free", free=f"{free / (1 << 30):.0f}"),
                free > _LITTLE_DISK,
            ),
        )


class DeskCreated:
    """Implements `ports.Created`."""

    def __init__(self, workspace: DeskWorkspace, recovery_code: str) -> None:
        self.workspace = workspace
        self.recovery_code = recovery_code


class DeskDoor:
    """Implements `ports.Door`."""

    def __init__(self, place: Workplace, store: Path, words: Words) -> None:
        self._place = place
        self._store = store
        self._words = words

    def state(self) -> StoreState:
        """Tell whether there is a store already."""
        return StoreState.LOCKED if self._store.exists() else StoreState.ABSENT

    def people(self) -> tuple[PersonRow, ...]:
        """Name those who may open it."""
        return tuple(PersonRow(one.person_id, one.name) for one in opening.people(self._store))

    def regions(self) -> tuple[RegionRow, ...]:
        """List cities and counties for the first run."""
        return region_rows(self._place)

    def resting(self) -> Resting:
        """Say what is safe; nothing is opened, so only what needs no key is told."""
        return Resting(0, None, 0)

    def create(self, wanted: FirstRun) -> DeskCreated:
        """Make the store, its first person and key, and the signing request beside it."""
        person = Person(wanted.person_id.strip(), wanted.name.strip())
        made = opening.create_store(self._place, self._store, person, wanted.password)
        request = self._store.with_suffix(f".{person.person_id}.csr")
        write_durably(request, request_certificate(made.session).encode("ascii"))
        with made.session.store.transaction() as connection:
            people_table.set_setting(connection, person.person_id, "wanted_role", wanted.role.value)
            people_table.set_setting(connection, person.person_id, "wanted_region", wanted.region)
        return DeskCreated(DeskWorkspace(made.session, self._words), made.recovery_code)

    def unlock(self, person_id: str, password: str) -> DeskWorkspace:
        """Open the store."""
        return DeskWorkspace(opening.open_store(self._place, self._store, person_id, password), self._words)

    def recover(self, person_id: str, recovery_code: str, new_password: str) -> DeskWorkspace:
        """Open the store with the recovery code."""
        session = opening.open_with_recovery(self._place, self._store, person_id, recovery_code, new_password)
        return DeskWorkspace(session, self._words)


class DeskSpeech:
    """Implements `ports.Speech`."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def refusal(self, refusal: Refusal) -> str:
        """Say why something is declined."""
        return self._words.refuse(refusal)

    def explain(self, opened: OpenAssessment, result: Result, code: str) -> tuple[str, ...]:
        """Explain an item's row of the ledger, one sentence a line; prerequisites have their state alone."""
        if code not in opened.form.item_by_code:
            states = {one.code: one.state for one in result.prerequisites}
            return (self._words.say("report", f"prerequisite_state.{states[code].value}"),) if code in states else ()
        decoding = decode(
            opened.form,
            {
                "form": opened.form.code,
                "edition": opened.form.edition,
                "subject": dict(opened.subject),
                "parameters": {value.key: value.value for value in opened.parameters.values() if value.value},
                "responses": {code: dict(opened.responses[code])} if code in opened.responses else {},
            },
        )
        if decoding.answers is None:
            return ()
        explanation = explain(opened.form, decoding.answers, code)
        words = self._words.room("explain")
        return tuple(line.text for line in explain_lines(explanation, self._words.language, words))


class DeskServices:
    """Implements `ports.Services`."""

    def __init__(self, place: Workplace, store: Path, words: Words) -> None:
        self.door = DeskDoor(place, store, words)
        self.speech = DeskSpeech(words)

    def keep_score(self, opened: OpenAssessment) -> LiveScore:
        """Start scoring an opened assessment."""
        return LiveScore(opened)
