"""Nested parts: only those that fit the subject, one row each; the keys go to one of them at a time."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.rules import Combine, NotApplicableRule, SumOfParts
from workbench.scoring.asking import empty_value, fitting_parts
from workbench.scoring.conditions import holds
from workbench.scoring.rules.sum_of_parts import BUILDING_TYPE, MIXED
from workbench.ui.editors.base import Editor
from workbench.ui.editors.measuring import EditorContext, tidy
from workbench.ui.editors.part_rows import Maker, PartRow, PreconditionRow, TreeRow
from workbench.ui.lettering import Hand
from workbench.ui.typography import Role
from workbench.ui.widgets.labels import Label

_NOTE = Hand(Role.NOTE, 400, "ink3")


class PartsEditor(Editor):
    """All parts of a `sum_of_parts` that fit; up and down move, a digit judges and goes on to the next open one."""

    def __init__(
        self,
        rule: SumOfParts,
        context: EditorContext,
        make: Maker,
        *,
        counts: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._rule, self._counts = rule, counts
        self._value: dict[str, object] = {}
        self._current = 0
        self._is_active = True
        self._shown = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._how = Label("", _NOTE, wrap=True)
        column.addWidget(self._how)
        self._gate: PreconditionRow | None = None
        if rule.precondition is not None:
            self._gate = PreconditionRow(context.say(rule.precondition))
            self._gate.answered.connect(self._on_precondition)
            self._gate.taken.connect(self._on_taken)
            column.addWidget(self._gate)
        possible = [part for part in rule.parts if self._may_fit(part.code)]
        self.rows = [PartRow(part, context, make, counts=counts) for part in possible]
        for row in self.rows:
            row.edited.connect(self._on_edited)
            row.weighed.connect(self._on_weighed)
            row.taken.connect(self._on_taken)
            row.left.connect(self._on_row_left)
            row.resized.connect(self.resized)
            column.addWidget(row)
        self._asks_weights = rule.combine is Combine.TIME_WEIGHTED and len(self.rows) > 1
        for row in self.rows if self._asks_weights else ():
            row.ask_weight(self.tr("时长（h）"))

    def _may_fit(self, code: str) -> bool:
        every = frozenset(part.code for part in self._rule.parts)
        return any(part.code == code for part in fitting_parts(self._rule, self.context.facts, every))

    @override
    def renew(self, context: EditorContext) -> None:
        super().renew(context)
        for row in self.rows:
            row.renew(context)

    # --- showing ----------------------------------------------------------------------------------

    @override
    def show_value(self, value: object) -> None:
        self._value = dict(value) if isinstance(value, Mapping) else {}
        parts = self._parts()
        for row in self.rows:
            row.show_response(parts.get(row.part.code))
        if self._gate is not None:
            self._gate.show_said(self._value.get("precondition"))
        self._show_fitting(parts)
        self._show_weights()
        self._show_counted()
        how = self._how_words()
        self._how.set_text(how)
        self._how.setVisible(bool(how))
        if not self._shown:
            self._shown = True
            self._current = self._first_open(0)
        self._current = min(self._current, max(len(self._walked()) - 1, 0))
        self._mark_current()

    def _show_fitting(self, parts: Mapping[str, object]) -> None:
        shown = {part.code for part in fitting_parts(self._rule, self.context.facts, self._left_base(parts))}
        for row in self.rows:
            row.setVisible(row.part.code in shown)
        walked = self._walked()
        for row_widget in walked:
            row_widget.is_last = row_widget is walked[-1]

    def _left_base(self, parts: Mapping[str, object]) -> frozenset[str]:
        """Name the parts that were set aside out of the base, so that a selection goes on to the next."""
        return frozenset(
            part.code
            for part in self._rule.parts
            if part.not_applicable is not None
            and part.not_applicable.rule is NotApplicableRule.EXCLUDED
            and _is_aside(parts.get(part.code))
        )

    def _show_weights(self) -> None:
        raw = self._value.get("weights")
        weights = raw if isinstance(raw, Mapping) else {}
        for row in self.rows:
            if row.weight is not None:
                row.weight.show_number(str(weights.get(row.part.code) or ""))

    def _show_counted(self) -> None:
        """Among alternatives only the best counts; the others are written in grey."""
        if self._rule.combine is not Combine.MAX or not self._counts:
            return
        judged = [row for row in self.rows if row.judged.points is not None]
        best = max(judged, key=lambda row: row.judged.points or 0, default=None)
        for row in self.rows:
            row.pale(best is not None and row is not best)

    def _how_words(self) -> str:
        """Say how the parts make the points, where that is not their sum."""
        facts, rule = self.context.facts, self._rule
        if not self._walked():
            return self.tr("这类对象没有要判的分项")
        hidden = sum(holds(part.when, facts) is False for part in rule.parts)
        folded = self.tr("按单位属性收起 {0} 个不适用的分项").format(hidden) if hidden else ""
        how = {
            Combine.MAX: self.tr("几种里取得分最高的一种，填一种就行") if self._counts else self.tr("满足一种就行"),
            Combine.MIN: self.tr("取其中得分最低的一项"),
            Combine.MEAN: self.tr("取各项的平均"),
            Combine.TIME_WEIGHTED: self.tr("按时长加权平均"),
            Combine.ALL: self.tr("全部满足才得分") if self._counts else self.tr("要全部满足"),
        }.get(rule.combine, "")
        if rule.mixed_by_area and facts.get(BUILDING_TYPE) == MIXED:
            how = self.tr("综合楼：居住和公共两部分都判，按面积加权")
        return " · ".join(words for words in (how, folded) if words)

    # --- walking ----------------------------------------------------------------------------------

    def _walked(self) -> list[TreeRow]:
        rows: list[TreeRow] = [row for row in self.rows if not row.isHidden()]
        return rows if self._gate is None else [self._gate, *rows]

    def _first_open(self, start: int) -> int:
        walked = self._walked()
        return next((n for n in range(start, len(walked)) if _is_open(walked[n])), max(start - 1, 0) if start else 0)

    def _mark_current(self) -> None:
        for number, row in enumerate(self._walked()):
            row.set_current(self._is_active and number == self._current)

    @override
    def set_current(self, current: bool) -> None:
        if current != self._is_active:
            self._is_active = current
            self._mark_current()

    def _go(self, place: int, step: int) -> bool:
        """Move to a row and put the keyboard where it wants it; False past either end."""
        walked = self._walked()
        if not 0 <= place < len(walked):
            return False
        self._current = place
        self._mark_current()
        row = walked[place]
        if isinstance(row, PartRow) and isinstance(row.editor, PartsEditor):
            row.editor.enter(step)
        elif not row.take_focus(step):
            self.left.emit(0)
        return True

    def enter(self, step: int) -> None:
        """Come in from above (+1) or below (-1)."""
        walked = self._walked()
        if walked and not self._go(0 if step > 0 else len(walked) - 1, step):
            self.left.emit(0)

    @override
    def press(self, key: str) -> bool:
        walked = self._walked()
        if not walked:
            return False
        row = walked[self._current]
        if key in ("up", "down"):
            return row.press(key) or self._go(self._current + (-1 if key == "up" else 1), -1 if key == "up" else 1)
        if not row.press(key):
            return False
        if not _is_open(walked[self._current]):
            self._go_on()
        return True

    def _go_on(self) -> None:
        """Move on to the next open row, where there is one."""
        place = self._first_open(self._current + 1)
        if place > self._current and _is_open(self._walked()[place]):
            self._go(place, 1)

    @override
    def take_focus(self, step: int = 1) -> bool:
        walked = self._walked()
        return bool(walked) and walked[self._current].take_focus(step)

    def _on_taken(self) -> None:
        self._current = next(number for number, row in enumerate(self._walked()) if row is self.sender())
        self._mark_current()

    def _on_row_left(self, step: int) -> None:
        walked = self._walked()
        self._current = next(number for number, row in enumerate(walked) if row is self.sender())
        if step == 0 or not self._go(self._current + step, step):
            self.left.emit(step)

    # --- answering --------------------------------------------------------------------------------

    def _parts(self) -> dict[str, object]:
        raw = self._value.get("parts")
        return dict(raw) if isinstance(raw, Mapping) else {}

    def _on_edited(self, response: object, typing: bool) -> None:  # noqa: FBT001 -- a signal's second argument
        row = next(row for row in self.rows if row is self.sender())
        parts = self._parts()
        if response is None:
            parts.pop(row.part.code, None)
        else:
            parts[row.part.code] = response
        self._tell({**self._value, "parts": parts}, typing=typing)

    def _on_weighed(self, text: str) -> None:
        row = next(row for row in self.rows if row is self.sender())
        raw = self._value.get("weights")
        weights = (
            {code: entry for code, entry in raw.items() if code != row.part.code} if isinstance(raw, Mapping) else {}
        )
        if tidy(text) and not tidy(text).startswith("-"):
            weights[row.part.code] = tidy(text)
        value = {key: entry for key, entry in self._value.items() if key != "weights"}
        self._tell({**value, "weights": weights} if weights else value, typing=True)

    def _on_precondition(self, said: object) -> None:
        value = {key: entry for key, entry in self._value.items() if key != "precondition"}
        self._tell(value if said is None else {**value, "precondition": said}, typing=False)

    def _tell(self, value: dict[str, object], *, typing: bool) -> None:
        raw = value.get("parts")
        given = dict(raw) if isinstance(raw, Mapping) else {}
        if given or "precondition" in value:
            given = {**self._unasked(), **given}
        value = {**value, "parts": given}
        if not given and self.rows:
            del value["parts"]
        self.show_value(value)
        self.answered.emit(value or None, typing)

    def _unasked(self) -> dict[str, object]:
        """Enter by itself the parts in which this subject is asked nothing (contract 10.2)."""
        empty = {row.part.code: empty_value(row.part.rule, self.context.facts) for row in self.rows}
        return {code: {"value": value} for code, value in empty.items() if value is not None}


def _is_aside(response: object) -> bool:
    return isinstance(response, Mapping) and response.get("na") is True


def _is_open(row: TreeRow) -> bool:
    return row.is_open if isinstance(row, PartRow) else row.mark.value == "open"
