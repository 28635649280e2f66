"""Read a form from the sheets of a workbook: its content, and the cell that every piece of it stands in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from workbench.authoring.workbook.codecs import MisreadError
from workbench.authoring.workbook.facts import Facts, meant_fact, meant_path
from workbench.authoring.workbook.fields import Field, Shape, Table, kind_of
from workbench.authoring.workbook.layout import FACT_SHEET, OWNER, Layout, Line
from workbench.authoring.workbook.rows import Meant, node_of, refuse_cell
from workbench.authoring.workbook.tables import BY_KEY, TABLES, owned_by
from workbench.authoring.workbook.trees import ABSENT, Tree, lay, look, merge
from workbench.authoring.workbook.vocabulary import Vocabulary, folded
from workbench.catalogue.problems import Path, Problem
from workbench.spreadsheets.places import cell_place
from workbench.spreadsheets.reading import BookRead


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece of content stands: the cell, and what the column (or sheet) is called."""

    cell: str
    title: str


@dataclass(frozen=True)
class ReadSheets:
    """What a workbook says.

    Attributes:
        content: the content of the form, as far as it could be read.
        places: where every piece of it stands, empty cells included.
        problems: what is wrong with the workbook itself, each at its cell.
        notes: what was passed over but may have been meant.
    """

    content: Tree
    places: dict[Path, Place]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row that may own others: under which label, starting in which sheet."""

    table: Table
    root: str
    label: str
    node: Tree
    path: Path


@dataclass
class _Reader:
    """Puts the rows of all sheets together to one content."""

    layout: Layout
    content: Tree = field(default_factory=dict)
    places: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    entries: dict[str, dict[str, list[_Entry]]] = field(default_factory=dict)
    completed: set[tuple[str, Path]] = field(default_factory=set)

    @property
    def words(self) -> Vocabulary:
        """The words of the workbook."""
        return self.layout.words

    def read(self) -> None:
        """Read all sheets, owners before what they own."""
        self._read_form()
        self._read_facts()
        for table in TABLES:
            if table.shape is not Shape.RECORD:
                self._read_rows(table)

    def _read_form(self) -> None:
        for key in ("form", "certificate"):
            table = BY_KEY[key]
            for line in self.layout.lines(key):
                meant = self._meant(table, line)
                if table.at:
                    lay(self.content, table.at, meant.node)
                else:
                    merge(self.content, meant.node)
                self._place_fields(table, line, table.at)
        for table in TABLES:
            if table.at and not table.owners:
                sheet = self.layout.sheets.get(table.key)
                name = sheet.name if sheet else self.words.sheet(table.key)
                self.places.setdefault(table.at, Place(cell_place(name, 1, 1), name))

    def _read_facts(self) -> None:
        facts = Facts()
        for line in self.layout.lines(FACT_SHEET):
            try:
                for cell in line.cells.values():
                    refuse_cell(cell)
                path, value = line.text("path"), meant_fact(line.text("value"))
                if path.endswith("+"):
                    facts.add_piece(meant_path(path[:-1]), str(value))
                else:
                    facts.add(meant_path(path), value)
                    self.places[meant_path(path)] = Place(line.place, path)
            except MisreadError as fault:
                self._fault(fault.code, line.place, fault.facts)
        merge(self.content, facts.content())

    def _read_rows(self, table: Table) -> None:
        waiting = list(self.layout.lines(table.key))
        while waiting:
            left = [line for line in waiting if not self._take(table, line)]
            if len(left) == len(waiting):
                break
            waiting = left
        for line in waiting:
            self._refuse_owner(table, line)

    def _take(self, table: Table, line: Line) -> bool:
        """Take a line in; False while nothing that could own it is known."""
        if not table.has_owner:
            self._append(table, line, None)
            return True
        owners = self._owners(table, line.text(OWNER))
        if len(owners) != 1:
            return False
        owner = owners[0]
        if table.suits(owner.node) or not kind_of(look(owner.node, ("scoring",))):
            (self._complete if table.shape is Shape.DETAIL else self._append)(table, line, owner)
        else:
            kind = self.words.word("kind", kind_of(look(owner.node, ("scoring",))))
            facts = {"owner": owner.label, "kind": kind, "sheet": self.words.sheet(table.key)}
            self._fault("row_unfit", line.place, facts)
        return True

    def _owners(self, table: Table, text: str) -> list[_Entry]:
        """Find the rows that an owner's label may mean; `sheet!label` narrows it down."""
        root, _, label = text.replace("／", "/").replace("！", "!").rpartition("!")
        found = [entry for key in table.owners for entry in self.entries.get(key, {}).get(label, ())]
        names = {folded(name): key for key in BY_KEY for name in self.words.sheet_names(key)}
        return [entry for entry in found if not root or entry.root == names.get(folded(root))]

    def _refuse_owner(self, table: Table, line: Line) -> None:
        owner = line.text(OWNER)
        cell = line.cells.get(OWNER)
        place = cell.place if cell else line.place
        found = self._owners(table, owner)
        sheets = " / ".join(self.words.sheet(key) for key in table.owners)
        code = "owner_missing" if not owner else "owner_twice" if len(found) > 1 else "owner_unknown"
        self._fault(code, place, {"owner": owner[:60], "sheets": sheets})
        self._meant(table, line)  # its other cells are looked at all the same

    def _append(self, table: Table, line: Line, owner: _Entry | None) -> None:
        node, at = (owner.node, (*owner.path, *table.at)) if owner else (self.content, table.at)
        held = look(node, table.at)
        if not isinstance(held, list):
            held = []
            lay(node, table.at, held)
        path = (*at, len(held))
        meant = self._meant(table, line)
        held.append(meant.node)
        self._place_fields(table, line, path)
        code = meant.node.get(table.code)
        if isinstance(code, str):
            self._know(table, owner, code, meant.node, path)

    def _know(self, table: Table, owner: _Entry | None, code: str, node: Tree, path: Path) -> None:
        nests = table.key in {"parts", "gate_branches"} and owner is not None
        label = f"{owner.label}/{code}" if nests and owner else code
        root = owner.root if nests and owner else table.key
        self.entries.setdefault(table.key, {}).setdefault(label, []).append(_Entry(table, root, label, node, path))

    def _complete(self, table: Table, line: Line, owner: _Entry) -> None:
        if (table.key, owner.path) in self.completed:
            self._fault("detail_twice", line.place, {"owner": owner.label, "sheet": self.words.sheet(table.key)})
            return
        self.completed.add((table.key, owner.path))
        held = look(owner.node, table.at)
        if held is ABSENT:
            lay(owner.node, table.at, held := {})
        merge(held, self._meant(table, line).node)
        self._place_fields(table, line, (*owner.path, *table.at))

    def _meant(self, table: Table, line: Line) -> Meant:
        meant = node_of(table, line.cells, line.more, self.words)
        for cell, fault in meant.faults:
            self._fault(fault.code, cell.place, fault.facts)
        return meant

    def _place_fields(self, table: Table, line: Line, path: Path) -> None:
        """Note where everything about a row stands, also what is not there yet."""
        named = line.cells.get(table.code)
        self.places.setdefault(path, Place(named.place if named else line.place, self.words.sheet(table.key)))
        for column in table.fields:
            cell = line.cells.get(column.key)
            place = Place(cell.place if cell else line.place, self.words.title(table.key, column.key))
            for length in range(1, len(column.path) + 1):
                self.places.setdefault((*path, *column.path[:length]), place)
        for child in owned_by(table.key):
            self._place_child(child, path)

    def _place_child(self, child: Table, path: Path) -> None:
        """What belongs in another sheet and is missing there is told where the rule of its owner stands."""
        rule = self.places.get((*path, "scoring")) or self.places[path]
        sheet = self.words.sheet(child.key)
        if child.shape is Shape.LIST:
            self.places.setdefault((*path, *child.at), Place(rule.cell, sheet))

    def _fault(self, code: str, place: str, facts: dict[str, str]) -> None:
        self.problems.append(Problem(code, place, facts))

    def place_missing_details(self) -> None:
        """Say of the details that no row gives where they would belong."""
        for entries in self.entries.values():
            for entry in (one for several in entries.values() for one in several):
                for child in owned_by(entry.table.key):
                    if child.shape is Shape.DETAIL and (child.key, entry.path) not in self.completed:
                        self._place_detail(child, entry)

    def _place_detail(self, child: Table, entry: _Entry) -> None:
        if not child.suits(entry.node):
            return
        rule = self.places.get((*entry.path, "scoring")) or self.places[entry.path]
        for column in child.fields:
            title = f"{self.words.sheet(child.key)}!{self.words.title(child.key, column.key)}"
            for path in _paths(column):
                self.places.setdefault((*entry.path, *child.at, *path), Place(rule.cell, title))


def _paths(column: Field) -> Iterable[Path]:
    return [column.path[:length] for length in range(1, len(column.path) + 1)]


def read_sheets(book: BookRead, words: Vocabulary) -> ReadSheets:
    """Read what a workbook says; whatever is wrong is told, nothing is raised."""
    layout = Layout(words, book)
    reader = _Reader(layout)
    reader.read()
    reader.place_missing_details()
    told = {problem.path for problem in layout.problems}
    problems = (*layout.problems, *(problem for problem in reader.problems if problem.path not in told))
    return ReadSheets(reader.content, reader.places, problems, tuple(layout.notes))


def is_form_workbook(book: BookRead, words: Vocabulary) -> bool:
    """Tell whether a workbook means to be a form of ours."""
    return Layout(words, book).is_form
