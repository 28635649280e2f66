"""The whole desk: the way in, the open store, the sentences; put together for the window by the composition root."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from workbench.domain.people import Person
from workbench.domain.refusals import Refusal
from workbench.domain.results import Result
from workbench.domain.states import AssessmentState, Delivery
from workbench.protocol.times import moment_from_text
from workbench.scoring.decoding.document import decode
from workbench.scoring.explain import explain, explain_lines, explain_prerequisites, prerequisite_text
from workbench.signing.authority import read_request
from workbench.signing.grants import grant_of
from workbench.store import assessments, batches
from workbench.store import people as people_table
from workbench.store.durable_files import make_folder, refusal_for, write_durably
from workbench.store.instance_lock import InstanceLock
from workbench.store.rows import Origin
from workbench.ui.desk.offices import CertificateDesk, ReviewDesk, roles_of, target_rows
from workbench.ui.desk.parcels import Parcels
from workbench.ui.desk.registers import RegisterDesk
from workbench.ui.desk.registry import Registry, region_rows
from workbench.ui.desk.rows import assessment_row
from workbench.ui.desk.shelf import Shelf
from workbench.ui.desk.visits import Visits
from workbench.ui.facts import (
    AssessmentRow,
    CheckLine,
    Entry,
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
_SENT = (
    AssessmentState.SEALED,
    AssessmentState.SENT,
    AssessmentState.RECEIVED,
    AssessmentState.UNDER_REVIEW,
    AssessmentState.APPROVED,
    AssessmentState.CERTIFIED,
    AssessmentState.PUBLISHED,
)
_TODAY: Mapping[str, tuple[tuple[AssessmentState, ...], int]] = {
    "drafts": ((AssessmentState.DRAFT,), 200),
    "finished": ((AssessmentState.FINISHED,), 200),
    "returned": ((AssessmentState.RETURNED,), 200),
    "sent": (_SENT, 20),
}
"""The lists of the start page: which states, and how many are listed before all are asked for."""


class DeskWorkspace:
    """Implements `ports.Workspace`."""

    def __init__(self, session: Session, words: Words, on_close: Callable[[Resting | None], None]) -> None:
        self._session = session
        self._words = words
        self._on_close = on_close
        papers = session.store.path.with_suffix(".papers")
        self.units = Registry(session, words)
        self.registers = RegisterDesk(session, words)
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

    def today(self, whole: frozenset[str] = frozenset()) -> Today:
        """Give the start page."""
        session, totals = self._session, {}
        rows: dict[str, tuple[AssessmentRow, ...]] = {}
        with session.store.read() as connection:
            for name, (states, most) in _TODAY.items():
                wanted = assessments.Wanted(states, Origin.OWN)
                own = assessments.overview(connection, wanted, limit=None if name in whole else most)
                rows[name] = tuple(assessment_row(session, self._words, one) for one in own)
                totals[name] = assessments.count(connection, wanted)
        return Today(
            day=session.place.now().date(),
            **rows,
            batches=self.batches.listed(),
            checks=self._checks(),
            totals=totals,
        )

    def targets(self) -> tuple[TargetRow, ...]:
        """Give the plan's targets."""
        return target_rows(self._session, self._words)

    def close(self) -> None:
        """Lock the store, and leave word of what is safe and what waits; no unit is named."""
        resting = None
        with suppress(Refusal):  # a store that cannot be read any more is closed all the same
            resting = self._resting()
        self._session.close()
        self._on_close(resting)

    def _resting(self) -> Resting:
        with self._session.store.read() as connection:
            wanted = assessments.Wanted(states=(AssessmentState.DRAFT,), origin=Origin.OWN)
            drafts = assessments.overview(connection, wanted, limit=None)
            held = batches.listing(connection)
        saved = [moment_from_text(one.saved_at) for one in drafts if one.saved_at]
        waiting = sum(one.delivery is not Delivery.ACKNOWLEDGED for one in held)
        return Resting(len(drafts), max(saved, default=None), waiting)

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
            CheckLine(words.say("commands", "check.key"), key, key_fine, "" if until else self._remedy()),
            CheckLine(
                words.say("commands", "check.disk"),
                words.say("commands", "check.free", free=f"{free / (1 << 30):.0f}"),
                free > _LITTLE_DISK,
            ),
        )

    def _remedy(self) -> str:
        request = request_path(self._session.store.path, self._session.person.person_id)
        return self._words.say("commands", "check.no_key_remedy", request=request)


def request_path(store: Path, person_id: str) -> Path:
    """Say where the signing request of the first person lies: beside the store."""
    return store.with_suffix(f".{person_id}.csr")


class DeskCreated:
    """Implements `ports.Created`."""

    def __init__(self, workspace: DeskWorkspace, recovery_code: str, request: Path | None) -> None:
        self.workspace = workspace
        self.recovery_code = recovery_code
        self.request = request


class DeskDoor:
    """Implements `ports.Door`."""

    def __init__(self, place: Workplace, store: Path, words: Words) -> None:
        self._place = place
        self._store = store
        self._words = words
        self._rest = Resting(0, None, 0)

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
        """Say what was safe and waiting when the store was locked here; before that nothing can be known."""
        return self._rest

    def create(self, wanted: FirstRun) -> DeskCreated:
        """Make the store, its first person and key, and the signing request beside it; all of the store or nothing."""
        person = Person(wanted.person_id.strip(), wanted.name.strip())
        try:
            make_folder(self._store.parent)
        except OSError as error:
            raise refusal_for(error, self._store) from error
        recovery_code = ""

        def make() -> Session:
            nonlocal recovery_code
            made = opening.create_store(self._place, self._store, person, wanted.password)
            try:
                _note_wishes(made.session, wanted)
            except BaseException:
                opening.discard_new_store(made.session)
                raise
            recovery_code = made.recovery_code
            return made.session

        workspace, request = self._enter(make)
        return DeskCreated(workspace, recovery_code, request)

    def unlock(self, person_id: str, password: str) -> DeskWorkspace:
        """Open the store; refused with StoreLocked while another window has it open."""
        return self._enter(lambda: opening.open_store(self._place, self._store, person_id, password))[0]

    def recover(self, person_id: str, recovery_code: str, new_password: str) -> DeskWorkspace:
        """Open the store with the recovery code; refused with StoreLocked while another window has it open."""
        place, store = self._place, self._store
        return self._enter(lambda: opening.open_with_recovery(place, store, person_id, recovery_code, new_password))[0]

    def _enter(self, open_session: Callable[[], Session]) -> tuple[DeskWorkspace, Path | None]:
        """Open under the lock that lets in one window at a time; it is dropped with the workspace or at a failure."""
        with ExitStack() as opening_up:
            if self._store.parent.is_dir():  # where there is no folder the store is missing, which is said below
                opening_up.enter_context(InstanceLock(self._store))
            session = open_session()
            lock = opening_up.pop_all()

        def leave(resting: Resting | None) -> None:
            self._rest = resting or self._rest
            lock.close()

        request = _hand_in_request(session)
        return DeskWorkspace(session, self._words, leave), request


def _note_wishes(session: Session, wanted: FirstRun) -> None:
    person_id = session.person.person_id
    with session.store.transaction() as connection:
        people_table.set_setting(connection, person_id, "wanted_role", wanted.role.value)
        people_table.set_setting(connection, person_id, "wanted_region", wanted.region)


def _hand_in_request(session: Session) -> Path | None:
    """Write the signing request of a key without certificate beside the store; gives where it lies now, if it does.

    No failure here may stand between a new store and its recovery code: the next opening tries again.
    """
    if session.key is None or session.certificate is not None:
        return None
    request = request_path(session.store.path, session.person.person_id)
    with suppress(Exception):
        if not _is_for(session.key.key_id, request):
            write_durably(request, request_certificate(session).encode("ascii"))
        return request
    return None


def _is_for(key_id: str, request: Path) -> bool:
    """Tell whether a request for this very key lies there already; one for an earlier store's key is of no use."""
    with suppress(Refusal, OSError, ValueError):
        return read_request(request.read_text("ascii")).key_id == key_id
    return False


class DeskSpeech:
    """Implements `ports.Speech`."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def refusal(self, refusal: Refusal) -> str:
        """Say why something is declined."""
        return self._words.refuse(refusal)

    def explain(self, opened: OpenAssessment, result: Result, code: str) -> tuple[str, ...]:
        """Explain an item's or prerequisite's row of the ledger, one sentence a line."""
        form, words = opened.form, self._words.room("explain")
        is_item = code in form.item_by_code
        decoding = decode(
            form,
            {
                "form": form.code,
                "edition": form.edition,
                "subject": dict(opened.subject),
                "parameters": {value.key: value.value for value in opened.parameters.values() if value.value},
                "responses": _entries(opened.responses, code if is_item else None),
                "prerequisites": {} if is_item else _entries(opened.prerequisites, None),
            },
        )
        if decoding.answers is None:
            return ()
        language = self._words.language
        if is_item:
            return tuple(line.text for line in explain_lines(explain(form, decoding.answers, code), language, words))
        explained = explain_prerequisites(form, decoding.answers, result)
        return tuple(prerequisite_text(one, language, words) for one in explained if one.code == code)


def _entries(half: Mapping[str, Entry], only: str | None) -> dict[str, dict[str, object]]:
    return {code: dict(entry) for code, entry in half.items() if only in (None, code)}


class DeskServices:
    """Implements `ports.Services`."""

    def __init__(self, place: Workplace, store: Path, words: Words) -> None:
        self.door = DeskDoor(place, store, words)
        self.speech = DeskSpeech(words)

    def keep_score(self, opened: OpenAssessment) -> LiveScore:
        """Start scoring an opened assessment."""
        return LiveScore(opened)
