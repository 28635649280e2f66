"""A star requirement: its measures, the star they reach now, and what the next star asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.figures import plain
from workbench.domain.forms import StarRequirement
from workbench.domain.rules import MeasureKind, StarBound, StarMeasure
from workbench.scoring.answers import Claims
from workbench.scoring.decoding.values import star_response
from workbench.scoring.faults import Findings, Place
from workbench.scoring.stars import reached
from workbench.ui import paint, theme, typography
from workbench.ui.editors.base import Editor
from workbench.ui.editors.measuring import EditorContext, tidy
from workbench.ui.editors.part_rows import Segments
from workbench.ui.lettering import Hand
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Chip
from workbench.ui.widgets.fields import NumberField
from workbench.ui.widgets.flow import Flow
from workbench.ui.widgets.labels import Label

_SIGNS = {"gte": "≥", "gt": ">", "lte": "≤", "lt": "<", "eq": "="}
_STEP = 62
_LINE = 16
_MOST_WIDE = 720


@dataclass(frozen=True, slots=True)
class Rung:
    """One star of the ladder: what it asks, and whether it is reached, next, or further up."""

    star: int
    demand: str
    is_reached: bool
    is_next: bool


class StarLadder(QWidget):
    """Three cells, one per star: reached filled, the next dashed, what is further up plain."""

    def __init__(self, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._rungs: tuple[Rung, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_MOST_WIDE)

    def show_rungs(self, rungs: tuple[Rung, ...]) -> None:
        """Show the ladder."""
        if rungs != self._rungs:
            self._rungs = rungs
            reached_now = sum(rung.is_reached for rung in rungs)
            demands = "；".join(f"{rung.star} {rung.demand}" for rung in rungs)
            self.setAccessibleName(self.tr("现达 {0} 星；{1}").format(reached_now, demands))
            self.setToolTip("\n".join(f"{'★' * rung.star} {rung.demand}" for rung in rungs))
            self.update()

    @override
    def sizeHint(self) -> QSize:
        line = max(_LINE, typography.metrics(Role.NOTE, 500).lineSpacing())
        return QSize(420, _STEP - 2 * _LINE + self._lines * line)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        across = (self.width() - 4) / max(len(self._rungs), 1)
        for number, rung in enumerate(self._rungs):
            self._paint_rung(painter, QRectF(round(number * across), 1, round(across - 4), self.height() - 2), rung)

    def _paint_rung(self, painter: QPainter, box: QRectF, rung: Rung) -> None:
        shade = "ink"
        if rung.is_reached:
            paint.fill(painter, box, theme.colour("accent"), radius=3)
            shade = "accent_ink"
        elif rung.is_next:
            paint.fill(painter, box, theme.colour("surface"), radius=3)
            paint.dashes(painter, box, theme.colour("accent"), radius=3)
        else:
            paint.outline(painter, box, theme.colour("line2"), radius=3)
        ink = theme.colour("accent_ink" if rung.is_reached else "accent" if rung.is_next else "ink3")
        for number in range(rung.star):
            paint.star(
                painter, QPointF(box.left() + 14 + number * 15, box.top() + 14), 6.5, ink, filled=rung.is_reached
            )
        room = QRectF(box.left() + 8, box.top() + 23, box.width() - 14, box.height() - 25)
        painter.setFont(typography.font(Role.NOTE, 500 if rung.is_next else 400))
        painter.setPen(theme.colour(shade if rung.is_reached or rung.is_next else "ink2"))
        metrics = typography.metrics(Role.NOTE, 500)
        text = metrics.elidedText(rung.demand, Qt.TextElideMode.ElideRight, int(room.width() * (self._lines - 0.2)))
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft), text)


class MeasureRow(QWidget):
    """One measure: a figure with its unit, or yes and no; a chip where nothing need be claimed.

    Signals:
        edited: something was entered; carries whether it is still being typed.
        left: the keyboard wants out; carries -1 or +1.
    """

    edited = Signal(bool)
    left = Signal(int)

    def __init__(self, measure: StarMeasure, context: EditorContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.measure = measure
        self._claim: bool | None = None
        name = context.say(measure.name)
        flow = Flow(self, gap=8)
        flow.addWidget(Label(name, Hand(Role.TEXT)))
        self.field: NumberField | None = None
        self.segments: Segments | None = None
        self.none: Chip | None = None
        if measure.kind is MeasureKind.BOOLEAN:
            self.segments = Segments((("1", self.tr("是")), ("2", self.tr("否"))), name)
            self.segments.chosen.connect(self._on_chosen)
            flow.addWidget(self.segments)
        else:
            self.field = NumberField(name, whole=measure.kind is MeasureKind.INTEGER)
            self.field.number_edited.connect(self._on_typed)
            self.field.moved.connect(self._on_moved)
            flow.addWidget(self.field)
            flow.addWidget(Label(context.unit(measure.unit), Hand(Role.TEXT, 400, "ink2")))
        if measure.nullable:
            self.none = Chip(self.tr("不申报"), key="N")
            self.none.is_low = self.none.is_dashed = True
            self.none.setAccessibleName(f"{name} {self.none.text()}")
            self.none.clicked.connect(self._on_none)
            flow.addWidget(self.none)

    def show_claim(self, known: Mapping[str, object]) -> None:
        """Show what is recorded."""
        raw = known.get(self.measure.key)
        if self.field is not None:
            self.field.show_number("" if raw is None else str(raw))
        if self.segments is not None:
            self._claim = raw if isinstance(raw, bool) else None
            self.segments.show_choice(None if self._claim is None else 0 if self._claim else 1)
        if self.none is not None:
            self.none.setChecked(self.measure.key in known and raw is None)

    def put(self, value: dict[str, object]) -> None:
        """Put what is entered into the value."""
        text = "" if self.field is None else tidy(self.field.text())
        if text:
            value[self.measure.key] = text
        elif self._claim is not None:
            value[self.measure.key] = self._claim
        elif self.none is not None and self.none.isChecked():
            value[self.measure.key] = None

    def press(self, key: str) -> bool:
        """Take 1 and 2 for yes and no, N for not claimed."""
        if key == "N" and self.none is not None:
            self.none.click()
            return True
        place = {"1": 0, "2": 1}.get(key)
        if self.segments is None or place is None:
            return False
        self._on_chosen(place)
        return True

    def take_focus(self) -> bool:
        """Put the keyboard into the field."""
        if self.field is None:
            return False
        self.field.setFocus()
        self.field.selectAll()
        return True

    def _on_typed(self, text: str) -> None:
        if text and self.none is not None:
            self.none.setChecked(False)
        self.edited.emit(True)

    def _on_chosen(self, place: int) -> None:
        said = place == 0
        self._claim = None if self._claim is said else said
        if self.none is not None:
            self.none.setChecked(False)
        self.edited.emit(False)

    def _on_none(self) -> None:
        if self.none is not None and self.none.isChecked():
            self._claim = None
            if self.field is not None:
                self.field.clear()
        self.edited.emit(False)

    def _on_moved(self, step: int, _entered: bool) -> None:  # noqa: FBT001 -- a signal's second argument
        self.left.emit(step)


class StarEditor(Editor):
    """All measures of one requirement above its ladder."""

    def __init__(self, requirement: StarRequirement, context: EditorContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._requirement = requirement
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.rows = [MeasureRow(measure, context) for measure in requirement.measures]
        for row in self.rows:
            row.edited.connect(self._on_edited)
            row.left.connect(self._on_left)
            column.addWidget(row)
        self._ladder = StarLadder(4 if len(self.rows) > 1 else 2)
        line = QHBoxLayout()
        line.addWidget(self._ladder, 1)
        line.addStretch(0)
        column.addLayout(line)
        self._next = Label("", Hand(Role.TEXT, 400, "ink2"), wrap=True)
        column.addWidget(self._next)
        self.show_value(None)

    @override
    def show_value(self, value: object) -> None:
        known = value if isinstance(value, Mapping) else {}
        for row in self.rows:
            row.show_claim(known)
        self._show_ladder(known)

    def _show_ladder(self, known: Mapping[str, object]) -> None:
        level = self._level(known)
        demands = [self.demand(star) for star in range(1, len(self._requirement.stars) + 1)]
        rungs = tuple(
            Rung(star, words, level is not None and star <= level, star == (0 if level is None else level) + 1)
            for star, words in enumerate(demands, start=1)
        )
        self._ladder.show_rungs(rungs)
        if level is None:
            words = self.tr("还没有填完；填完才知道达到几星")
        elif level == len(demands):
            words = self.tr("已达到三星的要求")
        else:
            words = self.tr("现达 {0} 星；再上一星要 {1}").format(level, demands[level])
        self._next.set_text(words)

    def _level(self, known: Mapping[str, object]) -> int | None:
        """Give the star reached; None while a measure is missing."""
        findings = Findings()
        read = star_response({"value": dict(known)}, self._requirement, Place("", findings)).value
        if findings.faults or not isinstance(read, Claims):
            return None
        if any(row.measure.key not in read.measures for row in self.rows):
            return None
        return reached(self._requirement, read.measures)

    def demand(self, star: int) -> str:
        """Write what a star asks; one of several bounds is enough."""
        bounds = self._requirement.stars[star - 1]
        if bounds is None:
            return self.tr("不要求")
        measures = {measure.key: measure for measure in self._requirement.measures}
        names = len(self._requirement.measures) > 1
        return self.tr(" 或 ").join(self._bound(measures[bound.measure], bound, names=names) for bound in bounds)

    def _bound(self, measure: StarMeasure, bound: StarBound, *, names: bool) -> str:
        if isinstance(bound.limit, bool):
            return self.context.say(measure.name)
        limit = (
            f"{_SIGNS[bound.relation.value]} {plain(Fraction(bound.limit))} {self.context.unit(measure.unit)}".strip()
        )
        return f"{self.context.say(measure.name)} {limit}" if names else limit

    @override
    def press(self, key: str) -> bool:
        boolean = next((row for row in self.rows if row.segments is not None), None)
        if boolean is not None and boolean.press(key):
            self.settled.emit()
            return True
        focused = next((row for row in self.rows if row.field is not None and row.field.hasFocus()), None)
        return focused is not None and focused.press(key)

    @override
    def take_focus(self, step: int = 1) -> bool:
        fields = [row for row in self.rows if row.field is not None]
        return bool(fields) and fields[0 if step > 0 else -1].take_focus()

    def _on_edited(self, typing: bool) -> None:  # noqa: FBT001 -- a signal's argument
        value: dict[str, object] = {}
        for row in self.rows:
            row.put(value)
        self._show_ladder(value)
        self.answered.emit(value or None, typing)

    def _on_left(self, step: int) -> None:
        here = next(number for number, row in enumerate(self.rows) if row is self.sender())
        if not (0 <= here + step < len(self.rows) and self.rows[here + step].take_focus()):
            self.left.emit(step)
