"""What differs between two editions of a form, per item, group, grade and every other part: whole, exact and pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from workbench.authoring.differences import Coded, Difference, Found, Kind
from workbench.authoring.walking import differences as walk
from workbench.catalogue.source.content import content_sha256
from workbench.domain.texts import Text

Content = Mapping[str, Any]

FORM: Final = "form"
"""The section of the form's own fields: title, standard, total, certificate ..."""

ITEMS: Final = "items"

SECTIONS: Final = (
    FORM,
    "attributes",
    "parameters",
    "inputs",
    "tables",
    "prerequisites",
    "star_requirements",
    "provincial_checks",
    "groups",
    ITEMS,
    "modes",
    "grading",
    "further_outcomes",
    "seed_coverage",
    "words",
)
"""The sections in the order in which a form asks, and in which differences are told."""

ASKED: Final = "asked"
"""Whether an edition asks an entry or only keeps it for comparison (`editions`); the label alone decides that, so it
is compared as a field of its own."""

_BY_EDITION: Final = ("prerequisites", "star_requirements", "provincial_checks", ITEMS)
_NAMES: Final = ("name", "text", "label")


@dataclass(frozen=True, slots=True)
class EditionName:
    """Which edition was compared."""

    form: str
    edition: str
    sha256: str
    title: Text


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two editions, section by section, in the order of the newer one.

    Attributes:
        old: the edition compared from.
        new: the edition compared to.
        differences: every difference; empty exactly when the contents are the same.
        groups: the group of every item of either edition, by item code; the newer edition decides.
        group_names: what those groups are called.
    """

    old: EditionName
    new: EditionName
    differences: tuple[Difference, ...]
    groups: Mapping[str, str]
    group_names: Mapping[str, Text]

    @property
    def is_one_form(self) -> bool:
        """Whether both are editions of one form, so that equal codes mean the same thing."""
        return self.old.form == self.new.form

    def of_section(self, section: str) -> tuple[Difference, ...]:
        """Give the differences of one section."""
        return tuple(one for one in self.differences if one.section == section)

    def of_entry(self, section: str, code: str) -> tuple[Difference, ...]:
        """Give the differences of one entry."""
        return tuple(one for one in self.differences if (one.section, one.entry) == (section, code))

    def counts(self, section: str) -> Mapping[Kind, int]:
        """Count the entries of a section that were added, removed, moved to another place, or changed in it."""
        found: dict[Kind, set[str]] = {kind: set() for kind in Kind}
        for one in self.of_section(section):
            found[_fate(one)].add(one.entry)
        return {kind: len(codes) for kind, codes in found.items()}


def compare(old: Content, new: Content) -> Comparison:
    """Compare the contents of two editions; both must have been accepted by the form reader."""
    before, after = _flattened(old), _flattened(new)
    found = [one for section in SECTIONS for one in _of_section(section, before, after)]
    return Comparison(
        old=_name(old),
        new=_name(new),
        differences=tuple(found),
        groups={item["code"]: item["group"] for content in (before, after) for item in content[ITEMS]},
        group_names={group["code"]: _called(group) for content in (before, after) for group in content["groups"]},
    )


def is_newly_asked(difference: Difference) -> bool:
    """Tell whether an entry that a file only kept for comparison is asked now."""
    return difference.path == (ASKED,) and difference.new is True


def is_no_longer_asked(difference: Difference) -> bool:
    """Tell whether an entry is kept for comparison only, and asked no longer."""
    return difference.path == (ASKED,) and difference.new is False


def is_another_group(difference: Difference) -> bool:
    """Tell whether an item went into another group."""
    return (difference.section, difference.path) == (ITEMS, ("group",))


def _fate(one: Difference) -> Kind:
    if is_another_group(one):
        return Kind.MOVED
    if one.path == (ASKED,):
        return Kind.ADDED if one.new else Kind.REMOVED
    return Kind.CHANGED if one.path else one.kind


def _name(content: Content) -> EditionName:
    title = content["title"]
    return EditionName(
        content["form"], content["edition"], content_sha256(content), Text(title["zh"], title.get("en", ""))
    )


def _flattened(content: Content) -> dict[str, Any]:
    """Put all items into one list, each with the code of its group, so that a moved item is one item still."""
    groups = [{key: value for key, value in group.items() if key != "items"} for group in content["groups"]]
    items = [{**item, "group": group["code"]} for group in content["groups"] for item in group["items"]]
    flat = {**content, "groups": groups, ITEMS: items}
    for section in _BY_EDITION:
        if section in flat:
            flat[section] = [{**entry, ASKED: _is_asked(entry, content["edition"])} for entry in flat[section]]
    return flat


def _is_asked(entry: Content, edition: str) -> bool:
    return "editions" not in entry or edition in entry["editions"]


def _of_section(section: str, old: Content, new: Content) -> Iterator[Difference]:
    if section == FORM:
        own = [{key: value for key, value in content.items() if key not in SECTIONS[1:]} for content in (old, new)]
        yield from (_difference(FORM, one, "", {}) for one in walk(own[0], own[1]))
        return
    if (section in old) != (section in new):  # an empty list is content too
        kind = Kind.REMOVED if section in old else Kind.ADDED
        yield _difference(FORM, Found((section,), kind, [] if section in old else None, [] if section in new else None))
    before, after = old.get(section, []), new.get(section, [])
    nodes = {_code(entry): entry for entry in (*before, *after)}
    for one in walk(before, after):
        step, *rest = one.path or ("",)
        code = step.code if isinstance(step, Coded) else ""
        below = tuple(rest) if code else one.path
        yield _difference(section, Found(below, one.kind, one.old, one.new, one.after), code, nodes.get(code, {}))


def _difference(section: str, found: Found, entry: str = "", node: Content | None = None) -> Difference:
    return Difference(section, entry, _called(node or {}), found.path, found.kind, found.old, found.new, found.after)


def _code(entry: Content) -> str:
    return str(next((entry[key] for key in ("code", "key", "id", "zh") if key in entry), ""))


def _called(node: Content) -> Text:
    told = next((node[key] for key in _NAMES if key in node), node)
    return Text(str(told.get("zh", "")), str(told.get("en", ""))) if isinstance(told, dict) else Text("")
