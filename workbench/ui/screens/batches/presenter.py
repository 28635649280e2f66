"""Decides what happens to batches: sealing, writing to a stick, meeting the hub, and looking before taking in."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from workbench.domain.states import Delivery
from workbench.ui.facts import BatchRow, ImportOutcome, ImportPreview, ParkedRow, SyncOutcome
from workbench.ui.ports import Batches
from workbench.ui.work import Tasks


class BatchesView(Protocol):
    """What the presenter tells the view."""

    def show_batches(self, rows: tuple[BatchRow, ...], parked: tuple[ParkedRow, ...]) -> None:
        """Here they are, and what came in and was kept aside."""
        ...

    def show_preview(self, preview: ImportPreview | None) -> None:
        """Here is what an import would do; None: nothing is looked at."""
        ...

    def show_sealed(self, row: BatchRow) -> None:
        """A batch is sealed."""
        ...

    def show_written(self, path: Path) -> None:
        """A batch lies on the stick."""
        ...

    def show_taken(self, outcome: ImportOutcome) -> None:
        """The import is done."""
        ...

    def ask_hub(self, address: str) -> None:
        """The hub's address is wanted; the one that is known is given."""
        ...

    def show_synced(self, outcome: SyncOutcome) -> None:
        """The hub was met."""
        ...

    def show_not_synced(self, error: Exception) -> None:
        """The hub was not met."""
        ...

    def show_refused(self, error: Exception) -> None:
        """Something was declined."""
        ...


class BatchesPresenter:
    """The batches."""

    def __init__(self, view: BatchesView, batches: Batches, tasks: Tasks) -> None:
        self._view, self._batches, self._tasks = view, batches, tasks
        self._rows: dict[str, BatchRow] = {}
        self.preview: ImportPreview | None = None

    def refresh(self) -> None:
        """Fetch the list."""
        self._tasks.submit(
            lambda: (self._batches.listed(), self._batches.parked()),
            on_success=self._on_listed,
            on_failure=self._view.show_refused,
        )

    def _on_listed(self, found: tuple[tuple[BatchRow, ...], tuple[ParkedRow, ...]]) -> None:
        rows, parked = found
        self._rows = {row.batch_id: row for row in rows}
        self._view.show_batches(rows, parked)

    def can_seal(self) -> bool:
        """Whether finished work waits to be sealed."""
        return any(row.delivery is None for row in self._rows.values())

    def can_write(self, batch_id: str) -> bool:
        """Whether a batch is sealed and can be carried."""
        row = self._rows.get(batch_id)
        return row is not None and row.delivery is not None and row.delivery is not Delivery.ACKNOWLEDGED

    def seal(self, title: str) -> None:
        """Seal all finished work."""
        if self.can_seal():
            self._tasks.submit_long(
                title, self._batches.seal, on_success=self._on_sealed, on_failure=self._view.show_refused
            )

    def _on_sealed(self, row: BatchRow) -> None:
        self._view.show_sealed(row)
        self.refresh()

    def write(self, title: str, batch_id: str, folder: Path) -> None:
        """Write a batch to a folder."""
        self._tasks.submit_long(
            title,
            lambda progress: self._batches.write(batch_id, folder, progress),
            on_success=self._on_written,
            on_failure=self._view.show_refused,
        )

    def _on_written(self, path: Path) -> None:
        self._view.show_written(path)
        self.refresh()

    def look(self, title: str, path: Path) -> None:
        """Look at what came in; nothing changes."""
        self._tasks.submit_long(
            title,
            lambda progress: self._batches.preview(path, progress),
            on_success=self._on_preview,
            on_failure=self._view.show_refused,
        )

    def _on_preview(self, preview: ImportPreview) -> None:
        self.preview = preview
        self._view.show_preview(preview)

    def leave_preview(self) -> bool:
        """Leave what came in where it is; False when nothing is looked at."""
        if self.preview is None:
            return False
        self.preview = None
        self._view.show_preview(None)
        return True

    def take_in(self, title: str) -> None:
        """Import what is looked at."""
        if self.preview is None:
            return
        path = self.preview.path
        self._tasks.submit_long(
            title,
            lambda progress: self._batches.take_in(path, progress),
            on_success=self._on_taken,
            on_failure=self._view.show_refused,
        )

    def _on_taken(self, outcome: ImportOutcome) -> None:
        self.leave_preview()
        self._view.show_taken(outcome)
        self.refresh()

    def sync(self, title: str) -> None:
        """Meet the hub; its address is asked for when none is known."""

        def go(address: str) -> None:
            if address:
                self.sync_with(title, address)
            else:
                self._view.ask_hub("")

        self._tasks.submit(self._batches.hub, on_success=go, on_failure=self._view.show_refused)

    def change_hub(self) -> None:
        """Ask for another address."""
        self._tasks.submit(self._batches.hub, on_success=self._view.ask_hub, on_failure=self._view.show_refused)

    def sync_with(self, title: str, address: str) -> None:
        """Meet the hub at an address."""
        self._tasks.submit_long(
            title,
            lambda progress: self._batches.sync(progress, address),
            on_success=self._on_synced,
            on_failure=self._on_not_synced,
            afar=True,
        )

    def _on_synced(self, outcome: SyncOutcome) -> None:
        self._view.show_synced(outcome)
        self.refresh()

    def _on_not_synced(self, error: Exception) -> None:
        self._view.show_not_synced(error)
        self.refresh()
