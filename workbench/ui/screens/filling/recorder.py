"""Records what is answered: scored at once, written in the background, and every step can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from workbench.ui.facts import EvidenceRow, ParameterValue, Saved
from workbench.ui.ports import Assessments, EvidenceShelf
from workbench.ui.screens.filling import rows, standing
from workbench.ui.screens.filling.book import Book, Change, Matter
from workbench.ui.screens.filling.rows import ClauseRow
from workbench.ui.screens.filling.saver import Saver
from workbench.ui.screens.filling.standing import Standing
from workbench.ui.work import Tasks


class FillingView(Protocol):
    """What the presenter tells the view; the view asks the presenter for the facts it needs."""

    def show_list(self) -> None:
        """The rows of the list are others now."""
        ...

    def show_clause(self, code: str) -> None:
        """One clause and everything that counts changed."""
        ...

    def show_focus(self, code: str) -> None:
        """Another clause has the focus."""
        ...

    def show_saving(self) -> None:
        """What is safe on disk changed."""
        ...

    def show_refused(self, code: str, error: Exception) -> None:
        """Something was declined."""
        ...


class Recorder:
    """Answers, notes, flags, outside values and evidence of one assessment being filled (or read)."""

    def __init__(
        self, view: FillingView, book: Book, assessments: Assessments, evidence: EvidenceShelf, tasks: Tasks
    ) -> None:
        self._view, self.book = view, book
        self._evidence = evidence
        self._saver = Saver(view, assessments, evidence, tasks, book.opened.assessment_id)
        self._saver.saved_at = book.opened.saved_at
        self._past: list[Change] = []
        self._future: list[Change] = []
        self._typing: dict[tuple[Matter, str], object] = {}
        self.focus = ""
        self.touched: tuple[str, ...] = ()
        """The codes whose rows the latest change drew up anew."""
        self._rows = {code: rows.clause(book, code) for code in book.codes}
        self._standing = standing.stand(book)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed here."""
        return self.book.opened.read_only

    @property
    def is_saving(self) -> bool:
        """Whether anything is not durable yet."""
        return bool(self._saver.is_busy or self._typing)

    @property
    def saved_at(self) -> datetime | None:
        """When something last became durable."""
        return self._saver.saved_at

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The codes whose latest change could not be written; tried again with every settling and saving."""
        return self._saver.unsaved

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past or self._typing)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to take again."""
        return bool(self._future)

    def clause(self, code: str) -> ClauseRow:
        """Give the row of a clause as it stands."""
        return self._rows[code]

    def standing(self) -> Standing:
        """Say where the assessment stands."""
        return self._standing

    def go_to(self, code: str) -> None:
        """Give a clause the focus."""
        self.settle()
        self.focus = code
        self._view.show_focus(code)

    # --- answering --------------------------------------------------------------------------------

    def answer(self, code: str, value: object, *, typing: bool = False) -> None:
        """Record a value (None clears it); while `typing`, the disk waits for `settle`."""
        entry = {key: kept for key, kept in self.book.entry(code).items() if key not in ("value", "na", "proof")}
        if value is not None:
            entry["value"] = value
        self._put(self._matter(code), code, entry or None, typing=typing)

    def set_aside(self, code: str, reason: str, *, proof: bool = False) -> None:
        """Mark a clause as not applicable with its reason."""
        entry = {**self.book.entry(code), "na": True, "note": reason}
        if proof:
            entry["proof"] = True
        else:
            entry.pop("proof", None)
        self._put(self._matter(code), code, entry)

    def take_up(self, code: str) -> None:
        """Take the N/A mark away again; an earlier value stands again."""
        entry = {key: kept for key, kept in self.book.entry(code).items() if key not in ("na", "proof")}
        self._put(self._matter(code), code, entry or None)

    def write_note(self, code: str, note: str, *, typing: bool = False) -> None:
        """Change the note of a clause."""
        entry = dict(self.book.entry(code))
        if note:
            entry["note"] = note
        else:
            entry.pop("note", None)
        self._put(self._matter(code), code, entry or None, typing=typing)

    def toggle_flag(self, code: str) -> None:
        """Mark or unmark a clause for the team."""
        self._put(Matter.FLAG, code, code not in self.book.flags)

    def enter_parameter(self, value: ParameterValue, *, typing: bool = False) -> None:
        """Enter an outside value with its source."""
        self._put(Matter.PARAMETER, value.key, value if value.value or value.source else None, typing=typing)

    def refold(self) -> None:
        """Take in that other clauses are asked now."""
        self._rows = {code: rows.clause(self.book, code) for code in self.book.codes}
        self._standing = standing.stand(self.book)

    def _matter(self, code: str) -> Matter:
        return Matter.PREREQUISITE if self.book.is_gate(code) else Matter.RESPONSE

    def _put(self, matter: Matter, code: str, after: object, *, typing: bool = False) -> None:
        if self.read_only:
            return
        key = (matter, code)
        before = self._typing.get(key, self._current(matter, code))
        if not self._apply(Change(matter, code, self._current(matter, code), after)):
            return
        if typing:
            self._typing.setdefault(key, before)
            self._view.show_saving()
        else:
            self._typing.pop(key, None)
            self._keep(Change(matter, code, before, after))

    def _current(self, matter: Matter, code: str) -> object:
        if matter is Matter.FLAG:
            return code in self.book.flags
        if matter is Matter.PARAMETER:
            return self.book.parameters.get(code)
        return dict(self.book.entry(code)) or None

    def _apply(self, change: Change) -> bool:
        before = {code: self.book.gate(code) for code in self.book.asked}
        try:
            self.book.apply(change)
        except Exception as error:  # noqa: BLE001 -- a refusal of any room is shown beside the clause, the value kept
            self._view.show_refused(change.code, error)
            return False
        if change.matter is Matter.SUBJECT:
            self.refold()
            return True
        if change.code in self._rows:
            moved = (code for code, state in before.items() if self.book.gate(code) != state)
            self.touched = tuple(dict.fromkeys((change.code, *moved)))
        else:
            self.touched = self.book.codes
        self._rows.update({code: rows.clause(self.book, code) for code in self.touched})
        self._standing = standing.stand(self.book)
        self._view.show_clause(change.code)
        return True

    # --- saving -----------------------------------------------------------------------------------

    def settle(self) -> None:
        """Write what was typed and make it one step that can be taken back; try again what was not written."""
        self._saver.retry()
        waiting, self._typing = self._typing, {}
        for (matter, code), before in waiting.items():
            after = self._current(matter, code)
            if after != before:
                self._keep(Change(matter, code, before, after))
        if waiting:
            self._view.show_saving()

    def _keep(self, change: Change) -> None:
        if change.before == change.after:
            return
        self._past.append(change)
        self._future.clear()
        self._saver.write(change)

    def once_saved(self, then: Callable[[], None]) -> None:
        """Go on when all that was answered is durable; nothing happens while something could not be written."""
        self.settle()
        self._saver.once_written(lambda: None if self.unsaved else then())

    def leave(self) -> None:
        """Write what was typed, and then start nothing more."""
        self.settle()
        self._saver.leave()

    # --- steps back -------------------------------------------------------------------------------

    def undo(self) -> Change | None:
        """Take the last step back and go to where it was."""
        self.settle()
        if not self._past:
            return None
        change = self._past.pop()
        self._future.append(change)
        self._walk(change.reversed())
        return change

    def redo(self) -> Change | None:
        """Take a step again that was taken back."""
        if not self._future:
            return None
        change = self._future.pop()
        self._past.append(change)
        self._walk(change)
        return change

    def _walk(self, change: Change) -> None:
        if self._apply(change):
            self._saver.write(change)
            if change.matter is Matter.SUBJECT:
                return
            if change.matter is not Matter.PARAMETER and change.code != self.focus:
                self.go_to(change.code)
            else:
                self._view.show_focus(self.focus)

    # --- evidence ---------------------------------------------------------------------------------

    def add_evidence(self, code: str, files: tuple[tuple[str, bytes | Path], ...]) -> None:
        """Bind files to a clause: name and either bytes or a path."""
        if self.read_only:
            return
        for name, content in files:
            self._add_one(code, name, content)

    def _add_one(self, code: str, name: str, content: bytes | Path) -> None:
        assessment = self.book.opened.assessment_id

        def added(row: Saved | EvidenceRow | None) -> None:
            change = Change(Matter.EVIDENCE, code, None, row)
            self._past.append(change)
            self._future.clear()
            self._apply(change)

        self._saver.submit(
            lambda: self._evidence.add(assessment, code, name, content),
            on_success=added,
            on_failure=lambda error: self._view.show_refused(code, error),
        )

    def remove_evidence(self, code: str, evidence_id: str) -> None:
        """Take a file off a clause; it can be taken back."""
        row = next((row for row in self.book.evidence.get(code, ()) if row.evidence_id == evidence_id), None)
        if row is not None and not self.read_only:
            change = Change(Matter.EVIDENCE, code, row, None)
            if self._apply(change):
                self._keep(change)
