"""Raw quantities side by side: name, field (or twelve) and unit, with the operators between them or "there is none"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.domain.forms import InputKind
from workbench.domain.rules import Quantity
from workbench.ui.editors.measuring import EditorContext, tidy
from workbench.ui.lettering import Hand
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Chip
from workbench.ui.widgets.fields import NumberField
from workbench.ui.widgets.flow import Flow
from workbench.ui.widgets.labels import Label

_UNIT = Hand(Role.TEXT, 400, "ink2")


class RawInput:
    """One raw quantity: its name, its field (or twelve), its unit, and a chip where there may be none."""

    def __init__(self, key: str, quantity: Quantity, context: EditorContext, none: str) -> None:
        self.key = key
        declared = context.form.input_by_key.get(key)
        self.name = context.say(declared.name) if declared else key
        self.unit = "" if declared is None else context.unit(declared.unit)
        self.is_list = declared is not None and declared.kind is InputKind.DECIMAL_LIST
        is_whole = declared is not None and declared.kind is InputKind.INTEGER
        count = quantity.lengths.get(key, 1) if self.is_list else 1
        width = 70 if self.is_list else 88
        self.fields = [
            NumberField(f"{self.name} {number}" if self.is_list else self.name, whole=is_whole, width=width)
            for number in range(1, count + 1)
        ]
        self.none = Chip(none, key="N") if key in quantity.nullable else None
        if self.none is not None:
            self.none.is_low = True
            self.none.setAccessibleName(f"{self.name} {none}")

    def show(self, known: Mapping[str, object]) -> None:
        """Show what is recorded."""
        raw = known.get(self.key)
        listed = list(raw) if isinstance(raw, list | tuple) else [raw]
        for number, field in enumerate(self.fields):
            entry = listed[number] if number < len(listed) else None
            field.show_number("" if entry is None else str(entry))
        if self.none is not None:
            self.none.setChecked(self.key in known and raw is None)

    def put(self, value: dict[str, object]) -> None:
        """Put what is typed into a value; nothing while it is not a figure."""
        raw = self._raw()
        if raw is not None:
            value[self.key] = raw
        elif self.none is not None and self.none.isChecked():
            value[self.key] = None

    def _raw(self) -> object:
        texts = [tidy(field.text()) for field in self.fields]
        if self.is_list:
            while texts and not texts[-1]:
                texts.pop()
            return texts if texts and all(texts) else None
        return texts[0] or None


class InputFields(QWidget):
    """All raw quantities of one or several measured quantities.

    Signals:
        edited: something was typed; carries whether it still is.
        left: the keyboard wants out; carries -1 or +1.
    """

    edited = Signal(bool)
    left = Signal(int)

    def __init__(self, quantities: Sequence[Quantity], context: EditorContext, signs: Sequence[str] = ()) -> None:
        super().__init__()
        asked = {key: quantity for quantity in reversed(quantities) for key in quantity.inputs}
        ordered = dict.fromkeys(key for quantity in quantities for key in quantity.inputs)
        self.inputs = [RawInput(key, asked[key], context, self.tr("没有")) for key in ordered]
        self._context = context
        self._flow = Flow(self, gap=8)
        for number, entry in enumerate(self.inputs):
            if number and signs:
                self._flow.addWidget(Label(signs[number - 1], Hand(Role.BODY, 400, "ink2")))
            self._add(entry)

    def _add(self, entry: RawInput) -> None:
        widgets: list[QWidget] = [Label(entry.name, Hand(Role.TEXT)), *entry.fields]
        for field in entry.fields:
            field.number_edited.connect(self._on_typed)
            field.moved.connect(self._on_moved)
        if entry.unit:
            widgets.append(Label(entry.unit, _UNIT))
        if entry.none is not None:
            entry.none.clicked.connect(self._on_none)
            widgets.append(entry.none)
        for widget in widgets if entry.is_list else [_together(widgets)]:
            self._flow.addWidget(widget)

    def add(self, widget: QWidget) -> None:
        """Set something after the last input."""
        self._flow.addWidget(widget)

    @property
    def fields(self) -> list[NumberField]:
        """All fields, in reading order."""
        return [field for entry in self.inputs for field in entry.fields]

    @property
    def names(self) -> Mapping[str, str]:
        """The names of the inputs by key."""
        return {entry.key: entry.name for entry in self.inputs}

    def show_value(self, known: Mapping[str, object]) -> None:
        """Show what is recorded, and pale in an empty field what another clause holds."""
        for entry in self.inputs:
            entry.show(known)
            shared = self._context.shared.get(entry.key)
            for field in entry.fields:
                field.setPlaceholderText(shared[0] if shared else "")

    def shared_words(self, sentence: Callable[[str, str, str], str]) -> list[str]:
        """Say of every input that another clause holds where and how much."""
        held = ((entry.name, self._context.shared.get(entry.key)) for entry in self.inputs)
        return [sentence(name, shared[1], shared[0]) for name, shared in held if shared]

    def put(self, value: dict[str, object]) -> None:
        """Put what is typed into a value."""
        for entry in self.inputs:
            entry.put(value)

    def press_none(self) -> bool:
        """Say that there is none of what the keyboard is in (N); False where there must be some."""
        here = next((one for one in self.inputs if any(field.hasFocus() for field in one.fields)), None)
        if here is None or here.none is None:
            return False
        here.none.click()
        return True

    def take_focus(self, step: int = 1) -> bool:
        """Put the keyboard into the first (or with -1 the last) field."""
        if not self.fields:
            return False
        field = self.fields[0 if step > 0 else -1]
        field.setFocus()
        field.selectAll()
        return True

    def _on_typed(self, text: str) -> None:
        sender = self.sender()
        entry = next(one for one in self.inputs if any(field is sender for field in one.fields))
        if text and entry.none is not None:
            entry.none.setChecked(False)
        self.edited.emit(True)

    def _on_none(self) -> None:
        entry = next(one for one in self.inputs if one.none is self.sender())
        for field in entry.fields if entry.none is not None and entry.none.isChecked() else ():
            field.clear()
        self.edited.emit(False)

    def _on_moved(self, step: int, entered: bool) -> None:  # noqa: FBT001 -- a signal's second argument
        fields = self.fields
        here = next(number for number, field in enumerate(fields) if field is self.sender())
        if entered and step > 0 and not fields[here].text() and fields[here].placeholderText():
            fields[here].setText(fields[here].placeholderText())
            self.edited.emit(True)
        if entered and 0 <= here + step < len(fields):
            fields[here + step].setFocus()
            fields[here + step].selectAll()
        else:
            self.left.emit(step)


def _together(widgets: list[QWidget]) -> QWidget:
    """Keep a name with its field and unit, so that no line breaks between them."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return holder
