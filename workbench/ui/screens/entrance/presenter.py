"""Decides the way in: five steps of a first run, or a password, or the recovery code."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Protocol

from workbench.domain.people import Role
from workbench.ui.facts import FirstRun, StoreState
from workbench.ui.ports import Created, Door, Workspace
from workbench.ui.work import Tasks

LEAST_LENGTH = 8


class Page(enum.Enum):
    """The pages of the way in."""

    LOOK = "look"
    PASSWORD = "password"  # noqa: S105 -- a page's name
    PERSON = "person"
    RECOVERY = "recovery"
    LOCK = "lock"
    FORGOTTEN = "forgotten"


FIRST_RUN = (Page.LOOK, Page.PASSWORD, Page.PERSON, Page.RECOVERY)


class EntranceView(Protocol):
    """What the presenter tells the view."""

    def show_page(self, page: Page) -> None:
        """Go to a page."""
        ...

    def show_busy(self, busy: bool) -> None:  # noqa: FBT001 -- a setter
        """Something that takes a moment is under way."""
        ...

    def show_refused(self, error: Exception) -> None:
        """It did not open."""
        ...

    def show_recovery(self, code: str, request: Path | None) -> None:
        """Here is the code that is shown once, and where the signing request lies."""
        ...

    def enter(self, workspace: Workspace) -> None:
        """The store is open."""
        ...


class EntrancePresenter:
    """The way in."""

    def __init__(self, view: EntranceView, door: Door, tasks: Tasks) -> None:
        self._view, self.door, self._tasks = view, door, tasks
        self.page = Page.LOCK
        self.password = ""
        self._created: Created | None = None

    def begin(self) -> None:
        """Look at what is there."""
        self._tasks.submit(self.door.state, on_success=self._on_state, on_failure=self._view.show_refused)

    def _on_state(self, state: StoreState) -> None:
        self._go(Page.LOOK if state is StoreState.ABSENT else Page.LOCK)

    def _go(self, page: Page) -> None:
        self.page = page
        self._view.show_page(page)

    def back(self) -> None:
        """Go to the page before."""
        if self.page is Page.FORGOTTEN:
            self._go(Page.LOCK)
        elif self.page in (Page.PASSWORD, Page.PERSON):
            self._go(FIRST_RUN[FIRST_RUN.index(self.page) - 1])

    def choose_look(self) -> None:
        """The look is chosen."""
        self._go(Page.PASSWORD)

    def choose_password(self, password: str, again: str) -> bool:
        """Keep a password that is long enough and was typed twice alike."""
        if len(password) < LEAST_LENGTH or password != again:
            return False
        self.password = password
        self._go(Page.PERSON)
        return True

    def create(self, person_id: str, name: str, region: str, role: Role) -> bool:
        """Make the store; False while something is missing."""
        if not (person_id.strip() and name.strip() and region):
            return False
        wanted = FirstRun(person_id.strip(), name.strip(), self.password, role, region)
        self._view.show_busy(True)
        self._tasks.submit(lambda: self.door.create(wanted), on_success=self._on_created, on_failure=self._on_failed)
        return True

    def _on_created(self, created: Created) -> None:
        self._view.show_busy(False)
        self._created = created
        self._go(Page.RECOVERY)
        self._view.show_recovery(created.recovery_code, created.request)

    def start(self) -> None:
        """The recovery code is written down; go in."""
        if self._created is not None:
            self._view.enter(self._created.workspace)

    def unlock(self, person_id: str, password: str) -> None:
        """Open the store with a password."""
        self._view.show_busy(True)
        self._tasks.submit(
            lambda: self.door.unlock(person_id, password), on_success=self._on_open, on_failure=self._on_failed
        )

    def forget(self) -> None:
        """The password is forgotten."""
        self._go(Page.FORGOTTEN)

    def recover(self, person_id: str, code: str, password: str) -> bool:
        """Open the store with the recovery code and set a new password."""
        if not code.strip() or len(password) < LEAST_LENGTH:
            return False
        self._view.show_busy(True)
        self._tasks.submit(
            lambda: self.door.recover(person_id, code.strip(), password),
            on_success=self._on_open,
            on_failure=self._on_failed,
        )
        return True

    def _on_open(self, workspace: Workspace) -> None:
        self._view.show_busy(False)
        self._view.enter(workspace)

    def _on_failed(self, error: Exception) -> None:
        self._view.show_busy(False)
        self._view.show_refused(error)
