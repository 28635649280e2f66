"""Runs the whole hub in one process: a folder with its SQLite file, its blobs and its key, served by uvicorn."""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import uvicorn

from workbench.domain.people import Role
from workbench.domain.ports import Clock, RecordSigner
from workbench.hub.application import DEFAULT_LIMITS, Hub, Limits, build_application
from workbench.hub.blobs import BlobFolder, make_folder
from workbench.hub.database import Database
from workbench.hub.deliveries import Dispatch, introduce_device
from workbench.hub.gate import REQUESTS_PER_MINUTE, Gate
from workbench.hub.intake import Identity, Intake, TrustJudge
from workbench.hub.patience import PatientProtocol, protocol_with
from workbench.hub.refusals import AddressTaken, HubInUse, HubNotListed, HubNotReady
from workbench.hub.trust import TrustDesk, TrustReader
from workbench.signing.trust import TrustStore, Untrusted

DATABASE, BLOBS, INCOMING, WAITING = "hub.db", "blobs", "incoming", "waiting"
TRUST_LIST: Final = "trust.json"
LOCK: Final = "hub.lock"

_OPEN_CONNECTIONS: Final = 200


@dataclass(frozen=True, slots=True)
class Settings:
    """What a hub is run with.

    Attributes:
        data: Folder of the hub; `trust.json` lies in it.
        key: The hub's signing key; the trust list names it with the role `hub`.
        clock: The hub's clock.
        new_uuid: Makes a random UUID as text.
        read_trust: Reads a trust list's envelope and makes sure its root signed it.
        judge: Tells the import planner whom a trust list trusts.
        limits: Size and patience of one request.
        requests_per_minute: How often one key may ask.
    """

    data: Path
    key: RecordSigner
    clock: Clock
    new_uuid: Callable[[], str]
    read_trust: TrustReader
    judge: TrustJudge
    limits: Limits = DEFAULT_LIMITS
    requests_per_minute: int = REQUESTS_PER_MINUTE


def serve(
    settings: Settings,
    host: str,
    port: int,
    on_ready: Callable[[str], None] | None = None,
    stop: threading.Event | None = None,
) -> None:
    """Serve until interrupted or told to stop.

    Args:
        settings: What the hub is run with.
        host: Address to listen on.
        port: Port to listen on; 0 takes a free one.
        on_ready: Called with the hub's URL once requests are answered.
        stop: Ends the hub when set; without it, Ctrl+C or a termination signal does.

    Raises:
        HubNotReady: folder, trust list or key are not in order, or another hub runs on the folder.
        AddressTaken: nothing can listen there.
    """
    with _FolderLock(settings.data):
        database = Database(settings.data / DATABASE)
        try:
            application = build_application(open_hub(settings, database))
            with _listen(host, port) as listener:
                _run(application, listener, on_ready, stop, protocol_with(settings.limits.head_seconds))
        finally:
            database.close()


def open_hub(settings: Settings, database: Database) -> Hub:
    """Put the hub's parts together on an open database.

    Raises:
        HubNotReady: trust list or key are not in order.
    """
    data = settings.data
    incoming, waiting = data / INCOMING, data / WAITING
    for folder in (incoming, waiting):
        make_folder(folder)
    for left_over in incoming.iterdir():  # uploads that a stop cut off; their senders offer them again
        left_over.unlink()
    introduce_device(database, settings.new_uuid())
    desk = TrustDesk(data / TRUST_LIST, database, settings.read_trust, settings.clock)
    blobs = BlobFolder(data / BLOBS)
    return Hub(
        incoming=incoming,
        clock=settings.clock,
        identity=_identity(settings, desk.current()),
        desk=desk,
        gate=Gate(desk, settings.clock, requests_per_minute=settings.requests_per_minute),
        intake=Intake(waiting, database, blobs, desk, settings.judge),
        dispatch=Dispatch(incoming, database, blobs, settings.clock),
        blobs=blobs,
        limits=settings.limits,
    )


def _identity(settings: Settings, trust: TrustStore) -> Identity:
    standing = trust.status(settings.key.key_id, settings.clock.now())
    if isinstance(standing, Untrusted):
        raise HubNotListed(reason="not_listed", folder=settings.data, key=settings.key.key_id)
    if standing.member.role is not Role.HUB:
        raise HubNotListed(reason="not_a_hub", folder=settings.data, key=settings.key.key_id)
    return Identity(settings.key, standing.member.person_id, standing.member.name)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Said to be TCP in so many words, or asyncio does not switch Nagle's delay off: 40 ms on every small answer.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except (OSError, OverflowError) as fault:
        listener.close()
        raise AddressTaken(address=f"{host}:{port}", reason=getattr(fault, "strerror", None) or str(fault)) from fault
    return listener


def _run(
    application: Any,
    listener: socket.socket,
    on_ready: Callable[[str], None] | None,
    stop: threading.Event | None,
    protocol: type[PatientProtocol],
) -> None:
    logging.getLogger("workbench.hub").setLevel(logging.INFO)
    config = uvicorn.Config(
        application,
        http=protocol,
        ws="none",
        log_level="warning",
        access_log=False,
        lifespan="off",
        server_header=False,
        limit_concurrency=_OPEN_CONNECTIONS,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=10,
    )
    _Server(config, url=_url_of(listener), on_ready=on_ready, stop=stop).run(sockets=[listener])


def _url_of(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class _Server(uvicorn.Server):
    """Says when it answers, and ends when told to."""

    def __init__(
        self,
        config: uvicorn.Config,
        *,
        url: str,
        on_ready: Callable[[str], None] | None,
        stop: threading.Event | None,
    ) -> None:
        super().__init__(config)
        self._url = url
        self._on_ready = on_ready
        self._stop = stop

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._on_ready is not None and self.started:
            self._on_ready(self._url)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        with super().capture_signals():
            yield
            # An orderly end asked for by Ctrl+C or a service manager is no failure: it is not raised once more.
            self._captured_signals.clear()

    async def on_tick(self, counter: int) -> bool:
        ends: bool = await super().on_tick(counter)
        return ends or (self._stop is not None and self._stop.is_set())


class _FolderLock:
    """One hub per folder; the operating system drops the lock when the program dies, the file stays."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._handle: int | None = None

    def __enter__(self) -> None:
        if not (self._data / TRUST_LIST).is_file() and not (self._data / DATABASE).is_file():
            raise HubNotReady(reason="no_trust_list", folder=self._data)
        handle = os.open(self._data / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except OSError as fault:
            os.close(handle)
            raise HubInUse(folder=self._data) from fault
        self._handle = handle

    def __exit__(self, *_: object) -> None:
        if self._handle is not None:
            os.close(self._handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
