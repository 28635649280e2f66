"""The size of a sample: how many were looked at, the least that may be judged, and the whole of a small population."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from workbench.domain.rules import Sample
from workbench.ui.editors.measuring import EditorContext
from workbench.ui.lettering import Hand
from workbench.ui.typography import Role
from workbench.ui.widgets.fields import NumberField
from workbench.ui.widgets.flow import Flow
from workbench.ui.widgets.labels import Label

_NOTE = Hand(Role.NOTE, 400, "ink3")


class SampleFields(QWidget):
    """Sample size (unless the quantity asks for it itself) and the population.

    Signals:
        edited: carries the keys to put into the value.
        left: the keyboard wants out; carries -1 or +1.
    """

    edited = Signal(dict)
    left = Signal(int)

    def __init__(
        self, sample: Sample, context: EditorContext, *, asks_size: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sample = sample
        unit = context.say(sample.unit)
        flow = Flow(self, gap=8)
        self._size = NumberField(self.tr("抽样数"), whole=True, width=72) if asks_size else None
        if self._size is not None:
            flow.addWidget(Label(self.tr("抽样数"), Hand(Role.TEXT)))
            self._wire(self._size, flow)
            flow.addWidget(Label(unit, Hand(Role.TEXT, 400, "ink2")))
        flow.addWidget(Label(self.tr("至少 {0} {1}；不足时全查，填总数").format(sample.min_size, unit), _NOTE))
        self._population = NumberField(self.tr("总数"), whole=True, width=64)
        self._wire(self._population, flow)

    def _wire(self, field: NumberField, flow: Flow) -> None:
        field.number_edited.connect(self._on_edited)
        field.moved.connect(self._on_moved)
        flow.addWidget(field)

    @property
    def is_filled(self) -> bool:
        """Whether the sample size is there."""
        return self._size is None or bool(self._size.text())

    def take_focus(self) -> None:
        """Put the keyboard into the first field."""
        (self._size or self._population).setFocus()

    def show_value(self, value: Mapping[str, object]) -> None:
        """Show what is recorded."""
        if self._size is not None:
            self._size.show_number(str(value.get(self._sample.size_input) or ""))
        self._population.show_number(str(value.get("population") or ""))

    def keys(self) -> dict[str, object]:
        """Give what is typed as keys of the value."""
        out: dict[str, object] = {}
        if self._size is not None and self._size.text().isdigit():
            out[self._sample.size_input] = int(self._size.text())
        if self._population.text().isdigit():
            out["population"] = int(self._population.text())
        return out

    def _on_edited(self, _text: str) -> None:
        self.edited.emit(self.keys())

    def _on_moved(self, step: int, _entered: bool) -> None:  # noqa: FBT001 -- a signal's second argument
        fields = [field for field in (self._size, self._population) if field is not None]
        here = next((number for number, field in enumerate(fields) if field.hasFocus()), 0)
        if _entered and self._size is not None and here == 0 and step > 0:
            self.left.emit(step)
        elif 0 <= here + step < len(fields):
            fields[here + step].setFocus()
        else:
            self.left.emit(step)
