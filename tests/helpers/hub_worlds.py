"""A small province for hub tests: a CA, people with stores, finished malls, and a hub that really listens."""

from __future__ import annotations

import contextlib
import json
import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from workbench.domain.people import Person, Role
from workbench.domain.ports import Clock
from workbench.domain.resources import DataFolders
from workbench.hub.server import Settings, serve
from workbench.signing.grants import ALL_ACTIONS, Grant
from workbench.signing.key_envelope import KdfCost
from workbench.signing.keys import FileKey
from workbench.store import assessments, batches
from workbench.usecases import keyring
from workbench.usecases.assessing import Start, load_answers, start_assessment
from workbench.usecases.attaching import NewEvidence, attach_evidence
from workbench.usecases.finishing import finish_assessment
from workbench.usecases.holdings import trust_for
from workbench.usecases.hub_setup import init_hub, open_hub_key
from workbench.usecases.opening import create_store
from workbench.usecases.registering import NewUnit, add_unit
from workbench.usecases.session import Session
from workbench.usecases.trusting import trust_store_of
from workbench.usecases.workplace import Workplace

PASSWORD = "a sample password"
TINY = KdfCost(8, 1, 1)
DATA = DataFolders(forms=ROOT / "forms", resources=ROOT / "resources")
PHOTO = b"\xff\xd8\xff\xe0 a sample photo of a mall \xff\xd9"
MALL = json.loads((ROOT / "tests/vectors/green-mall.json").read_text("utf-8"))["cases"][0]["answers"]
SOURCES = {key: {"source": "样例标准第1条", "author": "评审员甲"} for key in MALL["parameters"]}


@dataclass
class World:
    """The CA in a folder, the hub's folder, and everybody's open store."""

    folder: Path
    place: Workplace
    clock: Clock
    ca: keyring.CertificateAuthority
    sessions: list[Session] = field(default_factory=list)

    @property
    def hub_folder(self) -> Path:
        return self.folder / "hub"

    @property
    def trust_list(self) -> bytes:
        return (self.ca.folder / keyring.TRUST_LIST).read_bytes()

    def certify(self, request: str, person_id: str, role: Role, *, region: str = "140000", name: str = "") -> None:
        grant = Grant(person_id, role, region, (ALL_ACTIONS,), 400)
        self.ca = keyring.sign_request(self.place, self.ca, request, grant, name or f"样例{person_id}")

    def revoke(self, session: Session) -> None:
        self.ca = keyring.revoke_key(self.place, self.ca, session.require_key().key_id, "遗失")

    def somebody(self, person_id: str, role: Role, *, region: str = "140000", certified: bool = True) -> Session:
        """Make a store for somebody, certified unless told otherwise; `hand_out` brings everybody the trust list."""
        path = self.folder / person_id / "workbench.db"
        session = create_store(self.place, path, Person(person_id, f"样例{person_id}"), PASSWORD).session
        if certified:
            self.certify(keyring.request_certificate(session), person_id, role, region=region)
        self.sessions.append(session)
        return session

    def hand_out(self, *sessions: Session) -> None:
        """Install the newest trust list in these stores (all of them by default) and at the hub."""
        for session in sessions or self.sessions:
            keyring.install_trust_list(session, self.trust_list)
        (self.hub_folder / "trust.json").write_bytes(self.trust_list)

    def hub_key(self) -> FileKey:
        return open_hub_key(self.hub_folder, PASSWORD)

    def settings(self, **changes: Any) -> Settings:
        wanted = {"key": self.hub_key(), "clock": self.clock, "new_uuid": self.place.uuid, **changes}
        return Settings(data=self.hub_folder, read_trust=trust_store_of, judge=trust_for, **wanted)

    @contextlib.contextmanager
    def hub(self, **changes: Any) -> Iterator[str]:
        """Run the hub on a free port of this machine and give its URL."""
        ready, stop, told = threading.Event(), threading.Event(), []

        def on_ready(url: str) -> None:
            told.append(url)
            ready.set()

        def run() -> None:
            try:
                serve(self.settings(**changes), "127.0.0.1", 0, on_ready, stop)
            finally:
                ready.set()

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        assert ready.wait(20), "the hub did not start"
        assert told, "the hub ended before it was ready"
        try:
            yield told[0]
        finally:
            stop.set()
            thread.join(20)
            assert not thread.is_alive()

    def close(self) -> None:
        for session in self.sessions:
            session.close()


def build_world(folder: Path, clock: Clock) -> World:
    """Make a CA and a certified hub."""
    place = Workplace(DATA, clock, random.Random(7).randbytes, cost=TINY)
    ca = keyring.init_authority(place, folder / "ca", "Sample Project", PASSWORD)
    world = World(folder, place, clock, ca)
    made = init_hub(place, world.hub_folder, Person("HUB-01", "样例汇集中心"), PASSWORD)
    world.certify(made.request.read_text("ascii"), "HUB-01", Role.HUB, name="样例汇集中心")
    return world


def finished_mall(session: Session, *, name: str = "太原市样例购物中心", photo: bytes = PHOTO) -> str:
    """Register a mall, fill the full-marks case, attach a photo, finish; gives the assessment's id."""
    unit = add_unit(session, NewUnit(name=name, action="green-mall", region="140105"))
    team = (session.person,)
    subject = MALL["subject"]
    wanted = Start(unit.unit_id, "green-mall", session.place.now().date().isoformat(), team, subject=subject)
    assessment_id = start_assessment(session, wanted)
    load_answers(session, assessment_id, {**MALL, "parameter_sources": SOURCES})
    attach_evidence(session, assessment_id, NewEvidence("A101", "节能灯具.jpg", photo))
    finish_assessment(session, assessment_id)
    return assessment_id


def state_of(session: Session, assessment_id: str) -> str:
    """Say where an assessment stands in a store."""
    with session.store.read() as connection:
        return assessments.get(connection, assessment_id).state.value


def deliveries(session: Session) -> list[str]:
    """Say where the batches of a store stand, the oldest first."""
    with session.store.read() as connection:
        return [one.delivery.value for one in reversed(batches.listing(connection))]
