"""What would become of each row of a register: compared with the units held and with the rows before it."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from workbench.catalogue.credit_code import read_credit_code
from workbench.catalogue.pinyin import folded
from workbench.domain.refusals import Refusal
from workbench.store import units
from workbench.store.rows import Unit
from workbench.store.store import StoreConnection
from workbench.usecases.registering import NewUnit, field_faults
from workbench.usecases.registers.cells import AttributeValue
from workbench.usecases.registers.columns import Columns
from workbench.usecases.registers.rows import ReadRow
from workbench.usecases.session import Session


class Fate(enum.Enum):
    """What becomes of a row."""

    NEW = "new"
    SAME = "same"
    DIFFERS = "differs"
    REPEATED = "repeated"
    FAULTY = "faulty"


class TwoUnits(Refusal):
    """The credit code is one unit's and the name with the region another's; facts: `by_code`, `by_name`."""

    code = "two_units"


@dataclass(frozen=True)
class PlannedRow:
    """A row of the preview.

    Attributes:
        number: the row in the file, from 1.
        unit: the unit as read.
        fate: what becomes of it.
        faults: where it is faulty, with the refusal.
        known: the unit of the register that it is, by credit code or by name and region.
        differing: the fields in which it differs from that unit.
        twin_row: the earlier row of the file that it repeats.
    """

    number: int
    unit: NewUnit
    fate: Fate
    faults: tuple[tuple[str, Refusal], ...] = ()
    known: Unit | None = None
    differing: tuple[str, ...] = ()
    twin_row: int = 0


@dataclass(frozen=True)
class Preview:
    """Everything an import would do; nothing is written yet.

    Attributes:
        file: the name of the file.
        columns: its title row and what its columns mean.
        rows: what would become of each row.
        as_of: the last record of a unit that the store held when the rows were compared.
    """

    file: str
    columns: Columns
    rows: tuple[PlannedRow, ...]
    as_of: int = 0

    def of(self, fate: Fate) -> tuple[PlannedRow, ...]:
        """Give the rows with one fate."""
        return tuple(row for row in self.rows if row.fate is fate)

    @cached_property
    def counts(self) -> Counter[Fate]:
        """How many rows there are of each fate."""
        return Counter(row.fate for row in self.rows)


class HeldUnits:
    """The units of the register by what makes them the same: the credit code, or the name and the region."""

    def __init__(self, connection: StoreConnection) -> None:
        self._by_code: dict[tuple[str, str], Unit] = {}
        self._by_name: dict[tuple[str, str, str], Unit] = {}
        for unit in units.every(connection):
            if unit.credit_code:
                self._by_code.setdefault((unit.action, unit.credit_code), unit)
            self._by_name.setdefault((unit.action, folded(unit.name), unit.region), unit)

    def by_code(self, action: str, code: str) -> Unit | None:
        """Give the unit of an action with a credit code."""
        return self._by_code.get((action, code)) if code else None

    def by_name(self, wanted: NewUnit) -> Unit | None:
        """Give the unit of an action with this name in this region; widths of signs and blanks make no difference."""
        return self._by_name.get((wanted.action, folded(wanted.name), wanted.region))


class Planner:
    """Compares rows with the units held and with the rows before them."""

    def __init__(self, session: Session, held: HeldUnits) -> None:
        self._session = session
        self._held = held
        self._seen: dict[tuple[str, ...], int] = {}

    def plan(self, row: ReadRow) -> PlannedRow:
        """Say what would become of a row."""
        found = row.unit
        faults = [*row.faults, *_more_faults(self._session, row)]
        if faults:
            return PlannedRow(row.number, found, Fate.FAULTY, tuple(faults))
        code = read_credit_code(found.credit_code) if found.credit_code else ""
        coded, named = self._held.by_code(found.action, code), self._held.by_name(found)
        if coded and named and coded.unit_id != named.unit_id:
            place = row.places.get("credit_code", "")
            refusal = TwoUnits(by_code=coded.name, by_name=named.name)
            return PlannedRow(row.number, found, Fate.FAULTY, ((place, refusal),))
        known = coded or named
        earlier = self._earlier(found, code, known, row.number)
        if earlier:
            return PlannedRow(row.number, found, Fate.REPEATED, known=known, twin_row=earlier)
        if known is None:
            return PlannedRow(row.number, found, Fate.NEW)
        differing = tuple(_differing(known, found, code))
        return PlannedRow(row.number, found, Fate.DIFFERS if differing else Fate.SAME, (), known, differing)

    def _earlier(self, found: NewUnit, code: str, known: Unit | None, number: int) -> int:
        keys: list[tuple[str, ...]] = [("name", found.action, folded(found.name), found.region)]
        keys += [("code", found.action, code)] if code else []
        keys += [("unit", known.unit_id)] if known else []
        earlier = min((self._seen[key] for key in keys if key in self._seen), default=0)
        for key in keys:
            self._seen.setdefault(key, number)
        return earlier


def comparable(value: object) -> object:
    """Bring an attribute's value to the form in which values are compared: lists in order, figures as texts."""
    if isinstance(value, list | tuple):
        return sorted(map(str, value))
    return value if value is None or isinstance(value, bool) else str(value)


def as_recorded(value: object) -> AttributeValue:
    """Give a value of the store as a record carries it."""
    if isinstance(value, list | tuple):
        return tuple(str(one) for one in value)
    return value if isinstance(value, str | int) else None


def _more_faults(session: Session, row: ReadRow) -> Iterator[tuple[str, Refusal]]:
    told = {"region", "action"} if row.faults else set()
    for name, fault in field_faults(session, row.unit).items():
        if name not in told:
            yield row.places.get(name, ""), fault


def _differing(known: Unit, found: NewUnit, code: str) -> Iterable[str]:
    """Name the fields that the register file fills otherwise; what it leaves empty says nothing."""
    pairs = (
        ("name", known.name, found.name),
        ("credit_code", known.credit_code or "", code),
        ("region", known.region, found.region),
        ("address", known.address, found.address),
    )
    yield from (name for name, held, told in pairs if told and told != held)
    for key, value in found.attributes.items():
        if comparable(known.attributes.get(key)) != comparable(value):
            yield key
