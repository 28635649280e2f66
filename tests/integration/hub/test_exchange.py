"""Work goes from an inspector through a hub to a supervisor, and the decision comes back."""

from __future__ import annotations

import hashlib

from tests.helpers.hub_worlds import PHOTO, deliveries, finished_mall, state_of
from workbench.usecases.reviewing import WantedDecision, decide
from workbench.usecases.syncing import sync_with_hub


def test_work_reaches_the_supervisor_and_the_decision_comes_back(office):
    assessment = finished_mall(office.inspector)
    with office.world.hub() as url:
        sent = sync_with_hub(office.inspector, url)
        assert (sent.sealed, sent.sent, sent.acknowledged, sent.parked_there) == (1, 1, 1, 0)
        assert deliveries(office.inspector) == ["acknowledged"]
        assert state_of(office.inspector, assessment) == "received"

        pulled = sync_with_hub(office.supervisor, url)
        assert (pulled.sent, pulled.parked) == (0, 0)
        assert pulled.received == 3  # unit, form edition, revision
        assert office.supervisor.store.blobs.get(hashlib.sha256(PHOTO).hexdigest()) == PHOTO
        assert state_of(office.supervisor, assessment) == "received"

        decide(office.supervisor, WantedDecision(assessment, "approved"))
        back = sync_with_hub(office.supervisor)
        assert (back.sent, back.acknowledged, back.received) == (1, 1, 0)
        home = sync_with_hub(office.inspector)
        assert (home.received, home.parked) == (1, 0)
    assert state_of(office.inspector, assessment) == "approved"
