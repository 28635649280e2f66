"""The trust list in force at the hub: the newest of `trust.json` and of what batches have brought."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, insert, select

from workbench.domain.ports import Clock
from workbench.domain.refusals import Refusal
from workbench.hub import tables as t
from workbench.hub.database import Database
from workbench.hub.refusals import HubNotReady
from workbench.protocol.signatures import open_envelope
from workbench.protocol.times import moment_to_text
from workbench.signing.trust import TrustListRefused, TrustStore, require_successor

TrustReader = Callable[[bytes], TrustStore]
"""Reads the envelope of a trust list and makes sure its root signed it."""

_LOG = logging.getLogger("workbench.hub")


class TrustDesk:
    """Gives the trust list in force; an administrator may replace `trust.json` while the hub runs."""

    def __init__(self, file: Path, database: Database, read: TrustReader, clock: Clock) -> None:
        self._file = file
        self._database = database
        self._read = read
        self._clock = clock
        self._seen: tuple[int, int] | None = None
        self._store: TrustStore | None = None
        self._turn = threading.Lock()

    def current(self) -> TrustStore:
        """Give the trust list in force.

        Raises:
            HubNotReady: there is none.
        """
        with self._turn:
            self._look_at_file()
            number, envelope = self._newest()
            if self._store is None or self._store.number != number:
                self._store = self._read(envelope)
            return self._store

    def envelope(self) -> bytes:
        """Give the trust list in force as it was signed."""
        self.current()
        return self._newest()[1]

    def adopt(self, connection: Connection, envelope: bytes, held: TrustStore | None) -> None:
        """Put a list in force that follows the one held; an older one of the same root changes nothing.

        Raises:
            TrustListRefused: another root, the same number with other content, or a revocation forgotten.
        """
        offered = self._read(envelope)
        if held is not None:
            if offered.root == held.root and offered.number < held.number:
                return
            require_successor(held, offered)
            if offered.number == held.number:
                return
        connection.execute(
            insert(t.trust_list).values(
                number=offered.number,
                record_id=open_envelope(envelope).record_id,
                envelope=envelope,
                received_at=moment_to_text(self._clock.now()),
            )
        )

    def _newest(self) -> tuple[int, bytes]:
        with self._database.read() as connection:
            query = select(t.trust_list.c.number, t.trust_list.c.envelope).order_by(t.trust_list.c.number.desc())
            row = connection.execute(query.limit(1)).one_or_none()
        if row is None:
            raise HubNotReady(reason="no_trust_list", folder=self._file.parent)
        return row.number, row.envelope

    def _look_at_file(self) -> None:
        try:
            told = self._file.stat()
        except FileNotFoundError:
            return
        seen = (told.st_mtime_ns, told.st_size)
        if seen == self._seen:
            return
        self._seen = seen
        try:
            self._take_file()
        except (Refusal, OSError) as fault:
            if self._store is None and not isinstance(fault, TrustListRefused):
                raise HubNotReady(reason="trust_list_unreadable", folder=self._file.parent) from fault
            # The list in force stays: a damaged or older file must not open the hub to revoked keys.
            _LOG.warning("trust.json was not taken: %s", fault)

    def _take_file(self) -> None:
        envelope = self._file.read_bytes()
        held = self._store
        if held is None:
            try:
                held = self._read(self._newest()[1])
            except HubNotReady:
                held = None
        with self._database.transaction() as connection:
            self.adopt(connection, envelope, held)
