"""The facts about a unit that a form asks, its mode among them: chips where there are few choices, else a list."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.domain.forms import Attribute, AttributeKind, Form
from workbench.domain.texts import Language
from workbench.scoring.engine import groups_in
from workbench.scoring.membership import MODE
from workbench.ui.editors.measuring import is_number
from workbench.ui.widgets.buttons import Chip
from workbench.ui.widgets.fields import ChoiceBox, Labelled, TextField
from workbench.ui.widgets.flow import Flow

_FEW = 3
translate = QCoreApplication.translate


class ChipChoice(QWidget):
    """One (or with `many` several) of a few; chosen again it is taken away, for a fact may be unknown.

    Signals:
        changed: another choice stands.
    """

    changed = Signal()

    def __init__(self, name: str, choices: tuple[tuple[str, object], ...], *, many: bool = False) -> None:
        super().__init__()
        self._many = many
        self._values = [value for _label, value in choices]
        flow = Flow(self)
        self.chips = []
        for label, _value in choices:
            chip = Chip(label)
            chip.setAccessibleName(f"{name} {label}")
            chip.clicked.connect(self._on_clicked)
            flow.addWidget(chip)
            self.chips.append(chip)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)

    def show_chosen(self, chosen: list[object]) -> None:
        """Fill these."""
        for chip, value in zip(self.chips, self._values, strict=True):
            chip.setChecked(any(value is one or (value == one and type(value) is type(one)) for one in chosen))

    def chosen(self) -> list[object]:
        """Give what is filled."""
        return [value for chip, value in zip(self.chips, self._values, strict=True) if chip.isChecked()]

    def _on_clicked(self) -> None:
        sender = self.sender()
        for chip in self.chips if not self._many else ():
            if chip is not sender:
                chip.setChecked(False)
        self.changed.emit()


class SubjectFields(QWidget):
    """One field per attribute of a form, in the order of the form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked: list[tuple[Attribute, Labelled]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    def ask(self, form: Form, known: Mapping[str, object], language: Language) -> None:
        """Ask for the attributes of a form; what is not known yet shows its default."""
        while self._column.count():
            widget = self._column.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        self.asked = []
        for attribute in form.attributes:
            name = attribute.name.in_language(language)
            unit = form.word(attribute.unit).in_language(language) if attribute.unit else ""
            field = _field(attribute, language)
            hint = mode_words(form, language) if attribute.key == MODE else ""
            labelled = Labelled(
                translate("SubjectFields", "{0}（{1}）").format(name, unit) if unit else name, field, hint=hint
            )
            labelled.give_room_back()
            held = known.get(attribute.key)
            _show(field, attribute.default if held is None else held)
            self.asked.append((attribute, labelled))
            self._column.addWidget(labelled)

    def subject(self) -> dict[str, object]:
        """Give the attributes as the ANSWERS document wants them; what was left out stays out."""
        found = {attribute.key: _value_of(labelled.field, attribute) for attribute, labelled in self.asked}
        return {key: value for key, value in found.items() if value not in (None, "", [])}

    def stands(self) -> bool:
        """Tell whether every figure is one; what is not is refused beside its field, and gets the keyboard."""
        wrong = [labelled for attribute, labelled in self.asked if not _is_fine(labelled.field, attribute)]
        for _attribute, labelled in self.asked:
            labelled.accept_value()
        for labelled in wrong:
            labelled.refuse(translate("SubjectFields", "写成数字，比如 12 或 30000.5"))
        if wrong:
            wrong[0].field.setFocus()
        return not wrong

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        if self.asked:
            field = self.asked[0][1].field
            (field.chips[0] if isinstance(field, ChipChoice) else field).setFocus()


def mode_words(form: Form, language: Language) -> str:
    """Say how much each mode asks."""
    told = []
    for mode in form.modes:
        items = sum(len(group.items) for group in groups_in(form, mode))
        name = mode.name.in_language(language)
        words = translate("SubjectFields", "{0} {1} 条") if items else translate("SubjectFields", "{0}只判控制项")
        told.append(words.format(name, items))
    return " · ".join(told)


def _field(attribute: Attribute, language: Language) -> QWidget:
    name = attribute.name.in_language(language)
    choices = tuple((choice.name.in_language(language), choice.code) for choice in attribute.choices)
    if attribute.kind is AttributeKind.SET:
        return ChipChoice(name, choices, many=True)
    if attribute.kind is AttributeKind.BOOLEAN:
        yes, no = translate("SubjectFields", "是"), translate("SubjectFields", "否")
        return ChipChoice(name, ((yes, True), (no, False)))
    if attribute.kind is not AttributeKind.ENUM:
        return TextField(name)
    if len(choices) <= _FEW:
        return ChipChoice(name, choices)
    box = ChoiceBox(name)
    box.setPlaceholderText(translate("SubjectFields", "请选"))
    for label, code in choices:
        box.addItem(label, code)
    return box


def _show(field: QWidget, value: object) -> None:
    if isinstance(field, ChipChoice):
        field.show_chosen(list(value) if isinstance(value, list | tuple | frozenset) else [value])
    elif isinstance(field, ChoiceBox):
        field.setCurrentIndex(field.findData(value))
    elif isinstance(field, TextField):
        field.setText("" if value is None else str(value))


def _value_of(field: QWidget, attribute: Attribute) -> object:
    if isinstance(field, ChoiceBox):
        return field.currentData()
    if isinstance(field, ChipChoice):
        chosen = field.chosen()
        return chosen if attribute.kind is AttributeKind.SET else next(iter(chosen), None)
    return _plain(field)


def _plain(field: QWidget) -> str:
    text = field.text() if isinstance(field, TextField) else ""
    return unicodedata.normalize("NFKC", text).replace(",", "").strip()


def _is_fine(field: QWidget, attribute: Attribute) -> bool:
    typed = _plain(field)
    if not typed:
        return True
    return (
        typed.isdigit() if attribute.kind is AttributeKind.INTEGER else is_number(typed) and not typed.startswith("-")
    )
