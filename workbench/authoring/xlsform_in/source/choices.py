"""The choice lists of an XLSForm; choices that belong nowhere are listed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from workbench.authoring.xlsform_in.ledger import Ledger
from workbench.authoring.xlsform_in.source.columns import Role
from workbench.authoring.xlsform_in.source.tables import Row, Table


@dataclass(frozen=True, eq=False)
class Choice:
    """One choice of a list; `row` is None for one that XLSForm adds by itself (`or_other`)."""

    name: str
    row: Row | None


@dataclass(frozen=True, eq=False)
class ChoiceList:
    """A list in the order of its sheet."""

    name: str
    choices: tuple[Choice, ...]

    @property
    def names(self) -> frozenset[str]:
        """The names of its choices, as conditions use them."""
        return frozenset(choice.name for choice in self.choices)


def choice_lists(sheet: Table, ledger: Ledger) -> Mapping[str, ChoiceList]:
    """Collect the lists by name; a choice without list or name, or twice in its list, is listed."""
    found: dict[str, dict[str, Choice]] = {}
    for row in sheet.rows:
        list_name, name = row.text(Role.LIST_NAME), row.text(Role.NAME)
        if not list_name:
            ledger.leave(row.every_cell, "choice_without_list")
        elif not name:
            ledger.leave(row.every_cell, "choice_without_name", list=list_name)
        elif name in found.get(list_name, {}):
            ledger.leave(row.every_cell, "choice_repeated", list=list_name, name=name)
        else:
            found.setdefault(list_name, {})[name] = Choice(name, row)
    return {name: ChoiceList(name, tuple(choices.values())) for name, choices in found.items()}


def leave_unused(lists: Mapping[str, ChoiceList], used: Collection[str], ledger: Ledger) -> None:
    """List the choice lists that no carried question draws on."""
    for one in lists.values():
        if one.name not in used:
            for choice in one.choices:
                ledger.leave(choice.row.every_cell if choice.row else (), "list_unused", list=one.name)
