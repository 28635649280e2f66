"""Give the register out as XLSX or CSV, in the shape that is read back without a question."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.domain.forms import Attribute, Form
from workbench.spreadsheets.writing import Column, SheetPlan, write_workbook
from workbench.store import units
from workbench.store.rows import Unit
from workbench.usecases.registers.cells import FORMULA_SIGNS
from workbench.usecases.registers.columns import Field
from workbench.usecases.registers.taking_in import newest_forms
from workbench.usecases.session import Session
from workbench.usecases.words import Words

_FIELDS = (Field.NAME, Field.CREDIT_CODE, Field.CITY, Field.REGION, Field.ADDRESS, Field.ACTION)
_WIDTHS = {Field.NAME: 36, Field.CREDIT_CODE: 22, Field.ADDRESS: 44}


@dataclass(frozen=True)
class GivenOut:
    """A register as a file, and how many units it holds."""

    data: bytes
    units: int


def register_workbook(session: Session, words: Words, action: str | None = None) -> GivenOut:
    """Give the register as a workbook: one sheet, typed columns, the choices of attributes as lists."""
    forms, held = _held(session, action)
    attributes = _attributes(forms, held)
    columns = [
        *(Column(_title(field, words), _WIDTHS.get(field, 16)) for field in _FIELDS),
        *(
            Column(words.text(one.name), 18, tuple(words.text(choice.name) for choice in one.choices))
            for one in attributes
        ),
    ]
    rows = [_row(session, unit, attributes, forms, words) for unit in held]
    plan = SheetPlan(words.say("registers", "sheet"), tuple(columns), rows, frozen_columns=1)
    return GivenOut(write_workbook([plan]), len(held))


def register_csv(session: Session, words: Words, action: str | None = None) -> GivenOut:
    """Give the register as CSV: UTF-8 with the mark that office programs look for.

    A text that begins like a formula gets an apostrophe in front, which a spreadsheet would otherwise execute.
    """
    forms, held = _held(session, action)
    attributes = _attributes(forms, held)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([*(_title(field, words) for field in _FIELDS), *(words.text(one.name) for one in attributes)])
    for unit in held:
        writer.writerow([_harmless(text) for text in _row(session, unit, attributes, forms, words)])
    return GivenOut(stream.getvalue().encode("utf-8-sig"), len(held))


def _held(session: Session, action: str | None) -> tuple[tuple[Form, ...], tuple[Unit, ...]]:
    with session.store.read() as connection:
        return newest_forms(session), tuple(units.every(connection, action))


def _title(field: Field, words: Words) -> str:
    return words.say("registers", f"titles.{field.value}").split("|")[0]


def _attributes(forms: Sequence[Form], held: Iterable[Unit]) -> list[Attribute]:
    """Give the attributes that some unit has, in the order of the forms."""
    used = {(unit.action, key) for unit in held for key in unit.attributes}
    found = {one.key: one for form in forms for one in form.attributes if (form.action, one.key) in used}
    return list(found.values())


def _row(
    session: Session, unit: Unit, attributes: Sequence[Attribute], forms: Sequence[Form], words: Words
) -> list[str]:
    regions = session.place.regions
    city = regions.city_of(unit.region) if regions.has(unit.region) else None
    form = next((one for one in forms if one.action == unit.action), None)
    return [
        unit.name,
        unit.credit_code or "",
        city.name if city else "",
        unit.region,
        unit.address,
        words.text(form.short_name) if form else unit.action,
        *(told_value(one, unit.attributes.get(one.key), words) for one in attributes),
    ]


def told_value(attribute: Attribute, value: object, words: Words) -> str:
    """Write an attribute's value as a register shows it and reads it back; "" for none."""
    names = {choice.code: words.text(choice.name) for choice in attribute.choices}
    if isinstance(value, list | tuple):
        return "、".join(names.get(str(one), str(one)) for one in value)
    if isinstance(value, bool):
        return words.say("registers", "yes" if value else "no")
    return "" if value is None else names.get(str(value), str(value))


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
