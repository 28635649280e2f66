"""Speaks with a hub over HTTP: every request signed, every answer doubted."""

from __future__ import annotations

import contextlib
import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from workbench.domain.ports import Clock, RecordSigner
from workbench.signing.http_signatures import EMPTY_DIGEST, Message, sign_request
from workbench.sync.refusals import ClockFarOff, HubAnswerUnusable, HubUnreachable, NotAHubAddress, refused

if TYPE_CHECKING:
    import httpx

BATCH_TYPE: Final = "application/vnd.green-assessment.batch"
RECORD_TYPE: Final = "application/json"
CURSOR_HEADER: Final = "Workbench-Cursor"
MORE_HEADER: Final = "Workbench-More"

_ATTEMPTS: Final = 3
_LARGEST_ANSWER: Final = 16 * 1024 * 1024
_CHUNK: Final = 256 * 1024
_TELLING: Final = 2_000


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait for a connection and for the next bytes."""

    connect: float = 10
    idle: float = 60


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the hub had new: a batch file (None where nothing was new) and the cursor to ask with next."""

    batch: Path | None
    cursor: str
    has_more: bool


@dataclass(frozen=True, slots=True)
class _Order:
    """One request before it is signed."""

    method: str
    path: str
    file: Path | None = None
    sha256: bytes = EMPTY_DIGEST


class HubClient:
    """One hub as one key sees it.

    A clock that is off by more than the hub allows is bridged once: the difference the hub tells is used for signing
    requests (never for records) and stays in `clock_offset`, to be told to the user.
    """

    def __init__(
        self,
        base_url: str,
        signer: RecordSigner,
        clock: Clock,
        *,
        timeouts: Timeouts | None = None,
        pause: Callable[[float], None] | None = None,
    ) -> None:
        """Prepare a client; nothing is sent yet.

        Args:
            base_url: The hub's address, for example `https://hub.example`.
            signer: The key that signs requests.
            clock: This machine's clock.
            timeouts: How long to wait.
            pause: Waits so many seconds between attempts; `time.sleep` unless a test replaces it.

        Raises:
            NotAHubAddress: it is no http or https URL.
        """
        import httpx

        self._url = base_url.rstrip("/")
        self._signer = signer
        self._clock = clock
        self._pause = pause or _sleep
        self.clock_offset = timedelta(0)
        waits = timeouts or Timeouts()
        try:
            address = httpx.URL(self._url)
        except httpx.InvalidURL as fault:
            raise NotAHubAddress(url=base_url) from fault
        if address.scheme not in {"http", "https"} or not address.host:
            raise NotAHubAddress(url=base_url)
        self._client = httpx.Client(timeout=httpx.Timeout(waits.idle, connect=waits.connect), follow_redirects=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def trust_list(self) -> bytes:
        """Fetch the envelope of the hub's trust list.

        Raises:
            HubUnreachable, HubRefused, HubAnswerUnusable, ClockFarOff.
        """
        return self._fetch(_Order("GET", "/trust"))

    def send_batch(self, path: Path) -> bytes:
        """Send a batch file and give the receipt's bytes, unchecked; sending it again gives the same receipt.

        Raises:
            HubUnreachable, HubRefused, HubAnswerUnusable, ClockFarOff.
        """
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").digest()
        return self._fetch(_Order("POST", "/batches", path, sha256))

    def changes(self, cursor: str, folder: Path) -> Delivery:
        """Fetch what is new since a cursor (empty: everything) as a batch file in `folder`.

        Raises:
            HubUnreachable, HubRefused, HubAnswerUnusable, ClockFarOff; OSError where the disk fails.
        """
        with self._answered(_Order("GET", f"/changes?cursor={cursor}")) as answer:
            following = answer.headers.get(CURSOR_HEADER, "")
            has_more = answer.headers.get(MORE_HEADER) == "1"
            if not following:
                raise HubAnswerUnusable(url=self._url, status=answer.status_code)
            if answer.status_code == 204:
                return Delivery(None, following, has_more)
            self._require_type(answer, BATCH_TYPE)
            return Delivery(self._save(answer, folder), following, has_more)

    def blob(self, sha256: str) -> bytes:
        """Fetch one blob, proved by its name.

        Raises:
            HubUnreachable, HubRefused, HubAnswerUnusable, ClockFarOff.
        """
        with self._answered(_Order("GET", f"/blobs/{sha256}")) as answer:
            data = b"".join(answer.iter_bytes(_CHUNK))
        if hashlib.sha256(data).hexdigest() != sha256:
            raise HubAnswerUnusable(url=self._url, status=answer.status_code)
        return data

    def _fetch(self, order: _Order) -> bytes:
        with self._answered(order) as answer:
            self._require_type(answer, RECORD_TYPE)
            return self._short(answer, _LARGEST_ANSWER)

    @contextmanager
    def _answered(self, order: _Order) -> Iterator[httpx.Response]:
        """Send a request; give its answer when it is a good one, with its body still to be read."""
        import httpx

        answer = self._send_patiently(order)
        try:
            if answer.is_error and self._bridges_clock(answer):
                answer.close()
                answer = self._send_patiently(order)
            if not answer.is_success:
                raise self._refusal_for(answer)
            yield answer
        except httpx.HTTPError as fault:
            raise HubUnreachable(url=self._url, reason=_told(fault)) from fault
        finally:
            answer.close()

    def _send_patiently(self, order: _Order) -> httpx.Response:
        """Try again where no answer came at all; repeating is harmless, whatever became of the request."""
        import httpx

        attempt = 1
        while True:
            try:
                return self._send(order)
            except httpx.HTTPError as fault:
                if attempt == _ATTEMPTS or not isinstance(fault, httpx.TransportError):
                    raise HubUnreachable(url=self._url, reason=_told(fault)) from fault
            self._pause(0.5 * attempt)
            attempt += 1

    def _send(self, order: _Order) -> httpx.Response:
        with contextlib.ExitStack() as stack:
            content = stack.enter_context(order.file.open("rb")) if order.file else None
            request = self._client.build_request(order.method, self._url + order.path, content=content)
            if order.file is not None:
                request.headers["Content-Type"] = BATCH_TYPE
            message = Message(order.method, str(request.url), request.headers)
            created = self._clock.now() + self.clock_offset
            sign_request(message, self._signer, created=created, body_sha256=order.sha256)
            return self._client.send(request, stream=True)

    def _bridges_clock(self, answer: httpx.Response) -> bool:
        """Take the hub's time from its refusal, once."""
        if answer.status_code != 401 or self.clock_offset:
            return False
        hub_time = self._telling(answer).get("hub_time")
        try:
            self.clock_offset = datetime.fromisoformat(str(hub_time)) - self._clock.now()
        except (ValueError, TypeError):
            return False
        return bool(self.clock_offset)

    def _refusal_for(self, answer: httpx.Response) -> Exception:
        told = self._telling(answer)
        error = told.pop("error", None)
        if not isinstance(error, str):
            return HubAnswerUnusable(url=self._url, status=answer.status_code)
        if error == ClockFarOff.error:
            our_time = self._clock.now().isoformat(timespec="seconds")
            return ClockFarOff(reason=error, hub_time=told.get("hub_time", ""), our_time=our_time)
        return refused(error, told)

    def _telling(self, answer: httpx.Response) -> dict[str, Any]:
        """Read the JSON of a refusal; empty when it is none."""
        if answer.headers.get("content-type", "").partition(";")[0] != "application/json":
            return {}
        try:
            told = json.loads(answer.read())
        except ValueError:
            return {}
        if not isinstance(told, dict):
            return {}
        return {
            name: fact[:_TELLING] if isinstance(fact, str) else fact
            for name, fact in told.items()
            if isinstance(fact, str | int) and name.isidentifier() and name != "place"
        }

    def _require_type(self, answer: httpx.Response, wanted: str) -> None:
        # A log-in page of a network answers 200 with HTML: it must never pass for the hub.
        if answer.status_code != 200 or answer.headers.get("content-type", "").partition(";")[0] != wanted:
            raise HubAnswerUnusable(url=self._url, status=answer.status_code)

    def _short(self, answer: httpx.Response, limit: int) -> bytes:
        data = b""
        for chunk in answer.iter_bytes(_CHUNK):
            data += chunk
            if len(data) > limit:
                raise HubAnswerUnusable(url=self._url, status=answer.status_code)
        return data

    def _save(self, answer: httpx.Response, folder: Path) -> Path:
        with tempfile.NamedTemporaryFile(prefix="delivery-", suffix=".awb", dir=folder, delete=False) as file:
            try:
                for chunk in answer.iter_bytes(_CHUNK):
                    file.write(chunk)
            except BaseException:
                file.close()
                Path(file.name).unlink(missing_ok=True)
                raise
        return Path(file.name)


def _told(fault: Exception) -> str:
    return str(fault) or type(fault).__name__


def _sleep(seconds: float) -> None:
    import time

    time.sleep(seconds)
