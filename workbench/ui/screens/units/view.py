"""The register: units at the left, found as one types; a unit, a new one, a visit's start or an import at the right."""

from __future__ import annotations

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.forms import Form
from workbench.domain.refusals import Refusal
from workbench.ui.facts import FormRow, UnitRow, UnitsFound
from workbench.ui.frame import Screen, Surroundings, sentence_of
from workbench.ui.lettering import Hand
from workbench.ui.messages import Message, Tone
from workbench.ui.screens.units.importing import Importing, register_in
from workbench.ui.screens.units.lines import import_status, list_status, unit_line
from workbench.ui.screens.units.presenter import Sheet, Supplies, UnitsPresenter
from workbench.ui.screens.units.sheets import RegisterSheet, StartSheet, UnitSheet
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Button, Rank
from workbench.ui.widgets.fields import FindField
from workbench.ui.widgets.labels import Panel
from workbench.ui.widgets.long_table import PagedTable
from workbench.ui.widgets.shortcuts import bind
from workbench.ui.widgets.status_line import StatusFacts
from workbench.ui.widgets.table import Column, TableHead

_NOTE = Hand(Role.TEXT, 400, "ink2")


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
        self.table = PagedTable(self.tr("单位"), self._columns)
        self.table.say_empty(self.tr("没有找到。换个说法，或者按 Ctrl+N 新建。"))
        self.find_field = FindField(self.tr("名称、代码、区划、拼音首字母"), "Ctrl F")
        self.new = Button(self.tr("新单位"), rank=Rank.MAIN, icon="plus", key="Ctrl N")
        self.unit_sheet, self.register_sheet = UnitSheet(), RegisterSheet()
        self.start_sheet = StartSheet(around.language)
        self.importing = Importing(self, around)
        self._total = 0
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self._show_head()
        self.presenter.begin()

    def _lay_out(self) -> None:
        for widget in (self.find_field, *self.importing.buttons, self.new):
            self.head.add(widget)
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(TableHead(self._columns).stand_over(self.table))
        column.addWidget(self.table, 1)
        holder = QWidget()
        left = QVBoxLayout(holder)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        self.add_messages(left)
        self.halves = QStackedWidget()
        self.halves.addWidget(self._list)
        self.halves.addWidget(self.importing.page)
        left.addWidget(self.halves, 1)
        side = Panel("panel", "l")
        side.setFixedWidth(372)
        inner = QVBoxLayout(side)
        inner.setContentsMargins(1, 0, 0, 0)
        self.sheets = QStackedWidget()
        for sheet in (self.unit_sheet, self.register_sheet, self.start_sheet, self.importing.sheet):
            self.sheets.addWidget(sheet)
        inner.addWidget(self.sheets)
        self.divide(holder, side)

    def _connect(self) -> None:
        presenter = self.presenter
        self.find_field.textChanged.connect(presenter.find)
        self.find_field.returnPressed.connect(self.table.setFocus)
        self.table.more_wanted.connect(presenter.find_more)
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
        self.importing.opened.connect(self._on_import_opened)
        self.importing.closed.connect(self._on_import_closed)
        self.importing.stop_wanted.connect(self.strips.cancel_newest)
        self.importing.changed.connect(self.status_changed)
        bind(self, {"Ctrl+F": self.find_field.setFocus})

    # --- what the presenter tells -----------------------------------------------------------------

    def show_units(self, found: UnitsFound, chosen: str) -> None:
        """Show the first units found."""
        self._total = found.total
        self.table.blockSignals(True)
        none = self.tr("台账里还没有单位。按 Ctrl+N 登记第一个，或者按 Ctrl+O 导入台账。")
        nothing = self.tr("没有找到。换个说法，或者按 Ctrl+N 新建。")
        self.table.say_empty(nothing if self.find_field.text().strip() else none)
        self.table.show_page(tuple(map(unit_line, found.rows)), has_more=len(found.rows) < found.total)
        self.table.choose(chosen)
        self.table.blockSignals(False)
        self.status_changed.emit()

    def add_units(self, rows: tuple[UnitRow, ...], *, has_more: bool) -> None:
        """Show more of them below."""
        self.table.add_page(tuple(map(unit_line, rows)), has_more=has_more)
        self.status_changed.emit()

    def show_supplies(self, supplies: Supplies) -> None:
        """Fill the choices of the sheets."""
        language = self.around.language
        actions = {row.action: row.short_name.in_language(language) or row.action for row in supplies.forms}
        self.register_sheet.show_supplies(supplies.regions, tuple(actions.items()))
        self.importing.sheet.show_regions(supplies.regions)

    def show_sheet(self, sheet: Sheet, unit: UnitRow | None) -> None:
        """Show another sheet."""
        if self.importing.is_open:
            return
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

    def _show_head(self) -> None:
        """Say what is done here; an import leaves the buttons of the list out."""
        is_open = self.importing.is_open
        title = self.tr("导入台账") if is_open else self.tr("单位")
        self.head.say(title, self.tr("先看清楚，再决定写不写") if is_open else self.tr("台账与现场登记"))
        for widget in (self.find_field, self.new):
            widget.setVisible(not is_open)
        for widget in self.importing.buttons:
            widget.setVisible(not is_open and not self.is_narrow)

    def _on_import_opened(self) -> None:
        if self.halves.currentWidget() is not self.importing.page:
            self.halves.setCurrentWidget(self.importing.page)
            self.sheets.setCurrentWidget(self.importing.sheet)
            self.prefer_side(False)
            self.importing.page.table.setFocus()
        self._show_head()
        self.status_changed.emit()

    def _on_import_closed(self, written: bool) -> None:  # noqa: FBT001 -- Qt's signature
        self.halves.setCurrentWidget(self._list)
        self._show_head()
        self.presenter.leave_sheet()
        self.show_sheet(self.presenter.sheet, self.presenter.unit)
        self.table.setFocus()
        if written:
            self.find_field.clear()
            self.refresh()

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
        if isinstance(argument, UnitRow):
            self.importing.presenter.close()
            self.find_field.setText(argument.name)
            self.presenter.start_with(argument)
        elif argument == "new":
            self.importing.presenter.close()
            self.presenter.new_unit()
        elif argument == "import":
            self.importing.ask_file()
        elif argument == "export":
            self.importing.ask_target()
        elif isinstance(argument, str) and argument:
            self.find_field.setText(argument)

    @override
    def focus_first(self) -> None:
        (self.importing.page.table if self.importing.is_open else self.table).setFocus()

    @override
    def swap_side(self) -> None:
        if self.importing.is_open and not self.is_narrow:
            self.importing.walk()
        else:
            super().swap_side()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_head()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if register_in(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = register_in(event)
        if path:
            event.acceptProposedAction()
            self.importing.look(path)

    @override
    def go_back(self) -> bool:
        if self.importing.is_open:
            return self.importing.presenter.close()
        if self.presenter.leave_sheet():
            self.table.setFocus()
            return True
        return False

    @override
    def status(self) -> StatusFacts:
        if self.importing.is_open:
            return import_status(is_writing=self.importing.presenter.is_writing)
        return list_status(len(self.table.lines.lines), self._total)
