"""Windows over real stores: keys, certificates and stores made by the use cases, work done in the background."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.helpers.offices import INSPECTORS, PASSWORD, Office, delivered, finished, found_office
from tests.helpers.visitor import Visitor
from workbench.domain.people import Person
from workbench.ui.settings import Settings


@pytest.fixture(scope="session")
def _founded(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return found_office(tmp_path_factory.mktemp("window-office"), cache=tmp_path_factory.mktemp("window-cache"))


@pytest.fixture(scope="session")
def _finished(_founded: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = _founded.copied(tmp_path_factory.mktemp("window-finished"))
    with office.inspector() as session:
        office.made["taiyuan"] = finished(session)
    return office


@pytest.fixture
def office(_founded: Office, tmp_path: Path) -> Office:
    """People with certified keys, and nothing assessed yet."""
    return _founded.copied(tmp_path / "office")


@pytest.fixture
def finished_office(_finished: Office, tmp_path: Path) -> Office:
    """One mall finished and not yet sealed."""
    return _finished.copied(tmp_path / "finished")


@pytest.fixture
def delivered_office(_finished: Office, tmp_path: Path) -> Office:
    """One mall imported by the supervisors; the receipt lies beside the batch in `stick/`."""
    made = _finished.copied(tmp_path / "delivered")
    delivered(made)
    return made


@pytest.fixture
def visit(dressed: Settings) -> Iterator[Callable[..., Visitor]]:
    """Open a window as somebody; without a person the door is left closed."""
    opened: list[Visitor] = []

    def opener(office: Office, person: Person | None, store: str = INSPECTORS) -> Visitor:
        settings = Settings(None)
        settings.last_person = person.person_id if person else ""
        visitor = Visitor(office.place, office.store(store), settings)
        opened.append(visitor)
        if person is not None:
            visitor.unlock(PASSWORD)
        return visitor

    yield opener
    for visitor in opened:
        if not visitor.is_gone:
            visitor.leave()
