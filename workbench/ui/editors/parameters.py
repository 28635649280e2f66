"""Outside values asked where a clause needs them: the figure and where it comes from."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.domain.forms import Parameter
from workbench.ui.editors.measuring import EditorContext, tidy
from workbench.ui.facts import ParameterValue
from workbench.ui.lettering import Hand
from workbench.ui.typography import Role
from workbench.ui.widgets.fields import NumberField, TextField
from workbench.ui.widgets.flow import Flow
from workbench.ui.widgets.labels import Label, Notice


class ParameterAsk(QWidget):
    """An outside value that the form does not know: the figure and, without fail, where it comes from.

    Signals:
        edited: carries a `ParameterValue`.
        left: the keyboard wants out.
    """

    edited = Signal(object)
    left = Signal(int)

    def __init__(self, parameter: Parameter, context: EditorContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = parameter.key
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(4)
        row = QWidget()
        flow = Flow(row, gap=8)
        name = context.say(parameter.name)
        flow.addWidget(Label(self.tr("参数：{0}").format(name), Hand(Role.TEXT, 500)))
        self.figure = NumberField(name, width=96)
        flow.addWidget(self.figure)
        flow.addWidget(Label(context.unit(parameter.unit), Hand(Role.TEXT, 400, "ink2")))
        self.source = TextField(self.tr("{0} 的来源").format(name), self.tr("来源：文件名、文号或提供单位"))
        self.source.setFixedWidth(260)
        self.source.keeps_return = True
        flow.addWidget(self.source)
        column.addWidget(row)
        self._notice = Notice()
        column.addWidget(self._notice)
        self.figure.show_number(context.parameters.get(parameter.key, ""))
        self.source.setText(context.sources.get(parameter.key, ""))
        self.source.setCursorPosition(0)
        self.figure.number_edited.connect(self._on_edited)
        self.figure.moved.connect(self._on_moved)
        self.source.textEdited.connect(self._on_edited)
        self.source.returnPressed.connect(self._on_return)
        self._look()

    @property
    def is_filled(self) -> bool:
        """Whether both figure and source are there."""
        return bool(tidy(self.figure.text()) and self.source.text().strip())

    def _look(self) -> None:
        has_figure, has_source = bool(tidy(self.figure.text())), bool(self.source.text().strip())
        if has_figure and not has_source:
            self._notice.refuse(self.tr("写上来源才算数，报告会照录"))
        elif not has_figure:
            self._notice.say(None, self.tr("这一版评价表没有这个数，填一次，本次评价都用它"))
        else:
            self._notice.say(None, "")
        self._notice.setVisible(bool(self._notice.sentence))

    def _on_edited(self, _text: str) -> None:
        self._look()
        figure = tidy(self.figure.text()) if self.source.text().strip() else ""
        self.edited.emit(ParameterValue(self._key, figure, self.source.text().strip()))

    def _on_moved(self, step: int, _entered: bool) -> None:  # noqa: FBT001 -- a signal's second argument
        if step > 0:
            self.source.setFocus()
        else:
            self.left.emit(step)

    def _on_return(self) -> None:
        self.left.emit(1)
