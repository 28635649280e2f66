"""What becomes of a draft in another edition of its form: each answer mapped, mapped but changed, lost, or new."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from workbench.authoring.bearing import bearing, beyond_translation
from workbench.authoring.comparison import ITEMS, Comparison, compare
from workbench.authoring.differences import Difference
from workbench.domain.forms import Form, Item, Prerequisite, StarRequirement
from workbench.domain.texts import Text
from workbench.scoring.decoding.subject import subject
from workbench.scoring.decoding.values import response, star_response
from workbench.scoring.faults import Fault, Findings, Place

Asked = Item | Prerequisite | StarRequirement


class Section(enum.Enum):
    """What a draft holds: answers of two halves, facts about the subject, outside values."""

    ITEM = "item"
    PREREQUISITE = "prerequisite"
    ATTRIBUTE = "attribute"
    PARAMETER = "parameter"


class Fate(enum.Enum):
    """What becomes of one thing."""

    MAPPED = "mapped"
    CHANGED = "changed"
    LOST = "lost"


class Why(enum.Enum):
    """Why something is lost."""

    GONE = "gone"
    NOT_ASKED = "not_asked"
    NOT_ANSWERED = "not_answered"
    DOES_NOT_FIT = "does_not_fit"
    NOT_READ = "not_read"


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: the form as the engine reads it, and the content it was read from."""

    form: Form
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Holding:
    """What a draft holds; `answers` are entries of an ANSWERS document by half and code, blank ones left out."""

    answers: Mapping[tuple[Section, str], Mapping[str, Any]]
    subject: Mapping[str, object] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Carried:
    """One answer, fact or outside value, and what becomes of it.

    Attributes:
        section: what it is.
        code: its code or key.
        name: what it is called, by the newer edition where that knows it.
        fate: mapped, changed or lost.
        why: the reason of a lost one.
        differences: what changed of its demands, for a changed one.
        faults: what is wrong with the answer by the new rule, or what of it is no longer read.
        is_known: whether the newer edition still asks something under this code.
    """

    section: Section
    code: str
    name: Text
    fate: Fate
    why: Why | None = None
    differences: tuple[Difference, ...] = ()
    faults: tuple[Fault, ...] = ()
    is_known: bool = True


_HALVES: Final = {Section.ITEM: "responses", Section.PREREQUISITE: "prerequisites"}
_LISTS: Final = ("prerequisites", "star_requirements", "provincial_checks")


def plan(old: Edition, new: Edition, holding: Holding) -> tuple[Carried, ...]:
    """Plan a move; nothing is decided by anything but the two editions and what the draft holds."""
    planner = _Planner(old, new)
    return (
        *(planner.attribute(key, value) for key, value in holding.subject.items()),
        *(planner.parameter(key) for key in holding.parameters),
        *(planner.answer(section, code, holding.answers[section, code]) for section, code in planner.ordered(holding)),
    )


class _Planner:
    """Judges one thing after the other against the newer edition."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self._found: Comparison = compare(old.content, new.content)
        self._old, self._new = old.form, new.form
        self._asked_before, self._asked = _asked(old.form), _asked(new.form)
        self._nodes = _nodes(new.content)

    def ordered(self, holding: Holding) -> list[tuple[Section, str]]:
        """Put the answers into the order in which the newer edition asks, what it does not ask last."""
        places = {key: at for at, key in enumerate(self._asked)}
        return sorted(holding.answers, key=lambda key: places.get(key, len(places)))

    def attribute(self, key: str, value: object) -> Carried:
        names = {one.key: one.name for form in (self._old, self._new) for one in form.attributes}
        declared = tuple(one for one in self._new.attributes if one.key == key)
        found = Findings()
        subject({key: value}, declared, Place("subject", found))
        carried = Carried(Section.ATTRIBUTE, key, names.get(key, Text(key)), Fate.MAPPED)
        faults = tuple(found.faults)
        return self._declared(carried, "attributes", faults) if declared else _lost(carried, Why.GONE, is_known=False)

    def parameter(self, key: str) -> Carried:
        names = {one.key: one.name for form in (self._old, self._new) for one in form.parameters}
        is_known = any(one.key == key for one in self._new.parameters)
        carried = Carried(Section.PARAMETER, key, names.get(key, Text(key)), Fate.MAPPED)
        return self._declared(carried, "parameters") if is_known else _lost(carried, Why.GONE, is_known=False)

    def answer(self, section: Section, code: str, entry: Mapping[str, Any]) -> Carried:
        asked, before = self._asked.get((section, code)), self._asked_before.get((section, code))
        name = next((one.name for one in (asked, before) if one is not None), Text(code))
        carried = Carried(section, code, name, Fate.MAPPED)
        if asked is None:
            return _lost(carried, Why.GONE, is_known=False)
        if not self._new.has(asked):  # ignored before, it is ignored still; asked before, it counts no more
            was_asked = before is not None and self._old.has(before)
            return _lost(carried, Why.NOT_ASKED, is_known=False) if was_asked else carried
        if isinstance(asked, Prerequisite) and asked.derived:
            return _lost(carried, Why.NOT_ANSWERED, is_known=False)
        return self._fitted(carried, asked, before, entry)

    def _fitted(self, carried: Carried, asked: Asked, before: Asked | None, entry: Mapping[str, Any]) -> Carried:
        place = f"{_HALVES[carried.section]}.{carried.code}"
        read = _read(self._new, asked, entry, place)
        if read.faults:
            return _lost(carried, Why.DOES_NOT_FIT, tuple(read.faults))
        known = set() if before is None else {one.path for one in _read(self._old, before, entry, place).warnings}
        unread = tuple(one for one in read.warnings if one.path not in known)
        if unread and not _is_anything_read(entry.get("value"), f"{place}.value", unread):
            return _lost(carried, Why.NOT_READ, unread)
        section, node = self._nodes[carried.section, carried.code]
        differences = bearing(self._found, section, carried.code, node)
        fate = Fate.CHANGED if differences or unread else Fate.MAPPED
        return Carried(carried.section, carried.code, carried.name, fate, None, differences, unread)

    def _declared(self, carried: Carried, section: str, faults: tuple[Fault, ...] = ()) -> Carried:
        if faults:
            return _lost(carried, Why.DOES_NOT_FIT, faults)
        differences = beyond_translation(one for one in self._found.of_entry(section, carried.code) if one.path)
        fate = Fate.CHANGED if differences else Fate.MAPPED
        return Carried(carried.section, carried.code, carried.name, fate, None, differences)


def _lost(carried: Carried, why: Why, faults: tuple[Fault, ...] = (), *, is_known: bool = True) -> Carried:
    return Carried(carried.section, carried.code, carried.name, Fate.LOST, why, (), faults, is_known)


def _asked(form: Form) -> dict[tuple[Section, str], Asked]:
    conditions: tuple[Prerequisite | StarRequirement, ...] = (
        *form.prerequisites,
        *form.star_requirements,
        *form.provincial_checks,
    )
    return {
        **{(Section.PREREQUISITE, one.code): one for one in conditions},
        **{(Section.ITEM, item.code): item for item in form.items},
    }


def _nodes(content: Mapping[str, Any]) -> dict[tuple[Section, str], tuple[str, Mapping[str, Any]]]:
    items = [item for group in content["groups"] for item in group["items"]]
    return {
        **{(Section.ITEM, item["code"]): (ITEMS, item) for item in items},
        **{(Section.PREREQUISITE, one["code"]): (name, one) for name in _LISTS for one in content.get(name, ())},
    }


def _read(form: Form, asked: Asked, entry: Mapping[str, Any], place: str) -> Findings:
    """Read an entry by the rule alone: whether the subject is asked it may change from one moment to the next."""
    found = Findings()
    at = Place(place, found)
    if isinstance(asked, StarRequirement):
        star_response(entry, asked, at)
        return found
    policy = None if isinstance(asked, Item) and asked.must_pass else asked.not_applicable
    response(entry, asked.rule, policy, form.input_by_key, at)
    return found


def _is_anything_read(value: Any, path: str, unread: tuple[Fault, ...]) -> bool:
    """Tell whether the new rule reads at least one thing that was entered."""
    gone = {one.path for one in unread}
    return any(not any(leaf == one or leaf.startswith(f"{one}.") for one in gone) for leaf in _leaves(value, path))


def _leaves(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _leaves(below, f"{path}.{key}")
    elif value is not None:
        yield path
