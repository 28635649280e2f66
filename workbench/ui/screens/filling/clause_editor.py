"""The opened part of the clause in focus: what to check, its editor, not-applicable, outside values and the note."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.figures import plain
from workbench.domain.forms import Asked, Item, StarRequirement
from workbench.scoring.asking import lacking_facts, wanted_parameters
from workbench.ui.editors import factory
from workbench.ui.editors.aside import AsideEditor
from workbench.ui.editors.base import Editor
from workbench.ui.editors.choices import ChoiceEditor
from workbench.ui.editors.measuring import EditorContext
from workbench.ui.editors.parameters import ParameterAsk
from workbench.ui.facts import Entry
from workbench.ui.lettering import Hand
from workbench.ui.marks import Mark
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Chip
from workbench.ui.widgets.fields import TextField
from workbench.ui.widgets.flow import Flow
from workbench.ui.widgets.labels import Label, Notice


class ClauseEditor(QWidget):
    """The one real widget of the list, put over the row in focus; its upper 32 px stay the row's own.

    Signals:
        answered, aside_told, taken_up, note_edited, parameter_edited: what was entered.
        settled: a choice is complete.
        left: the keyboard wants to another clause.
        height_changed: the row must grow or shrink.
    """

    answered = Signal(object, bool)
    aside_told = Signal(str, bool)
    taken_up = Signal()
    note_edited = Signal(str, bool)
    parameter_edited = Signal(object)
    settled = Signal()
    left = Signal(int)
    height_changed = Signal()

    def __init__(self, node: Item | Asked, context: EditorContext, *, top: int, left: int) -> None:
        super().__init__()
        self.code = node.code
        self._node, self._context = node, context
        self._policy = None if isinstance(node, StarRequirement) else node.not_applicable
        self._aside_row: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(left, top, 12, 10)
        self._column.setSpacing(6)
        check = context.say(node.guidance if isinstance(node, StarRequirement) else node.check)
        if check:
            self._column.addWidget(Label(check, Hand(Role.TEXT, 400, "ink2"), wrap=True))
        self._add_lacking()
        self.editor: Editor = factory.editor_of(node, context)
        self._column.addWidget(self.editor)
        self.asks = self._add_asks()
        self._aside_chip = self._add_aside_chip()
        self.aside = self._add_aside()
        self.note = TextField(self.tr("备注"), self.tr("备注：写给同事和报告的话"))
        self.note.keeps_return = True
        self.note.hide()
        self.note.textEdited.connect(self._on_note)
        self.note.editingFinished.connect(self._on_note_done)
        self.note.returnPressed.connect(self._on_note_return)
        self._column.addWidget(self.note)
        self.notice = Notice()
        self.notice.hide()
        self._column.addWidget(self.notice)
        self.editor.answered.connect(self._on_answered)
        self.editor.settled.connect(self.settled)
        self.editor.left.connect(self._on_left)
        self.editor.resized.connect(self.height_changed)

    def _add_lacking(self) -> None:
        """Name the facts about the unit without which this clause cannot be judged."""
        keys = lacking_facts(self._node, self._context.facts)
        names = [self._context.say(one.name) for one in self._context.form.attributes if one.key in keys]
        if names:
            notice = Notice()
            notice.say(Mark.LOST, self.tr("缺单位属性：{0}。按 F4 补上才能判").format(self.tr("、").join(names)))
            self._column.addWidget(notice)

    def _add_asks(self) -> list[ParameterAsk]:
        if isinstance(self._node, StarRequirement):
            return []
        wanted = wanted_parameters(self._node.rule, self._context.facts)
        asks = []
        for parameter in self._context.form.parameters:
            if parameter.key in wanted and parameter.default is None:
                ask = ParameterAsk(parameter, self._context)
                ask.edited.connect(self.parameter_edited)
                ask.left.connect(self._on_ask_left)
                self._column.addWidget(ask)
                asks.append(ask)
        return asks

    def _add_aside_chip(self) -> Chip | None:
        if self._policy is None:
            return None
        chip = Chip(self.tr("不适用"), key="N")
        chip.is_dashed = True
        chip.clicked.connect(self._on_aside_wanted)
        if isinstance(self.editor, ChoiceEditor):
            self.editor.add_chip(chip)
            return chip
        chip.is_low = True
        self._aside_row = QWidget()
        Flow(self._aside_row).addWidget(chip)
        self._column.addWidget(self._aside_row)
        return chip

    def _add_aside(self) -> AsideEditor | None:
        policy = self._policy
        if policy is None:
            return None
        points = plain(self._node.points) if isinstance(self._node, Item) else ""
        aside = AsideEditor(policy, points, self._context)
        aside.told.connect(self.aside_told)
        aside.taken_up.connect(self.taken_up)
        aside.hide()
        self._column.addWidget(aside)
        return aside

    def show_entry(self, entry: Entry, *, read_only: bool = False) -> None:
        """Show what is recorded."""
        is_aside = entry.get("na") is True and self.aside is not None
        self.editor.setVisible(not is_aside)
        self.editor.show_value(entry.get("value"))
        if self._aside_chip is not None:
            self._aside_chip.setChecked(False)
        if self._aside_row is not None:
            self._aside_row.setVisible(not is_aside)
        if self.aside is not None:
            self.aside.setVisible(is_aside)
            self.aside.show_entry(entry)
        note = str(entry.get("note") or "")
        if not self.note.hasFocus():
            self.note.setText(note)
            self.note.setVisible(bool(note) and not is_aside)
        self.notice.hide()
        for widget in (self.editor, self.aside, self.note, *self.asks):
            if widget is not None:
                widget.setEnabled(not read_only)
        self.height_changed.emit()

    def refuse(self, sentence: str) -> None:
        """Say beside the editor why something cannot stand."""
        self.notice.refuse(sentence)
        self.notice.show()
        self.height_changed.emit()

    def open_note(self) -> None:
        """Put the keyboard into the note (C)."""
        if self.aside is not None and self.aside.isVisible():
            self.aside.press("2")
            return
        self.note.show()
        self.height_changed.emit()
        self.note.setFocus()

    def press(self, key: str) -> bool:
        """Take a key of the list."""
        if self.aside is not None and self.aside.isVisible():
            return self.aside.press(key)
        if key == "N":
            if self.editor.press("N"):
                return True
            if self._policy is not None:
                self._on_aside_wanted()
                return True
            self.refuse(self.tr("这一条不能判“不适用”"))
            return True
        return self.editor.press(key)

    def take_focus(self, step: int = 1) -> bool:
        """Put the keyboard into the first input that wants something."""
        if self.aside is not None and self.aside.isVisible():
            return False
        if self.asks and step < 0:
            self.asks[-1].source.setFocus()
            return True
        return self.editor.isEnabled() and self.editor.take_focus(step)

    def indent(self, left: int) -> None:
        """Begin at another column."""
        margins = self._column.contentsMargins()
        self._column.setContentsMargins(left, margins.top(), margins.right(), margins.bottom())

    def height_for(self, width: int) -> int:
        """Give the height of the whole row at a list's width."""
        self._column.invalidate()
        return self._column.totalHeightForWidth(width) if self._column.hasHeightForWidth() else self.sizeHint().height()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(100, 32)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.height_changed.emit()
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_answered(self, value: object, typing: bool) -> None:  # noqa: FBT001 -- a signal's second argument
        self.answered.emit(value, typing)

    def _on_aside_wanted(self) -> None:
        if self.aside is not None:
            self.aside_told.emit(self.aside.default_reason, False)

    def _on_left(self, step: int) -> None:
        empty = [ask for ask in self.asks if not ask.is_filled]
        if step > 0 and empty:
            empty[0].figure.setFocus()
        else:
            self.left.emit(step)

    def _on_ask_left(self, step: int) -> None:
        """Go on to the next outside value, or back to the one before or into the editor."""
        here = next(number for number, ask in enumerate(self.asks) if ask is self.sender())
        if 0 <= here + step < len(self.asks):
            ask = self.asks[here + step]
            (ask.figure if step > 0 else ask.source).setFocus()
        elif step > 0 or not self.editor.take_focus(-1):
            self.left.emit(step)

    def _on_note(self, text: str) -> None:
        self.note_edited.emit(text.strip(), True)

    def _on_note_done(self) -> None:
        self.note_edited.emit(self.note.text().strip(), False)

    def _on_note_return(self) -> None:
        self.left.emit(0)
