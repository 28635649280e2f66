"""Decides what the register shows, what a new unit needs, and how a visit is started."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from workbench.domain.forms import Form
from workbench.domain.refusals import Refusal
from workbench.ui.facts import FormRow, NewAssessment, RegionRow, UnitRefused, UnitRow, UnitsFound, UnitValues
from workbench.ui.ports import Assessments, Units
from workbench.ui.work import Latest, Tasks

PAGE = 200
"""How many units are fetched at once."""


class Sheet(enum.Enum):
    """What the right side shows."""

    UNIT = "unit"
    REGISTER = "register"
    START = "start"


@dataclass(frozen=True, slots=True)
class Supplies:
    """What the sheets need once: regions and forms."""

    regions: tuple[RegionRow, ...]
    forms: tuple[FormRow, ...]


class UnitsView(Protocol):
    """What the presenter tells the view."""

    def show_units(self, found: UnitsFound, chosen: str) -> None:
        """Here are the first units found, and the id of the one that is looked at; told without telling back."""
        ...

    def add_units(self, rows: tuple[UnitRow, ...], *, has_more: bool) -> None:
        """Here are the next ones, and whether there are more."""
        ...

    def show_supplies(self, supplies: Supplies) -> None:
        """Here are regions and forms."""
        ...

    def show_sheet(self, sheet: Sheet, unit: UnitRow | None) -> None:
        """Show another sheet."""
        ...

    def show_form(self, form: Form) -> None:
        """Here are the attributes a form asks at the start."""
        ...

    def show_field(self, name: str, refusal: Refusal | None) -> None:
        """A field stands, or not."""
        ...

    def show_refused(self, error: Exception) -> None:
        """Something was declined as a whole."""
        ...

    def enter(self, assessment_id: str) -> None:
        """Go to the assessment."""
        ...


class UnitsPresenter:
    """The register."""

    def __init__(self, view: UnitsView, units: Units, assessments: Assessments, tasks: Tasks) -> None:
        self._view, self._units, self._assessments, self._tasks = view, units, assessments, tasks
        self._rows: dict[str, UnitRow] = {}
        self._text = ""
        self._fetched = 0
        self._finding = Latest(tasks, self._found, on_success=self._on_found, on_failure=view.show_refused)
        self.unit: UnitRow | None = None
        self.sheet = Sheet.UNIT
        self.form: FormRow | None = None
        self.forms: tuple[FormRow, ...] = ()

    def begin(self) -> None:
        """Fetch what the sheets need."""
        self._tasks.submit(
            lambda: Supplies(self._units.regions(), self._assessments.forms()), on_success=self._on_supplies
        )

    def _on_supplies(self, supplies: Supplies) -> None:
        self.forms = supplies.forms
        self._view.show_supplies(supplies)
        if self.sheet is Sheet.START and self.form is None:  # a visit was wanted before the forms were there
            self.start()

    def find(self, text: str) -> None:
        """Find units; only the answer to the latest question is shown."""
        self._text = text.strip()
        self._finding.ask((self._text, 0))

    def find_more(self) -> None:
        """Fetch the next units of what is shown."""
        self._finding.ask((self._text, self._fetched))

    def _found(self, question: tuple[str, int]) -> UnitsFound:
        text, skip = question
        return self._units.find(text, PAGE, skip)

    def _on_found(self, question: tuple[str, int], found: UnitsFound) -> None:
        _text, skip = question
        if skip:
            # What was written meanwhile moves the pages: nothing is shown twice.
            rows = tuple(row for row in found.rows if row.unit_id not in self._rows)
            self._rows.update({row.unit_id: row for row in rows})
            self._fetched += len(found.rows)
            self._view.add_units(rows, has_more=bool(found.rows) and self._fetched < found.total)
            return
        self._rows = {row.unit_id: row for row in found.rows}
        self._fetched = len(found.rows)
        if self.sheet is not Sheet.START:  # a visit that is being started stays with its unit, found or not
            kept = self.unit.unit_id if self.unit is not None else ""
            self.unit = self._rows.get(kept) or next(iter(found.rows), None)
        self._view.show_units(found, "" if self.unit is None else self.unit.unit_id)
        if self.sheet is Sheet.UNIT:
            self._show(Sheet.UNIT)

    def choose(self, unit_id: str) -> None:
        """Look at a unit."""
        self.unit = self._rows.get(unit_id)
        self._show(Sheet.UNIT)

    def _show(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._view.show_sheet(sheet, self.unit)

    def new_unit(self) -> None:
        """Open the sheet for a new unit."""
        self._show(Sheet.REGISTER)

    def leave_sheet(self) -> bool:
        """Go back to the unit; False when there is nothing to leave."""
        if self.sheet is Sheet.UNIT:
            return False
        self._show(Sheet.UNIT)
        return True

    def check_code(self, text: str) -> None:
        """Check a credit code as it is typed; an unfinished one is not refused yet."""
        self._tasks.submit(
            lambda: self._units.check_credit_code(text.strip().upper()) if len(text.strip()) >= 18 else None,
            on_success=self._on_code,
        )

    def _on_code(self, refusal: Refusal | None) -> None:
        self._view.show_field("credit_code", refusal)

    def register(self, values: UnitValues) -> None:
        """Add a unit and go on to starting a visit."""
        self._tasks.submit(
            lambda: self._units.register(values), on_success=self._on_registered, on_failure=self._on_refused
        )

    def _on_registered(self, row: UnitRow) -> None:
        self._rows[row.unit_id] = row
        self.unit = row
        self.start()
        self.find("")

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, UnitRefused):
            for name in ("name", "action", "region", "credit_code", "address"):
                self._view.show_field(name, error.fields.get(name))
        else:
            self._view.show_refused(error)

    def open(self) -> None:
        """Enter on a unit: go on with its draft, or start a visit."""
        if self.unit is not None and self.unit.draft:
            self._view.enter(self.unit.draft)
        elif self.unit is not None:
            self.start()

    def start_with(self, unit: UnitRow) -> None:
        """Start a visit of a unit that was found elsewhere."""
        self.unit = unit
        self.start()

    def start(self) -> None:
        """Open the sheet that starts a visit."""
        if self.unit is None:
            return
        action = self.unit.action
        self.form = next((row for row in self.forms if row.action == action), None)
        self._show(Sheet.START)
        if self.form is not None:
            self.choose_form(self.form)

    def choose_form(self, row: FormRow) -> None:
        """Ask for the attributes of another form."""
        self.form = row
        self._tasks.submit(
            lambda: self._assessments.form(row.code, row.edition),
            on_success=self._view.show_form,
            on_failure=self._view.show_refused,
        )

    def begin_visit(self, visit: date, team: tuple[str, ...], subject: Mapping[str, object]) -> None:
        """Start the draft and go to it."""
        if self.unit is None or self.form is None:
            return
        wanted = NewAssessment(self.unit.unit_id, self.form.code, self.form.edition, visit, team, subject)
        self._tasks.submit(
            lambda: self._assessments.start(wanted),
            on_success=self._view.enter,
            on_failure=self._view.show_refused,
        )
