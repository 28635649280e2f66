"""Take a register in: look at every row first, write nothing before the user has seen it, then all or nothing."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from workbench.catalogue.credit_code import read_credit_code
from workbench.domain.forms import Form
from workbench.domain.refusals import Refusal
from workbench.domain.texts import Language
from workbench.protocol import records
from workbench.protocol.signatures import seal, sign_record
from workbench.spreadsheets.csv_reading import read_csv
from workbench.spreadsheets.reading import SheetRead, read_workbook
from workbench.store import records as record_table
from workbench.store import remembered, units
from workbench.store.rows import Origin, Unit
from workbench.store.store import StoreConnection
from workbench.usecases.files import read_file
from workbench.usecases.progress import Progress, silent
from workbench.usecases.registering import NewUnit, field_faults
from workbench.usecases.registers.columns import Columns, chosen_columns, header_given
from workbench.usecases.registers.rows import ReadRow, RowReader
from workbench.usecases.session import Session

_ZIP: Final = b"PK"


class Fate(enum.Enum):
    """What becomes of a row."""

    NEW = "new"
    SAME = "same"
    DIFFERS = "differs"
    REPEATED = "repeated"
    FAULTY = "faulty"


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
    """Everything an import would do; nothing is written yet."""

    file: str
    columns: Columns
    rows: tuple[PlannedRow, ...]

    def of(self, fate: Fate) -> tuple[PlannedRow, ...]:
        """Give the rows with one fate."""
        return tuple(row for row in self.rows if row.fate is fate)


@dataclass(frozen=True)
class Wanted:
    """How a register is to be read.

    Attributes:
        action: the action of all rows; "" where a column tells it.
        region: where rows without a region lie.
        columns: meanings chosen by the user, by title; "" for a column that is to be left out.
    """

    action: str = ""
    region: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


class FaultyRows(Refusal):
    """Some rows cannot be taken in; facts: `number`, `first`."""

    code = "faulty_rows"


def preview_register(session: Session, path: Path, wanted: Wanted, progress: Progress = silent) -> Preview:
    """Read a register and say what would become of every row.

    Raises:
        FileUnreadable, FileTooLarge, NoWorkbook, WorkbookTooLarge, WorkbookLocked, NoTextTable, NoHeader,
        UnknownColumn, UnknownMeaning.
    """
    forms = newest_forms(session)
    sheet = read_sheet(read_file(path), path.name)
    columns = _columns(session, sheet, wanted, forms)
    reader = RowReader(session.place.regions, forms, wanted.action, wanted.region)
    filled = [(number, row) for number, row in enumerate(sheet.rows, start=1) if number > columns.row]
    filled = [(number, row) for number, row in filled if any(not cell.is_empty for cell in row)]
    planner = _Planner(session)
    planned = []
    with session.store.read() as connection:
        for done, (number, row) in enumerate(filled):
            if done % 200 == 0:
                progress(done, len(filled), path.name)
            planned.append(planner.plan(connection, reader.read(number, columns.pick(row))))
    return Preview(path.name, columns, tuple(planned))


def newest_forms(session: Session) -> tuple[Form, ...]:
    """Give the newest usable edition of each form."""
    newest: dict[str, Form] = {}
    for form in session.place.library.usable():
        newest.setdefault(form.code, form)
    return tuple(newest.values())


def read_sheet(data: bytes, name: str) -> SheetRead:
    """Read an XLSX workbook's first sheet that holds anything, or a CSV file.

    Raises:
        NoWorkbook, WorkbookTooLarge, WorkbookLocked, NoTextTable.
    """
    if not data.startswith(_ZIP) and not name.lower().endswith((".xlsx", ".xls")):
        return read_csv(data, name)
    book = read_workbook(data, name)
    filled = (sheet for sheet in book.sheets if any(not cell.is_empty for row in sheet.rows for cell in row))
    return next(filled, SheetRead(name, ()))


def take_in(
    session: Session, preview: Preview, *, update: bool = False, skip_faulty: bool = False, progress: Progress = silent
) -> int:
    """Write what a preview showed, in one step, and remember what the columns meant; gives the number of units written.

    Args:
        session: who takes it in; his key signs every unit.
        preview: what was shown.
        update: whether units that differ get what the register says.
        skip_faulty: whether the other rows are taken in although some are faulty.
        progress: raises to stop, and nothing is written.

    Raises:
        FaultyRows.
    """
    faulty = preview.of(Fate.FAULTY)
    if faulty and not skip_faulty:
        raise FaultyRows(number=len(faulty), first=faulty[0].number)
    rows = [*preview.of(Fate.NEW), *(preview.of(Fate.DIFFERS) if update else ())]
    with session.store.transaction() as connection:
        for done, row in enumerate(rows):
            if done % 100 == 0:
                progress(done, len(rows), preview.file)
            _write(session, connection, row)
        remembered.remember(connection, preview.columns.habit, preview.columns.meanings)
    return len(rows)


def _columns(session: Session, sheet: SheetRead, wanted: Wanted, forms: Sequence[Form]) -> Columns:
    """Let the user's choices go before what was chosen last time, and that before what the titles say."""
    words = [session.place.words(language) for language in Language]
    columns = header_given(sheet, wanted.columns, forms, words)
    with session.store.read() as connection:
        habit = remembered.recall(connection, columns.habit)
    if habit:
        columns = Columns(columns.row, columns.titles, habit)
    return chosen_columns(columns, wanted.columns, forms)


class _Planner:
    """Compares rows with the register and with the rows before them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._seen: dict[tuple[str, ...], int] = {}

    def plan(self, connection: StoreConnection, row: ReadRow) -> PlannedRow:
        found = row.unit
        faults = [*row.faults, *_more_faults(self._session, row)]
        if faults:
            return PlannedRow(row.number, found, Fate.FAULTY, tuple(faults))
        code = read_credit_code(found.credit_code) if found.credit_code else ""
        earlier = self._earlier(found, code, row.number)
        if earlier:
            return PlannedRow(row.number, found, Fate.REPEATED, twin_row=earlier)
        known = units.twin(connection, found.action, name=found.name, region=found.region, credit_code=code)
        if known is None:
            return PlannedRow(row.number, found, Fate.NEW)
        differing = tuple(_differing(known, found, code))
        return PlannedRow(row.number, found, Fate.DIFFERS if differing else Fate.SAME, (), known, differing)

    def _earlier(self, found: NewUnit, code: str, number: int) -> int:
        keys = [(found.action, found.name, found.region)] + ([(found.action, code)] if code else [])
        earlier = min((self._seen[key] for key in keys if key in self._seen), default=0)
        for key in keys:
            self._seen.setdefault(key, number)
        return earlier


def _more_faults(session: Session, row: ReadRow) -> Iterable[tuple[str, Refusal]]:
    told = {"region", "action"} if row.faults else set()
    return [("", fault) for name, fault in field_faults(session, row.unit).items() if name not in told]


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
        if _plain(known.attributes.get(key)) != _plain(value):
            yield key


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, list | tuple) else value


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
        attributes={**_held_attributes(known), **found.attributes},
        recorded_at=place.now_text(),
    )
    signature = sign_record(record, session.require_key(), purpose="author", signed_at=place.now())
    record_table.apply(connection, seal(record, [signature]), at=record.recorded_at, origin=Origin.OWN, enqueue=False)


def _held_attributes(known: Unit | None) -> dict[str, str | int | tuple[str, ...] | None]:
    return {} if known is None else {key: _as_recorded(value) for key, value in known.attributes.items()}


def _as_recorded(value: object) -> str | int | tuple[str, ...] | None:
    if isinstance(value, list | tuple):
        return tuple(str(one) for one in value)
    return value if isinstance(value, str | int) else None
