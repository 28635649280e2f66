"""The online act of the demo: a hub of its own, one batch by network, then the very same batch once more by stick."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from workbench.domain.people import Role
from workbench.domain.refusals import Refusal
from workbench.signing.grants import ALL_ACTIONS, Grant
from workbench.store import batches
from workbench.store.durable_files import write_durably
from workbench.usecases import keyring
from workbench.usecases.demo import stage as staging
from workbench.usecases.demo.play import Made
from workbench.usecases.demo.stage import Stage
from workbench.usecases.hub_setup import init_hub, open_hub_key
from workbench.usecases.importing import import_batch
from workbench.usecases.sealing import write_out
from workbench.usecases.syncing import sync_with_hub

ServeHub = Callable[..., None]
"""Runs a hub until its `stop` event is set; given by the composition root, which alone may start one."""

_PATIENCE_SECONDS = 60


class HubDidNotStart(Refusal):
    """The demo's hub did not answer in time; facts: `seconds`."""

    code = "hub_did_not_start"


def online(stage: Stage, made: Made, serve: ServeHub) -> None:
    """Set a hub up, synchronise both stores with it, and show that the stick then brings nothing new."""
    folder = stage.folder / "hub"
    _certify_hub(stage, folder)
    key = open_hub_key(folder, stage.password(staging.HUB.person_id))
    ready, stop = threading.Event(), threading.Event()
    told: list[str] = []

    def on_ready(url: str) -> None:
        told.append(url)
        ready.set()

    thread = threading.Thread(
        target=serve,
        kwargs={
            "data": folder,
            "key": key,
            "host": "127.0.0.1",
            "port": 0,
            "clock": stage.place.clock,
            "new_uuid": stage.place.uuid,
            "on_ready": on_ready,
            "stop": stop,
        },
        daemon=True,
    )
    thread.start()
    try:
        if not ready.wait(_PATIENCE_SECONDS):
            raise HubDidNotStart(seconds=_PATIENCE_SECONDS)
        _exchange(stage, made, told[0])
    finally:
        stop.set()
        thread.join(_PATIENCE_SECONDS)


def _certify_hub(stage: Stage, folder: Path) -> None:
    request = init_hub(stage.place, folder, staging.HUB, stage.password(staging.HUB.person_id)).request
    ca = keyring.open_authority(stage.folder / "ca", stage.password("ca"))
    grant = Grant(staging.HUB.person_id, Role.HUB, staging.PROVINCE, (ALL_ACTIONS,), 450)
    keyring.sign_request(stage.place, ca, request.read_text("ascii"), grant, staging.HUB.name)
    staging.spread_trust(stage)
    write_durably(folder / keyring.TRUST_LIST, (stage.folder / keyring.TRUST_LIST).read_bytes())


def _exchange(stage: Stage, made: Made, url: str) -> None:
    with stage.open("inspector", staging.INSPECTOR) as session:
        sent = sync_with_hub(session, url)
        with session.store.read() as connection:
            newest = batches.listing(connection)[0]
        stick = write_out(session, newest.batch_id, stage.folder)
    made.files.append(stick)
    with stage.open("supervisor", staging.SUPERVISOR) as session:
        pulled = sync_with_hub(session, url)
        by_stick = import_batch(session, stick)
    if by_stick.receipt is not None:
        made.files.append(by_stick.receipt)
    facts = {"url": url, "sent": sent.sent, "acknowledged": sent.acknowledged, "received": pulled.received}
    stage.tell("demo.hub", facts)
    stage.tell("demo.hub_stick", {"file": stick.name, "taken": by_stick.taken})
