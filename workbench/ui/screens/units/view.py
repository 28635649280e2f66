"""The register: units at the left, found as one types; the unit, a new one or a visit's start at the right."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.forms import Form
from workbench.domain.refusals import Refusal
from workbench.ui.facts import FormRow, UnitRow
from workbench.ui.frame import Screen, Surroundings, sentence_of
from workbench.ui.lettering import Hand
from workbench.ui.messages import Message, Tone
from workbench.ui.screens.units.presenter import Sheet, Supplies, UnitsPresenter
from workbench.ui.screens.units.sheets import RegisterSheet, StartSheet, UnitSheet
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Button, Rank
from workbench.ui.widgets.fields import FindField
from workbench.ui.widgets.labels import Panel
from workbench.ui.widgets.shortcuts import bind
from workbench.ui.widgets.status_line import KeyHint, StatusFacts
from workbench.ui.widgets.table import Cell, Column, Line, Table, TableHead

_NOTE = Hand(Role.TEXT, 400, "ink2")
_TYPING_MS = 120


class UnitsScreen(Screen):
    """The register of units."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._columns = (
            Column(self.tr("单位")),
            Column(self.tr("行动"), 90, is_spare=True),
            Column(self.tr("行政区划"), 150, is_spare=True),
            Column(self.tr("上次"), 170),
            Column("", 52),
        )
        workspace = around.workspace
        self.presenter = UnitsPresenter(self, workspace.units, workspace.assessments, around.tasks)
        self.table = Table(self.tr("单位"), self._columns)
        self.table.say_empty(self.tr("没有找到。换个说法，或者按 Ctrl+N 新建。"))
        self.find_field = FindField(self.tr("名称、代码、拼音首字母"), "Ctrl F")
        self.new = Button(self.tr("新单位"), rank=Rank.MAIN, icon="plus", key="Ctrl N")
        self.unit_sheet, self.register_sheet = UnitSheet(), RegisterSheet()
        self.start_sheet = StartSheet(around.language)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._lay_out()
        self._connect()
        self.head.say(self.tr("单位"), self.tr("台账与现场登记"))
        self.presenter.begin()

    def _lay_out(self) -> None:
        self.head.add(self.find_field)
        self.head.add(self.new)
        holder = QWidget()
        left = QVBoxLayout(holder)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        self.add_messages(left)
        left.addWidget(TableHead(self._columns))
        left.addWidget(self.table, 1)
        side = Panel("panel", "l")
        side.setFixedWidth(372)
        inner = QVBoxLayout(side)
        inner.setContentsMargins(1, 0, 0, 0)
        self.sheets = QStackedWidget()
        for sheet in (self.unit_sheet, self.register_sheet, self.start_sheet):
            self.sheets.addWidget(sheet)
        inner.addWidget(self.sheets)
        self.divide(holder, side)

    def _connect(self) -> None:
        presenter = self.presenter
        self.find_field.textChanged.connect(self._on_text)
        self.find_field.returnPressed.connect(self.table.setFocus)
        self._typing.timeout.connect(self._on_find)
        self.table.chosen.connect(presenter.choose)
        self.table.opened.connect(self._on_opened)
        self.new.clicked.connect(presenter.new_unit)
        self.unit_sheet.sent.connect(presenter.open)
        self.register_sheet.sent.connect(self._on_register)
        self.register_sheet.left.connect(self.go_back)
        self.register_sheet.code_typed.connect(presenter.check_code)
        self.start_sheet.sent.connect(self._on_start)
        self.start_sheet.left.connect(self.go_back)
        self.start_sheet.form_wanted.connect(self._on_form)
        bind(self, {"Ctrl+F": self.find_field.setFocus})

    # --- what the presenter tells -----------------------------------------------------------------

    def show_units(self, rows: tuple[UnitRow, ...], chosen: str) -> None:
        """Show the units found."""
        self.table.blockSignals(True)
        none = self.tr("台账里还没有单位。按 Ctrl+N 登记第一个。")
        nothing = self.tr("没有找到。换个说法，或者按 Ctrl+N 新建。")
        self.table.say_empty(nothing if self.find_field.text().strip() else none)
        self.table.show_lines(tuple(self._line(row) for row in rows))
        self.table.choose(chosen)
        self.table.blockSignals(False)
        self.status_changed.emit()

    def _line(self, row: UnitRow) -> Line:
        last = f"{row.last:%Y-%m} {row.last_grade}" if row.last else self.tr("未评")
        last = self.tr("有草稿") if row.draft else last
        cells = (
            Cell(row.name, Hand(Role.BODY)),
            Cell(row.action_name, _NOTE),
            Cell(row.region_name, _NOTE),
            Cell(last, Hand(Role.TEXT, 500, "accent") if row.draft else _NOTE),
            Cell(key="Enter"),
        )
        return Line(row.unit_id, cells, height=36)

    def show_supplies(self, supplies: Supplies) -> None:
        """Fill the choices of the sheets."""
        language = self.around.language
        actions = {row.action: row.short_name.in_language(language) or row.action for row in supplies.forms}
        self.register_sheet.show_supplies(supplies.regions, tuple(actions.items()))

    def show_sheet(self, sheet: Sheet, unit: UnitRow | None) -> None:
        """Show another sheet."""
        self.prefer_side(sheet is not Sheet.UNIT)
        if sheet is Sheet.UNIT:
            self.unit_sheet.show_unit(unit)
            self.sheets.setCurrentWidget(self.unit_sheet)
        elif sheet is Sheet.REGISTER:
            self.sheets.setCurrentWidget(self.register_sheet)
            self.register_sheet.begin()
        elif unit is not None:
            self.sheets.setCurrentWidget(self.start_sheet)
            self.start_sheet.begin(unit, self.presenter.forms, self.around.workspace.person.name)
        self.status_changed.emit()

    def show_form(self, form: Form) -> None:
        """Ask for its attributes."""
        self.start_sheet.show_form(form)

    def show_field(self, name: str, refusal: Refusal | None) -> None:
        """Refuse a field, or take the refusal back."""
        field = self.register_sheet.field(name)
        if refusal is not None:
            field.refuse(sentence_of(self.around.services, refusal))
        else:
            complete = name == "credit_code" and len(self.register_sheet.values().credit_code) == 18
            field.accept_value(self.tr("校验位正确") if complete else "")

    def show_refused(self, error: Exception) -> None:
        """Say why something was declined."""
        self.around.messages.show(Message(sentence_of(self.around.services, error), Tone.REFUSED, "units"))

    def enter(self, assessment_id: str) -> None:
        """Go to the assessment."""
        self.wanted.emit("fill", assessment_id)

    # --- what the user does -----------------------------------------------------------------------

    def _on_text(self, _text: str) -> None:
        self._typing.start()

    def _on_find(self) -> None:
        self.presenter.find(self.find_field.text())

    def _on_opened(self, _key: str) -> None:
        self.presenter.open()

    def _on_register(self) -> None:
        if self.register_sheet.is_complete():
            self.presenter.register(self.register_sheet.values())

    def _on_form(self, row: object) -> None:
        if isinstance(row, FormRow):
            self.presenter.choose_form(row)

    def _on_start(self) -> None:
        day = self.start_sheet.visit_day()
        if day is not None and self.start_sheet.stands():
            self.presenter.begin_visit(day, self.start_sheet.people(), self.start_sheet.subject())

    @override
    def refresh(self) -> None:
        self.presenter.find(self.find_field.text())

    @override
    def take(self, argument: object) -> None:
        if argument == "new":
            self.presenter.new_unit()
        elif isinstance(argument, str) and argument:
            self.find_field.setText(argument)

    @override
    def focus_first(self) -> None:
        self.table.setFocus()

    @override
    def go_back(self) -> bool:
        if self.presenter.leave_sheet():
            self.table.setFocus()
            return True
        return False

    @override
    def status(self) -> StatusFacts:
        keys = (
            KeyHint("Enter", self.tr("评价")),
            KeyHint("Ctrl N", self.tr("新单位")),
            KeyHint("Ctrl F", self.tr("查找")),
        )
        count = self.tr("{0} 个单位").format(len(self.table.lines.lines))
        return StatusFacts(notes=(count,), keys=keys)
