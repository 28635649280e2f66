"""The rows of nested parts: a tree line, two chips with one border or the editor of the part's own rule, the points."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.figures import plain
from workbench.domain.results import ItemState
from workbench.domain.rules import ItemRule, Part, YesNo
from workbench.scoring.judgement import Judgement, unanswered
from workbench.ui import lettering, paint, theme, typography
from workbench.ui.editors.base import Editor
from workbench.ui.editors.judging import judged_part
from workbench.ui.editors.measuring import EditorContext
from workbench.ui.lettering import Hand
from workbench.ui.marks import Mark
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import CheckBox, Chip
from workbench.ui.widgets.fields import NumberField
from workbench.ui.widgets.labels import Label

_ROW = 34
_POINTS = 70
_INDENT = 42
Maker = Callable[[ItemRule, Fraction | None, EditorContext], Editor]


class Segments(QWidget):
    """Two or three chips that share a border.

    Signals:
        chosen: carries the number of the chip, from 0; chosen again it is taken away.
    """

    chosen = Signal(int)

    def __init__(self, labels: tuple[tuple[str, str], ...], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.chips = []
        for key, label in labels:
            chip = Chip(label, key=key)
            chip.is_low = True
            chip.setAccessibleName(f"{name} {label}")
            chip.clicked.connect(self._on_clicked)
            row.addWidget(chip)
            self.chips.append(chip)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_choice(self, number: int | None) -> None:
        """Fill one chip, or none."""
        for place, chip in enumerate(self.chips):
            chip.setChecked(place == number)

    def _on_clicked(self) -> None:
        self.chosen.emit(next(number for number, chip in enumerate(self.chips) if chip is self.sender()))


class TreeRow(QWidget):
    """What hangs on the tree line: a name at the left, a choice at the right, the state shape between.

    Signals:
        taken: the row was clicked.
        left: the keyboard wants out; carries -1 or +1.
        resized: something inside changed its height.
    """

    taken = Signal()
    left = Signal(int)
    resized = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_current = self.is_last = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.line = QHBoxLayout()
        self.line.setContentsMargins(_INDENT, 2, 0, 2)
        self.line.setSpacing(8)
        self.name = Label(name, Hand(Role.TEXT))
        self.name.setFixedHeight(typography.at_least(_ROW - 4, Role.TEXT))
        self.line.addWidget(self.name, 1)
        self.column.addLayout(self.line)

    @property
    def mark(self) -> Mark:
        """The state shape of this row."""
        return Mark.OPEN

    def press(self, key: str) -> bool:  # noqa: ARG002 -- for those that take keys
        """Take a key for this row."""
        return False

    def take_focus(self, step: int) -> bool:  # noqa: ARG002 -- for those with inputs
        """Put the keyboard into an input of this row; False when it has none."""
        return False

    def set_current(self, current: bool) -> None:  # noqa: FBT001 -- what it says
        """Show whether the keys go here."""
        self.is_current = current
        self.update()

    def add_beneath(self, widget: QWidget) -> None:
        """Hang something under the name."""
        holder = QVBoxLayout()
        holder.setContentsMargins(_INDENT, 0, 0, 6)
        holder.addWidget(widget)
        self.column.addLayout(holder)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.taken.emit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        height = typography.at_least(_ROW - 4, Role.TEXT) + 4
        if self.is_current:
            painter.fillRect(QRectF(28, 0, self.width() - 28, height), theme.colour("accent_soft"))
        ink = theme.colour("line2")
        middle = height / 2
        painter.fillRect(QRectF(6, 0, 1.5, middle if self.is_last else self.height()), ink)
        painter.fillRect(QRectF(6, middle - 0.75, 12, 1.5), ink)
        paint.mark(painter, QPointF(30, middle), self.mark, size=14)


class PreconditionRow(TreeRow):
    """What must hold before any part counts.

    Signals:
        answered: carries True, False, or None when it is taken back.
    """

    answered = Signal(object)

    def __init__(self, condition: str, parent: QWidget | None = None) -> None:
        super().__init__(condition, parent)
        self._said: bool | None = None
        self._choice = Segments((("1", self.tr("是")), ("2", self.tr("否"))), condition)
        self._choice.chosen.connect(self._on_chosen)
        self.line.addWidget(self._choice)
        self.line.addSpacing(_POINTS + 8)

    def show_said(self, said: object) -> None:
        """Show what is recorded."""
        self._said = said if isinstance(said, bool) else None
        self._choice.show_choice(None if self._said is None else 0 if self._said else 1)
        self.update()

    @property
    @override
    def mark(self) -> Mark:
        return Mark.OPEN if self._said is None else Mark.MET if self._said else Mark.LOST

    @override
    def press(self, key: str) -> bool:
        place = {"1": 0, "2": 1}.get(key)
        if place is not None:
            self._on_chosen(place)
        return place is not None

    def _on_chosen(self, place: int) -> None:
        said = place == 0
        self.answered.emit(None if self._said is said else said)


class PartRow(TreeRow):
    """One part.

    Signals:
        edited: carries the part's response (`value`, `na`, `proof`), or None, and whether it is still being typed.
        weighed: carries the weight as typed.
    """

    edited = Signal(object, bool)
    weighed = Signal(str)

    def __init__(self, part: Part, context: EditorContext, make: Maker, *, counts: bool = True) -> None:
        super().__init__(context.say(part.name))
        self.part, self.context = part, context
        self._counts = counts
        self._response: dict[str, object] = {}
        self.judged: Judgement = unanswered(part.points)
        self.segments: Segments | None = None
        self.editor: Editor | None = None
        self._aside: Chip | None = None
        self._proof: CheckBox | None = None
        self.weight: NumberField | None = None
        self._add_choice(part)
        self._points = Label("", Hand(Role.TEXT, 500))
        self._points.setFixedWidth(_POINTS)
        self._points.set_align(lettering.RIGHT)
        self.line.addWidget(self._points)
        if not counts:
            self._points.hide()
        if self.segments is None:
            self._add_editor(make)
        if part.not_applicable is not None and part.not_applicable.needs_proof:
            self._proof = CheckBox(self.tr("有证明材料"))
            self._proof.clicked.connect(self._on_proof)
            self.add_beneath(self._proof)

    def _add_choice(self, part: Part) -> None:
        name, aside = self.name.text, self.tr("不适用")
        if isinstance(part.rule, YesNo):
            labels: tuple[tuple[str, str], ...] = (("1", self.tr("有")), ("2", self.tr("没有")))
            labels = (*labels, ("N", aside)) if part.not_applicable is not None else labels
            self.segments = Segments(labels, name)
            self.segments.chosen.connect(self._on_chosen)
            self.line.addWidget(self.segments)
        elif part.not_applicable is not None:
            self._aside = Chip(aside, key="N")
            self._aside.is_dashed = self._aside.is_low = True
            self._aside.setAccessibleName(f"{name} {aside}")
            self._aside.clicked.connect(self._on_aside)
            self.line.addWidget(self._aside)

    def _add_editor(self, make: Maker) -> None:
        self.editor = make(self.part.rule, self.part.points if self._counts else None, self.context)
        self.add_beneath(self.editor)
        self.editor.answered.connect(self._on_answered)
        self.editor.resized.connect(self.resized)
        self.editor.left.connect(self._on_editor_left)

    def renew(self, context: EditorContext) -> None:
        """Know other outside values."""
        self.context = context
        if self.editor is not None:
            self.editor.renew(context)

    def ask_weight(self, name: str) -> None:
        """Ask how much this part weighs against the others."""
        self.weight = NumberField(f"{self.name.text} {name}", width=76)
        self.weight.number_edited.connect(self.weighed)
        self.weight.moved.connect(self._on_weight_moved)
        self.line.insertWidget(1, Label(name, Hand(Role.TEXT, 400, "ink2")))
        self.line.insertWidget(2, self.weight)

    def show_response(self, response: object) -> None:
        """Show what is recorded for this part."""
        self._response = dict(response) if isinstance(response, Mapping) else {}
        value, aside = self._response.get("value"), self._response.get("na") is True
        self.judged = judged_part(self.part, self._response or None, self.context)
        if self.segments is not None:
            self.segments.show_choice(
                2 if aside else {True: 0, False: 1}.get(value) if isinstance(value, bool) else None
            )
        if self._aside is not None:
            self._aside.setChecked(aside)
        if self._proof is not None:
            self._proof.setVisible(aside)
            self._proof.setChecked(self._response.get("proof") is True)
        if self.editor is not None:
            self.editor.setVisible(not aside)
            self.editor.show_value(value)
        self._show_points()
        self.update()

    def _show_points(self) -> None:
        points, most = self.judged.points, plain(self.judged.max_points)
        lost = self.mark is Mark.LOST
        if self.judged.is_excluded:
            self._points.set_text(self.tr("不计"))
        else:
            self._points.set_text(f"{'—' if points is None else plain(points)} / {most}")
        self._points.set_hand(Hand(Role.TEXT, 700 if lost else 500, "lost" if lost else "ink"))

    @property
    @override
    def mark(self) -> Mark:
        judged = self.judged
        if judged.state is ItemState.NA:
            return Mark.NOT_APPLICABLE
        if judged.state.is_open:
            return Mark.BEGUN if self._response.get("value") is not None else Mark.OPEN
        return Mark.MET if judged.is_full else Mark.LOST

    @property
    def is_open(self) -> bool:
        """Whether something is still to be judged here."""
        return self.judged.state.is_open

    def pale(self, is_pale: bool) -> None:  # noqa: FBT001 -- what it says
        """Write the name in grey, as an alternative that does not count."""
        self.name.set_hand(Hand(Role.TEXT, 400, "ink3" if is_pale else "ink"))

    @override
    def press(self, key: str) -> bool:
        if key == "N" and self.part.not_applicable is not None and not self._inner_takes_n():
            self._on_aside()
            return True
        if self.segments is not None:
            place = {"1": 0, "2": 1}.get(key)
            if place is not None:
                self._on_chosen(place)
            return place is not None
        return self.editor is not None and self.editor.isVisibleTo(self) and self.editor.press(key)

    def _inner_takes_n(self) -> bool:
        return self.editor is not None and self.editor.isVisibleTo(self) and self.editor.press("N")

    @override
    def take_focus(self, step: int) -> bool:
        if self.weight is not None and (step < 0 or not self._has_editor()):
            self.weight.setFocus()
            self.weight.selectAll()
            return True
        return self._has_editor() and self.editor is not None and self.editor.take_focus(step)

    def _has_editor(self) -> bool:
        return self.editor is not None and self.editor.isVisibleTo(self)

    @override
    def set_current(self, current: bool) -> None:
        super().set_current(current)
        if self.editor is not None:
            self.editor.set_current(current)

    def _on_chosen(self, place: int) -> None:
        if place == 2:
            self._on_aside()
            return
        value = place == 0
        same = self._response.get("value") is value and self._response.get("na") is not True
        self.edited.emit(None if same else {"value": value}, False)

    def _on_aside(self) -> None:
        if self._response.get("na") is True:
            value = self._response.get("value")
            self.edited.emit(None if value is None else {"value": value}, False)
        else:
            kept = {"value": self._response["value"]} if "value" in self._response and self.editor is not None else {}
            self.edited.emit({**kept, "na": True}, False)
        self.resized.emit()

    def _on_proof(self) -> None:
        kept = {key: entry for key, entry in self._response.items() if key != "proof"}
        is_there = self._proof is not None and self._proof.isChecked()
        self.edited.emit({**kept, "proof": True} if is_there else kept, False)

    def _on_answered(self, value: object, typing: bool) -> None:  # noqa: FBT001 -- a signal's second argument
        self.edited.emit(None if value is None else {"value": value}, typing)

    def _on_editor_left(self, step: int) -> None:
        if step > 0 and self.weight is not None:
            self.weight.setFocus()
            self.weight.selectAll()
        else:
            self.left.emit(step)

    def _on_weight_moved(self, step: int, _entered: bool) -> None:  # noqa: FBT001 -- a signal's second argument
        if step > 0 or not (self._has_editor() and self.editor is not None and self.editor.take_focus(-1)):
            self.left.emit(step)
