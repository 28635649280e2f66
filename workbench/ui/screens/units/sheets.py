"""The right side of the register: the unit, the sheet for a new one, and the start of a visit."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.forms import Attribute, AttributeKind, Form
from workbench.domain.texts import Language
from workbench.ui.facts import FormRow, RegionRow, UnitRow, UnitValues
from workbench.ui.lettering import Hand
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Button, CheckBox, Chip, Rank
from workbench.ui.widgets.fields import ChoiceBox, Labelled, TextField
from workbench.ui.widgets.flow import Flow
from workbench.ui.widgets.labels import Label, Panel, Rule

_NOTE = Hand(Role.NOTE, 500, "ink2")


class Sheet(Panel):
    """A sheet with a title, a scrolling middle and its buttons at the foot.

    Signals:
        sent: the main button or Ctrl+Enter.
        left: Esc or the second button.
    """

    sent = Signal()
    left = Signal()

    def __init__(self, send: str, leave: str) -> None:
        super().__init__("panel")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(6)
        self.title = Label("", Hand(Role.BODY, 700))
        self.facts = Label("", Hand(Role.TEXT, 400, "ink2"), wrap=True)
        column.addWidget(self.title)
        column.addWidget(self.facts)
        column.addWidget(Rule())
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = Panel("panel")
        self.fields = QVBoxLayout(page)
        self.fields.setContentsMargins(0, 8, 6, 8)
        self.fields.setSpacing(4)
        area.setWidget(page)
        column.addWidget(area, 1)
        self.foot = QVBoxLayout()
        self.foot.setSpacing(6)
        column.addLayout(self.foot)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.send = Button(send, rank=Rank.MAIN, key="Ctrl Enter" if leave else "Enter")
        row.addWidget(self.send)
        self.leave = Button(leave, key="Esc") if leave else None
        if self.leave is not None:
            row.addWidget(self.leave)
            self.leave.clicked.connect(self.left)
        row.addStretch(1)
        column.addLayout(row)
        self.send.clicked.connect(self.sent)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.sent.emit()
            else:
                self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class UnitSheet(Sheet):
    """What is known of a unit, and what can be done with it."""

    def __init__(self) -> None:
        super().__init__(self.tr("开始评价"), "")
        self._lines = [Label("", Hand(Role.TEXT), wrap=True) for _ in range(5)]
        for line in self._lines:
            self.fields.addWidget(line)
        self.fields.addStretch(1)

    def show_unit(self, unit: UnitRow | None) -> None:
        """Show a unit, or that there is none."""
        self.send.setVisible(unit is not None)
        if unit is None:
            self.title.set_text(self.tr("没有选中单位"))
            self.facts.set_text(self.tr("输入名称、代码或拼音首字母来找；没有就按 Ctrl+N 新建。"))
            for line in self._lines:
                line.set_text("")
            return
        self.title.set_text(unit.name)
        self.facts.set_text(" · ".join(part for part in (unit.action_name, unit.region_name) if part))
        last = (
            self.tr("上次 {0}，{1}").format(unit.last.isoformat(), unit.last_grade or "—")
            if unit.last
            else self.tr("还没有评过")
        )
        texts = (
            self.tr("统一社会信用代码 {0}").format(unit.credit_code)
            if unit.credit_code
            else self.tr("没有登记统一社会信用代码"),
            unit.address,
            last,
            self.tr("有一份没有完成的草稿") if unit.draft else "",
        )
        for line, text in zip(self._lines, texts, strict=False):
            line.set_text(text)
            line.setVisible(bool(text))
        self.send.set_words(self.tr("继续填写") if unit.draft else self.tr("开始评价"))


class RegisterSheet(Sheet):
    """A new unit.

    Signals:
        code_typed: carries the credit code as typed.
    """

    code_typed = Signal(str)

    def __init__(self) -> None:
        super().__init__(self.tr("登记，去开始评价"), self.tr("不登记了"))
        self._regions: tuple[RegionRow, ...] = ()
        self.name = Labelled(self.tr("单位名称"), TextField(self.tr("单位名称"), self.tr("与营业执照或批复一致")))
        self.action = ChoiceBox(self.tr("创建行动"))
        self.code = Labelled(
            self.tr("统一社会信用代码"),
            TextField(self.tr("统一社会信用代码"), self.tr("18 位；没有就空着")),
        )
        self.city, self.county = ChoiceBox(self.tr("市")), ChoiceBox(self.tr("县（市、区）"))
        places = QWidget()
        row = QHBoxLayout(places)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.city)
        row.addWidget(self.county)
        self.region = Labelled(self.tr("行政区划"), places)
        self.address = Labelled(self.tr("地址"), TextField(self.tr("地址"), self.tr("可以空着")))
        self.action_row = Labelled(self.tr("创建行动"), self.action)
        for field in (self.name, self.action_row, self.code, self.region, self.address):
            self.fields.addWidget(field)
        self.fields.addStretch(1)
        self.city.currentIndexChanged.connect(self._on_city)
        self.county.currentIndexChanged.connect(self._on_chosen)
        self.action.currentIndexChanged.connect(self._on_chosen)
        if isinstance(self.code.field, QLineEdit):
            self.code.field.textChanged.connect(self.code_typed)

    def is_complete(self) -> bool:
        """Say beside what is not chosen yet that it must be; nothing is chosen for the user."""
        missing = [
            (row, box)
            for row, box in ((self.action_row, self.action), (self.region, self.county))
            if box.currentIndex() < 0
        ]
        for row, _ in missing:
            row.refuse(self.tr("请选一个"))
        if missing:
            (self.city if missing[0][1] is self.county and self.city.currentIndex() < 0 else missing[0][1]).setFocus()
        return not missing

    def show_supplies(self, regions: tuple[RegionRow, ...], actions: tuple[tuple[str, str], ...]) -> None:
        """List cities and actions."""
        self._regions = regions
        self.city.clear()
        for region in regions:
            if region.city is None:
                self.city.addItem(region.name, region.code)
        self.action.clear()
        for code, name in actions:
            self.action.addItem(name, code)
        for box in (self.action, self.city, self.county):
            box.setPlaceholderText(self.tr("请选"))
            box.setCurrentIndex(0 if box is self.action and len(actions) == 1 else -1)

    def _on_city(self, _place: int) -> None:
        city = self.city.currentData()
        self.county.clear()
        for region in self._regions:
            if city is not None and region.city == city:
                self.county.addItem(region.name, region.code)
        if city is not None:
            self.county.addItem(self.tr("市本级"), city)
        self.county.setCurrentIndex(-1)
        self.region.accept_value()

    def _on_chosen(self, place: int) -> None:
        if place >= 0:
            (self.action_row if self.sender() is self.action else self.region).accept_value()

    def begin(self) -> None:
        """Ask for a new unit."""
        self.title.set_text(self.tr("新单位"))
        self.facts.set_text(self.tr("登记一次，以后每次评价都用它。"))
        self.send.set_words(self.tr("登记，去开始评价"))
        for field in (self.name, self.code, self.address):
            if isinstance(field.field, QLineEdit):
                field.field.clear()
            field.accept_value()
        for row in (self.action_row, self.region):
            row.accept_value()
        self.county.setCurrentIndex(-1)
        self.name.field.setFocus()

    def values(self) -> UnitValues:
        """Give what is typed."""
        name, code, address = (
            field.field.text() if isinstance(field.field, QLineEdit) else ""
            for field in (self.name, self.code, self.address)
        )
        region = self.county.currentData() or ""
        return UnitValues(
            name.strip(), str(self.action.currentData() or ""), str(region), code.strip().upper(), address.strip()
        )

    def field(self, name: str) -> Labelled:
        """Find a field by the name of `UnitValues`."""
        return {
            "name": self.name,
            "action": self.action_row,
            "credit_code": self.code,
            "region": self.region,
            "address": self.address,
        }[name]


class StartSheet(Sheet):
    """The start of a visit: which form, when, who, and the facts the form asks once.

    Signals:
        form_wanted: carries a `FormRow`.
    """

    form_wanted = Signal(object)

    def __init__(self, language: Language) -> None:
        super().__init__(self.tr("开始填写"), self.tr("先不开始"))
        self._language = language
        self._asked: list[tuple[Attribute, QWidget]] = []
        self.form_box = ChoiceBox(self.tr("评价表"))
        self.fields.addWidget(Labelled(self.tr("评价表"), self.form_box))
        self.visit = TextField(self.tr("核验日期"), "2026-11-23")
        self._visit_row = Labelled(self.tr("核验日期"), self.visit)
        self.team = TextField(self.tr("评审组"), self.tr("姓名之间用顿号或空格"))
        self._team_row = Labelled(self.tr("评审组"), self.team, hint=self.tr("第一位是你自己，其余的人也会印在报告上"))
        self.fields.addWidget(self._visit_row)
        self.fields.addWidget(self._team_row)
        self._facts_title = Label(self.tr("单位属性"), _NOTE)
        self.fields.addWidget(self._facts_title)
        self._holder = QWidget()
        self._attributes = QVBoxLayout(self._holder)
        self._attributes.setContentsMargins(0, 0, 0, 0)
        self._attributes.setSpacing(4)
        self.fields.addWidget(self._holder)
        self.fields.addStretch(1)
        self.form_box.activated.connect(self._on_form)

    def begin(self, unit: UnitRow, forms: tuple[FormRow, ...], person: str) -> None:
        """Ask for a visit of a unit."""
        self.title.set_text(self.tr("开始评价"))
        self.facts.set_text(unit.name)
        self.send.set_words(self.tr("开始填写"))
        self.form_box.clear()
        for row in forms:
            if row.action == unit.action:
                name = row.short_name.in_language(self._language) or row.title.in_language(self._language)
                self.form_box.addItem(self.tr("{0} · 第 {1} 版 · {2} 条").format(name, row.edition, row.items), row)
        self._facts_title.hide()
        self.form_box.setPlaceholderText(self.tr("这项行动还没有评价表"))
        self.send.setEnabled(self.form_box.count() > 0)
        self.visit.setText(QDate.currentDate().toString("yyyy-MM-dd"))
        self.team.setText(person)
        self._visit_row.accept_value()
        self.send.setFocus()

    def show_form(self, form: Form) -> None:
        """Ask for the attributes of a form."""
        while self._attributes.count():
            widget = self._attributes.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        self._asked = []
        for attribute in form.attributes:
            widget = self._field(attribute)
            self._asked.append((attribute, widget))
            name = attribute.name.in_language(self._language)
            self._attributes.addWidget(Labelled(name if not attribute.unit else f"{name}（{attribute.unit}）", widget))
        self._facts_title.setVisible(bool(self._asked))

    def _field(self, attribute: Attribute) -> QWidget:
        name = attribute.name.in_language(self._language)
        if attribute.kind is AttributeKind.ENUM:
            box = ChoiceBox(name)
            box.setPlaceholderText(self.tr("请选"))
            for choice in attribute.choices:
                box.addItem(choice.name.in_language(self._language), choice.code)
            box.setCurrentIndex(max(box.findData(attribute.default), -1))
            return box
        if attribute.kind is AttributeKind.SET:
            holder = QWidget()
            flow = Flow(holder)
            for choice in attribute.choices:
                chip = Chip(choice.name.in_language(self._language))
                chip.setProperty("code", choice.code)
                flow.addWidget(chip)
            return holder
        if attribute.kind is AttributeKind.BOOLEAN:
            check = CheckBox(name)
            check.setChecked(attribute.default is True)
            return check
        field = TextField(name)
        field.setText("" if attribute.default is None else str(attribute.default))
        return field

    def subject(self) -> dict[str, object]:
        """Give the attributes as the ANSWERS document wants them; what was left out stays out."""
        found: dict[str, object] = {}
        for attribute, widget in self._asked:
            value = _value_of(widget)
            if value not in (None, "", []):
                found[attribute.key] = value
        return found

    def visit_day(self) -> date | None:
        """Give the day of the visit; None (and a refusal beside it) when it is no date."""
        try:
            day = date.fromisoformat(self.visit.text().strip())
        except ValueError:
            self._visit_row.refuse(self.tr("写成 2026-11-23 这样"))
            self.visit.setFocus()
            return None
        self._visit_row.accept_value()
        return day

    def people(self) -> tuple[str, ...]:
        """Give the team."""
        text = self.team.text()
        for sign in "、，,;；":
            text = text.replace(sign, " ")
        return tuple(text.split())

    def _on_form(self, _place: int) -> None:
        self.form_wanted.emit(self.form_box.currentData())


def _value_of(widget: QWidget) -> object:
    if isinstance(widget, ChoiceBox):
        return widget.currentData()
    if isinstance(widget, CheckBox):
        return widget.isChecked()
    if isinstance(widget, QLineEdit):
        return widget.text().strip()
    return [chip.property("code") for chip in widget.findChildren(Chip) if chip.isChecked()]
