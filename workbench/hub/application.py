"""The hub's HTTP face: five doors, clean JSON for every error, nothing of a fault's inside in an answer."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import os
import re
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from workbench.domain.ports import Clock
from workbench.domain.refusals import Refusal
from workbench.hub.blobs import BlobFolder
from workbench.hub.deliveries import Dispatch
from workbench.hub.gate import Admitted, Gate
from workbench.hub.intake import Identity, Intake
from workbench.hub.records import Arrival
from workbench.hub.refusals import BodyTooLarge, DigestDiffers, HubRefusal, NotHeld, TooSlow
from workbench.hub.trust import TrustDesk
from workbench.protocol.batch import MAX_BATCH_BYTES
from workbench.protocol.times import moment_to_text
from workbench.signing.http_signatures import EMPTY_DIGEST, RequestNotSigned

BATCH_TYPE: Final = "application/vnd.green-assessment.batch"
RECORD_TYPE: Final = "application/json"
CURSOR_HEADER: Final = "Workbench-Cursor"
MORE_HEADER: Final = "Workbench-More"

_CHUNK: Final = 256 * 1024
_DRAIN_BYTES: Final = 4 * 1024 * 1024
_SHA256: Final = re.compile("[0-9a-f]{64}")
_LOG = logging.getLogger("workbench.hub")

Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the hub lets one request take: bytes of a body, seconds without a byte of it, seconds for its head."""

    body_bytes: int = MAX_BATCH_BYTES
    idle_seconds: float = 60
    head_seconds: float = 20


DEFAULT_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Hub:
    """Everything behind the doors."""

    incoming: Path
    clock: Clock
    identity: Identity
    desk: TrustDesk
    gate: Gate
    intake: Intake
    dispatch: Dispatch
    blobs: BlobFolder
    limits: Limits = DEFAULT_LIMITS


def build_application(hub: Hub) -> Starlette:
    """Put the doors together."""
    doors = _Doors(hub)
    return Starlette(
        routes=[
            Route("/health", _guarded(doors.health), methods=["GET"]),
            Route("/trust", _guarded(doors.trust), methods=["GET"]),
            Route("/batches", _guarded(doors.batches), methods=["POST"]),
            Route("/changes", _guarded(doors.changes), methods=["GET"]),
            Route("/blobs/{sha256}", _guarded(doors.blob), methods=["GET"]),
        ],
        exception_handlers={404: _no_such_door, 405: _no_such_door},
    )


class _Doors:
    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    async def health(self, _request: Request) -> Response:
        number = (await run_in_threadpool(self._hub.desk.current)).number
        now = moment_to_text(self._hub.clock.now())
        return JSONResponse({"status": "ok", "hub_time": now, "trust_list": number})

    async def trust(self, request: Request) -> Response:
        await self._admit_bodiless(request)
        return Response(await run_in_threadpool(self._hub.desk.envelope), media_type=RECORD_TYPE)

    async def batches(self, request: Request) -> Response:
        admitted = await self._admit(request)
        if int(request.headers.get("content-length", 0)) > self._hub.limits.body_bytes:
            raise BodyTooLarge(limit=self._hub.limits.body_bytes)
        handle, name = tempfile.mkstemp(suffix=".part", dir=self._hub.incoming)
        file = Path(name)
        try:
            with os.fdopen(handle, "wb") as target:
                await self._receive(request, target, admitted.body_sha256)
            receipt = await run_in_threadpool(self._take, file, admitted)
        finally:
            await run_in_threadpool(file.unlink, missing_ok=True)
        return Response(receipt, media_type=RECORD_TYPE)

    async def changes(self, request: Request) -> Response:
        admitted = await self._admit_bodiless(request)
        cursor = request.query_params.get("cursor", "")[:500]
        number = self._hub.desk.current().number
        delivery = await run_in_threadpool(
            self._hub.dispatch.changes, admitted.caller, cursor, self._hub.identity.signer, number
        )
        headers = {CURSOR_HEADER: delivery.cursor, MORE_HEADER: "1" if delivery.has_more else "0"}
        if delivery.file is None:
            return Response(status_code=204, headers=headers)
        headers["Content-Length"] = str(delivery.size)
        return StreamingResponse(_chunks(delivery.file), media_type=BATCH_TYPE, headers=headers)

    async def blob(self, request: Request) -> Response:
        admitted = await self._admit_bodiless(request)
        sha256 = request.path_params["sha256"]
        if not _SHA256.fullmatch(sha256):
            raise NotHeld
        may_see = await run_in_threadpool(self._hub.dispatch.may_see_blob, admitted.caller, sha256)
        if not may_see or not self._hub.blobs.has(sha256):
            raise NotHeld
        return FileResponse(self._hub.blobs.path_of(sha256), media_type="application/octet-stream")

    async def _admit(self, request: Request) -> Admitted:
        scope = request.scope
        host = request.headers.get("host", "")
        query = scope["query_string"].decode("latin-1")
        url = f"http://{host}{scope['raw_path'].decode('latin-1')}{f'?{query}' if query else ''}"
        return await run_in_threadpool(self._hub.gate.admit, request.method, url, request.headers)

    async def _admit_bodiless(self, request: Request) -> Admitted:
        admitted = await self._admit(request)
        if admitted.body_sha256 != EMPTY_DIGEST:
            raise DigestDiffers
        return admitted

    async def _receive(self, request: Request, target: IO[bytes], expected: bytes) -> None:
        """Write the body to a file, within the limits, and make sure that it is the one signed."""
        digest = hashlib.sha256()
        size = 0
        async for chunk in _timely(request, self._hub.limits.idle_seconds):
            size += len(chunk)
            if size > self._hub.limits.body_bytes:
                raise BodyTooLarge(limit=self._hub.limits.body_bytes)
            digest.update(chunk)
            target.write(chunk)
        if digest.digest() != expected:
            raise DigestDiffers

    def _take(self, file: Path, admitted: Admitted) -> bytes:
        caller = admitted.caller
        arrival = Arrival(caller.key_id, caller.member.person_id, moment_to_text(self._hub.clock.now()))
        return self._hub.intake.take(file, arrival, self._hub.identity, self._hub.clock)


async def _timely(request: Request, seconds: float) -> AsyncIterator[bytes]:
    stream = request.stream()
    while True:
        try:
            async with asyncio.timeout(seconds):
                chunk = await anext(stream)
        except StopAsyncIteration:
            return
        except TimeoutError:
            raise TooSlow from None
        yield chunk


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _guarded(door: Handler) -> Handler:
    """Turn every refusal and every fault of a door into JSON."""

    async def guarded(request: Request) -> Response:
        try:
            return await door(request)
        except ClientDisconnect:
            return Response(status_code=499)
        except Refusal as refusal:
            await _drain(request)
            return _told(refusal)
        except OSError:
            _LOG.exception("the disk failed")
            return JSONResponse({"error": "disk_failed"}, status_code=507)
        except Exception:  # noqa: BLE001 -- told to the operator's log, never to the caller
            _LOG.exception("a request failed")
            return JSONResponse({"error": "internal"}, status_code=500)

    return guarded


async def _drain(request: Request) -> None:
    """Read what little is still coming, so that the caller reads the refusal instead of a broken connection."""
    size = 0
    with contextlib.suppress(Exception):
        async for chunk in _timely(request, 2):
            size += len(chunk)
            if size > _DRAIN_BYTES:
                return


def _told(refusal: Refusal) -> Response:
    status = refusal.status if isinstance(refusal, HubRefusal) else 400
    if isinstance(refusal, RequestNotSigned):
        status = 401
    facts = {name: fact if isinstance(fact, int | str) else str(fact) for name, fact in refusal.facts.items()}
    headers = {"Retry-After": str(refusal.facts["wait_seconds"])} if status == 429 else None
    return JSONResponse({"error": refusal.code, **facts}, status_code=status, headers=headers)


async def _no_such_door(_request: Request, fault: Exception) -> Response:
    status = int(getattr(fault, "status_code", 404))
    return JSONResponse({"error": "no_such_door"}, status_code=status)
