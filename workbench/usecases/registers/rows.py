"""One row of a register as a unit: regions by code or name, actions by code or title, attributes by their choices."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from workbench.catalogue.refusals import UnknownRegion
from workbench.catalogue.regions import Region, Regions
from workbench.domain.forms import Attribute, AttributeKind, Form
from workbench.domain.refusals import Refusal
from workbench.spreadsheets.reading import Cell
from workbench.usecases.registering import NewUnit, UnknownAction
from workbench.usecases.registers.columns import ATTRIBUTE, Field
from workbench.usecases.typed_text import typed

_EMPTY = Cell("", "")
AttributeValue = str | int | tuple[str, ...] | None


class RegionAmbiguous(Refusal):
    """Several regions have this name; facts: `region`, `known`."""

    code = "region_ambiguous"


class AttributeUnreadable(Refusal):
    """An attribute has no such value; facts: `attribute`, `found`, `known`."""

    code = "attribute_unreadable"


class ActionMissing(Refusal):
    """Neither the row nor the command says which action the unit belongs to."""

    code = "action_missing"


@dataclass(frozen=True)
class ReadRow:
    """A row as a unit, with what could not be read of it; `faults` tell the cell's place and the refusal."""

    number: int
    unit: NewUnit
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
            return typed(cells.get(meaning.value, _EMPTY).text)

        action_cell = cells.get(Field.ACTION.value, _EMPTY)
        action = kept(action_cell, self._action(action_cell.text))
        region_cell = cells.get(Field.REGION.value) or cells.get(Field.CITY.value) or _EMPTY
        region = kept(region_cell, self._region(text(Field.CITY), text(Field.REGION)))
        attributes = self._attributes(action, cells, faults)
        unit = NewUnit(text(Field.NAME), action, region, text(Field.CREDIT_CODE), text(Field.ADDRESS), attributes)
        return ReadRow(number, unit, tuple(faults))

    def _action(self, told: str) -> str | Refusal:
        wanted = typed(told)
        if not wanted:
            return self.action or ActionMissing()
        for form in self.forms:
            if wanted in {form.action, form.code, form.short_name.zh, form.short_name.en}:
                return form.action
        return UnknownAction(action=wanted)

    def _region(self, city: str, region: str) -> str | Refusal:
        key = (city, region)
        if key not in self._found:
            self._found[key] = self._look_up(city, region)
        return self._found[key]

    def _look_up(self, city: str, region: str) -> str | Refusal:
        told = unicodedata.normalize("NFKC", region or city).replace(" ", "")
        if not told:
            return self.region or UnknownRegion(region="", example=self.regions.cities[0].code)
        if self.regions.has(told):
            return told
        fitting = [one for one in self.regions.all if _is_called(one, told, self.regions)]
        if region and city:
            fitting = [one for one in fitting if self._lies_in(one, city)]
        if len(fitting) > 1:
            return RegionAmbiguous(region=told, known=", ".join(self.regions.full_name(one.code) for one in fitting))
        return fitting[0].code if fitting else UnknownRegion(region=told, example=self.regions.cities[0].code)

    def _lies_in(self, region: Region, city: str) -> bool:
        told = unicodedata.normalize("NFKC", city).replace(" ", "")
        above = self.regions.city_of(region.code)
        return above is not None and (above.code == told or _is_called(above, told, self.regions))

    def _attributes(
        self, action: str, cells: Mapping[str, Cell], faults: list[tuple[str, Refusal]]
    ) -> Mapping[str, AttributeValue]:
        found: dict[str, AttributeValue] = {}
        declared = _attributes_of(form for form in self.forms if form.action == action)
        for meaning, cell in cells.items():
            attribute = declared.get(meaning.removeprefix(ATTRIBUTE)) if meaning.startswith(ATTRIBUTE) else None
            if attribute is None or cell.is_empty:
                continue
            value = _attribute(attribute, typed(cell.text))
            if isinstance(value, Refusal):
                faults.append((cell.place, value))
            else:
                found[attribute.key] = value
        return found


def _is_called(region: Region, told: str, regions: Regions) -> bool:
    """Compare with the name, the name without its last sign where two are left, and the full names."""
    full = regions.full_name(region.code)
    within_province = full.removeprefix(regions.province.name)
    names = {region.name, full, within_province, *({region.name[:-1]} if len(region.name) > 2 else ())}
    return told in names


def _attributes_of(forms: Iterable[Form]) -> dict[str, Attribute]:
    return {attribute.key: attribute for form in forms for attribute in form.attributes}


def _attribute(attribute: Attribute, told: str) -> AttributeValue | Refusal:
    if attribute.kind is AttributeKind.ENUM:
        return _choice(attribute, told)
    if attribute.kind is AttributeKind.SET:
        chosen = [_choice(attribute, one) for one in _parted(told)]
        refused = next((one for one in chosen if isinstance(one, Refusal)), None)
        return refused or tuple(str(one) for one in chosen)
    return told


def _choice(attribute: Attribute, told: str) -> str | Refusal:
    for choice in attribute.choices:
        if told in {choice.code, choice.name.zh, choice.name.en}:
            return choice.code
    known = ", ".join(choice.name.zh for choice in attribute.choices)
    return AttributeUnreadable(attribute=attribute.name.zh, found=told, known=known)


def _parted(told: str) -> list[str]:
    """Part a list as people write it."""
    for sign in "、；;，":
        told = told.replace(sign, ",")
    return [piece.strip() for piece in told.split(",") if piece.strip()]
