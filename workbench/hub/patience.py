"""Closes connections on which no whole request head comes in time: a few hundred idle ones would bar the door to all.

uvicorn limits how many connections there are and how long one may rest after an answer, but lets a client take for ever
over its first line.
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol


class PatientProtocol(H11Protocol):
    """HTTP/1.1 with a deadline for each request's head, counted from the connection or from its first byte."""

    head_seconds: float = 20
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Stop waiting when a head is whole; what comes of another one afterwards is waited for anew."""
        super().data_received(data)
        if self._is_between_requests():
            self._await_head()
        else:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the deadline with the connection."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _is_between_requests(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _await_head(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(self.head_seconds, self._give_up)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        if self._is_between_requests() and not self.transport.is_closing():
            self.transport.close()


def protocol_with(head_seconds: float) -> type[PatientProtocol]:
    """Give the protocol with another deadline, in seconds."""
    return type("PatientProtocol", (PatientProtocol,), {"head_seconds": head_seconds})
