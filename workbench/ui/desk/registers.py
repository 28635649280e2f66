"""Registers of units behind the window: a file is looked at, taken in, or written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from workbench.domain.forms import Form
from workbench.store.durable_files import write_durably
from workbench.store.rows import Unit
from workbench.ui.desk.rows import form_name, short_region
from workbench.ui.ports import Progress
from workbench.ui.register_facts import (
    ColumnRow,
    FieldPair,
    Named,
    RegisterChoices,
    RegisterLook,
    RegisterOutcome,
    RegisterRow,
    RegisterWanted,
    RowFate,
)
from workbench.usecases.registers.cells import AttributeValue
from workbench.usecases.registers.columns import ATTRIBUTE, Columns, Wanted, meanings_of
from workbench.usecases.registers.giving_out import register_csv, register_workbook, told_value
from workbench.usecases.registers.planning import Fate, PlannedRow, Preview
from workbench.usecases.registers.rows import attributes_of
from workbench.usecases.registers.taking_in import (
    Choices,
    RegisterFile,
    columns_of,
    newest_forms,
    preview_file,
    read_register,
    take_in,
    usual_rest,
)
from workbench.usecases.session import Session
from workbench.usecases.words import Words

_ROWS_SHOWN = 3
_HEAD_ROWS = 10


@dataclass(frozen=True)
class _Held:
    """What stays between looking and taking in."""

    file: RegisterFile
    preview: Preview
    rest: dict[str, str]


class RegisterDesk:
    """Implements `ports.Registers`."""

    def __init__(self, session: Session, words: Words) -> None:
        self._session = session
        self._words = words

    def look(
        self, path: Path, wanted: RegisterWanted, progress: Progress, before: RegisterLook | None = None
    ) -> RegisterLook:
        """Read a register and say what an import would do."""
        progress(0, 0, path.name)
        file = before.held.file if before and isinstance(before.held, _Held) else read_register(path)
        asked = Wanted(columns=wanted.columns, row=wanted.row)
        rest = dict(usual_rest(self._session, columns_of(self._session, file, asked)))
        rest = {
            "action": rest.get("action", "") if wanted.action is None else wanted.action,
            "region": rest.get("region", "") if wanted.region is None else wanted.region,
        }
        asked = Wanted(rest["action"], rest["region"], wanted.columns, wanted.row)
        preview = preview_file(self._session, file, asked, progress)
        return self._shown(path, _Held(file, preview, rest))

    def take_in(self, look: RegisterLook, choices: RegisterChoices, progress: Progress) -> RegisterOutcome:
        """Write what was looked at, in one step."""
        if not isinstance(look.held, _Held):
            raise TypeError(look.held)
        preview = look.held.preview
        wanted = Choices(choices.update, choices.skip_faulty, look.held.rest)
        take_in(self._session, preview, wanted, progress)
        count = preview.counts
        return RegisterOutcome(count[Fate.NEW], count[Fate.DIFFERS] if choices.update else 0, count[Fate.FAULTY])

    def give_out(self, path: Path, progress: Progress) -> int:
        """Write the register as CSV where the name ends so, otherwise as a workbook; gives the number of units."""
        progress(0, 0, path.name)
        make = register_csv if path.suffix.lower() == ".csv" else register_workbook
        made = make(self._session, self._words, None)
        write_durably(path, made.data)
        return made.units

    def _shown(self, path: Path, held: _Held) -> RegisterLook:
        sheet, preview, forms = held.file.sheet, held.preview, newest_forms(self._session)
        writer = _RowWriter(self._session, self._words, forms)
        actions: dict[str, Form] = {}
        for form in forms:
            actions.setdefault(form.action, form)
        return RegisterLook(
            path=path,
            title_row=preview.columns.row,
            head_rows=tuple(
                " · ".join(cell.text.strip() for cell in row if not cell.is_empty) for row in sheet.rows[:_HEAD_ROWS]
            ),
            columns=tuple(self._columns(held.file, preview.columns)),
            meanings=tuple(Named(one, self._meaning(one, forms)) for one in meanings_of(forms)),
            actions=tuple(Named(code, self._words.text(form.short_name) or code) for code, form in actions.items()),
            action=held.rest["action"],
            region=held.rest["region"],
            has_names=preview.columns.has_names,
            rows=tuple(map(writer.row, preview.rows)),
            held=held,
        )

    def _columns(self, file: RegisterFile, columns: Columns) -> Iterator[ColumnRow]:
        below = file.sheet.rows[columns.row : columns.row + _ROWS_SHOWN]
        for number, title in enumerate(columns.titles):
            cells = tuple(row[number].text.strip() for row in below)
            yield ColumnRow(title, columns.meanings.get(title, ""), cells)

    def _meaning(self, meaning: str, forms: tuple[Form, ...]) -> str:
        if meaning.startswith(ATTRIBUTE):
            key = meaning.removeprefix(ATTRIBUTE)
            names = (self._words.text(one.name) for form in forms for one in form.attributes if one.key == key)
            return " / ".join(dict.fromkeys(names))
        return self._words.say("registers", f"titles.{meaning}").split("|")[0]


class _RowWriter:
    """Writes planned rows as the window shows them."""

    def __init__(self, session: Session, words: Words, forms: tuple[Form, ...]) -> None:
        self._session, self._words = session, words
        self._attributes = {
            action: attributes_of(form for form in forms if form.action == action)
            for action in {form.action for form in forms}
        }
        self._action_names: dict[str, str] = {}
        self._region_name = partial(short_region, session.place)

    def row(self, planned: PlannedRow) -> RegisterRow:
        """Write one."""
        unit, is_same = planned.unit, planned.fate is Fate.SAME
        return RegisterRow(
            number=planned.number,
            fate=RowFate(planned.fate.value),
            name=unit.name,
            region_name=self._region_name(unit.region),
            action_name=self._action(unit.action),
            says=tuple(self._says(planned)),
            pairs=tuple(self._pairs(planned, planned.known)) if planned.known and not is_same else (),
        )

    def _says(self, planned: PlannedRow) -> Iterator[str]:
        say = self._words.say
        for place, refusal in planned.faults:
            sentence = self._words.refuse(refusal)
            cell = place.rpartition("!")[2]
            yield say("registers", "window.fault", cell=cell, told=sentence) if cell else sentence
        if planned.fate is Fate.REPEATED:
            yield say("registers", "window.repeated", twin=planned.twin_row)
        if planned.known is not None and planned.fate is Fate.DIFFERS:
            for pair in self._pairs(planned, planned.known):
                if pair.differs:
                    yield say("registers", "window.differs", field=pair.name, held=pair.held or "—", told=pair.told)

    def _pairs(self, planned: PlannedRow, known: Unit) -> Iterator[FieldPair]:
        unit = planned.unit
        plain = {
            "name": (unit.name, known.name),
            "credit_code": (unit.credit_code, known.credit_code or ""),
            "region": (self._region_name(unit.region), self._region_name(known.region)),
            "address": (unit.address, known.address),
        }
        for name, (told, held) in plain.items():
            label = self._words.say("registers", f"field.{name}")
            yield FieldPair(label, told, held, name in planned.differing)
        for key, attribute in self._attributes.get(unit.action, {}).items():
            values: tuple[AttributeValue, object] = (unit.attributes.get(key), known.attributes.get(key))
            if any(value is not None for value in values):
                told, held = (told_value(attribute, value, self._words) for value in values)
                yield FieldPair(self._words.text(attribute.name), told, held, key in planned.differing)

    def _action(self, code: str) -> str:
        if code not in self._action_names:
            self._action_names[code] = form_name(self._session, self._words, code) if code else ""
        return self._action_names[code]
