"""Two offices with everything real: a CA, an inspectors' store and a supervisors' store, made by the use cases."""

from __future__ import annotations

import io
import random
import shutil
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import Image

from tests.conftest import BEIJING, ROOT, FrozenClock
from workbench.catalogue.samples import Sample, load_samples
from workbench.domain.people import Person, Role
from workbench.domain.resources import DataFolders
from workbench.signing.authority import make_request
from workbench.signing.grants import ALL_ACTIONS, Grant
from workbench.signing.key_envelope import KdfCost
from workbench.store import assessments, batches
from workbench.usecases import keyring
from workbench.usecases.assessing import Start, load_answers, start_assessment
from workbench.usecases.attaching import NewEvidence, attach_evidence
from workbench.usecases.certifying import Issue, issue_certificate
from workbench.usecases.finishing import finish_assessment
from workbench.usecases.importing import import_batch
from workbench.usecases.opening import add_person, create_store, make_code_key, open_store
from workbench.usecases.registering import NewUnit, add_unit
from workbench.usecases.reviewing import WantedDecision, decide
from workbench.usecases.sealing import seal_batches
from workbench.usecases.session import Session
from workbench.usecases.workplace import Workplace

DATA = DataFolders(forms=ROOT / "forms", resources=ROOT / "resources")
TINY = KdfCost(8, 1, 1)
PASSWORD = "a sample password"

INSPECTOR = Person("sx-0001", "评审员甲")
COLLEAGUE = Person("sx-0002", "评审员乙")
SUPERVISOR = Person("sx-0901", "复核负责人甲")
LOCAL_SUPERVISOR = Person("sx-0902", "复核负责人乙")
ISSUER = Person("sx-0951", "发证人甲")
INSPECTORS, SUPERVISORS = "inspector", "supervisor"
PROVINCE, DATONG = "140000", "140200"
ISSUER_CODE, ISSUER_NAME = "SX01", "山西省样例发证机关"
TAIYUAN, DATONG_MALL, LINFEN = load_samples(DATA)


def a_clock() -> FrozenClock:
    """Give a clock that stands at 2026-11-23T10:42:07+08:00."""
    return FrozenClock(datetime(2026, 11, 23, 10, 42, 7, tzinfo=BEIJING))


def a_place(
    clock: FrozenClock | None = None, *, cache: Path | None = None, seed: int = 7, data: DataFolders = DATA
) -> Workplace:
    """Give surroundings whose clock stands still and whose randomness repeats; guesses of passwords are cheap."""
    return Workplace(data, clock or a_clock(), random.Random(seed).randbytes, cache=cache, cost=TINY)


@dataclass
class Office:
    """A folder with `ca/`, `inspector.db` and `supervisor.db`."""

    folder: Path
    clock: FrozenClock
    place: Workplace
    made: dict[str, str] = field(default_factory=dict)
    recovery: dict[str, str] = field(default_factory=dict)

    def store(self, name: str) -> Path:
        return self.folder / f"{name}.db"

    def open(self, name: str, person: Person) -> Session:
        return open_store(self.place, self.store(name), person.person_id, PASSWORD)

    def inspector(self) -> Session:
        return self.open(INSPECTORS, INSPECTOR)

    def supervisor(self, person: Person = SUPERVISOR) -> Session:
        return self.open(SUPERVISORS, person)

    def issuer(self) -> Session:
        return self.open(SUPERVISORS, ISSUER)

    def authority(self) -> keyring.CertificateAuthority:
        return keyring.open_authority(self.folder / "ca", PASSWORD)

    @property
    def trust_list(self) -> bytes:
        return (self.folder / "ca" / keyring.TRUST_LIST).read_bytes()

    def hand_out(self) -> None:
        """Install the newest trust list in both stores."""
        for name, person in ((INSPECTORS, INSPECTOR), (SUPERVISORS, SUPERVISOR)):
            with self.open(name, person) as session:
                keyring.install_trust_list(session, self.trust_list)

    def copied(self, folder: Path) -> Office:
        """Give the same office in another folder, to be changed freely; its clock starts anew."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        clock = a_clock()
        place = Workplace(DATA, clock, random.Random(str(folder.name)).randbytes, cache=self.place.cache, cost=TINY)
        vars(place).update({"library": self.place.library, "regions": self.place.regions})
        return Office(folder, clock, place, dict(self.made), dict(self.recovery))


def found_office(
    folder: Path,
    *,
    cache: Path | None = None,
    project: str = "Sample-Project",
    seed: int = 7,
    data: DataFolders = DATA,
) -> Office:
    """Make CA, stores and people, certify everybody, and install the trust list."""
    clock = a_clock()
    place = a_place(clock, cache=cache, seed=seed, data=data)
    office = Office(folder, clock, place)
    ca = keyring.init_authority(place, folder / "ca", project, PASSWORD)
    people = {
        INSPECTORS: ((INSPECTOR, Role.INSPECTOR, PROVINCE), (COLLEAGUE, Role.INSPECTOR, PROVINCE)),
        SUPERVISORS: (
            (SUPERVISOR, Role.SUPERVISOR, PROVINCE),
            (LOCAL_SUPERVISOR, Role.SUPERVISOR, DATONG),
            (ISSUER, Role.ISSUER, PROVINCE),
        ),
    }
    for name, members in people.items():
        made = create_store(place, office.store(name), members[0][0], PASSWORD)
        office.recovery[name] = made.recovery_code
        with made.session as session:
            for person, _, _ in members[1:]:
                add_person(session, person, PASSWORD)
        for person, role, region in members:
            with office.open(name, person) as session:
                request = keyring.request_certificate(session)
            ca = keyring.sign_request(place, ca, request, a_grant(person, role, region), person.name)
    with office.issuer() as session:
        key = make_code_key(session, PASSWORD)
    keyring.add_code_key(place, ca, make_request(key, ISSUER.person_id), ISSUER_CODE)
    office.hand_out()
    return office


def a_grant(person: Person, role: Role, region: str = PROVINCE, *, days: int = 450) -> Grant:
    """Grant a role for all actions."""
    return Grant(person.person_id, role, region, (ALL_ACTIONS,), days)


def a_photo(shade: int = 90) -> bytes:
    """Give a small real JPEG."""
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), (shade % 256, 120, 80)).save(buffer, "JPEG")
    return buffer.getvalue()


def new_unit(session: Session, sample: Sample = TAIYUAN, **changes: Any) -> str:
    """Register a sample's unit and give its id."""
    fields = ("name", "action", "credit_code", "region", "address", "attributes")
    return add_unit(session, NewUnit(**{**{key: sample.unit[key] for key in fields}, **changes})).unit_id


def started(session: Session, sample: Sample = TAIYUAN, **changes: Any) -> str:
    """Register a sample's unit and start its assessment, led by whoever has the session."""
    unit_id = new_unit(session, sample, **changes)
    wanted = Start(
        unit_id=unit_id,
        form=sample.form,
        edition=sample.edition,
        visit_date=sample.visit.isoformat(),
        team=(session.person,),
        subject=sample.answers["subject"],
    )
    return start_assessment(session, wanted)


def answers_of(sample: Sample = TAIYUAN) -> dict[str, Any]:
    """Give everything the inspector recorded, as `assessment answers` takes it."""
    extras = {"parameter_sources": sample.parameter_sources, "readings": sample.readings}
    return {**sample.answers, **extras}


def filled(session: Session, sample: Sample = TAIYUAN, *, photos: int = 2, **changes: Any) -> str:
    """Fill a sample's assessment, with a few photos."""
    assessment_id = started(session, sample, **changes)
    load_answers(session, assessment_id, answers_of(sample))
    for number, one in enumerate(sample.evidence[:photos]):
        attach_evidence(session, assessment_id, NewEvidence(one.item, one.name, a_photo(number), one.caption))
    return assessment_id


def finished(session: Session, sample: Sample = TAIYUAN, **changes: Any) -> str:
    """Fill and finish a sample's assessment."""
    assessment_id = filled(session, sample, **changes)
    finish_assessment(session, assessment_id)
    return assessment_id


def delivered(office: Office) -> Path:
    """Seal what waits at the inspectors' and import it at the supervisors'; gives the batch."""
    with office.inspector() as session:
        sealed = seal_batches(session, office.folder / "stick")
    with office.supervisor() as session:
        import_batch(session, sealed[0].path)
    return sealed[0].path


def approved(office: Office, assessment_id: str) -> None:
    """Let the supervisor approve."""
    with office.supervisor() as session:
        decide(session, WantedDecision(assessment_id, "approved"))


def certified(office: Office, assessment_id: str) -> str:
    """Let the issuer issue a certificate; gives its number."""
    with office.issuer() as session:
        return issue_certificate(session, Issue(assessment_id, ISSUER_NAME)).serial


def state_of(session: Session, assessment_id: str) -> str:
    """Say where an assessment stands in a store."""
    with session.store.read() as connection:
        return assessments.get(connection, assessment_id).state.value


def deliveries(session: Session) -> list[str]:
    """Say where the batches of a store stand, the oldest first."""
    with session.store.read() as connection:
        return [one.delivery.value for one in reversed(batches.listing(connection))]
