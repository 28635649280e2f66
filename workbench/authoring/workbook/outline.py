"""Walk a form's content into the rows of its sheets; what a row owns becomes rows of other sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from workbench.authoring.workbook.facts import FACTS, fact_rows
from workbench.authoring.workbook.fields import RULE, Shape, Table
from workbench.authoring.workbook.rows import Row, row_of
from workbench.authoring.workbook.tables import BY_KEY, TABLES, owned_by, roots
from workbench.authoring.workbook.trees import Tree, copied, lay, look, take
from workbench.authoring.workbook.vocabulary import Vocabulary

_SHARED_CODES = ("items", "prerequisites", "provincial_checks")
_KIND = ("kind", "form", "combine")


class Outline:
    """The rows of every sheet, by the key of its table."""

    def __init__(self, content: Tree, words: Vocabulary) -> None:
        self.rows: dict[str, list[Row]] = {table.key: [] for table in TABLES}
        self.facts: list[tuple[str, str]] = []
        self._words = words
        self._ambiguous = _codes_of_two_sheets(content)
        self._item_codes = Counter(_item_codes(content))
        self._walk(content)

    def _walk(self, content: Tree) -> None:
        whole = copied(content)
        for key in FACTS:
            if key in whole:
                self.facts += fact_rows(key, whole.pop(key))
        for table in roots():
            if table.key != "form":
                self._visit_all(table, "", whole)
        self.rows["form"].append(row_of(BY_KEY["form"], "", whole, self._words))

    def _visit_all(self, table: Table, owner: str, node: Tree) -> None:
        """Write what a node owns in one sheet, and take it out of the node; what does not fit the sheet stays."""
        inner = look(node, table.at)
        if table.shape is Shape.LIST:
            if table.suits(node) and inner and isinstance(inner, list) and all(map(_is_map, inner)):
                repeated = _repeated(table, inner)
                for entry in inner:
                    self._visit(table, owner, entry, may_own=entry.get(table.code) not in repeated)
                take(node, table.at)
        elif table.shape is Shape.RECORD:
            if isinstance(inner, dict):
                self._visit(table, owner, inner, may_own=False)
                take(node, table.at)
        elif table.suits(node) and isinstance(inner, dict):
            self._detail(table, owner, node, inner)

    def _detail(self, table: Table, owner: str, node: Tree, inner: Tree) -> None:
        is_rule = table.at == RULE
        kind = {key: inner.pop(key) for key in _KIND if key in inner} if is_rule else {}
        row = row_of(table, owner, inner, self._words)
        if not row.is_empty:
            self.rows[table.key].append(row)
            take(node, table.at)
        if is_rule:
            lay(node, table.at, kind)

    def _visit(self, table: Table, owner: str, entry: Tree, *, may_own: bool) -> None:
        node = copied(entry)
        label = self._label(table, owner, entry)
        place = len(self.rows[table.key])
        if may_own and label and not self._is_repeated_item(table, entry):
            for child in owned_by(table.key):
                self._visit_all(child, label, node)
        self.rows[table.key].insert(place, row_of(table, owner, node, self._words))

    def _is_repeated_item(self, table: Table, entry: Tree) -> bool:
        """Tell whether two groups have an item of this code: nothing can be said to belong to one of them."""
        return table.key == "items" and self._item_codes[entry["code"]] > 1

    def _label(self, table: Table, owner: str, entry: Tree) -> str:
        code = entry.get(table.code)
        if not isinstance(code, str) or not code:
            return ""
        if table.key in {"parts", "gate_branches"}:
            return f"{owner}/{code}"
        return f"{self._words.sheet(table.key)}!{code}" if (table.key, code) in self._ambiguous else code


def _repeated(table: Table, entries: list[Any]) -> set[Any]:
    """Name the codes that stand for two entries: nothing can be said to belong to one of them."""
    counted = Counter(entry.get(table.code) for entry in entries if isinstance(entry.get(table.code), str))
    return {code for code, count in counted.items() if count > 1}


def _codes_of_two_sheets(content: Tree) -> set[tuple[str, str]]:
    """Find the codes that an item shares with a prerequisite: rows that belong to one of them must say which."""
    sheets = [set(_codes(content.get(key))) for key in ("prerequisites", "provincial_checks")]
    counted = Counter(code for codes in (*sheets, set(_item_codes(content))) for code in codes)
    return {(table, code) for table in _SHARED_CODES for code, count in counted.items() if count > 1}


def _item_codes(content: Tree) -> Iterator[str]:
    groups = content.get("groups")
    for group in groups if isinstance(groups, list) else []:
        yield from _codes(group.get("items") if _is_map(group) else None)


def _codes(entries: Any) -> Iterator[str]:
    found = entries if isinstance(entries, list) else []
    yield from (str(entry["code"]) for entry in found if _is_map(entry) and "code" in entry)


def _is_map(value: Any) -> bool:
    return isinstance(value, dict)
