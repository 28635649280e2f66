"""Fixtures of the hub's tests: a province, its inspector and its supervisor."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.helpers.hub_worlds import World, build_world
from workbench.domain.people import Role
from workbench.usecases.session import Session


@pytest.fixture
def world(tmp_path, clock):
    made = build_world(tmp_path, clock)
    yield made
    made.close()


@dataclass
class Office:
    world: World
    inspector: Session
    supervisor: Session


@pytest.fixture
def office(world):
    inspector = world.somebody("insp-001", Role.INSPECTOR, region="140100")
    supervisor = world.somebody("sup-001", Role.SUPERVISOR)
    world.hand_out()
    return Office(world, inspector, supervisor)
