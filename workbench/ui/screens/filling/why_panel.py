"""Why this score (F2): levels with the chosen one marked, the place in the total, the clause and its source."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.figures import plain
from workbench.domain.forms import Item, Provenance, StarRequirement
from workbench.domain.results import ItemState
from workbench.domain.rules import Bands, Bound, Graded, YesNo, kind_of
from workbench.ui import icons, lettering, paint, theme
from workbench.ui.lettering import Hand
from workbench.ui.screens.filling.book import Book
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Button, Rank
from workbench.ui.widgets.labels import Label, Panel, Rule

_HEADING = Hand(Role.NOTE, 500, "ink2")


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One line of the table: what it says, its points, whether it is the answer."""

    label: str
    points: str
    is_chosen: bool


class LevelTable(QWidget):
    """Levels or bands with their points."""

    def __init__(self, lines: tuple[LevelLine, ...], chosen_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._chosen_words = lines, chosen_words
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        chosen = next((line for line in lines if line.is_chosen), None)
        self.setAccessibleName("" if chosen is None else f"{chosen.label} {chosen.points}")

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, 24 + 32 * len(self._lines))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        lettering.write(painter, QRectF(8, 0, 120, 22), self.tr("档"), _HEADING)
        lettering.write(painter, QRectF(8, 0, self.width() - 16, 22), self.tr("分值"), _HEADING, lettering.RIGHT)
        paint.hline(painter, 0, self.width(), 23, theme.colour("line2"))
        for number, line in enumerate(self._lines):
            box = QRectF(0, 24 + 32 * number, self.width(), 32)
            if line.is_chosen:
                painter.fillRect(box, theme.colour("row_focus"))
                painter.fillRect(QRectF(0, box.top(), 4, 32), theme.colour("accent"))
            hand = Hand(Role.TEXT, 500 if line.is_chosen else 400)
            lettering.write(painter, box.adjusted(8, 0, -8, 0), line.points, hand, lettering.RIGHT)
            right = 60.0
            if line.is_chosen:
                note = Hand(Role.NOTE, 400, "ink2")
                place = box.adjusted(8, 0, -40, 0)
                lettering.write(painter, place, self._chosen_words, note, lettering.RIGHT)
                right = lettering.width(self._chosen_words, note) + 56
            lettering.write(painter, box.adjusted(8, 0, -right, 0), line.label, hand)
            paint.hline(painter, 0, self.width(), box.bottom() - 1, theme.colour("line"))


class FactLine(QWidget):
    """A name at the left and a figure at the right."""

    def __init__(self, name: str, figure: str, *, is_lost: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._figure, self._is_lost = name, figure, is_lost
        self.setFixedHeight(24)
        self.setAccessibleName(f"{name} {figure}")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        hand = Hand(Role.TEXT, 700 if self._is_lost else 500, "lost" if self._is_lost else "ink")
        box = QRectF(self.rect())
        lettering.write(painter, box, self._figure, hand, lettering.RIGHT)
        box.setRight(box.right() - lettering.width(self._figure, hand) - 8)
        lettering.write(painter, box, self._name, Hand(Role.TEXT))


class Remark(QWidget):
    """A small icon and a wrapped note."""

    def __init__(self, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 0, 0)
        row.addWidget(Label(text, Hand(Role.NOTE, 400, "ink2"), wrap=True))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), QRectF(QPointF(0, 1), QPointF(16, 17)), self._icon, theme.colour("ink2"))


class WhyPanel(Panel):
    """Takes the score panel's place while F2 (or F1) asks.

    Signals:
        closed: the score is wanted back.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "", parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(self._area)

    def explain(self, book: Book, code: str, sentences: tuple[str, ...], *, clause_first: bool) -> None:
        """Explain a clause; `clause_first` puts text and provenance on top (F1)."""
        page = Panel("panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(4)
        self._add_head(column, book, code, clause_first=clause_first)
        score, text = self._score_part(book, code, sentences), self._text_part(book, code)
        for part in (text, score) if clause_first else (score, text):
            for widget in part:
                column.addWidget(widget)
        column.addStretch(1)
        self._area.setWidget(page)

    def _add_head(self, column: QVBoxLayout, book: Book, code: str, *, clause_first: bool) -> None:
        row = QHBoxLayout()
        title = self.tr("条文与出处") if clause_first else self._question(book, code)
        row.addWidget(Label(title, Hand(Role.BODY, 700)), 1)
        close = Button("", key="F1" if clause_first else "F2", rank=Rank.QUIET)
        close.set_bare()
        close.setAccessibleName(self.tr("回到得分"))
        close.clicked.connect(self.closed)
        row.addWidget(close)
        column.addLayout(row)
        node = book.node(code)
        kind = self._kind("star" if isinstance(node, StarRequirement) else kind_of(node.rule))
        column.addWidget(Label(f"{code} {book.say(node.name)} · {kind}", Hand(Role.TEXT, 400, "ink2"), wrap=True))

    def _question(self, book: Book, code: str) -> str:
        if book.is_gate(code):
            return self.tr("这个前置条件怎么判")
        row = book.row(code)
        if row.state is ItemState.NA:
            return self.tr("为什么不计")
        if row.points is None:
            return self.tr("为什么还没有分")
        return self.tr("为什么是 {0} 分").format(plain(row.points))

    def _kind(self, kind: str) -> str:
        return {
            "yes_no": self.tr("是非"),
            "graded": self.tr("分档取一"),
            "bands": self.tr("实测分档"),
            "count": self.tr("计数"),
            "deduction": self.tr("扣分"),
            "sum_of_parts": self.tr("分项累计"),
            "choose_n": self.tr("多选满足"),
            "formula": self.tr("公式"),
            "gate": self.tr("门槛"),
            "star": self.tr("星级要求"),
        }.get(kind, self.tr("判定"))

    def _score_part(self, book: Book, code: str, sentences: tuple[str, ...]) -> list[QWidget]:
        widgets: list[QWidget] = []
        lines = self._levels(book, code)
        if lines:
            widgets.append(LevelTable(lines, self.tr("你的判定")))
        widgets += [Label(sentence, Hand(Role.TEXT), wrap=True) for sentence in sentences]
        if not book.is_gate(code):
            widgets += [Rule(), Label(self.tr("在总分里"), _HEADING), *self._place(book, code)]
        widgets.append(Rule())
        return widgets

    def _levels(self, book: Book, code: str) -> tuple[LevelLine, ...]:
        node = book.node(code)
        if isinstance(node, StarRequirement):
            return ()
        rule, value = node.rule, book.entry(code).get("value")
        if isinstance(rule, Graded):
            return tuple(
                LevelLine(book.say(level.label), plain(level.points), level.code == value) for level in rule.levels
            )
        if isinstance(rule, YesNo) and isinstance(node, Item):
            pairs = ((True, self.tr("符合"), plain(node.points)), (False, self.tr("不符合"), "0"))
            return tuple(LevelLine(label, points, value is own) for own, label, points in pairs)
        if isinstance(rule, Bands) and isinstance(node, Item):
            return self._bands(book, code, rule)
        return ()

    def _bands(self, book: Book, code: str, rule: Bands) -> tuple[LevelLine, ...]:
        points = book.row(code).points
        unit = "" if rule.quantity.unit in ("", "1") else f" {rule.quantity.unit}"
        lines = []
        for band in rule.bands:
            limits = self.tr(" 且 ").join(_limit_words(bound) for bound in band.every)
            label = f"{book.say(rule.quantity.name)} {limits}{unit}"
            lines.append(
                LevelLine(label, plain(band.points or Fraction(0)), points is not None and points == band.points)
            )
        if rule.otherwise is not None:
            chosen = points is not None and points == rule.otherwise
            lines.append(LevelLine(self.tr("其余"), plain(rule.otherwise), chosen))
        return tuple(lines)

    def _place(self, book: Book, code: str) -> list[QWidget]:
        row = book.row(code)
        item = book.form.item_by_code[code]
        group = next(entry for entry in book.form.groups if entry.code == item.group)
        result = next((entry for entry in book.result.groups if entry.code == group.code), None)
        lines: list[QWidget] = []
        if row.points is not None and row.points < row.max_points:
            lost = plain(row.max_points - row.points)
            lines.append(FactLine(self.tr("{0} 失分").format(code), f"−{lost}", is_lost=True))
        if result is not None and result.floor is not None:
            name = f"{group.code} {book.say(group.name)}"
            line = result.floor * result.max_points
            lost_so_far = sum(
                (book.row(other.code).max_points - (book.row(other.code).points or 0))
                for other in group.items
                if not book.row(other.code).state.is_open and book.row(other.code).points is not None
            )
            spare = result.max_points - line - lost_so_far
            words = self.tr("{0} 还可失") if spare >= 0 else self.tr("{0} 已超出可失")
            lines.append(FactLine(words.format(name), plain(abs(spare)), is_lost=spare < 0))
            floor = plain(result.floor * 100)
            needed = f"{plain(line)} / {plain(result.max_points)}"
            lines.append(FactLine(self.tr("{0} 下限 {1}% 需").format(name, floor), needed))
        return lines

    def _text_part(self, book: Book, code: str) -> list[QWidget]:
        node = book.node(code)
        widgets: list[QWidget] = [Label(self.tr("条文与出处"), _HEADING)]
        if not isinstance(node, StarRequirement):
            widgets.append(Label(book.say(node.check), Hand(Role.TEXT), wrap=True))
        for text in (getattr(node, "clause", None), node.guidance, node.origin.source):
            words = book.say(text)
            if words:
                widgets.append(Label(words, Hand(Role.TEXT, 400, "ink2"), wrap=True))
        if node.origin.provenance is Provenance.CONSTRUCTED:
            widgets.append(Remark("info-circle", self.tr("条目与分值为本项目设计，非官方细则")))
        widgets.append(Rule())
        return widgets


_SIGNS = {"gte": "≥", "gt": ">", "lte": "≤", "lt": "<", "eq": "="}


def _limit_words(bound: Bound) -> str:
    limit = plain(bound.limit) if isinstance(bound.limit, Fraction) else "…"
    return f"{_SIGNS[bound.relation.value]} {limit}"
