"""Buttons, choice chips and check boxes that paint themselves: fill and mark tell the chosen one, never a tint."""

from __future__ import annotations

import enum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from workbench.ui import icons, lettering, paint, theme, typography
from workbench.ui.lettering import Hand
from workbench.ui.typography import Role


class Rank(enum.Enum):
    """How much a button asks for: one main action a screen, plain ones, quiet ones without a border."""

    MAIN = "main"
    PLAIN = "plain"
    QUIET = "quiet"


class _Painted(QAbstractButton):
    """Common ground: hover is repainted, the keyboard's focus is always visible."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.is_hovered = False

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.is_hovered = True
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.is_hovered = False
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt would walk to a neighbour by geometry; the list or editor around knows better where an arrow leads.
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Button(_Painted):
    """A button with an optional icon and the key that does the same."""

    def __init__(
        self, text: str = "", *, rank: Rank = Rank.PLAIN, icon: str = "", key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rank, self._icon, self._key = rank, icon, key
        self._height = 32
        self._is_bare = False
        self.set_words(text)

    def set_words(self, text: str, name: str = "") -> None:
        """Change the label; `name` is what a screen reader says where the label is not enough."""
        self.setText(text)
        self.setAccessibleName(name or text)
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        """Change the printed key."""
        self._key = key
        self.updateGeometry()
        self.update()

    def set_tall(self) -> Button:
        """Grow to the 36 px of first run and lock."""
        self._height = 36
        self.updateGeometry()
        return self

    def set_bare(self) -> None:
        """Shrink to the printed key alone."""
        self._is_bare = True
        self.setFixedSize(lettering.cap_width(self._key), 24)

    def _hand(self) -> Hand:
        if not self.isEnabled():
            return Hand(Role.TEXT, 400, "ink3")
        if self._rank is Rank.MAIN:
            return Hand(Role.TEXT, 700, "accent_ink")
        return Hand(Role.TEXT, 400, "ink")

    @override
    def sizeHint(self) -> QSize:
        across = 26 if self.text() or self._key else 14
        if self._icon:
            across += 18 + (8 if self.text() else 0)
        if self.text():
            across += lettering.width(self.text(), Hand(Role.TEXT, 700 if self._rank is Rank.MAIN else 400)) + 1
        if self._key:
            across += lettering.cap_width(self._key) + (7 if self.text() else 0)
        return QSize(across, typography.at_least(self._height, Role.TEXT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        self._paint_ground(painter, box)
        hand = self._hand()
        left = 0.0 if self._is_bare else 13.0 if self.text() or self._key else 7.0
        middle = box.center().y()
        if self._icon:
            icons.paint(painter, QRectF(left, middle - 9, 18, 18), self._icon, theme.colour(hand.shade))
            left += 18 + (8 if self.text() else 0)
        if self.text():
            room = QRectF(left, 0, box.width() - left, box.height())
            left += lettering.write(painter, room, self.text(), hand) + 7
        if self._key:
            lettering.cap(painter, left, middle, self._key, shade="accent_ink" if hand.shade == "accent_ink" else "")

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        if not self.isEnabled():
            if self._rank is not Rank.QUIET:
                paint.dashes(painter, box, theme.colour("control"), radius=3)
            return
        if self._rank is Rank.MAIN:
            self._paint_main(painter, box)
            return
        if self.is_hovered or self.isDown():
            paint.fill(painter, box, theme.colour("hover"), radius=3)
        elif self._rank is Rank.PLAIN:
            paint.fill(painter, box, theme.colour("surface"), radius=3)
        if self.hasFocus():
            paint.outline(painter, box, theme.colour("accent"), radius=3, width=2)
        elif self._rank is Rank.PLAIN:
            paint.outline(painter, box, theme.colour("control"), radius=3)

    def _paint_main(self, painter: QPainter, box: QRectF) -> None:
        paint.fill(painter, box, theme.colour("accent"), radius=3)
        if self.is_hovered or self.isDown():
            veil = QColor(theme.colour("ink"))
            veil.setAlpha(30 if self.isDown() else 18)
            paint.fill(painter, box, veil, radius=3)
        if self.hasFocus():
            paint.outline(painter, box.adjusted(2, 2, -2, -2), theme.colour("accent_ink"), radius=2, width=1.5)


class SearchButton(_Painted):
    """Looks like the search field and opens it."""

    def __init__(self, text: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setText(text)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        across = lettering.width(self.text(), Hand(Role.TEXT)) + lettering.cap_width(self._key)
        return QSize(across + 31 + 15 + 8, typography.at_least(32, Role.TEXT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(38, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        paint.fill(painter, box, theme.colour("surface"), radius=3)
        ring = self.hasFocus()
        paint.outline(painter, box, theme.colour("accent" if ring else "control"), radius=3, width=2 if ring else 1)
        middle = box.center().y()
        icons.paint(painter, QRectF(9, middle - 8, 16, 16), "search", theme.colour("ink2"))
        if box.width() > 100:
            across = lettering.cap_width(self._key)
            room = QRectF(31, 0, box.width() - across - 46, box.height())
            lettering.write(painter, room, self.text(), Hand(Role.TEXT, 400, "ink2"))
            lettering.cap(painter, box.width() - across - 8, middle, self._key)


class Chip(_Painted):
    """One choice: key cap, label and points; the chosen one is filled and its cap inverted."""

    def __init__(self, label: str, *, key: str = "", points: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self.points = key, points
        self.is_dashed = False
        self.is_low = False
        self.setCheckable(True)
        self.setText(label)
        self.setAccessibleName(f"{key} {label} {points}".strip())

    @override
    def sizeHint(self) -> QSize:
        across = 20 + lettering.width(self.text(), Hand(Role.TEXT, 500)) + 1
        if self.key:
            across += lettering.cap_width(self.key) + 6
        if self.points:
            across += lettering.width(self.points, Hand(Role.NOTE, 500)) + 7
        return QSize(across - 4, typography.at_least(28 if self.is_low else 32, Role.TEXT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        chosen = self.isChecked()
        self._paint_ground(painter, box, chosen=chosen)
        shade = "accent_ink" if chosen else "ink"
        left, middle = 7.0, box.center().y()
        if self.key:
            left += lettering.cap(painter, left, middle, self.key, shade=shade if chosen else "") + 7
        room = QRectF(left, 0, box.width() - left - 4, box.height())
        hand = Hand(Role.TEXT, 500 if chosen else 400, shade if not self.is_dashed or chosen else "ink2")
        left += lettering.write(painter, room, self.text(), hand) + 6
        if self.points:
            hand = Hand(Role.NOTE, 500 if chosen else 400, shade if chosen else "ink3")
            lettering.write(painter, QRectF(left, 0, box.width() - left, box.height()), self.points, hand)

    def _paint_ground(self, painter: QPainter, box: QRectF, *, chosen: bool) -> None:
        if chosen:
            paint.fill(painter, box, theme.colour("accent"), radius=3)
        else:
            paint.fill(painter, box, theme.colour("hover" if self.is_hovered else "surface"), radius=3)
            border = paint.dashes if self.is_dashed else paint.outline
            border(painter, box, theme.colour("control"), radius=3)
        if self.hasFocus():
            inner = box.adjusted(2, 2, -2, -2) if chosen else box
            shade = "accent_ink" if chosen else "accent"
            paint.outline(painter, inner, theme.colour(shade), radius=3, width=1.5 if chosen else 2)


class CheckBox(_Painted):
    """A painted check box with an optional letter before its text."""

    def __init__(self, text: str, *, letter: str = "", role: Role = Role.TEXT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter, self._role = letter, role
        self.setCheckable(True)
        self.setText(text)
        self.setAccessibleName(f"{letter} {text}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        across = 26 + (18 if self._letter else 0) + lettering.width(self.text(), Hand(self._role)) + 2
        return QSize(across, typography.at_least(26, self._role))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        box = QRectF(QPointF(3, round(middle - 8)), QPointF(19, round(middle - 8) + 16))
        paint.tick_box(painter, box, on=self.isChecked(), focused=self.hasFocus())
        left = 27.0
        if self._letter:
            lettering.write(painter, QRectF(left, 0, 18, self.height()), self._letter, Hand(self._role, 400, "ink3"))
            left += 18
        room = QRectF(left, 0, self.width() - left, self.height())
        shown = lettering.write(painter, room, self.text(), Hand(self._role))
        tip = self.text() if shown < lettering.width(self.text(), Hand(self._role)) else ""
        if tip != self.toolTip():
            self.setToolTip(tip)


class IconButton(_Painted):
    """A square button with only an icon; its name is read out and shown as a tooltip."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)

    @override
    def sizeHint(self) -> QSize:
        return QSize(32, 32)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isEnabled() and (self.is_hovered or self.isDown()):
            paint.fill(painter, box, theme.colour("hover"), radius=3)
        shade = "ink2" if self.isEnabled() else "line2"
        side = QRectF(0, 0, 20, 20)
        side.moveCenter(box.center())
        icons.paint(painter, side, self._icon, theme.colour(shade))
        if self.hasFocus():
            paint.outline(painter, box, theme.colour("accent"), radius=3, width=2)
