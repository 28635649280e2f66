"""Texts and plain panels that follow the scheme by themselves."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from workbench.ui import lettering, paint, theme, typography
from workbench.ui.lettering import Hand
from workbench.ui.marks import Mark
from workbench.ui.typography import Role

_PLAIN = Hand(Role.TEXT)
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class Label(QWidget):
    """One text in a role; elided on one line, or wrapped."""

    def __init__(
        self, text: str = "", hand: Hand = _PLAIN, *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._hand, self._wrap = text, hand, wrap
        self._align = lettering.LEFT
        tall = QSizePolicy.Policy.Minimum if wrap else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, tall)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)

    @property
    def text(self) -> str:
        """What stands here."""
        return self._text

    def set_text(self, text: str) -> None:
        """Write something else."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def set_hand(self, hand: Hand) -> None:
        """Write in another role or colour."""
        if hand != self._hand:
            self._hand = hand
            self.updateGeometry()
            self.update()

    def set_align(self, align: Qt.AlignmentFlag) -> None:
        """Align a one-line text."""
        self._align = align
        self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return self._wrap

    @override
    def heightForWidth(self, width: int) -> int:
        if not self._wrap:
            return typography.line(self._hand.role)
        metrics = typography.metrics(self._hand.role, self._hand.weight)
        flags = int(Qt.TextFlag.TextWordWrap)
        lines = max(1, round(metrics.boundingRect(QRect(0, 0, max(width, 20), 10000), flags, self._text).height()
                             / metrics.lineSpacing()))  # fmt: skip
        return lines * max(metrics.lineSpacing(), typography.line(self._hand.role))

    @override
    def sizeHint(self) -> QSize:
        across = lettering.width(self._text, self._hand) + 1
        if self._wrap:
            across = min(across, 420)
        return QSize(across, self.heightForWidth(across))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(24, self.sizeHint().width()), typography.line(self._hand.role))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        if not self._wrap:
            shown = lettering.write(painter, box, self._text, self._hand, self._align)
            tip = self._text if shown < lettering.width(self._text, self._hand) else ""
            if tip != self.toolTip():
                self.setToolTip(tip)
            return
        painter.setFont(typography.font(self._hand.role, self._hand.weight))
        painter.setPen(theme.colour(self._hand.shade))
        painter.drawText(box, _WRAP, self._text)


class Notice(QWidget):
    """A state shape with one sentence: the refusal beside a control, or a check that says it stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark: Mark | None = None
        self._label = Label("", Hand(Role.TEXT), wrap=True, parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.say(None, "")

    @property
    def sentence(self) -> str:
        """What is said."""
        return self._label.text

    def say(self, which: Mark | None, sentence: str) -> None:
        """Say something, or nothing with an empty sentence; the room it takes stays, so that nothing jumps."""
        self._mark = which if sentence else None
        shade = {Mark.FAILED: "fail", Mark.LOST: "lost"}.get(which, "ink2") if which else "ink2"
        self._label.set_hand(Hand(Role.TEXT, 400, shade))
        self._label.set_text(sentence)
        self.setAccessibleName(sentence)
        self.updateGeometry()
        self.update()

    def refuse(self, sentence: str) -> None:
        """Say why something is declined and what to do."""
        self.say(Mark.FAILED, sentence)

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, max(22, self._label.heightForWidth(max(self.width() - 22, 200)) + 2))

    @override
    def resizeEvent(self, event: object) -> None:
        left = 22 if self._mark else 0
        self._label.setGeometry(left, 1, self.width() - left, self.height() - 1)
        if event is not None and self.sizeHint().height() != self.height():
            self.updateGeometry()  # the sentence wraps otherwise at this width

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._mark:
            self.resizeEvent(None)
            painter = QPainter(self)
            paint.mark(painter, QRectF(0, 0, 16, 22).center(), self._mark, size=14)


class Panel(QWidget):
    """A plain ground in a token's colour with hairlines at the sides that are named ("tblr")."""

    def __init__(self, ground: str = "panel", lines: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground, self._edges = ground, lines

    def set_ground(self, ground: str) -> None:
        """Change the colour."""
        self._ground = ground
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(self._ground))
        ink = theme.colour("line")
        if "t" in self._edges:
            paint.hline(painter, 0, self.width(), 0, ink)
        if "b" in self._edges:
            paint.hline(painter, 0, self.width(), self.height() - 1, ink)
        if "l" in self._edges:
            paint.vline(painter, 0, 0, self.height(), ink)
        if "r" in self._edges:
            paint.vline(painter, self.width() - 1, 0, self.height(), ink)


class Rule(QWidget):
    """A hairline across."""

    def __init__(self, shade: str = "line", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shade = shade
        self.setFixedHeight(1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour(self._shade))


class Tag(QWidget):
    """A note with a 1 px border, such as the form's name in the head."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setFixedHeight(20)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Write something else; an empty tag hides."""
        self._text = text
        self.setVisible(bool(text))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(lettering.width(self._text, Hand(Role.NOTE)) + 15, 20)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        paint.outline(painter, box, theme.colour("line2"), radius=2)
        lettering.write(painter, box.adjusted(7, 0, -6, 0), self._text, Hand(Role.NOTE, 400, "ink2"))
