"""Lets signed requests in: whose key, whether it may be used now, whether the clock is near, how often it asks."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from workbench.domain.ports import Clock
from workbench.hub.refusals import ClockFarOff, KeyRefused, TooManyRequests, UnknownKey
from workbench.hub.routing import Caller
from workbench.hub.trust import TrustDesk
from workbench.protocol.times import moment_to_text
from workbench.signing.http_signatures import Message, RequestNotSigned, check_request
from workbench.signing.trust import Untrusted

CLOCK_WINDOW: Final = timedelta(hours=24)
REQUESTS_PER_MINUTE: Final = 600


@dataclass(frozen=True, slots=True)
class Admitted:
    """A request that was let in: who asks, and the SHA-256 its body has to have."""

    caller: Caller
    body_sha256: bytes


class Gate:
    """Judges the headers of a request; nothing of the body is read before."""

    def __init__(self, desk: TrustDesk, clock: Clock, *, requests_per_minute: int = REQUESTS_PER_MINUTE) -> None:
        self._desk = desk
        self._clock = clock
        self._buckets = _Buckets(requests_per_minute)

    def admit(self, method: str, url: str, headers: Mapping[str, str]) -> Admitted:
        """Let a request in.

        Raises:
            RequestNotSigned: there is no signature, or it does not hold.
            UnknownKey: the trust list does not name the key.
            ClockFarOff: it was signed more than a day before or after the hub's present.
            KeyRefused: the key is revoked, expired or not valid yet.
            TooManyRequests: the key asks too often.
        """
        trust = self._desk.current()
        try:
            signed = check_request(Message(method, url, headers), trust)
        except RequestNotSigned as refusal:
            key = refusal.facts.get("key")
            if key is not None and trust.member(str(key)) is None:
                raise UnknownKey(key=key) from None
            raise
        now = self._clock.now()
        if abs(now - signed.created) > CLOCK_WINDOW:
            hours = int(CLOCK_WINDOW.total_seconds() // 3600)
            raise ClockFarOff(hub_time=moment_to_text(now), allowed_hours=hours)
        # The hub's own clock counts: a revoked key must not be able to date its request back.
        standing = trust.status(signed.key_id, now)
        if isinstance(standing, Untrusted):
            raise KeyRefused(key=signed.key_id, reason=standing.reason.value)
        self._buckets.take(signed.key_id, now)
        return Admitted(Caller(signed.key_id, standing.member), signed.body_sha256)


class _Buckets:
    """One bucket of requests per key, filled evenly; keys are members' only, so there are never more than members."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._held: dict[str, tuple[float, datetime]] = {}
        self._turn = threading.Lock()

    def take(self, key_id: str, now: datetime) -> None:
        with self._turn:
            left, since = self._held.get(key_id, (float(self._per_minute), now))
            refilled = max(0.0, (now - since).total_seconds()) * self._per_minute / 60
            left = min(float(self._per_minute), left + refilled)
            if left < 1:
                self._held[key_id] = (left, now)
                raise TooManyRequests(wait_seconds=round((1 - left) * 60 / self._per_minute) or 1)
            self._held[key_id] = (left - 1, now)
