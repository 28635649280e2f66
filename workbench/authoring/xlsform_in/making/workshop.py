"""What all makers of a form share: the ledger, the wordings, the choice lists and the codes already given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from workbench.authoring.xlsform_in.ledger import Ledger
from workbench.authoring.xlsform_in.making.codes import Names, codes, keys
from workbench.authoring.xlsform_in.making.units import KNOWN
from workbench.authoring.xlsform_in.making.wording import Writer
from workbench.authoring.xlsform_in.source.choices import Choice, ChoiceList
from workbench.authoring.xlsform_in.source.columns import Role
from workbench.authoring.xlsform_in.source.outline import Question
from workbench.authoring.xlsform_in.source.question_types import Kind
from workbench.authoring.xlsform_in.source.tables import Row

Content = dict[str, Any]

OTHER: Final = Choice("other", None)
"""The choice that XLSForm adds where a type ends with `or_other`."""
_YES: Final = frozenset({"yes", "true", "true()"})
_NO: Final = frozenset({"no", "false", "false()"})
SELECTS: Final = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE})


@dataclass
class Workshop:
    """The bench at which one XLSForm becomes a form."""

    ledger: Ledger
    writer: Writer
    lists: Mapping[str, ChoiceList]
    source: str
    """Where everything comes from, in words."""
    item_codes: Names = field(default_factory=lambda: codes("item"))
    group_codes: Names = field(default_factory=lambda: codes("group"))
    attribute_keys: Names = field(default_factory=lambda: keys("attribute"))
    input_keys: Names = field(default_factory=lambda: keys("input", reserved=("mean",)))
    inputs: list[Content] = field(default_factory=list)
    keys_of_inputs: dict[Question, str] = field(default_factory=dict)
    used_lists: set[str] = field(default_factory=set)
    words: dict[str, str] = field(default_factory=dict)
    _choice_codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def choices_of(self, question: Question) -> tuple[Choice, ...]:
        """Give the choices of a question; none where its list is missing."""
        known = self.lists.get(question.type.list_name)
        if known is None or question.type.kind not in SELECTS:
            return ()
        return (*known.choices, OTHER) if question.type.or_other and OTHER.name not in known.names else known.choices

    def choice_code(self, list_name: str, choice: str) -> str:
        """Give the code of a choice, the same wherever its list is used."""
        return self._codes_of(list_name)[choice]

    def count_required(self, row: Row) -> None:
        """Count the cells of `required`: a form asks for an answer to everything anyway."""
        for cell in row.cells_of(Role.REQUIRED):
            said = cell.text.strip().lower()
            if said in _YES:
                self.ledger.carry([cell], "required")
            else:
                self.ledger.leave([cell], "optional_is_asked" if said in _NO else "required_condition")

    def tell_about_other(self, question: Question) -> None:
        """Say where the free text of "other" goes."""
        if question.type.or_other:
            self.ledger.tell([question.row.cell(Role.TYPE)], "or_other")

    def _codes_of(self, list_name: str) -> dict[str, str]:
        if list_name not in self._choice_codes:
            names = codes("option")
            listed = [choice.name for choice in self.lists[list_name].choices]
            self._choice_codes[list_name] = {name: names.give(name) for name in dict.fromkeys((*listed, OTHER.name))}
        return self._choice_codes[list_name]

    def unit(self, zh: str) -> str:
        """Note a unit for the glossary where it needs a translation."""
        if zh in KNOWN:
            self.words[zh] = KNOWN[zh]
        return zh

    def origin(self) -> Content:
        """Say where a group comes from: an import is never official."""
        return {"provenance": "constructed", "source": self.source}
