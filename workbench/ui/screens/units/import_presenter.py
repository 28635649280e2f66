"""Decides what an import of a register shows: a look that writes nothing, choices, a writing that can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from workbench.ui.ports import Progress, Registers
from workbench.ui.register_facts import (
    RegisterChoices,
    RegisterLook,
    RegisterOutcome,
    RegisterRow,
    RegisterWanted,
    RowFate,
)
from workbench.ui.work import Stopped, Tasks

FATES = (None, RowFate.NEW, RowFate.SAME, RowFate.DIFFERS, RowFate.REPEATED, RowFate.FAULTY)
"""The filters of the preview, all rows first."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What the button would do: how many new and known units are written, and what stands in the way."""

    new: int
    updated: int
    faulty_left: int = 0
    has_names: bool = True

    @property
    def written(self) -> int:
        """How many units are written."""
        return self.new + self.updated

    @property
    def can_write(self) -> bool:
        """Whether the button can be pressed."""
        return self.written > 0 and not self.faulty_left


class ImportView(Protocol):
    """What the presenter tells the view."""

    def show_look(self, look: RegisterLook) -> None:
        """Here is what an import would do."""
        ...

    def show_rows(self, rows: tuple[RegisterRow, ...]) -> None:
        """Here are the rows of the filter."""
        ...

    def show_sum(self, total: Sum) -> None:
        """Here is what the button would do."""
        ...

    def show_writing(self, *, writing: bool) -> None:
        """The writing begins or ends."""
        ...

    def show_taken(self, outcome: RegisterOutcome) -> None:
        """All is written."""
        ...

    def show_stopped(self) -> None:
        """The writing was stopped, and nothing is written."""
        ...

    def show_given(self, path: Path, units: int) -> None:
        """The register lies in a file."""
        ...

    def show_refused(self, error: Exception) -> None:
        """Something was declined."""
        ...

    def leave(self) -> None:
        """Nothing is looked at any more."""
        ...


class ImportPresenter:
    """One register being looked at and taken in."""

    def __init__(self, view: ImportView, registers: Registers, tasks: Tasks) -> None:
        self._view, self._registers, self._tasks = view, registers, tasks
        self._wanted = RegisterWanted()
        self._asked = 0
        self._title = ""
        self.look: RegisterLook | None = None
        self.fate: RowFate | None = None
        self.choices = RegisterChoices()
        self.is_writing = False

    # --- looking ----------------------------------------------------------------------------------

    def open(self, title: str, path: Path) -> None:
        """Look at a file; nothing changes."""
        if self.is_writing:
            return
        self._title, self._wanted = title, RegisterWanted()
        self._go(path, None)

    def look_again(self) -> None:
        """Compare the same rows with what the store holds now."""
        self._want(self._wanted)

    def choose_meaning(self, column: str, meaning: str) -> None:
        """Say what a column means; "" for nothing."""
        self._want(replace(self._wanted, columns={**self._wanted.columns, column: meaning}))

    def choose_row(self, row: int) -> None:
        """Say which row has the titles."""
        self._want(replace(self._wanted, row=row, columns={}))

    def choose_action(self, action: str) -> None:
        """Say which action rows without one belong to."""
        self._want(replace(self._wanted, action=action))

    def choose_region(self, region: str) -> None:
        """Say where rows without a region lie."""
        self._want(replace(self._wanted, region=region))

    def _want(self, wanted: RegisterWanted) -> None:
        if self.look is not None and not self.is_writing:
            self._wanted = wanted
            self._go(self.look.path, self.look)

    def _go(self, path: Path, before: RegisterLook | None) -> None:
        self._asked += 1
        asked, wanted = self._asked, self._wanted
        self._tasks.submit_long(
            self._title,
            lambda progress: (asked, self._registers.look(path, wanted, self._while(asked, progress), before)),
            on_success=self._on_look,
            on_failure=self._view.show_refused,
        )

    def _while(self, asked: int, progress: Progress) -> Progress:
        """Stop a look as soon as another one is wanted."""

        def tell(done: int, total: int, what: str) -> None:
            if asked != self._asked:
                raise Stopped
            progress(done, total, what)

        return tell

    def _on_look(self, answer: tuple[int, RegisterLook]) -> None:
        asked, look = answer
        if asked != self._asked:
            return
        if self.look is None:
            self.choices, self.fate = RegisterChoices(), None
        self.look = look
        if self.fate is not None and not look.count(self.fate):
            self.fate = None
        self._view.show_look(look)
        self.narrow(self.fate)
        self._view.show_sum(self.sum)

    def narrow(self, fate: RowFate | None) -> None:
        """Show the rows of one fate, or all."""
        self.fate = fate
        rows = () if self.look is None else self.look.rows
        self._view.show_rows(rows if fate is None else tuple(row for row in rows if row.fate is fate))

    # --- taking in --------------------------------------------------------------------------------

    @property
    def sum(self) -> Sum:
        """What the button would do now."""
        if self.look is None:
            return Sum(0, 0)
        faulty = 0 if self.choices.skip_faulty else self.look.count(RowFate.FAULTY)
        updated = self.look.count(RowFate.DIFFERS) if self.choices.update else 0
        return Sum(self.look.count(RowFate.NEW), updated, faulty, self.look.has_names)

    def choose(self, choices: RegisterChoices) -> None:
        """Say what becomes of units that differ and of faulty rows."""
        self.choices = choices
        self._view.show_sum(self.sum)

    def take_in(self, title: str) -> None:
        """Write what is looked at."""
        look, choices = self.look, self.choices
        if look is None or self.is_writing or not self.sum.can_write:
            return
        self._set_writing(writing=True)
        self._tasks.submit_long(
            title,
            lambda progress: _or_stopped(lambda: self._registers.take_in(look, choices, progress)),
            on_success=self._on_taken,
            on_failure=self._on_not_taken,
        )

    def _on_taken(self, outcome: RegisterOutcome | None) -> None:
        self._set_writing(writing=False)
        if outcome is None:
            self._view.show_stopped()
            return
        self.close()
        self._view.show_taken(outcome)

    def _on_not_taken(self, error: Exception) -> None:
        self._set_writing(writing=False)
        self._view.show_refused(error)

    def _set_writing(self, *, writing: bool) -> None:
        self.is_writing = writing
        self._view.show_writing(writing=writing)

    def close(self) -> bool:
        """Leave the file as it is; False when none is looked at, or it is being written."""
        if self.look is None or self.is_writing:
            return False
        self._asked += 1
        self.look = None
        self._view.leave()
        return True

    # --- giving out -------------------------------------------------------------------------------

    def give_out(self, title: str, path: Path) -> None:
        """Write the register to a file."""
        self._tasks.submit_long(
            title,
            lambda progress: (path, self._registers.give_out(path, progress)),
            on_success=lambda given: self._view.show_given(*given),
            on_failure=self._view.show_refused,
        )


def _or_stopped(work: Callable[[], RegisterOutcome]) -> RegisterOutcome | None:
    """Do work that the user may stop; None when he did."""
    try:
        return work()
    except Stopped:
        return None
