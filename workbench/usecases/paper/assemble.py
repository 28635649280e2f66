"""Put a paper form together: what it says from the head of the first page to the last signature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from workbench.documents.paper_form.content import Chapter, PaperContent, Section
from workbench.domain.figures import plain
from workbench.domain.forms import Group, Item, Mode, Prerequisite, StarRequirement
from workbench.domain.results import Reason
from workbench.scoring.conditions import holds
from workbench.scoring.engine import groups_in
from workbench.scoring.membership import MODE, absence
from workbench.usecases.paper.areas import Areas
from workbench.usecases.paper.asked import Lines
from workbench.usecases.paper.copy import Copy
from workbench.usecases.paper.head import Head
from workbench.usecases.paper.measured import MeasuredAreas
from workbench.usecases.paper.parts import PartLines
from workbench.usecases.paper.results import Results
from workbench.usecases.paper.shared import Node, Shared
from workbench.usecases.paper.wording import Wording
from workbench.usecases.words import Words

SHORT_HASH = 8


def paper_content(copy: Copy, words: Words) -> PaperContent:
    """Say everything one copy of a form says."""
    return _Assembly(copy, words).content()


@dataclass(frozen=True)
class _Assembly:
    copy: Copy
    words: Words

    @cached_property
    def _wording(self) -> Wording:
        return Wording(self.copy, self.words)

    @cached_property
    def _mode(self) -> Mode | None:
        """The mode that is known to be meant; None while a blank sheet serves all of them."""
        return next((mode for mode in self.copy.form.modes if mode.code == self.copy.facts.get(MODE)), None)

    @cached_property
    def _groups(self) -> tuple[Group, ...]:
        return groups_in(self.copy.form, self._mode)

    @cached_property
    def _items(self) -> tuple[Item, ...]:
        return tuple(item for group in self._groups for item in group.items if self._is_asked(item))

    @cached_property
    def _stars(self) -> tuple[StarRequirement, ...]:
        if self._mode is not None and not self._mode.groups:
            return ()
        form, facts = self.copy.form, self.copy.facts
        return tuple(
            entry for entry in form.star_requirements if form.has(entry) and holds(entry.when, facts) is not False
        )

    @cached_property
    def _prerequisites(self) -> tuple[Prerequisite, ...]:
        form = self.copy.form
        return tuple(entry for entry in form.prerequisites if form.has(entry))

    @cached_property
    def _shared(self) -> Shared:
        checks = self.copy.form.provincial_checks
        asked: tuple[Node, ...] = (*self._prerequisites, *self._items, *self._stars, *checks)
        return Shared(self.copy, asked)

    @cached_property
    def _lines(self) -> Lines:
        measured = MeasuredAreas(self._wording, self._shared)
        areas = Areas(self._wording, measured)
        return Lines(self._wording, areas, PartLines(self._wording, areas))

    def _is_asked(self, item: Item) -> bool:
        return absence(item, self.copy.form.edition, self.copy.facts) in (None, Reason.MISSING_ATTRIBUTE)

    def content(self) -> PaperContent:
        """Say it all."""
        form, wording, filled = self.copy.form, self._wording, self.copy.filled
        head = Head(wording, self._shared)
        results = Results(wording, self._groups, self._mode)
        return PaperContent(
            title=self._title(),
            subtitle=wording.say("subtitle_filled" if filled else "subtitle_blank"),
            edition=wording.say(
                "edition",
                standard=wording.text(form.standard),
                edition=form.edition,
                hash=form.sha256[:SHORT_HASH],
            ),
            short_hash=form.sha256[:SHORT_HASH],
            origin=tuple(self._origin()),
            guide=() if filled else tuple(self.words.room("paper")["guide"]),
            head=head.fields(),
            parameters=head.parameters(),
            measured=head.measured(),
            prerequisites=tuple(map(self._lines.prerequisite, self._prerequisites)),
            chapters=tuple(self._chapter(group, results) for group in self._groups),
            stars=tuple(map(self._lines.star, self._stars)),
            provincial=tuple(map(self._lines.prerequisite, form.provincial_checks)),
            tables=tuple(head.tables()),
            results=results.sheet(),
            totals=tuple(results.totals()),
            grades=tuple(results.grades()),
            signatures=results.signatures(),
            unit=filled.occasion.unit if filled else "",
            basis=filled.basis if filled else "",
            is_draft=filled.is_draft if filled else False,
            dated=filled.dated if filled else None,
        )

    def _title(self) -> str:
        """Give the form's name without the words that say who uses it: the line below tells that in full."""
        title = self._wording.text(self.copy.form.title)
        for mark in (" —— ", "—— ", ", as used by the workbench"):
            title = title.split(mark)[0]
        return title.strip()

    def _origin(self) -> Iterator[str]:
        form = self.copy.form
        is_own = form.has_constructed_items
        yield self.words.say("report", "provenance") if is_own else self._wording.say("origin_official")
        yield self._wording.say("status", status=self._wording.text(form.status))

    # --- groups -------------------------------------------------------------------------------------

    def _chapter(self, group: Group, results: Results) -> Chapter:
        wording = self._wording
        facts = {"code": group.code, "name": wording.text(group.name), "points": plain(group.points)}
        if group.floor is None:
            name = wording.say("chapter", **facts)
        else:
            name = wording.say("chapter_with_floor", floor=results.line(group.floor, 100, "%"), **facts)
        modes = [wording.text(mode.name) for mode in self.copy.form.modes if group.code in mode.groups]
        condition = ""
        if self._mode is None and modes:
            condition = wording.say("only_for", condition=wording.say("joined.or").join(modes))
        return Chapter(group.code, name, condition, tuple(self._sections(group)), results.summary(group))

    def _sections(self, group: Group) -> Iterator[Section]:
        known = {subgroup.code for subgroup in group.subgroups}
        loose = [item for item in self._items if item.group == group.code and item.subgroup not in known]
        if loose:
            yield Section("", "", tuple(map(self._lines.item, loose)))
        for subgroup in group.subgroups:
            items = [item for item in self._items if item.group == group.code and item.subgroup == subgroup.code]
            if items:
                name = self._wording.say("section", code=subgroup.code, name=self._wording.text(subgroup.name))
                points = self._wording.points(subgroup.points)
                yield Section(name, points, tuple(map(self._lines.item, items)))
