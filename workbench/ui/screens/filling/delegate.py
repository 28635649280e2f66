"""Paints heads and clauses of the list: columns that never move, figures under figures."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from workbench.ui import icons, lettering, paint, theme, typography
from workbench.ui.lettering import Hand
from workbench.ui.marks import Mark
from workbench.ui.screens.filling import answers
from workbench.ui.screens.filling.model import ROW, Shown
from workbench.ui.screens.filling.rows import CHECKS, GATES, STARS, ClauseRow, HeadRow
from workbench.ui.typography import Role

ROW_HEIGHT = 32
HEAD_HEIGHT = 24
NARROW = 620
_NOTE = Hand(Role.NOTE, 400, "ink3")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand at a list's width."""

    code: float
    name: float
    marks_right: float
    answer: float
    answer_width: float
    points_right: float


def columns(width: float) -> Columns:
    """Place the columns; a narrow list gives up its answer column."""
    right = width - 12
    if width < NARROW:
        return Columns(32, 78, right - 76, right, 0, right)
    answer = right - 70 - 224
    return Columns(32, 84, answer - 10, answer, 216, right)


class ClauseDelegate(QStyledItemDelegate):
    """One delegate for the whole list; the row in focus leaves room for its editor."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.focus_code = ""
        self.focus_height = ROW_HEIGHT

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = index.data(ROW)
        if isinstance(row, HeadRow):
            return QSize(100, typography.at_least(HEAD_HEIGHT, Role.NOTE))
        plain_height = typography.at_least(ROW_HEIGHT, Role.BODY)
        if isinstance(row, Shown) and row.row.code == self.focus_code:
            return QSize(100, max(self.focus_height, plain_height))
        return QSize(100, plain_height)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW)
        box = QRectF(option.rect)  # type: ignore[attr-defined] # missing in the stubs of 6.9
        painter.save()
        if isinstance(row, HeadRow):
            _paint_head(painter, box, row)
        elif isinstance(row, Shown):
            state = option.state  # type: ignore[attr-defined] # missing in the stubs of 6.9
            hovered = bool(state & QStyle.StateFlag.State_MouseOver)
            _paint_clause(painter, box, row, focused=row.row.code == self.focus_code, hovered=hovered)
        painter.restore()


def section_names() -> dict[str, str]:
    """Name the sections that are none of the form's own groups."""
    return {
        GATES: QCoreApplication.translate("Clauses", "前置条件"),
        STARS: QCoreApplication.translate("Clauses", "星级要求"),
        CHECKS: QCoreApplication.translate("Clauses", "省级核查（不计分）"),
    }


def _paint_head(painter: QPainter, box: QRectF, row: HeadRow) -> None:
    painter.fillRect(box, theme.colour("panel"))
    paint.hline(painter, box.left(), box.right(), box.bottom() - 1, theme.colour("line"))
    name = section_names().get(row.code) or f"{row.code} {row.name}"
    lettering.write(painter, box.adjusted(20, 0, -120, -1), name, Hand(Role.NOTE, 700, "ink2"))
    if row.most:
        points = f"{row.earned or '—'} / {row.most}"
        lettering.write(painter, box.adjusted(0, 0, -12, -1), points, _NOTE, lettering.RIGHT)


def _paint_clause(painter: QPainter, box: QRectF, shown: Shown, *, focused: bool, hovered: bool) -> None:
    row = shown.row
    line = QRectF(box.left(), box.top(), box.width(), typography.at_least(ROW_HEIGHT, Role.BODY))
    ground = "row_focus" if focused else "hover" if hovered else "surface"
    painter.fillRect(box, theme.colour(ground))
    if focused:
        painter.fillRect(QRectF(box.left(), box.top(), 4, box.height()), theme.colour("accent"))
        paint.hline(painter, box.left(), box.right(), box.top() - 1, theme.colour("line2"))
    paint.hline(painter, box.left(), box.right(), box.bottom() - 1, theme.colour("line2" if focused else "line"))
    at = columns(box.width())
    paint.mark(painter, QPointF(box.left() + 18, line.center().y()), row.mark)
    code = QRectF(box.left() + at.code, line.top(), at.name - at.code - 4, line.height())
    lettering.write(painter, code, row.code, Hand(Role.TEXT, 400, "ink3"))
    _paint_points(painter, line, at, row)
    marks_left = _paint_marks(painter, line, at, row)
    answer = answers.trouble(row) or shown.answer
    has_answer = bool(answer) and not focused and at.answer_width > 0
    if has_answer:
        shade = "lost" if row.is_open else "ink2"
        room = QRectF(box.left() + at.answer, line.top(), at.answer_width, line.height())
        lettering.write(painter, room, answer, Hand(Role.TEXT, 400, shade))
    right = marks_left if has_answer or marks_left < at.marks_right or focused else at.points_right - 60
    _paint_name(
        painter, QRectF(box.left() + at.name, line.top(), right - at.name - 8, line.height()), row, focused=focused
    )


def _paint_name(painter: QPainter, room: QRectF, row: ClauseRow, *, focused: bool) -> None:
    hand = Hand(Role.BODY, 700 if focused else 400, "ink3" if row.is_aside else "ink")
    used = lettering.write(painter, room, row.name, hand)
    left = room.width() - used - 14
    if row.is_open and not focused and left > 60:
        rest = QRectF(room.left() + used + 14, room.top(), left, room.height())
        lettering.write(painter, rest, row.check, Hand(Role.TEXT, 400, "ink3"))


def _paint_marks(painter: QPainter, line: QRectF, at: Columns, row: ClauseRow) -> float:
    """Paint flag and evidence from the right; gives where the name must end."""
    right = line.left() + at.marks_right
    middle = line.center().y()
    if row.lacks_evidence:
        paint.mark(painter, QPointF(right - 8, middle), Mark.EVIDENCE_MISSING)
        right -= 24
    elif row.evidence:
        text = str(row.evidence)
        across = lettering.width(text, _NOTE)
        lettering.write(painter, QRectF(right - across, line.top(), across + 1, line.height()), text, _NOTE)
        icons.paint(painter, QRectF(right - across - 20, middle - 8, 16, 16), "photo", theme.colour("ink3"))
        right -= across + 28
    if row.is_flagged:
        paint.mark(painter, QPointF(right - 7, middle), Mark.FLAGGED)
        right -= 22
    return right - line.left()


def _paint_stars(painter: QPainter, room: QRectF, reached: int) -> None:
    for number in range(3):
        is_reached = number < reached
        shade = theme.colour("accent" if is_reached else "ink3")
        spot = QPointF(room.right() - 7 - (2 - number) * 16, room.center().y())
        paint.star(painter, spot, 6.5, shade, filled=is_reached)


def _paint_points(painter: QPainter, line: QRectF, at: Columns, row: ClauseRow) -> None:
    room = QRectF(line.left(), line.top(), at.points_right, line.height())
    if row.stars is not None:
        _paint_stars(painter, room, row.stars)
    if row.is_gate:
        return
    if row.is_aside and not row.points:
        words = QCoreApplication.translate("Clauses", "不计")
        lettering.write(painter, room, words, Hand(Role.TEXT, 400, "ink3"), lettering.RIGHT)
        return
    most = f" / {row.most}"
    hand = Hand(Role.TEXT, 400, "ink3")
    lettering.write(painter, room, most, hand, lettering.RIGHT)
    room.setRight(room.right() - lettering.width(most, hand))
    if not row.points:
        lettering.write(painter, room, "—", hand, lettering.RIGHT)
        return
    bold = Hand(Role.BODY, 700 if row.is_lost else 500, "lost" if row.is_lost else "ink")
    lettering.write(painter, room, row.points, bold, lettering.RIGHT)
