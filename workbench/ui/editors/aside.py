"""Setting a clause aside: why it does not apply, and what that does to the total."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.domain.rules import NotApplicable, NotApplicableRule
from workbench.ui.editors.measuring import EditorContext
from workbench.ui.facts import Entry
from workbench.ui.lettering import Hand
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import CheckBox, Chip
from workbench.ui.widgets.fields import TextField
from workbench.ui.widgets.flow import Flow
from workbench.ui.widgets.labels import Label

translate = QCoreApplication.translate


class AsideEditor(QWidget):
    """Why a clause does not apply: the form's own condition first, or written in words; and what it does to the total.

    Signals:
        told: carries the reason and whether there is proof.
        taken_up: the clause applies after all.
    """

    told = Signal(str, bool)
    taken_up = Signal()

    def __init__(
        self, policy: NotApplicable, points: str, context: EditorContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._condition = context.say(policy.condition)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QWidget()
        flow = Flow(row)
        self._first = Chip(self._condition or self.tr("没有这类对象"), key="1")
        self._other = Chip(self.tr("其他，写明"), key="2")
        self._back = Chip(self.tr("还是适用"), key="N")
        self._back.is_dashed = True
        for chip in (self._first, self._other, self._back):
            flow.addWidget(chip)
        flow.addWidget(Label(f" {_effect(policy.rule, points)}", Hand(Role.TEXT, 400, "ink2")))
        column.addWidget(row)
        self.words = TextField(self.tr("不适用的理由"), self.tr("写明为什么不适用，报告会照录"))
        self.words.keeps_return = True
        column.addWidget(self.words)
        self._proof = CheckBox(self.tr("有证明材料")) if policy.needs_proof else None
        if self._proof is not None:
            column.addWidget(self._proof)
            self._proof.clicked.connect(self._on_written)
        self._first.clicked.connect(self._on_first)
        self._other.clicked.connect(self._on_other)
        self._back.clicked.connect(self.taken_up)
        self.words.editingFinished.connect(self._on_written)

    @property
    def default_reason(self) -> str:
        """The reason that is taken when N is pressed."""
        return self._first.text()

    def show_entry(self, entry: Entry) -> None:
        """Show the reason that stands."""
        reason = str(entry.get("note") or "")
        is_first = reason == self._first.text()
        self._first.setChecked(is_first)
        self._other.setChecked(not is_first)
        self.words.setVisible(not is_first)
        if not self.words.hasFocus():
            self.words.setText("" if is_first else reason)
        if self._proof is not None:
            self._proof.setChecked(entry.get("proof") is True)

    def press(self, key: str) -> bool:
        """Take 1, 2 or N."""
        chip = {"1": self._first, "2": self._other, "N": self._back}.get(key)
        if chip is not None:
            chip.click()
        return chip is not None

    def _has_proof(self) -> bool:
        return self._proof is not None and self._proof.isChecked()

    def _on_first(self) -> None:
        self.told.emit(self._first.text(), self._has_proof())

    def _on_other(self) -> None:
        self._first.setChecked(False)
        self._other.setChecked(True)
        self.words.setVisible(True)
        self.words.setFocus()
        self.updateGeometry()

    def _on_written(self) -> None:
        reason = self.words.text().strip() if self.words.isVisible() else self._first.text()
        if reason:
            self.told.emit(reason, self._has_proof())


def _effect(rule: NotApplicableRule, points: str) -> str:
    return {
        NotApplicableRule.EXCLUDED: translate("AsideEditor", "从满分中扣除 {0} 分"),
        NotApplicableRule.FULL_POINTS: translate("AsideEditor", "直接得 {0} 分"),
        NotApplicableRule.ZERO: translate("AsideEditor", "得 0 分，满分仍是 {0}"),
        NotApplicableRule.PASS: translate("AsideEditor", "视为满足"),
    }[rule].format(points)
