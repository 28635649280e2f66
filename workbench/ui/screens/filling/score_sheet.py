"""The live score, painted: ribbon of grades, total, group bars with their floors, gates, and what lifts the unit."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from workbench.ui import lettering, paint, theme
from workbench.ui.lettering import Hand
from workbench.ui.marks import Mark
from workbench.ui.paint import BarFacts
from workbench.ui.screens.filling.standing import GateStanding, GradeCell, GroupStanding, Reach, Standing, StarStanding
from workbench.ui.typography import Role

_PAD = 16
_HEADING = Hand(Role.NOTE, 500, "ink2")
_MANY_GATES = 8


def paint_ribbon(painter: QPainter, box: QRectF, cells: tuple[GradeCell, ...], words: dict[Reach, str]) -> None:
    """Draw one cell per grade: reached filled, in reach dashed, out of reach struck through, below plain."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    across = (box.width() - 2 * (len(cells) - 1)) / max(len(cells), 1)
    for number, cell in enumerate(cells):
        place = QRectF(round(box.left() + number * (across + 2)), box.top(), round(across), box.height())
        _paint_cell(painter, place, cell, words)
    painter.restore()


def _paint_cell(painter: QPainter, box: QRectF, cell: GradeCell, words: dict[Reach, str]) -> None:
    suffix = words.get(cell.reach, "")
    name = f"{cell.name} · {suffix}" if suffix else cell.name
    if lettering.width(name, Hand(Role.NOTE, 500)) > box.width() - 6:
        name = cell.name
    if cell.reach is Reach.REACHED:
        painter.fillRect(box, theme.colour("accent"))
        lettering.write(painter, box, cell.name, Hand(Role.NOTE, 700, "accent_ink"), lettering.CENTRE)
    elif cell.reach is Reach.IN_REACH:
        painter.fillRect(box, theme.colour("surface"))
        paint.dashes(painter, box, theme.colour("accent"))
        lettering.write(painter, box, name, Hand(Role.NOTE, 500, "accent"), lettering.CENTRE)
    else:
        paint.outline(painter, box, theme.colour("line2"))
        lettering.write(painter, box, cell.name, Hand(Role.NOTE, 400, "ink2"), lettering.CENTRE)
        if cell.reach is Reach.OUT:
            half = min(lettering.width(cell.name, Hand(Role.NOTE)), box.width() - 10) / 2 + 3
            middle = box.center()
            lettering.strike(painter, middle.x() - half, middle.x() + half, middle.y(), "ink2")


class ScoreSheet(QWidget):
    """Everything of the score panel above the evidence.

    Signals:
        code_wanted: a group, gate or lift was clicked; carries its code.
        why_wanted: the F2 cap was clicked.
    """

    code_wanted = Signal(str)
    why_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: Standing | None = None
        self._regions: list[tuple[QRectF, str]] = []
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_standing(self, facts: Standing) -> None:
        """Show where the assessment stands."""
        if facts == self._facts:
            return
        grew = self._facts is None or self._height(facts) != self._height(self._facts)
        self._facts = facts
        groups = "; ".join(f"{group.code} {group.share} {group.floor}" for group in facts.groups)
        points = self.tr("得分 {0}，满分 {1}；{2}").format(facts.total, facts.most, groups)
        told = f"{facts.controls} {self._beside_total(facts)}"
        self.setAccessibleName(told if facts.controls else points)
        if grew:
            self.updateGeometry()
        self.update()

    def _height(self, facts: Standing) -> int:
        lifts = 40 + 24 * len(facts.lifts) if facts.lifts else 0
        groups = 31 + 32 * len(facts.groups) if facts.groups else 0
        stars = 34 if facts.stars else 0
        return 104 + groups + (34 * self._gate_lines(facts) if facts.gates else 0) + stars + lifts

    def _gate_lines(self, facts: Standing) -> int:
        return 1 if len(facts.gates) <= 5 or len(facts.gates) > _MANY_GATES else 2

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, self._height(self._facts) if self._facts else 480)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._facts is None:
            return
        self._regions = []
        right = self.width() - _PAD
        self._paint_top(painter, self._facts, right)
        top = self._paint_groups(painter, self._facts, right) if self._facts.groups else 103.0
        if self._facts.gates:
            top = self._paint_gates(painter, self._facts, top, right)
        if self._facts.stars:
            top = self._paint_stars(painter, self._facts.stars, top, right)
        if self._facts.lifts:
            self._paint_lifts(painter, self._facts, top, right)

    def _paint_top(self, painter: QPainter, facts: Standing, right: float) -> None:
        room = QRectF(_PAD, 8, right - _PAD, 20)
        lettering.write(painter, room, self.tr("结论"), _HEADING)
        if facts.open_items:
            gates = [gate.code for gate in facts.gates if gate.mark is Mark.GATE_OPEN]
            words = " · ".join([self.tr("未判 {0} 条").format(facts.open_items), *gates[:2]])
            lettering.write(painter, room, words, _HEADING, lettering.RIGHT)
        ribbon = QRectF(_PAD, 30, right - _PAD, 24)
        paint_ribbon(painter, ribbon, facts.grades, {Reach.IN_REACH: self.tr("还可达到")})
        line = QRectF(_PAD, 58, right - _PAD, 42)
        used = lettering.write(painter, line, facts.controls or facts.total, Hand(Role.DISPLAY, 700))
        rest = QRectF(_PAD + used + 7, 65, right - _PAD - used - 7, 34)
        lettering.write(painter, rest, self._beside_total(facts), Hand(Role.TEXT, 400, "ink2"))
        if facts.lost and not facts.needed:
            words = self.tr("已失 {0}").format(facts.lost)
            rest = QRectF(_PAD, 65, right - _PAD, 34)
            lettering.write(painter, rest, words, Hand(Role.TEXT, 500, "lost"), lettering.RIGHT)
        paint.hline(painter, 0, self.width(), 102, theme.colour("line"))

    def _beside_total(self, facts: Standing) -> str:
        if facts.controls:
            return self.tr("项控制项满足")
        if facts.needed:
            return self.tr("/ {0} 条达标，要 {1} 条").format(facts.most, facts.needed)
        return f"/ {facts.most}" if facts.most else ""

    def _paint_stars(self, painter: QPainter, stars: StarStanding, top: float, right: float) -> float:
        """Draw the star that all requirements reach together, and those that stand below the next aim."""
        room = QRectF(_PAD, top, right - _PAD, 34)
        used = lettering.write(painter, room, self.tr("星级要求"), _HEADING)
        left = _PAD + used + 14.0
        for number in range(3 if stars.reached is not None else 0):
            is_reached = number < (stars.reached or 0)
            ink = theme.colour("accent" if is_reached else "ink3")
            paint.star(painter, QPointF(left + number * 15, top + 17), 6, ink, filled=is_reached)
        if stars.reached is None:
            words = f"{stars.judged}/{stars.of}"
            lettering.write(painter, QRectF(left - 6, top, 60, 34), words, _HEADING)
        x = right - sum(lettering.width(gate.code, _HEADING) + 24 for gate in stars.below[:4]) + 4
        for gate in stars.below[:4]:
            x = self._paint_diamond(painter, gate, QPointF(x, top))
        paint.hline(painter, 0, self.width(), top + 33, theme.colour("line"))
        return top + 34

    def _paint_diamond(self, painter: QPainter, gate: GateStanding, at: QPointF) -> float:
        """Draw one condition as a diamond with its code; gives where the next one begins."""
        paint.mark(painter, QPointF(at.x() + 7, at.y() + 17), gate.mark)
        across = lettering.width(gate.code, _HEADING)
        shade = {Mark.GATE_FAILED: "fail", Mark.GATE_OPEN: "ink3"}.get(gate.mark, "ink")
        place = QRectF(at.x() + 17, at.y(), across + 2, 34)
        lettering.write(painter, place, gate.code, Hand(Role.NOTE, 500, shade))
        self._regions.append((QRectF(at.x(), at.y(), across + 20, 34), gate.code))
        return at.x() + across + 24

    def _paint_groups(self, painter: QPainter, facts: Standing, right: float) -> float:
        room = QRectF(_PAD, 109, right - _PAD, 20)
        has_floors = any(group.tick is not None for group in facts.groups)
        heading = self.tr("模块得分率与下限") if has_floors else self.tr("模块得分率")
        lettering.write(painter, room, heading, _HEADING)
        if has_floors:
            painter.fillRect(QRectF(right - 2, 113, 2, 12), theme.colour("ink"))
            room.setRight(right - 6)
            lettering.write(painter, room, self.tr("下限"), _HEADING, lettering.RIGHT)
        top = 128.0
        for group in facts.groups:
            self._paint_group(painter, group, top, right)
            self._regions.append((QRectF(0, top, self.width(), 32), group.code))
            top += 32
        paint.hline(painter, 0, self.width(), top + 8, theme.colour("line"))
        return top + 9

    def _paint_group(self, painter: QPainter, group: GroupStanding, top: float, right: float) -> None:
        line = QRectF(_PAD, top, right - _PAD, 22)
        floor = Hand(Role.NOTE, 400, "ink3")
        lettering.write(painter, line, group.floor, floor, lettering.RIGHT)
        share_right = right - 44
        bad = group.is_short or group.is_unreachable
        share = Hand(Role.TEXT, 700 if bad else 500, "fail" if bad else "ink")
        room = QRectF(_PAD, top, share_right - _PAD, 22)
        lettering.write(painter, room, group.share, share, lettering.RIGHT)
        left = float(_PAD)
        if bad:
            paint.mark(painter, QPointF(_PAD + 7, top + 11), Mark.FAILED, size=14)
            left += 20
        name = QRectF(left, top, share_right - left - lettering.width(group.share, share) - 8, 22)
        lettering.write(painter, name, f"{group.code} {group.name}", Hand(Role.TEXT))
        facts = BarFacts(group.earned, group.still_open, group.tick, bad)
        paint.bar(painter, QRectF(_PAD, top + 22, right - _PAD, 8), facts)

    def _paint_gates(self, painter: QPainter, facts: Standing, top: float, right: float) -> float:
        lettering.write(painter, QRectF(_PAD, top, 80, 34), self.tr("前置条件"), _HEADING)
        shown, edge = facts.gates, right
        if len(shown) > _MANY_GATES:
            met = sum(gate.mark is Mark.GATE_MET for gate in shown)
            words = f"{met}/{len(shown)}"
            lettering.write(painter, QRectF(_PAD, top, right - _PAD, 34), words, _HEADING, lettering.RIGHT)
            edge = right - lettering.width(words, _HEADING) - 14
            shown = tuple(gate for gate in shown if gate.mark is not Mark.GATE_MET)[:3]
        lines = [shown] if self._gate_lines(facts) == 1 else [shown[:4], shown[4:]]
        for number, line in enumerate(lines):
            x = edge - sum(lettering.width(gate.code, _HEADING) + 24 for gate in line) + 4
            for gate in line:
                x = self._paint_diamond(painter, gate, QPointF(x, top + 34 * number))
        bottom = top + 34 * len(lines)
        paint.hline(painter, 0, self.width(), bottom - 1, theme.colour("line"))
        return bottom

    def _paint_lifts(self, painter: QPainter, facts: Standing, top: float, right: float) -> None:
        heading = self.tr("离“{0}”还差").format(facts.aim)
        lettering.write(painter, QRectF(_PAD, top + 6, right - _PAD - 40, 24), heading, _HEADING)
        across = lettering.cap_width("F2")
        lettering.cap(painter, right - across, top + 18, "F2")
        self._regions.append((QRectF(right - across, top + 6, across, 24), "F2"))
        top += 30
        for lift in facts.lifts:
            line = QRectF(_PAD, top, right - _PAD, 24)
            deed = lift.points or self.tr("判定")
            lettering.write(painter, line, deed, Hand(Role.TEXT, 500), lettering.RIGHT)
            line.setRight(line.right() - lettering.width(deed, Hand(Role.TEXT, 500)) - 8)
            lettering.write(painter, line, lift.name or self.tr("总分"), Hand(Role.TEXT))
            self._regions.append((QRectF(0, top, self.width(), 24), lift.code))
            top += 24
        paint.hline(painter, 0, self.width(), self.height() - 1, theme.colour("line"))

    def _at(self, point: QPointF) -> str:
        return next((code for box, code in reversed(self._regions) if box.contains(point)), "")

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = bool(self._at(event.position()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        code = self._at(event.position())
        if code == "F2":
            self.why_wanted.emit()
        elif code:
            self.code_wanted.emit(code)


class ScoreStrip(QWidget):
    """The score in 36 px for narrow windows: total, lost, one small bar per group with its tick, the aim."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: Standing | None = None
        self.setFixedHeight(36)

    def show_standing(self, facts: Standing) -> None:
        """Show where the assessment stands."""
        self._facts = facts
        self.setAccessibleName(self.tr("得分 {0}，满分 {1}").format(facts.total, facts.most))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("panel"))
        paint.hline(painter, 0, self.width(), 35, theme.colour("line"))
        if self._facts is None:
            return
        facts, middle = self._facts, 18.0
        left = 11.0
        shown = facts.controls or facts.total
        left += lettering.write(painter, QRectF(left, 0, 90, 35), shown, Hand(Role.TITLE, 700)) + 8
        if facts.most:
            most = f"/ {facts.most}"
            left += lettering.write(painter, QRectF(left, 1, 60, 35), most, Hand(Role.TEXT, 400, "ink2")) + 12
        if facts.lost and not facts.needed:
            left += lettering.write(painter, QRectF(left, 1, 70, 35), f"−{facts.lost}", Hand(Role.TEXT, 500, "lost"))
        right = self.width() - 10.0
        aim = next((cell for cell in reversed(facts.grades) if cell.reach in (Reach.REACHED, Reach.IN_REACH)), None)
        if aim is not None:
            words = aim.name if aim.reach is Reach.REACHED else self.tr("还可{0}").format(aim.name)
            across = lettering.width(words, Hand(Role.NOTE, 700)) + 16
            box = QRectF(right - across, middle - 10, across, 20)
            _paint_cell(painter, box, GradeCell(aim.code, words, aim.reach), {})
            right -= across + 12
        room = right - left - 16
        each = min(52.0, room / max(len(facts.groups), 1))
        left = right - each * len(facts.groups)
        for group in facts.groups:
            lettering.write(painter, QRectF(left, 1, each, 16), group.code, Hand(Role.NOTE, 400, "ink2"))
            bad = group.is_short or group.is_unreachable
            bar = BarFacts(group.earned, group.still_open, group.tick, bad)
            paint.bar(painter, QRectF(left, 20, each - 8, 8), bar)
            left += each
