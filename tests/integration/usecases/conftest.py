"""Offices at four stages of the main job, made once; every test gets a copy of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.offices import (
    DATONG_MALL,
    Office,
    approved,
    certified,
    delivered,
    finished,
    found_office,
)


@pytest.fixture(scope="session")
def _founded(tmp_path_factory: pytest.TempPathFactory) -> Office:
    cache = tmp_path_factory.mktemp("cache")
    return found_office(tmp_path_factory.mktemp("founded"), cache=cache)


@pytest.fixture(scope="session")
def _finished(_founded: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = _founded.copied(tmp_path_factory.mktemp("finished"))
    with office.inspector() as session:
        office.made["taiyuan"] = finished(session)
        office.made["datong"] = finished(session, DATONG_MALL, photos=1)
    return office


@pytest.fixture(scope="session")
def _delivered(_finished: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = _finished.copied(tmp_path_factory.mktemp("delivered"))
    office.made["batch"] = delivered(office).name
    return office


@pytest.fixture(scope="session")
def _certified(_delivered: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = _delivered.copied(tmp_path_factory.mktemp("certified"))
    approved(office, office.made["taiyuan"])
    office.made["serial"] = certified(office, office.made["taiyuan"])
    return office


@pytest.fixture
def office(_founded: Office, tmp_path: Path) -> Office:
    """People with certified keys, and nothing assessed yet."""
    return _founded.copied(tmp_path / "office")


@pytest.fixture
def finished_office(_finished: Office, tmp_path: Path) -> Office:
    """Two malls finished and not yet sealed: one passes, one fails a floor."""
    return _finished.copied(tmp_path / "finished")


@pytest.fixture
def delivered_office(_delivered: Office, tmp_path: Path) -> Office:
    """Both malls imported by the supervisors; the receipt lies beside the batch in `stick/`."""
    return _delivered.copied(tmp_path / "delivered")


@pytest.fixture
def certified_office(_certified: Office, tmp_path: Path) -> Office:
    """The first mall approved and certified."""
    return _certified.copied(tmp_path / "certified")
