"""Take a register in: look at every row first, write nothing before the user has seen it, then all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workbench.catalogue.credit_code import read_credit_code
from workbench.domain.forms import Form
from workbench.domain.refusals import Refusal
from workbench.domain.texts import Language
from workbench.protocol import records
from workbench.protocol.signatures import seal, sign_record
from workbench.spreadsheets.csv_reading import read_csv
from workbench.spreadsheets.reading import SheetRead, read_values
from workbench.store import records as record_table
from workbench.store import remembered
from workbench.store.rows import Origin
from workbench.store.store import StoreConnection
from workbench.usecases.files import read_file
from workbench.usecases.progress import Progress, silent
from workbench.usecases.registers.cells import AttributeValue
from workbench.usecases.registers.columns import (
    Columns,
    NoHeader,
    Wanted,
    known_titles,
    listed,
    require_meanings,
    settle_columns,
)
from workbench.usecases.registers.planning import Fate, HeldUnits, PlannedRow, Planner, Preview, as_recorded
from workbench.usecases.registers.rows import RowReader
from workbench.usecases.session import Session

_ZIP: Final = b"PK"
_REST: Final = ":rest"


class FaultyRows(Refusal):
    """Some rows cannot be taken in; facts: `number`, `first`."""

    code = "faulty_rows"


class RegisterChanged(Refusal):
    """Units came into the store after the preview, so it does not hold any more."""

    code = "register_changed"


@dataclass(frozen=True)
class RegisterFile:
    """A register as it was read from a file, which is not opened again."""

    name: str
    sheet: SheetRead


def preview_register(session: Session, path: Path, wanted: Wanted, progress: Progress = silent) -> Preview:
    """Read a register and say what would become of every row.

    Raises:
        FileUnreadable, FileTooLarge, NoWorkbook, WorkbookTooLarge, WorkbookLocked, NoTextTable, NoHeader,
        UnknownColumn, UnknownMeaning.
    """
    file = read_register(path)
    preview = preview_file(session, file, wanted, progress)
    if not preview.columns.has_names:
        first = next((row for row in file.sheet.rows if any(not cell.is_empty for cell in row)), ())
        raise NoHeader(file=file.name, titles=listed(cell.text.strip() for cell in first))
    return preview


def read_register(path: Path) -> RegisterFile:
    """Read an XLSX workbook's first sheet that holds anything, or a CSV file.

    Raises:
        FileUnreadable, FileTooLarge, NoWorkbook, WorkbookTooLarge, WorkbookLocked, NoTextTable.
    """
    data, name = read_file(path), path.name
    if not data.startswith(_ZIP) and not name.lower().endswith((".xlsx", ".xls")):
        return RegisterFile(name, read_csv(data, name))
    filled = (one for one in read_values(data, name) if any(not cell.is_empty for row in one.rows for cell in row))
    return RegisterFile(name, next(filled, SheetRead(name, ())))


def preview_file(session: Session, file: RegisterFile, wanted: Wanted, progress: Progress = silent) -> Preview:
    """Say what would become of every row of a register that was read; no rows where no column of names is known.

    Raises:
        UnknownColumn, UnknownMeaning.
    """
    columns = columns_of(session, file, wanted)
    if not columns.has_names:
        return Preview(file.name, columns, ())
    with session.store.read() as connection:
        planner = Planner(session, HeldUnits(connection))
        as_of = record_table.last_of_units(connection)
    reader = RowReader(session.place.regions, newest_forms(session), wanted.action, wanted.region)
    rows = list(enumerate(file.sheet.rows[columns.row :], start=columns.row + 1))
    planned = []
    for done, (number, row) in enumerate(rows):
        if done % 200 == 0:
            progress(done, len(rows), file.name)
        if any(not cell.is_empty for cell in row):
            planned.append(planner.plan(reader.read(number, columns.pick(row))))
    return Preview(file.name, columns, tuple(planned), as_of)


def columns_of(session: Session, file: RegisterFile, wanted: Wanted) -> Columns:
    """Settle the title row of a register and what its columns mean.

    Raises:
        UnknownColumn, UnknownMeaning.
    """
    forms = newest_forms(session)
    require_meanings(wanted.columns.values(), forms)
    known = known_titles(forms, [session.place.words(language) for language in Language])
    with session.store.read() as connection:
        return settle_columns(file.sheet, wanted, known, lambda habit: remembered.recall(connection, habit))


def usual_rest(session: Session, columns: Columns) -> Mapping[str, str]:
    """Give the `action` and `region` that rows without one had last time in registers with these titles."""
    with session.store.read() as connection:
        return remembered.recall(connection, columns.habit + _REST)


def newest_forms(session: Session) -> tuple[Form, ...]:
    """Give the newest usable edition of each form."""
    newest: dict[str, Form] = {}
    for form in session.place.library.usable():
        newest.setdefault(form.code, form)
    return tuple(newest.values())


@dataclass(frozen=True)
class Choices:
    """What the user chose after the preview.

    Attributes:
        update: whether units that differ get what the register says.
        skip_faulty: whether the other rows are taken in although some are faulty.
        rest: the `action` and `region` of rows without one, to be remembered with the columns.
    """

    update: bool = False
    skip_faulty: bool = False
    rest: Mapping[str, str] | None = None


def take_in(session: Session, preview: Preview, choices: Choices = Choices(), progress: Progress = silent) -> int:
    """Write what a preview showed, in one step, and remember what the columns meant; gives the number of units written.

    Args:
        session: who takes it in; his key signs every unit.
        preview: what was shown.
        choices: what is to be done about units that differ and rows that are faulty.
        progress: raises to stop, and nothing is written.

    Raises:
        FaultyRows: and they are not to be left out.
        RegisterChanged: the register has changed since the preview.
        NoSigningKey.
    """
    faulty = preview.of(Fate.FAULTY)
    if faulty and not choices.skip_faulty:
        raise FaultyRows(number=len(faulty), first=faulty[0].number)
    rows = [*preview.of(Fate.NEW), *(preview.of(Fate.DIFFERS) if choices.update else ())]
    with session.store.transaction() as connection:
        if record_table.last_of_units(connection) != preview.as_of:
            raise RegisterChanged
        for done, row in enumerate(rows):
            if done % 100 == 0:
                progress(done, len(rows), preview.file)
            _write(session, connection, row)
        remembered.remember(connection, preview.columns.habit, preview.columns.meanings)
        if choices.rest is not None:
            remembered.remember(connection, preview.columns.habit + _REST, choices.rest)
    return len(rows)


def _write(session: Session, connection: StoreConnection, row: PlannedRow) -> None:
    found, known, place = row.unit, row.known, session.place
    code = read_credit_code(found.credit_code) if found.credit_code else None
    record = records.Unit(
        unit_id=known.unit_id if known else place.uuid(),
        name=found.name,
        action=found.action,
        credit_code=code or (known.credit_code if known else None),
        region=found.region,
        address=found.address or (known.address if known else ""),
        attributes={**_held_attributes(known.attributes if known else {}), **found.attributes},
        recorded_at=place.now_text(),
    )
    signature = sign_record(record, session.require_key(), purpose="author", signed_at=place.now())
    record_table.apply(connection, seal(record, [signature]), at=record.recorded_at, origin=Origin.OWN, enqueue=False)


def _held_attributes(held: Mapping[str, object]) -> dict[str, AttributeValue]:
    return {key: as_recorded(value) for key, value in held.items()}
