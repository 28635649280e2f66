"""The desk over offices made by the use cases, without a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.helpers.offices import INSPECTORS, PASSWORD, Office, delivered, finished, found_office
from workbench.domain.people import Person
from workbench.ui.desk.services import DeskServices, DeskWorkspace


@pytest.fixture(scope="session")
def _founded(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return found_office(tmp_path_factory.mktemp("desk-office"), cache=tmp_path_factory.mktemp("desk-cache"))


@pytest.fixture(scope="session")
def _finished(_founded: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = _founded.copied(tmp_path_factory.mktemp("desk-finished"))
    with office.inspector() as session:
        office.made["taiyuan"] = finished(session)
    return office


@pytest.fixture
def office(_founded: Office, tmp_path: Path) -> Office:
    return _founded.copied(tmp_path / "office")


@pytest.fixture
def finished_office(_finished: Office, tmp_path: Path) -> Office:
    return _finished.copied(tmp_path / "finished")


@pytest.fixture
def delivered_office(_finished: Office, tmp_path: Path) -> Office:
    made = _finished.copied(tmp_path / "delivered")
    delivered(made)
    return made


@pytest.fixture
def services() -> Callable[..., DeskServices]:
    def make(office: Office, store: str = INSPECTORS) -> DeskServices:
        return DeskServices(office.place, office.store(store), office.place.words())

    return make


@pytest.fixture
def sit(services: Callable[..., DeskServices]) -> Iterator[Callable[..., DeskWorkspace]]:
    """Open somebody's workspace."""
    opened: list[DeskWorkspace] = []

    def opener(office: Office, person: Person, store: str = INSPECTORS) -> DeskWorkspace:
        opened.append(services(office, store).door.unlock(person.person_id, PASSWORD))
        return opened[-1]

    yield opener
    for workspace in opened:
        workspace.close()
