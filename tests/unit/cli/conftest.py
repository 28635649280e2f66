"""A certified office, and command lines in front of its stores."""

from __future__ import annotations

import pytest

from tests.helpers.command_lines import Desk, cheap_places
from tests.helpers.offices import (
    DATONG_MALL,
    INSPECTOR,
    INSPECTORS,
    SUPERVISOR,
    SUPERVISORS,
    Office,
    a_place,
    approved,
    certified,
    delivered,
    finished,
    found_office,
)


@pytest.fixture(scope="session")
def _library(tmp_path_factory):
    place = a_place(cache=tmp_path_factory.mktemp("cache"))
    assert place.library.codes
    assert place.regions.cities
    return place


@pytest.fixture(autouse=True)
def _cheap(monkeypatch, _library):
    cheap_places(monkeypatch, _library)


@pytest.fixture(scope="session")
def _made(tmp_path_factory, _library) -> Office:
    office = found_office(tmp_path_factory.mktemp("office"), cache=_library.cache)
    with office.inspector() as session:
        office.made["taiyuan"] = finished(session)
        office.made["datong"] = finished(session, DATONG_MALL, photos=0)
    office.made["batch"] = str(delivered(office))
    approved(office, office.made["taiyuan"])
    office.made["serial"] = certified(office, office.made["taiyuan"])
    return office


@pytest.fixture
def office(_made, tmp_path) -> Office:
    return _made.copied(tmp_path / "office")


@pytest.fixture
def inspector(office) -> Desk:
    return Desk(office.store(INSPECTORS), INSPECTOR.person_id, clock=office.clock)


@pytest.fixture
def supervisor(office) -> Desk:
    return Desk(office.store(SUPERVISORS), SUPERVISOR.person_id, clock=office.clock)


@pytest.fixture
def desk() -> Desk:
    return Desk()
