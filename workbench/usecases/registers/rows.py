"""One row of a register as a unit: regions by code or name, actions by code or title, attributes by their choices."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from workbench.catalogue.refusals import UnknownRegion
from workbench.catalogue.regions import Region, Regions
from workbench.domain.forms import Attribute, Form
from workbench.domain.refusals import Refusal
from workbench.spreadsheets.reading import Cell
from workbench.usecases.registering import NewUnit, UnknownAction
from workbench.usecases.registers.cells import AttributeValue, attribute_value, one_line
from workbench.usecases.registers.columns import ATTRIBUTE, Field

_EMPTY = Cell("", "")


class RegionAmbiguous(Refusal):
    """Several regions have this name; facts: `region`, `known`."""

    code = "region_ambiguous"


class ActionMissing(Refusal):
    """Neither the row nor the command says which action the unit belongs to."""

    code = "action_missing"


@dataclass(frozen=True)
class ReadRow:
    """A row as a unit, with what could not be read of it.

    Attributes:
        number: the row in the file, from 1.
        unit: the unit as read.
        places: where its fields stand, by their names.
        faults: the place of what could not be read, with the refusal.
    """

    number: int
    unit: NewUnit
    places: Mapping[str, str]
    faults: tuple[tuple[str, Refusal], ...] = ()


@dataclass(frozen=True)
class RowReader:
    """Reads rows of one register.

    Attributes:
        regions: the divisions in force.
        forms: the newest edition of each form.
        action: the action of all rows; "" where a column tells it.
        region: where rows without a region lie; "" where each row says so.
    """

    regions: Regions
    forms: tuple[Form, ...]
    action: str = ""
    region: str = ""
    _found: dict[tuple[str, str], str | Refusal] = field(default_factory=dict)

    def read(self, number: int, cells: Mapping[str, Cell]) -> ReadRow:
        """Read one row by the meanings of its cells."""
        faults: list[tuple[str, Refusal]] = []

        def kept(cell: Cell, found: str | Refusal) -> str:
            if isinstance(found, Refusal):
                faults.append((cell.place, found))
                return ""
            return found

        def text(meaning: Field) -> str:
            return one_line(cells.get(meaning.value, _EMPTY).text)

        action_cell = cells.get(Field.ACTION.value, _EMPTY)
        action = kept(action_cell, self._action(text(Field.ACTION)))
        region_cell = cells.get(Field.REGION.value) or cells.get(Field.CITY.value) or _EMPTY
        region = kept(region_cell, self._region(text(Field.CITY), text(Field.REGION)))
        attributes = self._attributes(action, cells, faults)
        unit = NewUnit(text(Field.NAME), action, region, text(Field.CREDIT_CODE), text(Field.ADDRESS), attributes)
        return ReadRow(number, unit, {meaning: cell.place for meaning, cell in cells.items()}, tuple(faults))

    def _action(self, told: str) -> str | Refusal:
        if not told:
            return self.action or ActionMissing()
        return self._actions.get(told) or UnknownAction(action=told)

    @cached_property
    def _actions(self) -> Mapping[str, str]:
        """The actions by all that a row may call them; of forms that share a title the newest counts."""
        called: dict[str, str] = {}
        for form in self.forms:
            for name in (form.action, form.code, form.short_name.zh, form.short_name.en):
                called.setdefault(name, form.action)
        return called

    def _region(self, city: str, region: str) -> str | Refusal:
        key = (city, region)
        if key not in self._found:
            self._found[key] = self._look_up(city, region)
        return self._found[key]

    def _look_up(self, city: str, region: str) -> str | Refusal:
        told = _plain(region or city)
        if not told:
            return self.region or UnknownRegion(region="", example=self.regions.cities[0].code)
        # Statistical offices write the division's code with six or three more digits for the township and below.
        code = told[:6] if told.isdecimal() and len(told) in {9, 12} else told
        if self.regions.has(code):
            return code
        fitting = [one for one in self.regions.all if told in self._called(one)]
        if region and city:
            fitting = [one for one in fitting if self._lies_in(one, _plain(city))]
        if len(fitting) > 1:
            return RegionAmbiguous(region=told, known=", ".join(self.regions.full_name(one.code) for one in fitting))
        return fitting[0].code if fitting else UnknownRegion(region=told, example=self.regions.cities[0].code)

    def _lies_in(self, region: Region, city: str) -> bool:
        above = self.regions.city_of(region.code)
        return above is not None and (above.code == city or city in self._called(above))

    def _called(self, region: Region) -> frozenset[str]:
        """Give the name, the name without its last sign where two are left, and the full names."""
        full = self.regions.full_name(region.code)
        short = {region.name[:-1]} if len(region.name) > 2 else set()
        return frozenset({region.name, full, full.removeprefix(self.regions.province.name), *short})

    def _attributes(
        self, action: str, cells: Mapping[str, Cell], faults: list[tuple[str, Refusal]]
    ) -> Mapping[str, AttributeValue]:
        found: dict[str, AttributeValue] = {}
        for key, attribute in self._declared.get(action, {}).items():
            cell = cells.get(f"{ATTRIBUTE}{key}", _EMPTY)
            if cell.is_empty:
                continue
            value = attribute_value(attribute, one_line(cell.text))
            if isinstance(value, Refusal):
                faults.append((cell.place, value))
            else:
                found[key] = value
        return found

    @cached_property
    def _declared(self) -> Mapping[str, Mapping[str, Attribute]]:
        return {
            form.action: attributes_of(one for one in self.forms if one.action == form.action) for form in self.forms
        }


def attributes_of(forms: Iterable[Form]) -> dict[str, Attribute]:
    """Give the attributes of forms by their keys."""
    return {attribute.key: attribute for form in forms for attribute in form.attributes}


def _plain(told: str) -> str:
    return "".join(unicodedata.normalize("NFKC", told).split())
