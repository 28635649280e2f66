"""Decides what the filling screen shows and where its focus goes."""

from __future__ import annotations

from collections.abc import Mapping

from typing_extensions import override

from workbench.ui.ports import Assessments, EvidenceShelf
from workbench.ui.screens.filling import rows, standing
from workbench.ui.screens.filling.book import Book, Change, Matter
from workbench.ui.screens.filling.recorder import FillingView, Recorder
from workbench.ui.screens.filling.rows import Filter, HeadRow, SectionRow
from workbench.ui.work import Tasks

__all__ = ["FillingPresenter", "FillingView"]


class FillingPresenter(Recorder):
    """One assessment, with its list narrowed and its focus moved."""

    def __init__(
        self, view: FillingView, book: Book, assessments: Assessments, evidence: EvidenceShelf, tasks: Tasks
    ) -> None:
        super().__init__(view, book, assessments, evidence, tasks)
        self.filter, self.needle = Filter.ALL, ""
        self._shown: frozenset[str] = frozenset(book.codes)

    def layout(self) -> tuple[HeadRow | str, ...]:
        """Lay out the list under the filter that stands."""
        return rows.layout(self.book, self._shown)

    def counts(self) -> tuple[int, ...]:
        """Count what is behind each filter."""
        return rows.counts(tuple(self._rows.values()))

    def sections(self) -> tuple[SectionRow, ...]:
        """Draw up the sections line."""
        return rows.sections(self.book, self._rows, self.focus, standing.unreachable_groups(self._standing))

    # --- the unit ---------------------------------------------------------------------------------

    def begin(self) -> None:
        """Enter what stands by itself, now that there is somebody to tell."""
        self._enter_unasked()

    def change_subject(self, subject: Mapping[str, object]) -> bool:
        """Know other facts about the subject, its mode among them; False when they cannot stand."""
        self.settle()
        if self.read_only:
            return False
        change = Change(Matter.SUBJECT, "", dict(self.book.subject), dict(subject))
        if change.before != change.after and not self._apply(change):
            return False
        self._keep(change)
        return True

    @override
    def refold(self) -> None:
        super().refold()
        self._enter_unasked()
        shown = (code for code in self.book.codes if rows.passes(self.clause(code), self.filter, self.needle))
        self._shown = frozenset(shown)
        self._view.show_list()
        if self.focus in self._shown:
            self._view.show_focus(self.focus)
        else:
            self.focus = ""
            self.go_to(next((code for code in self.book.codes if code in self._shown), ""))

    def _enter_unasked(self) -> None:
        """Enter by itself what stands where this subject is asked nothing; there is no step to take back."""
        for code, entry in {} if self.read_only else self.book.unasked().items():
            change = Change(Matter.RESPONSE, code, None, entry)
            self.book.apply(change)
            self._saver.write(change)
            self._rows[code] = rows.clause(self.book, code)
            self._standing = standing.stand(self.book)

    # --- moving -----------------------------------------------------------------------------------

    def narrow(self, wanted: Filter, needle: str) -> None:
        """Narrow the list; the filter is looked up now and not again until the next wish, so that nothing jumps."""
        self.settle()
        self.filter, self.needle = wanted, needle
        self._shown = frozenset(code for code in self.book.codes if rows.passes(self.clause(code), wanted, needle))
        self._view.show_list()
        if self.focus not in self._shown:
            first = next((code for code in self.book.codes if code in self._shown), "")
            self.go_to(first)
        else:
            self._view.show_focus(self.focus)

    @override
    def go_to(self, code: str) -> None:
        """Give a clause the focus; a hidden one brings the whole list back."""
        if code and code not in self.book.codes:
            return
        if code and code not in self._shown:
            self.filter, self.needle = Filter.ALL, ""
            self._shown = frozenset(self.book.codes)
            self._view.show_list()
        super().go_to(code)

    def go_to_section(self, code: str) -> None:
        """Give the first clause of a section the focus."""
        self.go_to(self._first_of(code))

    def _first_of(self, section: str) -> str:
        asked = {rows.GATES: self.book.gates, rows.STARS: self.book.stars, rows.CHECKS: self.book.checks}
        if section in asked:
            return next(iter(asked[section]), "")
        items = (item for group in self.book.groups for item in self.book.items_of(group))
        return next((item.code for item in items if section in (item.group, item.subgroup)), "")

    def move(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) clause of the list."""
        codes = [code for code in self.book.codes if code in self._shown]
        if not codes:
            return
        if self.focus not in codes:
            self.go_to(codes[0])
            return
        place = min(max(codes.index(self.focus) + step, 0), len(codes) - 1)
        if codes[place] != self.focus:
            self.go_to(codes[place])

    def move_section(self, step: int) -> None:
        """Go to the next or previous stop of the sections line."""
        stops = [section for section in self.sections() if section.level != 1 or not self._is_unfolded(section.code)]
        here = next((number for number, stop in enumerate(stops) if self._first_of(stop.code) == self.focus), None)
        if here is None:
            here = next((number for number, stop in enumerate(stops) if stop.is_current), 0)
        place = min(max(here + step, 0), len(stops) - 1)
        self.go_to_section(stops[place].code)

    def _is_unfolded(self, group: str) -> bool:
        return not self.book.is_gate(self.focus) and self.book.form.item_by_code[self.focus].group == group

    def next_open(self) -> bool:
        """Go to the next clause that is not judged, round the end; False when there is none."""
        codes = self.book.codes
        start = codes.index(self.focus) + 1 if self.focus in codes else 0
        for code in (*codes[start:], *codes[:start]):
            if code != self.focus and self.clause(code).is_open:
                self.go_to(code)
                return True
        return False

    def matching(self, typed: str) -> str:
        """Find the clause that a typed code or name means, or ""."""
        wanted = typed.strip().casefold()
        exact = next((code for code in self.book.codes if code.casefold() == wanted), "")
        if exact or not wanted:
            return exact
        starts = (code for code in self.book.codes if code.casefold().startswith(wanted))
        named = (code for code in self.book.codes if wanted in self.clause(code).name.casefold())
        return next(starts, "") or next(named, "")
