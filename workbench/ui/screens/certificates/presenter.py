"""Decides what the register of certificates lists, and issues from approved assessments only."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Protocol

from workbench.ui.facts import CertificateRow, CertificateState
from workbench.ui.ports import Certificates
from workbench.ui.work import Tasks


class Shelf(enum.IntEnum):
    """The tabs of the register."""

    ALL = 0
    READY = 1
    VALID = 2
    EXPIRING = 3
    REVOKED = 4


_STATES = {
    Shelf.READY: {CertificateState.READY},
    Shelf.VALID: {CertificateState.VALID, CertificateState.EXPIRING},
    Shelf.EXPIRING: {CertificateState.EXPIRING, CertificateState.EXPIRED},
    Shelf.REVOKED: {CertificateState.REVOKED},
}


class CertificatesView(Protocol):
    """What the presenter tells the view."""

    def show_register(self, rows: tuple[CertificateRow, ...], counts: tuple[int, ...]) -> None:
        """Here is a shelf, and how many lie on each."""
        ...

    def show_row(self, row: CertificateRow | None) -> None:
        """Another line is looked at."""
        ...

    def show_issuer(self, name: str) -> None:
        """The office that is printed as the issuer."""
        ...

    def ask_issuer(self) -> None:
        """Issuing needs the office that is printed as the issuer."""
        ...

    def show_issued(self, row: CertificateRow) -> None:
        """A certificate is issued."""
        ...

    def show_page(self, path: Path) -> None:
        """Here is its page."""
        ...

    def show_refused(self, error: Exception) -> None:
        """It was declined."""
        ...


def key_of(row: CertificateRow) -> str:
    """Name a line: by its serial, or by the assessment while it has none."""
    return row.serial or f"ready:{row.assessment_id}"


class CertificatesPresenter:
    """The register."""

    def __init__(self, view: CertificatesView, certificates: Certificates, tasks: Tasks) -> None:
        self._view, self._certificates, self._tasks = view, certificates, tasks
        self._rows: tuple[CertificateRow, ...] = ()
        self.shelf, self.needle = Shelf.ALL, ""
        self.row: CertificateRow | None = None

    def begin(self) -> None:
        """Fetch who is printed as the issuer."""
        self._tasks.submit(
            self._certificates.issuer, on_success=self._view.show_issuer, on_failure=self._view.show_refused
        )

    def refresh(self) -> None:
        """Fetch the register."""
        self._tasks.submit(self._certificates.listed, on_success=self._on_listed, on_failure=self._view.show_refused)

    def _on_listed(self, rows: tuple[CertificateRow, ...]) -> None:
        self._rows = rows
        self._show()

    def narrow(self, shelf: Shelf, needle: str) -> None:
        """Look at another shelf."""
        self.shelf, self.needle = shelf, needle
        self._show()

    def _show(self) -> None:
        counts = tuple(sum(row.state in _STATES.get(shelf, {row.state}) for row in self._rows) for shelf in Shelf)
        states = _STATES.get(self.shelf)
        shown = tuple(row for row in self._rows if (states is None or row.state in states) and self._matches(row))
        self._view.show_register(shown, counts)

    def _matches(self, row: CertificateRow) -> bool:
        return not self.needle or any(self.needle in fact for fact in (row.serial, row.unit_name, row.region_name))

    def choose(self, key: str) -> None:
        """Look at a line, and at its page where there is one."""
        self.row = next((row for row in self._rows if key_of(row) == key), None)
        self._view.show_row(self.row)
        if self.row is not None and self.row.serial:
            self._fetch_page(self.row.serial)

    def _fetch_page(self, serial: str) -> None:
        def show(path: Path) -> None:
            if self.row is not None and self.row.serial == serial:
                self._view.show_page(path)

        self._tasks.submit(lambda: self._certificates.pdf(serial), on_success=show, on_failure=self._view.show_refused)

    @property
    def can_issue(self) -> bool:
        """Whether the line that is looked at may get a certificate."""
        return self.row is not None and self.row.state is CertificateState.READY

    def issue(self, title: str, issuer: str) -> None:
        """Issue a certificate for the line that is looked at; the issuer's name is asked for where there is none."""
        if not self.can_issue or self.row is None:
            return
        if not issuer.strip():
            self._view.ask_issuer()
            return
        assessment = self.row.assessment_id
        self._tasks.submit_long(
            title,
            lambda progress: self._certificates.issue(assessment, issuer.strip(), progress),
            on_success=self._on_issued,
            on_failure=self._view.show_refused,
        )

    def _on_issued(self, row: CertificateRow) -> None:
        self._view.show_issued(row)
        self.refresh()
