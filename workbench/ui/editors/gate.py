"""A gate: the conditions of the branch that fits the subject, each with its state; full points only if all hold."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.figures import on_screen, plain
from workbench.domain.results import Reason
from workbench.domain.rules import Gate, GateBranch, GateCondition, ParameterRef, Quantity
from workbench.scoring.conditions import holds
from workbench.ui.editors.base import Editor
from workbench.ui.editors.inputs import InputFields
from workbench.ui.editors.judging import fitting_branch, judged_conditions
from workbench.ui.editors.measuring import EditorContext, figure
from workbench.ui.editors.part_rows import Segments, TreeRow
from workbench.ui.lettering import Hand
from workbench.ui.marks import Mark
from workbench.ui.typography import Role
from workbench.ui.widgets.labels import Label


class ConditionRow(TreeRow):
    """One condition: what it says, its figure against its limit or yes and no, and how it stands in words."""

    def __init__(self, condition: GateCondition, context: EditorContext) -> None:
        super().__init__(context.say(condition.text).replace("<=", "≤"))
        self.condition = condition
        self._met: bool | Reason = Reason.NOT_ANSWERED
        self.segments: Segments | None = None
        self._figure = Label("", Hand(Role.TEXT, 500))
        self._state = Label("", Hand(Role.TEXT, 400, "ink3"))
        if condition.quantity is None:
            self.segments = Segments((("1", self.tr("是")), ("2", self.tr("否"))), context.say(condition.text))
            self.line.addWidget(self.segments)
        else:
            self.line.addWidget(self._figure)
        self._state.setFixedWidth(92)
        self.line.addWidget(self._state)

    @property
    @override
    def mark(self) -> Mark:
        if isinstance(self._met, Reason):
            return Mark.GATE_OPEN
        return Mark.GATE_MET if self._met else Mark.GATE_FAILED

    def show_met(self, met: bool | Reason, figure_words: str) -> None:  # noqa: FBT001 -- three-valued
        """Show how the condition stands."""
        self._met = met
        self._figure.set_text(figure_words)
        self._figure.setVisible(bool(figure_words))
        words, shade = self._words(met)
        self._state.set_text(words)
        self._state.set_hand(Hand(Role.TEXT, 700 if met is False else 400, shade))
        self.setAccessibleName(" ".join(part for part in (self.name.text, figure_words, words) if part))
        self.update()

    def _words(self, met: bool | Reason) -> tuple[str, str]:  # noqa: FBT001 -- three-valued
        if met is True:
            return self.tr("达到"), "met"
        if met is False:
            return self.tr("未达到"), "fail"
        known = {
            Reason.MISSING_PARAMETER: self.tr("缺目标值"),
            Reason.DIVISION_BY_ZERO: self.tr("分母是 0"),
        }
        shade = "ink3" if met is Reason.NOT_ANSWERED else "lost"
        return known.get(met, self.tr("未填")), shade


class GateEditor(Editor):
    """Inputs once at the top, then a row per condition; statements take 1 and 2, up and down move between them."""

    def __init__(self, rule: Gate, context: EditorContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._rule = rule
        self._value: dict[str, object] = {}
        self._current = 0
        self._branch: GateBranch | Reason = fitting_branch(rule, context)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(self._head_words(), Hand(Role.TEXT, 500, "accent"), wrap=True))
        self.rows = [ConditionRow(condition, context) for branch in self._branches() for condition in branch.every]
        self._inputs = self._input_fields(column)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for row in self.rows:
            row.is_last = row is self.rows[-1]
            row.taken.connect(self._on_taken)
            if row.segments is not None:
                row.segments.chosen.connect(self._on_chosen)
            rows.addWidget(row)
        column.addLayout(rows)
        self._sum = Label("", Hand(Role.TEXT, 500))
        column.addWidget(self._sum)
        self.show_value(None)

    def _branches(self) -> tuple[GateBranch, ...]:
        """Give the branch that decides, or those that still may: what cannot be decided is asked."""
        if isinstance(self._branch, GateBranch):
            return (self._branch,)
        facts = self.context.facts
        return tuple(branch for branch in self._rule.branches if holds(branch.when, facts) is not False)

    def _head_words(self) -> str:
        if isinstance(self._branch, GateBranch):
            return self.tr("{0}：下面各条都达到才得满分").format(self.context.say(self._branch.name))
        if self._branch is Reason.NO_VARIANT:
            return self.tr("没有适用于这类单位的条件，得 0 分")
        return self.tr("要先补上单位属性，才知道按哪一种条件判")

    def _quantities(self) -> list[Quantity]:
        wanted = [row.condition.quantity for row in self.rows]
        return [quantity for quantity in self._rule.quantities if quantity.key in wanted]

    def _input_fields(self, column: QVBoxLayout) -> InputFields | None:
        if not self._quantities():
            return None
        fields = InputFields(self._quantities(), self.context)
        fields.edited.connect(self._on_edited)
        fields.left.connect(self._on_left)
        column.addWidget(fields)
        return fields

    # --- showing ----------------------------------------------------------------------------------

    @override
    def show_value(self, value: object) -> None:
        self._value = dict(value) if isinstance(value, Mapping) else {}
        if self._inputs is not None:
            self._inputs.show_value(self._value)
        self._show_conditions()
        self._mark_current()

    def _show_conditions(self) -> None:
        told = tuple(
            met
            for branch in self._branches()
            for met in judged_conditions(self._rule, branch, self._value, self.context)
        )
        said = self._statements()
        for row, met in zip(self.rows, told, strict=True):
            row.show_met(met, self._figure_words(row.condition))
            if row.segments is not None:
                answer = said.get(row.condition.code)
                row.segments.show_choice(None if answer is None else 0 if answer else 1)
        self._sum.setVisible(isinstance(self._branch, GateBranch))
        self._show_sum(told)

    def _show_sum(self, told: tuple[bool | Reason, ...]) -> None:
        met = sum(one is True for one in told)
        missed = sum(one is False for one in told)
        if missed:
            words, shade = self.tr("{0} 条没有达到，这一条不得分").format(missed), "fail"
        elif met == len(told):
            words, shade = self.tr("{0} 条都达到，得满分").format(met), "met"
        else:
            words, shade = self.tr("{0}/{1} 条达到，还有 {2} 条没有判").format(met, len(told), len(told) - met), "ink2"
        self._sum.set_text(words)
        self._sum.set_hand(Hand(Role.TEXT, 500, shade))

    def _figure_words(self, condition: GateCondition) -> str:
        """Write the figure against its limit: "17.2 ≤ 18 kgce/(m2·a)"; a dash stands for what is not known."""
        if condition.quantity is None:
            return ""
        quantity = next(entry for entry in self._rule.quantities if entry.key == condition.quantity)
        limit = self._limit(condition)
        computed = figure(quantity, self._value, self.context)
        shown = on_screen(computed, limit, 3) if isinstance(computed, Fraction) else "—"
        line = "—" if limit is None else plain(limit)
        sign = "≤" if not isinstance(computed, Fraction) or limit is None or computed <= limit else ">"
        return f"{shown} {sign} {line} {self.context.unit(quantity.unit)}".rstrip()

    def _limit(self, condition: GateCondition) -> Fraction | None:
        if isinstance(condition.lte, ParameterRef):
            return self.context.parameter_values().get(condition.lte.key)
        return condition.lte

    def _mark_current(self) -> None:
        statements = [row for row in self.rows if row.segments is not None]
        for number, row in enumerate(statements):
            row.set_current(number == self._current)

    # --- answering --------------------------------------------------------------------------------

    def _statements(self) -> dict[str, object]:
        raw = self._value.get("statements")
        return dict(raw) if isinstance(raw, Mapping) else {}

    @override
    def press(self, key: str) -> bool:
        statements = [row for row in self.rows if row.segments is not None]
        if key in ("up", "down"):
            place = self._current + (-1 if key == "up" else 1)
            if not 0 <= place < len(statements):
                return False
            self._current = place
            self._mark_current()
            return True
        place = {"1": 0, "2": 1}.get(key, -1)
        if place < 0 or not statements:
            return False
        self._say(statements[self._current].condition, is_so=place == 0)
        following = range(self._current + 1, len(statements))
        self._current = next((n for n in following if statements[n].mark is Mark.GATE_OPEN), self._current)
        self._mark_current()
        if all(row.mark is not Mark.GATE_OPEN for row in self.rows):
            self.settled.emit()
        return True

    @override
    def take_focus(self, step: int = 1) -> bool:
        return self._inputs is not None and self._inputs.take_focus(step)

    def _say(self, condition: GateCondition, *, is_so: bool) -> None:
        said = self._statements()
        if said.get(condition.code) is is_so:
            del said[condition.code]
        else:
            said[condition.code] = is_so
        value = {key: entry for key, entry in self._value.items() if key != "statements"}
        if said:
            value["statements"] = said
        self.show_value(value)
        self.answered.emit(value or None, False)

    def _on_edited(self, typing: bool) -> None:  # noqa: FBT001 -- a signal's argument
        value: dict[str, object] = {}
        if self._inputs is not None:
            self._inputs.put(value)
        kept = {key: entry for key, entry in self._value.items() if self._is_kept(key)}
        self._value = {**kept, **value}
        self._show_conditions()
        self.answered.emit(self._value or None, typing)

    def _is_kept(self, key: str) -> bool:
        """Keep statements, and the figures of the branch of another subject."""
        return self._inputs is None or key not in self._inputs.names

    def _on_left(self, step: int) -> None:
        if step > 0 and any(row.segments is not None for row in self.rows):
            self.left.emit(0)
        else:
            self.left.emit(step)

    def _on_chosen(self, place: int) -> None:
        row = next(row for row in self.rows if row.segments is self.sender())
        self._say(row.condition, is_so=place == 0)

    def _on_taken(self) -> None:
        statements = [row for row in self.rows if row.segments is not None]
        self._current = next((n for n, row in enumerate(statements) if row is self.sender()), self._current)
        self._mark_current()
